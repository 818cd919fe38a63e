"""Acts on persons. Name, e-mail and telephone are private fields: no digest, receipt or log keeps them."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from codeclerk.kernel.acts import Act, ActInput, Context, Plan, PlannedEvent, act
from codeclerk.kernel.calendar.dates import london_day
from codeclerk.kernel.errors import Kind, Reason
from codeclerk.kernel.ports import Permission
from codeclerk.people import find
from codeclerk.people.commands.organisations import KEY_TAKEN
from codeclerk.people.commands.published import withdrawal
from codeclerk.people.events import ContactChanged, OnBehalfOfSet, PersonErased, PersonRegistered
from codeclerk.people.inputs import Email, Key, Line, Telephone
from codeclerk.people.models import Account, Person, PublishedContact

ADDRESS_TAKEN = Reason(
    "people.address_taken",
    rule="an e-mail address signs in one person",
    problem="the e-mail address for {object} signs in somebody else already",
    remedy="Use another address, or close and correct the other account first.",
    kind=Kind.CONFLICT,
)
ADDRESS_NEEDED = Reason(
    "people.address_needed",
    rule="who signs in has an e-mail address",
    problem="{object} signs in, so the e-mail address cannot be empty",
    remedy="Give another address, or close the account first.",
)
HOLDS_ROLES = Reason(
    "people.erase_holds_roles",
    rule="a person who holds a role, or will hold one, is not erased",
    problem="person:{object} holds {count}: {memberships}",
    remedy="End those memberships first; the erasure can follow on the next day.",
    kind=Kind.CONFLICT,
)

PersonKey = Annotated[
    Key,
    Field(
        title="Key",
        description="Stays for ever, also after erasure, so it must not be a name. Empty: the next free one.",
    ),
]
Name = Annotated[Line, Field(title="Name", min_length=1, max_length=200)]
EmailOf = Annotated[Email, Field(title="E-mail address")]
TelephoneOf = Annotated[Telephone, Field(title="Telephone number")]
StandsFor = Annotated[
    Key | None, Field(title="On behalf of", description="The organisation that the person stands for.")
]


def stream(key: str) -> str:
    """The stream of events about a person."""
    return f"person:{key}"


def check_address(email: str, person: str) -> None:
    """Refuse an address with which somebody else signs in."""
    if email and Account.objects.filter(email=email.lower()).exclude(person__key=person).exists():
        raise ADDRESS_TAKEN.refuse(f"person:{person}", field="email")


@act
class RegisterPerson(Act["RegisterPerson.Input"]):
    """Register a person under a key that says nothing about them."""

    name = "register_person"
    title = "Register a person"
    capability = "people.manage"

    class Input(ActInput):
        PRIVATE: ClassVar[tuple[str, ...]] = Person.PRIVATE

        name: Name
        email: EmailOf = ""
        telephone: TelephoneOf = ""
        on_behalf_of: StandsFor = None
        key: PersonKey | None = None

    def plan(self, data: Input, context: Context) -> Plan:
        key = data.key or self._next_key()
        if Person.objects.filter(key=key).exists():
            raise KEY_TAKEN.refuse(key, field="key")
        check_address(data.email, key)
        stands_for = find.organisation(data.on_behalf_of, "on_behalf_of").key if data.on_behalf_of else ""
        body = PersonRegistered(
            person=key, name=data.name, email=data.email, telephone=data.telephone, on_behalf_of=stands_for
        )
        repeats = [word for word in data.name.casefold().split() if len(word) > 2 and word in key.split("-")]
        warning = "The key repeats a part of the name, and the key stays when the name is erased."
        return Plan(
            events=(PlannedEvent(stream(key), body),),
            answer={"person": key},
            warnings=(warning,) if repeats else (),
        )

    @staticmethod
    def _next_key() -> str:
        number = Person.objects.count() + 1
        while Person.objects.filter(key=f"p-{number:04}").exists():
            number += 1
        return f"p-{number:04}"


@act
class ChangeContact(Act["ChangeContact.Input"]):
    """Replace the contact details of a person. A person may change their own."""

    name = "change_contact"
    title = "Change contact details"
    capability = "people.manage"

    class Input(ActInput):
        PRIVATE: ClassVar[tuple[str, ...]] = Person.PRIVATE

        person: Key
        name: Name
        email: EmailOf = ""
        telephone: TelephoneOf = ""

    def may(self, data: Input, context: Context) -> Permission:
        if context.actor == stream(data.person):
            return Permission(True, "people.own_contact", "everybody may change their own contact details")
        return super().may(data, context)

    def plan(self, data: Input, context: Context) -> Plan:
        key = find.person(data.person).key
        if not data.email and Account.objects.filter(person__key=key).exists():
            raise ADDRESS_NEEDED.refuse(f"person:{key}", field="email")
        check_address(data.email, key)
        body = ContactChanged(person=key, name=data.name, email=data.email, telephone=data.telephone)
        return Plan(events=(PlannedEvent(stream(key), body),), answer={"person": key})


@act
class SetOnBehalfOf(Act["SetOnBehalfOf.Input"]):
    """Say which organisation a person stands for from a day on; empty means nobody but themselves."""

    name = "set_on_behalf_of"
    title = "Set whom a person stands for"
    capability = "people.manage"

    class Input(ActInput):
        person: Key
        organisation: StandsFor = None

    def plan(self, data: Input, context: Context) -> Plan:
        key = find.person(data.person).key
        organisation = find.organisation(data.organisation).key if data.organisation else ""
        body = OnBehalfOfSet(person=key, organisation=organisation)
        return Plan(events=(PlannedEvent(stream(key), body),), answer={"person": key})


@act
class ErasePerson(Act["ErasePerson.Input"]):
    """Erase the personal data of a person: contact details, the private part of events, the account."""

    name = "erase_person"
    title = "Erase a person"
    capability = "people.erase"

    class Input(ActInput):
        person: Key

    def plan(self, data: Input, context: Context) -> Plan:
        person = find.person(data.person)
        key = person.key
        today = london_day(context.now)
        terms = find.recorded_terms().filter(membership__person__key=key).select_related("membership")
        held = sorted({term.membership.key for term in terms if term.valid_to is None or term.valid_to > today})
        if held:
            count = f"{len(held)} membership{'s' if len(held) > 1 else ''}"
            raise HOLDS_ROLES.refuse(key, count=count, memberships=", ".join(held), field="person")
        ends = withdrawal(person, context)
        warnings = ["This cannot be undone. Backups made before still hold the data until they are destroyed."]
        if PublishedContact.objects.filter(person=person).exists():
            warnings.append("Papers that were issued while contact details were published keep those.")
        return Plan(
            events=(*ends, PlannedEvent(stream(key), PersonErased(person=key))),
            answer={"person": key},
            warnings=tuple(warnings),
        )
