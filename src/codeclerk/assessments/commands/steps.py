"""Acts that record one step of an assessment, on the effective day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from pydantic import Field

from codeclerk.assessments.commands.base import Draft, KeyOf, StepInput, cost_warning, draft_of
from codeclerk.assessments.rules import Step
from codeclerk.kernel.acts import Act, Context, Plan, act
from codeclerk.kernel.calendar.dates import format_date
from codeclerk.kernel.errors import Reason
from codeclerk.register.inputs import SourcedInput

LATE_WITHOUT_REASON = Reason(
    "assessments.late_without_reason",
    rule="a date later than the due date is given with its reason (SEC D6.9)",
    problem="{object} is due on {due}, and {day} is later",
    remedy="Say in the note why.",
)
EXPECTED_BEFORE = Reason(
    "assessments.expected_before",
    rule="an expected date lies on or after the day on which it is given",
    problem="{object} cannot be expected on {day}, when that is said on {said}",
    remedy="Give a later date, or record that it was returned.",
)


class OneStep(Act["OneStep.Input"]):
    """Base of the acts of which nothing but the assessment, the day and a note is asked."""

    step: ClassVar[Step]

    class Input(SourcedInput):
        assessment: KeyOf

    def warnings(self, draft: Draft, context: Context) -> Sequence[str]:
        """What is odd about the step, now that it is in the draft."""
        return ()

    def plan(self, data: Input, context: Context) -> Plan:
        draft = draft_of(data.assessment, context)
        draft.add(StepInput(step=self.step, day=context.effective, note=data.note, sure=data.sure))
        return draft.plan(self.warnings(draft, context))


@act
class QueryAssessment(OneStep):
    """The DCC asks back. Until it accepts, the assessment is not counted as open (CSR:583)."""

    name = "query_assessment"
    title = "Query a requested assessment"
    capability = "assessments.assess"
    step = Step.QUERIED


@act
class AnswerAssessmentQuery(OneStep):
    """Answer the DCC's query, or send new requirements (CSR:586)."""

    name = "answer_assessment_query"
    title = "Answer a query on an assessment"
    capability = "assessments.manage"
    step = Step.ANSWERED


@act
class AcceptAssessment(OneStep):
    """The DCC accepts: the clock starts, and this day is not counted."""

    name = "accept_assessment"
    title = "Accept a requested assessment"
    capability = "assessments.assess"
    step = Step.ACCEPTED

    def warnings(self, draft: Draft, context: Context) -> Sequence[str]:
        return cost_warning(draft.kind, draft.taken, context.effective)


@act
class ReturnInterimAssessment(OneStep):
    """The DCC returns an interim version; the clock goes on (DCUSA:538)."""

    name = "return_interim_assessment"
    title = "Return an interim version"
    capability = "assessments.assess"
    step = Step.INTERIM


@act
class ReturnAssessment(OneStep):
    """The DCC returns the assessment."""

    name = "return_assessment"
    title = "Return an assessment"
    capability = "assessments.assess"
    step = Step.RETURNED

    def warnings(self, draft: Draft, context: Context) -> Sequence[str]:
        due = draft.due()
        if due is None:
            return ("Its acceptance is not recorded, so nothing says whether it is in time.",)
        if context.effective > due:
            return (f"It was due on {format_date(due)}: this return is late.",)
        return ()


@act
class ExpectAssessment(Act["ExpectAssessment.Input"]):
    """The DCC says when it expects to return the assessment. Every date that it gave stays in the record (D07).

    A reason is required for a date after the due date (D10) and for one that differs from the date before (D44).
    """

    name = "expect_assessment"
    title = "Give an expected completion date"
    capability = "assessments.assess"

    class Input(SourcedInput):
        assessment: KeyOf
        expected: date = Field(title="Expected completion date", description="Such as 15 March 2021.")

    def plan(self, data: Input, context: Context) -> Plan:
        draft = draft_of(data.assessment, context)
        day, said = format_date(data.expected), context.effective
        if data.expected < said:
            raise EXPECTED_BEFORE.refuse(draft.key, day=day, said=format_date(said), field="expected")
        if not data.note.strip():
            self._check_needs_no_reason(draft, data.expected)
        draft.add(StepInput(step=Step.EXPECTED, day=data.expected, said_on=said, note=data.note, sure=data.sure))
        return draft.plan()

    @staticmethod
    def _check_needs_no_reason(draft: Draft, expected: date) -> None:
        day, due = format_date(expected), draft.due()
        if due is not None and expected > due:
            raise LATE_WITHOUT_REASON.refuse(draft.key, due=format_date(due), day=day, field="note")
        draft.check_moved(expected, draft.context.effective)
