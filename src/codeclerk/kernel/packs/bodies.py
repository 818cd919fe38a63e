"""The kind `bodies`: committees and groups, what they do, and the pattern of their meetings."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from codeclerk.kernel.packs.base import Named, PackFile, PackModel, Parameter
from codeclerk.kernel.packs.kinds import register_kind
from codeclerk.kernel.packs.scalars import Int, Refers, Text

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
Ordinal = Literal["first", "second", "third", "fourth", "last"]

_WEEKDAYS: tuple[Weekday, ...] = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NUMBERS: dict[Ordinal, int] = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": -1}


class MeetingPattern(PackModel):
    """One meeting in each month, on one of the named weekdays: `{which: [second, third], weekday: friday}`."""

    which: Annotated[tuple[Ordinal, ...], Field(min_length=1, description="first, second, third, fourth or last")]
    weekday: Weekday

    def dates(self, year: int, month: int) -> tuple[date, ...]:
        """The days of a month that fit, earliest first. More than one: the body chooses."""
        last = calendar.monthrange(year, month)[1]
        days = [date(year, month, day) for day in range(1, last + 1)]
        fitting = [day for day in days if _WEEKDAYS[day.weekday()] == self.weekday]
        return tuple(sorted({fitting[_NUMBERS[which]] for which in self.which}))

    def fits(self, day: date) -> bool:
        """Whether a meeting on this day follows the pattern; one that does not is an exception to show."""
        return day in self.dates(day.year, day.month)

    @property
    def words(self) -> str:
        """`on the second or third Friday of the month`, after "it meets"."""
        return f"on the {' or '.join(self.which)} {self.weekday.capitalize()} of the month"


class Body(Named):
    """A committee, a working group, or a function that papers name like one."""

    abbreviation: Annotated[Text, Field(description="the short name that papers use")]
    kind: Literal["committee", "working_group", "function"]
    function: Annotated[Text, Field(description="what it does in the process, in our own words")]
    profiles: tuple[Annotated[str, Refers("stages.profiles")], ...] = ()
    """The process profiles that know it; empty means all."""
    meets: Parameter[MeetingPattern] | None = None
    papers_before: Parameter[Annotated[Int, Field(ge=0)]] | None = None
    """Working Days before the meeting by which its papers are issued."""
    agenda_before: Parameter[Annotated[Int, Field(ge=0)]] | None = None
    """Days before the meeting, weekends among them, on which its provisional agenda is announced."""

    def pattern_on(self, day: date) -> MeetingPattern | None:
        """The pattern of its meetings in force on a day; None where none is known."""
        return self.meets.at(day).value if self.meets is not None and day >= min(self.meets.values) else None

    def labels(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        yield from super().labels()
        yield ("abbreviation",), self.abbreviation


class Bodies(PackFile):
    """`bodies.yaml`."""

    vocabulary: ClassVar[tuple[str, ...]] = ("bodies",)

    bodies: tuple[Body, ...]


register_kind("bodies", Bodies)
