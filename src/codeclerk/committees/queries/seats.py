"""The seats of bodies: how each is made up on a day, who holds them, and what proposals would change of that."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import OuterRef, Q, Subquery

from codeclerk.committees import vocabulary
from codeclerk.committees.queries.facts import Row, rows_at
from codeclerk.committees.rules.contents import Seats, What
from codeclerk.committees.rules.seats import Basis, Changed, Constitution, Held, Holder, Seat, make_up, with_changes
from codeclerk.kernel.lens import Lens
from codeclerk.kernel.packs import Body
from codeclerk.people import queries as people
from codeclerk.people import vocabulary as words
from codeclerk.register import queries as register
from codeclerk.register.models import Number, StatusFact

IMPLEMENTED = "implemented"


@dataclass(frozen=True)
class ProposedSeats:
    """How a proposal would change the seats of a body. `in_force`: the day from which it does; None until then."""

    proposal: str
    number: str
    body: str
    category: str
    content: Seats
    since: date
    in_force: date | None
    sure: str
    note: str
    source: str
    title: str = ""

    @property
    def seat_name(self) -> str:
        """`Other SEC Party`; empty where the change is not about one kind of seat."""
        return words.category_names().get(self.category, self.category)


def seats(lens: Lens, body: str) -> tuple[Seat, ...]:
    """The seats of a body on the day, held and vacant, in the order of the pack. At most four queries.

    `body` is its id, name or abbreviation. Refused (people.unknown_word) for one that the pack does not know.
    """
    return constitution(lens, body).seats


def constitution(lens: Lens, body: str, proposed: Collection[ProposedSeats] | None = None) -> Constitution:
    """How a body is made up on the day, who holds its seats, and what is odd about that. At most four queries.

    `proposed`: what proposals make of its seats, for who has read that already; one query fewer.
    """
    found = words.body(body)
    members = map(_held, people.memberships_as_at(lens, body=found.id))
    return _constitution(lens, found, members, _changes(lens, [found.id]) if proposed is None else proposed)


def constitutions(lens: Lens) -> dict[str, Constitution]:
    """Every committee and Working Group, by its id, as `constitution`. At most four queries."""
    held: dict[str, list[Held]] = {}
    for line in people.memberships_as_at(lens):
        if line.body:
            held.setdefault(line.body, []).append(_held(line))
    changes = _changes(lens)
    return {
        body.id: _constitution(lens, body, held.get(body.id, ()), [one for one in changes if one.body == body.id])
        for body in vocabulary.bodies()
    }


def proposed_seats(lens: Lens, body: str = "") -> tuple[ProposedSeats, ...]:
    """The changes of seats that proposals make, or would make, by proposal; of one body, by its id, or of all.

    Two queries.
    """
    found = _changes(lens, [body] if body else ())
    titles = register.titles(lens, {one.proposal for one in found})
    return tuple(_titled(one, titles) for one in sorted(found, key=lambda one: (one.proposal, one.body, one.category)))


def _titled(one: ProposedSeats, titles: Mapping[str, str]) -> ProposedSeats:
    return replace(one, title=titles.get(one.proposal, ""))


def _constitution(lens: Lens, body: Body, members: Iterable[Held], changes: Iterable[ProposedSeats]) -> Constitution:
    made_up = body.seats_on(lens.valid_at)
    basis = Basis(made_up.since, made_up.sure, made_up.reference, made_up.note or "") if made_up else None
    changed = [
        Changed(one.number, one.category, one.seat_name, one.content.number)
        for one in sorted(changes, key=lambda one: one.in_force or date.max)
        if one.in_force is not None
    ]
    groups, unclear = with_changes(made_up.value if made_up else (), changed, basis)
    return make_up(body.id, groups, members, basis, unclear)


def _changes(lens: Lens, bodies: Collection[str] = ()) -> list[ProposedSeats]:
    """What proposals propose, with whether it is in force. One query."""
    rows = rows_at(lens).filter(what=What.SEATS.value)
    if bodies:
        of = Q()
        for body in bodies:
            of |= Q(which__startswith=f"{body}/")
        rows = rows.filter(of)
    done = StatusFact.objects.as_at(lens).filter(proposal=OuterRef("proposal"), status=IMPLEMENTED)
    number = Number.objects.as_at(lens).filter(proposal=OuterRef("proposal")).exclude(text="")
    rows = rows.annotate(in_force=Subquery(done.values("valid_from")[:1]), number=Subquery(number.values("text")[:1]))
    last: dict[tuple[str, str], ProposedSeats] = {}
    for *values, in_force, named in rows.values_list("proposal__key", *Row._fields[1:], "in_force", "number"):
        row = Row(*values)
        last[(row.proposal, row.which)] = _proposed(row, in_force, named or row.proposal)
    return [one for one in last.values() if one.content.holds]


def _proposed(row: Row, in_force: date | None, number: str) -> ProposedSeats:
    said = row.said()
    body, _slash, category = row.which.partition("/")
    content = said.content if isinstance(said.content, Seats) else Seats()
    return ProposedSeats(
        row.proposal, number, body, category, content, said.since, in_force, said.sure, said.note, said.source
    )


def _held(line: people.MembershipLine) -> Held:
    holder = Holder(line.key, line.person, line.on_behalf_of, line.on_behalf_of_name)
    return Held(holder, line.role, line.seat, line.alternate_for)
