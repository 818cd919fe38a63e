"""What is known of committees. The first argument is a `Lens`."""

from __future__ import annotations

from codeclerk.committees.rules import Basis, Constitution, Held, Holder, Seat, make_up
from codeclerk.kernel.lens import Lens
from codeclerk.people import queries as people
from codeclerk.people import vocabulary


def seats(lens: Lens, body: str) -> tuple[Seat, ...]:
    """The seats of a body on the day, held and vacant, in the order of the pack. At most three queries.

    `body` is its id, name or abbreviation. Refused (people.unknown_word) for one that the pack does not know.
    """
    return constitution(lens, body).seats


def constitution(lens: Lens, body: str) -> Constitution:
    """How a body is made up on the day, who holds its seats, and what is odd about that. At most three queries."""
    found = vocabulary.body(body)
    made_up = found.seats_on(lens.valid_at)
    basis = Basis(made_up.since, made_up.sure, made_up.reference, made_up.note or "") if made_up else None
    members = people.memberships_as_at(lens, body=found.id)
    return make_up(found.id, made_up.value if made_up else (), map(_held, members), basis)


def _held(line: people.MembershipLine) -> Held:
    holder = Holder(line.key, line.person, line.on_behalf_of, line.on_behalf_of_name)
    return Held(holder, line.role, line.seat, line.alternate_for)
