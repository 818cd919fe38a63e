"""Where a draft stands, and whether the critical friend had a say: the code administrator comments first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from codeclerk.kernel.calendar.dates import format_date


class End(StrEnum):
    """How a draft came to its end."""

    RAISED = "raised"
    WITHDRAWN = "withdrawn"


class State(StrEnum):
    """Where a draft stands."""

    WRITING = "writing"
    WAITING = "waiting"
    TIME_OVER = "time_over"
    COMMENTED = "commented"
    RAISED = "raised"
    WITHDRAWN = "withdrawn"

    @property
    def words(self) -> str:
        return _WORDS[self]

    @property
    def is_ended(self) -> bool:
        """Nothing more is done with it."""
        return self in (State.RAISED, State.WITHDRAWN)


_WORDS = {
    State.WRITING: "Being written",
    State.WAITING: "Waiting for comments",
    State.TIME_OVER: "No comments in time",
    State.COMMENTED: "Comments are in",
    State.RAISED: "Raised",
    State.WITHDRAWN: "Withdrawn",
}


@dataclass(frozen=True)
class Round:
    """One sending of a draft. `due` is the last day for comments, `commented` the day of the first ones."""

    number: int
    sent: date
    due: date
    explanation: str = ""
    commented: date | None = None
    is_ready: bool = False

    def is_over(self, day: date) -> bool:
        """Whether the time for comments is over and none came in it."""
        return self.commented is None and day > self.due


def state_of(rounds: Sequence[Round], end: End | None, day: date) -> State:
    """Where a draft stands on a day."""
    if end is not None:
        return State(end.value)
    if not rounds:
        return State.WRITING
    if rounds[-1].commented is not None:
        return State.COMMENTED
    return State.TIME_OVER if rounds[-1].is_over(day) else State.WAITING


def cleared(rounds: Sequence[Round], day: date) -> str:
    """Why a draft may be raised as far as the critical friend goes, a sentence for the record; empty if it may not.

    Comments on an earlier sending count, and so does a time that ran out: sending it again takes away nothing.
    """
    commented = next((one.commented for one in rounds if one.commented is not None), None)
    if commented is not None:
        return f"The code administrator commented on the draft on {format_date(commented)}."
    over = next((one.due for one in rounds if one.is_over(day)), None)
    if over is not None:
        return f"The time for comments of the code administrator ended on {format_date(over)}; none came."
    return ""
