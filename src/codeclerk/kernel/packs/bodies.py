"""The kind `bodies`: committees and groups, what they do, and the pattern of their meetings."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import Field, model_validator

from codeclerk.kernel.packs.base import InForce, Named, PackFile, PackModel, Parameter, Sourced, normal
from codeclerk.kernel.packs.kinds import register_kind
from codeclerk.kernel.packs.scalars import Id, Int, Refers, Text, wrong

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


class SeatGroup(PackModel):
    """The seats of a body that are alike: so many, or one for each of something whose number the pack cannot know.

        {id: small_supplier, name: Small Supplier, category: small_supplier, number: 3}
        {id: large_supplier, name: Large Supplier, category: large_supplier, one_for_each: group of Large Suppliers}

    One seat is called `name`, one of several `name 2`. A seat for no Party has no category.
    """

    id: Annotated[Id, Field(description="a short stable id")]
    name: Annotated[Text, Field(description="what one of these seats is called, without its number")]
    category: Annotated[str, Refers("party_categories")] | None = None
    number: Annotated[Int, Field(ge=1, le=50)] | None = None
    one_for_each: Text | None = None

    @model_validator(mode="after")
    def _says_how_many(self) -> SeatGroup:
        if (self.number is None) == (self.one_for_each is None):
            raise wrong("either 'number' or 'one_for_each'", "Say how many seats there are, or for each of what.")
        return self


class Theme(Sourced):
    """What a Working Group is for: the words of its theme, and the documents and systems that belong to it."""

    words: Annotated[tuple[Text, ...], Field(min_length=1, description="phrases, singular, that tell of its theme")]
    documents: tuple[Annotated[str, Refers("affected.documents")], ...] = ()
    systems: tuple[Annotated[str, Refers("affected.systems")], ...] = ()


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
    seats: Parameter[Annotated[tuple[SeatGroup, ...], Field(min_length=1)]] | None = None
    """How it is made up; absent where no source says so."""
    takes: Theme | None = None
    """Which proposals a Working Group is for, where there are several groups."""
    called: Parameter[Text] | None = None
    """What it was called from each day, where its name changed: a government department, say."""

    @model_validator(mode="after")
    def _seats_are_told_apart(self) -> Body:
        for made_up in self.seats.values.values() if self.seats else ():
            for words in ([group.id for group in made_up.value], [normal(group.name) for group in made_up.value]):
                if len(set(words)) < len(words):
                    raise wrong("seats with ids and names of their own", "Give each group its own.", at="seats")
        return self

    def seats_on(self, day: date) -> InForce[tuple[SeatGroup, ...]] | None:
        """How it is made up on a day; None where that is not known."""
        return self.seats.at(day) if self.seats is not None and day >= min(self.seats.values) else None

    def name_on(self, day: date) -> str:
        """What it was called on a day; its own name where no other is known for it."""
        return self.called.at(day).value if self.called is not None and day >= min(self.called.values) else self.name

    def pattern_on(self, day: date) -> MeetingPattern | None:
        """The pattern of its meetings in force on a day; None where none is known."""
        return self.meets.at(day).value if self.meets is not None and day >= min(self.meets.values) else None

    def labels(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        yield from super().labels()
        yield ("abbreviation",), self.abbreviation
        for day, named in (self.called.values if self.called is not None else {}).items():
            yield ("called", "values", day.isoformat()), named.value


class Bodies(PackFile):
    """`bodies.yaml`."""

    vocabulary: ClassVar[tuple[str, ...]] = ("bodies",)

    bodies: tuple[Body, ...]


register_kind("bodies", Bodies)
