"""What committees were asked: lists, one of them, who is interested in what."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import Q

from codeclerk.committees import vocabulary
from codeclerk.committees.find import UNKNOWN, input_named
from codeclerk.committees.queries.facts import COLUMNS, Row, inputs_from, inputs_of, read, rows_at
from codeclerk.committees.rules.contents import OF_INPUT
from codeclerk.committees.rules.inputs import Input, Stance, Standing, stance_of
from codeclerk.kernel.lens import Lens
from codeclerk.people.permissions import PERSON, holdings
from codeclerk.register import queries as register

BODY = "body:"
MANAGE = "committees.manage"


@dataclass(frozen=True)
class InterestRow:
    """A proposal with where each committee stands to it, by its id; a committee that was not asked is not there."""

    proposal: str
    number: str
    title: str
    stances: Mapping[str, Stance]


@dataclass(frozen=True)
class Interest:
    """Which committees are interested in which proposals. `bodies` are those that were asked about any, by the pack."""

    bodies: tuple[str, ...]
    rows: tuple[InterestRow, ...]


def inputs(lens: Lens, *, bodies: Collection[str] = (), named: bool = True) -> tuple[Input, ...]:
    """What committees were asked by the day, in that order. One query, however many.

    Args:
        bodies: ids of the pack; empty for all.
        named: with False `number` and `title` are left empty, for who has them.
    """
    rows = rows_at(lens).filter(what__in=[one.value for one in OF_INPUT])
    if bodies:
        rows = rows.filter(reduce(or_, (Q(which__startswith=f"{body}-") for body in bodies)))
    if not named:
        return inputs_from(read(rows), lens.valid_at)
    with_names = list(register.with_names(lens, rows).values_list(*COLUMNS, "proposal_number", "proposal_title"))
    names = {row[0]: (row[-2], row[-1]) for row in with_names}
    return _named(inputs_from((Row(*row[:-2]) for row in with_names), lens.valid_at), names)


def _named(found: Iterable[Input], names: Mapping[str, tuple[str, str]]) -> tuple[Input, ...]:
    """The same with the number and the title of each proposal."""
    return tuple(replace(one, number=names[one.proposal][0], title=names[one.proposal][1]) for one in found)


def input_at(lens: Lens, key: str) -> Input:
    """One input by its key. Refused (committees.unknown_input) where there is none, or none on the day."""
    for one in inputs_of(lens, key.partition("-")[0]):
        if one.key == key:
            return _named([one], register.names_at(lens, [one.proposal]))[0]
    found = input_named(key)
    for one in inputs_of(lens, found.proposal):
        if one.key == found.key:
            return _named([one], register.names_at(lens, [one.proposal]))[0]
    raise UNKNOWN.refuse(key[:160], suggestion="It was asked later, or was known later, than this page looks at.")


def waiting(lens: Lens, *, bodies: Collection[str] = ()) -> tuple[Input, ...]:
    """What still waits for its answer, what is overdue first, then by the day of the answer. One query."""
    found = [one for one in inputs(lens, bodies=bodies) if one.waits]
    return tuple(sorted(found, key=lambda one: (one.due or date.max, one.key)))


def waiting_for(lens: Lens) -> tuple[Input, ...]:
    """What waits for the viewer: for who keeps the committees all of it, for a member what their committees are asked.

    One query, one more for a member; none for the public.
    """
    key = lens.viewer.key
    if MANAGE in lens.viewer.holds:
        return waiting(lens)
    if not key.startswith(PERSON):
        return ()
    held = [one for one in holdings(key, lens.known_at) if one.holds_on(lens.valid_at)]
    bodies = {one.place.removeprefix(BODY) for one in held if one.place.startswith(BODY)}
    return waiting(lens, bodies=bodies) if bodies else ()


def interest(lens: Lens) -> Interest:
    """Which committees are interested in which proposals, by the numbers of the proposals. One query."""
    by_proposal: dict[str, list[Input]] = {}
    for one in inputs(lens):
        if one.standing is not Standing.WITHDRAWN:
            by_proposal.setdefault(one.proposal, []).append(one)
    rows = tuple(_row(own) for _key, own in sorted(by_proposal.items()))
    asked = {body for row in rows for body in row.stances}
    return Interest(tuple(body.id for body in vocabulary.bodies() if body.id in asked), rows)


def _row(own: list[Input]) -> InterestRow:
    by_body: dict[str, list[Input]] = {}
    for one in own:
        by_body.setdefault(one.body, []).append(one)
    stances = {body: stance_of(several) for body, several in by_body.items()}
    return InterestRow(own[0].proposal, own[0].number, own[0].title, stances)
