"""The kind of pack file that releases read: the calendar of releases, lead times, ad-hoc releases, what flags do.

Pure. `apps.py` registers it when the application is ready.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, Field

from codeclerk.kernel.calendar.conventions import Convention
from codeclerk.kernel.packs import (
    Int,
    MeetingPattern,
    Named,
    PackFile,
    PackModel,
    Parameter,
    Refers,
    Sourced,
    Sure,
    Text,
    register_kind,
    weakest,
)
from codeclerk.kernel.packs.scalars import wrong

ConventionName = Annotated[Convention, Field(strict=False)]


def _with_name(form: str) -> str:
    if form.count("{name}") != 1:
        raise wrong("{name} once in the form", "Write {name} where the release's own name stands.")
    return form


def _with_month(form: str) -> str:
    if form.count("{month}") != 1:
        raise wrong("{month} once in the form", "Write {month} where the month stands.")
    return form


Form = Annotated[Text, AfterValidator(_with_name)]


class Naming(Sourced):
    """How papers write the name of a release. `full` is the form that pages print, `aliases` are others that are read.

    `ad_hoc` names an ad-hoc release after its month.
    """

    full: Form
    aliases: tuple[Form, ...] = ()
    ad_hoc: Annotated[Text, AfterValidator(_with_month)]

    @property
    def forms(self) -> tuple[str, ...]:
        """Every form in which a name may stand."""
        return (self.full, *self.aliases)


class Scheduled(Named):
    """A release that comes every year, in this month. Its day follows a pattern of weekdays."""

    month: Annotated[Int, Field(ge=1, le=12, description="the month, 1 to 12")]
    day: Annotated[Parameter[MeetingPattern], Field(description="which weekday of the month")]


class Days(PackModel):
    """So many Working Days, counted so."""

    working_days: Parameter[Annotated[Int, Field(ge=1)]]
    convention: Parameter[ConventionName]

    def sure(self, on: date) -> Sure:
        """How sure the count is on a day: as sure as the less sure of its two rules."""
        return weakest((self.working_days.at(on).sure, self.convention.at(on).sure))


class LeadTime(Named):
    """How long before go-live a decision must have been made."""

    working_days: Parameter[Annotated[Int, Field(ge=1)]]
    convention: Parameter[ConventionName]


class Condition(Named):
    """What a release's list says of a proposal that has this flag. The name is the words of the list."""

    flag: Annotated[str, Refers("paths.flags")]


class Shorter(Named):
    """A shorter way to implementation that a flag opens to a proposal. It is never the only one.

    `way` is `ad_hoc` from the day on which it is open, and `none` from the day on which it is not any more.
    """

    flag: Annotated[str, Refers("paths.flags")]
    way: Parameter[Literal["ad_hoc", "none"]]


class ReleaseRules(PackFile):
    """`releases.yaml`. The first lead time is the usual one."""

    vocabulary: ClassVar[tuple[str, ...]] = ("scheduled", "lead_times", "conditions", "shorter")

    naming: Naming
    scheduled: tuple[Scheduled, ...]
    lead_times: Annotated[tuple[LeadTime, ...], Field(min_length=1)]
    ad_hoc: Days
    referral: Days
    conditions: tuple[Condition, ...] = ()
    shorter: tuple[Shorter, ...] = ()


def register() -> None:
    """Called when the app is ready."""
    register_kind("releases", ReleaseRules)
