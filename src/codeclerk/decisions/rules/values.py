"""Decisions, reviews and what is put to a body, as values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from codeclerk.decisions.rules.days import Doubt
from codeclerk.register.rules.times import When


@dataclass(frozen=True)
class Review:
    """What a body asked another one to look at again, with its decision (CSR:392-398).

    Attributes:
        to: id of the body that is asked; `to_name` is its name.
        about: what it is to look at.
        meeting: the day of its meeting at which that is raised, where it is known.
        is_settled: whether it has answered by the lens's day; then `outcome` says what came of it, and `settled_on`
            when that was.
    """

    to: str
    to_name: str
    about: str
    meeting: date | None = None
    is_settled: bool = False
    outcome: str = ""
    settled_on: date | None = None


@dataclass(frozen=True)
class Decision:
    """What one body decided on one proposal. A fact of its own: the proposal's status says where that left it.

    Attributes:
        key: `change_board-2021-02-23-0077-approved`.
        number, title: what the proposal is called on the lens's day; empty where the reader was not asked for them.
        when: the day, or the month or days where no source gives the day.
        objectives: letters of the objectives of the code that it rests on.
        path: the path on which it was decided, where the outcome tells it: `self_governance`.
        doubts: what is odd about its day. Nothing of it is an error.
        sources: where it was read.
    """

    key: str
    body: str
    body_name: str
    proposal: str
    number: str
    title: str
    outcome: str
    outcome_name: str
    when: When
    objectives: tuple[str, ...] = ()
    path: str = ""
    review: Review | None = None
    note: str = ""
    sure: str = ""
    sources: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    @property
    def warnings(self) -> tuple[str, ...]:
        """What is odd about its day, as sentences."""
        return tuple(one.words for one in self.doubts)

    @property
    def meeting(self) -> str:
        """The key under which sources speak of its meeting: `change_board-2021-02-23`; empty without a day."""
        return meeting_key(self.body, self.when.first) if self.when.is_day else ""

    @property
    def order(self) -> tuple[date, date, str, str, str]:
        """By day; what is known to the month stands after the days of that month."""
        return (self.when.last, self.when.first, self.body, self.proposal, self.key)


@dataclass(frozen=True)
class Presented:
    """A proposal that is put to a meeting of a body, and the outcomes that the body is asked for.

    Attributes:
        meeting: the day of the meeting.
        asks: ids of outcomes, in the order of the process.
        words: the same as a paper asks for it: `AGREE that DP144 is converted to a Modification Proposal`.
    """

    key: str
    body: str
    meeting: date
    proposal: str
    number: str
    title: str
    asks: tuple[str, ...]
    words: tuple[str, ...] = ()
    note: str = ""
    sources: tuple[str, ...] = ()

    @property
    def order(self) -> tuple[date, str, str]:
        """By meeting, then by the digits of the proposals."""
        return (self.meeting, self.body, self.proposal)


def meeting_key(body: str, day: date) -> str:
    """`change_board-2021-02-23`: how claims name a meeting."""
    return f"{body}-{day.isoformat()}"


def decision_key(body: str, when: When, proposal: str, outcome: str) -> str:
    """`change_board-2021-02-23-0077-approved`, `panel-2019-02-0092-derogation`."""
    return f"{body}-{when.isoformat().replace('/', '-to-')}-{proposal}-{outcome}"


def presented_key(body: str, meeting: date, proposal: str) -> str:
    """`panel-2021-03-12-0147`."""
    return f"{meeting_key(body, meeting)}-{proposal}"
