"""Acts on what is written of a proposal: its texts, its solution, its impacts, why it was withdrawn."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from codeclerk.kernel.acts import Context, Plan, act
from codeclerk.kernel.calendar import format_date
from codeclerk.kernel.errors import Kind as No
from codeclerk.kernel.errors import Reason
from codeclerk.parts import events, vocabulary
from codeclerk.parts.commands.base import NO_SOLUTION, NOTHING_SAID, PartAct, given
from codeclerk.parts.find import parts_on
from codeclerk.parts.inputs import Listed, Long, Said
from codeclerk.parts.rules import contents
from codeclerk.parts.rules.contents import Kind
from codeclerk.people.inputs import Line
from codeclerk.process.guard import check_solution
from codeclerk.register import find as register
from codeclerk.register import vocabulary as register_words
from codeclerk.register.commands.base import RegisterAct, check_happened, plan_for
from codeclerk.register.find import Subject
from codeclerk.register.inputs import FactInput, Pick, Why, Words

WHY_CHANGED = Reason(
    "parts.why_changed",
    rule="a report keeps every earlier solution with the reason for the change (PMP:3900-3952)",
    problem="solution {now} of {object} is proposed, and no reason is given to replace it",
    remedy="Say why it is given up, or give its own number to word it anew.",
)
NOT_RECORDED = Reason(
    "parts.not_recorded",
    rule="what was recorded for a day can be taken back for that day",
    problem="{object} has no {what} “{which}” that was recorded for {day}",
    remedy="{hint}",
    kind=No.NOT_FOUND,
)
DRAFT_SOLUTION = "It is a Draft Proposal: its solution is looked for once it is converted."


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
        if not data.text and parts_on(found.key, context.effective).text(kind.id) is None:
            raise NOTHING_SAID.refuse(f"{kind.name} of {found.number}", hint="Write it down.", field="text")
        return events.TextWritten(
            which=kind.id, named=kind.name, content=contents.Text(text=data.text), **given(found, data)
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

    def check_sent(self, data: Input, context: Context) -> None:
        check_solution(type(self), register.subject(data.proposal), context)

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
        return events.SolutionSet(which=str(number), named=named, content=content, **given(found, data))


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
        return events.ImpactRecorded(which=area.id, named=area.name, content=content, **given(found, data))


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
        return events.WithdrawalExplained(which="reasons", named=named, content=content, **given(found, data))


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
