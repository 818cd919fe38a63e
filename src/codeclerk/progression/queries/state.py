"""Where a proposal stands in the process: what is open to it, what each step needs, and which deadlines run.

For acts, pages and the desk alike: each reads this one value.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import QuerySet

from codeclerk.decisions import queries as decisions
from codeclerk.decisions.queries import Decision
from codeclerk.kernel.calendar import Calendar, Deadline, format_date
from codeclerk.kernel.calendars import calendar_at
from codeclerk.kernel.lens import Lens
from codeclerk.kernel.prepared import Prepared
from codeclerk.process import queries as process
from codeclerk.process import telling, vocabulary
from codeclerk.process.packs import Step
from codeclerk.process.queries import Moved
from codeclerk.process.rules.steps import Answer, OpenStep, Standing, is_open, open_steps
from codeclerk.process.vocabulary import Process
from codeclerk.progression.models import Hold, MovedDeadline, StepFact
from codeclerk.register.queries import ProposalLine
from codeclerk.register.rules.numbers import whole_of

FROM_DECISION, FROM_HOLD = "decision", "hold"


@dataclass(frozen=True)
class Running:
    """A deadline that runs for a proposal. `moved`: the day to which somebody moved it, by whom and why."""

    clock: str
    name: str
    deadline: Deadline
    missed: str
    moved: Moved | None = None

    @property
    def moved_to(self) -> date | None:
        return self.moved.due if self.moved else None

    @property
    def due(self) -> date:
        """The last day that is in time."""
        return self.moved_to or self.deadline.due

    @property
    def explanation(self) -> str:
        """How the day is counted, and whether it was moved."""
        if self.moved is None:
            return self.deadline.explanation
        return f"{self.deadline.explanation} {self.moved.words}"


@dataclass(frozen=True)
class State:
    """Where a proposal stands, and what is open to it at the lens."""

    proposal: str
    standing: Standing
    process: Process
    steps: tuple[OpenStep, ...]
    running: tuple[Running, ...]

    @property
    def status_name(self) -> str:
        return self.process.statuses[self.standing.status].name

    def open(self, step: str) -> OpenStep | None:
        """The open step with this id."""
        return next((one for one in self.steps if one.step.id == step), None)


def state_of(lens: Lens, proposal: str, given: Mapping[str, bool] | None = None) -> State | None:
    """The state of a proposal, by its key; None where the record does not say its status, or the pack no process.

    Eight queries at most, whatever the process asks.

    Args:
        given: what is given with a step that is being taken, by name: conditions that ask for it are met by that.
    """
    standing = process.standing_of(lens, proposal)
    if standing is None or standing.profile not in vocabulary.profiles():
        return None
    of = vocabulary.process(standing.profile)
    started = [step for step in of.rules.steps if is_open(step, standing)]
    running = running_of(lens, proposal, standing)
    due = {one.clock: replace(one.deadline, due=one.due) for one in running}
    conditions = vocabulary.conditions()
    asked = {one for step in started for one in step.conditions}
    told: dict[tuple[str, str], Answer] = dict(telling.ask(lens, proposal, [conditions[one] for one in sorted(asked)]))
    told |= {("given", name): Answer(True, "Given with the step.") for name, is_so in (given or {}).items() if is_so}
    steps = open_steps(of.rules, conditions, standing, vocabulary.path_names(), due, lens.valid_at, told)
    return State(proposal, standing, of, steps, running)


def running_of(lens: Lens, proposal: str, standing: Standing) -> tuple[Running, ...]:
    """The deadlines that run for a proposal which stands so, by its key, the first one first. Three queries at most."""
    clocks = _clocks_of(standing)
    if _waits_for_decision(standing, clocks):
        standing = replace(standing, decided=last_decided(decisions.of_proposal(lens, proposal)))
    return _running(lens, proposal, standing, clocks)


def running_in(lens: Lens, lines: Iterable[ProposalLine]) -> dict[str, tuple[Running, ...]]:
    """As `running_of` for many proposals: the key of each that has deadlines -> those. Four queries, however many."""
    stood = {line.key: standing for line in lines if (standing := process.standing_in(line)) is not None}
    clocks = {key: _clocks_of(standing) for key, standing in stood.items()}
    waiting = {key for key, standing in stood.items() if _waits_for_decision(standing, clocks[key])}
    decided: dict[str, list[Decision]] = {}
    for one in decisions.decisions(lens) if waiting else ():
        decided.setdefault(one.proposal, []).append(one)
    for key in waiting:
        own = [*decided.get(key, ()), *decided.get(whole_of(key), ())]
        stood[key] = replace(stood[key], decided=last_decided(own))
    moved = moved_deadlines(lens, stood)
    held = {key for key in stood if any(_is_of_hold(clock) for clock in clocks[key])}
    begun = _begun(lens, {key: stood[key] for key in held})
    calendar = calendar_at(lens)
    found = {}
    for key, standing in stood.items():
        counted = _counted(standing, clocks[key], calendar)
        if counted:
            found[key] = _made(counted, begun.get(key), moved.get(key, {}))
    return {key: running for key, running in found.items() if running}


def _clocks_of(standing: Standing) -> set[str]:
    """The clocks of the steps that are open to what stands so."""
    if standing.profile not in vocabulary.profiles():
        return set()
    steps = vocabulary.process(standing.profile).rules.steps
    started = (step for step in steps if is_open(step, standing))
    return {clock for step in started for clock in _clocks(step.clocks, step.conditions)}


def _waits_for_decision(standing: Standing, clocks: set[str]) -> bool:
    return standing.decided is None and any(vocabulary.clock(one).runs_from == FROM_DECISION for one in clocks)


def _clocks(clocks: tuple[str, ...], conditions: tuple[str, ...]) -> set[str]:
    """The clocks of a step, and those that its conditions hang on."""
    known = vocabulary.conditions()
    hung = {known[one].within or known[one].after for one in conditions}
    return {*clocks, *(one for one in hung if one)}


def last_decided(decided: Iterable[Decision]) -> date | None:
    """The day of the last decision whose day is known."""
    return max((one.when.first for one in decided if one.when.is_day), default=None)


def _running(lens: Lens, proposal: str, standing: Standing, clocks: set[str]) -> tuple[Running, ...]:
    """The deadlines whose start stands in the record, those of open steps only; moved ones with where to."""
    counted = _counted(standing, clocks, calendar_at(lens))
    if not counted:
        return ()
    begun = _begun(lens, {proposal: standing}) if any(_is_of_hold(id) for id in counted) else {}
    return _made(counted, begun.get(proposal), moved_deadlines(lens, [proposal]).get(proposal, {}))


def _counted(standing: Standing, clocks: set[str], calendar: Calendar) -> dict[str, Deadline]:
    return {id: due for id, due in vocabulary.deadlines_of(standing, calendar).items() if id in clocks}


def _made(
    counted: Mapping[str, Deadline], begun: Step | None, moved: Mapping[tuple[str, date], Moved]
) -> tuple[Running, ...]:
    """Counted deadlines as they run, the first one first, without those of a hold that another step began."""
    found = [
        Running(id, vocabulary.clock(id).name, due, vocabulary.clock(id).missed, moved.get((id, due.trigger_date)))
        for id, due in counted.items()
        if begun is None or not _is_of_hold(id) or id in begun.starts
    ]
    return tuple(sorted(found, key=lambda one: (one.due, one.clock)))


def _is_of_hold(clock: str) -> bool:
    return vocabulary.clock(clock).runs_from == FROM_HOLD


def _begun(lens: Lens, stood: Mapping[str, Standing]) -> dict[str, Step]:
    """Key of each proposal -> the step that began its hold, where one did, which for importers none does. One query, or
    none where nothing is held.

    A clock that runs from a hold runs from one of its own kind: what the Panel puts on hold is not there to be adopted.
    """
    since = {key: standing.held_since for key, standing in stood.items() if standing.held_since is not None}
    if not since:
        return {}
    rows = StepFact.objects.as_at(lens).filter(proposal__key__in=since, is_undone=False, hold=Hold.BEGINS.value)
    last = {
        key: step
        for key, step, day in rows.order_by("pk").values_list("proposal__key", "step", "valid_from")
        if day == since[key]
    }
    steps = {of.profile.id: {one.id: one for one in of.rules.steps} for of in vocabulary.processes()}
    found = {key: steps[stood[key].profile].get(id) for key, id in last.items()}
    return {key: step for key, step in found.items() if step is not None}


def moved_deadlines(lens: Lens, proposals: Collection[str]) -> dict[str, dict[tuple[str, date], Moved]]:
    """Key of a proposal -> its deadlines that were moved, by clock and the day from which it runs. One query."""
    found: dict[str, dict[tuple[str, date], Moved]] = {}
    for key, *row in _MOVED.read(lens, texts=proposals):
        clock, started, due, by, why = row
        words = f"Moved to {format_date(due)} by the {by}: {why}"
        found.setdefault(key, {})[clock, started] = Moved(due, words)
    return found


def _moved(lens: Lens, numbers: Collection[int], texts: Collection[str]) -> QuerySet[Any, Any]:
    rows = MovedDeadline.objects.as_at(lens).filter(proposal__key__in=texts, due__isnull=False)
    return rows.values_list("proposal__key", "clock", "started", "due", "by_name", "reason")


_MOVED = Prepared(_moved)
