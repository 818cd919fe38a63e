"""Acts on what committees are asked: ask, answer, say what changed, move the day, take the question back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Annotated, Any

from pydantic import Field

from codeclerk.committees import find, vocabulary
from codeclerk.committees.commands.base import (
    Asking,
    BodyOf,
    CommitteeAct,
    DueOn,
    InputKey,
    OpensOn,
    Opposes,
    SaidText,
    To,
    about,
    leads_any,
    sourced,
    speaks_for,
)
from codeclerk.committees.events import (
    CommitteeAnswered,
    CommitteeAsked,
    DueMoved,
    InputEvent,
    InputWithdrawn,
    SolutionChanged,
)
from codeclerk.committees.find import Found
from codeclerk.committees.rules import contents
from codeclerk.committees.rules.contents import Kind, Verdict, What
from codeclerk.committees.rules.inputs import Input as Asked
from codeclerk.committees.rules.inputs import Standing
from codeclerk.kernel.acts import Context, Notice, Plan, PlannedEvent, act
from codeclerk.kernel.calendar.dates import format_date, london_day
from codeclerk.kernel.errors import Kind as Refusing
from codeclerk.kernel.errors import Reason, Refused
from codeclerk.kernel.lens import PUBLIC, Lens
from codeclerk.kernel.packs import Body
from codeclerk.kernel.ports import Permission
from codeclerk.people import queries as people
from codeclerk.people.mail import PERSON_MAIL
from codeclerk.register import find as register
from codeclerk.register.commands.base import check_happened
from codeclerk.register.find import Subject
from codeclerk.register.inputs import Ref, SourcedInput, Why, Words
from codeclerk.register.models import stream

WINDOW = Reason(
    "committees.due_before_asked",
    rule="an answer is looked for on the day of the question or later, and within its window",
    problem="the answer on {object} cannot be due by {due}, before {start}",
    remedy="Correct the day of the answer, or that of the question.",
)
ASKED_ALREADY = Reason(
    "committees.asked_already",
    rule="a question waits for its answer, and is not asked again meanwhile",
    problem="{object} waits for its answer already: {key}",
    remedy="Record the answer, move its day, or take it back first.",
    kind=Refusing.CONFLICT,
)
TOO_EARLY = Reason(
    "committees.not_asked_yet",
    rule="what comes of a question comes on its day or later",
    problem="{object} was asked on {asked}, after {day}",
    remedy="Choose that day or a later one.",
)
WAS_WITHDRAWN = Reason(
    "committees.was_withdrawn",
    rule="a question that was taken back has no answer; one that was answered is not taken back",
    problem="{object} was {standing}",
    remedy="{hint}",
    kind=Refusing.CONFLICT,
)
NOT_OPPOSED = Reason(
    "committees.not_opposed",
    rule="a change of the solution is recorded after an opposition to it",
    problem="{object} has no opposition on {day}",
    remedy="Record the answer of the committee first, with what it opposes.",
    kind=Refusing.CONFLICT,
)
OPPOSES_WHAT = Reason(
    "committees.opposes_what",
    rule="an opposition says what it is against, and no other answer does",
    problem="the answer “{verdict}” on {object} {what}",
    remedy="{hint}",
)
NO_ANSWER_TO_IT = Reason(
    "committees.no_answer_to_it",
    rule="what a committee asks of others is delivered or commented on; what it is asked it answers itself",
    problem="“{verdict}” is no answer to {object}",
    remedy="Choose one of: {choices}.",
)
WHO_ANSWERS = Reason(
    "committees.who_answers",
    rule="what a committee asks of somebody else says of whom, and nothing else does",
    problem="“{kind}” on {object} {what}",
    remedy="{hint}",
)


@act
class AskCommittee(CommitteeAct["AskCommittee.Input"]):
    """Ask a committee about a proposal, or record what a committee asks for. Effective is the day of the question.

    What is asked today is sent to who sits in the committee.
    """

    name = "ask_committee"
    title = "Ask a committee"

    class Input(SourcedInput):
        proposal: Ref
        body: BodyOf
        kind: Annotated[Kind, Field(title="What is asked")]
        question: Asking = ""
        to: To = ""
        opens: OpensOn = None
        due: DueOn = None

    def may(self, data: Input, context: Context) -> Permission:
        # Who may ask any committee is told what is wrong with a name; who leads one can name that one only.
        answer = super().may(data, context)
        if answer.allowed or not leads_any(context.actor, context.now):
            return answer
        return speaks_for(context.actor, vocabulary.committee(data.body), context) or answer

    def plan(self, data: Input, context: Context) -> Plan:
        subject, body = register.subject(data.proposal), vocabulary.committee(data.body)
        start = max(context.effective, data.opens or context.effective)
        check_happened(f"what the {body.name} is asked about {subject.number}", context)
        _check_window(subject, data.due, start)
        check_to(subject, data.kind, data.to)
        every = find.inputs_of(subject)
        for one in every:
            now = one.on(context.effective)
            if now is not None and one.body == body.id and now.waits and _is_same(now, data):
                raise ASKED_ALREADY.refuse(one.named, key=one.key, field="kind")
        new = _next(subject, body, every)
        asked = contents.Asked(kind=data.kind, question=data.question, to=data.to, opens=data.opens, due=data.due)
        event = _asked(new, asked, context.effective, data)
        return replace(_plan(new, event), notices=_notices(body, event, context))


@act
class AskCommittees(CommitteeAct["AskCommittees.Input"]):
    """Ask several committees the same about a proposal, in one window. Effective is the day of the question."""

    name = "ask_committees"
    title = "Ask several committees"

    class Input(SourcedInput):
        proposal: Ref
        bodies: Annotated[tuple[BodyOf, ...], Field(title="Committees", min_length=1, max_length=20)]
        kind: Annotated[Kind, Field(title="What is asked")] = Kind.INTEREST
        question: Asking = ""
        opens: OpensOn = None
        due: DueOn = None

    def plan(self, data: Input, context: Context) -> Plan:
        given = data.model_dump(exclude={"bodies"})
        bodies = dict.fromkeys(vocabulary.committee(body, "bodies").id for body in data.bodies)
        plans = [AskCommittee().plan(AskCommittee.Input(**given, body=body), context) for body in bodies]
        return Plan(
            events=tuple(event for plan in plans for event in plan.events),
            notices=tuple(notice for plan in plans for notice in plan.notices),
            answer={
                "proposal": plans[0].answer["proposal"],
                "number": plans[0].answer["number"],
                "inputs": [plan.answer["input"] for plan in plans],
            },
        )


@act
class AnswerInput(CommitteeAct["AnswerInput.Input"]):
    """Record an answer: by who keeps the committees, or by who leads the committee. Effective is its day."""

    name = "answer_input"
    title = "Record what a committee said"

    class Input(SourcedInput):
        input: InputKey
        answer: Annotated[Verdict, Field(title="Answer")]
        text: SaidText = ""
        opposes: Opposes = ""

    def may(self, data: Input, context: Context) -> Permission:
        body = vocabulary.committee(find.input_named(data.input).body)
        return speaks_for(context.actor, body, context) or super().may(data, context)

    def plan(self, data: Input, context: Context) -> Plan:
        found = find.input_named(data.input)
        now = asked_on(found, context)
        if now.standing is Standing.WITHDRAWN:
            raise _withdrawn(found, now, "Ask again, if an answer is wanted after all.")
        answer = _answer(found.named, now.kind, data, data.answer, True)
        return _plan(found, _answered(found, answer, context.effective, data))


@act
class RecordSolutionChange(CommitteeAct["RecordSolutionChange.Input"]):
    """Record what became of the solution after a committee had opposed it. Effective is the day of the change."""

    name = "record_solution_change"
    title = "Record how the solution changed"

    class Input(SourcedInput):
        input: InputKey
        text: Annotated[Words, Field(title="What changed", min_length=1)]

    def plan(self, data: Input, context: Context) -> Plan:
        found = find.input_named(data.input)
        now = asked_on(found, context)
        if now.answer is None or now.answer.verdict is not Verdict.OPPOSES:
            raise NOT_OPPOSED.refuse(found.named, day=format_date(context.effective), field="effective")
        return _plan(found, _changed(found, data.text, context.effective, data))


@act
class MoveInputDue(CommitteeAct["MoveInputDue.Input"]):
    """Say by which other day an answer is looked for. The earlier days stay in the record."""

    name = "move_input_due"
    title = "Move the day of the answer"

    class Input(SourcedInput):
        input: InputKey
        due: Annotated[date, Field(title="Answer by")]
        reason: Why

    def plan(self, data: Input, context: Context) -> Plan:
        found = find.input_named(data.input)
        now = asked_on(found, context)
        if not now.waits:
            raise _withdrawn(found, now, "Choose a day on which it was open.")
        if data.due < now.asked_on:
            raise WINDOW.refuse(found.number, due=format_date(data.due), start=format_date(now.asked_on), field="due")
        content = contents.Due(due=data.due, reason=data.reason)
        return _plan(found, DueMoved(**about(found), holds_from=context.effective, content=content, **sourced(data)))


@act
class WithdrawInput(CommitteeAct["WithdrawInput.Input"]):
    """Say that no answer is looked for any more."""

    name = "withdraw_input"
    title = "Take the question back"

    class Input(SourcedInput):
        input: InputKey
        reason: Why

    def plan(self, data: Input, context: Context) -> Plan:
        found = find.input_named(data.input)
        now = asked_on(found, context)
        if not now.waits:
            raise _withdrawn(found, now, "Nothing is to be done.")
        content = contents.Withdrawn(reason=data.reason)
        body = InputWithdrawn(**about(found), holds_from=context.effective, content=content, **sourced(data))
        return _plan(found, body)


@act
class RecordInput(CommitteeAct["RecordInput.Input"]):
    """Record what a source tells of a committee and a proposal, all at once. Effective is the day of the source.

    Where the day of the question or of the answer is not told, it is recorded for the day of the source, as not known.
    """

    name = "record_input"
    title = "Record what a paper says of a committee"

    class Input(SourcedInput):
        proposal: Ref
        body: BodyOf
        kind: Annotated[Kind, Field(title="What was asked")]
        question: Asking = ""
        to: To = ""
        asked: Annotated[date | None, Field(title="Asked on", description="Empty where it is not told.")] = None
        opens: OpensOn = None
        due: DueOn = None
        answer: Annotated[Verdict | None, Field(title="Answer", description="None where there is none yet.")] = None
        answered: Annotated[date | None, Field(title="Answered on", description="Empty where it is not told.")] = None
        text: SaidText = ""
        opposes: Opposes = ""
        changed: Annotated[
            Words, Field(title="What changed", description="What became of the solution after an opposition.")
        ] = ""

    def plan(self, data: Input, context: Context) -> Plan:
        subject, body = register.subject(data.proposal, may_be_split=True), vocabulary.committee(data.body)
        new = _next(subject, body, find.inputs_of(subject))
        answered = data.answered or context.effective
        asked = data.asked or data.opens or (answered if data.answer else context.effective)
        is_known = bool(data.asked or data.opens)
        check_to(subject, data.kind, data.to)
        if is_known:
            _check_window(subject, data.due, asked)
        for field, day in (("asked", asked), ("answered", answered)):
            if day > london_day(context.now) or (field == "answered" and data.answer and day < asked):
                raise TOO_EARLY.refuse(new.named, asked=format_date(asked), day=format_date(day), field=field)
        said = contents.Asked(
            kind=data.kind, question=data.question, to=data.to, opens=data.opens, due=data.due, is_day_known=is_known
        )
        bodies: list[InputEvent] = [_asked(new, said, asked, data)]
        if data.answer is not None:
            answer = _answer(new.named, data.kind, data, data.answer, data.answered is not None)
            bodies.append(_answered(new, answer, answered, data))
        if data.changed:
            if data.answer is not Verdict.OPPOSES:
                raise NOT_OPPOSED.refuse(new.named, day=format_date(answered), field="changed")
            bodies.append(_changed(new, data.changed, answered, data))
        return _plan(new, *bodies)


def said_in_step(
    subject: Subject, body: str, verdict: Verdict, text: str, data: SourcedInput, context: Context
) -> tuple[Plan, str, tuple[What, ...]]:
    """The plan of what a committee says by taking a step of the process: it answers whether it is interested.

    Returns:
        The plan, whose facts it makes (`ssc-1`), and which of them, so that they can be taken back with the step.
    """
    common = {"sure": data.sure, "note": data.note, "answer": verdict, "text": text}
    for one in find.inputs_of(subject):
        now = one.on(context.effective) if one.body == body else None
        if now is not None and now.kind is Kind.INTEREST and now.standing is not Standing.WITHDRAWN:
            answer = AnswerInput.Input.model_validate({**common, "input": one.key})
            return AnswerInput().plan(answer, context), one.which, (What.ANSWER,)
    about = {"proposal": subject.number, "body": body, "kind": Kind.INTEREST, "answered": context.effective}
    plan = RecordInput().plan(RecordInput.Input.model_validate({**common, **about}), context)
    _proposal, _dash, which = str(plan.answer["input"]).partition("-")
    return plan, which, (What.ANSWER, What.ASKED)


def asked_on(found: Found, context: Context) -> Asked:
    """How an input stands on the day of an act, which has happened. Refuses a day before it was asked."""
    check_happened(found.named, context)
    now = found.on(context.effective)
    if now is None:
        first = min(one.since for one in found.said)
        raise TOO_EARLY.refuse(
            found.named, asked=format_date(first), day=format_date(context.effective), field="effective"
        )
    return now


def check_to(subject: Subject, kind: Kind, to: str) -> None:
    """Refuse a request to others that does not say to whom, and a question to a committee that names others."""
    if kind.is_of_others and not to:
        hint = "Say who is to answer: the DCC, say."
        raise WHO_ANSWERS.refuse(subject.number, kind=kind.label, what="does not say of whom", hint=hint, field="to")
    if to and not kind.is_of_others:
        hint = "Leave “Who is to answer” empty: the committee does."
        raise WHO_ANSWERS.refuse(subject.number, kind=kind.label, what="is for the committee", hint=hint, field="to")


def _check_window(subject: Subject, due: date | None, start: date) -> None:
    if due is not None and due < start:
        raise WINDOW.refuse(subject.number, due=format_date(due), start=format_date(start), field="due")


def _is_same(now: Asked, data: AskCommittee.Input) -> bool:
    return now.kind is data.kind and (data.kind is Kind.INTEREST or now.asked.question == data.question)


def _next(subject: Subject, body: Body, every: tuple[Found, ...]) -> Found:
    taken = [one.nth for one in every if one.body == body.id]
    return Found(subject.key, subject.number, body.id, max(taken, default=0) + 1, ())


def _asked(found: Found, asked: contents.Asked, day: date, data: SourcedInput) -> CommitteeAsked:
    return CommitteeAsked(**about(found), holds_from=day, content=asked, **sourced(data))


def _notices(body: Body, event: CommitteeAsked, context: Context) -> tuple[Notice, ...]:
    """Send what is asked today to who sits in the committee; what lies back, or is asked of others, goes to nobody."""
    if event.content.kind.is_of_others or context.effective != london_day(context.now):
        return ()
    members = people.memberships_as_at(Lens(PUBLIC, context.effective, context.now), body=body.id)
    whom = dict.fromkeys(f"person:{one.person}" for one in members)
    return tuple(
        Notice(
            kind=PERSON_MAIL,
            to=person,
            subject=f"{event.number}: the {event.named} is asked",
            body=event.in_words(),
            because=f"you sit in the {body.name}",
        )
        for person in whom
        if person != context.actor
    )


def _answer(
    named: str, kind: Kind, data: AnswerInput.Input | RecordInput.Input, verdict: Verdict, is_day_known: bool
) -> contents.Answer:
    if verdict not in kind.answers:
        choices = ", ".join(one.label for one in kind.answers)
        raise NO_ANSWER_TO_IT.refuse(named, verdict=verdict.label, choices=choices, field="answer")
    if (verdict is Verdict.OPPOSES) != bool(data.opposes):
        is_opposed = verdict is Verdict.OPPOSES
        what = "does not say what it is against" if is_opposed else "says what it is against"
        hint = "Say what of the solution it is against." if is_opposed else "Leave that empty, or choose “opposes”."
        raise OPPOSES_WHAT.refuse(named, verdict=verdict.label, what=what, hint=hint, field="opposes")
    return contents.Answer(verdict=verdict, text=data.text, opposes=data.opposes, is_day_known=is_day_known)


def _answered(found: Found, answer: contents.Answer, day: date, data: SourcedInput) -> CommitteeAnswered:
    return CommitteeAnswered(**about(found), holds_from=day, content=answer, **sourced(data))


def _changed(found: Found, text: str, day: date, data: SourcedInput) -> SolutionChanged:
    return SolutionChanged(**about(found), holds_from=day, content=contents.Change(text=text), **sourced(data))


def _withdrawn(found: Found, now: Asked, hint: str) -> Refused:
    standing = "taken back" if now.standing is Standing.WITHDRAWN else "answered"
    return WAS_WITHDRAWN.refuse(found.named, standing=standing, hint=hint, field="effective")


def _plan(found: Found, *bodies: InputEvent) -> Plan:
    answer: dict[str, Any] = {"input": found.key, "proposal": found.proposal, "number": found.number}
    return Plan(events=tuple(PlannedEvent(stream(found.proposal), one) for one in bodies), answer=answer)
