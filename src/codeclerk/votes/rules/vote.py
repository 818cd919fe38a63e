"""A vote as a value: the question, the voters, what they said, and where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from codeclerk.votes.rules.archive import Archive
from codeclerk.votes.rules.needed import Needed, still_needed
from codeclerk.votes.rules.standing import Did, Standing, Times
from codeclerk.votes.rules.tally import tally
from codeclerk.votes.rules.values import Choice, Count, CountRule, Position, Voter, standing


@dataclass(frozen=True)
class Speaker:
    """Who may speak for a seat: its `member`, a standing `alternate`, or one `named` for this vote. A person's key."""

    seat: str
    person: str
    role: str


@dataclass(frozen=True)
class Said:
    """A position as it was given: how, by whom, and the reasons by objective, which may have been erased."""

    position: Position
    how: str
    by: str
    given_as: str = ""
    rationale: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Question:
    """What is voted on: the step that follows if it is carried, and the one if it is not, empty for none."""

    profile: str
    carried: str
    carried_name: str
    lost: str = ""
    lost_name: str = ""


@dataclass(frozen=True)
class Vote:
    """A vote at an instant.

    Attributes:
        number, title: what the proposal is called.
        voters: the electorate, as it was when the vote opened.
        said: every position, the earlier ones too, in the order in which they were given.
        interests: seat -> what its interest is; empty words where they were erased.
        rationale: whether reasons by objective are `required`.
        recorded: the count that was recorded, where it holds still.
        step: the key of the step that followed.
        is_shown: whether positions and outcome are in it; to others it has the positions of their own seats only.
        own: the seats for which whoever looks may vote.
    """

    key: str
    proposal: str
    number: str
    title: str
    body: str
    body_name: str
    question: Question
    rule: CountRule
    rationale: str
    opened_at: datetime
    opens_at: datetime
    times: Times
    meeting: date | None
    voters: tuple[Voter, ...] = ()
    speakers: tuple[Speaker, ...] = ()
    said: tuple[Said, ...] = ()
    interests: Mapping[str, str] = field(default_factory=dict)
    recorded: Count | None = None
    step: str = ""
    is_shown: bool = True
    own: tuple[str, ...] = ()

    @property
    def standing(self) -> Standing:
        return self.times.standing

    @property
    def named(self) -> str:
        """How sentences call it: `the vote of the Change Board on MP092`."""
        return f"the vote of the {self.body_name} on {self.number}"

    @property
    def positions(self) -> tuple[Position, ...]:
        return tuple(one.position for one in self.said)

    @property
    def stands(self) -> Mapping[str, Said]:
        """Seat -> the position that stands."""
        kept = standing(self.positions, self.times.closed_at)
        return {one.position.seat: one for one in self.said if kept.get(one.position.seat) is one.position}

    def voter(self, seat: str) -> Voter | None:
        """Who votes for a seat."""
        return next((one for one in self.voters if one.seat == seat), None)

    def earlier(self, seat: str) -> tuple[Said, ...]:
        """The positions of a seat that no longer stand, oldest first."""
        last = self.stands.get(seat)
        return tuple(one for one in self.said if one.position.seat == seat and one is not last)

    @property
    def for_others(self) -> Vote:
        """As those see it for whom it is not: without positions but their own, interests, count and outcome."""
        stands = Standing.CLOSED if self.standing is Standing.COUNTED else self.standing
        marks = tuple(one for one in self.times.marks if one.did is not Did.COUNTED)
        return replace(
            self,
            times=replace(self.times, standing=stands, marks=marks),
            speakers=(),
            said=tuple(one for one in self.said if one.position.seat in self.own),
            interests={seat: words for seat, words in self.interests.items() if seat in self.own},
            recorded=None,
            is_shown=False,
        )

    @property
    def silent(self) -> tuple[Voter, ...]:
        """The voters who have not voted."""
        stands = self.stands
        return tuple(one for one in self.voters if one.seat not in stands)

    @property
    def needed(self) -> Needed:
        """What it still takes, as the positions stand."""
        return still_needed(self.rule, self.voters, self.positions)

    def tally(self, casting: Choice | None = None) -> Count:
        """The count, as the rule has it and the positions stand."""
        return tally(self.rule, self.voters, self.positions, closed_at=self.times.closed_at, casting=casting)

    def archive(self, count: Count) -> Archive:
        """Everything that a count rests on, with its hash."""
        return Archive(
            vote=self.key,
            proposal=self.number,
            body=self.body,
            question=self.question.carried_name,
            opened_at=self.opened_at,
            closed_at=self.times.closed_at,
            rule=self.rule,
            electorate=tuple(sorted(self.voters, key=lambda one: one.seat)),
            positions=tuple(sorted(self.positions, key=lambda one: (one.seat, one.number))),
            casting=count.casting,
            count=count,
        ).sealed()
