"""A timetable: its rows in order, what has happened, what is to come, and the sentence that says so."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from codeclerk.kernel.calendar.dates import format_date
from codeclerk.register.rules.times import When, clause, printed


class State(StrEnum):
    """Whether an event has happened. `DROPPED`: it was planned, and is not any more."""

    PLANNED = "planned"
    HAPPENED = "happened"
    DROPPED = "dropped"


class Standing(StrEnum):
    """How an event looks on a day."""

    HAPPENED = "happened"
    RUNNING = "running"
    PLANNED = "planned"
    PASSED = "not confirmed"
    """Its date has passed and no source says that it happened."""


@dataclass(frozen=True)
class Revision:
    """What the timetable said of an event from a day on. `note` is what was said with it, such as why it moved."""

    since: date
    when: When
    state: State
    source: str = ""
    note: str = ""


@dataclass(frozen=True)
class Row:
    """One event as the timetable stands. `revisions` has everything it ever said, oldest first, this one last."""

    key: str
    kind: str
    label: str
    when: When
    state: State
    condition: str = ""
    position: int = 0
    sure: str = ""
    note: str = ""
    since: date = date.min
    source: str = ""
    revisions: tuple[Revision, ...] = ()

    @property
    def title(self) -> str:
        """The label with its condition: `Implementation (if approved)`."""
        return f"{self.label} ({self.condition})" if self.condition else self.label

    @property
    def original(self) -> When:
        """The date that the timetable gave first."""
        return self.revisions[0].when if self.revisions else self.when

    @property
    def is_revised(self) -> bool:
        return self.original != self.when

    @property
    def printed(self) -> str:
        """The second column of a printed timetable."""
        return printed(self.when)

    def standing(self, day: date) -> Standing:
        """How the event looks at the end of `day`."""
        if self.state is State.HAPPENED:
            return Standing.HAPPENED
        if self.when.first <= day <= self.when.last and not self.when.is_day:
            return Standing.RUNNING
        return Standing.PASSED if self.when.last < day else Standing.PLANNED


def distinct(revisions: Iterable[Revision]) -> tuple[Revision, ...]:
    """Revisions without those that repeat the date and state before them, oldest first."""
    kept: list[Revision] = []
    for one in sorted(revisions, key=lambda revision: revision.since):
        if not kept or (kept[-1].when, kept[-1].state) != (one.when, one.state):
            kept.append(one)
    return tuple(kept)


def in_order(rows: Iterable[Row]) -> tuple[Row, ...]:
    """By position; an event without one (0) goes before the first placed one that begins later."""
    every = list(rows)
    placed = sorted((row for row in every if row.position), key=lambda row: (row.position, row.when.first, row.key))
    for row in sorted((row for row in every if not row.position), key=by_date):
        later = (n for n, other in enumerate(placed) if by_date(other) > by_date(row))
        placed.insert(next(later, len(placed)), row)
    return tuple(placed)


def by_date(row: Row) -> tuple[date, date, str]:
    """The place of an event in the order of dates."""
    # A month counts from its end: what is known to the month stands after the days of that month, as papers print it.
    return (row.when.last if row.when.is_month else row.when.first, row.when.last, row.key)


def to_come(rows: Iterable[Row], day: date) -> tuple[Row, ...]:
    """What is running or planned on a day, earliest first."""
    ahead = [row for row in rows if row.standing(day) in (Standing.RUNNING, Standing.PLANNED)]
    return tuple(sorted(ahead, key=lambda row: (max(row.when.first, day), row.position, row.when.last, row.key)))


def not_confirmed(rows: Iterable[Row], day: date) -> tuple[Row, ...]:
    """What should have happened by a day and is not recorded as having happened."""
    return tuple(row for row in rows if row.standing(day) is Standing.PASSED)


def lead_in(rows: Sequence[Row], day: date, clause_of: Callable[[Row], str], most: int = 3) -> str:
    """The paragraph above a timetable: the next step and what follows (PMP:1072-1074).

    Args:
        clause_of: the clause of an event with `{when}` in it, as `vocabulary.clause_of` gives it.
        most: how many steps are told.
    """
    coming = to_come(rows, day)[:most]
    if not coming:
        return "No further step is planned."
    first, *rest = [_clause(row, clause_of, day) for row in coming]
    sentence = f"Next, {first}."
    if rest:
        sentence += f" After that, {', and then '.join(rest)}."
    return sentence


def _clause(row: Row, clause_of: Callable[[Row], str], day: date) -> str:
    when = clause(row.when)
    if row.standing(day) is Standing.RUNNING and not row.when.is_month:
        when = f"until {format_date(row.when.last)}"
    text = clause_of(row).replace("{when}", when)
    return f"{row.condition}, {text}" if row.condition else text


def split_condition(label: str) -> tuple[str, str]:
    """A printed label without its condition, and the condition: `Implementation (if approved)`."""
    found = re.fullmatch(r"(.*\S)\s*\((if [^()]+|subject to [^()]+|where [^()]+|unless [^()]+)\)", label.strip())
    return (found[1], found[2]) if found else (label.strip(), "")


def keys_for(kinds: Sequence[tuple[str, str]]) -> list[str]:
    """A key for each of several events, from (kind, slug of the label): the kind, numbered where it repeats."""
    counts: dict[str, int] = {}
    made = []
    for kind, slug in kinds:
        base = (slug or "event")[:60] if kind == "other" else kind
        counts[base] = counts.get(base, 0) + 1
        made.append(base if counts[base] == 1 else f"{base}-{counts[base]}")
    return made
