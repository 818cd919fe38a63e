"""Acts on consultations: plan one, issue it, move its closing day, close or drop it, or record what a paper prints."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar, TypeVar

from pydantic import Field

from codeclerk.consultations import find, vocabulary
from codeclerk.consultations.events import ConsultationOpened, DateSaid
from codeclerk.consultations.find import Found
from codeclerk.consultations.models import stream
from codeclerk.consultations.rules import (
    Said,
    Standing,
    What,
    close_warnings,
    closing_words,
    issue,
    issue_clause,
    last_day,
    length,
    length_warnings,
    read_issue,
    standing,
)
from codeclerk.kernel.acts import Act, ActInput, Context, Plan, PlannedEvent, act
from codeclerk.kernel.calendar import format_date, london_day
from codeclerk.kernel.errors import Kind, Reason, Refused
from codeclerk.people.inputs import Line
from codeclerk.process.guard import check_open
from codeclerk.register import find as register
from codeclerk.register.inputs import Pick, Ref, SourcedInput, Why, Words
from codeclerk.register.rules.times import When, day_of

CLOSES_BEFORE_ISSUE = Reason(
    "consultations.closes_before_issue",
    rule="a consultation closes on the day of its issue or later",
    problem="{object} cannot close on {closes}: it is issued {issue}",
    remedy="Correct the closing day or the issue.",
)
NOT_YET = Reason(
    "consultations.not_yet",
    rule="what is recorded as issued or closed has happened; what is to come is planned",
    problem="{object} cannot be recorded for {day}, which lies ahead",
    remedy="Choose today or an earlier day, or plan the consultation.",
)
NOTHING_GIVEN = Reason(
    "consultations.nothing_given",
    rule="a consultation is recorded with one of its dates: issue, expected issue, closing day or last day",
    problem="no date of {object} is given",
    remedy="Give at least one.",
)
OPEN_ALREADY = Reason(
    "consultations.open_already",
    rule="one consultation of a kind is out on a proposal at a time",
    problem="{object} is open on {day}",
    remedy="Move its closing day, or close it first.",
    kind=Kind.CONFLICT,
)
NOT_OPEN = Reason(
    "consultations.not_open",
    rule="a consultation that is open can be closed; one that is not closed can have its closing day moved",
    problem="{object} is {standing} on {day}",
    remedy="{hint}",
    kind=Kind.CONFLICT,
)
ISSUED_ALREADY = Reason(
    "consultations.issued_already",
    rule="a consultation that was issued is closed, not dropped",
    problem="{object} was issued",
    remedy="Close it instead.",
    kind=Kind.CONFLICT,
)

KindOf = Annotated[Pick, Field(title="Kind", min_length=1)]
IssueText = Annotated[
    Line,
    Field(
        title="Issue expected",
        max_length=60,
        description="A day, a month, or a week: 15 March 2021, March 2021, week commencing 15 March 2021.",
    ),
]
ClosesOn = Annotated[date | None, Field(title="Closes on", description="Its last day; it closes then at 17:00.")]
KeyOf = Annotated[
    Line, Field(title="Consultation", min_length=1, max_length=60, description="Its key, such as 0144-report-1.")
]
Data = TypeVar("Data", bound=ActInput)


class ConsultationAct(Act[Data]):
    """Base of every act on consultations."""

    capability: ClassVar[str] = "consultations.manage"


class OnProposal(SourcedInput):
    """A consultation by its proposal and its kind."""

    proposal: Ref
    kind: KindOf


class _Draft:
    """The events of one consultation that an act is about to make."""

    def __init__(self, context: Context, proposal: str, number: str, kind: str, nth: int, found: Found | None) -> None:
        self.context, self.found = context, found
        self.key = found.key if found else find.key_for(proposal, kind, nth)
        self.named = found.named if found else find.named(kind, number)
        self.bodies: list[ConsultationOpened | DateSaid] = []
        self.now = found.now if found else {}
        if found is None:
            self.bodies.append(
                ConsultationOpened(consultation=self.key, named=self.named, proposal=proposal, kind=kind, number=nth)
            )

    @classmethod
    def of(cls, context: Context, found: Found) -> _Draft:
        return cls(context, found.proposal, "", found.kind, found.number, found)

    def say(
        self, what: What, when: When | None, data: SourcedInput, *, since: date | None = None, reason: str = ""
    ) -> None:
        """One more thing said; `since` is the act's day unless given."""
        holds_from = since or self.context.effective
        self.now = {**self.now, what: Said(what, holds_from, when, reason)}
        self.bodies.append(
            DateSaid(
                consultation=self.key,
                named=self.named,
                what=what,
                first=when.first if when else None,
                last=when.last if when else None,
                is_month=when.is_month if when else False,
                holds_from=holds_from,
                reason=reason,
                sure=data.sure,
                note=data.note,
            )
        )

    def plan(self) -> Plan:
        """The plan, with what is odd about the dates as warnings."""
        rule = vocabulary.rules().usual_length
        last = last_day(self.now)
        days = length(self.now, rule)
        return Plan(
            events=tuple(PlannedEvent(stream(self.key), body) for body in self.bodies),
            answer={"consultation": self.key},
            warnings=(*close_warnings(last), *length_warnings(days, rule, last or self.context.effective)),
        )

    def check_order(self, field: str = "closes") -> None:
        """Refuse a last day before the issue."""
        last, when = last_day(self.now), issue(self.now)
        if last is not None and when is not None and last < when.first:
            raise CLOSES_BEFORE_ISSUE.refuse(
                self.named, closes=closing_words(last), issue=issue_clause(when), field=field
            )


def _check_happened(named: str, day: date, context: Context, field: str) -> None:
    if day > london_day(context.now):
        raise NOT_YET.refuse(named, day=format_date(day), field=field)


def _draft(data: OnProposal, context: Context, on: date) -> _Draft:
    """The consultation that is expected on a day, by all that is known, or else the next of its kind."""
    subject = register.subject(data.proposal)
    kind = vocabulary.kind(data.kind).id
    every = find.of_proposal(subject.key, kind)
    for one in every:
        if standing(one.now, on) is Standing.EXPECTED:
            return _Draft.of(context, one)
    return _Draft(context, subject.key, subject.number, kind, len(every) + 1, None)


def _check_none_open(data: OnProposal, context: Context) -> None:
    subject = register.subject(data.proposal)
    for one in find.of_proposal(subject.key, vocabulary.kind(data.kind).id):
        if standing(one.on(context.effective), context.effective) is Standing.OPEN:
            raise OPEN_ALREADY.refuse(one.named, day=format_date(context.effective), field="kind")


@act
class PlanConsultation(ConsultationAct["PlanConsultation.Input"]):
    """Say when a consultation is expected to be issued. One that is expected already is planned anew."""

    name = "plan_consultation"
    title = "Plan a consultation"

    class Input(OnProposal):
        expected_issue: Annotated[IssueText, Field(min_length=1)]
        closes: ClosesOn = None

    def plan(self, data: Input, context: Context) -> Plan:
        draft = _draft(data, context, context.effective)
        draft.say(What.EXPECTED, read_issue(data.expected_issue), data)
        if data.closes is not None:
            draft.say(What.CLOSES, day_of(data.closes), data)
        draft.check_order()
        return draft.plan()


@act
class IssueConsultation(ConsultationAct["IssueConsultation.Input"]):
    """Issue a consultation, planned before or not. Effective is the day of its issue."""

    name = "issue_consultation"
    title = "Issue a consultation"

    class Input(OnProposal):
        closes: Annotated[date, Field(title="Closes on", description="Its last day; it closes then at 17:00.")]

    def check_sent(self, data: Input, context: Context) -> None:
        kind = vocabulary.kind(data.kind)
        check_open(type(self), register.subject(data.proposal), context, of=kind.id)

    def plan(self, data: Input, context: Context) -> Plan:
        _check_none_open(data, context)
        draft = _draft(data, context, date.max)
        _check_happened(draft.named, context.effective, context, "effective")
        draft.say(What.ISSUED, day_of(context.effective), data)
        draft.say(What.CLOSES, day_of(data.closes), data)
        draft.check_order()
        return draft.plan()


@act
class RecordConsultation(ConsultationAct["RecordConsultation.Input"]):
    """Record what a source prints of a consultation, all at once. Effective is the day of the source.

    With a closing day and neither an issue nor an expected one, it was out on that day, issued on a day that is not
    known. An issue that is known holds from its day; the others from the day of the source.
    """

    name = "record_consultation"
    title = "Record a consultation"

    class Input(OnProposal):
        issued: Annotated[
            IssueText, Field(title="Issued", description="A day, a month or a week; empty where it is not known.")
        ] = ""
        closes: ClosesOn = None
        expected_issue: IssueText = ""
        closed: Annotated[
            date | None,
            Field(title="Closed by", description="Where no closing day is known: the last day on which it was open."),
        ] = None
        number: Annotated[
            int, Field(title="Which one", ge=1, le=99, description="The first of its kind on the proposal, or which.")
        ] = 1

    def plan(self, data: Input, context: Context) -> Plan:
        draft = self._draft(data, context)
        if not (data.issued or data.closes or data.expected_issue or data.closed):
            raise NOTHING_GIVEN.refuse(draft.named)
        since = context.effective
        if data.expected_issue:
            draft.say(What.EXPECTED, read_issue(data.expected_issue), data)
        if data.issued:
            issued = read_issue(data.issued)
            _check_happened(draft.named, issued.first, context, "issued")
            since = issued.first
            draft.say(What.ISSUED, issued, data, since=since)
        if self._was_out(data, context):
            draft.say(What.OUT, day_of(context.effective), data)
        if data.closes is not None:
            draft.say(What.CLOSES, day_of(data.closes), data, since=since)
        if data.closed is not None:
            _check_happened(draft.named, data.closed, context, "closed")
            draft.say(What.ENDED, day_of(data.closed), data, since=data.closed)
        draft.check_order("closes" if data.closes else "closed")
        return draft.plan()

    @staticmethod
    def _was_out(data: Input, context: Context) -> bool:
        """Whether the source says that it was out on its own day, and no day of issue tells that."""
        if data.issued:
            issued = read_issue(data.issued)
            return issued.first <= context.effective < issued.last
        return data.closes is not None and not data.expected_issue and data.closed is None

    @staticmethod
    def _draft(data: Input, context: Context) -> _Draft:
        subject = register.subject(data.proposal, may_be_split=True)
        kind = vocabulary.kind(data.kind).id
        found = [one for one in find.of_proposal(subject.key, kind) if one.number == data.number]
        return _Draft(context, subject.key, subject.number, kind, data.number, found[0] if found else None)


@act
class MoveClose(ConsultationAct["MoveClose.Input"]):
    """Move the closing day of a consultation. The earlier ones stay. Effective is the day on which that was said."""

    name = "move_close"
    title = "Move the closing day"

    class Input(SourcedInput):
        consultation: KeyOf
        closes: Annotated[date, Field(title="Closes on", description="Its last day; it closes then at 17:00.")]
        reason: Why

    def plan(self, data: Input, context: Context) -> Plan:
        found = find.consultation(data.consultation)
        stands = standing(found.on(context.effective), context.effective)
        if stands in (Standing.CLOSED, Standing.DROPPED):
            hint = "Choose for “Said on” the day on which the new closing day was said, or issue another one."
            raise _not_open(found, stands, context, hint)
        draft = _Draft.of(context, found)
        draft.say(What.CLOSES, day_of(data.closes), data, reason=data.reason)
        draft.check_order()
        return draft.plan()


@act
class CloseConsultation(ConsultationAct["CloseConsultation.Input"]):
    """Close a consultation before its closing day, or one that has none. Effective is its last day."""

    name = "close_consultation"
    title = "Close a consultation"

    class Input(SourcedInput):
        consultation: KeyOf
        reason: Annotated[Words, Field(title="Reason")] = ""

    def plan(self, data: Input, context: Context) -> Plan:
        found = find.consultation(data.consultation)
        stands = standing(found.on(context.effective), context.effective)
        if stands is not Standing.OPEN:
            hint = "Choose a day on which it was open." if stands is Standing.CLOSED else "Drop it, or issue it first."
            raise _not_open(found, stands, context, hint)
        _check_happened(found.named, context.effective, context, "effective")
        draft = _Draft.of(context, found)
        draft.say(What.ENDED, day_of(context.effective), data, reason=data.reason)
        return draft.plan()


@act
class DropConsultation(ConsultationAct["DropConsultation.Input"]):
    """Say that a consultation that was expected will not be issued."""

    name = "drop_consultation"
    title = "Drop a consultation"

    class Input(SourcedInput):
        consultation: KeyOf
        reason: Why

    def plan(self, data: Input, context: Context) -> Plan:
        found = find.consultation(data.consultation)
        stands = standing(found.on(context.effective), context.effective)
        if stands in (Standing.OPEN, Standing.CLOSED):
            raise ISSUED_ALREADY.refuse(found.named)
        draft = _Draft.of(context, found)
        draft.say(What.DROPPED, None, data, reason=data.reason)
        return Plan(draft.plan().events, answer={"consultation": found.key})


def _not_open(found: Found, stands: Standing, context: Context, hint: str) -> Refused:
    return NOT_OPEN.refuse(
        found.named, standing=stands.value, day=format_date(context.effective), hint=hint, field="effective"
    )
