"""What follows from a step: the acts of the register and of decisions that it stands for, planned as one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from codeclerk.committees import commands as committees
from codeclerk.decisions.commands import RecordDecision
from codeclerk.decisions.find import of_proposal as decisions_of
from codeclerk.kernel.acts import Act, Context, Plan
from codeclerk.process.packs import Actor, Step
from codeclerk.process.rules.steps import Standing
from codeclerk.progression import find
from codeclerk.progression.commands import checks
from codeclerk.progression.commands.inputs import StepInput
from codeclerk.progression.events import Undo
from codeclerk.progression.models import Hold
from codeclerk.register import commands as register
from codeclerk.register import vocabulary
from codeclerk.register.find import Subject

NUMBERED = Undo(never="a number that was given stays given")
LINKED = Undo(never="a link is ended by itself, with `unlink_proposals`")


Followed = tuple[Plan, tuple[Undo, ...]]
"""A planned act, and what takes it back."""


def hold_of(step: Step) -> str:
    """What a step does to a hold."""
    return Hold.BEGINS.value if step.holds else Hold.ENDS.value if step.ends_hold else ""


def following(
    found: Subject, step: Step, by: Actor, standing: Standing, data: StepInput, context: Context
) -> Iterator[Followed]:
    """The plans of everything that follows from a step, in the order in which the record takes them."""
    base = {"proposal": found.number, "sure": data.sure, "note": data.note}

    def planned(act: type[Act[Any]], *undo: Undo, **given: Any) -> Followed:
        return act().plan(act.Input.model_validate({**base, **given}), context), undo

    yield from _decisions(found, step, by, standing, data, context)
    if data.path:
        yield planned(register.SetPath, Undo(fact="path"), path=data.path)
    if step.renumbers is not None and vocabulary.series(found.series).converts_to == step.renumbers:
        yield planned(register.ConvertProposal, NUMBERED, status=step.to)
    elif step.to is not None:
        yield planned(register.SetStatus, Undo(fact="status"), status=step.to, profile=standing.profile)
    if step.holds:
        yield planned(register.HoldProposal, Undo(fact="hold"), reason=data.reason, until=data.until)
    if step.ends_hold and standing.is_held:
        yield planned(register.ResumeProposal, Undo(fact="hold"), reason=data.reason or step.name)
    if step.answers:
        yield from _said(found, step, by, data, context)
    for flag in step.flags:
        yield planned(register.SetFlag, Undo(fact="flag", which=(flag,)), flag=flag)
    if data.release:
        yield planned(register.SetTargetRelease, Undo(fact="target_release"), release=data.release)
    if data.person or data.organisation or data.on_behalf_of:
        who = {"person": data.person, "organisation": data.organisation, "on_behalf_of": data.on_behalf_of}
        yield planned(register.ChangeProposer, Undo(fact="proposer"), **who)
    if data.title:
        yield planned(register.Retitle, Undo(fact="title"), title=data.title, short_title=data.short_title)
    if data.alternative and step.links:
        yield planned(register.LinkProposals, LINKED, proposal=data.alternative, kind=step.links, to=found.number)
    if data.parts:
        yield planned(register.SplitProposal, NUMBERED, parts=data.parts)
    elif step.events and not step.renumbers:
        yield from _event(found, step, base, context)


def _decisions(
    found: Subject, step: Step, by: Actor, standing: Standing, data: StepInput, context: Context
) -> Iterator[Followed]:
    path = vocabulary.path(data.path).id if data.path else standing.path
    known = decisions_of(found.key) if step.decides else ()
    for one in step.decides:
        if one.paths and path not in one.paths:
            continue
        is_there = any(
            other.body == by.body and other.outcome == one.outcome and other.when.first == context.effective
            for other in known
        )
        if is_there:
            continue
        given = {"body": by.body, "proposal": found.number, "outcome": one.outcome, "objectives": data.objectives}
        act = RecordDecision
        plan = act().plan(act.Input.model_validate({**given, "sure": data.sure, "note": data.reason}), context)
        yield plan, (Undo(decision=str(plan.answer["decision"])),)


def _said(found: Subject, step: Step, by: Actor, data: StepInput, context: Context) -> Iterator[Followed]:
    """What a committee answers in a step is among what committees say, where it is one of their answers."""
    answer, _name = checks.answered(step, data.answer)
    if by.body and answer in set(committees.Verdict):
        verdict = committees.Verdict(answer)
        plan, which, whats = committees.said_in_step(found, by.body, verdict, data.reason, data, context)
        yield plan, tuple(Undo(committee=what.value, which=(which,)) for what in whats)


def _event(found: Subject, step: Step, base: dict[str, Any], context: Context) -> Iterator[Followed]:
    """The event of the timetable that the step is printed as: the planned one of any of its kinds, or a new one.

    Where several are asked, the first answer is the event.
    """
    lens = find.lens_of(context)
    if step.answers and find.has_happened(lens, found.key, step.events):
        return
    key = find.planned_event(lens, found.key, step.events)
    act = register.RecordEvent
    data = act.Input.model_validate({**base, "kind": step.events[0], "key": key, "when": context.effective.isoformat()})
    plan = act().plan(data, context)
    yield plan, (Undo(fact="timetable", which=(str(plan.answer["event"]),)),)
