"""Dated facts: what was the case on a day, as known at an instant.

A fact (a title, a stage, a proposer) is a set of *changes*: from day `valid_from` it has this value, known from the
instant `known_from`. The value at (day D, known at K) is that of the latest change at or before D among those known
by K; of two changes on the same day the one known later wins, then the one recorded later. That reading does not
depend on the order in which sources were loaded.

Tables hold the same as disjoint *rows*, one rectangle of (days x knowledge) each, so that a query is a plain filter.
`chart` derives the rows; `revise` says how to get from the rows stored to the rows wanted without rewriting any:
rows are only added, or superseded at an earlier instant.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True)
class Change:
    """From `valid_from` on the fact has `value`, known from `known_from`.

    A change that `withdraws` says that nothing changed on that day after all: it takes back what was known of that day
    before, and what held the day before goes on. `sequence` is the order of recording (the event's key): it
    breaks ties; one event may make changes on several days, not two on one day.
    """

    valid_from: date
    known_from: datetime
    sequence: int
    value: Any
    withdraws: bool = False


@dataclass(frozen=True)
class Row:
    """A rectangle: holds on days from `valid_from` up to but not on `valid_to`, in knowledge from `known_from`
    up to but not at `superseded_from`; `None` is open. A withdrawal is a row without days: it covers nothing."""

    valid_from: date
    valid_to: date | None
    known_from: datetime
    superseded_from: datetime | None
    sequence: int
    value: Any

    def covers(self, day: date, known_at: datetime) -> bool:
        """Whether this row says what held on `day` as known at `known_at`."""
        return (
            self.valid_from <= day
            and (self.valid_to is None or day < self.valid_to)
            and self.known_from <= known_at
            and (self.superseded_from is None or known_at < self.superseded_from)
        )


def value_at(changes: Iterable[Change], day: date, known_at: datetime) -> Change | None:
    """The change in force on `day` as known at `known_at`: the definition, change by change."""
    by_day: dict[date, Change] = {}
    for change in sorted(changes, key=_rank):
        if change.valid_from <= day and change.known_from <= known_at:
            by_day[change.valid_from] = change
    standing = [change for change in by_day.values() if not change.withdraws]
    return max(standing, key=_rank, default=None)


def _rank(change: Change) -> tuple[date, datetime, int]:
    return (change.valid_from, change.known_from, change.sequence)


def chart(changes: Iterable[Change]) -> list[Row]:
    """The disjoint rows that say the same as `changes`, in the order of recording."""
    changes = sorted(changes, key=_rank)
    instants = sorted({change.known_from for change in changes})
    rows = [
        Row(change.valid_from, change.valid_from, change.known_from, None, change.sequence, change.value)
        for change in changes
        if change.withdraws
    ]
    for instant, following in zip(instants, [*instants[1:], None], strict=True):
        rows += _slice(changes, instant, following)
    return _joined(rows)


def _slice(changes: Sequence[Change], known_at: datetime, until: datetime | None) -> list[Row]:
    """The rows of the time line as known from `known_at` until the next instant at which knowledge changes."""
    by_day = {change.valid_from: change for change in changes if change.known_from <= known_at}
    line = [change for change in by_day.values() if not change.withdraws]
    ends: list[date | None] = [change.valid_from for change in line[1:]]
    return [
        Row(change.valid_from, end, known_at, until, change.sequence, change.value)
        for change, end in zip(line, [*ends, None], strict=False)
    ]


def _joined(rows: Iterable[Row]) -> list[Row]:
    """Rows that continue each other in knowledge become one."""
    joined: dict[tuple[int, date, date | None], list[Row]] = {}
    for row in rows:
        run = joined.setdefault((row.sequence, row.valid_from, row.valid_to), [])
        if run and run[-1].superseded_from == row.known_from:
            run[-1] = replace(run[-1], superseded_from=row.superseded_from)
        else:
            run.append(row)
    return sorted((row for run in joined.values() for row in run), key=lambda r: (r.sequence, r.known_from))


def changes_of(rows: Iterable[Row]) -> list[Change]:
    """The changes that stored rows came from: each left a row at the instant it became known, and no row is deleted."""
    by_change: dict[tuple[int, date], list[Row]] = {}
    for row in rows:
        by_change.setdefault((row.sequence, row.valid_from), []).append(row)
    changes = []
    for (sequence, valid_from), own in by_change.items():
        first = min(own, key=lambda row: row.known_from)
        changes.append(Change(valid_from, first.known_from, sequence, first.value, first.valid_to == valid_from))
    return changes


@dataclass(frozen=True)
class Revision:
    """What to do to the stored rows: supersede some (by position, at an earlier instant), add others."""

    superseded: tuple[tuple[int, datetime], ...]
    added: tuple[Row, ...]


def revise(stored: Sequence[Row], changes: Iterable[Change]) -> Revision:
    """How the `stored` rows become the chart of `changes`, rewriting none.

    A stored row that is still wanted with an earlier end is superseded then; one no longer wanted at all is superseded
    at the instant it became known, which leaves it empty, kept and never shown.
    """
    wanted = {(r.sequence, r.valid_from, r.valid_to, r.known_from): r for r in chart(changes)}
    superseded = []
    for position, row in enumerate(stored):
        if row.superseded_from is not None and row.superseded_from <= row.known_from:
            continue  # already empty
        target = wanted.get((row.sequence, row.valid_from, row.valid_to, row.known_from))
        if target is not None and _no_later(target.superseded_from, row.superseded_from):
            del wanted[(row.sequence, row.valid_from, row.valid_to, row.known_from)]
            if target.superseded_from is not None and target.superseded_from != row.superseded_from:
                superseded.append((position, target.superseded_from))
        else:
            superseded.append((position, row.known_from))
    added = sorted(wanted.values(), key=lambda r: (r.sequence, r.known_from))
    return Revision(tuple(superseded), tuple(added))


def _no_later(target: datetime | None, stored: datetime | None) -> bool:
    return stored is None or (target is not None and target <= stored)
