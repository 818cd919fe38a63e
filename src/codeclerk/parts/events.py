"""What can happen to the parts of a proposal, and how each event is put into the table.

They stand in the proposal's own stream, so its history tells of them too. Events hold what sentences need as it was
when they were planned: reading one again needs no code pack.
"""

from __future__ import annotations

from typing import Any, ClassVar

from codeclerk.kernel.chain import canonical_json
from codeclerk.kernel.events import Stamp, event_type
from codeclerk.kernel.packs import Sure
from codeclerk.parts.models import PartFact
from codeclerk.parts.rules import contents
from codeclerk.parts.rules.contents import Content, Kind
from codeclerk.parts.rules.money import total
from codeclerk.register.events import ProposalEvent
from codeclerk.ui.words import money


def kept(content: Content) -> str:
    """A content as the table keeps it."""
    return canonical_json(content.model_dump(mode="json"))


class PartEvent(ProposalEvent):
    """Base of one change of one part. `which` tells it from others of its kind, `named` is what sentences call it."""

    KIND: ClassVar[Kind]

    which: str
    named: str
    content: Any
    sure: Sure = Sure.STATED
    note: str = ""

    def write(self, stamp: Stamp) -> None:
        identity = {"proposal_id": self.row_id(), "kind": self.of_kind.value, "which": self.which}
        value = {"content": kept(self.content), "sure": self.sure.value, "note": self.note}
        PartFact.record_change(identity, value, stamp)

    @property
    def of_kind(self) -> Kind:
        return self.KIND


@event_type
class TextWritten(PartEvent):
    """A text of the proposal is written."""

    TYPE = "parts.text_written"
    KIND = Kind.TEXT

    content: contents.Text

    def in_words(self) -> str:
        return f"{self.named}: written." if self.content.text else f"{self.named}: taken away."


@event_type
class SolutionSet(PartEvent):
    """A solution is proposed, or given up for another one."""

    TYPE = "parts.solution_set"
    KIND = Kind.SOLUTION

    content: contents.Solution

    def in_words(self) -> str:
        because = f": {self.content.reason.rstrip('.')}" if self.content.reason else ""
        if self.content.is_superseded:
            return f"{self.named} is given up{because}."
        return f"{self.named} is the Proposed Solution{because}."


@event_type
class ImpactRecorded(PartEvent):
    """Whether an area is impacted, and how."""

    TYPE = "parts.impact_recorded"
    KIND = Kind.IMPACT

    content: contents.Impact

    def in_words(self) -> str:
        said = {True: "impacted", False: "not impacted", None: "described"}[self.content.impacted]
        return f"Impact on {self.named}: {said}."


@event_type
class CostRecorded(PartEvent):
    """A cost is recorded."""

    TYPE = "parts.cost_recorded"
    KIND = Kind.COST

    content: contents.Cost

    def in_words(self) -> str:
        if self.content.days is not None:
            return f"{self.named}: {self.content.days:f} day{'' if self.content.days == 1 else 's'} of effort."
        amount = total(self.content.lines)
        return f"{self.named}: {amount if amount is not None else 'in words'}."


@event_type
class ChargingSet(PartEvent):
    """Who pays in a case."""

    TYPE = "parts.charging_set"
    KIND = Kind.CHARGING

    content: contents.Charging

    def in_words(self) -> str:
        when = "As proposed" if self.content.is_proposed else "Now"
        return f"{when}, {self.content.case} is paid by {self.content.payer}."


@event_type
class BenefitRecorded(PartEvent):
    """A benefit is counted."""

    TYPE = "parts.benefit_recorded"
    KIND = Kind.BENEFIT

    content: contents.Benefit

    def in_words(self) -> str:
        return f"Benefit, {self.named}: {money(self.content.value)}."


@event_type
class ViewRecorded(PartEvent):
    """What a body, a group, the Proposer or the industry thinks, or what the change does for consumers."""

    TYPE = "parts.view_recorded"

    content: contents.View
    kind: Kind
    verdict_name: str

    @property
    def of_kind(self) -> Kind:
        return self.kind

    def in_words(self) -> str:
        return f"{self.named}: {self.verdict_name}."


@event_type
class WithdrawalExplained(PartEvent):
    """Why a proposal was withdrawn."""

    TYPE = "parts.withdrawal_explained"
    KIND = Kind.WITHDRAWAL

    content: contents.WithdrawalReasons

    def in_words(self) -> str:
        return f"Reasons of the withdrawal: {self.named}."


@event_type
class PartTakenBack(ProposalEvent):
    """A change of a part was recorded in error: nothing changed on that day."""

    TYPE = "parts.taken_back"

    kind: Kind
    which: str
    named: str
    reason: str

    def write(self, stamp: Stamp) -> None:
        identity = {"proposal_id": self.row_id(), "kind": self.kind.value, "which": self.which}
        PartFact.record_change(identity, None, stamp)

    def in_words(self) -> str:
        return f"{self.named}: what was recorded for this day is taken back: {self.reason.rstrip('.')}."
