"""Messages to persons. The outbox keeps the person's key; the address is looked up when the message leaves.

So no address and no link with a token ever stands in the outbox, and an erased person gets nothing. Other folders
queue `Notice(kind="person_mail", to="person:<key>", ...)`.
"""

from __future__ import annotations

from email.utils import parseaddr
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage

from codeclerk.kernel.models import OutboxMessage
from codeclerk.kernel.outbox import handler
from codeclerk.people.accounts import password_link
from codeclerk.people.models import Account, Person

PERSON_MAIL = "person_mail"
ACCOUNT_MAIL = "people_account_opened"


class NotDelivered(Exception):
    """The mail server refused. Says what sort of failure it was, never to whom."""


@handler(PERSON_MAIL)
def send_to_person(message: OutboxMessage) -> None:
    """Send the message as it stands to the person's present address; to nobody when there is none."""
    _send(message, message.body)


@handler(ACCOUNT_MAIL)
def send_account_opened(message: OutboxMessage) -> None:
    """Send the link with which the holder of a new account sets a password. The link is made now, so it is fresh."""
    account = Account.objects.filter(person__key=message.to.removeprefix("person:"), is_active=True).first()
    if account is not None:
        _send(message, f"{message.body}\n\n{password_link(account)}")


def _send(message: OutboxMessage, body: str) -> None:
    person = Person.objects.filter(key=message.to.removeprefix("person:"), erased_at__isnull=True).first()
    if person is None or not person.email:
        return
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].partition("@")[2] or "localhost"
    try:
        EmailMessage(
            subject=message.subject,
            body=f"{body}\n\nWhy you get this: {message.because}\n",
            to=[person.email],
            headers={"Message-ID": f"<{message.dedupe.replace(':', '.')}@{domain}>"},
        ).send()
    except (SMTPException, OSError) as error:
        # The server's words may repeat the address, and the outbox keeps what an attempt said.
        raise NotDelivered(type(error).__name__) from None
