"""The act that says how a proposal would change the seats of a body."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from codeclerk.committees import vocabulary
from codeclerk.committees.commands.base import BodyOf, CommitteeAct, sourced
from codeclerk.committees.events import SeatsProposed
from codeclerk.committees.rules.contents import Seats
from codeclerk.kernel.acts import Context, Plan, act
from codeclerk.kernel.errors import Reason
from codeclerk.people import vocabulary as people
from codeclerk.register import find as register
from codeclerk.register.commands.base import check_happened, plan_for
from codeclerk.register.inputs import FactInput, Pick, Words

WHAT_CHANGES = Reason(
    "committees.which_seats",
    rule="a number of seats is that of one kind of seat",
    problem="the change of the seats of {object} has a number, and not whose seats they are",
    remedy="Choose the kind of seat, or leave the number empty.",
)


@act
class ProposeSeats(CommitteeAct["ProposeSeats.Input"]):
    """Record that a proposal would change how a body is made up. It is in force once the proposal is implemented."""

    name = "propose_seats"
    title = "Record a proposed change of seats"

    class Input(FactInput):
        body: BodyOf
        seat: Annotated[
            Pick, Field(title="Whose seats", description="A party category, where the change is about one.")
        ] = ""
        number: Annotated[
            int | None, Field(title="Seats then", ge=0, le=50, description="Empty where the number is not told.")
        ] = None
        text: Annotated[Words, Field(title="What would change")] = ""
        holds: Annotated[bool, Field(title="It is proposed", description="Not ticked: it is proposed no more.")] = True

    def plan(self, data: Input, context: Context) -> Plan:
        found, body = register.subject(data.proposal), vocabulary.committee(data.body)
        if data.number is not None and not data.seat:
            raise WHAT_CHANGES.refuse(body.name, field="seat")
        seat = people.category(data.seat, "seat") if data.seat else None
        check_happened(f"what {found.number} proposes", context)
        event = SeatsProposed(
            proposal=found.key,
            number=found.number,
            which=f"{body.id}/{seat.key if seat else ''}",
            holds_from=context.effective,
            named=vocabulary.short_name(body.id),
            seat=(seat.plural or seat.name) if seat else "",
            content=Seats(text=data.text, number=data.number, holds=data.holds),
            **sourced(data),
        )
        return plan_for(found, context, event)
