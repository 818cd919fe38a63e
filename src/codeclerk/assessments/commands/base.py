"""What the acts on assessments share: the fields, the guards of a step, and the events that it makes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Annotated

from pydantic import Field

from codeclerk.assessments import find
from codeclerk.assessments.events import AssessmentOpened, StepRecorded
from codeclerk.assessments.find import Steps, Taken
from codeclerk.assessments.models import stream
from codeclerk.assessments.rules import ONCE, Step, deadline_of, has_clock, order_fault
from codeclerk.kernel.acts import ActInput, Context, Plan, PlannedEvent
from codeclerk.kernel.calendar.dates import format_date, london_day
from codeclerk.kernel.calendar.deadlines import Deadline
from codeclerk.kernel.errors import Kind, Reason
from codeclerk.kernel.packs import Bodies, Sure
from codeclerk.kernel.packs.assessments import AssessmentType
from codeclerk.kernel.publishing import running_pack
from codeclerk.people.inputs import Line
from codeclerk.register.inputs import Pick, Words

OUT_OF_ORDER = Reason(
    "assessments.out_of_order",
    rule="an assessment is requested, then accepted, then returned; it ends once; its clock starts on acceptance",
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

MOVED_WITHOUT_REASON = Reason(
    "assessments.moved_without_reason",
    rule="a delivery date that differs from the one before is given with its reason (SEC D6.9)",
    problem="{object} was expected on {before}, and {day} is another day",
    remedy="Say in the note why; of a paper that gives no reason, that it is not printed.",
)

KindOf = Annotated[Pick, Field(title="Type", min_length=1, description="PA or IA; PIA and FIA are understood.")]
KeyOf = Annotated[
    Line,
    Field(title="Assessment", min_length=1, max_length=60, description="Its key, such as 0107-IA-1, or MP107-IA-1."),
]
NumberOf = Annotated[int, Field(ge=1, le=50, title="Number", description="1 for the first of its type.")]


class StepInput(ActInput):
    """One step as it is recorded. What it leaves out is that of the whole act."""

    step: Step
    day: date
    said_on: date | None = Field(
        default=None, description="For an expected date: the day on which it was given; the act's day unless named."
    )
    note: Words = ""
    sure: Sure | None = None


class Draft:
    """The events that an act is about to make of one assessment, each step checked against those before it.

    `opens` is what the first event says when the assessment is new.
    """

    def __init__(
        self, key: str, kind: AssessmentType, taken: Steps, context: Context, opens: AssessmentOpened | None = None
    ) -> None:
        self.key, self.kind, self.taken, self.context = key, kind, dict(taken), context
        self.bodies: list[AssessmentOpened | StepRecorded] = [opens] if opens else []

    def since(self, one: StepInput) -> date:
        """The day from which a step holds: that on which it happened, or on which an expected date was given."""
        return (one.said_on or self.context.effective) if one.step is Step.EXPECTED else one.day

    def add(self, one: StepInput) -> None:
        """Record a step. Refused: it happened already, lies ahead, or does not fit the others."""
        since = self.since(one)
        if one.step in ONCE and (one.step, 1) in self.taken:
            happened = format_date(self.taken[one.step, 1].day)
            raise HAPPENED.refuse(self.key, step=one.step.in_words, day=happened, field="effective")
        if since > london_day(self.context.now):
            raise NOT_YET.refuse(self.key, step=one.step.in_words, day=format_date(since), field="effective")
        fault = order_fault(((step, kept.holds_from) for (step, _), kept in self.taken.items()), one.step, since)
        if fault is not None:
            other, when = fault
            raise OUT_OF_ORDER.refuse(
                self.key,
                step=one.step.in_words,
                day=format_date(since),
                other=other.in_words,
                other_day=format_date(when),
                field="effective",
            )
        self.repeat(one, self._number(one.step))

    def check_moved(self, expected: date, said: date) -> None:
        """Refuse an expected date without a reason, given on a day, that differs from the one before (D44)."""
        before = self.taken.get((Step.EXPECTED, 1))
        if before is not None and before.holds_from <= said and before.day != expected:
            was, day = format_date(before.day), format_date(expected)
            raise MOVED_WITHOUT_REASON.refuse(self.key, before=was, day=day, field="note")

    def repeat(self, one: StepInput, number: int) -> None:
        """Record a step under a number without a check: one that is recorded already, and was known earlier."""
        since, instant = self.since(one), self.context.known_from
        self.taken[one.step, number] = Taken(number, one.day, since, instant, instant)
        self.bodies.append(
            StepRecorded(
                assessment=self.key,
                step=one.step,
                number=number,
                day=one.day,
                holds_from=since,
                note=one.note,
                sure=one.sure or Sure.STATED,
            )
        )

    def _number(self, step: Step) -> int:
        # An expected date replaces the one before it; a second query stands beside the first.
        if step in ONCE or step is Step.EXPECTED:
            return 1
        return 1 + max((number for kept, number in self.taken if kept is step), default=0)

    def due(self) -> date | None:
        """The due date by the acceptance that is recorded; None while there is none, or no clock on that day."""
        accepted = self.taken.get((Step.ACCEPTED, 1))
        if accepted is None or not has_clock(self.kind, accepted.day):
            return None
        return deadline_of(self.kind, accepted.day).due

    def plan(self, warnings: Iterable[str] = ()) -> Plan:
        """The plan: the events, the due date that starts with a new acceptance, and the key as the answer."""
        return Plan(
            events=tuple(PlannedEvent(stream(self.key), body) for body in self.bodies),
            deadlines=tuple(self._deadlines()),
            answer={"assessment": self.key},
            warnings=tuple(warnings),
        )

    def _deadlines(self) -> Iterable[Deadline]:
        for body in self.bodies:
            if isinstance(body, StepRecorded) and body.step is Step.ACCEPTED and has_clock(self.kind, body.day):
                yield deadline_of(self.kind, body.day)


def draft_of(text: str, context: Context) -> Draft:
    """The draft of an assessment that is in the record. Refused: unknown, with the nearest."""
    record = find.assessment(text)
    return Draft(record.key, find.type_of(record.kind), find.steps_of(record.key), context)


def new_draft(proposal: str, kind: AssessmentType, key: str, context: Context) -> Draft:
    """The draft of an assessment that the act brings into the record."""
    return Draft(key, kind, {}, context, AssessmentOpened(assessment=key, proposal=proposal, kind=kind.id))


def cost_warning(kind: AssessmentType, taken: Steps, day: date) -> tuple[str, ...]:
    """What is odd about the approval of the fee, where a body of the pack approves it before the request (D19)."""
    approval = kind.cost_approval
    if approval is None or min(approval.values) > day:
        return ()
    body = next(one.name for one in running_pack().of(Bodies).bodies if one.id == approval.at(day).value)
    approved, requested = taken.get((Step.COST_APPROVED, 1)), taken.get((Step.REQUESTED, 1))
    if approved is None:
        return (f"The record has no approval of its cost by the {body}, which comes before the request.",)
    if requested is not None and requested.day < approved.day:
        return (
            f"The {body} approved its cost on {format_date(approved.day)}, after it was requested on "
            f"{format_date(requested.day)}.",
        )
    return ()
