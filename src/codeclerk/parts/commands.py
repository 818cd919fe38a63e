"""Acts on the parts of a proposal. `effective` is the day from which what is recorded holds.

Nothing is overwritten: recording a part again from a later day makes a new version, and for the same day a correction.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import Field

from codeclerk.kernel.acts import Context, Plan, act
from codeclerk.kernel.calendar import format_date
from codeclerk.kernel.errors import Kind as No
from codeclerk.kernel.errors import Reason
from codeclerk.parts import events, vocabulary
from codeclerk.parts.find import parts_on
from codeclerk.parts.inputs import (
    Budget,
    Days,
    Label,
    Listed,
    Long,
    Said,
    SolutionNumber,
    ViewInput,
)
from codeclerk.parts.rules import contents
from codeclerk.parts.rules.contents import Kind
from codeclerk.parts.rules.money import read_line, read_years, total
from codeclerk.people.inputs import Line
from codeclerk.register import find as register
from codeclerk.register import vocabulary as register_words
from codeclerk.register.commands.base import Fact, RegisterAct, check_happened, plan_for
from codeclerk.register.events import ProposalEvent
from codeclerk.register.find import Subject
from codeclerk.register.inputs import FactInput, Pick, Why, Words
from codeclerk.register.rules.slugs import slug_of

NOTHING_SAID = Reason(
    "parts.nothing_said",
    rule="a part says something; what was written can be taken away by writing nothing",
    problem="nothing is said of {object}",
    remedy="{hint}",
)
WHY_CHANGED = Reason(
    "parts.why_changed",
    rule="a report keeps every earlier solution with the reason for the change (PMP:3900-3952)",
    problem="solution {now} of {object} is proposed, and no reason is given to replace it",
    remedy="Say why it is given up, or give its own number to word it anew.",
)
NO_SOLUTION = Reason(
    "parts.no_solution",
    rule="solutions are numbered from 1, in the order in which they were proposed",
    problem="{object} has no solution {number} on {day}",
    remedy="{hint}",
)
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
NOT_RECORDED = Reason(
    "parts.not_recorded",
    rule="what was recorded for a day can be taken back for that day",
    problem="{object} has no {what} “{which}” that was recorded for {day}",
    remedy="{hint}",
    kind=No.NOT_FOUND,
)
DRAFT_SOLUTION = "It is a Draft Proposal: its solution is looked for once it is converted."


class PartAct(RegisterAct[Fact]):
    """An act that changes one part. A subclass makes the event in `body`."""

    def body(self, found: Subject, data: Fact, context: Context) -> ProposalEvent:
        raise NotImplementedError

    def plan(self, data: Fact, context: Context) -> Plan:
        found = register.subject(data.proposal)
        check_happened(f"the part of {found.number}", context)
        return plan_for(found, context, self.body(found, data, context))


def _given(found: Subject, data: FactInput) -> dict[str, Any]:
    return {"proposal": found.key, "sure": data.sure, "note": data.note}


def _check_said(text: str, named: str, was_there: bool) -> None:
    if not text and not was_there:
        raise NOTHING_SAID.refuse(named, hint="Write it down.", field="text")


@act
class WritePart(PartAct["WritePart.Input"]):
    """Write one of the texts of a proposal, such as its issue. Writing nothing takes it away."""

    name = "write_part"
    title = "Write a text"

    class Input(FactInput):
        part: Annotated[Pick, Field(title="Which text", min_length=1)]
        text: Annotated[Long, Field(title="Text", description="An empty line begins a new paragraph.")] = ""

    def body(self, found: Subject, data: Input, context: Context) -> events.TextWritten:
        kind = vocabulary.text(data.part)
        written = parts_on(found.key, context.effective).text(kind.id)
        _check_said(data.text, f"{kind.name} of {found.number}", written is not None)
        return events.TextWritten(
            which=kind.id, named=kind.name, content=contents.Text(text=data.text), **_given(found, data)
        )


@act
class SetSolution(RegisterAct["SetSolution.Input"]):
    """Say what the Proposed Solution is from a day on. The one before is kept, with the reason for the change."""

    name = "set_solution"
    title = "Set the Proposed Solution"

    class Input(FactInput):
        text: Annotated[Long, Field(title="Solution", min_length=1)]
        name: Annotated[Line, Field(title="Name", max_length=200, description="A short one, for lists.")] = ""
        number: Annotated[
            int | None,
            Field(
                title="Number",
                ge=1,
                le=99,
                description="Empty: the next one. The number of one that there is words it anew.",
            ),
        ] = None
        reason: Annotated[
            Words, Field(title="Reason for the change", description="Where another solution is proposed now.")
        ] = ""

    def plan(self, data: Input, context: Context) -> Plan:
        found = register.subject(data.proposal)
        check_happened(f"the solution of {found.number}", context)
        parts = parts_on(found.key, context.effective)
        last = max((int(one.which) for one in parts.solutions), default=0)
        number = data.number or last + 1
        if number > last + 1:
            raise NO_SOLUTION.refuse(
                found.number,
                number=number,
                day=format_date(context.effective),
                hint=f"Leave the number out, or give {last + 1} for the next one.",
                field="number",
            )
        before = parts.solution
        bodies = []
        if before is not None and int(before.which) != number:
            if not data.reason:
                raise WHY_CHANGED.refuse(found.number, now=before.which, field="reason")
            given_up = before.content.model_copy(update={"is_superseded": True, "reason": data.reason})
            bodies.append(self._event(found, data, int(before.which), given_up))
        proposed = contents.Solution(name=data.name, text=data.text, reason=data.reason)
        bodies.append(self._event(found, data, number, proposed))
        warnings = (DRAFT_SOLUTION,) if register_words.series(found.series).converts_to else ()
        return plan_for(found, context, *bodies, warnings=warnings)

    @staticmethod
    def _event(found: Subject, data: Input, number: int, content: contents.Solution) -> events.SolutionSet:
        named = f"Solution {number}" + (f" ({content.name})" if content.name else "")
        return events.SolutionSet(which=str(number), named=named, content=content, **_given(found, data))


@act
class RecordImpact(PartAct["RecordImpact.Input"]):
    """Say whether a proposal touches an area, such as consumers, and how. Party categories and documents are ticked on
    the page of the proposal."""

    name = "record_impact"
    title = "Record an impact"

    class Input(FactInput):
        area: Annotated[Pick, Field(title="Area", min_length=1)]
        impacted: Annotated[Literal["", "yes", "no"], Field(title="Is it impacted?")] = ""
        text: Said = ""

    def body(self, found: Subject, data: Input, context: Context) -> events.ImpactRecorded:
        area = vocabulary.area(data.area)
        named = f"the impact of {found.number} on {area.name}"
        if area.yes_no and not data.impacted:
            raise NOTHING_SAID.refuse(named, hint="Say yes or no.", field="impacted")
        if not area.yes_no and not data.text:
            raise NOTHING_SAID.refuse(named, hint="Say it in words; what is impacted is ticked.", field="text")
        impacted = {"yes": True, "no": False}.get(data.impacted) if area.yes_no else None
        content = contents.Impact(impacted=impacted, text=data.text)
        return events.ImpactRecorded(which=area.id, named=area.name, content=content, **_given(found, data))


class _CostAct(PartAct[Fact]):
    def cost(self, found: Subject, data: Any, context: Context, content: contents.Cost) -> events.CostRecorded:
        kind = vocabulary.cost(content.kind)
        solution = self._solution(found, data, context)
        content = content.model_copy(update={"kind": kind.id, "solution": solution})
        ways = (kind.id, str(solution) if solution else "", slug_of(content.label))
        named = f"{kind.name} of {found.number}" + (f", {content.label}" if content.label else "")
        return events.CostRecorded(which="/".join(ways), named=named, content=content, **_given(found, data))

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
        return events.ChargingSet(which=which, named=data.case, content=content, **_given(found, data))


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
        return events.BenefitRecorded(which=which, named=data.label, content=content, **_given(found, data))


def _view(scale: str, found: Subject, data: ViewInput, kind: Kind, which: str, named: str) -> events.ViewRecorded:
    verdict = vocabulary.verdict(scale, data.verdict)
    content = contents.View(verdict=verdict.id, in_favour=data.in_favour, against=data.against, text=data.text)
    return events.ViewRecorded(
        which=which, named=named, content=content, kind=kind, verdict_name=verdict.name, **_given(found, data)
    )


@act
class RecordSupport(PartAct["RecordSupport.Input"]):
    """Record what a body, or a group of respondents, thinks of the change."""

    name = "record_support"
    title = "Record support"

    class Input(ViewInput):
        who: Annotated[Pick, Field(title="Body or group", min_length=1)]

    def body(self, found: Subject, data: Input, context: Context) -> events.ViewRecorded:
        who = vocabulary.supporter(data.who)
        name = dict(vocabulary.supporters()).get(who, who)
        return _view("support", found, data, Kind.SUPPORT, who, f"Support of {name}")


@act
class RecordObjectiveView(PartAct["RecordObjectiveView.Input"]):
    """Record what the Proposer, or the industry, thinks of one objective of the code."""

    name = "record_objective_view"
    title = "Record a view on an objective"

    class Input(ViewInput):
        who: Annotated[Pick, Field(title="Whose view", min_length=1)]
        objective: Annotated[Pick, Field(title="Objective", min_length=1)]

    def body(self, found: Subject, data: Input, context: Context) -> events.ViewRecorded:
        holder = vocabulary.holder(data.who)
        letter = register_words.objective(data.objective, "objective")
        named = f"{holder.name} on objective ({letter})"
        return _view("objective", found, data, Kind.OBJECTIVE, f"{holder.id}/{letter}", named)


@act
class RecordConsumerView(PartAct["RecordConsumerView.Input"]):
    """Give the verdict on one of the consumer areas."""

    name = "record_consumer_view"
    title = "Give a verdict on a consumer area"

    class Input(FactInput):
        area: Annotated[Pick, Field(title="Consumer area", min_length=1)]
        verdict: Annotated[Pick, Field(title="Verdict", min_length=1)]
        text: Said = ""

    def body(self, found: Subject, data: Input, context: Context) -> events.ViewRecorded:
        area = vocabulary.consumer_area(data.area)
        view = ViewInput(proposal=data.proposal, verdict=data.verdict, text=data.text, sure=data.sure, note=data.note)
        return _view("consumer", found, view, Kind.CONSUMER, area.id, area.name)


@act
class ExplainWithdrawal(PartAct["ExplainWithdrawal.Input"]):
    """Record why a proposal was withdrawn: its cost, say (DCUSA:104-110)."""

    name = "explain_withdrawal"
    title = "Say why it was withdrawn"

    class Input(FactInput):
        reasons: Annotated[Listed, Field(title="Reasons", min_length=1)]
        text: Said = ""

    def body(self, found: Subject, data: Input, context: Context) -> events.WithdrawalExplained:
        reasons = {one.id: one.name for one in map(vocabulary.withdrawal_reason, data.reasons)}
        content = contents.WithdrawalReasons(reasons=tuple(reasons), text=data.text)
        named = ", ".join(reasons.values())
        return events.WithdrawalExplained(which="reasons", named=named, content=content, **_given(found, data))


@act
class TakeBackPart(PartAct["TakeBackPart.Input"]):
    """Take back what was recorded of a part for one day in error: what held before goes on. Effective is that day."""

    name = "take_back_part"
    title = "Take back a version"

    class Input(FactInput):
        kind: Annotated[Kind, Field(title="Kind of part")]
        which: Annotated[Line, Field(title="Which one", min_length=1, max_length=160)]
        reason: Why

    def body(self, found: Subject, data: Input, context: Context) -> events.PartTakenBack:
        part = parts_on(found.key, context.effective).part(data.kind, data.which)
        if part is None or part.now.since != context.effective:
            hint = f"Its last version is of {format_date(part.now.since)}." if part else "Look at its page."
            raise NOT_RECORDED.refuse(
                found.number,
                what=data.kind.words,
                which=data.which,
                day=format_date(context.effective),
                hint=hint,
                field="which",
            )
        named = f"{data.kind.words.capitalize()} “{data.which}”"
        return events.PartTakenBack(
            proposal=found.key, kind=data.kind, which=data.which, named=named, reason=data.reason
        )
