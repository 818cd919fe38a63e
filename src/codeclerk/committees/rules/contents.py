"""What the record keeps of committees and proposals, each as a typed value. Pure.

| what | whose | says |
|---|---|---|
| asked, due, answer, change, withdrawn | one input, `ssc-1` | what was asked, by when, and what came of it |
| allocated | `group` | the Working Group that has the proposal |
| seats | `tabasc/other_sec_party` | how the proposal would change the seats of a body |
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from pydantic import BaseModel, ConfigDict


class What(StrEnum):
    """The kinds of dated fact."""

    ASKED = "asked"
    DUE = "due"
    ANSWER = "answer"
    CHANGE = "change"
    WITHDRAWN = "withdrawn"
    ALLOCATED = "allocated"
    SEATS = "seats"


OF_INPUT = (What.ASKED, What.DUE, What.ANSWER, What.CHANGE, What.WITHDRAWN)
GROUP = "group"
"""Whose the fact `allocated` is: a proposal is in one Working Group at a time."""


class Kind(StrEnum):
    """What is asked. The last two a committee asks of somebody else, such as the DCC, and has answered to it."""

    INTEREST = "interest"
    VIEW = "view"
    SECURITY_QUESTION = "security_question"
    OPERATIONAL_REPORT = "operational_report"
    RISK_ASSESSMENT = "risk_assessment"
    FURTHER_WORK = "further_work"

    @property
    def label(self) -> str:
        return _KINDS[self]

    @property
    def is_of_others(self) -> bool:
        """Whether the committee asks, and somebody else answers to it."""
        return self in (Kind.RISK_ASSESSMENT, Kind.FURTHER_WORK)

    @property
    def answers(self) -> tuple[Verdict, ...]:
        """What can be answered to it."""
        if self.is_of_others:
            return (Verdict.DELIVERED, Verdict.COMMENTS)
        return tuple(one for one in Verdict if one is not Verdict.DELIVERED)


_KINDS = {
    Kind.INTEREST: "Whether it is interested",
    Kind.VIEW: "Its view",
    Kind.SECURITY_QUESTION: "A security question",
    Kind.OPERATIONAL_REPORT: "An operational report or the results of a trial",
    Kind.RISK_ASSESSMENT: "A risk assessment that it asks for",
    Kind.FURTHER_WORK: "Other work that it asks for",
}


class Verdict(StrEnum):
    """What is answered, in short. `heard`: it was shown what it was to see, and what it said to it is not told."""

    INTERESTED = "interested"
    WILL_FOLLOW = "will_follow"
    NOT_INTERESTED = "not_interested"
    SUPPORTS = "supports"
    OPPOSES = "opposes"
    COMMENTS = "comments"
    NO_COMMENT = "no_comment"
    HEARD = "heard"
    DELIVERED = "delivered"

    @property
    def label(self) -> str:
        return _VERDICTS[self]


_VERDICTS = {
    Verdict.INTERESTED: "interested",
    Verdict.WILL_FOLLOW: "will follow it",
    Verdict.NOT_INTERESTED: "not interested",
    Verdict.SUPPORTS: "supports",
    Verdict.OPPOSES: "opposes",
    Verdict.COMMENTS: "comments",
    Verdict.NO_COMMENT: "no comment",
    Verdict.HEARD: "heard it",
    Verdict.DELIVERED: "what was asked for is there",
}


class GroupState(StrEnum):
    """Whether a proposal is in a Working Group, or is to be."""

    PROPOSED = "proposed"
    ALLOCATED = "allocated"

    @property
    def label(self) -> str:
        return "To be allocated to it" if self is GroupState.PROPOSED else "Allocated to it"


class Content(BaseModel):
    """Base of what a fact holds."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Asked(Content):
    """What was asked. `to`: who is to answer where that is not the committee. `opens` and `due` are its window."""

    kind: Kind
    question: str = ""
    to: str = ""
    opens: date | None = None
    due: date | None = None
    is_day_known: bool = True


class Due(Content):
    """Another day by which an answer is looked for, and why."""

    due: date
    reason: str


class Answer(Content):
    """What was answered. `opposes`: what of the solution, for an opposition."""

    verdict: Verdict
    text: str = ""
    opposes: str = ""
    is_day_known: bool = True


class Change(Content):
    """What became of the solution after an opposition."""

    text: str


class Withdrawn(Content):
    """The question was taken back, and why."""

    reason: str


class Allocated(Content):
    """The Working Group that has the proposal, or is to have it; empty for none any more."""

    group: str = ""
    state: GroupState = GroupState.ALLOCATED
    why: str = ""


class Seats(Content):
    """How many seats of one kind there would be; None where that is not told. `holds` False: no longer proposed."""

    text: str = ""
    number: int | None = None
    holds: bool = True


CONTENTS: Mapping[What, type[Content]] = {
    What.ASKED: Asked,
    What.DUE: Due,
    What.ANSWER: Answer,
    What.CHANGE: Change,
    What.WITHDRAWN: Withdrawn,
    What.ALLOCATED: Allocated,
    What.SEATS: Seats,
}
