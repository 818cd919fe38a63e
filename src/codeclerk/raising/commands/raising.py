"""Raising a proposal from a draft: the step that begins the process."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from codeclerk.kernel.acts import Context, Plan, PlannedEvent, act
from codeclerk.kernel.calendar.dates import format_date
from codeclerk.kernel.packs import Sure
from codeclerk.parts import vocabulary as parts
from codeclerk.parts.events import TextWritten
from codeclerk.parts.rules.contents import Text
from codeclerk.people.inputs import Line
from codeclerk.people.queries import names_as_at
from codeclerk.process import vocabulary as process
from codeclerk.process.packs import Actor, Entitled, Step
from codeclerk.process.vocabulary import Process
from codeclerk.progression.events import Shown, StepTaken, Undo
from codeclerk.progression.find import free_key, lens_of
from codeclerk.raising import find, reasons, vocabulary
from codeclerk.raising.commands.base import LookedOver, OwnAct, looked_over, solution_warnings, tell_administrators
from codeclerk.raising.events import DraftRaised
from codeclerk.raising.find import Draft
from codeclerk.raising.models import stream
from codeclerk.raising.rules.content import TEXTS, Content
from codeclerk.raising.rules.states import cleared
from codeclerk.register.commands import RaiseProposal
from codeclerk.register.events import AffectedSet, ProposalEvent
from codeclerk.register.models import stream as proposal_stream

NEVER = Undo(never="a proposal that is raised stays in the register")
HARMED = "Those whom the problem harms, as the Proposer says."


@act
class RaiseDraft(OwnAct["RaiseDraft.Input"]):
    """Raise a draft: it becomes a proposal with a number, in the Proposer's name, and everybody can read it."""

    name = "raise_draft"
    title = "Raise the change"

    class Input(LookedOver):
        shown: Annotated[
            Line,
            Field(
                title="Where it is shown that you may raise it",
                max_length=300,
                description="Only where you are entitled on a condition, such as a letter of the Authority.",
            ),
        ] = ""

    def plan(self, data: Input, context: Context) -> Plan:
        draft = find.own(context, data.draft)
        content = looked_over(draft, data.version)
        find.check_speaks(context.actor, content.organisation, context)
        of, step = vocabulary.step_at(context.effective)
        entitled = find.entitled(lens_of(context), of.profile.id, content.organisation)
        if entitled is not None and entitled.only and not data.shown:
            raise reasons.NOT_SHOWN.refuse(entitled.name, only=entitled.only, field="shown")
        friend = _friend(draft, step, context)
        given = {
            "title": content.title,
            "proposer_person": draft.owner,
            "proposer_organisation": content.organisation,
        }
        raised = RaiseProposal().plan(RaiseProposal.Input.model_validate(given), context)
        key, number = str(raised.answer["proposal"]), str(raised.answer["number"])
        taken = _step(key, of, step, entitled, _evidence(content, entitled, data.shown, friend, context), context)
        bodies = [*_written(key, content), taken]
        return Plan(
            events=(
                *raised.events,
                *(PlannedEvent(proposal_stream(key), body) for body in bodies),
                PlannedEvent(
                    stream(draft.key), DraftRaised(draft=draft.key, person=draft.owner, proposal=key, number=number)
                ),
            ),
            notices=tell_administrators(
                context,
                f"{number} is raised",
                f"A draft became {number} on {format_date(context.effective)}. It is in the register now.",
            ),
            answer={"draft": draft.key, "proposal": key, "number": number},
            warnings=(*raised.warnings, *solution_warnings(content)),
        )


def _friend(draft: Draft, step: Step, context: Context) -> str:
    """Where it is shown that the critical friend had a say. Refuses a draft of which that is not so."""
    if not step.clocks:
        return ""
    found = cleared(draft.rounds, context.effective)
    if found:
        return found
    if not draft.rounds:
        raise reasons.FRIEND_FIRST.refuse(
            f"the draft {draft.key}",
            why="it was not sent to the code administrator yet",
            hint="Send it for comments first.",
        )
    due = format_date(draft.rounds[0].due)
    raise reasons.FRIEND_FIRST.refuse(
        f"the draft {draft.key}",
        why=f"the code administrator has until {due} to comment on it",
        hint=f"Wait for the comments, or raise it after {due}.",
    )


def _written(key: str, content: Content) -> Iterator[ProposalEvent]:
    """What the draft says, as the parts of the proposal and whom it touches."""
    yield AffectedSet(
        proposal=key, kind="party_categories", listed=tuple(sorted(content.categories)), sure=Sure.INFERRED, note=HARMED
    )
    for id in TEXTS:
        text = str(getattr(content, id)).strip()
        if text:
            yield TextWritten(proposal=key, which=id, named=parts.text(id).name, content=Text(text=text))


def _evidence(content: Content, entitled: Entitled | None, shown: str, friend: str, context: Context) -> dict[str, str]:
    """Where each condition of the step is shown, by its id."""
    name = names_as_at(lens_of(context), [content.organisation])[content.organisation]
    by_whom = f"{name} raises it" + (f" as {entitled.name}" if entitled else "") + (f": {shown}" if shown else "")
    return {"entitled": f"{by_whom}.", "problem_only": "The form asks for the problem only.", "critical_friend": friend}


def _step(
    key: str, of: Process, step: Step, entitled: Entitled | None, evidence: dict[str, str], context: Context
) -> StepTaken:
    """The step that begins the process, as it is told of every other step."""
    conditions = process.conditions()
    by = _actor(step, entitled)
    return StepTaken(
        proposal=key,
        key=free_key(key, step.id, context.effective),
        step=step.id,
        name=step.name,
        profile=of.profile.id,
        by=by.key,
        by_name=process.actor_name(by),
        came_from="",
        led_to=step.to or "",
        shown=tuple(
            Shown(condition=id, name=conditions[id].name, where=where)
            for id in step.conditions
            if (where := evidence.get(id, ""))
        ),
        undoes=(NEVER,),
    )


def _actor(step: Step, entitled: Entitled | None) -> Actor:
    """As whom the step is taken: the one who is entitled, where the pack says who that is."""
    return entitled.who if entitled and entitled.who else step.by[0]
