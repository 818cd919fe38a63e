"""What can happen to assessments, and how each event is put into the tables."""

from __future__ import annotations

from datetime import date

from codeclerk.assessments.models import AssessmentRecord, StepFact
from codeclerk.assessments.rules import Step
from codeclerk.kernel.calendar.dates import format_date
from codeclerk.kernel.events import EventBody, Stamp, event_type
from codeclerk.kernel.packs import Sure
from codeclerk.register.models import Proposal


@event_type
class AssessmentOpened(EventBody):
    """There is an assessment of this type of this proposal."""

    TYPE = "assessments.opened"

    assessment: str
    proposal: str
    kind: str

    def write(self, stamp: Stamp) -> None:
        AssessmentRecord.objects.create(
            key=self.assessment,
            proposal=Proposal.objects.get(key=self.proposal),
            kind=self.kind,
            event_id=stamp.event_id,
        )

    def in_words(self) -> str:
        return f"There is an assessment {self.assessment} ({self.kind})."


class StepEvent(EventBody):
    """Base of what is said of one step of an assessment. `number` tells steps that come again apart."""

    assessment: str
    step: Step
    number: int = 1

    def put(self, value: dict[str, object] | None, stamp: Stamp, holds_from: date) -> None:
        record = AssessmentRecord.objects.get(key=self.assessment)
        identity = {"assessment_id": record.pk, "step": self.step.value, "number": self.number}
        StepFact.record_change(identity, value, stamp, valid_from=holds_from)


@event_type
class StepRecorded(StepEvent):
    """A step of an assessment: `day` is when it happened, for `expected` the day expected, said on `holds_from`."""

    TYPE = "assessments.step_recorded"

    day: date
    holds_from: date
    note: str = ""
    sure: Sure = Sure.STATED

    def write(self, stamp: Stamp) -> None:
        self.put({"day": self.day, "note": self.note, "sure": self.sure.value}, stamp, self.holds_from)

    def in_words(self) -> str:
        inferred = " (inferred)" if self.sure is Sure.INFERRED else ""
        joint = "for" if self.step is Step.EXPECTED else "on"
        return f"{self.assessment}: {self.step.in_words} {joint} {format_date(self.day)}{inferred}."


@event_type
class StepWithdrawn(StepEvent):
    """A step was recorded in error: nothing happened on that day."""

    TYPE = "assessments.step_withdrawn"

    holds_from: date
    reason: str

    def write(self, stamp: Stamp) -> None:
        self.put(None, stamp, self.holds_from)

    def in_words(self) -> str:
        day = format_date(self.holds_from)
        return f"{self.assessment}: that it was {self.step.in_words} on {day} is taken back: {self.reason}"
