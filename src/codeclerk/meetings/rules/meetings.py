"""What can be decided of meetings without a database: their numbers, Paper Days and patterns, and what is odd."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from codeclerk.decisions.rules.days import Doubt, Odd, day_doubts
from codeclerk.kernel.calendar import Calendar, Convention, Month, add_days, format_date
from codeclerk.kernel.packs import Body, Sure
from codeclerk.meetings.rules.agenda import Item
from codeclerk.register.packs import PaperSeries
from codeclerk.register.references import meeting_of_month
from codeclerk.register.rules.times import day_of


class What(StrEnum):
    """What is said of a meeting, each dated on its own."""

    PLANNED = "planned"
    """The day for which it is planned; without a day it is dropped. Every day that it ever had stays."""
    HELD = "held"
    """The day on which it was held."""
    AGENDA = "agenda"
    """The proposals on its agenda, and what came of each."""
    ANNOUNCED = "announced"
    """The day on which its provisional agenda is, or was, announced."""
    MODE = "mode"
    OUTCOME = "outcome"
    """What came of an item of the agenda."""
    VERBAL = "verbal"
    """What was reported on an item by word of mouth."""
    INTEREST = "interest"
    """An interest that somebody declared in an item."""
    SEAT = "seat"
    """How a seat was filled."""
    GUESTS = "guests"
    """How many guests an organisation sent."""


OF_LISTS = (What.PLANNED, What.HELD, What.AGENDA, What.ANNOUNCED, What.MODE, What.OUTCOME)
"""What lists of meetings are made of; the rest is read for one meeting."""
AT_MEETING = (What.MODE, What.AGENDA, What.OUTCOME, What.VERBAL, What.INTEREST, What.SEAT, What.GUESTS)
"""What is recorded of a meeting that was held, and goes with that record."""


class State(StrEnum):
    """Where a meeting stands at the end of a day."""

    PLANNED = "planned"
    HELD = "held"
    DROPPED = "dropped"
    """It was planned, and will not be held. Lists leave it out."""


class Mode(StrEnum):
    """How a meeting is held (DCUSA:500, DCUSA:520)."""

    IN_PERSON = "in_person"
    TELECONFERENCE = "teleconference"
    BOTH = "both"

    @property
    def label(self) -> str:
        return {"in_person": "In person", "teleconference": "Teleconference", "both": "In person and by telephone"}[
            self.value
        ]


@dataclass(frozen=True)
class Said:
    """One thing that was said of a meeting on `since`. `day` is None where none holds any more.

    `about` is the item, seat or guest that it is about; `text` is what was said of that, as canonical JSON.
    """

    what: What
    since: date
    day: date | None = None
    mode: str = ""
    agenda: tuple[Item, ...] = ()
    reason: str = ""
    sure: str = ""
    note: str = ""
    source: str = ""
    about: str = ""
    text: str = ""


@dataclass(frozen=True)
class AgendaItem:
    """A proposal on an agenda, as it is called on the lens's day. `outcome` is what came of it at the meeting."""

    proposal: str
    number: str
    title: str
    outcome: str = ""


@dataclass(frozen=True)
class Meeting:
    """A meeting at the lens.

    Attributes:
        key: `panel-2021-03-12`: the body, and the day under which it was recorded first. It stays when it is moved.
        number: of the month, where the pack knows from which meeting to count: the Panel's 90 is March 2021.
        day: the day on which it is planned or was held; of one that is dropped, the last for which it was planned.
        agenda_announced: when its provisional agenda is announced, where a source says so.
        agenda_due: when that is by the pack's rule, which is inferred; None for a body without one.
        paper_day: by when its papers are issued, by the pack's rule; None for a body without one.
        fits_pattern: whether the day follows the pattern of the body's meetings; None where none is known.
        pattern_words: `on the second or third Friday of the month`; empty where none is known.
        days: every day for which it was planned, in the order in which that was said.
        doubts: what is odd. Nothing of it is an error.
    """

    key: str
    body: str
    body_name: str
    abbreviation: str
    number: int | None
    day: date
    state: State
    mode: str = ""
    agenda: tuple[AgendaItem, ...] = ()
    agenda_announced: date | None = None
    agenda_due: date | None = None
    paper_day: date | None = None
    fits_pattern: bool | None = None
    pattern_words: str = ""
    sources: tuple[str, ...] = ()
    days: tuple[Said, ...] = ()
    reason: str = ""
    """Why it was moved or dropped, as said last."""
    notes: tuple[str, ...] = ()
    sure: str = ""
    doubts: tuple[Doubt, ...] = ()

    @property
    def warnings(self) -> tuple[str, ...]:
        """What is odd, as sentences."""
        return tuple(one.words for one in self.doubts)

    @property
    def name(self) -> str:
        """`SEC Panel, meeting 90`, or the body alone where the meetings have no numbers."""
        return f"{self.body_name}, meeting {self.number}" if self.number else self.body_name

    @property
    def order(self) -> tuple[date, str, str]:
        return (self.day, self.body, self.key)


def latest(said: Iterable[Said]) -> dict[What, Said]:
    """What holds of the meeting as a whole: the last that was said. `said` is in the order in which it was said."""
    return {one.what: one for one in said if not one.about}


def distinct_days(said: Iterable[Said]) -> tuple[Said, ...]:
    """Every day for which it was planned, in order, without repetitions."""
    kept: list[Said] = []
    for one in said:
        if one.what is What.PLANNED and (not kept or kept[-1].day != one.day):
            kept.append(one)
    return tuple(kept)


def standing(said: Iterable[Said]) -> tuple[State, date] | None:
    """Where a meeting stands, and its day, by all that is said of it. None where nothing says that there is one.

    That it was held counts, whatever was planned; else the last plan does.
    """
    every = list(said)
    now = latest(every)
    held, planned = now.get(What.HELD), now.get(What.PLANNED)
    if held is not None and held.day is not None:
        return State.HELD, held.day
    if planned is None:
        return None
    if planned.day is not None:
        return State.PLANNED, planned.day
    days = [one.day for one in every if one.what is What.PLANNED and one.day is not None]
    return (State.DROPPED, days[-1]) if days else None


# --- numbers and days ------------------------------------------------------------


def number_of(body: str, day: date, papers: Iterable[PaperSeries]) -> int | None:
    """The number of a body's meeting in the month of a day: one a month, counted from the meeting that the pack knows.

    The Panel's 74 is November 2019 and 90 is March 2021 (CSR:58, PMP:57, PMP:350-351). None for a body whose meetings
    are not numbered, and for months before its first.
    """
    series = next((one for one in papers if one.body == body and one.anchor), None)
    return meeting_of_month(series, Month(day.year, day.month)) if series else None


def paper_day(body: Body | None, meeting: date, calendar: Calendar | None = None) -> date | None:
    """The Working Day by whose end the papers of a meeting are issued: so many Working Days before it, counted
    backwards and `exclusive` (CSR:50, PMP:123, RID:307). None for a body whose rule is not known."""
    before = body.papers_before if body is not None else None
    if before is None or meeting < min(before.values):
        return None
    days = before.at(meeting).value
    return add_days(meeting, -days, Convention.EXCLUSIVE, calendar or Calendar()) if days else meeting


def agenda_day(body: Body | None, meeting: date) -> date | None:
    """The day on which the provisional agenda of a meeting is announced, by the pack's rule: two weeks before a meeting
    of the Working Group (CSR:243-245, inferred). None for a body without such a rule."""
    before = body.agenda_before if body is not None else None
    if before is None or meeting < min(before.values):
        return None
    return meeting - timedelta(days=before.at(meeting).value)


def rule_sure(body: Body | None, rule: str, on: date) -> str:
    """How sure the rule `papers_before` or `agenda_before` of a body is; empty where there is none."""
    parameter = getattr(body, rule) if body is not None else None
    return parameter.at(on).sure.value if parameter is not None and on >= min(parameter.values) else ""


@dataclass(frozen=True)
class PatternMonth:
    """The days of one month on which a body may meet by its pattern. With more than one, the body chooses.

    `working` are those that are Working Days.
    """

    month: Month
    days: tuple[date, ...]
    working: tuple[date, ...]
    sure: Sure

    @property
    def words(self) -> str:
        """`12 or 19 March 2021`."""
        *others, last = self.working or self.days
        return " or ".join([*(str(day.day) for day in others), format_date(last)])


def pattern_days(body: Body, first: date, last: date, calendar: Calendar | None = None) -> tuple[PatternMonth, ...]:
    """The days on which a body meets by its pattern, month by month, from the month of one day to that of another.

    A month before the pattern is in force has none and is left out, as is everything for a body without a pattern.
    """
    calendar = calendar or Calendar()
    found = []
    for month in months(first, last):
        pattern = body.pattern_on(month.last_day)
        if pattern is not None and body.meets is not None:
            days = pattern.dates(month.year, month.month)
            working = tuple(day for day in days if calendar.is_working_day(day))
            found.append(PatternMonth(month, days, working, body.meets.at(month.last_day).sure))
    return tuple(found)


def next_by_pattern(
    body: Body, on: date, held: Iterable[date] = (), calendar: Calendar | None = None
) -> PatternMonth | None:
    """When a body of which nothing is planned meets next by its pattern: the first month with such a day on `on` or
    later in which it has not met yet. None for a body without a pattern."""
    met = {(day.year, day.month) for day in held}
    for month in pattern_days(body, on, on + timedelta(days=62), calendar):
        days = tuple(day for day in month.days if day >= on)
        if days and (month.month.year, month.month.month) not in met:
            return replace(month, days=days, working=tuple(day for day in month.working if day >= on))
    return None


def months(first: date, last: date) -> Iterator[Month]:
    """Every month from that of one day to that of another, both included."""
    place, end = first.year * 12 + first.month - 1, last.year * 12 + last.month - 1
    while place <= end:
        yield Month(place // 12, place % 12 + 1)
        place += 1


# --- what is odd -----------------------------------------------------------------


def doubts_of(
    now: Mapping[What, Said], body: Body | None, on: date, calendar: Calendar | None = None
) -> tuple[Doubt, ...]:
    """Everything that is odd about a meeting, as said of it up to the day `on`. Never refused: papers print such days.

    A day off the pattern, or no Working Day; an agenda announced on another day than by the rule; a planned day that
    has passed while no source says that the meeting was held.
    """
    stands = standing(now.values())
    if stands is None or stands[0] is State.DROPPED:
        return ()
    state, day = stands
    found = [*day_doubts(day_of(day), body, calendar)]
    announced, due = now.get(What.ANNOUNCED), agenda_day(body, day)
    if announced is not None and announced.day is not None and due is not None and announced.day != due:
        words = (
            f"Its provisional agenda is announced on {format_date(announced.day)}; by the usual rule, which is "
            f"inferred, that is {format_date(due)}."
        )
        found.append(Doubt(Odd.AGENDA_DAY, words))
    if state is State.PLANNED and day < on:
        words = f"It was planned for {format_date(day)}, and no source says that it was held."
        found.append(Doubt(Odd.NOT_CONFIRMED, words))
    return tuple(found)
