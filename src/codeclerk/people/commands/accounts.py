"""Acts on accounts: who may sign in. There is no sign-up; an account is opened for a registered person."""

from __future__ import annotations

from pydantic import Field

from codeclerk.kernel.acts import Act, ActInput, Context, Notice, Plan, PlannedEvent, act
from codeclerk.kernel.errors import Kind, Reason
from codeclerk.people import find
from codeclerk.people.commands.persons import check_address, stream
from codeclerk.people.events import AccountClosed, AccountOpened
from codeclerk.people.inputs import Key
from codeclerk.people.mail import ACCOUNT_MAIL
from codeclerk.people.models import Account

NO_ADDRESS = Reason(
    "people.no_address",
    rule="who signs in has an e-mail address",
    problem="no e-mail address is known for person:{object}",
    remedy="Record one among the contact details first.",
)
HAS_ACCOUNT = Reason(
    "people.has_account",
    rule="a person has one account",
    problem="person:{object} can sign in already",
    remedy="Nothing is to be done; a forgotten password is set anew from the sign-in page.",
    kind=Kind.CONFLICT,
)
NO_ACCOUNT = Reason(
    "people.no_account",
    rule="only an open account can be closed",
    problem="person:{object} has no open account",
    remedy="Nothing is to be done.",
    kind=Kind.CONFLICT,
)


@act
class OpenAccount(Act["OpenAccount.Input"]):
    """Let a person sign in: a link to set a password is sent to their address."""

    name = "open_account"
    title = "Open an account"
    capability = "people.open_account"

    class Input(ActInput):
        person: Key = Field(title="Person")

    def plan(self, data: Input, context: Context) -> Plan:
        person = find.person(data.person)
        if not person.email:
            raise NO_ADDRESS.refuse(person.key, field="person")
        if Account.objects.filter(person=person, is_active=True).exists():
            raise HAS_ACCOUNT.refuse(person.key, field="person")
        check_address(person.email, person.key)
        notice = Notice(
            kind=ACCOUNT_MAIL,
            to=person.actor,
            subject="Your account in Codeclerk",
            body="An account was opened for you. Set your password here; the link works once, for three days:",
            because="an account was opened for you",
        )
        return Plan(
            events=(PlannedEvent(stream(person.key), AccountOpened(person=person.key)),),
            notices=(notice,),
            answer={"person": person.key},
        )


@act
class CloseAccount(Act["CloseAccount.Input"]):
    """Let a person sign in no more. Their memberships are not touched."""

    name = "close_account"
    title = "Close an account"
    capability = "people.open_account"

    class Input(ActInput):
        person: Key = Field(title="Person")

    def plan(self, data: Input, context: Context) -> Plan:
        person = find.person(data.person)
        if not Account.objects.filter(person=person, is_active=True).exists():
            raise NO_ACCOUNT.refuse(person.key, field="person")
        return Plan(
            events=(PlannedEvent(stream(person.key), AccountClosed(person=person.key)),),
            answer={"person": person.key},
        )
