"""What each kind of part holds. Ids are those of the pack's `parts.yaml`; money is in pounds, effort in days."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from codeclerk.parts.rules.money import Amount, total


class Kind(StrEnum):
    """The kinds of parts."""

    TEXT = "text"
    SOLUTION = "solution"
    IMPACT = "impact"
    COST = "cost"
    CHARGING = "charging"
    BENEFIT = "benefit"
    SUPPORT = "support"
    OBJECTIVE = "objective"
    CONSUMER = "consumer"
    WITHDRAWAL = "withdrawal"

    @property
    def words(self) -> str:
        """As histories and forms call it."""
        return _WORDS[self]


_WORDS = {
    Kind.TEXT: "text",
    Kind.SOLUTION: "solution",
    Kind.IMPACT: "impact",
    Kind.COST: "cost",
    Kind.CHARGING: "rule of who pays",
    Kind.BENEFIT: "benefit",
    Kind.SUPPORT: "support",
    Kind.OBJECTIVE: "view on an objective",
    Kind.CONSUMER: "verdict on a consumer area",
    Kind.WITHDRAWAL: "reason of a withdrawal",
}


class Content(BaseModel):
    """Base of what a part holds."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Text(Content):
    """One of the pack's `texts`, in plain words; paragraphs are divided by an empty line."""

    text: str


class Solution(Content):
    """A solution by its number. One is proposed at a time; `reason` is why this one was given up, or taken up."""

    name: str = ""
    text: str
    is_superseded: bool = False
    reason: str = ""


class Impact(Content):
    """Whether one of the pack's `impact_areas` is impacted; None where that is not asked, and the words alone count."""

    impacted: bool | None = None
    text: str = ""


class Cost(Content):
    """What something costs, of one solution (`solution`: its number, 0 for whichever there is).

    Either `days` of effort, whose price the dated rate of the pack makes, or `lines` with amounts. Without both, what
    is said of it in words is all that is known.

    Args:
        kind: id of the pack's `costs`.
        label: tells several of a kind apart.
        years: the financial years that it is for: `2020/21`.
        why_zero: why nothing is to be paid.
        within_days: in how many days what is paid for is to be done.
        budget: id of the pack's `budget_treatments`.
    """

    kind: str
    label: str = ""
    solution: int = 0
    days: Decimal | None = None
    activities: tuple[str, ...] = ()
    lines: tuple[Amount, ...] = ()
    years: tuple[str, ...] = ()
    why_zero: str = ""
    within_days: int | None = None
    budget: str = ""
    text: str = ""

    def amount(self, rate: Decimal) -> Amount | None:
        """What it comes to at so many pounds a day of effort; None where no figure is known."""
        if self.days is not None:
            return Amount.exact(self.days * rate)
        return total(self.lines)


class Charging(Content):
    """Who pays in one case, `now` or as the proposal would have it: `way` is an id of the pack's `ways_to_pay`."""

    case: str
    is_proposed: bool
    way: str
    payer: str
    text: str = ""


class Benefit(Content):
    """A benefit as units and the pounds that one is worth. `is_most`: it is that much at most."""

    label: str
    units: Decimal
    unit: str
    unit_value: Decimal
    is_most: bool = False
    text: str = ""

    @property
    def value(self) -> Decimal:
        """Pounds: units times what one is worth (PMP:5493-5497)."""
        return self.units * self.unit_value


class View(Content):
    """What somebody thinks: `verdict` is an id of the pack's `verdicts`, with how many are for and against."""

    verdict: str
    in_favour: int | None = None
    against: int | None = None
    text: str = ""


class WithdrawalReasons(Content):
    """Why a proposal was withdrawn: ids of the pack's `withdrawal_reasons`."""

    reasons: tuple[str, ...]
    text: str = ""


CONTENTS: dict[Kind, type[Content]] = {
    Kind.TEXT: Text,
    Kind.SOLUTION: Solution,
    Kind.IMPACT: Impact,
    Kind.COST: Cost,
    Kind.CHARGING: Charging,
    Kind.BENEFIT: Benefit,
    Kind.SUPPORT: View,
    Kind.OBJECTIVE: View,
    Kind.CONSUMER: View,
    Kind.WITHDRAWAL: WithdrawalReasons,
}
"""What the parts of each kind hold."""
