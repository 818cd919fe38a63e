"""Acts on derogations: grant one, extend it, say whether a condition is met, end it early, withdraw a wrong record.

What a body decides on a derogation is a decision too: where a proposal is named, the same act records it.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar, TypeVar

from pydantic import Field

from codeclerk.decisions import find as decisions
from codeclerk.decisions.commands import RecordDecision
from codeclerk.derogations import find, reasons
from codeclerk.derogations.events import (
    ConditionAssessed,
    ConditionSet,
    DerogationEnded,
    DerogationEvent,
    DerogationExtended,
    DerogationGranted,
    DerogationWithdrawn,
)
from codeclerk.derogations.find import Found
from codeclerk.derogations.guards import (
    DEROGATION,
    check_alone,
    check_extension,
    check_happened,
    check_not_ended,
    check_order,
    granting,
)
from codeclerk.derogations.models import stream
from codeclerk.derogations.rules.clauses import read_rule
from codeclerk.derogations.rules.terms import Bounds, Met, Said, What, bounds, read_condition
from codeclerk.derogations.rules.values import term_words
from codeclerk.kernel.acts import Act, ActInput, Context, Plan, PlannedEvent, act
from codeclerk.kernel.calendar import format_date, london_day
from codeclerk.kernel.packs import Body
from codeclerk.people import find as people
from codeclerk.people.inputs import Key, Line
from codeclerk.people.vocabulary import body as body_named
from codeclerk.register import find as register
from codeclerk.register.inputs import Pick, SourcedInput, Why, Words
from codeclerk.register.rules.times import clause, day_of, read_when

KeyOf = Annotated[
    Line, Field(title="Derogation", min_length=1, max_length=100, description="Its key, such as dcc-h8-3-2019-02.")
]
Decided = Annotated[
    Line,
    Field(title="Decided", max_length=60, description="A day, or a month if no more is known. Empty: the act's day."),
]
Until = Annotated[
    Line,
    Field(title="Until", max_length=60, description="Its last day, or the month in which it ends. May be empty."),
]
EndsWith = Annotated[
    Line,
    Field(
        title="Proposal that ends it",
        max_length=60,
        description="Such as MP092: the derogation ends when that is implemented. May be empty.",
    ),
]
OnProposal = Annotated[
    Line,
    Field(
        title="Decided on the proposal",
        max_length=60,
        description="The decision is recorded on it too. Empty: on the one that ends it, if one is named.",
    ),
]
Conditions = Annotated[tuple[Annotated[Line, Field(min_length=1, max_length=600)], ...], Field(max_length=30)]
Rules = Annotated[tuple[Annotated[Line, Field(min_length=1, max_length=200)], ...], Field(max_length=20)]
CONDITIONS_HINT = "One in each line: the condition, a bar, how it is shown to be met."
Data = TypeVar("Data", bound=ActInput)


class DerogationAct(Act[Data]):
    """Base of every act on derogations. They are decisions: who may record those may record these."""

    capability: ClassVar[str] = "decisions.record"


class TermInput(SourcedInput):
    """What a body decides of a derogation's end."""

    until: Until = ""
    ends_with: EndsWith = ""
    decided: Decided = ""
    proposal: OnProposal = ""
    conditions: Conditions = Field((), title="Conditions", description=CONDITIONS_HINT)


class GrantedInput(SourcedInput):
    """What a derogation is: who need not meet which rules, and what is permitted instead."""

    body: Annotated[Pick, Field(title="Granted by", min_length=1)]
    party: Annotated[Key, Field(title="Granted to", description="Key of the organisation, such as dcc.")]
    rules: Rules = Field(
        title="Rules that need not be met",
        min_length=1,
        description="One in each line, its clause in front: H8.3 hours and length of Planned Maintenance.",
    )
    what: Annotated[Words, Field(title="What is permitted", min_length=1, max_length=1000)]
    starts: Annotated[
        Line, Field(title="From", max_length=60, description="Its first day. Empty: when it was decided.")
    ] = ""


class _Term:
    """The end that an act gives to a derogation, and the decision with which a body gave it."""

    def __init__(self, what: What, named: str, body: Body, data: TermInput, context: Context) -> None:
        self.named, self.body, self.data, self.context = named, body, data, context
        self.until = read_when(data.until) if data.until else None
        subject = register.subject(data.ends_with, "ends_with", may_be_split=True) if data.ends_with else None
        self.ends_with = subject.key if subject else ""
        if self.until is None and subject is None:
            raise reasons.NO_END.refuse(named, field="until")
        self.decided = read_when(data.decided) if data.decided else day_of(context.effective)
        today = london_day(context.now)
        if self.decided.first > min(context.effective, today) or context.effective > today:
            raise reasons.NOT_YET.refuse(named, when=clause(self.decided), field="decided")
        self.holds_from = self.decided.first if self.decided.is_day else min(self.decided.last, context.effective)
        self.ending = find.ending_now(self.ends_with) if self.ends_with else None
        self.said = Said(what, self.holds_from, until=self.until, ends_with=self.ends_with, decided=self.decided)
        self.end_words = term_words(self.said, self.ending)
        self.bounds: Bounds = bounds(self.said, self.ending)
        self.decision, self.events, self.warnings = self._decision()

    def _decision(self) -> tuple[str, tuple[PlannedEvent, ...], tuple[str, ...]]:
        """The key of the decision on a proposal, and its events where it is not recorded yet."""
        text = self.data.proposal or self.data.ends_with
        if not text:
            return "", (), ("No proposal is named, so that no decision is recorded beside the derogation.",)
        key = register.key_of(text)
        for one in decisions.of_proposal(key):
            if one.body == self.body.id and one.outcome == DEROGATION and one.when.agrees_with(self.decided):
                return one.key, (), ()
        given = {"body": self.body.id, "proposal": text, "outcome": DEROGATION, "when": self.decided.isoformat()}
        data = RecordDecision.Input.model_validate({**given, "sure": self.data.sure, "note": self.data.note})
        plan = RecordDecision().plan(data, self.context)
        return str(plan.answer["decision"]), plan.events, plan.warnings

    def plan(self, key: str, event: DerogationEvent, first_number: int = 1) -> Plan:
        """The decision, the event, and the conditions that come with it."""
        conditions = [
            _condition(key, event, number, line) for number, line in enumerate(self.data.conditions, first_number)
        ]
        own = (PlannedEvent(stream(key), one) for one in (event, *conditions))
        return Plan((*self.events, *own), answer=_answer(key, self.decision), warnings=self.warnings)


def _condition(key: str, event: DerogationEvent, number: int, line: str) -> ConditionSet:
    text, shown_by = read_condition(line)
    if not text:
        raise reasons.EMPTY_CONDITION.refuse(f"condition {number}", field="conditions")
    return ConditionSet(
        derogation=key,
        named=event.named,
        holds_from=event.holds_from,
        number=number,
        text=text,
        shown_by=shown_by,
        sure=event.sure,
    )


def _answer(key: str, decision: str = "") -> dict[str, str]:
    return {"derogation": key, **({"decision": decision} if decision else {})}


@act
class GrantDerogation(DerogationAct["GrantDerogation.Input"]):
    """Record that a body permits somebody not to meet a rule of the code for a time, on conditions.

    It is known from the day of the decision; of one known to the month, from the act's day or the end of that month.
    """

    name = "grant_derogation"
    title = "Grant a derogation"

    class Input(TermInput, GrantedInput):
        pass

    def plan(self, data: Input, context: Context) -> Plan:
        body = granting(body_named(data.body))
        party = people.organisation(data.party, "party").key
        rules = tuple(read_rule(one) for one in data.rules)
        named = find.named(party, rules)
        term = _Term(What.GRANTED, named, body, data, context)
        starts = read_when(data.starts) if data.starts else term.decided
        check_order(named, starts, term.bounds, term.end_words)
        check_alone(party, rules, starts, term.bounds)
        key = find.free_key(party, rules[0], term.decided)
        event = DerogationGranted(
            derogation=key,
            named=named,
            holds_from=term.holds_from,
            body=body.id,
            body_name=body.name,
            party=party,
            rules=tuple((one.clause, one.about) for one in rules),
            what=data.what,
            decided=term.decided.isoformat(),
            starts=starts.isoformat(),
            until=term.until.isoformat() if term.until else "",
            ends_with=term.ends_with,
            end_words=term.end_words,
            decision=term.decision,
            sure=data.sure,
            note=data.note,
        )
        return term.plan(key, event)


@act
class ExtendDerogation(DerogationAct["ExtendDerogation.Input"]):
    """Record that a body lets a derogation run longer: until a later day, or until a proposal is implemented."""

    name = "extend_derogation"
    title = "Extend a derogation"

    class Input(TermInput):
        derogation: KeyOf
        reason: Annotated[Words, Field(title="Reason", max_length=1000)] = ""
        after_end: Annotated[
            bool,
            Field(title="After its end", description="The body extended it when it had ended. The gap is shown."),
        ] = False

    def plan(self, data: Input, context: Context) -> Plan:
        found = find.derogation(data.derogation)
        check_not_ended(found)
        term = _Term(What.EXTENDED, found.named, granting(body_named(found.body)), data, context)
        check_extension(found, term.decided, term.bounds, data.after_end)
        event = DerogationExtended(
            derogation=found.key,
            named=found.named,
            holds_from=term.holds_from,
            decided=term.decided.isoformat(),
            until=term.until.isoformat() if term.until else "",
            ends_with=term.ends_with,
            end_words=term.end_words,
            decision=term.decision,
            reason=data.reason,
            sure=data.sure,
            note=data.note,
        )
        return term.plan(found.key, event, max(found.conditions, default=0) + 1)


@act
class RecordCondition(DerogationAct["RecordCondition.Input"]):
    """Record whether a condition of a derogation is met. Effective is the day from which that holds."""

    name = "record_condition"
    title = "Say whether a condition is met"

    class Input(SourcedInput):
        derogation: KeyOf
        number: Annotated[int, Field(title="Condition", ge=1, le=999, description="Its number.")]
        met: Annotated[Met, Field(title="Is it met?", strict=False)]
        evidence: Annotated[Words, Field(title="What shows it", max_length=1000)] = ""

    def plan(self, data: Input, context: Context) -> Plan:
        found = find.derogation(data.derogation)
        if data.number not in found.conditions:
            numbers = ", ".join(map(str, found.conditions))
            hint = f"Its conditions are {numbers}." if numbers else "It was granted without conditions."
            raise reasons.NO_CONDITION.refuse(found.named, number=data.number, hint=hint, field="number")
        check_happened(found.named, context)
        text, shown_by = found.conditions[data.number]
        event = ConditionAssessed(
            derogation=found.key,
            named=found.named,
            holds_from=context.effective,
            number=data.number,
            text=text,
            shown_by=shown_by,
            met=data.met,
            evidence=data.evidence,
            sure=data.sure,
            note=data.note,
        )
        return Plan((PlannedEvent(stream(found.key), event),), answer=_answer(found.key))


@act
class EndDerogation(DerogationAct["EndDerogation.Input"]):
    """End a derogation before its end. Effective is the last day on which it was in force."""

    name = "end_derogation"
    title = "End a derogation early"

    class Input(SourcedInput):
        derogation: KeyOf
        reason: Why

    def plan(self, data: Input, context: Context) -> Plan:
        found = find.derogation(data.derogation)
        check_not_ended(found)
        check_happened(found.named, context)
        day, starts, last = context.effective, found.granted.starts, found.bounds.possible
        if starts is not None and day < starts.first:
            hint = "Choose a later day, or withdraw its record if it was never granted."
            raise reasons.END_BEFORE_START.refuse(
                found.named, end=f"on {format_date(day)}", start=clause(starts), hint=hint, field="effective"
            )
        if last is not None and day > last:
            raise reasons.OVER.refuse(found.named, end=format_date(last), field="effective")
        return _plain(found, DerogationEnded, day, data)


@act
class WithdrawDerogation(DerogationAct["WithdrawDerogation.Input"]):
    """Say that a derogation was never granted, or was recorded wrongly. Its record stays; lists leave it out."""

    name = "withdraw_derogation"
    title = "Withdraw a derogation that was recorded wrongly"

    class Input(SourcedInput):
        derogation: KeyOf
        reason: Why

    def plan(self, data: Input, context: Context) -> Plan:
        found = find.derogation(data.derogation)
        return _plain(found, DerogationWithdrawn, found.granted.since, data)


def _plain(
    found: Found,
    event: type[DerogationEnded | DerogationWithdrawn],
    day: date,
    data: EndDerogation.Input | WithdrawDerogation.Input,
) -> Plan:
    """The plan of an act that says one thing with a reason."""
    body = event(
        derogation=found.key, named=found.named, holds_from=day, reason=data.reason, sure=data.sure, note=data.note
    )
    left = [one.decision for one in found.said if one.decision] if event is DerogationWithdrawn else []
    warnings = (f"What was recorded as decisions stays: {', '.join(left)}.",) if left else ()
    return Plan((PlannedEvent(stream(found.key), body),), answer=_answer(found.key), warnings=warnings)
