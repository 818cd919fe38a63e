"""The grid of many timetables, month by month, as the table of progress of 2016 has it (DCUSA:584-948). Pure.

Each proposal has a few lanes; in each lane stand bars by kind: a solution that is worked out, an assessment, a
consultation, the decision. One dataset for the drawing, the table beside it, downloads and papers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from codeclerk.kernel.calendar.dates import DateStyle, Month, format_date
from codeclerk.register.rules.times import When
from codeclerk.register.rules.timetable import Row, Standing, State

BEFORE, SPAN, MOST = 8, 16, 36
"""Months before the day looked at, and in all: the table of November 2016 runs from March 2016 to June 2017."""


class Box(StrEnum):
    """A date that the Panel approved first, boxed wherever the event is now (DCUSA:590-592, DCUSA:936-948)."""

    DUE = "due"
    """The day by which the DCC was first to return an assessment: in red."""
    DECISION = "decision"
    """The first deadline of the last decision: in yellow."""

    @property
    def words(self) -> str:
        return {"due": "first due", "decision": "first deadline"}[self.value]


@dataclass(frozen=True)
class Bar:
    """A kind of bar. It shows events of `kinds`, and the time from the event of kind `first` to that of `last`."""

    id: str
    name: str
    short: str
    lane: int
    kinds: tuple[str, ...] = ()
    first: str = ""
    last: str = ""
    boxed: Box | None = None

    @property
    def due_kinds(self) -> frozenset[str]:
        """The kinds of event whose first date is boxed."""
        return frozenset({*self.kinds, self.last} - {""}) if self.boxed else frozenset()


@dataclass(frozen=True)
class Piece:
    """One bar of one proposal, from day to day. `mark` is what it is called here, if not by its kind: `WG1.3`."""

    bar: Bar
    first: date
    last: date
    standing: Standing
    mark: str = ""

    @property
    def short(self) -> str:
        return self.mark or self.bar.short

    @property
    def name(self) -> str:
        return self.mark or self.bar.name


@dataclass(frozen=True)
class Boxed:
    """A first date: which, of which bar, in which month, and the date as the timetable gave it."""

    box: Box
    bar: Bar
    month: Month
    when: When

    @property
    def words(self) -> str:
        """`PA first due`, `CB first deadline`."""
        return f"{self.bar.short} {self.box.words}"


@dataclass(frozen=True)
class Undated:
    """Bars that a source prints without a month that can still be read: a kind, and how many months it takes."""

    name: str
    months: int
    place: str = ""

    @property
    def words(self) -> str:
        return self.name if self.months == 1 else f"{self.name} × {self.months}"


@dataclass(frozen=True)
class GridRow:
    """One proposal in the grid. `group` is the short name of its Working Group, empty where none is known."""

    key: str
    number: str
    title: str
    pieces: tuple[Piece, ...]
    boxes: tuple[Boxed, ...] = ()
    group: str = ""
    undated: tuple[Undated, ...] = ()

    def in_month(self, month: Month, lane: int | None = None) -> tuple[Piece, ...]:
        """The bars that touch a month, in one lane or in all of them, in the order of lanes and days."""
        return tuple(
            one
            for one in self.pieces
            if one.first <= month.last_day and one.last >= month.first_day and lane in (None, one.bar.lane)
        )

    def boxed(self, month: Month, lane: int | None = None) -> tuple[Boxed, ...]:
        """The first dates that fall into a month."""
        return tuple(one for one in self.boxes if one.month == month and lane in (None, one.bar.lane))

    def cell(self, month: Month, *, short: bool = False) -> str:
        """What stands in a month, in words: `DMR / CB; PA first due`. Bars of one lane are combined (DCUSA:866)."""
        lanes: dict[int, list[str]] = {}
        for one in self.in_month(month):
            said = lanes.setdefault(one.bar.lane, [])
            if (text := one.short if short else one.name) not in said:
                said.append(text)
        said = [" / ".join(lanes[lane]) for lane in sorted(lanes)]
        return "; ".join([*said, *(one.words for one in self.boxed(month))])

    @property
    def undated_words(self) -> str:
        return ", ".join(one.words for one in self.undated)


@dataclass(frozen=True)
class Grid:
    """Proposals by months. `day` is the day looked at; `groups` has the full name of every group by its short one."""

    months: tuple[Month, ...]
    rows: tuple[GridRow, ...]
    bars: tuple[Bar, ...]
    day: date
    groups: Mapping[str, str] = field(default_factory=dict)

    @property
    def lanes(self) -> tuple[int, ...]:
        """The lanes in which something can stand."""
        return tuple(sorted({bar.lane for bar in self.bars})) or (1,)

    @property
    def undated(self) -> bool:
        """Whether a source prints bars of which the months are lost."""
        return any(row.undated for row in self.rows)

    @property
    def description(self) -> str:
        """What the drawing shows, in a sentence or two."""
        if not self.rows or not self.months:
            return "No proposal is in this grid."
        drawn = sum(1 for row in self.rows if any(row.in_month(month) for month in self.months))
        boxes = [box for row in self.rows for box in row.boxes if box.month in self.months]
        proposals = "1 proposal" if len(self.rows) == 1 else f"{len(self.rows)} proposals"
        said = f"{proposals} from {self.months[0]} to {self.months[-1]}"
        said += f"; {drawn} of them with bars in these months."
        for box in Box:
            if count := sum(1 for one in boxes if one.box is box):
                what = "original date for a PA or IA" if box is Box.DUE else "original deadline of a decision"
                said += f" {count} {what} is boxed." if count == 1 else f" {count} times the {what} is boxed."
        return said


def window(day: date, first: Month | None = None, span: int = SPAN) -> tuple[Month, ...]:
    """The months of a grid: `span` of them, from `first` or so many before the day that the printed one had."""
    start = first or month_after(Month(day.year, day.month), -BEFORE)
    return tuple(month_after(start, n) for n in range(max(1, min(span, MOST))))


def month_after(month: Month, count: int) -> Month:
    """The month so many after; before, for a negative count."""
    total = month.year * 12 + month.month - 1 + count
    return Month(total // 12, total % 12 + 1)


def month_label(month: Month) -> str:
    """`Nov 2016`."""
    return format_date(month.first_day, DateStyle.MEDIUM).split(" ", 1)[1]


def pieces(rows: Sequence[Row], bars: Iterable[Bar], day: date) -> tuple[Piece, ...]:
    """The bars of one timetable, by lane and day."""
    every = tuple(bars)
    made = [piece for bar in every for piece in _of_bar(rows, bar, day)]
    return tuple(sorted(made, key=lambda one: (one.bar.lane, one.first, one.last, every.index(one.bar))))


def _of_bar(rows: Sequence[Row], bar: Bar, day: date) -> Iterator[Piece]:
    for row in rows:
        if row.kind in bar.kinds:
            mark = row.label if bar.id == SUB_GROUP else ""
            yield Piece(bar, row.when.first, row.when.last, row.standing(day), mark)
    starts = [row for row in rows if bar.first and row.kind == bar.first]
    ends = [row for row in rows if bar.last and row.kind == bar.last]
    for position in range(max(len(starts), len(ends))):
        start = starts[position] if position < len(starts) else None
        end = ends[position] if position < len(ends) else None
        if start and end and end.when.last >= start.when.first:
            yield Piece(bar, start.when.first, end.when.last, _standing(start, end, day))
            continue
        for one in (start, end):
            if one is not None:
                yield Piece(bar, one.when.first, one.when.last, one.standing(day))


SUB_GROUP = "sub_group"
"""The bar that is called by the words of its event: it names the sub-group."""


def _standing(start: Row, end: Row, day: date) -> Standing:
    if end.state is State.HAPPENED:
        return Standing.HAPPENED
    if start.state is State.HAPPENED and end.when.last >= day:
        return Standing.RUNNING
    return end.standing(day)


def boxes(rows: Iterable[Row], bars: Iterable[Bar]) -> tuple[Boxed, ...]:
    """The first dates to box: of every assessment that was planned, and of the last decision that was."""
    known = tuple(bars)
    made: list[Boxed] = []
    for row in rows:
        first = row.revisions[0] if row.revisions else None
        if first is None or first.state is not State.PLANNED:
            continue
        month = Month(first.when.last.year, first.when.last.month)
        made += [
            Boxed(bar.boxed, bar, month, first.when)
            for bar in known
            if row.kind in bar.due_kinds and bar.boxed is not None
        ]
    deadlines = [one for one in made if one.box is Box.DECISION]
    # The Authority's deadline is the last one where it decides; else the Change Board's (DCUSA:590).
    last = max((known.index(one.bar) for one in deadlines), default=-1)
    return tuple(one for one in made if one.box is Box.DUE or known.index(one.bar) == last)


@dataclass(frozen=True)
class Run:
    """A bar in the drawing: what is combined in one lane over months that follow each other."""

    start: int
    end: int
    short: str
    name: str
    standing: Standing


def runs(row: GridRow, months: Sequence[Month], lane: int) -> tuple[Run, ...]:
    """What stands in a lane, month after month, with equal months that follow each other made one bar."""
    made: list[Run] = []
    before: tuple[Piece, ...] = ()
    for place, month in enumerate(months):
        here = row.in_month(month, lane)
        if here:
            same = before and {(p.short, p.standing) for p in here} == {(p.short, p.standing) for p in before}
            if same:
                made[-1] = Run(made[-1].start, place, made[-1].short, made[-1].name, made[-1].standing)
            else:
                short = " / ".join(dict.fromkeys(one.short for one in here))
                name = " / ".join(dict.fromkeys(one.name for one in here))
                made.append(Run(place, place, short, name, here[-1].standing))
        before = here
    return tuple(made)
