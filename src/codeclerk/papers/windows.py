"""The windows of days that a paper covers: what each is for, from which day to which, by which rule (K23). Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from codeclerk.kernel.calendar import format_date
from codeclerk.meetings.rules import Meeting, PatternMonth, State

INFERRED = "inferred"


@dataclass(frozen=True)
class Covered:
    """One window of a paper.

    Args:
        name: what it is for: `Figures over twelve months`.
        first, last: its days, both in it. `first` is None for a paper that tells everything up to its day.
        why: by which rule.
        sure: `inferred` where no source gives one of its days.
    """

    name: str
    first: date | None
    last: date
    why: str
    sure: str = ""

    @property
    def words(self) -> str:
        """`1 March 2020 to 28 February 2021`, `up to 5 March 2021`."""
        last = format_date(self.last)
        if self.first is None:
            return f"up to {last}"
        return last if self.first == self.last else f"{format_date(self.first)} to {last}"


def up_to(day: date) -> Covered:
    """The window of a paper that shows how things stand on a day."""
    return Covered("How things stand", None, day, "the paper shows the record at the end of its day")


def between_meetings(
    body: str, meetings: Iterable[Meeting], pattern: Iterable[PatternMonth], on: date
) -> Covered | None:
    """From the meeting of a body before a paper to the one that it is for (DCUSA:389-391), the first on its day or
    later. None where one of the two is known neither from the record nor by a pattern.

    Args:
        body: its name.
        meetings: those of the record.
        pattern: the days on which the body may meet, month by month, around the day of the paper.
    """
    days = {(one.day.year, one.day.month): one.day for one in meetings if one.state is not State.DROPPED}
    recorded = set(days)
    for month in pattern:
        place = (month.month.year, month.month.month)
        if place not in days and (month.working or month.days):
            days[place] = (month.working or month.days)[0]
    before = max((place for place, day in days.items() if day < on), key=days.__getitem__, default=None)
    after = min((place for place, day in days.items() if day >= on), key=days.__getitem__, default=None)
    if before is None or after is None:
        return None
    is_known = {before, after} <= recorded
    why = f"from the meeting of the {body} before the paper to the one that it is for"
    if not is_known:
        why += "; a meeting that is not recorded is taken to be on the first day that its pattern allows"
    return Covered(f"Between meetings of the {body}", days[before], days[after], why, "" if is_known else INFERRED)
