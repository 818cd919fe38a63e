"""Taking back a step that was recorded in error. A wrong day is corrected by taking the step back and recording it."""

from __future__ import annotations

from pydantic import Field

from codeclerk.assessments import find
from codeclerk.assessments.commands.base import KeyOf
from codeclerk.assessments.events import StepWithdrawn
from codeclerk.assessments.models import stream
from codeclerk.assessments.rules import Step
from codeclerk.kernel.acts import Act, ActInput, Context, Plan, PlannedEvent, act
from codeclerk.kernel.errors import Kind, Reason
from codeclerk.people.inputs import Line
from codeclerk.register.inputs import Why

NO_STEP = Reason(
    "assessments.no_step",
    rule="a step that is taken back was recorded, and was known by then",
    problem="{object} has no step “{step}” to take back",
    remedy="{hint}",
    kind=Kind.NOT_FOUND,
)


def step_name(step: Step, number: int) -> str:
    """What a step is called when it is taken back: `accepted`, `queried 2`."""
    return f"{step.value} {number}" if number > 1 else step.value


@act
class WithdrawAssessmentStep(Act["WithdrawAssessmentStep.Input"]):
    """Take back a step that was recorded in error. It stays in the log, with the reason.

    Of expected dates it is the latest that is taken back, and the one before holds again.
    """

    name = "withdraw_assessment_step"
    title = "Take back a step"
    capability = "assessments.manage"

    class Input(ActInput):
        assessment: KeyOf
        which: Line = Field(
            title="Step", min_length=1, max_length=40, description="Such as accepted; for a second query, queried 2."
        )
        reason: Why

    def plan(self, data: Input, context: Context) -> Plan:
        record = find.assessment(data.assessment)
        taken = {step_name(step, number): (step, kept) for (step, number), kept in find.steps_of(record.key).items()}
        step, kept = taken.get(data.which.casefold(), (None, None))
        if step is None or kept is None:
            hint = f"It has: {', '.join(taken)}." if taken else "It has no step."
            raise NO_STEP.refuse(record.key, step=data.which, hint=hint, field="which")
        if kept.known_from > context.known_from:
            hint = "That step became known later than this withdrawal."
            raise NO_STEP.refuse(record.key, step=data.which, hint=hint, field="which")
        body = StepWithdrawn(
            assessment=record.key,
            step=step,
            number=kept.number,
            holds_from=kept.holds_from,
            reason=data.reason,
        )
        return Plan(events=(PlannedEvent(stream(record.key), body),), answer={"assessment": record.key})
