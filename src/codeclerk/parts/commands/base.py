"""What the acts on parts share."""

from __future__ import annotations

from abc import abstractmethod
from typing import Any

from codeclerk.kernel.acts import Context, Plan
from codeclerk.kernel.errors import Reason
from codeclerk.register import find as register
from codeclerk.register.commands.base import Fact, RegisterAct, check_happened, plan_for
from codeclerk.register.events import ProposalEvent
from codeclerk.register.find import Subject
from codeclerk.register.inputs import FactInput

NOTHING_SAID = Reason(
    "parts.nothing_said",
    rule="a part says something; what was written can be taken away by writing nothing",
    problem="nothing is said of {object}",
    remedy="{hint}",
)
NO_SOLUTION = Reason(
    "parts.no_solution",
    rule="solutions are numbered from 1, in the order in which they were proposed",
    problem="{object} has no solution {number} on {day}",
    remedy="{hint}",
)


class PartAct(RegisterAct[Fact]):
    """An act that changes one part. A subclass makes the event in `body`."""

    @abstractmethod
    def body(self, found: Subject, data: Fact, context: Context) -> ProposalEvent:
        """The event that says what is so from the act's day on. Raises `Refused`; reads only."""

    def plan(self, data: Fact, context: Context) -> Plan:
        found = register.subject(data.proposal)
        check_happened(f"the part of {found.number}", context)
        return plan_for(found, context, self.body(found, data, context))


def given(found: Subject, data: FactInput) -> dict[str, Any]:
    """What every event of a part has from its act."""
    return {"proposal": found.key, "sure": data.sure, "note": data.note}
