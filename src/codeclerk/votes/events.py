"""What can happen to a vote. Positions and counts stand in streams that no log tells; reasons can be erased."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar

from pydantic import BaseModel, ConfigDict

from codeclerk.kernel.chain import canonical_json
from codeclerk.kernel.events import PRIVATE_KEY, EventBody, Stamp, event_type
from codeclerk.kernel.models import Event, PrivateRecord
from codeclerk.register.models import Proposal
from codeclerk.votes.models import InterestRow, PositionRow, SpeakerRow, VoteMark, VoteRecord, VoterRow
from codeclerk.votes.rules.standing import Did, moment_words
from codeclerk.votes.rules.values import Choice, Count, CountRule, Voter


class VoteEvent(EventBody):
    """Base of what happens to one vote."""

    vote: str
    named: str
    """What it is called, for the sentence: `the vote of the Change Board on MP092`."""

    def row(self) -> VoteRecord:
        return VoteRecord.objects.get(key=self.vote)

    @property
    def begins(self) -> str:
        """What it is called, at the beginning of a sentence."""
        return f"{self.named[:1].upper()}{self.named[1:]}"


class Speaker(BaseModel):
    """Who may speak for a seat."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    seat: str
    person: str
    role: str


@event_type
class VoteOpened(VoteEvent):
    """A vote was opened, and who may vote in it was settled."""

    TYPE = "votes.opened"

    proposal: str
    body: str
    number: int
    profile: str
    carried: str
    lost: str = ""
    rule: CountRule
    rationale: str
    opens_at: datetime
    closes_at: datetime
    meeting: date | None = None
    electorate: tuple[Voter, ...]
    speakers: tuple[Speaker, ...] = ()

    def write(self, stamp: Stamp) -> None:
        row = VoteRecord.objects.create(
            key=self.vote,
            proposal=Proposal.objects.get(key=self.proposal),
            body=self.body,
            number=self.number,
            profile=self.profile,
            carried=self.carried,
            lost=self.lost,
            rule=canonical_json(self.rule.model_dump(mode="json")),
            rationale=self.rationale,
            opened_at=stamp.recorded_at,
            opens_at=self.opens_at,
            closes_at=self.closes_at,
            meeting=self.meeting,
            event_id=stamp.event_id,
        )
        VoterRow.objects.bulk_create(VoterRow(vote=row, **one.model_dump()) for one in self.electorate)
        SpeakerRow.objects.bulk_create(
            SpeakerRow(vote=row, at=stamp.recorded_at, **one.model_dump()) for one in self.speakers
        )

    def in_words(self) -> str:
        voters = len(self.electorate)
        return f"{self.begins} opens for {voters:,} voters and closes on {moment_words(self.closes_at)}."


@event_type
class PositionGiven(VoteEvent):
    """A position was given for a seat."""

    TYPE = "votes.position_given"
    PRIVATE: ClassVar[tuple[str, ...]] = ("rationale",)

    seat: str
    seat_name: str
    number: int
    choice: Choice
    objectives: tuple[str, ...] = ()
    how: str
    given_as: str = ""
    rationale: dict[str, str] | None = None

    def write(self, stamp: Stamp) -> None:
        PositionRow.objects.create(
            vote=self.row(),
            seat=self.seat,
            number=self.number,
            choice=self.choice.value,
            objectives=",".join(self.objectives),
            how=self.how,
            given_as=self.given_as,
            by=stamp.actor,
            rationale=canonical_json(self.rationale) if self.rationale else "",
            at=stamp.recorded_at,
            event_id=stamp.event_id,
        )

    def in_words(self) -> str:
        again = "" if self.number == 1 else f", instead of position {self.number - 1}, which is kept"
        reasons = f", with reasons for {', '.join(f'({one})' for one in self.objectives)}" if self.objectives else ""
        return f"{self.seat_name}: {self.choice.words} in {self.named}{reasons}{again}."


@event_type
class AlternateNamed(VoteEvent):
    """An alternate was named for a seat, for one vote."""

    TYPE = "votes.alternate_named"

    seat: str
    seat_name: str
    person: str

    def write(self, stamp: Stamp) -> None:
        SpeakerRow.objects.create(
            vote=self.row(), seat=self.seat, person=self.person, role=SpeakerRow.NAMED, at=stamp.recorded_at
        )

    def in_words(self) -> str:
        return f"{self.seat_name}: an alternate can vote in {self.named}."


@event_type
class InterestDeclared(VoteEvent):
    """An interest was declared for a seat."""

    TYPE = "votes.interest_declared"
    PRIVATE: ClassVar[tuple[str, ...]] = ("words",)

    seat: str
    seat_name: str
    words: str | None = None

    def write(self, stamp: Stamp) -> None:
        InterestRow.objects.create(
            vote=self.row(), seat=self.seat, words=self.words or "", by=stamp.actor, at=stamp.recorded_at
        )

    def in_words(self) -> str:
        return f"{self.seat_name} declares an interest in {self.named}."


@event_type
class ReasonsErased(VoteEvent):
    """What was written for a seat was erased. The positions stay."""

    TYPE = "votes.reasons_erased"

    seat: str
    seat_name: str
    by: str = ""
    """Key of the actor whose words they are; empty for everybody's."""

    def write(self, stamp: Stamp) -> None:
        own = {"vote": self.row(), "seat": self.seat, **({"by": self.by} if self.by else {})}
        events = Event.objects.filter(stream=stamp.stream, **({"actor": self.by} if self.by else {}))
        private = [one.body_json().get(PRIVATE_KEY, {}).get("id") for one in events]
        for record in PrivateRecord.objects.filter(pk__in=[id for id in private if id], erased_at__isnull=True):
            record.salt, record.body, record.erased_at = "", "", stamp.recorded_at
            record.save(update_fields=["salt", "body", "erased_at"])
        PositionRow.objects.filter(**own).update(rationale="")
        InterestRow.objects.filter(**own).update(words="")

    def in_words(self) -> str:
        return f"{self.seat_name}: what was written in {self.named} is erased; the positions stay."


class Marked(VoteEvent):
    """Base of what is done with a vote as a whole."""

    DID: ClassVar[Did]

    reason: str = ""

    def write(self, stamp: Stamp) -> None:
        VoteMark.objects.create(
            vote=self.row(),
            did=self.DID.value,
            at=stamp.recorded_at,
            by=stamp.actor,
            reason=self.reason,
            event_id=stamp.event_id,
            **self.more(),
        )

    def more(self) -> dict[str, object]:
        """What is kept with it besides."""
        return {}


@event_type
class VoteClosed(Marked):
    """A vote was closed: no position counts after that."""

    TYPE = "votes.closed"
    DID = Did.CLOSED

    def in_words(self) -> str:
        return f"{self.begins} is closed{f': {self.reason}' if self.reason else '.'}"


@event_type
class VoteCounted(Marked):
    """A vote was counted, with its proof."""

    TYPE = "votes.counted"
    DID = Did.COUNTED

    count: Count
    archive: str
    """SHA-256 of the archive that the count can be repeated from."""

    def more(self) -> dict[str, object]:
        return {"detail": canonical_json({"count": self.count.model_dump(mode="json"), "archive": self.archive})}

    def in_words(self) -> str:
        return f"{self.begins} is counted: {self.count.outcome.words}. {' '.join(self.count.steps)}"


@event_type
class VotePublished(Marked):
    """The outcome of a vote was published; everybody can see the positions from then on."""

    TYPE = "votes.published"
    DID = Did.PUBLISHED

    step: str = ""
    """The key of the step that followed; empty for none."""

    def more(self) -> dict[str, object]:
        return {"detail": canonical_json({"step": self.step})}

    def in_words(self) -> str:
        return f"{self.begins} is published with its positions and its count."


@event_type
class VoteReopened(Marked):
    """A vote was opened again, with another time at which it closes."""

    TYPE = "votes.reopened"
    DID = Did.REOPENED

    closes_at: datetime

    def more(self) -> dict[str, object]:
        return {"closes_at": self.closes_at}

    def in_words(self) -> str:
        return f"{self.begins} is open again until {moment_words(self.closes_at)}: {self.reason}"


@event_type
class VoteWithdrawn(Marked):
    """A vote was withdrawn: nothing follows from it."""

    TYPE = "votes.withdrawn"
    DID = Did.WITHDRAWN

    def in_words(self) -> str:
        return f"{self.begins} is withdrawn: {self.reason}"
