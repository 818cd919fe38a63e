"""Acts on where a proposal stands: its status, and whether it is on hold."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from django.db.models import F
from pydantic import Field

from codeclerk.kernel.acts import Context, act
from codeclerk.kernel.calendar.dates import format_date
from codeclerk.kernel.errors import Kind, Reason
from codeclerk.kernel.packs import Sure
from codeclerk.register import vocabulary
from codeclerk.register.commands.base import Correcting, FactAct, check_happened
from codeclerk.register.events import HoldSet, StatusSet
from codeclerk.register.find import Subject
from codeclerk.register.inputs import FactInput, Pick, Why, Words
from codeclerk.register.models import HoldFact, StatusFact

STATUS_OR_STAGE = Reason(
    "register.status_or_stage",
    rule="a status is recorded, or where no source names it the stage",
    problem="{object}: {what}",
    remedy="Name the status, or only the stage.",
)
NOT_HELD = Reason(
    "register.not_held",
    rule="what goes on was on hold",
    problem="{object} is not on hold on {day}",
    remedy="Put it on hold first, or choose another day.",
    kind=Kind.CONFLICT,
)
HOLD_BACKWARDS = Reason(
    "register.hold_backwards",
    rule="a hold lasts until its first day or a later one",
    problem="the hold of {object} cannot last until {until}: it begins on {start}",
    remedy="Choose a later day.",
)


def status_body(key: str, profile: str, status: str, part: str, stage: str, sure: Sure, note: str) -> StatusSet:
    """The event of a status under a profile, or of a stage alone. Refuses words that the pack does not know."""
    if not status:
        if not stage or part:
            raise STATUS_OR_STAGE.refuse(key, what="neither is given" if not stage else "a part needs its status")
        return StatusSet(proposal=key, profile=profile, stage=vocabulary.stage(stage).id, sure=sure, note=note)
    found, within = vocabulary.status(profile, status, part)
    if stage and vocabulary.stage(stage).id != found.stage:
        raise STATUS_OR_STAGE.refuse(key, what=f"the status {found.name} does not count in the stage {stage}")
    return StatusSet(
        proposal=key, profile=profile, status=found.id, part=within, stage=found.stage, sure=sure, note=note
    )


@act
class SetStatus(Correcting["SetStatus.Input"], FactAct["SetStatus.Input"]):
    """Say where a proposal stands from a day on. The stage follows from the status by the pack's map.

    The status is one of the version of the process that the proposal follows, which `profile` may change. Where no
    source says any more how it stands, `is_unknown` says that, and it counts in no stage.
    """

    name = "set_status"
    title = "Set the status"

    class Input(FactInput):
        status: Annotated[Pick, Field(title="Status")] = ""
        part: Annotated[Pick, Field(title="Part of the status")] = ""
        stage: Annotated[Pick, Field(title="Stage", description="Only where the status is not known.")] = ""
        profile: Annotated[Pick, Field(title="Version of the process", description="Only where it changes.")] = ""
        is_unknown: Annotated[
            bool, Field(title="Not known", description="No source says where it stands from that day on.")
        ] = False

    def body(self, found: Subject, data: Input, context: Context) -> StatusSet:
        check_happened(f"the status of {found.number}", context)
        profile = vocabulary.profile(data.profile).id if data.profile else self._profile(found)
        if data.is_unknown:
            if data.status or data.part or data.stage:
                raise STATUS_OR_STAGE.refuse(found.key, what="it is said to be not known, and one is given")
            return StatusSet(proposal=found.key, profile=profile, stage="", sure=data.sure, note=data.note)
        return status_body(found.key, profile, data.status, data.part, data.stage, data.sure, data.note)

    @staticmethod
    def _profile(found: Subject) -> str:
        last = (
            StatusFact.objects.filter(proposal__key=found.key, superseded_from__isnull=True)
            .exclude(profile="")
            .order_by("-valid_from", "-pk")
            .first()
        )
        return last.profile if last else vocabulary.series(found.series).profile


@act
class HoldProposal(Correcting["HoldProposal.Input"], FactAct["HoldProposal.Input"]):
    """Put a proposal on hold. It stays in its stage and its status, and counts there (DCUSA:252-258)."""

    name = "hold_proposal"
    title = "Put a proposal on hold"

    class Input(FactInput):
        reason: Why
        until: Annotated[date | None, Field(title="Until", description="The last day, if it is known.")] = None

    def body(self, found: Subject, data: Input, context: Context) -> HoldSet:
        if data.until is not None and data.until < context.effective:
            until, start = format_date(data.until), format_date(context.effective)
            raise HOLD_BACKWARDS.refuse(found.number, until=until, start=start, field="until")
        return HoldSet(
            proposal=found.key, is_held=True, reason=data.reason, until=data.until, sure=data.sure, note=data.note
        )


@act
class ResumeProposal(Correcting["ResumeProposal.Input"], FactAct["ResumeProposal.Input"]):
    """Let a proposal go on that was on hold."""

    name = "resume_proposal"
    title = "End the hold"

    class Input(FactInput):
        reason: Annotated[Words, Field(title="Reason")] = ""

    def body(self, found: Subject, data: Input, context: Context) -> HoldSet:
        held = (
            HoldFact.objects.filter(
                proposal__key=found.key, superseded_from__isnull=True, valid_from__lte=context.effective
            )
            .exclude(valid_to=F("valid_from"))
            .order_by("-valid_from", "-pk")
            .first()
        )
        if held is None or not held.is_held:
            raise NOT_HELD.refuse(found.number, day=format_date(context.effective))
        return HoldSet(proposal=found.key, is_held=False, reason=data.reason, sure=data.sure, note=data.note)
