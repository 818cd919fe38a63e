"""Persons. Contact details are given to those who manage people, and to the person, and to nobody else (R10)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from difflib import get_close_matches

from django.db.models import Exists, OuterRef, Subquery

from codeclerk.kernel.errors import Kind, Reason
from codeclerk.kernel.lens import Lens, Viewer
from codeclerk.people.find import UNKNOWN_PERSON
from codeclerk.people.models import Account, OnBehalfOf, OrganisationName, Person

NOT_YOURS = Reason(
    "people.contacts_closed",
    rule="contact details are for those who manage people, and for the person",
    problem="{object} may not see the contact details of others",
    remedy="Ask the code administrator, or open the page of a committee to see its roles",
    kind=Kind.FORBIDDEN,
)


@dataclass(frozen=True)
class Contact:
    """The one record of how to reach a person: contact blocks of papers are made of it (A17), exports leave it out."""

    name: str
    email: str
    telephone: str


@dataclass(frozen=True)
class PersonLine:
    """A person as a viewer may see them. `contact` is None for who may not; nobody has one after erasure."""

    key: str
    contact: Contact | None
    on_behalf_of: str
    on_behalf_of_name: str
    has_account: bool
    is_erased: bool

    @property
    def label(self) -> str:
        """The name for who may see it, else the key."""
        return self.contact.name if self.contact and self.contact.name else f"Person {self.key}"


def sees_contacts(viewer: Viewer, person: str = "") -> bool:
    """Whether a viewer sees the contact details of a person, or of everybody when none is named."""
    return "people.manage" in viewer.holds or (person != "" and viewer.key == f"person:{person}")


def contact_of(lens: Lens, person: str) -> Contact | None:
    """The present contact details of a person; None when the viewer may not see them, or they are erased. One query.

    Contact details are not dated: whatever the day of the lens, it is the present ones that help.
    """
    if not sees_contacts(lens.viewer, person):
        return None
    row = Person.objects.filter(key=person, erased_at__isnull=True).first()
    return None if row is None else Contact(row.name, row.email, row.telephone)


def person_as_at(lens: Lens, key: str) -> PersonLine:
    """One person, and whom they stood for on the day. One query. Raises `Refused` when unknown."""
    found = persons_named(lens, [key])
    if key not in found:
        shown = sees_contacts(lens.viewer, key)
        near = get_close_matches(key, Person.objects.values_list("key", flat=True), n=1) if shown else []
        raise UNKNOWN_PERSON.refuse(key, suggestion=f"Did you mean {near[0]}? " if near else "")
    return found[key]


def persons_named(lens: Lens, keys: Collection[str]) -> dict[str, PersonLine]:
    """Those of these persons who are known, by key, and whom they stood for on the day. One query."""
    stands = OnBehalfOf.objects.as_at(lens).filter(person=OuterRef("pk"))
    named = OrganisationName.objects.as_at(lens).filter(organisation__key=OuterRef("stands_for"))
    rows = Person.objects.filter(key__in=set(keys)).annotate(
        stands_for=Subquery(stands.values("organisation__key")[:1]),
        stands_for_name=Subquery(named.values("name")[:1]),
        is_active=Exists(Account.objects.filter(person=OuterRef("pk"), is_active=True)),
    )
    lines = {}
    for row in rows:
        shown, organisation = sees_contacts(lens.viewer, row.key), row.stands_for or ""
        name = row.stands_for_name or organisation
        lines[row.key] = _line(row, shown, organisation, name, shown and row.is_active)
    return lines


def persons_as_at(lens: Lens) -> tuple[PersonLine, ...]:
    """Every person, by key, for who manages people; others are refused (people.contacts_closed). Four queries."""
    if not sees_contacts(lens.viewer):
        raise NOT_YOURS.refuse(lens.viewer.key)
    stands = OnBehalfOf.objects.as_at(lens).filter(organisation__isnull=False)
    stands_for = dict(stands.values_list("person_id", "organisation__key"))
    names = dict(OrganisationName.objects.as_at(lens).values_list("organisation__key", "name"))
    accounts = set(Account.objects.filter(is_active=True).values_list("person_id", flat=True))
    lines = []
    for row in Person.objects.order_by("key"):
        key = stands_for.get(row.pk, "")
        lines.append(_line(row, True, key, names.get(key, key), row.pk in accounts))
    return tuple(lines)


def represented_by(lens: Lens, organisation: str) -> tuple[str, ...]:
    """The keys of the persons who stood for an organisation on the day. One query."""
    rows = OnBehalfOf.objects.as_at(lens).filter(organisation__key=organisation, person__erased_at__isnull=True)
    return tuple(rows.order_by("person__key").values_list("person__key", flat=True))


def names_of(lens: Lens) -> dict[str, str]:
    """Key of every person -> name, for who manages people; empty for others. One query, or none."""
    if not sees_contacts(lens.viewer):
        return {}
    return dict(Person.objects.filter(erased_at__isnull=True).values_list("key", "name"))


def _line(row: Person, shown: bool, organisation: str, organisation_name: str, has_account: bool) -> PersonLine:
    is_erased = row.erased_at is not None
    contact = Contact(row.name, row.email, row.telephone) if shown and not is_erased else None
    return PersonLine(row.key, contact, organisation, organisation_name, has_account, is_erased)
