"""Taking back what was recorded of committees in error.

A wrong *value* is corrected by sending the same act again for the same day. This act is for what never was.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from codeclerk.committees import find
from codeclerk.committees.commands.base import CommitteeAct
from codeclerk.committees.events import TakenBack
from codeclerk.committees.rules.contents import What
from codeclerk.kernel.acts import ActInput, Context, Plan, act
from codeclerk.kernel.calendar.dates import format_date
from codeclerk.kernel.errors import Kind, Reason
from codeclerk.people.inputs import Line
from codeclerk.register import find as register
from codeclerk.register.commands.base import plan_for
from codeclerk.register.inputs import Ref, Why

NOTHING = Reason(
    "committees.nothing_recorded",
    rule="what is taken back was recorded for that day",
    problem="{object} has nothing of “{what}” for {day}",
    remedy="{hint}",
    kind=Kind.NOT_FOUND,
)


@act
class TakeBackCommitteeFact(CommitteeAct["TakeBackCommitteeFact.Input"]):
    """Take back what was recorded of a committee and a proposal on one day, `effective`. It stays in the log."""

    name = "take_back_committee_fact"
    title = "Take back what was recorded in error"

    class Input(ActInput):
        proposal: Ref
        which: Annotated[
            Line,
            Field(
                title="Of what",
                min_length=1,
                max_length=140,
                description="ssc-1: what the SSC was asked first; group: its Working Group; tabasc/: the seats.",
            ),
        ]
        what: Annotated[What, Field(title="What was recorded")]
        reason: Why

    def plan(self, data: Input, context: Context) -> Plan:
        found = register.subject(data.proposal, may_be_split=True)
        own = find.recorded(found.key, [data.what]).get(data.which, ())
        days = [one.since for one in own]
        if context.effective not in days:
            hint = f"It has it for {', '.join(map(format_date, days))}." if days else "Nothing of it is recorded."
            day = format_date(context.effective)
            raise NOTHING.refuse(
                f"{data.which} on {found.number}", what=data.what.value, day=day, hint=hint, field="effective"
            )
        named = f"{data.which} on {found.number}, {data.what.value}"
        event = TakenBack(
            proposal=found.key,
            which=data.which,
            what=data.what,
            day=context.effective,
            named=named,
            reason=data.reason,
        )
        return plan_for(found, context, event)
