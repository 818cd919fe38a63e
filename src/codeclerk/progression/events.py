"""What progression records, and how each event is put into its tables. Events stand in the proposal's stream."""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import BaseModel, ConfigDict

from codeclerk.kernel.calendar.dates import format_date
from codeclerk.kernel.chain import canonical_json
from codeclerk.kernel.events import Stamp, event_type
from codeclerk.progression.models import MovedDeadline, StepFact
from codeclerk.register.events import ProposalEvent
from codeclerk.register.models import FACTS, identity_of


class Shown(BaseModel):
    """A condition of a step, and where it is shown: what the record told, or what whoever took the step said."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    condition: str
    name: str
    where: str


class Undo(BaseModel):
    """Something that is taken back with a step: a change of a fact on the step's day, a decision, or what a committee
    said, of which `which` is the one thing and `committee` the kind of fact.

    `never` says why what followed cannot be taken back.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    fact: str = ""
    which: tuple[str, ...] = ()
    decision: str = ""
    committee: str = ""
    never: str = ""


@event_type
class StepTaken(ProposalEvent):
    """A step of the process was taken."""

    TYPE = "progression.step_taken"

    key: str
    step: str
    name: str
    profile: str
    by: str
    by_name: str
    came_from: str
    led_to: str = ""
    hold: str = ""
    shown: tuple[Shown, ...] = ()
    answer: str = ""
    answer_name: str = ""
    reason: str = ""
    undoes: tuple[Undo, ...] = ()

    def write(self, stamp: Stamp) -> None:
        value = {
            "step": self.step,
            "name": self.name,
            "profile": self.profile,
            "by": self.by,
            "by_name": self.by_name,
            "came_from": self.came_from,
            "led_to": self.led_to,
            "hold": self.hold,
            "shown": canonical_json([[one.condition, one.name, one.where] for one in self.shown]),
            "answer": self.answer,
            "reason": self.reason,
            "undoes": canonical_json([one.model_dump(mode="json") for one in self.undoes]),
            "is_undone": False,
        }
        StepFact.record_change({"proposal_id": self.row_id(), "key": self.key}, value, stamp)

    def in_words(self) -> str:
        reason = f" Reason: {self.reason}" if self.reason else ""
        answer = f" Answer: {self.answer_name}." if self.answer_name else ""
        return f"Step taken by the {self.by_name}: {self.name}.{answer}{reason}"


@event_type
class StepUndone(ProposalEvent):
    """A step was recorded in error; what followed from it is taken back with it."""

    TYPE = "progression.step_undone"

    key: str
    name: str
    day: date
    reason: str

    def write(self, stamp: Stamp) -> None:
        identity = {"proposal_id": self.row_id(), "key": self.key}
        kept = StepFact.objects.filter(**identity, superseded_from__isnull=True, is_undone=False).get()
        value = {name: getattr(kept, name) for name in StepFact.value} | {"is_undone": True, "reason": self.reason}
        StepFact.record_change(identity, value, stamp, valid_from=self.day)

    def in_words(self) -> str:
        return f"The step “{self.name}” of {format_date(self.day)} is taken back: {self.reason}"


@event_type
class FactRestored(ProposalEvent):
    """A fact has again, from a day on, what was recorded for that day before the step that is taken back."""

    TYPE = "progression.fact_restored"

    fact: str
    which: tuple[str, ...] = ()
    day: date
    value: dict[str, Any]

    def write(self, stamp: Stamp) -> None:
        fact = FACTS[self.fact]
        columns = {column.name: column for column in fact._meta.concrete_fields}
        value = {name: columns[name].to_python(one) for name, one in self.value.items()}
        fact.record_change(identity_of(fact, self.row_id(), *self.which), value, stamp, valid_from=self.day)

    def in_words(self) -> str:
        return f"The {self.fact.replace('_', ' ')} of {format_date(self.day)} is again what it was before that step."


@event_type
class DeadlineMoved(ProposalEvent):
    """A deadline was moved, or stands again as it is counted."""

    TYPE = "progression.deadline_moved"

    clock: str
    clock_name: str
    started: date
    counted: date
    due: date | None
    by_name: str
    reason: str

    def write(self, stamp: Stamp) -> None:
        identity = {"proposal_id": self.row_id(), "clock": self.clock, "started": self.started}
        value = {"due": self.due, "by_name": self.by_name, "reason": self.reason}
        MovedDeadline.record_change(identity, value, stamp)

    def in_words(self) -> str:
        counted = format_date(self.counted)
        if self.due is None:
            return f"The deadline “{self.clock_name}” stands again as it is counted, {counted}: {self.reason}"
        return (
            f"The {self.by_name} moved the deadline “{self.clock_name}” from {counted} to {format_date(self.due)}: "
            f"{self.reason}"
        )
