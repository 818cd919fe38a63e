"""The desk: what waits for somebody, and what somebody waits for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date

from codeclerk.kernel.lens import Lens
from codeclerk.people.permissions import holdings
from codeclerk.process import queries as process
from codeclerk.process import vocabulary
from codeclerk.process.packs import Actor, Step
from codeclerk.process.queries import Moved, StepLine
from codeclerk.progression.queries.state import moved_deadlines
from codeclerk.progression.rules import Proposer, Taker, speaks_as
from codeclerk.register import queries as register
from codeclerk.register.queries import Filters, ProposalLine

PAGE = 25
"""So many proposals are shown; the whole list stands in the register."""
NO_STATUS = "none"
"""A status in which no proposal is: for who has no step to take, nothing waits."""

AllMoved = Mapping[str, Mapping[tuple[str, date], Moved]]
"""Key of a proposal -> its deadlines that were moved, as `moved_deadlines` gives them."""


@dataclass(frozen=True)
class DeskLine:
    """A proposal with the steps of the usual way that are open to it, and the last day of those that have one."""

    line: ProposalLine
    steps: tuple[StepLine, ...]
    due: date | None
    if_nobody_acts: str


@dataclass(frozen=True)
class Desk:
    """What waits for a person, and what the person waits for. The totals count what is not shown too."""

    mine: tuple[DeskLine, ...]
    mine_total: int
    theirs: tuple[DeskLine, ...]
    theirs_total: int
    acts_as: tuple[str, ...]
    """The names of the roles and bodies that the person acts for."""


def desk_of(lens: Lens, person: str) -> Desk:
    """The desk of a person, by the key of the actor (`person:…`), at the lens. Five queries at most."""
    taker = Taker(person, lens.valid_at, holdings(person, lens.known_at))
    actors = _actors(taker)
    waiting, followed = register.pages_of(lens, (_waiting_for(actors), _followed_by(taker)), PAGE)
    moved = moved_deadlines(lens, {line.key for page in (waiting, followed) for line in page.lines})
    mine = _desk_lines(lens, waiting, moved, lambda step: _is_mine(step, actors))
    theirs = _desk_lines(lens, followed, moved, lambda step: not _is_mine(step, actors))
    names = tuple(dict.fromkeys(vocabulary.actor_name(actor) for actor in actors.values()))
    by_day = tuple(sorted(mine, key=lambda one: one.due or date.max))
    return Desk(by_day, waiting.total, theirs, followed.total, names)


def _actors(taker: Taker) -> dict[str, Actor]:
    """Those who take steps and for whom the person acts, by key; without the Proposer, who differs by proposal."""
    every = {actor.key: actor for of in vocabulary.processes() for step in of.rules.steps for actor in step.by}
    return {
        key: actor for key, actor in every.items() if actor.role != "proposer" and speaks_as(taker, actor, Proposer())
    }


def _is_mine(step: Step, actors: Collection[str]) -> bool:
    return any(actor.key in actors for actor in step.by)


def _waiting_for(actors: Collection[str]) -> Filters:
    """The proposals in the statuses in which the person has a step of the usual way."""
    statuses = {
        status
        for of in vocabulary.processes()
        for step in of.rules.steps
        if step.line == "main" and _is_mine(step, actors)
        for status in step.from_
    }
    return Filters(statuses=tuple(sorted(statuses)) or (NO_STATUS,))


def _followed_by(taker: Taker) -> Filters:
    """The undecided proposals that the person proposes or leads, and those of the organisations it speaks for."""
    places = {one.place for one in taker.roles() if one.role == "party_contact"}
    keys = {one.removeprefix("organisation:") for one in places} | {taker.key.removeprefix("person:")}
    return Filters(whose=tuple(sorted(keys)), is_pre_decision=True)


def _desk_lines(
    lens: Lens, page: register.Page, moved: AllMoved, wanted: Callable[[Step], bool]
) -> tuple[DeskLine, ...]:
    """The lines that have open steps of one kind, with those."""
    found = (_desk_line(lens, line, wanted, moved.get(line.key)) for line in page.lines)
    return tuple(one for one in found if one is not None)


def _desk_line(
    lens: Lens, line: ProposalLine, wanted: Callable[[Step], bool], moved: Mapping[tuple[str, date], Moved] | None
) -> DeskLine | None:
    standing = process.standing_in(line)
    found = process.open_to(lens, standing, moved, usual=wanted) if standing is not None else None
    if found is None or not found.steps:
        return None
    steps = found.steps
    days = [day for one in steps for day in one.last_days]
    help_ = next(one for one in found.process.rules.statuses if one.status == line.status)
    return DeskLine(line, steps, min(days, default=None), help_.if_nobody_acts)
