"""Taking back a step that was recorded in error, with everything that followed from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from codeclerk.committees.commands import TakeBackCommitteeFact
from codeclerk.decisions.commands import WithdrawDecision
from codeclerk.kernel.acts import Act, Context, Plan, PlannedEvent, act
from codeclerk.kernel.calendar import format_date
from codeclerk.progression import find, reasons
from codeclerk.progression.events import FactRestored, StepUndone
from codeclerk.progression.models import StepFact
from codeclerk.register import find as register
from codeclerk.register.commands import WithdrawChange
from codeclerk.register.inputs import Ref, SourcedInput, Why
from codeclerk.register.models import FACTS, identity_of, stream


@act
class UndoStep(Act["UndoStep.Input"]):
    """Take back the last step of a proposal, which was recorded in error. Both stay in the log."""

    name = "undo_step"
    title = "Take back the last step"
    capability = find.KEEPS

    class Input(SourcedInput):
        proposal: Ref
        reason: Why

    def plan(self, data: Input, context: Context) -> Plan:
        found = register.subject(data.proposal, may_be_split=True)
        last = find.last_step(found.key)
        if last is None:
            hint = "Correct its facts one by one: `withdraw_change`."
            raise reasons.NO_STEP.refuse(found.number, what="no step of it is recorded", hint=hint, field="proposal")
        named = f"“{last.name}” of {format_date(last.valid_from)}"
        never = next((one["never"] for one in last.to_undo if one["never"]), "")
        if never:
            raise reasons.NO_STEP.refuse(
                found.number,
                what=f"the step {named} cannot be taken back: {never}",
                hint="Record what is right from a later day on.",
                field="proposal",
            )
        later = find.later_change(found.key, last.valid_from)
        if later is not None:
            raise reasons.NO_STEP.refuse(
                found.number,
                what=f"where it stands changed on {format_date(later)}, after {named}",
                hint="Take that back first.",
                field="proposal",
            )
        that_day = Context(context.actor, context.now, last.valid_from, context.known_from, context.source)
        plans = []
        for one in last.to_undo:
            if one["decision"]:
                given = {"decision": one["decision"], "reason": data.reason}
                plans.append(WithdrawDecision().plan(WithdrawDecision.Input.model_validate(given), that_day))
            elif one.get("committee"):
                given = {"proposal": found.key, "which": one["which"][0], "what": one["committee"]}
                taking_back = TakeBackCommitteeFact.Input.model_validate({**given, "reason": data.reason})
                plans.append(TakeBackCommitteeFact().plan(taking_back, that_day))
            else:
                given = {"proposal": found.key, "fact": one["fact"], "which": one["which"], "reason": data.reason}
                plan = WithdrawChange().plan(WithdrawChange.Input.model_validate(given), that_day)
                restored = _restored(found.key, last, one["fact"], one["which"])
                plans.append(plan if restored is None else replace(plan, events=(restored,)))
        undone = StepUndone(proposal=found.key, key=last.key, name=last.name, day=last.valid_from, reason=data.reason)
        return Plan(
            events=(PlannedEvent(stream(found.key), undone), *(event for plan in plans for event in plan.events)),
            answer={"proposal": found.key, "number": found.number, "step": last.key},
            warnings=tuple(one for plan in plans for one in plan.warnings),
        )


def _restored(key: str, step: StepFact, name: str, which: Sequence[str]) -> PlannedEvent | None:
    """The event that tells again what was recorded of a fact for the step's day before the step; None for nothing.

    A withdrawal takes back whatever is recorded for a day, and not only what the step recorded for it.
    """
    fact = FACTS[name]
    rows = fact.objects.filter(**identity_of(fact, step.proposal_id, *which), valid_from=step.valid_from)
    row = rows.exclude(event__receipt_id=step.event.receipt_id).order_by("known_from", "event_id").last()
    if row is None or row.valid_to == row.valid_from:
        return None
    value = {one: getattr(row, one) for one in fact.value}
    body = FactRestored(proposal=key, fact=name, which=tuple(which), day=step.valid_from, value=value)
    return PlannedEvent(stream(key), body)
