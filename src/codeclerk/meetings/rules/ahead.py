"""What is due before meetings: the papers by their Paper Day, and the provisional agendas. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from codeclerk.decisions.rules.values import Presented
from codeclerk.meetings.rules.meetings import AgendaItem, Meeting, State


class When(StrEnum):
    """How near a day is."""

    PASSED = "passed"
    TODAY = "today"
    AHEAD = "ahead"


def when_of(day: date, on: date) -> When:
    """How a day stands to another."""
    return When.PASSED if day < on else When.TODAY if day == on else When.AHEAD


@dataclass(frozen=True)
class PaperDue:
    """A paper that a meeting needs: about which proposal, and what it asks for.

    Args:
        meeting: whose papers are issued on `day`, its Paper Day.
        asks: the recommendations that it makes, as far as they are recorded.
        sources: where it was read that the proposal is put to the meeting.
    """

    meeting: Meeting
    day: date
    proposal: str
    number: str
    title: str
    asks: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


def papers_due(meetings: Iterable[Meeting], presented: Iterable[Presented], on: date) -> tuple[PaperDue, ...]:
    """The papers of the meetings to come of which the Paper Day is known, by that day (CSR:50, PMP:109-123).

    A proposal needs a paper when it is on the agenda, or when something is put to the meeting about it.
    """
    put: dict[tuple[str, date], list[Presented]] = {}
    for asked in presented:
        put.setdefault((asked.body, asked.meeting), []).append(asked)
    found = []
    for one in meetings:
        if one.state is not State.PLANNED or one.day < on or one.paper_day is None:
            continue
        by_proposal = {
            item.proposal: PaperDue(one, one.paper_day, item.proposal, item.number, item.title, (), one.sources)
            for item in one.agenda
        }
        for asked in put.get((one.body, one.day), ()):
            by_proposal[asked.proposal] = PaperDue(
                one, one.paper_day, asked.proposal, asked.number, asked.title, asked.words, asked.sources
            )
        found += [by_proposal[key] for key in sorted(by_proposal)]
    return tuple(sorted(found, key=lambda due: (due.day, due.meeting.order, due.proposal)))


def without_papers(meetings: Iterable[Meeting], due: Iterable[PaperDue], on: date) -> tuple[Meeting, ...]:
    """The meetings to come with a Paper Day of which it is not recorded what is put to them."""
    known = {one.meeting.key for one in due}
    return tuple(
        one
        for one in meetings
        if one.state is State.PLANNED and one.day >= on and one.paper_day is not None and one.key not in known
    )


@dataclass(frozen=True)
class ProvisionalAgenda:
    """The agenda of a meeting to come, until it is held.

    Args:
        announced: the day on which it is, or was, announced.
        is_inferred: no source gives the day; it follows from the usual lead time (CSR:243-245).
    """

    meeting: Meeting
    announced: date
    is_inferred: bool

    @property
    def items(self) -> tuple[AgendaItem, ...]:
        return self.meeting.agenda


def provisional_agendas(meetings: Iterable[Meeting], on: date) -> tuple[ProvisionalAgenda, ...]:
    """The agendas of meetings to come whose day of announcement a source gives, or a rule; by that day."""
    found = []
    for one in meetings:
        announced = one.agenda_announced or one.agenda_due
        if one.state is State.PLANNED and one.day >= on and announced is not None:
            found.append(ProvisionalAgenda(one, announced, one.agenda_announced is None))
    return tuple(sorted(found, key=lambda agenda: (agenda.announced, agenda.meeting.order)))
