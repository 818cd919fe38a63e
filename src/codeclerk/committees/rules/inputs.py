"""What a committee was asked about a proposal, and where that stands on a day. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TypeVar

from codeclerk.committees.rules.contents import (
    Answer,
    Asked,
    Change,
    Content,
    Due,
    Kind,
    Verdict,
    What,
    Withdrawn,
)

Held = TypeVar("Held", bound=Content)


class Standing(StrEnum):
    """Where an input stands on a day."""

    OVERDUE = "overdue"
    OPEN = "open"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Said:
    """One thing that was said of an input. `source` is where, as far as that is open to the viewer."""

    what: What
    since: date
    content: Content
    sure: str = ""
    note: str = ""
    source: str = ""


@dataclass(frozen=True)
class Input:
    """What a committee was asked about a proposal, as it stands on a day.

    Attributes:
        key: `0144-ssc-1`, the first that the SSC was asked about the proposal 0144.
        answers, changes, dues: every one up to the day, the latest last.
        number, title: of the proposal, where they were asked for.
    """

    key: str
    proposal: str
    body: str
    nth: int
    standing: Standing
    asked: Asked
    asked_on: date
    answers: tuple[Said, ...] = ()
    changes: tuple[Said, ...] = ()
    dues: tuple[Said, ...] = ()
    withdrawn: Withdrawn | None = None
    said: tuple[Said, ...] = ()
    number: str = ""
    title: str = ""

    @property
    def kind(self) -> Kind:
        return self.asked.kind

    @property
    def due(self) -> date | None:
        """The day by which an answer is looked for: what was said last."""
        moved = held(self.dues, Due)
        return moved.due if moved else self.asked.due

    @property
    def answer(self) -> Answer | None:
        """The latest answer."""
        return held(self.answers, Answer)

    @property
    def change(self) -> Change | None:
        """What became of the solution."""
        return held(self.changes, Change)

    @property
    def is_opposed(self) -> bool:
        """Whether the committee opposes the solution, and nothing is known to have changed."""
        return self.answer is not None and self.answer.verdict is Verdict.OPPOSES and self.change is None

    @property
    def answered_on(self) -> date | None:
        """The day of the latest answer, where it is known."""
        return self.answers[-1].since if self.answer is not None and self.answer.is_day_known else None

    @property
    def waits(self) -> bool:
        """Whether an answer is still looked for."""
        return self.standing in (Standing.OPEN, Standing.OVERDUE)

    @property
    def sources(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one.source for one in self.said if one.source))

    @property
    def notes(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one.note for one in self.said if one.note))

    @property
    def unsure(self) -> str:
        """The mark of what is inferred or unverified in it; empty where nothing is."""
        return next((one.sure for one in reversed(self.said) if one.sure in ("inferred", "unverified")), "")


def held(said: Sequence[Said], of: type[Held]) -> Held | None:
    """What was said last, as what it is."""
    last = said[-1].content if said else None
    return last if isinstance(last, of) else None


def key_for(proposal: str, body: str, nth: int) -> str:
    """`0144-ssc-1`."""
    return f"{proposal}-{body}-{nth}"


def input_of(proposal: str, body: str, nth: int, said: Iterable[Said], on: date) -> Input | None:
    """An input on a day, of all that was said of it by then, in order. None before it was asked."""
    known = tuple(one for one in said if one.since <= on)

    def of(what: What) -> tuple[Said, ...]:
        return tuple(one for one in known if one.what is what)

    asked = held(of(What.ASKED), Asked)
    if asked is None:
        return None
    made = Input(
        key=key_for(proposal, body, nth),
        proposal=proposal,
        body=body,
        nth=nth,
        standing=Standing.OPEN,
        asked=asked,
        asked_on=of(What.ASKED)[0].since,
        answers=of(What.ANSWER),
        changes=of(What.CHANGE),
        dues=of(What.DUE),
        withdrawn=held(of(What.WITHDRAWN), Withdrawn),
        said=known,
    )
    return replace(made, standing=_standing(made, on))


def _standing(one: Input, on: date) -> Standing:
    if one.answers:
        return Standing.ANSWERED
    if one.withdrawn is not None:
        return Standing.WITHDRAWN
    return Standing.OVERDUE if one.due is not None and one.due < on else Standing.OPEN


@dataclass(frozen=True)
class Stance:
    """Where a committee stands to a proposal: its last answer, and whether something waits for it.

    A statement of interest counts for as long as no other answer says more than that it has nothing to add.
    """

    verdict: Verdict | None
    is_overdue: bool
    waits: bool
    keys: tuple[str, ...]


def stance_of(inputs: Sequence[Input]) -> Stance:
    """The stance of one committee to one proposal, from all that it was asked about it."""
    answers = [
        (one.answers[-1].since, one.answer.verdict) for one in inputs if one.answer and not one.kind.is_of_others
    ]
    told = [one for one in answers if one[1] is not Verdict.NO_COMMENT] or answers
    verdict = max(told, key=lambda one: one[0])[1] if told else None
    return Stance(
        verdict=verdict,
        is_overdue=any(one.standing is Standing.OVERDUE for one in inputs),
        waits=any(one.waits for one in inputs),
        keys=tuple(one.key for one in inputs),
    )
