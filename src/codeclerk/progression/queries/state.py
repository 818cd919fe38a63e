"""Where a proposal stands in the process: what is open to it, what each step needs, and which deadlines run.

For acts, pages and the desk alike: each reads this one value.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from codeclerk.decisions import queries as decisions
from codeclerk.kernel.calendar import Deadline, format_date
from codeclerk.kernel.lens import Lens
from codeclerk.process import queries as process
from codeclerk.process import telling, vocabulary
from codeclerk.process.rules.steps import Answer, Answers, OpenStep, Standing, is_open, open_steps
from codeclerk.process.vocabulary import Process
from codeclerk.progression.models import MovedDeadline

FROM_DECISION = "decision"


@dataclass(frozen=True)
class Running:
    """A deadline that runs for a proposal. `moved_to`: the day to which somebody moved it, by whom and why."""

    clock: str
    name: str
    deadline: Deadline
    missed: str
    moved_to: date | None = None
    moved_by: str = ""
    moved_because: str = ""

    @property
    def due(self) -> date:
        """The last day that is in time."""
        return self.moved_to or self.deadline.due

    @property
    def explanation(self) -> str:
        """How the day is counted, and whether it was moved."""
        if self.moved_to is None:
            return self.deadline.explanation
        moved = f"Moved to {format_date(self.moved_to)} by the {self.moved_by}: {self.moved_because}"
        return f"{self.deadline.explanation} {moved}"


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
    clocks = {clock for step in started for clock in _clocks(step.clocks, step.conditions)}
    if any(vocabulary.clock(one).runs_from == FROM_DECISION for one in clocks):
        standing = replace(standing, decided=_last_decided(lens, proposal))
    running = _running(lens, proposal, standing, clocks)
    due = {one.clock: replace(one.deadline, due=one.due) for one in running}
    conditions = vocabulary.conditions()
    asked = {one for step in started for one in step.conditions}
    told: dict[tuple[str, str], Answer] = dict(telling.ask(lens, proposal, [conditions[one] for one in sorted(asked)]))
    told |= {("given", name): Answer(True, "Given with the step.") for name, is_so in (given or {}).items() if is_so}
    answers: Answers = told
    steps = open_steps(of.rules, conditions, standing, vocabulary.path_names(), due, lens.valid_at, answers)
    return State(proposal, standing, of, steps, running)


def _clocks(clocks: tuple[str, ...], conditions: tuple[str, ...]) -> set[str]:
    """The clocks of a step, and those that its conditions hang on."""
    known = vocabulary.conditions()
    hung = {known[one].within or known[one].after for one in conditions}
    return {*clocks, *(one for one in hung if one)}


def _last_decided(lens: Lens, proposal: str) -> date | None:
    days = [one.when.first for one in decisions.of_proposal(lens, proposal) if one.when.is_day]
    return max(days, default=None)


def _running(lens: Lens, proposal: str, standing: Standing, clocks: set[str]) -> tuple[Running, ...]:
    """The deadlines whose start stands in the record, those of open steps only; moved ones with where to."""
    calendar = vocabulary.calendar_of(lens)
    counted = {id: due for id, due in vocabulary.deadlines_of(standing, calendar).items() if id in clocks}
    if not counted:
        return ()
    rows = MovedDeadline.objects.as_at(lens).filter(proposal__key=proposal, clock__in=counted, due__isnull=False)
    moved = {(row.clock, row.counted): row for row in rows}
    found = []
    for id, due in counted.items():
        clock, row = vocabulary.clock(id), moved.get((id, due.due))
        one = Running(id, clock.name, due, clock.missed)
        if row is not None:
            one = replace(one, moved_to=row.due, moved_by=row.by_name, moved_because=row.reason)
        found.append(one)
    return tuple(sorted(found, key=lambda one: (one.due, one.clock)))
