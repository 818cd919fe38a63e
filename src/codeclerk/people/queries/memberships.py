"""Who held which role where on a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from codeclerk.kernel.lens import Lens
from codeclerk.kernel.models import FactQuerySet
from codeclerk.people import vocabulary
from codeclerk.people.find import UNKNOWN_MEMBERSHIP
from codeclerk.people.models import OnBehalfOf, OrganisationName, Term


@dataclass(frozen=True)
class MembershipLine:
    """A membership with its term. Names nobody: `person` is a key; see `names_of` for names.

    `last_day` is the last day on which it is held; None while no end is known.
    """

    key: str
    person: str
    role: str
    role_name: str
    body: str
    organisation: str
    place_name: str
    seat: str
    alternate_for: str
    alternate_for_person: str
    on_behalf_of: str
    on_behalf_of_name: str
    first_day: date
    last_day: date | None

    def holds_on(self, day: date) -> bool:
        return self.first_day <= day and (self.last_day is None or day <= self.last_day)


def memberships_as_at(
    lens: Lens, *, body: str = "", organisation: str = "", person: str = ""
) -> tuple[MembershipLine, ...]:
    """The memberships held on the day: of a body, an organisation or a person, or all. At most three queries."""
    rows = Term.objects.as_at(lens).filter(held=True)
    return _lines(lens, _only(rows, body, organisation, person))


def terms_of_person(lens: Lens, person: str) -> tuple[MembershipLine, ...]:
    """Every membership of a person, past and coming ones too, as known at the lens's instant. At most three queries."""
    return _lines(lens, _only(Term.objects.known_at(lens).filter(held=True), "", "", person))


def membership_known(lens: Lens, key: str) -> MembershipLine:
    """One membership with its last term, as known at the lens's instant. Raises `Refused` when unknown or struck."""
    lines = _lines(lens, Term.objects.known_at(lens).filter(held=True, membership__key=key))
    if not lines:
        raise UNKNOWN_MEMBERSHIP.refuse(key, suggestion="")
    return lines[-1]


def _only(rows: FactQuerySet[Term], body: str, organisation: str, person: str) -> FactQuerySet[Term]:
    if body:
        rows = rows.filter(membership__body=body)
    if organisation:
        rows = rows.filter(membership__organisation__key=organisation)
    if person:
        rows = rows.filter(membership__person__key=person)
    return rows


def _lines(lens: Lens, rows: FactQuerySet[Term]) -> tuple[MembershipLine, ...]:
    kept: list[Term] = list(
        rows.select_related("membership__person", "membership__organisation", "membership__alternate_for__person")
        .defer(*(f"membership__person__{name}" for name in ("name", "email", "telephone")))
        .defer(*(f"membership__alternate_for__person__{name}" for name in ("name", "email", "telephone")))
        .order_by("membership__role", "membership__seat", "valid_from", "pk")
    )
    if not kept:
        return ()
    stands_for = _stands_for(lens, {row.membership.person_id for row in kept})
    wanted = {key for key in stands_for.values() if key}
    wanted |= {row.membership.organisation.key for row in kept if row.membership.organisation}
    names = _names(lens, wanted) if wanted else {}
    roles, bodies = vocabulary.role_names(), vocabulary.body_names()
    return tuple(_line(row, stands_for, names, roles, bodies) for row in kept)


def _line(
    row: Term,
    stands_for: Mapping[int, str],
    names: Mapping[str, str],
    roles: Mapping[str, str],
    bodies: Mapping[str, str],
) -> MembershipLine:
    held = row.membership
    organisation = held.organisation.key if held.organisation else ""
    represents = stands_for.get(held.person_id, "")
    place = bodies.get(held.body, held.body) or names.get(organisation, organisation) or "This installation"
    return MembershipLine(
        key=held.key,
        person=held.person.key,
        role=held.role,
        role_name=roles.get(held.role, held.role),
        body=held.body,
        organisation=organisation,
        place_name=place,
        seat=held.seat,
        alternate_for=held.alternate_for.key if held.alternate_for else "",
        alternate_for_person=held.alternate_for.person.key if held.alternate_for else "",
        on_behalf_of=represents,
        on_behalf_of_name=names.get(represents, represents),
        first_day=row.valid_from,
        last_day=row.valid_to - timedelta(days=1) if row.valid_to else None,
    )


def _stands_for(lens: Lens, persons: Iterable[int]) -> dict[int, str]:
    rows = OnBehalfOf.objects.as_at(lens).filter(person_id__in=persons, organisation__isnull=False)
    return dict(rows.values_list("person_id", "organisation__key"))


def _names(lens: Lens, keys: Iterable[str]) -> dict[str, str]:
    rows = OrganisationName.objects.as_at(lens).filter(organisation__key__in=keys)
    return dict(rows.values_list("organisation__key", "name"))
