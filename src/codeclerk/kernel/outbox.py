"""The outbox: messages leave after the change that caused them was recorded, are tried again, and go once.

A message is claimed before it is handed over (its next attempt moves ahead), so two workers do not send it together;
a crash between handing over and noting it may send it again after the claim runs out, under the same Message-ID.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction

from codeclerk.kernel.models import OutboxMessage

log = logging.getLogger(__name__)

CLAIM = timedelta(minutes=5)
ATTEMPTS = 8
BATCH = 100

Handler = Callable[[OutboxMessage], None]
_HANDLERS: dict[str, Handler] = {}


def handler(kind: str) -> Callable[[Handler], Handler]:
    """Decorator: how messages of this kind are handed over. It raises to have the message tried again."""

    def register(function: Handler) -> Handler:
        if _HANDLERS.setdefault(kind, function) is not function:
            raise ValueError(f"The kind {kind!r} has a handler already.")
        return function

    return register


@handler("mail")
def send_mail(message: OutboxMessage) -> None:
    """Hand a message to the mail server, with a Message-ID that stays the same when it is tried again."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].partition("@")[2] or "localhost"
    EmailMessage(
        subject=message.subject,
        body=f"{message.body}\n\nWhy you get this: {message.because}\n",
        to=[message.to],
        headers={"Message-ID": f"<{message.dedupe.replace('@', '.at.').replace(' ', '')}@{domain}>"},
    ).send()


@dataclass(frozen=True)
class Delivery:
    """What one round did."""

    sent: int = 0
    failed: int = 0
    given_up: int = 0


def deliver_due(now: datetime) -> Delivery:
    """Send what is due. A failure is noted and tried again later: after 1, 2, 4 ... minutes, eight times."""
    sent = failed = given_up = 0
    for message in _claim(now):
        try:
            _HANDLERS[message.kind](message)
        except Exception as error:  # noqa: BLE001 - whatever a transport raises is noted on the message and tried again
            message.last_error = f"{type(error).__name__}: {error}"[:500]
            if message.attempts >= ATTEMPTS:
                message.next_attempt_at = None
                given_up += 1
            else:
                message.next_attempt_at = now + timedelta(minutes=2 ** (message.attempts - 1))
                failed += 1
            # The kind of failure only: the message itself may be confidential.
            log.warning("outbox: %s failed, attempt %s: %s", message.kind, message.attempts, type(error).__name__)
        else:
            message.sent_at, message.next_attempt_at, message.last_error = now, None, ""
            sent += 1
        message.save(update_fields=["sent_at", "next_attempt_at", "last_error"])
    return Delivery(sent, failed, given_up)


def _claim(now: datetime) -> list[OutboxMessage]:
    with transaction.atomic():
        due = list(
            OutboxMessage.objects.select_for_update(skip_locked=True)
            .filter(next_attempt_at__lte=now)
            .order_by("next_attempt_at", "pk")[:BATCH]
        )
        for message in due:
            message.attempts += 1
            message.next_attempt_at = now + CLAIM
        OutboxMessage.objects.bulk_update(due, ["attempts", "next_attempt_at"])
        return due
