"""Actions of meetings: their names, who owns them, where each stands. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from codeclerk.kernel.calendar.dates import format_date


class ActionState(StrEnum):
    """Where an action stands."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


@dataclass(frozen=True)
class Action:
    """Something that somebody is to do after a meeting.

    Args:
        key: `panel-2021-03-12-a3`.
        name: `ACTION 90/3`, or `ACTION 3 of 27 October 2016` where the body's meetings have no numbers.
        meeting, body: where it was given; `at` is the meeting to which it was carried over last, empty for none.
        owner: `body:panel`, `role:secretariat` or `organisation:dcc`; `owner_name` is what that is called.
        due: by when; None for no day said.
        ended: the day on which it was done or dropped.
        classification: that of the item that it came from.
    """

    key: str
    name: str
    meeting: str
    body: str
    body_name: str
    given: date
    what: str
    owner: str
    owner_name: str
    due: date | None
    state: ActionState
    item: str = ""
    at: str = ""
    reason: str = ""
    ended: date | None = None
    classification: str = "White"
    source: str = ""

    def is_overdue(self, on: date) -> bool:
        """Whether it should have been done by that day."""
        return self.state is ActionState.OPEN and self.due is not None and self.due < on

    @property
    def order(self) -> tuple[date, str]:
        """Those with the first due day in front, those without one last."""
        return (self.due or date.max, self.key)


def action_name(meeting_number: int | None, day: date, number: int) -> str:
    """`ACTION 90/3`; by the day of the meeting where the meetings have no numbers."""
    return f"ACTION {meeting_number}/{number}" if meeting_number else f"ACTION {number} of {format_date(day)}"


def still_open(actions: Iterable[Action]) -> tuple[Action, ...]:
    """Those that are neither done nor dropped, the ones due first in front."""
    return tuple(sorted((one for one in actions if one.state is ActionState.OPEN), key=lambda one: one.order))
