"""Dates as the papers write them, and the London day of an instant.

A date is read day first, as every paper does. A two-digit year is a year of this century: 16 is 2016 (the papers run
from 2012). What could be read in two ways, or names no day, is refused rather than mended.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum
from zoneinfo import ZoneInfo

from codeclerk.kernel.errors import Reason, Refused

LONDON = ZoneInfo("Europe/London")

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_REMEDY = "Write it as 5 Mar 2021, 05/03/2021 or 2021-03-05"

UNREADABLE = Reason(
    code="calendar.date_unreadable",
    rule="A date is written d Mon yy, d Month yyyy, dd/mm/yyyy, dd/mm/yy or yyyy-mm-dd",
    problem="'{object}' cannot be read as a date",
    remedy=_REMEDY,
)
IMPOSSIBLE = Reason(
    code="calendar.date_impossible",
    rule="A date names a day that exists",
    problem="'{object}' is not a day of the calendar: {why}",
    remedy="Correct it from the source; it is not rounded to a day that exists",
)
UNCLEAR_YEAR = Reason(
    code="calendar.year_unclear",
    rule="A year has two digits (a year of this century) or four (1900 to 2099)",
    problem="'{object}' has the year '{year}'",
    remedy="Correct it from the source; in a redline the digits of two dates may have run together",
)
CONTRADICTION = Reason(
    code="calendar.date_contradicts_itself",
    rule="The parts of a date agree",
    problem="'{object}' contradicts itself: {why}",
    remedy="Correct it from the source, since either part may be the slip",
)
MONTH_ONLY = Reason(
    code="calendar.date_month_only",
    rule="A date names its day",
    problem="'{object}' names a month and no day",
    remedy="Give the day, or keep it as a month where only the month is known",
)


class DateStyle(Enum):
    """The forms in which the papers print a date."""

    ISO = "iso"
    """2021-02-04, as stored."""
    SHORT = "short"
    """4 Feb 21 (CSR:293)."""
    MEDIUM = "medium"
    """4 Feb 2021 (PMP:4060)."""
    LONG = "long"
    """4 February 2021."""
    ORDINAL = "ordinal"
    """4th February 2021 (DCUSA:21)."""
    WEEKDAY = "weekday"
    """Thursday 4 February 2021 (CSR:253)."""
    SLASHED = "slashed"
    """04/02/2021 (CSR:574)."""
    SLASHED_SHORT = "slashed_short"
    """04/02/21 (PMP:5090)."""


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A month of a year, for events known no more precisely (PMP:4063)."""

    year: int
    month: int

    @property
    def first_day(self) -> date:
        return date(self.year, self.month, 1)

    @property
    def last_day(self) -> date:
        return date(self.year + self.month // 12, self.month % 12 + 1, 1) - timedelta(days=1)

    def isoformat(self) -> str:
        """2021-03."""
        return f"{self.year:04}-{self.month:02}"

    def __str__(self) -> str:
        """March 2021."""
        return f"{MONTHS[self.month - 1]} {self.year}"


_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_SLASHED = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]+)")
_WORDED = re.compile(
    r"(?:(?P<weekday>[A-Za-z]+),?\s+)?(?P<day>[0-9]{1,2})(?P<ordinal>[A-Za-z]{2})?(?:\s+of)?\s+"
    r"(?P<month>[A-Za-z]+)\.?,?\s+(?P<year>[0-9]+)"
)
_MONTH = re.compile(r"([A-Za-z]+)\.?,?\s+([0-9]+)")
_ISO_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")


def parse_date(text: str) -> date:
    """The day that `text` names, in any form of `DateStyle`, with or without a weekday, an ordinal or "of".

    Refuses what it cannot read, a day that does not exist (31/02/2021), a year of another length than two or four
    digits (31/01/212), an ordinal or a weekday that does not fit its day, and a month without a day.
    """
    written = text.strip()
    if found := _ISO.fullmatch(written):
        year, month, day = found.groups()
        return _day(text, year, int(month), day)
    if found := _SLASHED.fullmatch(written):
        day, month, year = found.groups()
        return _day(text, year, int(month), day)
    if found := _WORDED.fullmatch(written):
        parsed = _day(text, found["year"], _month_number(text, found["month"]), found["day"])
        _check_ordinal(text, parsed, found["ordinal"])
        _check_weekday(text, parsed, found["weekday"])
        return parsed
    if _reads_as_month(written):
        raise MONTH_ONLY.refuse(text)
    raise UNREADABLE.refuse(text)


def parse_month(text: str) -> Month:
    """The month that `text` names: March 2021, Mar 21, 2021-03. "Oct 20" is October 2020, as in PMP:4077."""
    written = text.strip()
    if found := _ISO_MONTH.fullmatch(written):
        year, month = _year(text, found[1]), int(found[2])
    elif found := _MONTH.fullmatch(written):
        month, year = _month_number(text, found[1]), _year(text, found[2])
    else:
        raise UNREADABLE.refuse(text)
    if not 1 <= month <= 12:
        raise IMPOSSIBLE.refuse(text, why="a year has 12 months")
    return Month(year, month)


def parse_when(text: str) -> date | Month:
    """A day, or a month where only the month is given."""
    return parse_month(text) if _reads_as_month(text.strip()) else parse_date(text)


def format_date(day: date, style: DateStyle = DateStyle.LONG) -> str:
    """`day` in the given form. Months are in English whatever the machine's locale."""
    month = MONTHS[day.month - 1]
    match style:
        case DateStyle.ISO:
            return day.isoformat()
        case DateStyle.SHORT:
            return f"{day.day} {month[:3]} {day.year % 100:02}"
        case DateStyle.MEDIUM:
            return f"{day.day} {month[:3]} {day.year}"
        case DateStyle.LONG:
            return f"{day.day} {month} {day.year}"
        case DateStyle.ORDINAL:
            return f"{day.day}{_ordinal(day.day)} {month} {day.year}"
        case DateStyle.WEEKDAY:
            return f"{WEEKDAYS[day.weekday()]} {day.day} {month} {day.year}"
        case DateStyle.SLASHED:
            return f"{day.day:02}/{day.month:02}/{day.year}"
        case DateStyle.SLASHED_SHORT:
            return f"{day.day:02}/{day.month:02}/{day.year % 100:02}"


def london_day(instant: datetime) -> date:
    """The day in London at `instant`, which must be aware (`ValueError`). 31 March 2021 23:30 UTC is 1 April."""
    if instant.tzinfo is None:
        raise ValueError("An instant needs its time zone.")
    return instant.astimezone(LONDON).date()


def start_of_london_day(day: date) -> datetime:
    """The first instant of `day` in London, aware, UTC."""
    return datetime.combine(day, time(), LONDON).astimezone(UTC)


def end_of_london_day(day: date) -> datetime:
    """The last instant of `day` in London, to the microsecond, aware, UTC: `as-at` a day includes all of it."""
    return start_of_london_day(day + timedelta(days=1)) - timedelta(microseconds=1)


def _ordinal(number: int) -> str:
    if number % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def _reads_as_month(written: str) -> bool:
    try:
        parse_month(written)
    except Refused:
        return False
    return True


def _year(text: str, digits: str) -> int:
    if len(digits) == 2:
        return 2000 + int(digits)
    if len(digits) == 4 and 1900 <= int(digits) <= 2099:
        return int(digits)
    raise UNCLEAR_YEAR.refuse(text, year=digits)


def _month_number(text: str, name: str) -> int:
    wanted = name.lower()
    for number, month in enumerate(MONTHS, start=1):
        if wanted in (month.lower(), month[:3].lower()) or (wanted == "sept" and number == 9):
            return number
    raise UNREADABLE.refuse(text)


def _day(text: str, year: str, month: int, day: str) -> date:
    number = _year(text, year)
    if not 1 <= month <= 12:
        raise IMPOSSIBLE.refuse(text, why=_no_month(text, month))
    last = Month(number, month).last_day.day
    if not 1 <= int(day) <= last:
        raise IMPOSSIBLE.refuse(text, why=f"{MONTHS[month - 1]} {number} has {last} days")
    return date(number, month, int(day))


def _no_month(text: str, month: int) -> str:
    # The usual slip is the American order; in an ISO date it can only be the month.
    return f"there is no month {month}; the day comes first" if "/" in text else "a year has 12 months"


def _check_ordinal(text: str, day: date, ending: str | None) -> None:
    if ending is None or ending.lower() == _ordinal(day.day):
        return
    if ending.lower() not in ("st", "nd", "rd", "th"):
        raise UNREADABLE.refuse(text)
    raise CONTRADICTION.refuse(text, why=f"{day.day} is written {day.day}{_ordinal(day.day)}")


def _check_weekday(text: str, day: date, name: str | None) -> None:
    right = WEEKDAYS[day.weekday()]
    if name is None or name.lower() in (right.lower(), right[:3].lower()):
        return
    if name.lower() not in {form for weekday in WEEKDAYS for form in (weekday.lower(), weekday[:3].lower())}:
        raise UNREADABLE.refuse(text)
    raise CONTRADICTION.refuse(text, why=f"{format_date(day, DateStyle.LONG)} is a {right}")
