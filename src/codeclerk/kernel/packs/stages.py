"""The kind `stages`: the stages, the process profiles, and which status counts in which stage."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field

from codeclerk.kernel.packs.base import Named, PackFile, Sourced, find_named
from codeclerk.kernel.packs.kinds import register_kind
from codeclerk.kernel.packs.reasons import BEFORE_FIRST
from codeclerk.kernel.packs.scalars import Bool, Date, Refers, Text


class Stage(Named):
    """A stage of the framework. `pre_decision` stages make up the open total."""

    meaning: Annotated[Text, Field(description="which proposals are in it, in our own words")]
    pre_decision: Bool


class StatusPart(Named):
    """A part of a status that some reports count on its own."""


class Status(Named):
    """Where a proposal stands inside its stage."""

    stage: Annotated[str, Refers("stages.stages")]
    parts: tuple[StatusPart, ...] = ()


class Start(Sourced):
    """The day from which new proposals follow the profile."""

    date: Date


class Profile(Named):
    """A version of the process, with the statuses it knows."""

    start: Start
    statuses: tuple[Status, ...]

    def status(self, text: str) -> Status:
        """The status that a printed word means. Raises `Refused` (kernel.pack_name_unknown) with the nearest one."""
        return find_named(self.statuses, text, f"status of profile {self.id}")


class Stages(PackFile):
    """`stages.yaml`."""

    vocabulary: ClassVar[tuple[str, ...]] = ("stages", "profiles")

    stages: tuple[Stage, ...]
    profiles: tuple[Profile, ...]

    def profile(self, text: str) -> Profile:
        """The profile by id, name or alias."""
        return find_named(self.profiles, text, "profile")

    def profile_at(self, on: date) -> Profile:
        """The profile that a proposal raised on this day follows. Raises `Refused` (kernel.pack_no_value_yet)."""
        started = [profile for profile in self.profiles if profile.start.date <= on]
        if not started:
            first = min(profile.start.date for profile in self.profiles)
            raise BEFORE_FIRST.refuse("The process", on=on.isoformat(), first=first.isoformat())
        return max(started, key=lambda profile: profile.start.date)

    def stage_of(self, profile: str, status: str) -> Stage:
        """The stage in which a status counts under a profile."""
        stage = self.profile(profile).status(status).stage
        return next(entry for entry in self.stages if entry.id == stage)


register_kind("stages", Stages)
