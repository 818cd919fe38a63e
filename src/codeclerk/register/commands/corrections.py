"""Taking back a change that was recorded in error.

A wrong *value* is corrected by sending the same act again for the same day: what is known later wins. This act is for a
change that never was.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from codeclerk.kernel.acts import ActInput, Context, Plan, act
from codeclerk.kernel.calendar.dates import format_date
from codeclerk.kernel.errors import Kind, Reason
from codeclerk.people.inputs import Line
from codeclerk.register import find
from codeclerk.register.commands.base import RegisterAct, plan_for
from codeclerk.register.events import ChangeWithdrawn
from codeclerk.register.find import Subject
from codeclerk.register.inputs import Ref, Why
from codeclerk.register.models import FACTS, ProposalFact, identity_of

NO_CHANGE = Reason(
    "register.no_change",
    rule="a change that is taken back was recorded for that day",
    problem="{object} has no change of {fact} on {day}",
    remedy="{hint}",
    kind=Kind.NOT_FOUND,
)
WHICH = Reason(
    "register.which_fact",
    rule="a fact of which a proposal has several is told apart by {names}",
    problem="which {fact} of {object} is meant is not clear",
    remedy="Give {names}, in that order.",
)

FactName = Literal[
    "title",
    "proposer",
    "lead_analyst",
    "status",
    "path",
    "flag",
    "hold",
    "target_release",
    "summary",
    "web_address",
    "affected",
    "objectives",
    "change_request",
    "link",
    "document",
    "timetable",
]


@act
class WithdrawChange(RegisterAct["WithdrawChange.Input"]):
    """Take back a change of one fact on one day, `effective`: nothing changed then after all. It stays in the log."""

    name = "withdraw_change"
    title = "Take back a change"

    class Input(ActInput):
        proposal: Ref
        fact: FactName = Field(title="What was changed")
        which: tuple[Annotated[Line, Field(max_length=200)], ...] = Field(
            (), title="Which one", description="For a flag its id, for a timetable event its key, and so on."
        )
        reason: Why

    def plan(self, data: Input, context: Context) -> Plan:
        found = find.subject(data.proposal, may_be_split=True)
        fact = FACTS[data.fact]
        names = [name for name in fact.identity if name != "proposal_id"]
        if len(names) != len(data.which):
            raise WHICH.refuse(found.number, fact=data.fact, names=" and ".join(names) or "nothing", field="which")
        self._check_there(found, fact, data, context)
        body = ChangeWithdrawn(
            proposal=found.key, fact=data.fact, which=data.which, day=context.effective, reason=data.reason
        )
        return plan_for(found, context, body)

    @staticmethod
    def _check_there(found: Subject, fact: type[ProposalFact], data: Input, context: Context) -> None:
        own = identity_of(fact, find.row_id(found.key), *data.which)
        kept = fact.objects.filter(**own, superseded_from__isnull=True)
        days = sorted({one.valid_from for one in kept if one.valid_to != one.valid_from})
        late = any(one.valid_from == context.effective and one.known_from > context.known_from for one in kept)
        if context.effective not in days or late:
            hint = f"It changed on {', '.join(map(format_date, days))}." if days else "It never changed."
            if late:
                hint = "That change became known later than this withdrawal."
            day = format_date(context.effective)
            raise NO_CHANGE.refuse(
                found.number, fact=data.fact.replace("_", " "), day=day, hint=hint, field="effective"
            )
