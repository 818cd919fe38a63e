"""What can happen to people and organisations, and how each event is put into the tables.

Events name persons by key. Name, e-mail and telephone are private fields: the log keeps a salted digest of them, the
tables and the erasable record keep the values until the person is erased.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from typing import ClassVar

from codeclerk.kernel.calendar.dates import format_date
from codeclerk.kernel.events import EventBody, Stamp, event_type
from codeclerk.kernel.models import OutboxMessage, PrivateRecord
from codeclerk.people import accounts, vocabulary
from codeclerk.people.models import (
    ApiToken,
    Membership,
    OnBehalfOf,
    Organisation,
    OrganisationCategory,
    OrganisationKindFact,
    OrganisationName,
    Person,
    PublishedContact,
    Term,
)
from codeclerk.people.rules import Detail, OrganisationKind, TokenScope, details_in_words


class OrganisationEvent(EventBody):
    """Base of what happens to one organisation."""

    organisation: str

    def identity(self) -> dict[str, int]:
        return {"organisation_id": Organisation.objects.get(key=self.organisation).pk}


@event_type
class OrganisationAdded(OrganisationEvent):
    """An organisation was added."""

    TYPE = "people.organisation_added"

    name: str
    short_name: str = ""
    kind: OrganisationKind
    category: str = ""

    def write(self, stamp: Stamp) -> None:
        added = Organisation.objects.create(key=self.organisation, event_id=stamp.event_id)
        identity = {"organisation_id": added.pk}
        OrganisationName.record_change(identity, {"name": self.name, "short_name": self.short_name}, stamp)
        OrganisationKindFact.record_change(identity, {"kind": self.kind.value}, stamp)
        OrganisationCategory.record_change(identity, {"category": self.category}, stamp)

    def in_words(self) -> str:
        return f"The organisation {self.name} is added under the key {self.organisation}."


@event_type
class OrganisationRenamed(OrganisationEvent):
    """An organisation has another name."""

    TYPE = "people.organisation_renamed"

    name: str
    short_name: str = ""

    def write(self, stamp: Stamp) -> None:
        OrganisationName.record_change(self.identity(), {"name": self.name, "short_name": self.short_name}, stamp)

    def in_words(self) -> str:
        short = f", {self.short_name} for short" if self.short_name else ""
        return f"The organisation {self.organisation} is called {self.name}{short}."


@event_type
class PartyCategorySet(OrganisationEvent):
    """An organisation belongs to a party category, or to none."""

    TYPE = "people.party_category_set"

    category: str = ""

    def write(self, stamp: Stamp) -> None:
        OrganisationCategory.record_change(self.identity(), {"category": self.category}, stamp)

    def in_words(self) -> str:
        category = vocabulary.category_names().get(self.category, self.category) or "none"
        return f"The party category of {self.organisation} is {category}."


@event_type
class OrganisationKindSet(OrganisationEvent):
    """An organisation is something else to the code."""

    TYPE = "people.organisation_kind_set"

    kind: OrganisationKind

    def write(self, stamp: Stamp) -> None:
        OrganisationKindFact.record_change(self.identity(), {"kind": self.kind.value}, stamp)

    def in_words(self) -> str:
        return f"{self.organisation} is recorded as: {self.kind.label}."


class PersonEvent(EventBody):
    """Base of what happens to one person."""

    person: str

    def row(self) -> Person:
        return Person.objects.get(key=self.person)


def _stand_for(person: Person, organisation: str, stamp: Stamp) -> None:
    found = Organisation.objects.get(key=organisation).pk if organisation else None
    OnBehalfOf.record_change({"person_id": person.pk}, {"organisation_id": found}, stamp)


@event_type
class PersonRegistered(PersonEvent):
    """A person was registered."""

    TYPE = "people.person_registered"
    PRIVATE: ClassVar[tuple[str, ...]] = Person.PRIVATE

    name: str | None = None
    email: str | None = None
    telephone: str | None = None
    on_behalf_of: str = ""

    def write(self, stamp: Stamp) -> None:
        person = Person.objects.create(
            key=self.person,
            name=self.name or "",
            email=self.email or "",
            telephone=self.telephone or "",
            event_id=stamp.event_id,
        )
        _stand_for(person, self.on_behalf_of, stamp)

    def in_words(self) -> str:
        return f"A person is registered under the key {self.person}."


@event_type
class ContactChanged(PersonEvent):
    """The contact details of a person changed."""

    TYPE = "people.contact_changed"
    PRIVATE: ClassVar[tuple[str, ...]] = Person.PRIVATE

    name: str | None = None
    email: str | None = None
    telephone: str | None = None

    def write(self, stamp: Stamp) -> None:
        person = self.row()
        person.name, person.email, person.telephone = self.name or "", self.email or "", self.telephone or ""
        person.save(update_fields=list(Person.PRIVATE))
        accounts.follow(person)

    def in_words(self) -> str:
        return f"The contact details of person:{self.person} change."


@event_type
class OnBehalfOfSet(PersonEvent):
    """A person stands for an organisation, or for nobody."""

    TYPE = "people.on_behalf_of_set"

    organisation: str = ""

    def write(self, stamp: Stamp) -> None:
        _stand_for(self.row(), self.organisation, stamp)

    def in_words(self) -> str:
        whom = self.organisation or "nobody else"
        return f"person:{self.person} stands for {whom}."


def _publish(person: Person, details: Collection[Detail], stamp: Stamp, valid_from: date | None = None) -> None:
    value = {f"with_{one.value}": one in details for one in Detail}
    PublishedContact.record_change({"person_id": person.pk}, value, stamp, valid_from)


@event_type
class ContactPublished(PersonEvent):
    """A person agreed that some contact details may stand in papers. The log says which kinds, never their values."""

    TYPE = "people.contact_published"
    PRIVATE: ClassVar[tuple[str, ...]] = ("agreement",)

    details: tuple[Detail, ...]
    agreement: str | None = None

    def write(self, stamp: Stamp) -> None:
        _publish(self.row(), self.details, stamp)

    def in_words(self) -> str:
        return f"Of person:{self.person}, these may stand in papers for anybody: {details_in_words(self.details)}."


@event_type
class ContactWithdrawn(PersonEvent):
    """No contact detail of a person may stand in papers any more. `later` are days on which others were to begin."""

    TYPE = "people.contact_withdrawn"

    later: tuple[date, ...] = ()

    def write(self, stamp: Stamp) -> None:
        for day in (stamp.effective, *self.later):
            _publish(self.row(), (), stamp, day)

    def in_words(self) -> str:
        return f"No contact detail of person:{self.person} may stand in papers. Those that were issued keep them."


@event_type
class AccountOpened(PersonEvent):
    """A person can sign in."""

    TYPE = "people.account_opened"

    def write(self, stamp: Stamp) -> None:
        accounts.open_for(self.row())

    def in_words(self) -> str:
        return f"person:{self.person} can sign in."


@event_type
class AccountClosed(PersonEvent):
    """A person can sign in no more."""

    TYPE = "people.account_closed"

    def write(self, stamp: Stamp) -> None:
        accounts.close(self.row(), stamp.recorded_at)

    def in_words(self) -> str:
        return f"person:{self.person} can sign in no more."


@event_type
class TokenIssued(PersonEvent):
    """A person has an API token."""

    TYPE = "people.token_issued"
    PRIVATE: ClassVar[tuple[str, ...]] = ApiToken.PRIVATE

    token: str
    scope: TokenScope
    last_day: date
    label: str | None = None
    salt: str | None = None
    digest: str | None = None

    def write(self, stamp: Stamp) -> None:
        ApiToken.objects.create(
            key=self.token,
            person=self.row(),
            label=self.label or "",
            scope=self.scope.value,
            salt=self.salt or "",
            digest=self.digest or "",
            issued_at=stamp.recorded_at,
            last_day=self.last_day,
            event_id=stamp.event_id,
        )

    def in_words(self) -> str:
        what = "read and act" if self.scope is TokenScope.ACT else "read"
        return f"person:{self.person} has the token {self.token} to {what} until {format_date(self.last_day)}."


@event_type
class TokenRevoked(PersonEvent):
    """An API token counts no more."""

    TYPE = "people.token_revoked"

    token: str

    def write(self, stamp: Stamp) -> None:
        accounts.revoke(ApiToken.objects.filter(key=self.token), stamp.recorded_at)

    def in_words(self) -> str:
        return f"The token {self.token} of person:{self.person} is revoked."


@event_type
class PersonErased(PersonEvent):
    """The personal data of a person was erased. The key stays, with what was done under it."""

    TYPE = "people.person_erased"

    def write(self, stamp: Stamp) -> None:
        person = self.row()
        accounts.remove(person)
        for message in OutboxMessage.objects.filter(to__in={person.actor, person.email} - {""}):
            if message.to == person.email:
                message.to, message.dedupe = "", f"erased:{message.pk}"
            message.subject, message.body, message.because, message.last_error = "(erased)", "", "", ""
            message.next_attempt_at = None
            message.save()
        for record in PrivateRecord.objects.filter(subject=stamp.stream, erased_at__isnull=True):
            record.salt, record.body, record.erased_at = "", "", stamp.recorded_at
            record.save(update_fields=["salt", "body", "erased_at"])
        person.name = person.email = person.telephone = ""
        person.erased_at = stamp.recorded_at
        person.save(update_fields=[*Person.PRIVATE, "erased_at"])

    def in_words(self) -> str:
        return f"The name, e-mail address, telephone number and account of person:{self.person} are erased for good."


class MembershipEvent(EventBody):
    """Base of what happens to one membership."""

    membership: str

    def row(self) -> Membership:
        return Membership.objects.get(key=self.membership)


@event_type
class MembershipGiven(MembershipEvent):
    """A person has a role from the event's effective day on, up to and with the last day if there is one."""

    TYPE = "people.membership_given"

    person: str
    role: str
    body: str = ""
    organisation: str = ""
    seat: str = ""
    alternate_for: str = ""
    last_day: date | None = None

    def write(self, stamp: Stamp) -> None:
        organisation = Organisation.objects.get(key=self.organisation) if self.organisation else None
        principal = Membership.objects.get(key=self.alternate_for) if self.alternate_for else None
        given = Membership.objects.create(
            key=self.membership,
            person=Person.objects.get(key=self.person),
            role=self.role,
            place=stamp.stream,
            body=self.body,
            organisation=organisation,
            seat=self.seat,
            alternate_for=principal,
            event_id=stamp.event_id,
        )
        Term.record_change({"membership_id": given.pk}, {"held": True}, stamp)
        if self.last_day is not None:
            end = self.last_day + timedelta(days=1)
            Term.record_change({"membership_id": given.pk}, {"held": False}, stamp, valid_from=end)

    def in_words(self) -> str:
        role = vocabulary.role_names().get(self.role, self.role)
        where = vocabulary.body_names().get(self.body, self.body) or self.organisation or "this installation"
        seat = f", seat {self.seat}" if self.seat else ""
        stands_in = f", standing in for {self.alternate_for}" if self.alternate_for else ""
        until = f", until {format_date(self.last_day)}" if self.last_day else ""
        return f"person:{self.person} is {role} in {where}{seat}{stands_in}{until}."


@event_type
class MembershipEnded(MembershipEvent):
    """A membership was last held on this day."""

    TYPE = "people.membership_ended"

    last_day: date

    def write(self, stamp: Stamp) -> None:
        end = self.last_day + timedelta(days=1)
        Term.record_change({"membership_id": self.row().pk}, {"held": False}, stamp, valid_from=end)

    def in_words(self) -> str:
        return f"The membership {self.membership} ends: its last day is {format_date(self.last_day)}."


@event_type
class MembershipStruck(MembershipEvent):
    """A membership was recorded in error and was never held."""

    TYPE = "people.membership_struck"

    first_day: date

    def write(self, stamp: Stamp) -> None:
        Term.record_change({"membership_id": self.row().pk}, {"held": False}, stamp, valid_from=self.first_day)

    def in_words(self) -> str:
        return f"The membership {self.membership} is struck: it was recorded in error."
