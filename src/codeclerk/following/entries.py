"""Dates as entries of a calendar: the deadlines that run, the days on which consultations close, what timetables plan.

An entry keeps its name whatever happens to it. Each time its day is moved its sequence rises; one that is dropped is
shown as cancelled for a while. All of that is read from the record, so it is the same whoever asks, and when.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from django.urls import reverse

from codeclerk.consultations import queries as consultations
from codeclerk.consultations import vocabulary as consultation_words
from codeclerk.consultations.models import ConsultationDate
from codeclerk.consultations.queries import Consultation, Standing
from codeclerk.consultations.rules import What
from codeclerk.kernel.calendar.dates import LONDON, start_of_london_day
from codeclerk.kernel.lens import Lens
from codeclerk.kernel.models import Event
from codeclerk.kernel.moves import NEVER, Moves
from codeclerk.kernel.moves import moves as moves_of
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
    found = {one.name: one for one in (*_running(lens, lines, lens), *_closings(lens, numbers, lens))}
    changed = _changed(lens, keys)
    for days in LOOKED_BACK:
        then = lens.at(lens.valid_at - timedelta(days=days))
        ran = _running(then, lines_of(then, changed), lens) if changed else ()
        for one in (*ran, *_closings(then, numbers, lens)):
            if one.name not in found and one.day >= lens.valid_at:
                found[one.name] = replace(one, is_cancelled=True, sequence=one.sequence + 1)
    ahead = [one for one in found.values() if one.day >= lens.valid_at]
    return tuple(sorted((*ahead, *_planned(lens, numbers)), key=lambda one: one.order))


def _changed(lens: Lens, keys: Collection[str]) -> set[str]:
    """Those of these proposals to which something happened of late: of the others no deadline has ended. One query."""
    since = lens.valid_at - CANCELLED_FOR
    rows = Event.objects.filter(stream__in=[f"proposal:{key}" for key in keys], effective__gte=since)
    return {stream.removeprefix("proposal:") for stream in rows.values_list("stream", flat=True).distinct()}


def _running(lens: Lens, lines: Collection[ProposalLine], now: Lens) -> Iterable[Entry]:
    """The deadlines that run for these proposals at a lens, with the moves up to another. Some five queries."""
    by_key = running_in(lens, lines)
    rows = MovedDeadline.objects.filter(proposal__key__in=list(by_key))
    moves = moves_of(now, rows, ("proposal__key", "clock", "started"), ("due",), (None,))
    for line in lines:
        for one in by_key.get(line.key, ()):
            own = moves.get((line.key, one.clock, one.deadline.trigger_date))
            yield _deadline(line, one, own)


def _deadline(line: ProposalLine, one: Running, moves: Moves | None) -> Entry:
    started = one.deadline.trigger_date
    return Entry(
        name=f"{line.key}/{one.clock}/{started.isoformat()}",
        proposal=line.key,
        day=one.due,
        title=f"{line.number}: {one.name}",
        description=one.explanation,
        path=reverse("progression:steps", args=[line.number]),
        stamp=moves.last if moves else start_of_london_day(started),
        sequence=moves.times if moves else 0,
    )


def _closings(lens: Lens, numbers: Mapping[str, str], now: Lens) -> Iterable[Entry]:
    """The days on which open and coming consultations on these proposals close, as `_running`. Two queries."""
    found = [
        one
        for one in consultations.consultations(lens, named=False)
        if one.proposal in numbers and one.last_day and one.standing is not Standing.CLOSED
    ]
    rows = ConsultationDate.objects.filter(consultation__key__in=[one.key for one in found], what=What.CLOSES.value)
    moves = moves_of(now, rows, ("consultation__key",), ("last",))
    for one in found:
        if one.last_day is not None:
            yield _closing(one, numbers[one.proposal], one.last_day, moves.get((one.key,), NEVER))


def _closing(one: Consultation, number: str, last: date, moves: Moves) -> Entry:
    return Entry(
        name=f"consultation/{one.key}",
        proposal=one.proposal,
        day=last,
        title=f"{number}: {one.kind_name} closes",
        description="It takes answers until then.",
        path=reverse("consultations:consultation", args=[one.key]),
        stamp=moves.last if moves is not NEVER else start_of_london_day(last),
        sequence=moves.times,
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


_SAID = ("proposal__key", "event_key", "label", "condition", "first", "last", "is_month", "state", "valid_from")
"""What `_Said` is read from, in its order."""


def _planned(lens: Lens, numbers: Mapping[str, str]) -> Iterable[Entry]:
    """What the timetables of these proposals plan, and what was dropped from them of late. Two queries."""
    rows = TimetableFact.objects.filter(proposal__key__in=list(numbers))
    moves = moves_of(lens, rows, ("proposal__key", "event_key"), ("first", "last", "state"))
    known = TimetableFact.objects.known_at(lens).filter(proposal__key__in=list(numbers), valid_from__lte=lens.valid_at)
    said: dict[tuple[str, str], list[_Said]] = {}
    for row in known.order_by("valid_from", "pk").values_list(*_SAID):
        one = _Said(*row)
        said.setdefault((one.proposal, one.event), []).append(one)
    for own, history in said.items():
        made = _planned_entry(lens, numbers[own[0]], history, moves.get(own, NEVER))
        if made is not None:
            yield made


def _planned_entry(lens: Lens, number: str, history: list[_Said], moves: Moves) -> Entry | None:
    now, shown = history[-1], next((one for one in reversed(history) if one.first is not None), None)
    is_dropped = now.state == State.DROPPED.value
    if shown is None or now.state == State.HAPPENED.value:
        return None
    when = When(shown.first or shown.since, shown.last or shown.since, shown.is_month)
    if when.last < lens.valid_at or (is_dropped and now.since < lens.valid_at - CANCELLED_FOR):
        return None
    return Entry(
        name=f"{shown.proposal}/timetable/{shown.event}",
        proposal=shown.proposal,
        day=when.last,
        title=f"{number}: {shown.label} ({shown.condition})" if shown.condition else f"{number}: {shown.label}",
        description=f"The timetable plans it for {printed(when)}.",
        path=f"{reverse('register:proposal', args=[number])}#timetable-part",
        stamp=moves.last,
        sequence=moves.times,
        is_cancelled=is_dropped,
    )
