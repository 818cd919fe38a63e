"""Acts on assessments: request, query loop, acceptance, expected dates, return, or that none is required."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Annotated, ClassVar, TypeVar

from pydantic import Field

from codeclerk.assessments import find
from codeclerk.assessments.events import AssessmentOpened, StepEvent, StepRecorded, StepWithdrawn
from codeclerk.assessments.find import Steps, Taken
from codeclerk.assessments.models import AssessmentRecord, stream
from codeclerk.assessments.rules import IA, ONCE, Step, deadline_of, has_clock, order_fault
from codeclerk.kernel.acts import Act, ActInput, Context, Plan, PlannedEvent, act
from codeclerk.kernel.calendar.dates import format_date, london_day
from codeclerk.kernel.calendar.deadlines import Deadline
from codeclerk.kernel.errors import Kind, Reason
from codeclerk.kernel.packs import Assessments, Sure
from codeclerk.kernel.packs.assessments import AssessmentType
from codeclerk.kernel.publishing import running_pack
from codeclerk.people.inputs import Line
from codeclerk.register import find as register
from codeclerk.register.inputs import Pick, Ref, SourcedInput, Why, Words

OUT_OF_ORDER = Reason(
    "assessments.out_of_order",
    rule="an assessment is requested, then accepted, then returned; the clock starts on acceptance",
    problem="{object}: {step} on {day} does not fit {other} on {other_day}",
    remedy="Correct the date, or take the other step back first.",
)
HAPPENED = Reason(
    "assessments.step_happened",
    rule="each step but queries, answers, interim versions and expected dates happens once",
    problem="{object} was {step} on {day} already",
    remedy="If that is wrong, take it back with a reason and record it anew.",
    kind=Kind.CONFLICT,
)
NOT_YET = Reason(
    "assessments.not_yet",
    rule="a step is recorded once it has happened; what is to come is an expected date",
    problem="{object} cannot be recorded as {step} on {day}, which lies ahead",
    remedy="Choose today or an earlier day.",
)
LATE_WITHOUT_REASON = Reason(
    "assessments.late_without_reason",
    rule="a date later than the due date is given with its reason (SEC D6.9)",
    problem="{object} is due on {due}, and {day} is later",
    remedy="Say in the note why.",
)
NO_STEP = Reason(
    "assessments.no_step",
    rule="a step that is taken back was recorded",
    problem="{object} has no step “{step}”",
    remedy="It has: {steps}.",
    kind=Kind.NOT_FOUND,
)

KindOf = Annotated[Pick, Field(title="Type", min_length=1, description="PA or IA; PIA and FIA are understood.")]
KeyOf = Annotated[
    Line, Field(title="Assessment", min_length=1, max_length=30, description="Its key, such as 0107-IA-1.")
]
NO_COST = "The record has no approval of its cost by the Change Board, which comes before the request."
Data = TypeVar("Data", bound=ActInput)


class StepInput(ActInput):
    """One step as an importer reads it from a paper."""

    step: Step
    day: date
    said_on: date | None = Field(default=None, description="For an expected date: the day on which it was given.")
    note: Words = ""
    sure: Sure = Sure.STATED


class _Draft:
    """The events that an act is about to make of one assessment, each step checked against those before it."""

    def __init__(self, key: str, taken: Steps, context: Context) -> None:
        self.key, self.taken, self.context = key, dict(taken), context
        self.bodies: list[StepEvent] = []

    def add(self, one: StepInput) -> None:
        day = format_date(one.day)
        if one.step in ONCE and (one.step, 1) in self.taken:
            happened = format_date(self.taken[one.step, 1].day)
            raise HAPPENED.refuse(self.key, step=one.step.in_words, day=happened, field="effective")
        if one.step is not Step.EXPECTED and one.day > london_day(self.context.now):
            raise NOT_YET.refuse(self.key, step=one.step.in_words, day=day, field="effective")
        days = {step: kept.day for (step, _), kept in self.taken.items()}
        fault = order_fault(days, one.step, one.day)
        if fault is not None:
            raise OUT_OF_ORDER.refuse(
                self.key,
                step=one.step.in_words,
                day=day,
                other=fault.in_words,
                other_day=format_date(days[fault]),
                field="effective",
            )
        # An expected date replaces the one before it; a second query stands beside the first.
        number = 1 if one.step in ONCE or one.step is Step.EXPECTED else self._next(one.step)
        holds_from = one.said_on or one.day
        self.taken[one.step, number] = Taken(one.day, holds_from)
        self.bodies.append(
            StepRecorded(
                assessment=self.key,
                step=one.step,
                number=number,
                day=one.day,
                holds_from=holds_from,
                note=one.note,
                sure=one.sure,
            )
        )

    def _next(self, step: Step) -> int:
        return 1 + max((number for kept, number in self.taken if kept is step), default=0)

    @property
    def events(self) -> tuple[PlannedEvent, ...]:
        return tuple(PlannedEvent(stream(self.key), body) for body in self.bodies)

    def deadlines(self, kind: str) -> tuple[Deadline, ...]:
        """The due date that starts with an acceptance among the new steps."""
        found = _type(kind)
        accepted = [one for one in self.bodies if isinstance(one, StepRecorded) and one.step is Step.ACCEPTED]
        return tuple(deadline_of(found, one.day) for one in accepted if has_clock(found, one.day))


def _type(id: str) -> AssessmentType:
    return next(one for one in running_pack().of(Assessments).types if one.id == id)


def _cost_warning(kind: str, steps: Iterable[tuple[Step, int]]) -> tuple[str, ...]:
    return (NO_COST,) if kind == IA and (Step.COST_APPROVED, 1) not in set(steps) else ()


@act
class RecordAssessment(Act["RecordAssessment.Input"]):
    """Record an assessment with all that is known of it, in one go: what an importer reads from a paper.

    Steps that are recorded already with the same day are left alone, so that two papers may tell of one assessment.
    """

    name = "record_assessment"
    title = "Record an assessment and its steps"
    capability = "assessments.manage"

    class Input(SourcedInput):
        proposal: Ref
        kind: KindOf
        number: int = Field(1, ge=1, le=50, title="Number", description="1 for the first of its type.")
        steps: tuple[StepInput, ...] = Field(min_length=1, max_length=50, title="Steps")

    def plan(self, data: Input, context: Context) -> Plan:
        proposal, kind = register.proposal_named(data.proposal), find.type_named(data.kind).id
        key = f"{proposal.key}-{kind}-{data.number}"
        exists = AssessmentRecord.objects.filter(key=key).exists()
        taken = find.steps_of(key)
        draft = _Draft(key, taken, context)
        known = {(step, kept.day) for (step, _), kept in taken.items()}
        for one in sorted(data.steps, key=lambda step: (step.said_on or step.day, list(Step).index(step.step))):
            if (one.step, one.day) not in known:
                draft.add(one)
        opened = [] if exists else [AssessmentOpened(assessment=key, proposal=proposal.key, kind=kind)]
        return Plan(
            events=(*(PlannedEvent(stream(key), body) for body in opened), *draft.events),
            deadlines=draft.deadlines(kind),
            answer={"assessment": key},
        )


@act
class RequestAssessment(Act["RequestAssessment.Input"]):
    """Ask the DCC for an assessment. No clock runs until the DCC accepts (CSR:291).

    With `cost_approved` the day on which the Change Board approved the fee of an Impact Assessment (PMP:4073).
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

    def plan(self, data: Input, context: Context) -> Plan:
        found = register.subject(data.proposal)
        proposal, kind = register.proposal_named(found.key), find.type_named(data.kind).id
        draft = _Draft(find.next_key(proposal, kind), {}, context)
        if data.cost_approved is not None:
            draft.add(StepInput(step=Step.COST_APPROVED, day=data.cost_approved))
        draft.add(StepInput(step=Step.REQUESTED, day=context.effective, note=data.note, sure=data.sure))
        opened = AssessmentOpened(assessment=draft.key, proposal=proposal.key, kind=kind)
        return Plan(
            events=(PlannedEvent(stream(draft.key), opened), *draft.events),
            answer={"assessment": draft.key},
            warnings=_cost_warning(kind, draft.taken),
        )


class OneStep(Act[Data]):
    """Base of the acts that record one step on the effective day."""

    step: ClassVar[Step]

    def warnings(self, record: AssessmentRecord, taken: Steps) -> Sequence[str]:
        return ()

    def plan_step(self, key: str, step: StepInput, context: Context) -> Plan:
        record = find.assessment(key)
        taken = find.steps_of(record.key)
        draft = _Draft(record.key, taken, context)
        draft.add(step)
        return Plan(
            events=draft.events,
            deadlines=draft.deadlines(record.kind),
            answer={"assessment": record.key},
            warnings=tuple(self.warnings(record, taken)),
        )


class SimpleStep(OneStep["SimpleStep.Input"]):
    """Base of the steps of which nothing but the day and a note is asked."""

    class Input(SourcedInput):
        assessment: KeyOf

    def plan(self, data: Input, context: Context) -> Plan:
        step = StepInput(step=self.step, day=context.effective, note=data.note, sure=data.sure)
        return self.plan_step(data.assessment, step, context)


@act
class ApproveAssessmentCost(SimpleStep):
    """The Change Board approved the fee of an Impact Assessment (D19, PMP:4073)."""

    name = "approve_assessment_cost"
    title = "Record that its cost is approved"
    capability = "assessments.manage"
    step = Step.COST_APPROVED


@act
class QueryAssessment(SimpleStep):
    """The DCC asks back. Until it accepts, the assessment is not counted as open (CSR:583)."""

    name = "query_assessment"
    title = "Query a requested assessment"
    capability = "assessments.assess"
    step = Step.QUERIED


@act
class AnswerAssessmentQuery(SimpleStep):
    """Answer the DCC's query, or send new requirements."""

    name = "answer_assessment_query"
    title = "Answer a query on an assessment"
    capability = "assessments.manage"
    step = Step.ANSWERED


@act
class AcceptAssessment(SimpleStep):
    """The DCC accepts: the clock starts, and this day is not counted."""

    name = "accept_assessment"
    title = "Accept a requested assessment"
    capability = "assessments.assess"
    step = Step.ACCEPTED

    def warnings(self, record: AssessmentRecord, taken: Steps) -> Sequence[str]:
        return _cost_warning(record.kind, taken)


@act
class ReturnInterimAssessment(SimpleStep):
    """The DCC returns an interim version; the clock goes on (DCUSA:538)."""

    name = "return_interim_assessment"
    title = "Return an interim version"
    capability = "assessments.assess"
    step = Step.INTERIM


@act
class ReturnAssessment(SimpleStep):
    """The DCC returns the assessment."""

    name = "return_assessment"
    title = "Return an assessment"
    capability = "assessments.assess"
    step = Step.RETURNED


@act
class AssessmentNotRequired(OneStep["AssessmentNotRequired.Input"]):
    """Close the step without an assessment, for a reason (D20, PMP:3948-3952)."""

    name = "assessment_not_required"
    title = "Record that an assessment is not required"
    capability = "assessments.manage"
    step = Step.NOT_REQUIRED

    class Input(ActInput):
        assessment: KeyOf
        reason: Why

    def plan(self, data: Input, context: Context) -> Plan:
        step = StepInput(step=self.step, day=context.effective, note=data.reason)
        return self.plan_step(data.assessment, step, context)


@act
class ExpectAssessment(OneStep["ExpectAssessment.Input"]):
    """The DCC says when it expects to return the assessment, and why if that is after the due date (D07, D10)."""

    name = "expect_assessment"
    title = "Give an expected completion date"
    capability = "assessments.assess"
    step = Step.EXPECTED

    class Input(SourcedInput):
        assessment: KeyOf
        expected: date = Field(title="Expected completion date", description="Such as 15 March 2021.")

    def plan(self, data: Input, context: Context) -> Plan:
        record = find.assessment(data.assessment)
        accepted = find.steps_of(record.key).get((Step.ACCEPTED, 1))
        kind = _type(record.kind)
        if accepted is not None and has_clock(kind, accepted.day) and not data.note.strip():
            due = deadline_of(kind, accepted.day).due
            if data.expected > due:
                raise LATE_WITHOUT_REASON.refuse(
                    record.key, due=format_date(due), day=format_date(data.expected), field="note"
                )
        step = StepInput(step=self.step, day=data.expected, said_on=context.effective, note=data.note, sure=data.sure)
        return self.plan_step(record.key, step, context)


@act
class WithdrawAssessmentStep(Act["WithdrawAssessmentStep.Input"]):
    """Take back a step that was recorded in error. It stays in the log, with the reason."""

    name = "withdraw_assessment_step"
    title = "Take back a step"
    capability = "assessments.manage"

    class Input(ActInput):
        assessment: KeyOf
        step: Step = Field(title="Step")
        number: int = Field(1, ge=1, le=50, title="Which one", description="For a second query or answer: 2.")
        reason: Why

    def plan(self, data: Input, context: Context) -> Plan:
        record = find.assessment(data.assessment)
        taken = find.steps_of(record.key)
        kept = taken.get((data.step, data.number))
        if kept is None:
            named = (f"{step.value} {number}" if number > 1 else step.value for step, number in taken)
            raise NO_STEP.refuse(record.key, step=data.step.value, steps=", ".join(named) or "none", field="step")
        body = StepWithdrawn(
            assessment=record.key,
            step=data.step,
            number=data.number,
            holds_from=kept.holds_from,
            reason=data.reason,
        )
        return Plan(events=(PlannedEvent(stream(record.key), body),), answer={"assessment": record.key})
