"""The shapes of releases."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from codeclerk.api.shapes.common import Deadline, Listed, One, ProposalName, SaidDay, Shape


class ReleaseEntry(ProposalName):
    standing: str
    """implemented, approved or targeted."""
    condition: str | None
    """On what its place still depends."""
    status: str | None
    """Its status, in words."""
    documents: list[str]
    """Documents of the code that it affects."""
    systems: list[str]
    """Ids of systems that it affects."""


class Release(Shape):
    key: str = Field(examples=["2021-06"])
    """Its year and month; ad-hoc ones have more."""
    name: str
    """Its name."""
    full_name: str = Field(examples=["June 2021 SEC Release"])
    """Its name in full."""
    kind: str
    """scheduled or ad_hoc."""
    day: date | None
    """Its day; null where no source says it."""
    day_by_pattern: date | None
    """The day that the pattern of releases gives, which is inferred."""
    day_note: str | None
    """How the two differ, or what holds instead."""
    days: list[SaidDay]
    """Every day that it had."""
    cut_off: Deadline | None
    """By when a proposal must be decided."""
    closed_to_systems: bool
    """Whether it has no change of a system or a device."""
    notes: str | None
    """What was noted of it."""
    contents: list[ReleaseEntry]
    """The proposals in it."""


class Releases(Listed[Release]): ...


class OneRelease(One[Release]): ...
