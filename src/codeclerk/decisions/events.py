"""What can happen to decisions, and how each event is put into the tables.

Decisions have streams of their own (`decision:...`). What is put to a body happens to the proposal and stands in its
stream (`proposal:...`).
"""

from __future__ import annotations

from datetime import date

from codeclerk.decisions.models import DecisionFact, DecisionRecord, PresentedFact, ReviewFact
from codeclerk.kernel.calendar.dates import format_date
from codeclerk.kernel.chain import canonical_json
from codeclerk.kernel.events import EventBody, Stamp, event_type
from codeclerk.kernel.packs import Sure
from codeclerk.register.find import row_id
from codeclerk.register.vocabulary import objectives_name


class DecisionEvent(EventBody):
    """Base of what happens to one decision.

    `named` is what it is called in a sentence, with its day: `The Change Board approved MP077 on 23 February 2021`.
    """

    decision: str
    named: str
    sure: Sure = Sure.STATED
    note: str = ""

    def row(self) -> DecisionRecord:
        return DecisionRecord.objects.get(key=self.decision)


@event_type
class DecisionRecorded(DecisionEvent):
    """A body decided on a proposal. It holds from `holds_from`, the day from which it is certain."""

    TYPE = "decisions.recorded"

    proposal: str
    body: str
    outcome: str
    first: date
    last: date
    is_month: bool = False
    holds_from: date
    objectives: tuple[str, ...] = ()
    path: str = ""

    def write(self, stamp: Stamp) -> None:
        row = DecisionRecord.objects.create(
            key=self.decision,
            proposal_id=row_id(self.proposal),
            body=self.body,
            outcome=self.outcome,
            event_id=stamp.event_id,
        )
        value = {
            "first": self.first,
            "last": self.last,
            "is_month": self.is_month,
            "objectives": "".join(self.objectives),
            "path": self.path,
            "is_withdrawn": False,
            "reason": "",
            "sure": self.sure.value,
            "note": self.note,
        }
        DecisionFact.record_change({"decision_id": row.pk}, value, stamp, valid_from=self.holds_from)

    def in_words(self) -> str:
        if not self.objectives:
            return f"{self.named}."
        letters = [f"({letter})" for letter in self.objectives]
        listed = letters[0] if len(letters) == 1 else f"{', '.join(letters[:-1])} and {letters[-1]}"
        return f"{self.named}, on {objectives_name(len(letters))} {listed}."


@event_type
class DecisionWithdrawn(DecisionEvent):
    """What was recorded of a decision was wrong. It was known and shown until then; its record stays."""

    TYPE = "decisions.withdrawn"

    holds_from: date
    reason: str

    def write(self, stamp: Stamp) -> None:
        value = {
            "first": None,
            "last": None,
            "is_month": False,
            "objectives": "",
            "path": "",
            "is_withdrawn": True,
            "reason": self.reason,
            "sure": self.sure.value,
            "note": self.note,
        }
        DecisionFact.record_change({"decision_id": self.row().pk}, value, stamp, valid_from=self.holds_from)

    def in_words(self) -> str:
        return f"The record “{self.named}” is withdrawn: {self.reason.rstrip('.')}."


class ReviewEvent(DecisionEvent):
    """Base of what happens to the review asked for with a decision. `to_name` is how sentences call the body."""

    to: str
    to_name: str
    about: str
    meeting: date | None = None


@event_type
class ReviewAsked(ReviewEvent):
    """With its decision a body asks another one to look at something again."""

    TYPE = "decisions.review_asked"

    holds_from: date

    def write(self, stamp: Stamp) -> None:
        value = {
            "to": self.to,
            "about": self.about,
            "meeting": self.meeting,
            "is_settled": False,
            "outcome": "",
            "sure": self.sure.value,
            "note": self.note,
        }
        ReviewFact.record_change({"decision_id": self.row().pk}, value, stamp, valid_from=self.holds_from)

    def in_words(self) -> str:
        at = f" at its meeting on {format_date(self.meeting)}" if self.meeting else ""
        return f"{self.named}. The {self.to_name} is asked to review {self.about.rstrip('.')}{at}."


@event_type
class ReviewSettled(ReviewEvent):
    """The body that was asked for a review has answered."""

    TYPE = "decisions.review_settled"

    outcome: str

    def write(self, stamp: Stamp) -> None:
        value = {
            "to": self.to,
            "about": self.about,
            "meeting": self.meeting,
            "is_settled": True,
            "outcome": self.outcome,
            "sure": self.sure.value,
            "note": self.note,
        }
        ReviewFact.record_change({"decision_id": self.row().pk}, value, stamp)

    def in_words(self) -> str:
        return f"The {self.to_name} reviewed {self.about.rstrip('.')}: {self.outcome.rstrip('.')}. ({self.named}.)"


class PresentedEvent(EventBody):
    """Base of what is put to a meeting of a body. `number` and `body_name` are for the sentence."""

    proposal: str
    number: str
    body: str
    body_name: str
    meeting: date
    sure: Sure = Sure.STATED
    note: str = ""

    def record(self, stamp: Stamp, asks: tuple[str, ...], reason: str) -> None:
        identity = {"proposal_id": row_id(self.proposal), "body": self.body, "meeting": self.meeting}
        value = {"asks": canonical_json(list(asks)), "reason": reason, "sure": self.sure.value, "note": self.note}
        PresentedFact.record_change(identity, value, stamp)


@event_type
class ProposalPresented(PresentedEvent):
    """A proposal is put to a meeting of a body, which is asked for these outcomes."""

    TYPE = "decisions.presented"

    asks: tuple[str, ...]
    asks_words: tuple[str, ...] = ()

    def write(self, stamp: Stamp) -> None:
        self.record(stamp, self.asks, "")

    def in_words(self) -> str:
        asked = f": {'; '.join(self.asks_words)}" if self.asks_words else ""
        return f"{self.number} is put to the {self.body_name} on {format_date(self.meeting)}{asked}."


@event_type
class ProposalTakenOff(PresentedEvent):
    """A proposal that was put to a meeting of a body is not put to it any more."""

    TYPE = "decisions.taken_off"

    reason: str

    def write(self, stamp: Stamp) -> None:
        self.record(stamp, (), self.reason)

    def in_words(self) -> str:
        day = format_date(self.meeting)
        return f"{self.number} is not put to the {self.body_name} on {day} after all: {self.reason.rstrip('.')}."
