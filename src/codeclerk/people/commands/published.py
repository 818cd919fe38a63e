"""Acts by which contact details may stand in papers, and may not any more (A17)."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from pydantic import Field

from codeclerk.kernel.acts import Act, ActInput, Context, Plan, PlannedEvent, act
from codeclerk.kernel.calendar.dates import format_date
from codeclerk.kernel.errors import Kind, Reason
from codeclerk.kernel.ports import Permission
from codeclerk.people import find
from codeclerk.people.events import ContactPublished, ContactWithdrawn
from codeclerk.people.inputs import Key, Line
from codeclerk.people.models import Person, PublishedContact
from codeclerk.people.rules import Detail

NOTHING_CHOSEN = Reason(
    "people.nothing_to_publish",
    rule="who publishes contact details says which",
    problem="no contact detail of person:{object} is chosen",
    remedy="Choose at least one, or withdraw what is published.",
)
NOT_RECORDED = Reason(
    "people.detail_not_recorded",
    rule="only a contact detail that is recorded can be published",
    problem="no {detail} of person:{object} is recorded",
    remedy="Record it with the contact details first, or leave it out.",
)
NO_AGREEMENT = Reason(
    "people.agreement_needed",
    rule="contact details are published by the person, or with their recorded agreement",
    problem="nothing says how person:{object} agreed",
    remedy="Say how and when the person agreed, or ask them to publish their details themselves.",
)
NOT_PUBLISHED = Reason(
    "people.contact_not_published",
    rule="only what is published can be withdrawn",
    problem="no contact detail of person:{object} may stand in papers from {day} on",
    remedy="There is nothing to withdraw.",
    kind=Kind.CONFLICT,
)
KEEPS = "A paper that is issued while they are published keeps them for good; nothing can take them out of it again."


class OwnContact(Act[Any]):
    """Base of the two: everybody decides on their own contact details."""

    capability = "people.manage"

    def may(self, data: Any, context: Context) -> Permission:
        if context.actor == f"person:{data.person}":
            return Permission(True, "people.own_contact", "everybody decides who reads their own contact details")
        return super().may(data, context)


@act
class PublishContact(OwnContact):
    """Say that from a day on these contact details of a person, and no others, may stand in papers for anybody."""

    name = "publish_contact"
    title = "Publish contact details in papers"

    class Input(ActInput):
        PRIVATE: ClassVar[tuple[str, ...]] = ("agreement",)

        person: Key
        name: Annotated[bool, Field(title="Name")] = False
        telephone: Annotated[bool, Field(title="Telephone number")] = False
        email: Annotated[bool, Field(title="E-mail address")] = False
        agreement: Annotated[
            Line,
            Field(
                title="How the person agreed",
                max_length=300,
                description="Such as: in a mail to us of 3 March. Needed unless they do this themselves.",
            ),
        ] = ""

    def plan(self, data: Input, context: Context) -> Plan:
        person = find.person(data.person)
        details = tuple(one for one in Detail if getattr(data, one.value))
        if not details:
            raise NOTHING_CHOSEN.refuse(person.key)
        for one in details:
            if not getattr(person, one.value):
                raise NOT_RECORDED.refuse(person.key, detail=one.label, field=one.value)
        if not data.agreement and context.actor != person.actor:
            raise NO_AGREEMENT.refuse(person.key, field="agreement")
        body = ContactPublished(person=person.key, details=details, agreement=data.agreement or None)
        return Plan(events=(PlannedEvent(person.actor, body),), answer={"person": person.key}, warnings=(KEEPS,))


@act
class WithdrawContact(OwnContact):
    """Say that from a day on no contact detail of a person may stand in papers. Issued papers keep what they print."""

    name = "withdraw_contact"
    title = "Withdraw contact details from papers"

    class Input(ActInput):
        person: Key

    def plan(self, data: Input, context: Context) -> Plan:
        person = find.person(data.person)
        events = withdrawal(person, context)
        if not events:
            raise NOT_PUBLISHED.refuse(person.key, day=format_date(context.effective))
        return Plan(
            events=events,
            answer={"person": person.key},
            warnings=("Papers that were issued before keep them; no other paper prints them again.",),
        )


def withdrawal(person: Person, context: Context) -> tuple[PlannedEvent, ...]:
    """What ends the consent of a person, also one that is to begin later; nothing where there is none. One query."""
    rows = PublishedContact.objects.filter(person=person, superseded_from__isnull=True).order_by("valid_from")
    given = [row for row in rows if row.with_name or row.with_telephone or row.with_email]
    standing = [row for row in given if row.valid_to is None or row.valid_to > context.effective]
    if not standing:
        return ()
    later = tuple(row.valid_from for row in standing if row.valid_from > context.effective)
    return (PlannedEvent(person.actor, ContactWithdrawn(person=person.key, later=later)),)
