"""Giving up a draft: withdrawing one that was sent, and deleting what it says."""

from __future__ import annotations

from codeclerk.kernel.acts import Context, Plan, PlannedEvent, act
from codeclerk.raising import find, reasons
from codeclerk.raising.commands.base import DraftInput, OwnAct, check_open, tell_administrators
from codeclerk.raising.events import DraftErased, DraftWithdrawn
from codeclerk.raising.models import stream


@act
class WithdrawDraft(OwnAct["WithdrawDraft.Input"]):
    """Withdraw a draft that was sent: nobody needs to comment on it, and nothing is raised."""

    name = "withdraw_draft"
    title = "Withdraw a draft"

    class Input(DraftInput):
        pass

    def plan(self, data: Input, context: Context) -> Plan:
        draft = find.own(context, data.draft)
        check_open(draft)
        if not draft.rounds:
            raise reasons.NOT_SENT.refuse(draft.key)
        waits = draft.rounds[-1].commented is None
        said = "A draft that was sent for comments is withdrawn. Nothing needs to be done with it."
        return Plan(
            events=(PlannedEvent(stream(draft.key), DraftWithdrawn(draft=draft.key)),),
            notices=tell_administrators(context, "A draft is withdrawn", said) if waits else (),
            answer={"draft": draft.key},
        )


@act
class EraseDraft(OwnAct["EraseDraft.Input"]):
    """Delete what a draft says, and what was said of it, for good. That it was sent, and when, stays in the record."""

    name = "erase_draft"
    title = "Delete a draft"

    class Input(DraftInput):
        pass

    def plan(self, data: Input, context: Context) -> Plan:
        draft = find.own(context, data.draft)
        if draft.record is None:
            raise reasons.NOT_SENT.refuse(draft.key)
        if draft.rounds and draft.end is None:
            raise reasons.STILL_OPEN.refuse(draft.key)
        if draft.record.erased_at is not None:
            raise reasons.UNKNOWN_DRAFT.refuse(draft.key)
        return Plan(
            events=(PlannedEvent(stream(draft.key), DraftErased(draft=draft.key)),), answer={"draft": draft.key}
        )
