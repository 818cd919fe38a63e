"""Opening a vote: what is asked, by the process; who may vote, settled from then on; and when it closes."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any

from django.db.models import Q
from pydantic import BeforeValidator, Field

from codeclerk.kernel.acts import ActInput, Context, Notice, Plan, PlannedEvent, act
from codeclerk.kernel.calendar import format_date
from codeclerk.kernel.calendar.dates import start_of_london_day
from codeclerk.kernel.lens import Lens
from codeclerk.kernel.packs import Body
from codeclerk.kernel.publishing import running_pack
from codeclerk.people import vocabulary as people
from codeclerk.people.inputs import Key, Line
from codeclerk.people.mail import PERSON_MAIL
from codeclerk.process import vocabulary
from codeclerk.process.packs import Step, VoteRule
from codeclerk.process.rules.steps import OpenStep, rule_of
from codeclerk.progression.find import lens_of
from codeclerk.progression.queries import State, state_of
from codeclerk.register import find as register
from codeclerk.register.find import Subject
from codeclerk.register.inputs import Pick, Ref
from codeclerk.register.models import LinkFact
from codeclerk.votes import find, reasons
from codeclerk.votes.commands.base import CLOSES_AT, ClosesAt, ClosesOn, ManageAct, closing, odd_day
from codeclerk.votes.electorate import Electorate, electorate
from codeclerk.votes.events import VoteOpened
from codeclerk.votes.models import stream
from codeclerk.votes.rules.standing import moment_words
from codeclerk.votes.rules.values import CountRule, Threshold


def _weight(value: Any) -> Any:
    """`north-networks: 12.5`, as the command line sends it, as what the schema takes."""
    if not isinstance(value, str):
        return value
    organisation, _, weight = value.partition(":")
    return {"organisation": organisation.strip(), "weight": weight.strip()}


class WeightInput(ActInput):
    """The weight of a Party's vote."""

    organisation: Key
    weight: Annotated[Line, Field(min_length=1, max_length=15)]


@act
class OpenVote(ManageAct["OpenVote.Input"]):
    """Open a vote of a body on a proposal, where the process has its vote. Who may vote is settled with it."""

    name = "open_vote"
    title = "Open a vote"

    class Input(ActInput):
        proposal: Ref
        question: Annotated[
            Pick,
            Field(title="Question", description="The step that follows if it is carried, where there are several."),
        ] = ""
        opens: Annotated[
            date | None, Field(title="Opens on", description="Empty: it opens at once. Who may vote is settled now.")
        ] = None
        closes: ClosesOn
        closes_at: ClosesAt = CLOSES_AT
        meeting: Annotated[
            date | None,
            Field(title="Meeting", description="The day of the meeting at which it is held, if there is one."),
        ] = None
        weights: Annotated[
            tuple[Annotated[WeightInput, BeforeValidator(_weight)], ...],
            Field(
                title="Weights", max_length=5000, description="One in each line: the Party's key, a colon, its weight."
            ),
        ] = ()

    def plan(self, data: Input, context: Context) -> Plan:
        subject = register.subject(data.proposal)
        lens = lens_of(context)
        state = state_of(lens, subject.key)
        own, body = question(subject, state, data.question)
        assert state is not None  # a proposal without a state has no question
        rule = rule_for(body, state.standing.path)
        named = f"the vote of the {body.name} on {subject.number}"
        lost = _lost(state, own.step, body)
        _check_first(subject, own.step, named, context)
        opens = _opening(data.opens, context)
        closes = closing(data.closes, data.closes_at or CLOSES_AT, named, context, opens)
        who = _electorate(lens, rule, body, data, context)
        number = find.last_number(subject.key, body.id) + 1
        key = f"{subject.key}-{body.id}-{number}"
        event = VoteOpened(
            vote=key,
            named=named,
            proposal=subject.key,
            body=body.id,
            number=number,
            profile=state.standing.profile,
            carried=own.step.id,
            lost=lost,
            rule=_count_rule(rule, who),
            rationale=rule.rationale,
            opens_at=opens,
            closes_at=closes,
            meeting=data.meeting,
            electorate=who.voters,
            speakers=who.speakers,
        )
        return Plan(
            (PlannedEvent(stream(key), event),),
            notices=_notices(who, named, key, closes, context),
            answer={"vote": key, "proposal": subject.key, "number": subject.number},
            warnings=(*_doubts(rule), *who.warnings, *odd_day(data.closes), *_alternatives(lens, subject, state)),
        )


def question(subject: Subject, state: State | None, text: str) -> tuple[OpenStep, Body]:
    """The step that a vote now would lead to if it is carried, and the body that votes. Refuses where there is none."""
    if state is None:
        why = "the record does not say where it stands"
        raise reasons.NOT_NOW.refuse(subject.number, why=why, hint="Record its status first.", field="proposal")
    every = questions(state)
    if not every:
        steps = [one for one in state.process.rules.steps if one.vote]
        names = dict.fromkeys(state.process.statuses[status].name for step in steps for status in step.from_)
        why = f"it is in the status {state.status_name}, and there are votes in {' and '.join(names) or 'no status'}"
        hint = "Take the step that leads there first; the proposal’s page has what is open to it."
        raise reasons.NOT_NOW.refuse(subject.number, why=why, hint=hint, field="proposal")
    wanted = text.strip().casefold()
    chosen = [one for one in every if not wanted or wanted in (one.step.id, one.step.name.casefold())]
    if len(chosen) != 1:
        names_of = ", ".join(f"“{one.step.name}”" for one in every)
        raise reasons.WHICH.refuse(subject.number, names=names_of, field="question")
    own = chosen[0]
    hung = {one.name for one in vocabulary.conditions().values() if one.after}
    unmet = [need for need in own.needs if need.is_unmet and need.name not in hung]
    if unmet:
        why = " ".join(f"{need.name}: {need.said}." for need in unmet)
        raise reasons.NOT_NOW.refuse(subject.number, why=why.rstrip("."), hint=unmet[0].remedy, field="proposal")
    body = next(actor.body for actor in own.step.by if actor.body)
    return own, people.body(body)


def questions(state: State) -> tuple[OpenStep, ...]:
    """The steps that a vote now can lead to if it is carried."""
    return tuple(one for one in state.steps if one.step.vote == "carried")


def rule_for(body: Body, path: str) -> VoteRule:
    """How the code counts the vote of a body on a proposal of this path. Refuses where it does not say."""
    for rule in vocabulary.votes():
        if rule.body == body.id and (not rule.paths or path in rule.paths):
            return rule
    raise reasons.NO_RULE.refuse(body.name, field="question")


def _lost(state: State, carried: Step, body: Body) -> str:
    """The step that follows if it is not carried; empty for none."""
    open_ = (one.step for one in state.steps if one.step.vote == "lost")
    own = (step for step in open_ if any(actor.body == body.id for actor in step.by))
    return next((step.id for step in own if set(step.from_) & set(carried.from_)), "")


def _check_first(subject: Subject, step: Step, named: str, context: Context) -> None:
    for one in find.running(subject.key, context.now):
        if one.question.carried == step.id:
            raise reasons.OPEN_ALREADY.refuse(named, vote=one.key, standing=one.standing.words, field="proposal")


def _opening(day: date | None, context: Context) -> datetime:
    return max(context.now, start_of_london_day(day)) if day is not None else context.now


def _electorate(lens: Lens, rule: VoteRule, body: Body, data: OpenVote.Input, context: Context) -> Electorate:
    who = electorate(lens, rule, body, {one.organisation: _number(one) for one in data.weights})
    if not any(one.group for one in who.voters) and (rule.groups or not who.voters):
        hint = "Record the members of the body, with their seats, first."
        if rule.electorate == "parties":
            hint = "Record the Parties with their categories first."
        raise reasons.NO_VOTERS.refuse(body.name, day=format_date(context.effective), hint=hint)
    seats: dict[str, str] = {}
    names = {one.seat: one.name for one in who.voters}
    for one in who.speakers:
        if one.person in seats:
            both = f"{names[seats[one.person]]}, {names[one.seat]}"
            hint = "End one of the memberships, or have somebody else hold it."
            raise reasons.TWO_SEATS.refuse(f"person:{one.person}", seats=both, hint=hint)
        seats[one.person] = one.seat
    return who


def _number(one: WeightInput) -> Decimal:
    try:
        weight = Decimal(one.weight)
    except InvalidOperation:
        raise reasons.BAD_WEIGHT.refuse(one.organisation, why=f"{one.weight} is no number", field="weights") from None
    if not weight.is_finite() or weight <= 0 or weight >= 10**10 or weight != round(weight, 4):
        why = f"{one.weight} is not more than 0, or has more than four places"
        raise reasons.BAD_WEIGHT.refuse(one.organisation, why=why, field="weights")
    return weight


def _count_rule(rule: VoteRule, who: Electorate) -> CountRule:
    """The pack's rule as it is frozen with the vote."""

    def share(of: Any) -> Threshold:
        return Threshold(of=of.of, more_than=of.more_than, all=of.all)

    head = running_pack()
    return CountRule(
        id=rule.id,
        pack=f"{head.id} {head.version}",
        name=rule.name,
        words=vocabulary.vote_words(rule),
        sure=rule.sure.value,
        note=rule.note or rule_of(rule),
        groups=who.groups,
        within=share(rule.within),
        across=share(rule.across) if rule.across else None,
        quorum=rule.quorum,
        abstentions=rule.abstentions,
        ties=rule.ties,
        interests=rule.interests,
    )


def _doubts(rule: VoteRule) -> tuple[str, ...]:
    if not rule.sure.is_unverified:
        return ()
    return (f"How it is counted is not confirmed by a source. {rule.note or ''}".strip(),)


def _alternatives(lens: Lens, subject: Subject, state: State) -> tuple[str, ...]:
    """That alternatives, as the process links them, are voted on separately. One query."""
    kinds = {step.links for step in state.process.rules.steps if step.links}
    rows = LinkFact.objects.as_at(lens).filter(kind__in=kinds, holds=True)
    pairs = rows.filter(Q(proposal__key=subject.key) | Q(target=subject.key)).values_list("proposal__key", "target")
    others = sorted({one for pair in pairs for one in pair} - {subject.key})
    numbers = ", ".join(register.present_number(one) for one in others)
    return (f"The alternative {numbers} is voted on separately.",) if others else ()


def _notices(who: Electorate, named: str, key: str, closes: datetime, context: Context) -> tuple[Notice, ...]:
    """Tell the members of the body, and those who stand in for them; but not who opens it."""
    names = {one.seat: one.name for one in who.voters}
    until = moment_words(closes)
    found: dict[str, Notice] = {}
    for one in who.speakers:
        to = f"person:{one.person}"
        if to == context.actor or to in found:
            continue
        found[to] = Notice(
            kind=PERSON_MAIL,
            to=to,
            subject=f"V{named.removeprefix('the v')}: open until {until}",
            body=f"You can vote for {names[one.seat]} in {named} ({key}) until {until}.",
            because=f"you hold or stand in for the seat {names[one.seat]}",
        )
    return tuple(found.values())
