"""How a committee is made up: its seats, who holds each, and what proposals change of it. Pure.

A membership takes the seat that its text names, whatever the case and the spaces: “small supplier 2”. What does not
fit is no error but a doubt, which pages show.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from codeclerk.kernel.packs import SeatGroup, Sure
from codeclerk.kernel.packs.base import normal

OFFICES = ("chair", "alternate")
"""Roles in a body that are no seat by themselves."""


@dataclass(frozen=True)
class Holder:
    """Who holds a membership. `person` is a key; `organisation` is whom they stand for, empty where none is known."""

    membership: str
    person: str
    organisation: str
    organisation_name: str


@dataclass(frozen=True)
class Held:
    """A membership of a body on a day, as the rules of seats see it."""

    holder: Holder
    role: str
    seat: str
    alternate_for: str = ""

    @property
    def takes_a_seat(self) -> bool:
        """An alternate takes none, and an office such as the chair only where a seat is named."""
        return not self.alternate_for and (bool(self.seat) or self.role not in OFFICES)


@dataclass(frozen=True)
class Seat:
    """One seat of a body on a day, held or vacant.

    Attributes:
        key: stable within the body: `small_supplier-2`.
        name: `Small Supplier 2`; empty for a member without a named seat in a body whose seats no source states.
        category: a party category or group of them; empty where it is none, or not known.
        membership, person, organisation, organisation_name: who holds it; all empty for a vacant seat.
        alternates: who may stand in for them.
    """

    key: str
    name: str
    category: str
    membership: str = ""
    person: str = ""
    organisation: str = ""
    organisation_name: str = ""
    alternates: tuple[Holder, ...] = ()

    @property
    def is_vacant(self) -> bool:
        return not self.membership


@dataclass(frozen=True)
class Doubt:
    """A member whom the stated seats have no place for, with what is odd about it."""

    held: Held
    why: str


@dataclass(frozen=True)
class Basis:
    """What a constitution rests on."""

    since: date
    sure: Sure
    reference: str
    note: str


@dataclass(frozen=True)
class Constitution:
    """A body on a day: its seats in order, those whose number depends on something, and the doubts.

    `basis` is None where no source states how the body is made up: then its seats are those that members hold.
    `unclear` says what a proposal in force has changed in a way that no source tells.
    """

    body: str
    seats: tuple[Seat, ...]
    open_ended: tuple[SeatGroup, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    basis: Basis | None = None
    unclear: tuple[str, ...] = ()

    @property
    def vacant(self) -> tuple[Seat, ...]:
        return tuple(seat for seat in self.seats if seat.is_vacant)


@dataclass(frozen=True)
class Changed:
    """A change of seats that a proposal has brought into force. `number` None: how many there are is not told."""

    proposal: str
    category: str
    name: str
    number: int | None


def with_changes(
    groups: Sequence[SeatGroup], changes: Iterable[Changed], basis: Basis | None
) -> tuple[tuple[SeatGroup, ...], tuple[str, ...]]:
    """The seats after changes that are in force, the earliest first, and what of them is not clear, in sentences."""
    now, unclear = {group.category or group.id: group for group in groups}, []
    for one in changes:
        if one.number is None or basis is None:
            whose = f"the seats of {one.name}" if one.name else "the seats"
            unclear.append(f"{one.proposal} is implemented and changes {whose}; how many there are is not told.")
        elif one.number == 0:
            now.pop(one.category, None)
        elif one.category in now:
            now[one.category] = now[one.category].model_copy(update={"number": one.number, "one_for_each": None})
        else:
            new = {"id": one.category, "name": one.name, "category": one.category, "number": str(one.number)}
            now[one.category] = SeatGroup.model_validate(new)
    return tuple(now.values()), tuple(unclear)


def make_up(
    body: str,
    groups: Sequence[SeatGroup],
    members: Iterable[Held],
    basis: Basis | None,
    unclear: tuple[str, ...] = (),
) -> Constitution:
    """The seats of a body joined with who holds them. Without a basis, the seats that its members hold."""
    members = list(members)
    alternates: dict[str, list[Holder]] = {}
    for one in members:
        if one.alternate_for:
            alternates.setdefault(one.alternate_for, []).append(one.holder)
    seated = [one for one in members if one.takes_a_seat]
    if basis is None:
        return Constitution(body, tuple(_as_held(seated, alternates)), unclear=unclear)
    waiting = {normal(one.seat): one for one in seated if one.seat}
    seats: list[Seat] = []
    for group in groups:
        names = [normal(name) for name in _names(group, waiting)]
        for nth, name in enumerate(names, start=1):
            holder = waiting.pop(name, None) or (waiting.pop(f"{name}1", None) if group.number == 1 else None)
            seats.append(_seat(group, nth, holder, alternates))
    unplaced = [one for one in seated if not one.seat or normal(one.seat) in waiting]
    doubts = tuple(Doubt(one, _why(one)) for one in unplaced)
    return Constitution(body, tuple(seats), tuple(g for g in groups if g.one_for_each), doubts, basis, unclear)


def _names(group: SeatGroup, waiting: dict[str, Held]) -> Iterator[str]:
    """The names of a group's seats. Where their number is not fixed, there are those that somebody holds."""
    if group.number is not None:
        yield from (seat_name(group, nth) for nth in range(1, group.number + 1))
        return
    own = [one.seat for key, one in waiting.items() if key.startswith(normal(group.name))]
    yield from sorted(own, key=_in_order)


def _in_order(seat: str) -> list[tuple[int, str]]:
    """Sorts “Large Supplier 10” after “Large Supplier 9”."""
    return [(int(part), "") if part.isdigit() else (0, part.casefold()) for part in re.split(r"(\d+)", seat)]


def seat_name(group: SeatGroup, nth: int) -> str:
    """`Small Supplier 2`; the only seat of a group has no number."""
    return group.name if group.number == 1 else f"{group.name} {nth}"


def _seat(group: SeatGroup, nth: int, held: Held | None, alternates: dict[str, list[Holder]]) -> Seat:
    name = seat_name(group, nth) if held is None or group.one_for_each is None else held.seat
    rest = _slug(name[len(group.name) :]) if group.one_for_each else ""
    return _filled(f"{group.id}-{rest or nth}", name, group.category or "", held, alternates)


def _as_held(seated: Iterable[Held], alternates: dict[str, list[Holder]]) -> Iterator[Seat]:
    for one in seated:
        yield _filled(_slug(one.seat) or one.holder.membership, one.seat, "", one, alternates)


def _filled(key: str, name: str, category: str, held: Held | None, alternates: dict[str, list[Holder]]) -> Seat:
    if held is None:
        return Seat(key, name, category)
    who = held.holder
    stand_ins = tuple(alternates.get(who.membership, ()))
    return Seat(key, name, category, who.membership, who.person, who.organisation, who.organisation_name, stand_ins)


def _why(one: Held) -> str:
    if not one.seat:
        return "It is not said which seat this member holds."
    return f"The stated seats have none called {one.seat}."


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-")
