"""The Working Day calendar: which days count, as known when, and fast counting over them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache, lru_cache
from itertools import accumulate

from codeclerk.kernel.calendar.holidays import (
    FIRST_DAY,
    JURISDICTIONS,
    LAST_DAY,
    OUTSIDE_TABLE,
    UNKNOWN_JURISDICTION,
    Holiday,
    table,
)
from codeclerk.kernel.errors import Reason

ENGLAND_WALES = "england-wales"
SCOTLAND = "scotland"

NOT_A_HOLIDAY = Reason(
    code="calendar.not_a_holiday",
    rule="Only a bank holiday of the calendar can be left out of it",
    problem="{object} is no bank holiday of the {calendar} calendar",
    remedy="Name a bank holiday, or use the calendar as it is",
)

NOT_YET_KNOWN = Reason(
    code="calendar.known_at_too_early",
    rule="The bank holiday table knows nothing of what was known before {first}",
    problem="No calendar can be given as known at {object}",
    remedy="Use a later day, or leave it out to use all that is known",
)

ONE_DAY = timedelta(days=1)

_FIRST = FIRST_DAY.toordinal()
_LENGTH = LAST_DAY.toordinal() - _FIRST + 1


def position(day: date) -> int:
    """Number of days from the table's first day to `day`. Refuses a day outside the table."""
    if isinstance(day, datetime):
        raise TypeError("A Working Day is a date; turn an instant into one with `london_day`.")
    place = day.toordinal() - _FIRST
    if 0 <= place < _LENGTH:
        return place
    raise OUTSIDE_TABLE.refuse(day.isoformat())


class DayIndex:
    """The days that count, as two arrays, so that counting and adding need no loop.

    `before[k]` is how many of them fall in the first k days of the table; `days` lists them.
    """

    __slots__ = ("before", "days")

    def __init__(self, counts: Callable[[date], bool]) -> None:
        self.days: tuple[date, ...] = tuple(day for day in _all_days() if counts(day))
        counted = set(self.days)
        self.before: tuple[int, ...] = (0, *accumulate(day in counted for day in _all_days()))

    def at(self, place: int, asked: str) -> date:
        """The counted day number `place`, from 0. Refuses, naming what was asked, beyond either end of the table."""
        if 0 <= place < len(self.days):
            return self.days[place]
        raise OUTSIDE_TABLE.refuse(asked)


@cache
def _all_days() -> tuple[date, ...]:
    return tuple(date.fromordinal(ordinal) for ordinal in range(_FIRST, _FIRST + _LENGTH))


@cache
def weekdays() -> DayIndex:
    """Monday to Friday, bank holidays among them: what the `published` convention counts."""
    return DayIndex(lambda day: day.weekday() < 5)


@dataclass(frozen=True, slots=True)
class Calendar:
    """Which days are Working Days: no Saturday, no Sunday, no bank holiday of the jurisdiction.

    Equal arguments share their arrays, so a calendar may be made wherever one is needed.

    Args:
        jurisdiction: `england-wales`, `scotland`, or a union (`england-wales+scotland`), in which a bank holiday of
            either is a day off. SEC H8.4 names no jurisdiction; England & Wales is the lead reading.
        known_at: the bank holidays as known at the end of this day; None for all that the table knows. On
            9 September 2022 the 19th was still a Working Day.
        left_out: bank holidays treated as Working Days; see `without`.

    Raises `Refused` for a jurisdiction that is not held, a `known_at` before the first row became known, and every
    day before 2010 or after 2035.
    """

    jurisdiction: str = ENGLAND_WALES
    known_at: date | None = None
    left_out: tuple[date, ...] = ()
    index: DayIndex = field(init=False, repr=False, compare=False)
    _holidays: tuple[Holiday, ...] = field(init=False, repr=False, compare=False)
    _dates: tuple[date, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        jurisdiction = _normalised(self.jurisdiction)
        left_out = tuple(sorted(set(self.left_out)))
        edition = _edition(jurisdiction, self.known_at)
        holidays, dates, index = _built(jurisdiction, edition, left_out)
        # A frozen dataclass is filled once, here, through the door that the standard library leaves open.
        object.__setattr__(self, "jurisdiction", jurisdiction)
        object.__setattr__(self, "left_out", left_out)
        object.__setattr__(self, "_holidays", holidays)
        object.__setattr__(self, "_dates", dates)
        object.__setattr__(self, "index", index)

    def __reduce__(self) -> tuple[type[Calendar], tuple[str, date | None, tuple[date, ...]]]:
        """Pickled as its arguments: the arrays are rebuilt, not carried."""
        return Calendar, (self.jurisdiction, self.known_at, self.left_out)

    def is_working_day(self, day: date) -> bool:
        """Whether `day` is a Working Day. Refuses a day outside the table."""
        place = position(day)
        return self.index.before[place + 1] > self.index.before[place]

    def holiday_name(self, day: date) -> str | None:
        """Name of the bank holiday on `day`; None on any other day, also on a plain weekend."""
        position(day)
        place = bisect_left(self._dates, day)
        return self._holidays[place].name if place < len(self._dates) and self._dates[place] == day else None

    def on_or_after(self, day: date) -> date:
        """`day` if it is a Working Day, else the next one."""
        return self.index.at(self.index.before[position(day)], f"the first Working Day on or after {day}")

    def on_or_before(self, day: date) -> date:
        """`day` if it is a Working Day, else the one before."""
        return self.index.at(self.index.before[position(day) + 1] - 1, f"the last Working Day on or before {day}")

    def holidays_between(self, first: date, last: date) -> tuple[Holiday, ...]:
        """The bank holidays from `first` to `last`, both included; none when `last` is before `first`."""
        return self._holidays[bisect_left(self._dates, first) : bisect_right(self._dates, last)]

    def without(self, *days: date) -> Calendar:
        """This calendar with these bank holidays worked, to reproduce a figure made from a list that lacked them.

        The published IA dates of 28 January 2021 (CSR:576) fit a calendar without 28 December 2020.
        Refuses a day that is no bank holiday of this calendar.
        """
        return Calendar(self.jurisdiction, self.known_at, self.left_out + days)


def _normalised(jurisdiction: str) -> str:
    parts = sorted(set(jurisdiction.split("+")))
    if not set(parts) <= set(JURISDICTIONS):
        raise UNKNOWN_JURISDICTION.refuse(jurisdiction, known=" or ".join(JURISDICTIONS))
    return "+".join(parts)


@cache
def _changes(jurisdiction: str) -> tuple[date, ...]:
    """The days on which what is known of the jurisdiction's bank holidays changed."""
    rows = [row for part in jurisdiction.split("+") for row in table(part)]
    return tuple(sorted({row.known_from for row in rows} | {row.superseded_from or row.known_from for row in rows}))


def _edition(jurisdiction: str, known_at: date | None) -> date | None:
    """The last change on or before `known_at`. All days between two changes share one set of arrays."""
    if known_at is None:
        return None
    changes = _changes(jurisdiction)
    place = bisect_right(changes, known_at)
    if place == 0:
        raise NOT_YET_KNOWN.refuse(known_at.isoformat(), first=changes[0].isoformat())
    return changes[place - 1]


# Room for every edition of both jurisdictions and their union, about 0.2 MB each, and some with days left out.
@lru_cache(maxsize=64)
def _built(
    jurisdiction: str, edition: date | None, left_out: tuple[date, ...]
) -> tuple[tuple[Holiday, ...], tuple[date, ...], DayIndex]:
    found = _union({part: _standing(part, edition) for part in jurisdiction.split("+")})
    for day in left_out:
        if found.pop(day, None) is None:
            raise NOT_A_HOLIDAY.refuse(day.isoformat(), calendar=jurisdiction)
    dates = tuple(sorted(found))
    return tuple(found[day] for day in dates), dates, DayIndex(lambda day: day.weekday() < 5 and day not in found)


def _standing(jurisdiction: str, edition: date | None) -> dict[date, Holiday]:
    return {row.date: row for row in table(jurisdiction) if row.is_known_at(edition)}


def _union(parts: dict[str, dict[date, Holiday]]) -> dict[date, Holiday]:
    """The bank holidays of any part; where not all parts agree on a day, its name says whose it is."""
    if len(parts) == 1:
        return next(iter(parts.values()))
    days = {day for rows in parts.values() for day in rows}
    return {day: _joined(day, {part: rows[day] for part, rows in parts.items() if day in rows}, parts) for day in days}


def _joined(day: date, rows: dict[str, Holiday], parts: Collection[str]) -> Holiday:
    names = {row.name for row in rows.values()}
    if len(rows) == len(parts) and len(names) == 1:
        name = names.pop()
    else:
        name = "; ".join(f"{row.name} ({JURISDICTIONS[part]})" for part, row in rows.items())
    known_from = min(row.known_from for row in rows.values())
    return Holiday(day, name, known_from, source="; ".join(dict.fromkeys(row.source for row in rows.values())))
