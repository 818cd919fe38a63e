"""The four named ways to count Working Days, and counting and adding by each of them.

| convention  | counting from a start to an end       | adding n to a start                                     |
|-------------|---------------------------------------|---------------------------------------------------------|
| `exclusive` | start not counted, end counted        | the n-th Working Day after it                           |
| `inclusive` | both ends counted                     | the first Working Day on or after it is day 1           |
| `clear`     | neither end counted                   | as `exclusive` n + 1: n whole Working Days lie between  |
| `published` | both ends, bank holidays not removed  | the first weekday on or after it is day 1               |

An end that is no Working Day is never counted by any of them; it only marks where the count starts or stops.

Backwards is the mirror image. A negative n is subtracted: `exclusive` -10 is the 10th Working Day before the start.
`count` with an end before its start is negative and mirrors it: `exclusive` still leaves out the start and counts the
end. So `count(start, add(start, n)) == n` for every n that has a meaning:

- `exclusive`: every n but 0; 0 gives the first Working Day on or after the start, so it counts 0 from a Working Day
  only;
- `inclusive` and `published`: every n but 0, which is refused, since the start is already day 1. From a day that
  counts, 1 and -1 are both that day, and its count is 1: a single day has no direction;
- `clear`: every n; 0 is the next Working Day.

A result of `add` is always a Working Day (for `published`, a weekday). Notice may be given on any day, so the last day
for a notice of n clear Working Days is `latest_notice_day`, which may be a Sunday.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from codeclerk.kernel.calendar.holidays import Holiday
from codeclerk.kernel.calendar.wording import Sentence
from codeclerk.kernel.calendar.working_days import ONE_DAY, Calendar, DayIndex, position, weekdays
from codeclerk.kernel.errors import Reason

UNKNOWN_CONVENTION = Reason(
    code="calendar.unknown_convention",
    rule="Each clock names its counting convention: exclusive, inclusive, clear or published",
    problem="'{object}' is no counting convention",
    remedy="{hint}",
)

NO_DAY_ZERO = Reason(
    code="calendar.no_day_zero",
    rule="In the {convention} convention the start is day 1",
    problem="Adding {object} Working Days has no meaning in the {convention} convention",
    remedy="Add 1 for the start itself, or count by the exclusive convention",
)


class Convention(StrEnum):
    """How Working Days are counted. The module's table says what each one means."""

    EXCLUSIVE = "exclusive"
    """DCC due dates (CSR:574), the adoption window of D5.4 (DCUSA:114), cut-offs before go-live (PMP:646)."""
    INCLUSIVE = "inclusive"
    """Length of a consultation, issue day to close."""
    CLEAR = "clear"
    """Notices: the lead reading of "at least 20 Working Days prior to" (SEC H8.4)."""
    PUBLISHED = "published"
    """The SECAS duration figures (CSR:293-321). Never compared with a target."""

    @classmethod
    def named(cls, text: str) -> Convention:
        """The convention of this name. Refuses any other, suggesting the nearest."""
        try:
            return cls(text.strip().lower())
        except ValueError:
            raise UNKNOWN_CONVENTION.refuse(text, hint=_hint(text)) from None


def _hint(text: str) -> str:
    from difflib import get_close_matches  # only when something is wrong: it is slow to load

    near = get_close_matches(text.strip().lower(), list(Convention), n=1)
    return f"Did you mean {near[0]}?" if near else "Use one of " + ", ".join(Convention)


# Where a count starts and ends: (shift of the start, shift of the end) into `DayIndex.before`; see `count_days`.
_FORWARD = {
    Convention.EXCLUSIVE: (1, 1),
    Convention.INCLUSIVE: (0, 1),
    Convention.CLEAR: (1, 0),
    Convention.PUBLISHED: (0, 1),
}
_BACKWARD = {
    Convention.EXCLUSIVE: (0, 0),
    Convention.INCLUSIVE: (1, 0),
    Convention.CLEAR: (0, 1),
    Convention.PUBLISHED: (1, 0),
}
# Which counted day a sum is: (shift of the start, shift of the n-th day); see `add_days`.
_AFTER = {
    Convention.EXCLUSIVE: (1, -1),
    Convention.INCLUSIVE: (0, -1),
    Convention.CLEAR: (1, 0),
    Convention.PUBLISHED: (0, -1),
}
_BEFORE = {
    Convention.EXCLUSIVE: (0, 0),
    Convention.INCLUSIVE: (1, 0),
    Convention.CLEAR: (0, -1),
    Convention.PUBLISHED: (1, 0),
}


def _counted(convention: Convention, calendar: Calendar) -> DayIndex:
    return weekdays() if convention is Convention.PUBLISHED else calendar.index


def count_days(start: date, end: date, convention: Convention, calendar: Calendar) -> int:
    """Number of Working Days from `start` to `end`; negative when `end` is before `start`. Constant time.

    Refuses dates outside the calendar's table.
    """
    first, last = position(start), position(end)
    if first == last and convention is Convention.CLEAR:
        return 0
    at_start, at_end = (_FORWARD if last >= first else _BACKWARD)[convention]
    before = _counted(convention, calendar).before
    return before[last + at_end] - before[first + at_start]


def add_days(start: date, n: int, convention: Convention, calendar: Calendar) -> date:
    """The Working Day that is `n` Working Days from `start`, before it when `n` is negative. Constant time.

    Refuses 0 where the convention makes the start day 1, and a start or result outside the calendar's table.
    """
    if n == 0 and convention in (Convention.INCLUSIVE, Convention.PUBLISHED):
        raise NO_DAY_ZERO.refuse("0", convention=convention.value)
    forward = n > 0 or (n == 0 and convention is Convention.CLEAR)
    at_start, shift = (_AFTER if forward else _BEFORE)[convention]
    index = _counted(convention, calendar)
    place = index.before[position(start) + at_start] + n + shift
    if 0 <= place < len(index.days):
        return index.days[place]
    return index.at(place, f"{n} Working Days from {start}")  # refuses, with words that are only made when needed


def latest_notice_day(target: date, n: int, calendar: Calendar) -> date:
    """The last day on which notice still leaves `n` clear Working Days before `target`; it need not be a Working Day.

    Notice on Sunday 31 January 2021 leaves 20 clear Working Days before 1 March 2021 (SEC H8.4, lead reading).
    Refuses a negative `n` as out of the rule's meaning (`ValueError`), and days outside the table.
    """
    if n < 0:
        raise ValueError("A period of notice is not negative.")
    first_clear = add_days(target, -n, Convention.EXCLUSIVE, calendar) if n else target
    position(first_clear - ONE_DAY)
    return first_clear - ONE_DAY


def _span(start: date, end: date, convention: Convention) -> tuple[date, date]:
    """First and last day that the convention looks at between two ends, whichever comes first."""
    low, high = min(start, end), max(start, end)
    if convention is Convention.CLEAR:
        return low + ONE_DAY, high - ONE_DAY
    if convention is Convention.EXCLUSIVE:
        return (low + ONE_DAY, high) if start <= end else (low, high - ONE_DAY)
    return low, high


def _skipped(start: date, end: date, convention: Convention, calendar: Calendar) -> tuple[Holiday, ...]:
    if convention is Convention.PUBLISHED:
        return ()
    return calendar.holidays_between(*_span(start, end, convention))


def _weekend_days(start: date, end: date, convention: Convention) -> int:
    first, last = _span(start, end, convention)
    if last < first:
        return 0
    before = weekdays().before
    return (last - first).days + 1 - (before[position(last) + 1] - before[position(first)])


def calendar_facts(calendar: Calendar) -> dict[str, Any]:
    """What a sentence needs to say about the calendar, as JSON values."""
    return {
        "jurisdiction": calendar.jurisdiction,
        "known_at": calendar.known_at.isoformat() if calendar.known_at else None,
        "left_out": [day.isoformat() for day in calendar.left_out],
    }


@dataclass(frozen=True, slots=True)
class Count:
    """How many Working Days lie from `start` to `end`, and how they were counted."""

    start: date
    end: date
    working_days: int
    convention: Convention
    calendar: Calendar

    @property
    def skipped(self) -> tuple[Holiday, ...]:
        """The bank holidays that were left out; none in `published`, which leaves none out."""
        return _skipped(self.start, self.end, self.convention, self.calendar)

    @property
    def weekend_days(self) -> int:
        """How many Saturdays and Sundays were left out."""
        return _weekend_days(self.start, self.end, self.convention)

    @property
    def sentence(self) -> Sentence:
        return Sentence(
            "calendar.count",
            {
                "working_days": self.working_days,
                "start": self.start.isoformat(),
                "end": self.end.isoformat(),
                "convention": self.convention.value,
                **calendar_facts(self.calendar),
            },
        )

    @property
    def explanation(self) -> str:
        """One sentence: the number, the ends, which of them count, and whose bank holidays were removed."""
        return str(self.sentence)

    def as_json(self) -> dict[str, Any]:
        return {
            "working_days": self.working_days,
            "convention": self.convention.value,
            "explanation": self.explanation,
            "skipped": [holiday.as_json() for holiday in self.skipped],
        }


@dataclass(frozen=True, slots=True)
class Sum:
    """The day that is `working_days` from `start`, and how it was found."""

    start: date
    working_days: int
    date: date
    convention: Convention
    calendar: Calendar

    @property
    def skipped(self) -> tuple[Holiday, ...]:
        """The bank holidays that were stepped over; none in `published`, which steps over none."""
        return _skipped(self.start, self.date, self._looked_at, self.calendar)

    @property
    def weekend_days(self) -> int:
        """How many Saturdays and Sundays were stepped over."""
        return _weekend_days(self.start, self.date, self._looked_at)

    @property
    def sentence(self) -> Sentence:
        return Sentence("calendar.add", sum_facts(self))

    @property
    def _looked_at(self) -> Convention:
        # 0 by `exclusive` rolls forward from a day off, so that day is stepped over as well.
        rolled = self.working_days == 0 and self.convention is Convention.EXCLUSIVE
        return Convention.INCLUSIVE if rolled else self.convention

    @property
    def explanation(self) -> str:
        """One sentence: the number, the start, how it counts, whose bank holidays were removed, and the result."""
        return str(self.sentence)

    def as_json(self) -> dict[str, Any]:
        return {
            "date": self.date.isoformat(),
            "convention": self.convention.value,
            "explanation": self.explanation,
            "skipped": [holiday.as_json() for holiday in self.skipped],
        }


def sum_facts(found: Sum) -> dict[str, Any]:
    """What the sentence about a sum needs, as JSON values."""
    counted = _counted(found.convention, found.calendar).before
    place = position(found.start)
    facts: dict[str, Any] = {
        "working_days": found.working_days,
        "start": found.start.isoformat(),
        "start_counts": counted[place + 1] > counted[place],
        "result": found.date.isoformat(),
        "convention": found.convention.value,
        **calendar_facts(found.calendar),
    }
    if found.convention is Convention.CLEAR and found.working_days < 0:
        facts["latest"] = latest_notice_day(found.start, -found.working_days, found.calendar).isoformat()
    return facts


def count(start: date, end: date, convention: Convention, calendar: Calendar) -> Count:
    """As `count_days`, with the explanation."""
    return Count(start, end, count_days(start, end, convention, calendar), convention, calendar)


def add(start: date, n: int, convention: Convention, calendar: Calendar) -> Sum:
    """As `add_days`, with the explanation."""
    return Sum(start, n, add_days(start, n, convention, calendar), convention, calendar)
