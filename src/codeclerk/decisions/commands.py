"""Acts on decisions: put a proposal to a body, record what it decided, ask for a review and settle it, withdraw a wrong
record.

A decision is a fact of its own. It does not move the proposal's status, path or release: the process does that.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Annotated, ClassVar, TypeVar

from pydantic import Field

from codeclerk.decisions import find, vocabulary
from codeclerk.decisions.events import (
    DecisionRecorded,
    DecisionWithdrawn,
    ProposalPresented,
    ProposalTakenOff,
    ReviewAsked,
    ReviewSettled,
)
from codeclerk.decisions.models import stream
from codeclerk.decisions.packs import Outcome, Reach
from codeclerk.decisions.rules.days import day_doubts, stage_warning
from codeclerk.decisions.rules.values import decision_key
from codeclerk.kernel.acts import Act, ActInput, Context, Plan, PlannedEvent, act
from codeclerk.kernel.calendar import format_date, london_day
from codeclerk.kernel.errors import Kind, Reason
from codeclerk.kernel.packs import Body
from codeclerk.people.inputs import Line
from codeclerk.people.vocabulary import body as body_named
from codeclerk.register import find as register
from codeclerk.register import vocabulary as register_words
from codeclerk.register.find import Subject
from codeclerk.register.inputs import Pick, Ref, SourcedInput, Why, Words
from codeclerk.register.models import stream as proposal_stream
from codeclerk.register.rules.times import When, clause, day_of, read_when

NOT_THEIRS = Reason(
    "decisions.not_theirs",
    rule="each outcome is for the bodies that the code pack names (decisions.yaml)",
    problem="{object} cannot reach the outcome “{outcome}”",
    remedy="{hint}",
)
OTHER_PATH = Reason(
    "decisions.other_path",
    rule="a body has the last word only on the path that gives it",
    problem="{object} is on the path {path}, on which the outcome “{outcome}” is not the {body}’s",
    remedy="{hint}",
)
NO_FLAG = Reason(
    "decisions.no_flag",
    rule="some outcomes are for proposals with a flag only",
    problem="{object} is not marked {flag}, without which the {body} does not reach the outcome “{outcome}”",
    remedy="Set that flag on the proposal first, from a day before the decision.",
)
TWICE = Reason(
    "decisions.twice",
    rule="a decision is recorded once, and a body does not answer one question in two ways on one day",
    problem="{object} is recorded already: {other}",
    remedy="Withdraw that record first, if it is wrong.",
    kind=Kind.CONFLICT,
)
NOT_YET = Reason(
    "decisions.not_yet",
    rule="what is recorded as decided has been decided; what is to come is put to the body",
    problem="a decision {when} cannot be recorded on {day}",
    remedy="Choose that day or an earlier one, or put the proposal to the body.",
)
PAST_MEETING = Reason(
    "decisions.past_meeting",
    rule="a proposal is put to a meeting that is to come",
    problem="{object} cannot be put to a meeting on {meeting}, which is over on {day}",
    remedy="Choose a later meeting, or record what was decided.",
)
NOT_PRESENTED = Reason(
    "decisions.not_presented",
    rule="only what is put to a meeting can be taken off it",
    problem="{object} is not put to the {body} on {meeting}",
    remedy="Look at what is put to bodies in the list of decisions.",
    kind=Kind.NOT_FOUND,
)
OWN_REVIEW = Reason(
    "decisions.own_review",
    rule="a review is asked of another body",
    problem="the {object} cannot ask itself for a review",
    remedy="Name the body that is to look at it.",
)
REVIEW_BEFORE = Reason(
    "decisions.review_before",
    rule="a review comes after the decision that asks for it",
    problem="a review on {day} comes before the decision ({when})",
    remedy="Correct the day.",
)
REVIEWED = Reason(
    "decisions.review_there",
    rule="one review is asked for with a decision, and settled once",
    problem="{object}: {what}",
    remedy="{hint}",
    kind=Kind.CONFLICT,
)

BodyOf = Annotated[Pick, Field(title="Body", min_length=1)]
OutcomeOf = Annotated[Pick, Field(title="Outcome", min_length=1)]
Letters = Annotated[tuple[Annotated[Line, Field(min_length=1, max_length=40)], ...], Field(max_length=10)]
KeyOf = Annotated[
    Line,
    Field(
        title="Decision",
        min_length=1,
        max_length=140,
        description="Its key, such as change_board-2021-02-23-MP077-approved.",
    ),
]
Data = TypeVar("Data", bound=ActInput)


class DecisionAct(Act[Data]):
    """Base of every act on decisions."""

    capability: ClassVar[str] = "decisions.record"


class ReviewInput(ActInput):
    """What another body is asked to look at again, and the day of its meeting where that is known."""

    to: BodyOf
    about: Annotated[Words, Field(title="What to review", min_length=1, max_length=500)]
    meeting: date | None = None


# --- what is put to a body -----------------------------------------------------


class PresentedInput(SourcedInput):
    """A proposal at one meeting of a body."""

    body: BodyOf
    proposal: Ref
    meeting: Annotated[date, Field(title="Meeting", description="The day on which the body meets.")]


@act
class PutToBody(DecisionAct["PutToBody.Input"]):
    """Put a proposal to a coming meeting of a body, and say what the body is asked for. Effective is the paper's day.

    Put to the same meeting again, it is asked for what was said last.
    """

    name = "put_to_body"
    title = "Put a proposal to a body"

    class Input(PresentedInput):
        asks: Annotated[
            tuple[Annotated[Pick, Field(min_length=1)], ...],
            Field(title="What the body is asked for", min_length=1, max_length=20),
        ]

    def plan(self, data: Input, context: Context) -> Plan:
        subject = register.subject(data.proposal)
        body = body_named(data.body)
        if data.meeting < context.effective:
            raise PAST_MEETING.refuse(
                subject.number,
                meeting=format_date(data.meeting),
                day=format_date(context.effective),
                field="meeting",
            )
        asked = {_outcome_for(body, text, "asks").id for text in data.asks}
        asks = tuple(one.id for one in vocabulary.outcomes() if one.id in asked)
        event = ProposalPresented(
            proposal=subject.key,
            number=subject.number,
            body=body.id,
            body_name=body.name,
            meeting=data.meeting,
            asks=asks,
            asks_words=vocabulary.recommendations(asks, subject.number),
            sure=data.sure,
            note=data.note,
        )
        return Plan(
            (PlannedEvent(proposal_stream(subject.key), event),),
            answer={"proposal": subject.key, "number": subject.number, "body": body.id},
            warnings=_odd(day_of(data.meeting), body),
        )


@act
class TakeFromBody(DecisionAct["TakeFromBody.Input"]):
    """Say that a proposal is not put to a meeting after all."""

    name = "take_from_body"
    title = "Take a proposal off a meeting"

    class Input(PresentedInput):
        reason: Why

    def plan(self, data: Input, context: Context) -> Plan:
        subject = register.subject(data.proposal, may_be_split=True)
        body = body_named(data.body)
        if not find.is_presented(subject.key, body.id, data.meeting):
            raise NOT_PRESENTED.refuse(
                subject.number, body=body.name, meeting=format_date(data.meeting), field="meeting"
            )
        event = ProposalTakenOff(
            proposal=subject.key,
            number=subject.number,
            body=body.id,
            body_name=body.name,
            meeting=data.meeting,
            reason=data.reason,
            sure=data.sure,
            note=data.note,
        )
        return Plan(
            (PlannedEvent(proposal_stream(subject.key), event),),
            answer={"proposal": subject.key, "number": subject.number, "body": body.id},
        )


# --- what was decided ----------------------------------------------------------


@act
class RecordDecision(DecisionAct["RecordDecision.Input"]):
    """Record what a body decided on a proposal.

    The proposal's status, path and release stay as they are: a decision is a fact of its own, and what follows from it
    is for the process. `when` is a day, or a month or days where the source does not say more; the act's day if it is
    empty. A decision known to the month counts from the end of the month, or from the act's day if that is earlier:
    from then on it is certain.
    """

    name = "record_decision"
    title = "Record a decision"

    class Input(SourcedInput):
        body: BodyOf
        proposal: Ref
        outcome: OutcomeOf
        when: Annotated[
            Line,
            Field(
                title="Decided",
                max_length=60,
                description="A day, or a month if no more is known: 23 February 2021, February 2021. Empty: today.",
            ),
        ] = ""
        objectives: Letters = Field((), title="Objectives", description="Those on which it rests.")
        review: ReviewInput | None = None

    def plan(self, data: Input, context: Context) -> Plan:
        subject = register.subject(data.proposal, may_be_split=True)
        body = body_named(data.body)
        outcome = _outcome_for(body, data.outcome, "outcome")
        when = read_when(data.when) if data.when else day_of(context.effective)
        _check_happened(when, context)
        holds_from = min(when.last, context.effective) if not when.is_day else when.first
        number = find.number_on(subject.key, holds_from)
        reach = outcome.reach(body.id) or outcome.by[0]
        warnings = (
            *_odd(when, body),
            *_check_standing(subject.key, number, body, outcome, reach, when),
        )
        named = find.named(body.id, outcome.id, number, when, reach.path or "")
        _check_once(subject, body, outcome, when, named)
        key = find.free_key(decision_key(body.id, when, subject.key, outcome.id), subject.key)
        recorded = DecisionRecorded(
            decision=key,
            named=named,
            proposal=subject.key,
            body=body.id,
            outcome=outcome.id,
            first=when.first,
            last=when.last,
            is_month=when.is_month,
            holds_from=holds_from,
            objectives=tuple(sorted({register_words.objective(text, "objectives") for text in data.objectives})),
            path=reach.path or "",
            sure=data.sure,
            note=data.note,
        )
        events = [PlannedEvent(stream(key), recorded)]
        if data.review is not None:
            asked = _review(data.review, data, key, named, body, when, holds_from, "review")
            events.append(PlannedEvent(stream(key), asked))
        return Plan(tuple(events), answer={"decision": key, "number": subject.number}, warnings=warnings)


@act
class WithdrawDecision(DecisionAct["WithdrawDecision.Input"]):
    """Say that a recorded decision was never made, or was recorded wrongly. Its record stays; lists leave it out."""

    name = "withdraw_decision"
    title = "Withdraw a decision that was recorded wrongly"

    class Input(SourcedInput):
        decision: KeyOf
        reason: Why

    def plan(self, data: Input, context: Context) -> Plan:
        found = find.decision(data.decision)
        event = DecisionWithdrawn(
            decision=found.key,
            named=found.named,
            holds_from=found.holds_from,
            reason=data.reason,
            sure=data.sure,
            note=data.note,
        )
        return Plan((PlannedEvent(stream(found.key), event),), answer={"decision": found.key, "number": found.number})


# --- reviews -------------------------------------------------------------------


@act
class AskReview(DecisionAct["AskReview.Input"]):
    """Record that a body asked another one to look at something again, with a decision that is recorded already."""

    name = "ask_review"
    title = "Ask another body for a review"

    class Input(SourcedInput):
        decision: KeyOf
        to: Annotated[BodyOf, Field(title="Asked of")]
        about: Annotated[
            Words,
            Field(
                title="What to review",
                min_length=1,
                max_length=500,
                description="Such as: the implementation date, which falls in the November release.",
            ),
        ]
        meeting: Annotated[
            date | None, Field(title="Raised at the meeting on", description="Empty where it is not known.")
        ] = None

    def plan(self, data: Input, context: Context) -> Plan:
        found = find.decision(data.decision)
        if found.review is not None:
            hint = "Settle that one, or withdraw the decision if its record is wrong."
            raise REVIEWED.refuse(found.named, what="a review is asked for already", hint=hint, field="decision")
        body = vocabulary.body_by_id(found.body)
        asked = _review(
            ReviewInput(to=data.to, about=data.about, meeting=data.meeting),
            data,
            found.key,
            found.named,
            body,
            found.when,
            found.holds_from,
            "",
        )
        return Plan((PlannedEvent(stream(found.key), asked),), answer={"decision": found.key, "number": found.number})


@act
class SettleReview(DecisionAct["SettleReview.Input"]):
    """Record what came of a review. Effective is the day on which the body that was asked answered."""

    name = "settle_review"
    title = "Settle a review"

    class Input(SourcedInput):
        decision: KeyOf
        outcome: Annotated[Words, Field(title="What came of it", min_length=1, max_length=1000)]
        proposal: Annotated[Line, Field(title="Proposal", max_length=60)] = ""

    def plan(self, data: Input, context: Context) -> Plan:
        found = find.decision(data.decision)
        if data.proposal and register.key_of(data.proposal) != found.proposal:
            hint = f"{found.key} is about {found.number}."
            raise find.UNKNOWN.refuse(f"{data.decision} on {data.proposal}", suggestion=hint, field="proposal")
        review = found.review
        if review is None or review.is_settled:
            what = "its review is settled already" if review else "no review was asked for with it"
            hint = "Record what followed as a decision of its own." if review else "Ask for one first."
            raise REVIEWED.refuse(found.named, what=what, hint=hint, field="decision")
        if context.effective > london_day(context.now):
            raise NOT_YET.refuse(
                found.number,
                when=f"on {format_date(context.effective)}",
                day=format_date(london_day(context.now)),
                field="effective",
            )
        if context.effective < found.holds_from:
            day, when = format_date(context.effective), clause(found.when)
            raise REVIEW_BEFORE.refuse(found.number, day=day, when=when, field="effective")
        event = ReviewSettled(
            decision=found.key,
            named=found.named,
            to=review.to,
            to_name=vocabulary.body_name(review.to),
            about=review.about,
            meeting=review.meeting,
            outcome=data.outcome,
            sure=data.sure,
            note=data.note,
        )
        return Plan((PlannedEvent(stream(found.key), event),), answer={"decision": found.key, "number": found.number})


# --- guards --------------------------------------------------------------------


def _outcome_for(body: Body, text: str, field: str) -> Outcome:
    """The outcome that `text` names, if the body may reach it; refused with the bodies that may, and with what this
    one may decide instead."""
    found = vocabulary.outcome(text, field)
    if found.reach(body.id) is not None:
        return found
    theirs = _or(f"the {vocabulary.body_name(one.body)}" for one in found.by)
    own = [f"“{one.name}”" for one in vocabulary.outcomes() if one.reach(body.id)]
    instead = f" The {body.name} may reach {_or(own)}." if own else f" The {body.name} decides nothing in this code."
    hint = f"It is for {theirs}.{instead}"
    raise NOT_THEIRS.refuse(f"the {body.name}", outcome=found.name, hint=hint, field=field)


def _odd(when: When, body: Body) -> tuple[str, ...]:
    return tuple(one.words for one in day_doubts(when, body))


def _or(parts: Iterable[str]) -> str:
    every = list(parts)
    return every[0] if len(every) == 1 else f"{', '.join(every[:-1])} or {every[-1]}"


def _check_happened(when: When, context: Context) -> None:
    today = london_day(context.now)
    last = min(context.effective, today)
    if when.first > last or context.effective > today:
        raise NOT_YET.refuse("a decision", when=clause(when), day=format_date(last), field="when")


def _check_standing(
    proposal: str, number: str, body: Body, outcome: Outcome, reach: Reach, when: When
) -> tuple[str, ...]:
    """Refuse a decision on another path, or without the flag that it needs; warn of a stage that does not fit."""
    before, after = find.stood(proposal, when.first - timedelta(days=1)), find.stood(proposal, when.last)
    if reach.path and after.path and after.path != reach.path:
        raise OTHER_PATH.refuse(
            number,
            path=register_words.path(after.path).name,
            outcome=outcome.name,
            body=body.name,
            hint=_instead(body, outcome, reach),
            field="outcome",
        )
    if reach.flag and reach.flag not in after.flags:
        flag = register_words.flag(reach.flag).name
        raise NO_FLAG.refuse(number, flag=flag, body=body.name, outcome=outcome.name, field="outcome")
    stages = register_words.stage_names()
    warning = stage_warning(number, reach.stages, (before.stage, after.stage), stages)
    return (warning,) if warning else ()


def _instead(body: Body, outcome: Outcome, reach: Reach) -> str:
    """What a body decides on another path: it recommends, where the pack lets it."""
    path = register_words.path(reach.path or "").name
    others = [f"“{one.name}”" for one in vocabulary.outcomes() if one.goes_to and one.reach(body.id)]
    recommends = f"Record {_or(others)}, or " if others else ""
    correct = f"orrect the path to {path} from before the decision."
    return f"{recommends}c{correct}" if recommends else f"C{correct}"


def _check_once(subject: Subject, body: Body, outcome: Outcome, when: When, named: str) -> None:
    for one in find.of_proposal(subject.key):
        other = vocabulary.outcome_by_id(one.outcome)
        same = one.outcome == outcome.id
        excludes = bool(outcome.question) and other is not None and other.question == outcome.question
        if one.body == body.id and (same or excludes) and one.when.agrees_with(when):
            raise TWICE.refuse(named, other=f"{one.named} ({one.key})", field="outcome")


def _review(
    asked: ReviewInput,
    data: SourcedInput,
    key: str,
    named: str,
    body: Body | None,
    when: When,
    holds_from: date,
    field: str,
) -> ReviewAsked:
    """The event that asks for a review. `field` is where the form has it, empty for fields of its own."""
    to = body_named(asked.to, field or "to")
    if body is not None and to.id == body.id:
        raise OWN_REVIEW.refuse(body.name, field=field or "to")
    if asked.meeting is not None and asked.meeting < when.first:
        raise REVIEW_BEFORE.refuse(named, day=format_date(asked.meeting), when=clause(when), field=field or "meeting")
    return ReviewAsked(
        decision=key,
        named=named,
        to=to.id,
        to_name=to.name,
        about=asked.about,
        meeting=asked.meeting,
        holds_from=holds_from,
        sure=data.sure,
        note=data.note,
    )
