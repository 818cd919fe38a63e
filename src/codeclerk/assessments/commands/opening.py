"""Acts that may bring an assessment into the record: all of it at once, its cost, its request, or that there is none.

A proposal's assessment is in the record from the first thing that is known of it, which need not be the request: the
Change Board approves a fee before (PMP:4073), and an assessment may be found not required without one (PMP:1096).
"""

from __future__ import annotations

from datetime import date

from pydantic import Field

from codeclerk.assessments import find
from codeclerk.assessments.commands.base import (
    Draft,
    KindOf,
    NumberOf,
    StepInput,
    cost_warning,
    draft_of,
    new_draft,
)
from codeclerk.assessments.models import AssessmentRecord
from codeclerk.assessments.rules import Step
from codeclerk.kernel.acts import Act, ActInput, Context, Plan, act
from codeclerk.kernel.calendar.dates import format_date
from codeclerk.kernel.errors import Kind, Reason
from codeclerk.kernel.packs.assessments import AssessmentType
from codeclerk.process.guard import check_open
from codeclerk.process.rules.steps import Answer
from codeclerk.register import find as register
from codeclerk.register.inputs import Ref, SourcedInput, Why

WHICH = Reason(
    "assessments.which",
    rule="where a proposal has several assessments of a type under way, the number says which is meant",
    problem="{object} has several of that type under way: {keys}",
    remedy="Give the number.",
    kind=Kind.CONFLICT,
)
NO_FEE = Reason(
    "assessments.no_fee",
    rule="a fee is approved for the types of assessment for which the code pack names a body that approves it",
    problem="{object}: nobody approves a cost of a {kind}",
    remedy="Choose another type.",
)


@act
class RecordAssessment(Act["RecordAssessment.Input"]):
    """Record an assessment with all that is known of it, in one go: what an importer reads from a paper.

    Steps that are recorded already are left alone, so that two papers may tell of one assessment; where the later one
    was loaded first, the step is known from the earlier paper on.
    """

    name = "record_assessment"
    title = "Record an assessment and its steps"
    capability = "assessments.manage"

    class Input(SourcedInput):
        proposal: Ref
        kind: KindOf
        number: NumberOf = 1
        steps: tuple[StepInput, ...] = Field(min_length=1, max_length=50, title="Steps")

    def plan(self, data: Input, context: Context) -> Plan:
        proposal, kind = register.key_of(data.proposal), find.type_named(data.kind)
        key = f"{proposal}-{kind.id}-{data.number}"
        known = AssessmentRecord.objects.filter(key=key).exists()
        draft = draft_of(key, context) if known else new_draft(proposal, kind, key, context)
        told = find.told(key)
        for one in sorted(data.steps, key=lambda step: (draft.since(step), list(Step).index(step.step))):
            said = one.model_copy(update={"sure": one.sure or data.sure, "note": one.note or data.note})
            kept = told.get((one.step, one.day, draft.since(one)))
            if kept is None:
                if said.step is Step.EXPECTED and not said.note.strip():
                    draft.check_moved(said.day, draft.since(said))
                draft.add(said)
            elif context.known_from < kept.first_known:
                draft.repeat(said, kept.number)
        return draft.plan(self._warnings(draft, data))

    @staticmethod
    def _warnings(draft: Draft, data: Input) -> list[str]:
        due = draft.due()
        late = [
            one.day
            for one in data.steps
            if one.step is Step.EXPECTED and due and one.day > due and not (one.note or data.note).strip()
        ]
        return [f"No reason is given for {format_date(day)}, which is later than the due date." for day in late]


@act
class RequestAssessment(Act["RequestAssessment.Input"]):
    """Ask the DCC for an assessment. No clock runs until the DCC accepts (CSR:291).

    With `cost_approved` the day on which its fee was approved (PMP:4073), where that is not recorded yet.
    """

    name = "request_assessment"
    title = "Request an assessment"
    capability = "assessments.manage"

    class Input(SourcedInput):
        proposal: Ref
        kind: KindOf
        cost_approved: date | None = Field(
            None, title="Cost approved on", description="The Change Board's approval of an Impact Assessment's fee."
        )

    def check_sent(self, data: Input, context: Context) -> None:
        kind = find.type_named(data.kind)
        paid = {("assessment", f"{kind.id}.cost_approved"): Answer(True)} if data.cost_approved else {}
        check_open(type(self), register.subject(data.proposal), context, of=kind.id, given=paid)

    def plan(self, data: Input, context: Context) -> Plan:
        found, kind = register.subject(data.proposal), find.type_named(data.kind)
        running = find.under_way(found.key, kind.id)
        waiting = next((one for one in running if not one.is_asked_for), None)
        if waiting is not None:
            draft = Draft(waiting.key, kind, waiting.steps, context)
        else:
            draft = new_draft(found.key, kind, find.next_key(found.key, kind.id), context)
        if data.cost_approved is not None:
            _check_fee(found.number, kind)
            draft.add(StepInput(step=Step.COST_APPROVED, day=data.cost_approved))
        draft.add(StepInput(step=Step.REQUESTED, day=context.effective, note=data.note, sure=data.sure))
        others = [f"{one.key} is under way already." for one in running if one.key != draft.key]
        return draft.plan([*cost_warning(kind, draft.taken, context.effective), *others])


class OfProposal(ActInput):
    """Base of what an act takes that is about a proposal's assessment of a type, whether the record has it yet."""

    proposal: Ref
    kind: KindOf
    number: NumberOf | None = Field(
        None, title="Number", description="1 for the first of its type; the one under way unless given."
    )


def _draft_for(data: OfProposal, kind: AssessmentType, context: Context) -> Draft:
    """The assessment that is meant: by its number, or the one under way, or else a new one."""
    proposal = register.subject(data.proposal)
    if data.number is not None:
        return draft_of(f"{proposal.key}-{kind.id}-{data.number}", context)
    running = find.under_way(proposal.key, kind.id)
    if len(running) > 1:
        raise WHICH.refuse(proposal.number, keys=", ".join(one.key for one in running), field="number")
    if running:
        return Draft(running[0].key, kind, running[0].steps, context)
    return new_draft(proposal.key, kind, find.next_key(proposal.key, kind.id), context)


def _check_fee(number: str, kind: AssessmentType) -> None:
    if kind.cost_approval is None:
        raise NO_FEE.refuse(number, kind=kind.name, field="kind")


@act
class ApproveAssessmentCost(Act["ApproveAssessmentCost.Input"]):
    """The Change Board approved the fee of an Impact Assessment, before it is requested (D19, PMP:4073)."""

    name = "approve_assessment_cost"
    title = "Record that the cost of an assessment is approved"
    capability = "assessments.manage"

    class Input(SourcedInput, OfProposal):
        pass

    def plan(self, data: Input, context: Context) -> Plan:
        kind = find.type_named(data.kind)
        _check_fee(data.proposal, kind)
        draft = _draft_for(data, kind, context)
        draft.add(StepInput(step=Step.COST_APPROVED, day=context.effective, note=data.note, sure=data.sure))
        return draft.plan(cost_warning(kind, draft.taken, context.effective))


@act
class AssessmentNotRequired(Act["AssessmentNotRequired.Input"]):
    """Close the step without an assessment, for a reason, whether it was asked for or not (D20, PMP:1096, PMP:3948)."""

    name = "assessment_not_required"
    title = "Record that an assessment is not required"
    capability = "assessments.manage"

    class Input(OfProposal):
        reason: Why

    def plan(self, data: Input, context: Context) -> Plan:
        kind = find.type_named(data.kind)
        draft = _draft_for(data, kind, context)
        draft.add(StepInput(step=Step.NOT_REQUIRED, day=context.effective, note=data.reason))
        running = any((step, 1) in draft.taken for step in (Step.REQUESTED, Step.ACCEPTED))
        withdrawn = "It was asked for: the DCC should be told that its work on it ends."
        return draft.plan([withdrawn] if running else [])
