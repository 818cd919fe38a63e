"""What can happen between committees and a proposal, and how each event is put into the table.

They stand in the proposal's own stream, so its history tells of them too. Events hold what sentences need as it was
when they were planned: reading one again needs no code pack.
"""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from codeclerk.committees.models import CommitteeFact
from codeclerk.committees.rules import contents
from codeclerk.committees.rules.contents import What
from codeclerk.kernel.calendar.dates import format_date
from codeclerk.kernel.chain import canonical_json
from codeclerk.kernel.events import Stamp, event_type
from codeclerk.kernel.packs import Sure
from codeclerk.register.events import ProposalEvent


class CommitteeEvent(ProposalEvent):
    """Base of one change. `which` says of what; `number` is the proposal's, for the sentence.

    It holds from `holds_from` on, which for what a paper tells is earlier than the paper.
    """

    WHAT: ClassVar[What]

    which: str
    number: str
    holds_from: date
    content: Any
    sure: Sure = Sure.STATED
    note: str = ""

    def write(self, stamp: Stamp) -> None:
        identity = {"proposal_id": self.row_id(), "which": self.which, "what": self.WHAT.value}
        kept = canonical_json(self.content.model_dump(mode="json"))
        value = {"content": kept, "sure": self.sure.value, "note": self.note}
        CommitteeFact.record_change(identity, value, stamp, valid_from=self.holds_from)


class InputEvent(CommitteeEvent):
    """Base of what happens to what a committee was asked. `named` is the committee, as sentences call it."""

    named: str


@event_type
class CommitteeAsked(InputEvent):
    """A committee is asked about a proposal, or asks for something."""

    TYPE = "committees.asked"
    WHAT = What.ASKED

    content: contents.Asked

    def in_words(self) -> str:
        said = self.content
        by = f", by {format_date(said.due)}" if said.due else ""
        if said.kind.is_of_others:
            return f"The {self.named} asks {said.to or 'for work'} about {self.number}{_quoted(said.question)}{by}."
        return f"The {self.named} is asked about {self.number}{_quoted(said.question or said.kind.label)}{by}."


@event_type
class DueMoved(InputEvent):
    """An answer is looked for by another day."""

    TYPE = "committees.due_moved"
    WHAT = What.DUE

    content: contents.Due

    def in_words(self) -> str:
        due = format_date(self.content.due)
        return f"What the {self.named} was asked about {self.number} is due by {due}{_quoted(self.content.reason)}."


@event_type
class CommitteeAnswered(InputEvent):
    """A committee, or whom it asked, has answered."""

    TYPE = "committees.answered"
    WHAT = What.ANSWER

    content: contents.Answer

    def in_words(self) -> str:
        said = self.content
        about = f" to “{said.opposes.rstrip('.')}”" if said.opposes else ""
        return f"The {self.named} on {self.number}: {said.verdict.label}{about}{_quoted(said.text)}."


@event_type
class SolutionChanged(InputEvent):
    """The solution was changed after a committee had opposed it."""

    TYPE = "committees.solution_changed"
    WHAT = What.CHANGE

    content: contents.Change

    def in_words(self) -> str:
        return (
            f"After the opposition of the {self.named}, the solution of {self.number} is{_quoted(self.content.text)}."
        )


@event_type
class InputWithdrawn(InputEvent):
    """What a committee was asked is taken back: no answer is looked for."""

    TYPE = "committees.input_withdrawn"
    WHAT = What.WITHDRAWN

    content: contents.Withdrawn

    def in_words(self) -> str:
        return f"The {self.named} need not answer about {self.number} any more{_quoted(self.content.reason)}."


@event_type
class GroupAllocated(CommitteeEvent):
    """A proposal is in a Working Group, is to be, or is in none any more. `named` is the group."""

    TYPE = "committees.group_allocated"
    WHAT = What.ALLOCATED

    named: str
    content: contents.Allocated

    def in_words(self) -> str:
        said = self.content
        if not said.group:
            return f"{self.number} is in no Working Group any more{_quoted(said.why)}."
        is_to_be = said.state is contents.GroupState.PROPOSED
        return f"{self.number} is {'to be ' if is_to_be else ''}allocated to {self.named}{_quoted(said.why)}."


@event_type
class SeatsProposed(CommitteeEvent):
    """A proposal would change the seats of a body, or would do so no more. `named` is the body, `seat` whose seats."""

    TYPE = "committees.seats_proposed"
    WHAT = What.SEATS

    named: str
    seat: str = ""
    content: contents.Seats

    def in_words(self) -> str:
        said = self.content
        if not said.holds:
            return f"{self.number} would not change the seats of the {self.named} any more{_quoted(said.text)}."
        seat = f" of {self.seat}" if self.seat else ""
        number = f" to {said.number}" if said.number is not None else ""
        return f"{self.number} would change the seats{seat} in the {self.named}{number}{_quoted(said.text)}."


@event_type
class TakenBack(ProposalEvent):
    """A change was recorded in error: nothing changed on that day. `named` is what it was about."""

    TYPE = "committees.taken_back"

    which: str
    what: What
    day: date
    named: str
    reason: str

    def write(self, stamp: Stamp) -> None:
        identity = {"proposal_id": self.row_id(), "which": self.which, "what": self.what.value}
        CommitteeFact.record_change(identity, None, stamp, valid_from=self.day)

    def in_words(self) -> str:
        day = format_date(self.day)
        return f"{self.named}: what was recorded for {day} is taken back: {self.reason.rstrip('.')}."


def _quoted(text: str) -> str:
    """`: Packet inspection`, so that it ends a sentence; empty for nothing."""
    return f": {text.strip().rstrip('.')}" if text.strip() else ""
