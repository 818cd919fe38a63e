"""What is with the Authority, as a value: since when, and how many Working Days are used of those it aims at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from codeclerk.decisions.rules.values import Decision
from codeclerk.kernel.calendar import Deadline
from codeclerk.process.queries import Moved
from codeclerk.register.queries import ProposalLine


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
