"""What the home page says, as values: what is due, merged and in order; what changed, by thing and day. Pure.

Several folders tell of the same thing: a timetable names the close of a consultation, and so does the consultation.
Each due thing says in `same_as` what it is about; of several that are about the same, the one told best is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import IntEnum, StrEnum
from itertools import groupby

from codeclerk.kernel.calendar import Calendar, Convention, count_days
from codeclerk.kernel.calendar.dates import MONTHS, WEEKDAYS, Month, format_date

WEEKS_AHEAD = 6
"""How far the list of what is due looks ahead, in weeks."""
QUIET_AFTER = 60
"""A record in which nothing happened for so many days is called quiet: its reader is shown the days that it knows."""
REPORT_LASTS = 45
"""So many days a count that a source printed is still shown beside the present one: until the next monthly report."""


# --- what is due --------------------------------------------------------------


class Teller(StrEnum):
    """Which folder tells of a due thing, the best informed one first."""

    ASSESSMENTS = "assessments"
    CONSULTATIONS = "consultations"
    COMMITTEES = "committees"
    RELEASES = "releases"
    DEROGATIONS = "derogations"
    MEETINGS = "meetings"
    TIMETABLE = "timetable"


class Urgency(StrEnum):
    """How near a due thing is. `LATE`: its day has passed. `SOON`: within seven days."""

    LATE = "late"
    TODAY = "today"
    SOON = "soon"
    AHEAD = "ahead"


@dataclass(frozen=True)
class Due:
    """Something that is to happen, or to be done, by the end of a day.

    Args:
        day: the London day by which; for a month the last day of it.
        what: what is due, without the day: "The Refinement Consultation closes".
        why: the rule or the source that the day comes from, in a sentence.
        teller: whose knowledge it is.
        proposal, number: the proposal that it is about, by key and number; empty for none.
        href: the page of the thing that is due; empty where it has none.
        same_as: what it is about; equal for the same thing told by another folder. Empty: told by nobody else.
        is_month: only the month is known.
        note: what a reader should know besides: "17:00", "the DCC expects it on 19 March 2021".
        explanation: how the day was counted, for those who ask.
        also: what other folders say of the same thing with another day.
        always: shown however far ahead it lies.
    """

    day: date
    what: str
    why: str
    teller: Teller
    proposal: str = ""
    number: str = ""
    href: str = ""
    same_as: str = ""
    is_month: bool = False
    note: str = ""
    explanation: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    always: bool = False

    def urgency(self, on: date) -> Urgency:
        """How near it is on a day."""
        if self.day < on:
            return Urgency.LATE
        if self.is_month:
            return Urgency.AHEAD
        away = (self.day - on).days
        return Urgency.TODAY if away == 0 else Urgency.SOON if away <= 7 else Urgency.AHEAD

    @property
    def day_words(self) -> str:
        """`Wednesday 24 March 2021`, or `March 2021` where only the month is known."""
        if self.is_month:
            return str(Month(self.day.year, self.day.month))
        return f"{WEEKDAYS[self.day.weekday()]} {format_date(self.day)}"


@dataclass(frozen=True)
class Week:
    """The due things of one week, or those that are late, under the words of a heading."""

    heading: str
    dues: tuple[Due, ...]


def merged(dues: Iterable[Due]) -> tuple[Due, ...]:
    """Each thing once, as the best informed folder tells it; what another one says of another day is kept in `also`."""
    tellers = list(Teller)
    best: dict[str, Due] = {}
    alone: list[Due] = []
    for due in sorted(dues, key=lambda due: (tellers.index(due.teller), due.day)):
        known = best.get(due.same_as) if due.same_as else None
        if known is None:
            if due.same_as:
                best[due.same_as] = due
            else:
                alone.append(due)
        elif (due.day, due.is_month) != (known.day, known.is_month) and due.teller is not known.teller:
            said = f"The {due.teller} says {due.day_words}."
            best[due.same_as] = replace(known, also=(*known.also, said))
        elif due.teller is known.teller and due.day != known.day:
            alone.append(due)  # one folder knows of two: they are two things
    return (*best.values(), *alone)


def coming(dues: Iterable[Due], on: date, weeks: int = WEEKS_AHEAD) -> tuple[Due, ...]:
    """What is late, or due within so many weeks, earliest first; what is known to the month stands after its days."""
    until = on + timedelta(weeks=weeks)
    kept = [due for due in merged(dues) if due.day <= until or due.always]
    return tuple(sorted(kept, key=_order))


def _order(due: Due) -> tuple[date, bool, int, str, str]:
    return (due.day, due.is_month, list(Teller).index(due.teller), due.number, due.what)


def by_week(dues: Sequence[Due], on: date) -> tuple[Week, ...]:
    """Due things, in order, under headings that a reader plans by: Late, This week, Next week, Week of 22 March."""
    return tuple(Week(heading, tuple(same)) for heading, same in groupby(dues, key=lambda due: _heading(due, on)))


def _heading(due: Due, on: date) -> str:
    if due.day < on:
        return "Late"
    monday = due.day - timedelta(days=due.day.weekday())
    weeks = (monday - (on - timedelta(days=on.weekday()))).days // 7
    if due.is_month:
        return f"In {Month(due.day.year, due.day.month)}, day not known"
    if weeks < 2:
        return ("This week", "Next week")[weeks]
    if weeks <= WEEKS_AHEAD:
        return f"Week of {monday.day} {MONTHS[monday.month - 1]}"
    return "Further ahead"


def away(day: date, on: date) -> str:
    """How far a day is from another, as people say it: `today`, `tomorrow`, `in 12 days`, `5 weeks ago`."""
    days = (day - on).days
    if days < 0:
        return "yesterday" if days == -1 else f"{_span(-days)} ago"
    return ("today", "tomorrow")[days] if days < 2 else f"in {_span(days)}"


def _span(days: int) -> str:
    if days < 21:
        return "1 day" if days == 1 else f"{days} days"
    if days < 90:
        return f"{round(days / 7)} weeks"
    if days < 700:
        return f"{round(days / 30.44)} months"
    return f"{round(days / 365.25)} years"


def working_days_left(closes: date, on: date, calendar: Calendar) -> int:
    """Working Days after `on` up to and with `closes`; 0 on the last day."""
    return max(0, count_days(on, closes, Convention.EXCLUSIVE, calendar)) if closes > on else 0


def in_short(on: date, ages: Ages, late: int, open_now: int, following: Due | None) -> str:
    """The page in a few sentences: how much is open, what is late, what can be answered, and what comes next."""
    said = [ages.words]
    if late:
        said.append(f"{_count(late, 'assessment')} {'is' if late == 1 else 'are'} late")
    if open_now:
        said.append(f"{_count(open_now, 'consultation')} can be answered now")
    if following is not None:
        about = f"{following.number}, " if following.number else ""
        when = "Today" if following.day == on else f"Next, on {following.day_words}"
        said.append(f"{when}: {about}{following.what}")
    return " ".join(f"{sentence[:1].upper()}{sentence[1:]}." for sentence in said)


@dataclass(frozen=True)
class Ages:
    """How many proposals are undecided, of how many the age is known, and the mean of those in Working Days."""

    undecided: int
    known: int
    mean: int | None

    @property
    def words(self) -> str:
        """`29 proposals are undecided; the 4 whose day is known are 39 Working Days old on average`."""
        said = f"{_count(self.undecided, 'proposal')} {'is' if self.undecided == 1 else 'are'} undecided"
        if self.mean is None:
            return said
        old = f"{_count(self.mean, 'Working Day')} old"
        if self.undecided == 1:
            return f"{said}, {old}"
        if self.known == self.undecided:
            return f"{said}, {old} on average"
        one = self.known == 1
        return f"{said}; the {self.known} whose day is known {f'is {old}' if one else f'are {old} on average'}"


def _count(number: int, thing: str) -> str:
    return f"{'no' if number == 0 else f'{number:,}'} {thing}{'' if number == 1 else 's'}"


# --- what changed -------------------------------------------------------------


class Rank(IntEnum):
    """How much of news a change is, the most in front."""

    DECISION = 0
    NEWS = 1
    """Somebody issued, planned or began something."""
    STANDING = 2
    """Where a thing stands by now."""
    DETAIL = 3


@dataclass(frozen=True)
class Change:
    """One thing that happened: its day, the subject that it happened to (`proposal:0144`), the sentence, the source.

    `position` is its place in the order of recording.
    """

    day: date
    subject: str
    words: str
    rank: Rank = Rank.NEWS
    document: str = ""
    locator: str = ""
    position: int = 0


@dataclass(frozen=True)
class Told:
    """What happened to one subject on one day. `more` counts the sentences that are left out."""

    subject: str
    sentences: tuple[str, ...]
    more: int
    places: tuple[tuple[str, str], ...]
    """(hash of the document, place in it) of each different source of what is told."""


@dataclass(frozen=True)
class Day:
    """What happened on one day. `more` counts the subjects that are left out."""

    day: date
    told: tuple[Told, ...]
    more: int


def told(changes: Iterable[Change], most: int, a_day: int, sentences: int = 2) -> tuple[Day, ...]:
    """Changes by day and subject, the newest day first, news in front; then in the order of recording.

    Args:
        most: so many subjects are told in all.
        a_day: so many of one day, so that a day on which a paper told much leaves room for those before it.
        sentences: so many of one subject on one day.
    """
    days: dict[date, dict[str, list[Change]]] = {}
    for change in sorted(changes, key=lambda change: (-change.day.toordinal(), change.rank, change.position)):
        days.setdefault(change.day, {}).setdefault(change.subject, []).append(change)
    made: list[Day] = []
    left = most
    for day, subjects in days.items():
        if left <= 0:
            break
        shown = list(subjects.items())[: min(a_day, left)]
        left -= len(shown)
        same = tuple(_told(subject, own, sentences) for subject, own in shown)
        made.append(Day(day, same, len(subjects) - len(shown)))
    return tuple(made)


def _told(subject: str, same: Sequence[Change], most: int) -> Told:
    different = list({change.words: change for change in reversed(same)}.values())[::-1]
    shown = different[:most]
    places = dict.fromkeys((change.document, change.locator) for change in shown if change.document or change.locator)
    return Told(subject, tuple(change.words for change in shown), len(different) - len(shown), tuple(places))


def is_quiet(last: date | None, on: date) -> bool:
    """Whether nothing happened for so long that the page of this day has little to tell."""
    return last is None or (on - last).days > QUIET_AFTER


# --- what sources count -------------------------------------------------------


@dataclass(frozen=True)
class Printed:
    """A figure that a source prints: for which day, which document, where."""

    figure: int
    day: date
    document: str
    name: str
    locator: str


def reported(printed: Iterable[Printed], on: date) -> tuple[Printed, ...]:
    """What sources print for the latest day that is not after `on`, each different figure once, in the order given.

    Nothing, where that day is too long ago to stand beside today's figure.
    """
    known = [one for one in printed if one.day <= on and (on - one.day).days <= REPORT_LASTS]
    latest = max((one.day for one in known), default=None)
    return tuple({one.figure: one for one in reversed(known) if one.day == latest}.values())[::-1]


# --- what is searched ---------------------------------------------------------


def has_words(text: str, words: str) -> bool:
    """Whether every word occurs in the text, in any order, small and capital letters alike."""
    folded = text.casefold()
    return all(word in folded for word in words.casefold().split())
