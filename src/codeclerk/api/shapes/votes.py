"""The shapes of votes."""

from __future__ import annotations

from datetime import date, datetime

from pydantic import Field

from codeclerk.api.shapes.common import Listed, Named, One, ProposalName, Shape


class VoteQuestion(Shape):
    carried: Named
    """The step that follows if it is carried."""
    lost: Named | None
    """The step that follows if it is not; null for none."""


class VoteLine(Shape):
    """A vote in the list. What is not open to the reader is null."""

    key: str = Field(examples=["0303-change_board-1"])
    """Never changes."""
    proposal: ProposalName
    """On what."""
    body: Named
    """Who votes."""
    question: VoteQuestion
    """What is voted on."""
    standing: str = Field(examples=["open"])
    """to_open, open, closed, counted, published or withdrawn; counted is closed to those for whom it is not."""
    opens_at: datetime
    """From when positions are taken."""
    closes_at: datetime
    """A position given then or later does not count."""
    meeting: date | None
    """The day of the meeting at which it is held."""
    outcome: str | None
    """carried, not_carried, undecided or void; null until it is counted and open to the reader."""
    still_needed: str | None
    """What it still takes, in words; null unless it is open and positions are open to the reader."""
    step: str | None
    """Key of the step that followed."""


class VoteThreshold(Shape):
    of: str = Field(examples=["votes"])
    """Of what: votes, weighted_votes, groups or groups_that_voted."""
    more_than: str | None = Field(examples=["50"])
    """It takes more than so many of a hundred; null where it takes all."""
    all: bool
    """Whether it takes all."""


class VoteRule(Shape):
    """How a vote is counted, as the rule stood when the vote opened."""

    id: str
    """Id of the rule in the code pack."""
    pack: str
    """The version of the code pack."""
    name: str
    """What it is called."""
    words: str
    """The rule in sentences."""
    sure: str
    """How sure it is that the code counts so: printed, stated, inferred or unverified."""
    note: str
    """What is in doubt."""
    groups: list[Named]
    """Those that are counted separately; none where all are counted together."""
    within: VoteThreshold
    """What carries it in a group."""
    across: VoteThreshold | None
    """What carries it across the groups."""
    quorum: int | None
    """So many voters must give a position; null where no quorum is asked for."""
    abstentions: str
    """not_counted or against."""
    ties: str
    """not_carried, carried or chair_decides."""
    interests: str
    """shown or excluded: whether the position of who declares an interest counts."""


class VotePosition(Shape):
    choice: str
    """in_favour, against or abstain."""
    at: datetime
    """When it was given."""
    how: str
    """How it was given."""
    given_as: str | None
    """Where it was recorded from, such as a mail."""
    reasons: dict[str, str]
    """The reasons, by the letter of the objective; empty texts where they were erased."""
    interest: bool
    """Whether an interest was declared."""


class Voter(Shape):
    seat: str
    """The seat, or the Party."""
    name: str
    """What the seat or the Party is called. Persons are not named."""
    group: str
    """The group in which it is counted; empty for none."""
    organisation: str
    """Key of the organisation; empty for none."""
    weight: str = Field(examples=["1"])
    """The weight of its vote."""
    position: VotePosition | None
    """The position that stands; null where none was given, or it is not open to the reader."""


class VoteGroupCount(Shape):
    id: str
    """The group."""
    name: str
    """What it is called."""
    in_favour: list[str]
    """The seats in favour."""
    against: list[str]
    """The seats against."""
    abstained: list[str]
    """The seats that abstained."""
    excluded: list[str]
    """The seats that do not count for an interest."""
    silent: list[str]
    """The seats that gave no position."""
    votes_for: str
    """Votes for it, or their weights."""
    counted: str
    """Votes that count, or their weights."""
    result: str
    """carried, not_carried, tied or none."""
    words: str
    """The same in words."""


class VoteCount(Shape):
    """A count with its proof."""

    outcome: str
    """carried, not_carried, undecided or void."""
    groups: list[VoteGroupCount]
    """How each group voted."""
    uncounted: list[str]
    """Seats with a position that are counted in no group."""
    casting: str | None
    """What the chair decided on a tie."""
    steps: list[str]
    """The lines of the proof."""
    objectives: list[str]
    """Letters of the objectives for which those who prevailed give reasons."""


class Vote(VoteLine):
    """A vote whole. Until it is published, positions and outcome are for the secretariat and members of the body."""

    rule: VoteRule
    """How it is counted."""
    voters: list[Voter]
    """Who votes, each with the position that stands where that is open to the reader."""
    positions_open: bool
    """Whether positions and outcome are open to the reader, who sees their own all the same."""
    count: VoteCount | None
    """The count; null until it is counted and open to the reader."""


class Votes(Listed[VoteLine]): ...


class OneVote(One[Vote]): ...
