"""The kind `assessments`: the types of the assessor's assessments and the clock of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from codeclerk.kernel.calendar.conventions import Convention
from codeclerk.kernel.packs.base import InForce, Named, PackFile, PackModel, Parameter, Sure, weakest
from codeclerk.kernel.packs.kinds import register_kind
from codeclerk.kernel.packs.scalars import Int, Refers, Text

ConventionName = Annotated[Convention, Field(strict=False)]
"""A counting convention of the calendar, by name."""
TriggerName = Literal["request", "acceptance"]


@dataclass(frozen=True)
class ClockInForce:
    """An assessment's clock as it runs on one day: so many Working Days, counted so, from that event."""

    working_days: InForce[int]
    convention: InForce[Convention]
    trigger: InForce[TriggerName]

    @property
    def sure(self) -> Sure:
        """How sure the clock is: as sure as the least sure of its three rules."""
        return weakest((self.working_days.sure, self.convention.sure, self.trigger.sure))


class Clock(PackModel):
    """How long the assessor has. Each of the three rules is dated on its own."""

    working_days: Parameter[Annotated[Int, Field(ge=1)]]
    convention: Parameter[ConventionName]
    trigger: Parameter[TriggerName]

    def at(self, on: date) -> ClockInForce:
        """The clock on a day. Raises `Refused` (kernel.pack_no_value_yet) before any of its rules has a value."""
        return ClockInForce(self.working_days.at(on), self.convention.at(on), self.trigger.at(on))


class AssessmentType(Named):
    """A type of assessment, with the other names that its papers use.

    `cost_approval` is the body that approves the assessor's fee before the request; absent where there is no fee.
    """

    assessor: Annotated[str, Refers("roles")]
    clock: Clock
    cost_approval: Parameter[Annotated[str, Refers("bodies")]] | None = None


class Assessments(PackFile):
    """`assessments.yaml`. `assessor` is what papers call whoever assesses; a code without assessments has no types."""

    vocabulary: ClassVar[tuple[str, ...]] = ("types",)

    assessor: Text = "assessor"
    types: tuple[AssessmentType, ...]


register_kind("assessments", Assessments)
