"""The calendar of a body's meetings, as its pattern proposes it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from codeclerk.decisions.rules.days import no_working_day
from codeclerk.kernel.calendar import Calendar, DateStyle, Month, format_date
from codeclerk.kernel.packs import Body
from codeclerk.meetings.rules.meetings import agenda_day, paper_day, pattern_days


@dataclass(frozen=True)
class Proposed:
    """The day that is proposed for a body's meeting of one month.

    Args:
        choice: the days that the pattern leaves to choose from.
        why: what is said of the day: that there is a choice, or that the day of the pattern is no Working Day.
    """

    month: Month
    day: date
    choice: tuple[date, ...]
    why: str = ""
    paper_day: date | None = None
    agenda_day: date | None = None


def proposed(body: Body, first: date, last: date, calendar: Calendar | None = None) -> tuple[Proposed, ...]:
    """One day for each month from one day to another, by the body's pattern; none for a body without one.

    Of several days the first Working Day is proposed; where the pattern names none, the next Working Day after it.
    """
    calendar = calendar or Calendar()
    found = []
    for one in pattern_days(body, first, last, calendar):
        days = tuple(day for day in one.days if first <= day <= last)
        if not days:
            continue
        working = [day for day in days if calendar.is_working_day(day)]
        day = working[0] if working else calendar.on_or_after(days[0])
        found.append(made(body, day, days, calendar))
    return tuple(found)


def made(body: Body, day: date, choice: tuple[date, ...], calendar: Calendar) -> Proposed:
    """A day with what is said of it, its Paper Day and its agenda day."""
    return Proposed(
        month=Month(choice[0].year, choice[0].month) if choice else Month(day.year, day.month),
        day=day,
        choice=choice,
        why=_why(day, choice, calendar),
        paper_day=paper_day(body, day, calendar),
        agenda_day=agenda_day(body, day),
    )


def _why(day: date, choice: tuple[date, ...], calendar: Calendar) -> str:
    holidays = [holiday_words(one, calendar) for one in choice]
    away = [words for words in holidays if words]
    if away and day not in choice:
        return f"{away[0]} The next Working Day is {format_date(day, DateStyle.WEEKDAY)}."
    if len(choice) > 1:
        days = " or ".join(format_date(one, DateStyle.WEEKDAY) for one in choice)
        return " ".join([f"The body chooses: {days}.", *away])
    return ""


def holiday_words(day: date, calendar: Calendar) -> str:
    """`Monday 5 April 2021 is Easter Monday, no Working Day.`; empty for a Working Day."""
    odd = no_working_day(day, calendar)
    return odd.words if odd else ""


@dataclass(frozen=True)
class Taken:
    """What a plan of several months does: the days that are planned, and the months that have a meeting already."""

    days: tuple[Proposed, ...]
    had: tuple[tuple[Month, date], ...]


def taken(
    offered: Iterable[Proposed],
    chosen: Iterable[date] | None,
    planned: Mapping[Month, date],
    body: Body,
    calendar: Calendar,
) -> Taken:
    """The days of a calendar: those that were chosen, or else the proposed ones; months with a meeting are left out.

    Args:
        planned: the months in which the body has a meeting, and its day.
    """
    by_month = {one.month: one for one in offered}
    wanted = list(by_month.values())
    if chosen is not None:
        months = ((Month(day.year, day.month), day) for day in chosen)
        choices = ((day, by_month[month].choice if month in by_month else ()) for month, day in months)
        wanted = [made(body, day, choice, calendar) for day, choice in choices]
    days = tuple(sorted((one for one in wanted if one.month not in planned), key=lambda one: one.day))
    return Taken(days, tuple((one.month, planned[one.month]) for one in wanted if one.month in planned))
