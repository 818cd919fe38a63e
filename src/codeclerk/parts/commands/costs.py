"""Acts on what a proposal costs, who pays, and what it is worth."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any

from pydantic import Field

from codeclerk.kernel.acts import Context, act
from codeclerk.kernel.calendar import format_date
from codeclerk.kernel.errors import Reason
from codeclerk.parts import events, vocabulary
from codeclerk.parts.commands.base import NO_SOLUTION, NOTHING_SAID, PartAct, given
from codeclerk.parts.find import parts_on
from codeclerk.parts.inputs import Budget, Days, Label, Listed, Said, SolutionNumber
from codeclerk.parts.rules import contents
from codeclerk.parts.rules.money import read_line, read_years, total
from codeclerk.people.inputs import Line
from codeclerk.register.commands.base import Fact
from codeclerk.register.find import Subject
from codeclerk.register.inputs import FactInput, Pick, Words
from codeclerk.register.rules.slugs import slug_of

WHY_ZERO = Reason(
    "parts.why_zero",
    rule="a price of nothing is recorded with its reason (PMP:1606-1630)",
    problem="the cost of {object} is nothing, and no reason is given",
    remedy="Say why nothing is to be paid.",
)
EFFORT = Reason(
    "parts.effort_in_days",
    rule="the administrator's cost is its days of effort at the dated rate of the code pack: it is never typed",
    problem="the cost of {object} was given in pounds",
    remedy="Record the effort in days instead.",
)
WHO_PAYS = Reason(
    "parts.who_pays",
    rule="recoverable costs are paid by all Users, an explicit charge by the one who is named (PMP:6224-6253)",
    problem="{object}: {what}",
    remedy="{hint}",
)


class _CostAct(PartAct[Fact]):
    def cost(self, found: Subject, data: Any, context: Context, content: contents.Cost) -> events.CostRecorded:
        kind = vocabulary.cost(content.kind)
        solution = self._solution(found, data, context)
        content = content.model_copy(update={"kind": kind.id, "solution": solution})
        ways = (kind.id, str(solution) if solution else "", slug_of(content.label))
        named = f"{kind.name} of {found.number}" + (f", {content.label}" if content.label else "")
        return events.CostRecorded(which="/".join(ways), named=named, content=content, **given(found, data))

    @staticmethod
    def _solution(found: Subject, data: Any, context: Context) -> int:
        """The number of the solution that has the cost; 0 where there is none yet."""
        parts = parts_on(found.key, context.effective)
        if data.solution is None:
            return int(parts.solution.which) if parts.solution else 0
        if data.solution not in {int(one.which) for one in parts.solutions}:
            raise NO_SOLUTION.refuse(
                found.number,
                number=data.solution,
                day=format_date(context.effective),
                hint="Set the solution first, or leave the number out.",
                field="solution",
            )
        return int(data.solution)


@act
class RecordEffort(_CostAct["RecordEffort.Input"]):
    """Record the administrator's effort in days, with what it is for. The pack's rate of that day makes the cost."""

    name = "record_effort"
    title = "Record the administrator's effort"

    class Input(FactInput):
        days: Days
        activities: Listed = Field((), title="Activities", description="One in each line.")
        solution: SolutionNumber = None
        budget: Budget = ""
        text: Said = ""

    def body(self, found: Subject, data: Input, context: Context) -> events.CostRecorded:
        vocabulary.rate(context.effective)
        content = contents.Cost(
            kind=vocabulary.ADMINISTRATOR,
            days=data.days,
            activities=data.activities,
            budget=vocabulary.budget(data.budget).id if data.budget else "",
            text=data.text,
        )
        return self.cost(found, data, context, content)


@act
class RecordCost(_CostAct["RecordCost.Input"]):
    """Record a cost by its price lines, or in words where no figure is known. Totals are computed."""

    name = "record_cost"
    title = "Record a cost"

    class Input(FactInput):
        kind: Annotated[Pick, Field(title="Whose cost", min_length=1)]
        label: Label = ""
        lines: Listed = Field(
            (),
            title="Price lines",
            description="One in each line: a phase, a colon, pounds. Such as Design, Build and Test: 150000.",
        )
        why_zero: Annotated[Words, Field(title="Why it is nothing", description="Where the price is nothing.")] = ""
        years: Listed = Field((), title="Financial years", description="One in each line, such as 2020/21.")
        within_days: Annotated[
            int | None, Field(title="To be done within", ge=1, le=1000, description="In days, for an assessment.")
        ] = None
        solution: SolutionNumber = None
        budget: Budget = ""
        text: Said = ""

    def body(self, found: Subject, data: Input, context: Context) -> events.CostRecorded:
        kind = vocabulary.cost(data.kind)
        named = f"{kind.name} of {found.number}"
        if kind.id == vocabulary.ADMINISTRATOR and data.lines:
            raise EFFORT.refuse(found.number, field="kind")
        lines = tuple(read_line(one) for one in data.lines)
        amount = total(lines)
        if amount is None and not data.text:
            raise NOTHING_SAID.refuse(named, hint="Give price lines, or say in words what is known.", field="lines")
        if amount is not None and amount.is_zero and not data.why_zero:
            raise WHY_ZERO.refuse(named, field="why_zero")
        content = contents.Cost(
            kind=kind.id,
            label=data.label,
            lines=lines,
            why_zero=data.why_zero,
            years=read_years(data.years),
            within_days=data.within_days,
            budget=vocabulary.budget(data.budget).id if data.budget else "",
            text=data.text,
        )
        return self.cost(found, data, context, content)


@act
class SetWhoPays(PartAct["SetWhoPays.Input"]):
    """Say who pays in a case, now or as the proposal would have it: all Users, or the one who is charged."""

    name = "set_who_pays"
    title = "Say who pays"

    class Input(FactInput):
        case: Annotated[Line, Field(title="For what", min_length=1, max_length=100)]
        as_proposed: Annotated[bool, Field(title="This is what the proposal would make it")] = False
        way: Annotated[Pick, Field(title="How it is paid", min_length=1)]
        payer: Annotated[
            Line, Field(title="Who pays", max_length=100, description="For an explicit charge: who is charged.")
        ] = ""
        text: Said = ""

    def body(self, found: Subject, data: Input, context: Context) -> events.ChargingSet:
        way = vocabulary.way(data.way)
        if way.payer is None and not data.payer:
            raise WHO_PAYS.refuse(data.case, what="nobody is named", hint="Say who is charged.", field="payer")
        if way.payer is not None and data.payer and data.payer.casefold() != way.payer.casefold():
            what = f"{way.name} are not paid by {data.payer}"
            raise WHO_PAYS.refuse(data.case, what=what, hint="Choose the explicit charge.", field="payer")
        content = contents.Charging(
            case=data.case,
            is_proposed=data.as_proposed,
            way=way.id,
            payer=way.payer or data.payer,
            text=data.text,
        )
        which = f"{'proposed' if data.as_proposed else 'now'}/{slug_of(data.case)}"
        return events.ChargingSet(which=which, named=data.case, content=content, **given(found, data))


@act
class RecordBenefit(PartAct["RecordBenefit.Input"]):
    """Count a benefit of the business case: so many units, and what one is worth. The product is computed."""

    name = "record_benefit"
    title = "Record a benefit"

    class Input(FactInput):
        label: Annotated[Line, Field(title="What is gained or avoided", min_length=1, max_length=100)]
        units: Annotated[Decimal, Field(title="How many", gt=0, max_digits=15, decimal_places=2)]
        unit: Annotated[Line, Field(title="Of what", min_length=1, max_length=60, description="In the plural.")]
        unit_value: Annotated[Decimal, Field(title="Pounds for one", gt=0, max_digits=12, decimal_places=2)]
        at_most: Annotated[bool, Field(title="It is that much at most")] = False
        text: Said = ""

    def body(self, found: Subject, data: Input, context: Context) -> events.BenefitRecorded:
        content = contents.Benefit(
            label=data.label,
            units=data.units,
            unit=data.unit,
            unit_value=data.unit_value,
            is_most=data.at_most,
            text=data.text,
        )
        which = slug_of(data.label)
        return events.BenefitRecorded(which=which, named=data.label, content=content, **given(found, data))
