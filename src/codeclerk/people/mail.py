"""Messages to persons. The outbox keeps the person's key; the address is looked up when the message leaves.

So no address and no link with a token ever stands in the outbox, and an erased person gets nothing. Other folders
queue `Notice(kind="person_mail", to="person:<key>", ...)`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from email.utils import parseaddr
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage

from codeclerk.kernel.models import OutboxMessage
from codeclerk.kernel.outbox import handler
from codeclerk.kernel.ports import Port
from codeclerk.people.accounts import password_link
from codeclerk.people.models import Account, Person

PERSON_MAIL = "person_mail"
ACCOUNT_MAIL = "people_account_opened"

takes_mail: Port[Callable[[Person], bool]] = Port("takes mail", lambda person: True)
"""Is mail tried to this person's address?"""
manage_address: Port[Callable[[], str]] = Port("manage address", lambda: "")
"""Where does a person see what they are told, and change it? Empty for nowhere."""


class NotDelivered(Exception):
    """The mail server refused. Says what sort of failure it was, never to whom."""


class AddressHeld(NotDelivered):
    """The person's address refused mail too often; it is tried again once the person has confirmed it."""


@handler(PERSON_MAIL)
def send_to_person(message: OutboxMessage) -> None:
    """Send the message as it stands to the person's present address; to nobody when there is none."""
    send(message, message.body)


@handler(ACCOUNT_MAIL)
def send_account_opened(message: OutboxMessage) -> None:
    """Send the link with which the holder of a new account sets a password. The link is made now, so it is fresh."""
    account = Account.objects.filter(person__key=message.to.removeprefix("person:"), is_active=True).first()
    if account is not None:
        _send(message, f"{message.body}\n\n{password_link(account)}", {}, _why(message))


def send(message: OutboxMessage, body: str, *, headers: Mapping[str, str] = {}, more: str = "") -> None:
    """Send a body to the person's present address, with why they get it and where they change that.

    Args:
        more: lines that follow those.

    Raises:
        AddressHeld: nothing is tried there. NotDelivered: the server refused.
    """
    there = manage_address.ask()
    manage = f"Everything that you are told, and why: {there}\n" if there else ""
    _send(message, body, headers, f"{_why(message)}{manage}{more}", may_be_held=True)


def _why(message: OutboxMessage) -> str:
    return f"Why you get this: {message.because}\n"


def _send(
    message: OutboxMessage, body: str, headers: Mapping[str, str], footer: str, *, may_be_held: bool = False
) -> None:
    person = Person.objects.filter(key=message.to.removeprefix("person:"), erased_at__isnull=True).first()
    if person is None or not person.email:
        return
    if may_be_held and not takes_mail.ask(person):
        raise AddressHeld("address held")
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].partition("@")[2] or "localhost"
    try:
        EmailMessage(
            subject=message.subject,
            body=f"{body}\n\n{footer}",
            to=[person.email],
            headers={"Message-ID": f"<{message.dedupe.replace(':', '.')}@{domain}>", **headers},
        ).send()
    except (SMTPException, OSError) as error:
        # The server's words may repeat the address, and the outbox keeps what an attempt said.
        raise NotDelivered(type(error).__name__) from None
