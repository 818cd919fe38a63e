"""What an act takes as the outcome of an item, and how that is checked."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from codeclerk.kernel.acts import ActInput
from codeclerk.kernel.errors import Reason
from codeclerk.meetings import vocabulary
from codeclerk.meetings.rules.agenda import Came, check_outcome
from codeclerk.people.inputs import Line
from codeclerk.register.inputs import Pick, Ref
from codeclerk.register.rules.times import read_when

NOTHING_CAME = Reason(
    "meetings.nothing_came",
    rule="what came of an item is an outcome, words, or both",
    problem="{object} is not said",
    remedy="Choose an outcome, or say in words what came of it.",
)


class CameOf(ActInput):
    """What came of one proposal at a meeting, in words: no consensus, a second meeting, a request to the DCC."""

    proposal: Ref
    outcome: Annotated[Pick, Field(title="Outcome")] = ""
    words: Annotated[Line, Field(title="What came of it", max_length=300)] = ""
    whom: Annotated[Pick, Field(title="Whom it asks")] = ""
    when: Annotated[Line, Field(title="When it goes on", max_length=60)] = ""
    follow_up: Annotated[Line, Field(title="What follows", max_length=300)] = ""

    def came(self) -> Came:
        """The outcome, checked. Refused (meetings.unknown_outcome, meetings.outcome_needs)."""
        return came_from(self.outcome, self.words, self.whom, self.when, self.follow_up)


def came_from(outcome: str, words: str, whom: str, when: str, follow_up: str) -> Came:
    """What came of an item, checked: the outcome is the pack's, has what it needs, and says when in a way that can be
    read. Refused (meetings.nothing_came, meetings.unknown_outcome, meetings.outcome_needs)."""
    if not outcome and not words:
        raise NOTHING_CAME.refuse("the outcome", field="outcome")
    known = vocabulary.outcome(outcome) if outcome else None
    asked = vocabulary.owner(whom, "whom")[1] if whom else ""
    came = Came(known.id if known else "", words, asked, read_when(when).isoformat() if when else "", follow_up)
    if known is not None:
        check_outcome(known, came)
    return came
