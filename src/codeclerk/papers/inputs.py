"""What the acts on papers take."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

from codeclerk.kernel.acts import ActInput
from codeclerk.kernel.lens import Classification

REFERENCE = r"[A-Za-z0-9][A-Za-z0-9_.-]{1,59}"


def _aware(instant: datetime) -> datetime:
    if instant.tzinfo is None:
        raise ValueError("it has no time zone")
    return instant


Reference = Annotated[str, StringConstraints(pattern=rf"^{REFERENCE}$")]
Period = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-(0[1-9]|1[0-2])$")]


class IssuePaperInput(ActInput):
    """Which paper to issue, under which reference, from which record."""

    kind: str = Field(max_length=60, title="Kind of paper", description="Such as change-status-report.")
    period: Period = Field(title="Period", description="The month in its title, such as 2021-03.")
    reference: Reference = Field(title="Paper reference", description="Such as SECP_90_1203_18.")
    as_at: date | None = Field(
        None, title="Record as at", description="The day that the paper shows, such as 5 March 2021."
    )
    known_at: Annotated[datetime, AfterValidator(_aware)] | None = Field(
        None, description="Only what was known by then; the end of that day unless given, and never ahead of now."
    )
    classification: Classification | None = Field(
        None, title="Classification", description="The kind's own unless given."
    )
    values: dict[str, str] = Field(default_factory=dict, description="What else this kind of paper understands.")


class ReissuePaperInput(IssuePaperInput):
    """The same for a paper that was issued before; the earlier version stays."""

    reason: Annotated[str, StringConstraints(min_length=3, max_length=2000, pattern=r"\S")] = Field(
        title="Reason", description="Why it is issued again. It stays in the record."
    )
