"""The shapes of committees, of what is with the Authority, and of engagement days."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from codeclerk.api.shapes.common import Listed, One, ProposalName, Shape
from codeclerk.api.shapes.done import Decision


class SeatsBasis(Shape):
    since: date
    """From when the body is made up so."""
    sure: str
    """printed, stated, inferred or unverified."""
    reference: str
    """What states it."""


class CommitteeSeat(Shape):
    key: str | None = Field(examples=["small_supplier-2"])
    """Stable within the body; null where it is not said which seat it is."""
    name: str | None
    """What it is called."""
    category: str | None
    """Id of the party category, or group of them, that it is for."""
    organisation: str | None
    """Key of the organisation for which it is held; null where none is known."""
    is_vacant: bool
    """Whether nobody holds it. Who does is not told."""
    alternates: int
    """How many may stand in."""


class Committee(Shape):
    """A committee or Working Group with its seats. Persons are not named."""

    id: str
    """Stable id in the code pack."""
    name: str
    """Its name."""
    abbreviation: str
    """Its short name."""
    kind: str
    """committee or working_group."""
    function: str
    """What it does in the process."""
    basis: SeatsBasis | None
    """What its seats rest on; null where no source states how it is made up."""
    seats: list[CommitteeSeat]
    """Its seats on the day, held and vacant."""
    vacant: list[str]
    """Keys of the vacant ones."""
    doubts: list[str]
    """What is odd about members whom the stated seats have no place for."""
    unclear: list[str]
    """What a proposal in force has changed in a way that no source tells."""


class CommitteeStance(Shape):
    answer: str | None
    """The last answer; null for none."""
    waits: bool
    """Whether an answer is waited for."""
    overdue: bool
    """Whether that is overdue."""
    inputs: list[str]
    """Keys of what it was asked."""


class CommitteeInterest(Shape):
    """Where the committees stand to one proposal."""

    proposal: ProposalName
    """Which proposal."""
    committees: dict[str, CommitteeStance]
    """By the id of the committee; one that was not asked is not there."""


class AuthorityAim(Shape):
    """How long the Authority means to take. It is an aim and no limit."""

    clock: str
    """Which clock of the process."""
    name: str
    """What it is called."""
    working_days: int
    """So many Working Days."""
    convention: str
    """How they are counted."""
    sure: str
    """printed, stated, inferred or unverified."""
    reference: str | None
    """What states it."""


class WithAuthority(Shape):
    """A proposal that waits for the Authority or a government body."""

    proposal: ProposalName
    """Which proposal."""
    since: date | None
    """The day from which it waits."""
    working_days_used: int | None
    """Working Days from then to the day, by the convention of the aim."""
    due: date | None
    """The last day of the aim."""
    overdue: bool | None
    """Whether the aim has passed."""
    explanation: str | None
    """How it is counted."""
    asked: Decision | None
    """The recommendation with which it was put."""
    sent_back: list[Decision]
    """The times that it was sent back before."""
    redirected: list[date]
    """The days on which another date of implementation was directed."""


class EngagementDay(Shape):
    """A day to which people of the industry come. It says how many booked, and never who."""

    key: str = Field(examples=["2016-11-25-sec-small-supplier-engagement-day"])
    """Never changes."""
    title: str
    """What it is called."""
    first: date
    """Its first day."""
    last: date
    """Its last day."""
    hours: str | None
    """As invited."""
    place: str | None
    """Where it is."""
    online: bool
    """Whether one can take part from elsewhere."""
    categories: list[str]
    """Ids of the party categories that it is for; none for everybody."""
    topics: list[str]
    """What it is about."""
    capacity: int | None
    """How many places there are; null for no limit."""
    booked: int
    """How many are booked."""
    waiting: int
    """How many are waited for."""
    closes: date | None
    """The last day on which a place can be booked; null for the first day itself."""
    standing: str
    """coming, on, over or cancelled."""
    reason: str | None
    """Why it was changed or cancelled."""
    attended: int | None
    """How many people came; null while nothing is recorded."""
    sure: str | None
    """How sure it is."""
    note: str | None
    """What was noted of it."""
    sources: list[str]
    """Where it was read."""


class Committees(Listed[Committee]): ...


class CommitteesInterest(Listed[CommitteeInterest]): ...


class Authority(Listed[WithAuthority]):
    aim: AuthorityAim | None = Field(description="How long it means to take; null where the process names no time.")


class EngagementDays(Listed[EngagementDay]): ...


class OneEngagementDay(One[EngagementDay]): ...
