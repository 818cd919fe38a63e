"""The kind of pack file that the parts read: the texts, impacts, costs and views of a proposal, and the rate of effort.

Pure. `apps.py` registers it when the application is ready.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from codeclerk.kernel.packs import Bool, Dec, Int, Named, PackFile, Parameter, Text, register_kind

Needed = Literal["draft", "report"]
"""From when on a part is needed: a Draft Proposal has its problem, a complete Modification Report the rest."""


class TextKind(Named):
    """A text of a proposal. `question` is what it answers, `section` where the report has it."""

    section: Literal["issue", "implementation", "assessment"]
    question: Text | None = None
    needed: Needed | None = None


class ImpactArea(Named):
    """An area that a proposal may touch. `yes_no`: it is said whether it does, beside what is said of it."""

    yes_no: Bool = False
    needed: Needed | None = None


class CostKind(Named):
    """A kind of cost, by who has it or what it is for."""

    needed: Needed | None = None


class BudgetTreatment(Named):
    """Whether a cost is inside a budget."""


class WayToPay(Named):
    """How a cost is paid. `payer`: who pays it always; without one it is said each time."""

    payer: Text | None = None


class ViewHolder(Named):
    """Whose view on the objectives it is."""


class SupportGroup(Named):
    """A group that is neither a body nor a party category."""


class Verdict(Named):
    """An answer on one of the scales, the most favourable first."""

    scale: Literal["support", "objective", "consumer"]
    order: Int


class ConsumerArea(Named):
    """An area in which a change may do something for consumers."""


class WithdrawalReason(Named):
    """Why a proposal is withdrawn."""


class PartRules(PackFile):
    """`parts.yaml`."""

    vocabulary: ClassVar[tuple[str, ...]] = ()

    texts: tuple[TextKind, ...]
    impact_areas: tuple[ImpactArea, ...]
    costs: tuple[CostKind, ...]
    effort_rate: Parameter[Annotated[Dec, Field(gt=0)]]
    budget_treatments: tuple[BudgetTreatment, ...]
    ways_to_pay: tuple[WayToPay, ...]
    view_holders: tuple[ViewHolder, ...]
    support_groups: tuple[SupportGroup, ...]
    verdicts: tuple[Verdict, ...]
    consumer_areas: tuple[ConsumerArea, ...]
    withdrawal_reasons: tuple[WithdrawalReason, ...]

    def area_name(self, id: str, otherwise: str) -> str:
        """The name of an impact area; `otherwise` where the code has none of this id."""
        return next((one.name for one in self.impact_areas if one.id == id), otherwise)


def register() -> None:
    """Called when the app is ready."""
    register_kind("parts", PartRules)
