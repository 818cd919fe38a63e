"""A vote as values: how it is counted, who has votes, what each of them said, and the count. All of it is JSON too."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict

Of = Literal["votes", "weighted_votes", "groups", "groups_that_voted"]


class Choice(StrEnum):
    """What a voter says to the question. An abstention is a position too; saying nothing is none."""

    IN_FAVOUR = "in_favour"
    AGAINST = "against"
    ABSTAIN = "abstain"

    @property
    def words(self) -> str:
        """`in favour`, as sentences and tables have it."""
        return {"in_favour": "in favour", "against": "against", "abstain": "abstains"}[self.value]


class Result(StrEnum):
    """How a group of voters stands."""

    CARRIED = "carried"
    NOT_CARRIED = "not_carried"
    TIED = "tied"
    """As many for as against, and the chair has not decided."""
    NONE = "none"
    """No vote of the group counts."""

    @property
    def words(self) -> str:
        return {"carried": "carried", "not_carried": "not carried", "tied": "tied", "none": "no outcome"}[self.value]


class Outcome(StrEnum):
    """How a vote ends."""

    CARRIED = "carried"
    NOT_CARRIED = "not_carried"
    UNDECIDED = "undecided"
    """A tie waits for the chair."""
    VOID = "void"
    """Nothing is decided: no quorum, or no vote that counts."""

    @property
    def words(self) -> str:
        """`not carried`, as a heading has it."""
        return {
            "carried": "carried",
            "not_carried": "not carried",
            "undecided": "tied: the chair decides",
            "void": "nothing decided",
        }[self.value]


class Value(BaseModel):
    """Base of everything that an archive keeps."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Threshold(Value):
    """How much of something it takes: more than so many of a hundred, or all."""

    of: Of
    more_than: Decimal | None = None
    all: bool = False


class Group(Value):
    """Voters that are counted together: those of a party category."""

    id: str
    name: str


class CountRule(Value):
    """How a vote is counted, as it stood when the vote opened: a copy of the code pack's rule.

    Attributes:
        id: the pack's id of the rule; `pack` names the pack's version.
        words: the rule in sentences.
        sure: how sure it is that the code counts so; `note` says what is in doubt.
        groups: those that are counted separately; none where all voters are counted together.
        within, across: what carries it in a group, and across the groups.
        quorum: so many voters must give a position; none where the rule asks for no quorum.
        abstentions: whether an abstention counts against, or not at all.
        ties: what becomes of as many for as against.
        interests: whether the position of who declares an interest counts and is shown, or does not count.
    """

    id: str
    pack: str = ""
    name: str
    words: str
    sure: str
    note: str = ""
    groups: tuple[Group, ...] = ()
    within: Threshold
    across: Threshold | None = None
    quorum: int | None = None
    abstentions: Literal["not_counted", "against"] = "not_counted"
    ties: Literal["not_carried", "carried", "chair_decides"] = "not_carried"
    interests: Literal["shown", "excluded"] = "shown"

    @property
    def is_weighted(self) -> bool:
        """Whether it counts votes by their weight."""
        return self.within.of == "weighted_votes"


class Voter(Value):
    """Who has a vote: a seat of a body, or a Party. `group` is one of the rule's, or empty where it is counted in none.

    The seat says who votes; who holds it, or speaks for it, is no part of the count.
    """

    seat: str
    name: str
    group: str = ""
    organisation: str = ""
    weight: Decimal = Decimal(1)


class Position(Value):
    """What a voter said. `number` orders those of one seat: the last one stands, and the earlier ones are kept.

    `interest`: the voter had declared an interest. `objectives`: letters of those for which it gives reasons.
    """

    seat: str
    number: int = 1
    choice: Choice
    at: datetime
    interest: bool = False
    objectives: tuple[str, ...] = ()


class GroupCount(Value):
    """How a group voted: the seats by what they said, from which each figure can be counted again by hand.

    `votes_for` and `counted` are what the threshold is held against: votes, or their weights.
    """

    id: str
    name: str
    in_favour: tuple[str, ...]
    against: tuple[str, ...]
    abstained: tuple[str, ...]
    excluded: tuple[str, ...]
    silent: tuple[str, ...]
    votes_for: Decimal
    counted: Decimal
    result: Result
    words: str

    @property
    def seats(self) -> int:
        """How many voters it has."""
        return self.voted + len(self.silent)

    @property
    def voted(self) -> int:
        """How many gave a position, those that do not count for an interest too."""
        return len(self.in_favour) + len(self.against) + len(self.abstained) + len(self.excluded)


class Count(Value):
    """The count of a vote with its proof.

    `steps` are the lines of the proof, from the groups over the quorum to the outcome; each rests only on the lists of
    seats and on the lines before it. `objectives` are the letters for which those who prevailed give reasons.
    """

    outcome: Outcome
    groups: tuple[GroupCount, ...]
    uncounted: tuple[str, ...] = ()
    """Seats that have a position and are counted in no group."""
    casting: Choice | None = None
    steps: tuple[str, ...]
    objectives: tuple[str, ...] = ()

    @property
    def voters(self) -> int:
        return sum(one.seats for one in self.groups)

    @property
    def voted(self) -> int:
        return sum(one.voted for one in self.groups)

    @property
    def silent(self) -> tuple[str, ...]:
        """The seats that did not vote."""
        return tuple(seat for one in self.groups for seat in one.silent)


def standing(positions: Iterable[Position], closed_at: datetime | None = None) -> Mapping[str, Position]:
    """Seat -> the position that stands: its last one. What was said at the close or after it changes nothing."""
    found: dict[str, Position] = {}
    for one in positions:
        if closed_at is not None and one.at >= closed_at:
            continue
        kept = found.get(one.seat)
        if kept is None or one.number > kept.number:
            found[one.seat] = one
    return found
