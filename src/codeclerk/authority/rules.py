"""What is with the Authority as a value: since when, how many Working Days are used of those it aims at, and how long
its decisions took. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from codeclerk.decisions.rules.values import Decision
from codeclerk.kernel.calendar import Calendar, Convention, Deadline
from codeclerk.kernel.calendar.conventions import count_days
from codeclerk.process.queries import Moved
from codeclerk.register.queries import ProposalLine


@dataclass(frozen=True)
class Aim:
    """How long the Authority means to take: so many Working Days by a convention, and how sure that is."""

    clock: str
    name: str
    working_days: int
    convention: str
    words: str
    sure: str
    reference: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class ToTake:
    """A step that is open to the viewer: its name, and the id under which its form is found."""

    step: str
    name: str


@dataclass(frozen=True)
class WithAuthority:
    """A proposal that waits for the Authority or a government body.

    Attributes:
        since: the day from which it waits.
        used: Working Days from then to the lens's day, by the convention of the aim; None where no aim runs.
        deadline: the aim, counted; None where the process names none for it.
        moved: the day to which somebody moved that, with the reason.
        asked: the recommendation with which it was put; None where none is recorded.
        sent_back: the times that it was sent back before.
        redirected: the days on which another date of implementation was directed.
    """

    line: ProposalLine
    since: date | None
    used: int | None = None
    deadline: Deadline | None = None
    moved: Moved | None = None
    asked: Decision | None = None
    sent_back: tuple[Decision, ...] = ()
    redirected: tuple[date, ...] = ()
    to_take: tuple[ToTake, ...] = ()

    @property
    def due(self) -> date | None:
        """The last day of the aim."""
        if self.moved is not None:
            return self.moved.due
        return self.deadline.due if self.deadline else None

    def is_overdue(self, day: date) -> bool:
        """Whether the aim has passed on a day. Nothing follows from that in the process: it is an aim and no limit."""
        return self.due is not None and self.due < day

    @property
    def order(self) -> tuple[date, str]:
        """Those that are due first in front; those without an aim last."""
        return (self.due or date.max, self.line.key)


@dataclass(frozen=True)
class Decided:
    """A decision of the Authority, with the day on which it was asked and the Working Days that it took; None where no
    recommendation is recorded, or a day is known to the month only."""

    decision: Decision
    asked_on: date | None
    taken: int | None


def working_days(first: date, last: date, convention: str, calendar: Calendar | None = None) -> int:
    """Working Days from one day to another by a named convention."""
    return count_days(first, last, Convention(convention), calendar or Calendar())


def decided(
    made: Iterable[Decision],
    asked: Iterable[Decision],
    convention: str,
    calendar: Calendar | None = None,
) -> tuple[Decided, ...]:
    """Each decision with the recommendation that came last before it, newest first (CSR:404-412).

    Args:
        made: the decisions of those who have the last word.
        asked: the recommendations to them.
    """
    by_proposal: dict[str, list[Decision]] = {}
    for one in asked:
        by_proposal.setdefault(one.proposal, []).append(one)
    found = [_decided(one, by_proposal.get(one.proposal, ()), convention, calendar) for one in made]
    return tuple(sorted(found, key=lambda one: one.decision.order, reverse=True))


def _decided(one: Decision, asked: Collection[Decision], convention: str, calendar: Calendar | None) -> Decided:
    days = [each.when.first for each in asked if each.when.is_day and each.when.first <= one.when.last]
    asked_on = max(days, default=None)
    if asked_on is None or not one.when.is_day:
        return Decided(one, asked_on, None)
    return Decided(one, asked_on, working_days(asked_on, one.when.first, convention, calendar))
