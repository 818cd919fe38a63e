"""Answers of the helpdesk as mail. The outbox keeps the key of the request; address and answer are looked up when the
message leaves, so that neither stands in the outbox, and an erased request gets nothing."""

from __future__ import annotations

from email.utils import parseaddr
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage

from codeclerk.engagement.commands.inputs import REPLY
from codeclerk.engagement.models import RequestRecord
from codeclerk.kernel.models import OutboxMessage
from codeclerk.kernel.outbox import handler
from codeclerk.people.mail import NotDelivered


@handler(REPLY)
def send_reply(message: OutboxMessage) -> None:
    """Send the answer to the address that was given with the request, or else to the person's present one."""
    key = message.to.removeprefix("helpdesk:")
    row = RequestRecord.objects.filter(key=key, erased_at__isnull=True).select_related("person").first()
    if row is None or not row.answer:
        return
    address = row.reply_to or (row.person.email if row.person is not None else "")
    if not address:
        return
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].partition("@")[2] or "localhost"
    try:
        EmailMessage(
            subject=message.subject,
            body=f"{row.answer}\n\nWhy you get this: {message.because}\n",
            to=[address],
            headers={"Message-ID": f"<{message.dedupe.replace(':', '.')}@{domain}>"},
        ).send()
    except (SMTPException, OSError) as error:
        raise NotDelivered(type(error).__name__) from None
