"""Reads of the process, through a lens: its steps in words, and what is open to a proposal. The process is public."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.db.models import Case, CharField, F, Q, QuerySet, Value, When

from codeclerk.kernel.acts import acts
from codeclerk.kernel.calendar import Deadline
from codeclerk.kernel.calendars import calendar_at
from codeclerk.kernel.lens import Lens
from codeclerk.kernel.packs import Sure, weakest
from codeclerk.kernel.prepared import Prepared
from codeclerk.kernel.storage import once
from codeclerk.process import vocabulary
from codeclerk.process.packs import Step
from codeclerk.process.rules.clocks import ClockInForce
from codeclerk.process.rules.steps import Need, OpenStep, Standing, need_of, open_steps, rule_of
from codeclerk.process.vocabulary import Process
from codeclerk.register.models import FlagFact, HoldFact, Number, PathFact, StatusFact
from codeclerk.register.queries import ProposalLine
from codeclerk.register.rules.numbers import digits_of, whole_of

ON_HOLD = {"only": "Only while it is on hold.", "too": "Also while it is on hold.", "not": ""}
NO_TIME = "No time is set."


@dataclass(frozen=True)
class Meeting:
    """When a body that takes the step meets, in words, and by when it gets its papers. `note`: what does not fit."""

    body: str
    words: str
    sure: str
    note: str = ""


@dataclass(frozen=True)
class Moved:
    """The last day to which somebody moved a deadline, and that in a sentence."""

    due: date
    words: str


@dataclass(frozen=True)
class StepLine:
    """A step in words. `number` is its place in the process, as the drawing has it."""

    step: Step
    profile: str
    number: int
    sources: tuple[tuple[str, str], ...]
    """The statuses in which it can be taken: id and name."""
    target: tuple[str, str] | None
    who: tuple[str, ...]
    needs: tuple[Need, ...]
    clocks: tuple[ClockInForce, ...]
    starts: tuple[ClockInForce, ...]
    meetings: tuple[Meeting, ...]
    paths: tuple[str, ...]
    flag: str
    renumbers: str
    act_title: str
    """Empty where the product has no act for it yet."""
    rule: str
    is_blocked: bool = False
    deadlines: tuple[Deadline, ...] = ()
    """For a step that is open to a proposal: of the clocks whose start stands in the record, as they are counted."""
    moved: Mapping[str, Moved] = field(default_factory=dict)
    """Those of them that were moved, by rule."""

    @property
    def id(self) -> str:
        return self.step.id

    @property
    def name(self) -> str:
        return self.step.name

    @property
    def who_words(self) -> str:
        """Who takes it, in one line: several bodies by their short names."""
        if len(self.who) == 1:
            return self.who[0]
        return ", ".join(vocabulary.actor_name(one, short=True) for one in self.step.by)

    @property
    def sure(self) -> str:
        return self.step.sure.value

    @property
    def weakest(self) -> str:
        """How sure everything is that the line says: as sure as the least sure of it."""
        marks = [self.step.sure, *(need.sure for need in self.needs)]
        marks += [mark for one in (*self.clocks, *self.starts) for mark in (one.sure, one.clock.sure)]
        marks += [one.sure for one in (self.step.actors, self.step.landing) if one is not None]
        marks += [Sure(one.sure) for one in self.meetings] if not self.clocks else []
        return weakest(marks).value

    @property
    def is_main(self) -> bool:
        return self.step.line == "main"

    @property
    def on_hold(self) -> str:
        return ON_HOLD[self.step.on_hold]

    @property
    def last_days(self) -> tuple[date, ...]:
        """The last day of each of its deadlines, where it was moved the new one."""
        return tuple(self.moved[one.rule].due if one.rule in self.moved else one.due for one in self.deadlines)

    @property
    def by_when(self) -> str:
        """Its clocks, or when the body meets, in a sentence or two."""
        due = {one.rule: one.explanation for one in self.deadlines}
        due |= {rule: f"{due[rule]} {one.words}" for rule, one in self.moved.items()}
        said = [f"{one.clock.name}: {due.get(one.rule, f'{one.words}.')}" for one in self.clocks]
        said = said or [f"{one.body} {one.words}." for one in self.meetings]
        return " ".join(said) or NO_TIME


@dataclass(frozen=True)
class StatusView:
    """A status with everything that can be done in it."""

    process: Process
    id: str
    name: str
    stage: str
    meaning: str
    if_nobody_acts: str
    ends: bool
    sure: str
    rule: str
    steps: tuple[StepLine, ...]
    leads_here: tuple[StepLine, ...]

    @property
    def main(self) -> tuple[StepLine, ...]:
        return tuple(one for one in self.steps if one.is_main)

    @property
    def side(self) -> tuple[StepLine, ...]:
        return tuple(one for one in self.steps if not one.is_main)


@dataclass(frozen=True)
class NextSteps:
    """What can happen next with a proposal."""

    standing: Standing
    process: Process
    steps: tuple[StepLine, ...]

    @property
    def shown(self) -> tuple[StepLine, ...]:
        """The steps of the usual way; on hold, those that the hold does not stop."""
        return tuple(one for one in self.steps if _is_usual(one.step, self.standing, one.is_blocked))

    @property
    def others(self) -> tuple[StepLine, ...]:
        """The ones beside it."""
        shown = self.shown
        return () if self.standing.is_held else tuple(one for one in self.steps if one not in shown)


def steps(lens: Lens, of: Process) -> tuple[StepLine, ...]:
    """Every step of a profile, in order."""
    return tuple(_line(of.profile.id, number, lens.valid_at) for number in range(1, len(of.rules.steps) + 1))


def status(lens: Lens, profile: str, text: str) -> StatusView:
    """A status by id, name or alias. Refuses one that the profile does not have (process.unknown)."""
    of = vocabulary.process(profile)
    own = vocabulary.status(of, text)
    help_ = next(one for one in of.rules.statuses if one.status == own.id)
    every = steps(lens, of)
    return StatusView(
        process=of,
        id=own.id,
        name=own.name,
        stage=vocabulary.stage_name(own.stage),
        meaning=help_.meaning,
        if_nobody_acts=help_.if_nobody_acts,
        ends=help_.ends,
        sure=help_.sure.value,
        rule=", ".join(str(one) for one in help_.reference),
        steps=tuple(one for one in every if own.id in one.step.from_),
        leads_here=tuple(one for one in every if one.step.to == own.id),
    )


def step(lens: Lens, profile: str, text: str) -> StepLine:
    """A step by id or name. Refuses one that the profile does not have (process.unknown)."""
    of = vocabulary.process(profile)
    own = vocabulary.step(of, text)
    return next(one for one in steps(lens, of) if one.id == own.id)


def standing_of(lens: Lens, proposal: str) -> Standing | None:
    """Where a proposal stands; None where no source says its status, and for one that goes on as its parts. One query.

    A part of a split proposal shares what is said of the whole, where nothing is said of itself.
    """
    digits, letter = digits_of(proposal)
    found = _FACTS.read(lens, numbers={digits}, texts={proposal, whole_of(proposal)} - {""})
    if not letter and any(fact == "number" and key != proposal for fact, key, *_ in found):
        return None
    said: dict[tuple[str, str], tuple[str, str]] = {}
    days: dict[str, date] = {}
    for fact, _, first, second, since in sorted(found, key=lambda row: bool(row[1] == proposal)):
        name = first if fact == "flag" else ""
        said[fact, name] = (first, second)
        days[fact] = since
    profile, own = said.get(("status", ""), ("", ""))
    if not own:
        return None
    return Standing(
        profile=profile,
        status=own,
        path=said.get(("path", ""), ("", ""))[0],
        flags=frozenset(name for (fact, name), (_, is_set) in said.items() if fact == "flag" and is_set == "yes"),
        is_held=said.get(("hold", ""), ("", ""))[1] == "yes",
        has_run_out=said.get(("hold", ""), ("", ""))[1] == "over",
        since=days["status"],
        held_since=days.get("hold"),
    )


def standing_in(line: ProposalLine) -> Standing | None:
    """Where a proposal stands, from its line in the register; None as in `standing_of`."""
    if not line.status or line.is_split:
        return None
    return Standing(
        profile=line.profile,
        status=line.status,
        path=line.path,
        flags=frozenset(line.flags),
        is_held=line.is_held,
        since=line.status_since,
        held_since=line.hold_since,
        has_run_out=line.hold_since is not None and not line.is_held,
    )


def _is_usual(step: Step, standing: Standing, is_blocked: bool) -> bool:
    """Whether an open step is on the usual way from there."""
    if standing.is_held:
        return step.on_hold != "not"
    return step.line == "main" or (step.on_hold == "only" and not is_blocked)


def open_to(
    lens: Lens,
    standing: Standing,
    moved: Mapping[tuple[str, date], Moved] | None = None,
    *,
    usual: Callable[[Step], bool] | None = None,
) -> NextSteps | None:
    """The steps that are open from a standing, whatever the record tells on what they need.

    None where the process has come to its end, or the pack does not describe it.

    Args:
        moved: the deadlines that were moved, by clock and the day from which it runs.
        usual: of the steps of the usual way only those that it lets through: lists need no others in words.
    """
    if standing.profile not in vocabulary.profiles():
        return None
    of = vocabulary.process(standing.profile)
    if any(one.status == standing.status and one.ends for one in of.rules.statuses):
        return None
    numbers = {one.id: number for number, one in enumerate(of.rules.steps, 1)}
    counted = vocabulary.deadlines_of(standing, calendar_at(lens))
    to = {id: one for id, due in counted.items() if (one := (moved or {}).get((id, due.trigger_date))) is not None}
    due = {id: replace(one, due=to[id].due) if id in to else one for id, one in counted.items()}
    found = open_steps(
        of.rules,
        vocabulary.conditions(),
        standing,
        vocabulary.path_names(),
        deadlines=due,
        day=lens.valid_at,
        wanted=usual,
    )
    if usual is not None:
        found = tuple(one for one in found if _is_usual(one.step, standing, one.is_blocked))
    lines = ((_line(of.profile.id, numbers[one.step.id], lens.valid_at), one) for one in found)
    rules = {counted[id].rule: one for id, one in to.items()}
    return NextSteps(standing, of, tuple(_as_found(line, one, counted, rules) for line, one in lines))


def _as_found(line: StepLine, found: OpenStep, counted: Mapping[str, Deadline], moved: Mapping[str, Moved]) -> StepLine:
    """The line with what the record says of what it needs, its deadlines as they are counted, and where they were moved
    to."""
    own = tuple(counted[one.clock.id] for one in line.clocks if one.clock.id in counted)
    return replace(
        line,
        needs=found.needs,
        is_blocked=found.is_blocked,
        deadlines=own,
        moved={one.rule: moved[one.rule] for one in own if one.rule in moved},
    )


@once
def _line(profile: str, number: int, day: date) -> StepLine:
    """A step in words, by its place in the process, whatever the record says of it."""
    of = vocabulary.process(profile)
    own = of.rules.steps[number - 1]
    statuses, conditions, paths = of.statuses, vocabulary.conditions(), vocabulary.path_names()
    known_acts = acts()
    return StepLine(
        step=own,
        profile=of.profile.id,
        number=number,
        sources=tuple((one, statuses[one].name) for one in own.from_),
        target=(own.to, statuses[own.to].name) if own.to else None,
        who=tuple(vocabulary.actor_name(one) for one in own.by),
        needs=tuple(need_of(conditions[one]) for one in own.conditions),
        clocks=tuple(vocabulary.clock_in_force(one, day) for one in own.clocks),
        starts=tuple(vocabulary.clock_in_force(one, day) for one in own.starts),
        meetings=tuple(_meetings(own, day)),
        paths=tuple(paths[one] for one in own.paths),
        flag=vocabulary.flag_name(own.flag) if own.flag else "",
        renumbers=vocabulary.series_name(own.renumbers) if own.renumbers else "",
        act_title=known_acts[own.act].title if own.act in known_acts else "",
        rule=rule_of(own),
    )


def _meetings(own: Step, day: date) -> Iterable[Meeting]:
    for actor in own.by:
        body = vocabulary.body(actor.body) if actor.body else None
        pattern = body.pattern_on(day) if body else None
        if body is None or pattern is None or body.meets is None:
            continue
        papers = ""
        if body.papers_before is not None and day >= min(body.papers_before.values):
            papers = f"; papers are issued {body.papers_before.at(day).value} Working Days before"
        meets = body.meets.at(day)
        yield Meeting(body.name, f"meets {pattern.words}{papers}", meets.sure.value, meets.note or "")


def _facts(lens: Lens, digits: Collection[int], keys: Collection[str]) -> QuerySet[Any, Any]:
    """Status, path, hold and flags of these proposals, and the keys of all parts with these digits."""
    held = When(Q(is_held=True) & (Q(until__isnull=True) | Q(until__gte=lens.valid_at)), then=_text("yes"))
    over = When(Q(is_held=True), then=_text("over"))
    own = {"proposal__key__in": keys}
    status, path, hold, flag = (
        model.objects.as_at(lens).filter(**own) for model in (StatusFact, PathFact, HoldFact, FlagFact)
    )
    numbers = Number.objects.as_at(lens).filter(proposal__digits__in=digits)
    union: QuerySet[Any, Any] = _rows(status, "status", F("profile"), F("status")).union(
        _rows(path, "path", F("path"), _text("")),
        _rows(hold, "hold", _text(""), _case(held, over)),
        _rows(flag, "flag", F("flag"), _case(When(Q(is_set=True), then=_text("yes")))),
        _rows(numbers, "number", _text(""), _text("")),
        all=True,
    )
    return union


def _rows(found: QuerySet[Any], fact: str, first: Any, second: Any) -> QuerySet[Any, Any]:
    told = found.annotate(fact=_text(fact), first_word=first, second_word=second)
    rows: QuerySet[Any, Any] = told.values_list("fact", "proposal__key", "first_word", "second_word", "valid_from")
    return rows


def _text(value: str) -> Value:
    return Value(value, output_field=CharField())


def _case(*cases: When) -> Case:
    return Case(*cases, default=_text("no"), output_field=CharField())


_FACTS = Prepared(_facts)
