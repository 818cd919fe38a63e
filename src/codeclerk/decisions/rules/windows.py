"""The time in which a decision can be referred to the Authority, and whether it was (PMP:5325-5331). Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from codeclerk.decisions.rules.values import Decision
from codeclerk.kernel.calendar import Deadline


@dataclass(frozen=True)
class Window:
    """A decision that can be, or could be, referred.

    Attributes:
        deadline: the last day of the window, with how it is counted.
        referred: the days on which it was referred; by whom stands with the steps of the proposal.
        sure: how sure the rule is.
    """

    decision: Decision
    deadline: Deadline
    referred: tuple[date, ...] = ()
    sure: str = ""

    @property
    def last_day(self) -> date:
        return self.deadline.due

    def is_open(self, day: date) -> bool:
        """Whether it can still be referred on a day: up to the last day, that one too."""
        return self.decision.when.first <= day <= self.last_day
