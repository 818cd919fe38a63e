"""Dates as entries of a calendar: the deadlines that run, the days on which consultations close, what timetables plan.

An entry keeps its name whatever happens to it. Each time its day is moved its sequence rises; one that is dropped is
shown as cancelled for a while. All of that is read from the record, so it is the same whoever asks, and when.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import NamedTuple

from django.urls import reverse

from codeclerk.consultations import queries as consultations
from codeclerk.consultations import vocabulary as consultation_words
from codeclerk.consultations.queries import Consultation, Standing
from codeclerk.kernel.calendar.dates import LONDON, start_of_london_day
from codeclerk.kernel.lens import Lens
from codeclerk.progression.models import MovedDeadline
from codeclerk.progression.queries import Running, running_in
from codeclerk.register.models import TimetableFact
from codeclerk.register.queries import ProposalLine, lines_of
from codeclerk.register.rules.times import When, printed
from codeclerk.register.rules.timetable import State

CANCELLED_FOR = timedelta(days=28)
LOOKED_BACK = (1, 7, 28)
"""So many days back it is looked for deadlines that ran then and run no more."""


@dataclass(frozen=True)
class Entry:
    """A date of a proposal.

    Attributes:
        name: never changes: the proposal, what it is, and which.
        day, at: the London day, and the time where there is one.
        sequence: how often it was moved.
        stamp: when it was last said anew.
    """

    name: str
    proposal: str
    day: date
    title: str
    description: str
    path: str
    stamp: datetime
    sequence: int = 0
    at: time | None = None
    is_cancelled: bool = False

    @property
    def starts(self) -> date | datetime:
        """The day, or the instant in London."""
        return self.day if self.at is None else datetime.combine(self.day, self.at, LONDON)

    @property
    def order(self) -> tuple[date, str]:
        return (self.day, self.name)


def entries(lens: Lens, lines: Collection[ProposalLine]) -> tuple[Entry, ...]:
    """The dates of these proposals from the lens's day on, the first one first, with those that were cancelled of late.

    Some twenty queries, however many proposals there are.
    """
    keys = {line.key for line in lines}
    if not keys:
        return ()
    numbers = {line.key: line.number for line in lines}
    found = {one.name: one for one in (*_running(lens, lines), *_closings(lens, numbers))}
    for days in LOOKED_BACK:
        then = lens.at(lens.valid_at - timedelta(days=days))
        for one in (*_running(then, lines_of(then, keys)), *_closings(then, numbers)):
            if one.name not in found and one.day >= lens.valid_at:
                found[one.name] = replace(one, is_cancelled=True, sequence=one.sequence + 1)
    ahead = [one for one in found.values() if one.day >= lens.valid_at]
    return tuple(sorted((*ahead, *_planned(lens, numbers)), key=lambda one: one.order))


def _running(lens: Lens, lines: Collection[ProposalLine]) -> Iterable[Entry]:
    by_key = running_in(lens, lines)
    moves = _moves(lens, by_key)
    for line in lines:
        for one in by_key.get(line.key, ()):
            yield _deadline(line, one, moves.get((line.key, one.clock, one.deadline.trigger_date), []))


def _moves(lens: Lens, keys: Collection[str]) -> dict[tuple[str, str, date], list[datetime]]:
    """(proposal, clock, start) -> when each move of it became known. One query."""
    rows = MovedDeadline.objects.known_at(lens).filter(proposal__key__in=keys, valid_from__lte=lens.valid_at)
    found: dict[tuple[str, str, date], list[datetime]] = {}
    columns = ("proposal__key", "clock", "started", "event__known_from")
    for key, clock, started, known in rows.order_by("valid_from", "pk").values_list(*columns):
        found.setdefault((key, clock, started), []).append(known)
    return found


def _deadline(line: ProposalLine, one: Running, moves: list[datetime]) -> Entry:
    started = one.deadline.trigger_date
    return Entry(
        name=f"{line.key}/{one.clock}/{started.isoformat()}",
        proposal=line.key,
        day=one.due,
        title=f"{line.number}: {one.name}",
        description=one.explanation,
        path=reverse("progression:steps", args=[line.number]),
        stamp=moves[-1] if moves else start_of_london_day(started),
        sequence=len(moves),
    )


def _closings(lens: Lens, numbers: Mapping[str, str]) -> Iterable[Entry]:
    """The days on which open and coming consultations on these proposals close. One query."""
    for one in consultations.consultations(lens, named=False):
        if one.proposal in numbers and one.last_day and one.standing is not Standing.CLOSED:
            yield _closing(one, numbers[one.proposal], one.last_day)


def _closing(one: Consultation, number: str, last: date) -> Entry:
    said = one.closing_days[-1].since if one.closing_days else last
    return Entry(
        name=f"consultation/{one.key}",
        proposal=one.proposal,
        day=last,
        title=f"{number}: {one.kind_name} closes",
        description="It takes answers until then.",
        path=reverse("consultations:consultation", args=[one.key]),
        stamp=start_of_london_day(said),
        sequence=max(0, len(one.closing_days) - 1),
        at=consultation_words.rules().closes_at.at(last).value,
    )


class _Said(NamedTuple):
    """What a timetable said of one event from a day on."""

    proposal: str
    event: str
    label: str
    condition: str
    first: date | None
    last: date | None
    is_month: bool
    state: str
    since: date
    known: datetime


_COLUMNS = (
    *("proposal__key", "event_key", "label", "condition", "first", "last", "is_month", "state"),
    *("valid_from", "event__known_from"),
)
"""What `_Said` is read from, in its order."""


def _planned(lens: Lens, numbers: Mapping[str, str]) -> Iterable[Entry]:
    """What the timetables of these proposals plan, and what was dropped from them of late. One query."""
    rows = TimetableFact.objects.known_at(lens).filter(proposal__key__in=numbers, valid_from__lte=lens.valid_at)
    said: dict[tuple[str, str], list[_Said]] = {}
    for row in rows.order_by("valid_from", "pk").values_list(*_COLUMNS):
        one = _Said(*row)
        said.setdefault((one.proposal, one.event), []).append(one)
    for history in said.values():
        made = _planned_entry(lens, numbers[history[0].proposal], history)
        if made is not None:
            yield made


def _planned_entry(lens: Lens, number: str, history: list[_Said]) -> Entry | None:
    last, dated = history[-1], [one for one in history if one.first is not None]
    is_dropped = last.state == State.DROPPED.value
    if not dated or last.state == State.HAPPENED.value:
        return None
    shown = dated[-1]
    when = When(shown.first or shown.since, shown.last or shown.since, shown.is_month)
    if when.last < lens.valid_at or (is_dropped and last.since < lens.valid_at - CANCELLED_FOR):
        return None
    days = [(one.first, one.last) for one in dated]
    moves = sum(earlier != later for earlier, later in pairwise(days))
    return Entry(
        name=f"{shown.proposal}/timetable/{shown.event}",
        proposal=shown.proposal,
        day=when.last,
        title=f"{number}: {shown.label} ({shown.condition})" if shown.condition else f"{number}: {shown.label}",
        description=f"The timetable plans it for {printed(when)}.",
        path=f"{reverse('register:proposal', args=[number])}#timetable-part",
        stamp=last.known,
        sequence=moves + is_dropped,
        is_cancelled=is_dropped,
    )
