"""The kind of pack file that consultations read: their kinds, their usual length, the hour at which they close.

Pure. `apps.py` registers it when the application is ready.
"""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from codeclerk.kernel.calendar.conventions import Convention
from codeclerk.kernel.packs import Int, Named, PackFile, PackModel, Parameter, Time, register_kind

ConventionName = Annotated[Convention, Field(strict=False)]


class ConsultationKind(Named):
    """A kind of consultation, with the other names that papers use."""

    @property
    def many(self) -> str:
        """The plural."""
        return self.plural or f"{self.name}s"


class Length(PackModel):
    """So many Working Days, counted so."""

    working_days: Parameter[Annotated[Int, Field(ge=1)]]
    convention: Parameter[ConventionName]


class ConsultationRules(PackFile):
    """`consultations.yaml`."""

    vocabulary: ClassVar[tuple[str, ...]] = ("kinds",)

    kinds: tuple[ConsultationKind, ...]
    usual_length: Length
    closes_at: Parameter[Time]


def register() -> None:
    """Called when the app is ready."""
    register_kind("consultations", ConsultationRules)
