"""The register at a glance: how many proposals stand where, how old the undecided ones are, and what their timetables
say of the days to come. Reads plain columns, so that it stays quick however many proposals there are."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, Subquery

from codeclerk.kernel.lens import Lens
from codeclerk.register import vocabulary
from codeclerk.register.models import Number, ProposalFact, StatusFact, TimetableFact, Title
from codeclerk.register.rules.ages import age, mean_age
from codeclerk.register.rules.numbers import whole_of
from codeclerk.register.rules.times import When
from codeclerk.register.rules.timetable import Row, State
from codeclerk.sources.queries.seen import place_of

CLOSED = "closed"
_COLUMNS = ("event_key", "kind", "label", "first", "last", "is_month", "state", "condition", "position", "sure")
"""What an event of a timetable is read from."""


@dataclass(frozen=True)
class Coming:
    """An event of a proposal's timetable that is running or planned; without what the timetable said before."""

    proposal: str
    row: Row


@dataclass(frozen=True)
class Overview:
    """The register at the lens.

    `counts`: id of each stage, in the order of the process -> how many proposals are in it; an empty id for those of
    which nobody knows the stage, where there are any. `numbers`, `stages` and formal `titles` go by the key of a
    proposal; a whole that was split has no stage. `ages`: of the undecided ones, in Working Days, None where not known.
    """

    counts: Mapping[str, int]
    ages: tuple[int | None, ...]
    coming: tuple[Coming, ...]
    numbers: Mapping[str, str] = field(repr=False)
    stages: Mapping[str, str] = field(repr=False)
    titles: Mapping[str, str] = field(repr=False)

    @property
    def undecided(self) -> int:
        """How many are open: in a stage before the decision (B15)."""
        return len(self.ages)

    @property
    def ages_known(self) -> int:
        return sum(1 for one in self.ages if one is not None)

    @property
    def mean_age(self) -> int | None:
        """The mean of the known ages in Working Days, to the nearest whole one; None when none is known."""
        return mean_age(self.ages)


def overview(lens: Lens, until: date) -> Overview:
    """The register at a glance, with the timetable events from the lens's day to `until`. Two queries."""
    numbers: dict[str, str] = {}
    stage_of: dict[str, str | None] = {}
    title_of: dict[str, str | None] = {}
    for key, number, stage, title in _present(lens):
        numbers[key], stage_of[key], title_of[key] = number, stage, title
    parts: dict[str, list[str]] = {}
    for key in numbers:
        if whole := whole_of(key):
            parts.setdefault(whole, []).append(key)
    stages = {key: _own_or_whole(stage_of, key) for key in numbers if key not in parts}
    counts = dict.fromkeys(vocabulary.stage_names(), 0)
    for stage in stages.values():
        counts[stage] = counts.get(stage, 0) + 1
    raised, ahead = _timetables(lens, until)
    before = {stage.id for stage in vocabulary.stages() if stage.pre_decision}
    undecided = [raised.get(key) or raised.get(whole_of(key)) for key, stage in stages.items() if stage in before]
    age_of = {day: age(day, lens.valid_at) for day in set(undecided)}
    heirs = {key: parts.get(key, [key]) for key in numbers}
    known = {(one.proposal, one.row.key) for one in ahead}
    coming = tuple(
        Coming(heir, one.row)
        for one in ahead
        for heir in heirs.get(one.proposal, ())
        if stages.get(heir) != CLOSED and (heir == one.proposal or (heir, one.row.key) not in known)
    )
    titles = {key: _own_or_whole(title_of, key) for key in numbers}
    return Overview(counts, tuple(age_of[day] for day in undecided), coming, numbers, stages, titles)


def _present(lens: Lens) -> Iterable[tuple[str, str, str | None, str | None]]:
    """Key, number, stage and title of each proposal in the register, in order; None for what was never recorded. One
    query."""

    def of(fact: type[ProposalFact], column: str) -> Subquery:
        return Subquery(fact.objects.as_at(lens).filter(proposal=OuterRef("proposal")).values(column)[:1])

    rows = Number.objects.as_at(lens).exclude(text="").order_by("proposal__digits", "proposal__letter")
    found = rows.annotate(stage=of(StatusFact, "stage"), title=of(Title, "formal"))
    return found.values_list("proposal__key", "text", "stage", "title")


def titles(lens: Lens, keys: Collection[str]) -> dict[str, str]:
    """The formal title of each of these proposals at the lens; a part without one has that of the whole. One query.

    None for no key.
    """
    if not keys:
        return {}
    asked = {*keys, *(whole for key in keys if (whole := whole_of(key)))}
    found = dict(Title.objects.as_at(lens).filter(proposal__key__in=asked).values_list("proposal__key", "formal"))
    return {key: _own_or_whole(found, key) for key in keys}


def _own_or_whole(values: Mapping[str, str | None], key: str) -> str:
    """The value of a proposal; a part without one of its own has that of the whole. Empty for none."""
    own = values.get(key)
    return own if own is not None else values.get(whole_of(key)) or ""


def _timetables(lens: Lens, until: date) -> tuple[dict[str, date], list[Coming]]:
    """The day on which each proposal was raised, where it is known to the day, and the events to come. One query."""
    to_come = Q(state=State.PLANNED.value, last__gte=lens.valid_at, first__lte=until)
    rows = TimetableFact.objects.as_at(lens).filter(to_come | Q(kind="raised", state=State.HAPPENED.value))
    raised: dict[str, date] = {}
    coming: list[Coming] = []
    told = rows.annotate(source=place_of(lens)).order_by("first", "pk")
    for row in told.values_list("proposal__key", "valid_from", "source", *_COLUMNS):
        found = _event(*row)
        if found.row.state is State.PLANNED:
            coming.append(found)
        elif found.row.when.is_day:
            raised.setdefault(found.proposal, found.row.when.first)
    return raised, coming


def not_confirmed(lens: Lens) -> tuple[Coming, ...]:
    """The timetable events of proposals that are not closed whose day has passed, and of which no source says that they
    happened, earliest first. One query."""
    closed = StatusFact.objects.as_at(lens).filter(proposal=OuterRef("proposal"), stage=CLOSED)
    rows = TimetableFact.objects.as_at(lens).filter(~Exists(closed), state=State.PLANNED.value, last__lt=lens.valid_at)
    told = rows.annotate(source=place_of(lens)).order_by("last", "pk")
    return tuple(_event(*row) for row in told.values_list("proposal__key", "valid_from", "source", *_COLUMNS))


def _event(key: str, since: date, source: str, *values: Any) -> Coming:
    event_key, kind, label, first, last, is_month, state, condition, position, sure = values
    when = When(first, last, is_month)
    row = Row(event_key, kind, label, when, State(state), condition, position, sure, since=since, source=source)
    return Coming(key, row)
