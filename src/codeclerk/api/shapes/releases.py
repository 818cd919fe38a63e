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
    doubt: str | None
    """What is to be looked at about its being in this release."""


class Effort(Shape):
    what: str
    """What the effort is for."""
    days: str = Field(examples=["2"])
    """Days of the code administrator's effort."""
    at_most: bool
    """Whether that is the most that it takes."""
    pounds: str = Field(examples=["1200.00"])
    """What the days come to at the rate."""


class ReleaseCost(Shape):
    since: date
    """The day from which this was recorded; the rate is that of this day."""
    rate: str = Field(examples=["600"])
    """Pounds for a day of effort."""
    rate_sure: str
    """How sure the rate is: printed, stated, inferred or unverified."""
    effort: list[Effort]
    """What it takes, by what it is for."""
    total: str | None
    """The sum; null without effort."""
    at_most: bool
    """Whether the sum is the most that it comes to."""
    budget: str | None
    """Id of how it is treated in the budget; null where that is not recorded."""
    budget_name: str | None
    """The same in words."""
    parties_pay_more: bool | None
    """Whether Parties pay more because of it; null where nothing is recorded of the budget."""
    text: str | None
    """What else is known of it."""
    words: str
    """Sum and budget in a sentence."""
    source: str | None
    """Where it was read."""


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
    cost: ReleaseCost | None
    """What it costs as a whole; null where nothing is recorded."""
    contents: list[ReleaseEntry]
    """The proposals in it."""


class ImplementationOption(Shape):
    way: str
    """Id of the lead time, or of the shorter way."""
    name: str
    """Its name."""
    kind: str
    """scheduled or ad_hoc: the kind of release that it leads to."""
    working_days: int
    """Working Days from the decision to an ad-hoc release, or between the last day for one and a scheduled release."""
    why: str
    """What opens the way to the proposal."""
    sure: str
    """How sure that is: printed, stated, inferred or unverified."""
    reference: str | None
    """Where it was read."""
    note: str | None
    """What it rests on, where it is inferred."""
    release: str | None
    """Key of the release; null where none is late enough, or the ad-hoc one is not registered."""
    full_name: str | None
    """Its name in full."""
    day: date | None
    """When it goes live."""
    deadline: Deadline | None
    """The last day for the decision of a scheduled release, or the day of an ad-hoc one, with how it is counted."""
    referral_until: date | None
    """Of an ad-hoc release: until when a Self-Governance decision can be referred."""


class Implementation(Shape):
    key: str = Field(examples=["0106"])
    """The proposal's key."""
    number: str
    """Its number on the day."""
    flags: list[str]
    """Names of its flags."""
    decided: date
    """The day of the decision that the answer is for."""
    decided_on: str
    """asked, recorded (an approval of that day is in the record), or looked_at (the day that is looked at)."""
    options: list[ImplementationOption]
    """The ways that are open to it, the shorter ones first."""
    warnings: list[str]
    """What is odd about the release that it is meant for."""


class Releases(Listed[Release]): ...


class OneRelease(One[Release]): ...


class OneImplementation(One[Implementation]): ...
