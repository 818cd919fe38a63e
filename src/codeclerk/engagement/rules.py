"""Days for the people of the industry, who has a place, and requests to the helpdesk, as values. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from codeclerk.kernel.calendar.dates import DateStyle, format_date


class Standing(StrEnum):
    """Where a day stands, on the day that is looked at."""

    COMING = "coming"
    ON = "on"
    OVER = "over"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class Topic:
    """Something that a day is about. `number` counts from 1, in the order in which topics were taken up."""

    number: int
    text: str


@dataclass(frozen=True)
class Engagement:
    """A day, or days, to which people of the industry come (DCUSA:56-80).

    Attributes:
        key: `2016-11-25-sec-small-supplier-engagement-day`.
        hours: as invited: `10:00 to 15:00`; empty where they are not known.
        place: where it is; empty for one that is online only, or where no source says.
        categories: ids of the party categories that it is for; empty for everybody.
        capacity: how many places there are; None for no limit.
        closes: the last day on which a place can be booked; None for the first day itself.
        sequence: how often it was changed since it was planned.
        booked: places that are booked, waiting ones left out; `waiting` counts those. Who booked is told to nobody.
        attended: how many people came, as recorded; None while nothing is recorded.
    """

    key: str
    title: str
    first: date
    last: date
    hours: str = ""
    place: str = ""
    is_online: bool = False
    categories: tuple[str, ...] = ()
    capacity: int | None = None
    closes: date | None = None
    is_cancelled: bool = False
    reason: str = ""
    sequence: int = 0
    note: str = ""
    sure: str = ""
    topics: tuple[Topic, ...] = ()
    booked: int = 0
    waiting: int = 0
    attended: int | None = None
    sources: tuple[str, ...] = ()

    @property
    def when(self) -> str:
        """`Friday 25 November 2016`, with both days where there are several."""
        first = format_date(self.first, DateStyle.WEEKDAY)
        return first if self.first == self.last else f"{first} to {format_date(self.last, DateStyle.WEEKDAY)}"

    @property
    def where(self) -> str:
        """The place, and whether one can take part online; empty where neither is known."""
        return " and ".join(part for part in (self.place, "online" if self.is_online else "") if part)

    @property
    def last_booking_day(self) -> date:
        """The last day on which a place can be booked."""
        return self.closes or self.first

    @property
    def free(self) -> int | None:
        """How many places are left; None for no limit."""
        return None if self.capacity is None else max(0, self.capacity - self.booked)

    def standing(self, day: date) -> Standing:
        """Where it stands on a day."""
        if self.is_cancelled:
            return Standing.CANCELLED
        if day > self.last:
            return Standing.OVER
        return Standing.ON if day >= self.first else Standing.COMING

    def takes_bookings(self, day: date) -> bool:
        """Whether a place can be booked on a day; where all are taken, on the waiting list."""
        return self.standing(day) in (Standing.COMING, Standing.ON) and day <= self.last_booking_day


@dataclass(frozen=True)
class Booking:
    """Places that a person booked for an organisation. `turn` is its place in the order of booking."""

    person: str
    organisation: str
    places: int
    turn: int
    booked_on: date | None = None


@dataclass(frozen=True)
class Places:
    """Who has a place, and who waits for one, each in the order of booking."""

    confirmed: tuple[Booking, ...]
    waiting: tuple[Booking, ...]

    @property
    def taken(self) -> int:
        return sum(one.places for one in self.confirmed)

    def has(self, person: str) -> bool:
        """Whether a person's booking is confirmed."""
        return any(one.person == person for one in self.confirmed)

    def booking(self, person: str) -> Booking | None:
        """The booking of a person, confirmed or not."""
        return next((one for one in (*self.confirmed, *self.waiting) if one.person == person), None)


def places(bookings: Iterable[Booking], capacity: int | None) -> Places:
    """Who has a place: first come, first served. From the first booking that does not fit, everybody waits, so nobody
    who has a place ever loses it because somebody else cancels."""
    ordered = sorted(bookings, key=lambda one: one.turn)
    if capacity is None:
        return Places(tuple(ordered), ())
    taken = 0
    for position, one in enumerate(ordered):
        taken += one.places
        if taken > capacity:
            return Places(tuple(ordered[:position]), tuple(ordered[position:]))
    return Places(tuple(ordered), ())


def moved_up(before: Places, after: Places) -> tuple[Booking, ...]:
    """Who has a place now and waited before."""
    return tuple(one for one in after.confirmed if any(one.person == each.person for each in before.waiting))


class RequestState(StrEnum):
    """Where a request to the helpdesk stands."""

    OPEN = "open"
    ANSWERED = "answered"
    CLOSED = "closed"


@dataclass(frozen=True)
class Request:
    """What somebody asks the helpdesk. The texts are empty once they are erased.

    Attributes:
        key: `2021-03-05-3`.
        kind: id of a kind of request of the pack.
        person: the key of who asked, where they were signed in.
        engagement: the day that it is about, where it suggests a topic for one.
        reply_to: the address that the answer goes to.
    """

    key: str
    kind: str
    asked_on: date
    state: RequestState
    person: str = ""
    engagement: str = ""
    subject: str = ""
    message: str = ""
    reply_to: str = ""
    answer: str = ""
    settled_on: date | None = None
    is_erased: bool = False
