"""Taking a step of the process: one act for all of them, since what differs stands in the code pack."""

from __future__ import annotations

from typing import ClassVar

from codeclerk.kernel.acts import Act, Context, Notice, Plan, PlannedEvent, act
from codeclerk.kernel.calendar import Deadline, format_date
from codeclerk.kernel.calendars import calendar_at
from codeclerk.kernel.ports import Permission
from codeclerk.people.mail import PERSON_MAIL
from codeclerk.process import vocabulary
from codeclerk.process.packs import Actor, Step
from codeclerk.progression import find, rules, voting
from codeclerk.progression.commands import checks
from codeclerk.progression.commands.following import following, hold_of
from codeclerk.progression.commands.inputs import StepInput
from codeclerk.progression.events import StepTaken, Undo
from codeclerk.progression.queries import State
from codeclerk.register import find as register
from codeclerk.register.commands.base import check_happened
from codeclerk.register.find import Subject
from codeclerk.register.models import stream


@act
class TakeStep(Act["TakeStep.Input"]):
    """Take a step of the process with a proposal, if the process allows it from where the proposal stands.

    Everything that follows is recorded with it: the status, the number, the decisions, the hold, the timetable.
    """

    name = "take_step"
    title = "Take a step"
    capability: ClassVar[str] = find.KEEPS

    class Input(StepInput):
        pass

    _seen: tuple[Context, Subject, State] | None = None

    def may(self, data: Input, context: Context) -> Permission:
        found, state = self._looked_up(data, context)
        step = vocabulary.step(state.process, data.step)
        names = {actor.key: vocabulary.actor_name(actor) for actor in step.by}
        taker = find.taker(context)
        knows = taker.keeps_register or taker.is_importer
        proposer = rules.Proposer() if knows else find.proposer(find.lens_of(context), found.key)
        return rules.may_take(step, taker, proposer, names)

    def check_sent(self, data: Input, context: Context) -> None:
        found, state = self._looked_up(data, context)
        step = vocabulary.step(state.process, data.step)
        vote = voting.running.ask(found.key, step.id, context.now) if step.vote else ""
        if vote:
            raise voting.VOTE_RUNS.refuse(found.number, step=step.name, vote=vote, field="step")

    def plan(self, data: Input, context: Context) -> Plan:
        found, state = self._looked_up(data, context)
        step = vocabulary.step(state.process, data.step)
        check_happened(f"the step “{step.name}”", context)
        own = checks.open_step(found, state, step)
        checks.in_order(found, step, context)
        by = checks.taken_by(step, data.by)
        checks.all_given(step, data.given)
        answer, answer_name = checks.answered(step, data.answer)
        shown, warnings = checks.all_met(found, own, {one.condition: one.where for one in data.shown})
        plans: list[Plan] = []
        undoes: list[Undo] = []
        for plan, undo in following(found, step, by, state.standing, data, context):
            plans.append(plan)
            undoes += undo
        taken = StepTaken(
            proposal=found.key,
            key=find.free_key(found.key, step.id, context.effective),
            step=step.id,
            name=step.name,
            profile=state.standing.profile,
            by=by.key,
            by_name=vocabulary.actor_name(by),
            came_from=state.standing.status,
            led_to=step.to or "",
            hold=hold_of(step),
            shown=shown,
            answer=answer,
            answer_name=answer_name,
            reason=data.reason,
            undoes=tuple(undoes),
        )
        return Plan(
            events=(PlannedEvent(stream(found.key), taken), *(event for plan in plans for event in plan.events)),
            deadlines=(*_deadlines(step, context), *(one for plan in plans for one in plan.deadlines)),
            notices=_notices(found, step, by, data, context),
            answer={"proposal": found.key, "number": _number(found, plans), "step": taken.key},
            warnings=tuple(dict.fromkeys([*warnings, *(one for plan in plans for one in plan.warnings)])),
        )

    def _looked_up(self, data: Input, context: Context) -> tuple[Subject, State]:
        """The proposal and its state, looked up once for both questions of one sending: may they, and what follows."""
        if self._seen is None or self._seen[0] is not context:
            found = register.subject(data.proposal)
            self._seen = (context, found, checks.standing(found, context, data.given))
        return self._seen[1:]


def _deadlines(step: Step, context: Context) -> tuple[Deadline, ...]:
    """The deadlines that the step starts, where they run from what it does."""
    calendar = calendar_at(find.lens_of(context))
    clocks = (vocabulary.clock(one) for one in step.starts)
    return tuple(vocabulary.deadline(one.id, context.effective, calendar) for one in clocks if one.runs_from)


def _number(found: Subject, plans: list[Plan]) -> str:
    """What it is called afterwards: a conversion changes its number."""
    numbers = [str(plan.answer["number"]) for plan in plans if plan.answer.get("proposal") == found.key]
    return next((one for one in numbers if one != found.number), found.number)


def _notices(found: Subject, step: Step, by: Actor, data: StepInput, context: Context) -> tuple[Notice, ...]:
    """Tell the Proposer and the lead analyst, but not who took the step."""
    lens = find.lens_of(context)
    whom = {find.proposer(lens, found.key).person: "its Proposer"}
    whom |= {find.lead_analyst(lens, found.key): "its lead analyst"}
    lines = [f"{step.does}", *step.effects, *([f"Reason: {data.reason}"] if data.reason else [])]
    lines += [one.explanation for one in _deadlines(step, context)]
    when = format_date(context.effective)
    return tuple(
        Notice(
            kind=PERSON_MAIL,
            to=f"person:{person}",
            subject=f"{found.number}: {step.name}",
            body=f"{found.number}, {when}, by the {vocabulary.actor_name(by)}.\n\n" + "\n".join(lines),
            because=f"you are {role} of {found.number}",
        )
        for person, role in whom.items()
        if person and f"person:{person}" != context.actor
    )
