"""References of committee papers: `SECP_90_1203_18` is committee SECP, meeting 90, 12 March, item 18 (CSR:58).

The year is not printed. It follows from the number of the meeting where the pack knows one meeting with its month and
that there is one a month: 74 is November 2019, 90 is March 2021. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from codeclerk.kernel.calendar.dates import MONTHS, Month, format_date
from codeclerk.kernel.errors import Reason
from codeclerk.kernel.packs import MeetingPattern
from codeclerk.register.packs import PaperSeries

UNREADABLE = Reason(
    "register.paper_reference",
    rule="a paper's reference is committee, meeting, day and month, and item: SECP_90_1203_18; the item may be missing",
    problem="{object} is no reference of a committee's paper: {why}",
    remedy="{hint}",
)

_FORM = re.compile(r"([A-Za-z]+)_([0-9]{1,4})_([0-9]{2})([0-9]{2})(?:_([0-9]{1,3}))?")


@dataclass(frozen=True)
class PaperReference:
    """A paper, or with no `item` the meeting it was for. `year` is None where it does not follow from the meeting."""

    committee: str
    meeting: int
    day: int
    month: int
    item: int | None = None
    year: int | None = None

    @property
    def date(self) -> date | None:
        """The day of the meeting."""
        return None if self.year is None else date(self.year, self.month, self.day)

    @property
    def words(self) -> str:
        """`committee SECP, meeting 90, 12 March, item 18`, with the year where it is known."""
        day = format_date(self.date) if self.date else f"{self.day} {MONTHS[self.month - 1]}"
        item = f", item {self.item}" if self.item is not None else ""
        return f"committee {self.committee}, meeting {self.meeting}, {day}{item}"

    def __str__(self) -> str:
        item = f"_{self.item:02d}" if self.item is not None else ""
        return f"{self.committee}_{self.meeting}_{self.day:02d}{self.month:02d}{item}"


def parse(text: str, papers: Iterable[PaperSeries]) -> PaperReference:
    """The paper or meeting that a reference names, with the year where it follows from the meeting's number.

    Refuses an unknown committee (with the nearest), a day that does not exist, and a month in which the meeting of that
    number did not fall.
    """
    series = {one.code: one for one in papers}
    found = _FORM.fullmatch(text.strip())
    if not found:
        raise _refused(text, "it is not in that form", "Write it as in SECP_90_1203_18.")
    code = found[1].upper()
    if code not in series:
        near = get_close_matches(code, series, n=1)
        hint = f"Did you mean {near[0]}?" if near else f"The committees are {', '.join(series)}."
        raise _refused(text, f"no committee has the code {code}", hint)
    meeting, day, month = int(found[2]), int(found[3]), int(found[4])
    year = _year(text, series[code], meeting, day, month)
    return PaperReference(code, meeting, day, month, int(found[5]) if found[5] else None, year)


def issue(series: PaperSeries, meeting: int, held_on: date, item: int | None = None) -> PaperReference:
    """The reference of an item of a meeting, checked as `parse` does."""
    if meeting < 1 or (item is not None and item < 1):
        raise _refused(f"{series.code}_{meeting}", "meetings and items are numbered from 1", "Correct the number.")
    made = PaperReference(series.code, meeting, held_on.day, held_on.month, item, held_on.year)
    read = parse(str(made), [series])
    if read.year not in (None, held_on.year):
        why = f"meeting {meeting} was in {read.year}, not in {held_on.year}"
        raise _refused(str(made), why, "Correct the meeting or its day.")
    return made


def month_of_meeting(series: PaperSeries, meeting: int) -> Month | None:
    """The month in which a meeting fell; None where the pack does not know how the committee's meetings are numbered.

    One meeting a month (CSR:58, PMP:57, PMP:350-351).
    """
    if series.anchor is None:
        return None
    known, months = series.anchor
    total = months + meeting - known
    return Month(total // 12, total % 12 + 1)


def meeting_of_month(series: PaperSeries, month: Month) -> int | None:
    """The number of the meeting in a month; None where the pack does not know the numbering, or before the first."""
    if series.anchor is None:
        return None
    known, months = series.anchor
    number = known + month.year * 12 + month.month - 1 - months
    return number if number >= 1 else None


def dates_of_meeting(series: PaperSeries, meeting: int, pattern: MeetingPattern) -> tuple[date, ...]:
    """The days on which a meeting may have been by the committee's pattern; more than one where it chooses."""
    month = month_of_meeting(series, meeting)
    return () if month is None else pattern.dates(month.year, month.month)


def _year(text: str, series: PaperSeries, meeting: int, day: int, month: int) -> int | None:
    fits = 1 <= month <= 12 and 1 <= day <= Month(2020, month).last_day.day  # 2020 has a 29 February
    if not fits:
        raise _refused(text, f"{day:02d}{month:02d} is no day and month", "The day comes first, as in 1203.")
    known = month_of_meeting(series, meeting)
    if known is None:
        return None
    if known.month != month:
        right = f"{MONTHS[known.month - 1]} {known.year}"
        raise _refused(text, f"meeting {meeting} was in {right}", "Correct the meeting or its day.")
    if day > known.last_day.day:
        raise _refused(text, f"{known} has {known.last_day.day} days", "Correct the day.")
    return known.year


def _refused(text: str, why: str, hint: str) -> Exception:
    return UNREADABLE.refuse(text[:60], why=why, hint=hint)
