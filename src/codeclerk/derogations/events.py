"""What can happen to derogations, and how each event is put into the tables."""

from __future__ import annotations

from datetime import date

from codeclerk.derogations.models import ConditionFact, DerogationRecord, TermFact
from codeclerk.derogations.rules.terms import Met, What
from codeclerk.kernel.calendar.dates import format_date
from codeclerk.kernel.chain import canonical_json
from codeclerk.kernel.events import EventBody, Stamp, event_type
from codeclerk.kernel.packs import Sure
from codeclerk.people.models import Organisation


class DerogationEvent(EventBody):
    """Base of what happens to one derogation.

    `named` is what a sentence calls it: `the derogation of the DCC from H8.3`. `holds_from` is the day from which it
    counts.
    """

    derogation: str
    named: str
    holds_from: date
    sure: Sure = Sure.STATED
    note: str = ""

    def row(self) -> DerogationRecord:
        return DerogationRecord.objects.get(key=self.derogation)

    def say(self, stamp: Stamp, what: What, **given: str) -> None:
        """Put one thing said of the derogation's time into its table."""
        empty = dict.fromkeys(TermFact.value, "")
        value = {**empty, **given, "sure": self.sure.value, "note": self.note}
        TermFact.record_change(
            {"derogation_id": self.row().pk, "what": what.value}, value, stamp, valid_from=self.holds_from
        )


@event_type
class DerogationGranted(DerogationEvent):
    """A body permits somebody not to meet a rule of the code. Dates are ISO texts: a day, a month, or days."""

    TYPE = "derogations.granted"

    body: str
    body_name: str
    party: str
    rules: tuple[tuple[str, str], ...]
    what: str
    decided: str
    starts: str
    until: str = ""
    ends_with: str = ""
    end_words: str
    decision: str = ""

    def write(self, stamp: Stamp) -> None:
        DerogationRecord.objects.create(
            key=self.derogation,
            body=self.body,
            party=Organisation.objects.get(key=self.party),
            rules=canonical_json([list(one) for one in self.rules]),
            what=self.what,
            event_id=stamp.event_id,
        )
        self.say(
            stamp,
            What.GRANTED,
            starts=self.starts,
            until=self.until,
            ends_with=self.ends_with,
            decided=self.decided,
            decision=self.decision,
        )

    def in_words(self) -> str:
        return f"The {self.body_name} granted {self.named} {self.end_words}: {self.what.rstrip('.')}."


@event_type
class DerogationExtended(DerogationEvent):
    """A derogation runs longer."""

    TYPE = "derogations.extended"

    decided: str
    until: str = ""
    ends_with: str = ""
    end_words: str
    decision: str = ""
    reason: str = ""

    def write(self, stamp: Stamp) -> None:
        self.say(
            stamp,
            What.EXTENDED,
            until=self.until,
            ends_with=self.ends_with,
            decided=self.decided,
            decision=self.decision,
            reason=self.reason,
        )

    def in_words(self) -> str:
        because = f": {self.reason.rstrip('.')}" if self.reason else ""
        return f"{_capital(self.named)} is extended {self.end_words}{because}."


@event_type
class DerogationEnded(DerogationEvent):
    """A derogation was ended early. It was in force through `holds_from`."""

    TYPE = "derogations.ended"

    reason: str

    def write(self, stamp: Stamp) -> None:
        self.say(stamp, What.ENDED, reason=self.reason)

    def in_words(self) -> str:
        return f"{_capital(self.named)} ended on {format_date(self.holds_from)}: {self.reason.rstrip('.')}."


@event_type
class DerogationWithdrawn(DerogationEvent):
    """What was recorded of a derogation was wrong. It was known and shown until then; its record stays."""

    TYPE = "derogations.withdrawn"

    reason: str

    def write(self, stamp: Stamp) -> None:
        self.say(stamp, What.WITHDRAWN, reason=self.reason)

    def in_words(self) -> str:
        return f"The record of {self.named} is withdrawn: {self.reason.rstrip('.')}."


@event_type
class ConditionSet(DerogationEvent):
    """A condition that a body set with a derogation or an extension."""

    TYPE = "derogations.condition_set"

    number: int
    text: str
    shown_by: str = ""
    met: Met = Met.NOT_ASSESSED
    evidence: str = ""

    def write(self, stamp: Stamp) -> None:
        value = {
            "text": self.text,
            "shown_by": self.shown_by,
            "met": self.met.value,
            "evidence": self.evidence,
            "sure": self.sure.value,
            "note": self.note,
        }
        identity = {"derogation_id": self.row().pk, "number": self.number}
        ConditionFact.record_change(identity, value, stamp, valid_from=self.holds_from)

    def in_words(self) -> str:
        said = {Met.NOT_ASSESSED: "is not assessed", Met.MET: "is met", Met.BREACHED: "is breached"}[self.met]
        shown = f" ({self.evidence.rstrip('.')})" if self.evidence else ""
        return f"Condition {self.number} of {self.named} {said}{shown}: {self.text.rstrip('.')}."


@event_type
class ConditionAssessed(ConditionSet):
    """Somebody looked whether a condition of a derogation is met."""

    TYPE = "derogations.condition_assessed"


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"
