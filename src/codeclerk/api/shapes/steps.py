"""The shapes of the steps of a proposal."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from codeclerk.api.shapes.common import One, Shape


class RunningDeadline(Shape):
    clock: str
    """Which clock of the process."""
    name: str
    """What it is called."""
    due: date
    """The last day that is in time."""
    counted: date
    """The last day as the rule counts it; another one where somebody moved it."""
    explanation: str
    """How it is counted, and by whom and why it was moved."""
    missed: str
    """What happens if it is missed."""


class StepNeed(Shape):
    condition: str
    """Which condition of the process."""
    how: str = Field(examples=["met", "unmet", "to be shown", "to be given"])
    """How it stands."""
    meaning: str
    """What must be so."""
    told: str | None
    """What the record says on it."""
    remedy: str
    """How to meet it."""
    rule: str | None
    """The paper or the clause."""


class StepTakes(Shape):
    what: str
    """What is given with the step."""
    needed: bool
    """Whether it has to be."""


class OpenStep(Shape):
    step: str
    """Names the step for the act `take_step`."""
    name: str
    """What it is called."""
    by: list[str]
    """Who takes it, each on its own."""
    to: str | None
    """The status that it leads to; null where the proposal stays."""
    is_blocked: bool
    """Whether something that the record knows is in the way."""
    needs: list[StepNeed]
    """What it needs."""
    takes: list[StepTakes]
    """What is given with it."""


class ShownCondition(Shape):
    condition: str
    """What was shown."""
    where: str
    """Where it is shown."""


class TakenStep(Shape):
    step: str
    """Which step."""
    name: str
    """What it was called."""
    day: date
    """When it was taken."""
    by: str
    """Who took it."""
    from_: str = Field(alias="from")
    """The status before."""
    to: str | None
    """The status after, where it changed."""
    shown: list[ShownCondition]
    """Where each of its conditions is shown."""
    answer: str | None
    """The answer that was given."""
    reason: str | None
    """Why it was taken."""


class ProposalSteps(Shape):
    """Where a proposal stands in its process."""

    proposal: str
    """Its number."""
    profile: str | None
    """The process that it follows; null where the record does not say where it stands."""
    status: str | None
    """Where it stands."""
    is_held: bool | None
    """Whether it is on hold."""
    deadlines: list[RunningDeadline]
    """The deadlines that run."""
    open: list[OpenStep]
    """The steps that can be taken, each with what it needs."""
    taken: list[TakenStep]
    """The steps that were taken."""


class OneProposalSteps(One[ProposalSteps]): ...
