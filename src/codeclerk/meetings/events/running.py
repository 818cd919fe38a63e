"""What happens to an agenda and at a meeting, and how each event is put into the tables.

What is said of an item that is not open to everybody goes to a stream of its own, which no log tells (`closed_stream`).
"""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from codeclerk.kernel.chain import canonical_json
from codeclerk.kernel.events import EventBody, Stamp, event_type
from codeclerk.meetings.events.meetings import AgendaEvent, MeetingEvent
from codeclerk.meetings.rules.agenda import Presence
from codeclerk.meetings.rules.meetings import What


@event_type
class AgendaSaid(AgendaEvent):
    """The agenda of a meeting changed. `told` says how."""

    TYPE = "meetings.agenda_said"

    since: date
    told: str

    def write(self, stamp: Stamp) -> None:
        self.agenda_said(stamp, self.since)

    def in_words(self) -> str:
        return self.told


class OfItem(MeetingEvent):
    """Base of what is said of one item of an agenda on the day of the meeting."""

    WHAT: ClassVar[What]

    day: date
    about: str
    told: str
    text: str

    def write(self, stamp: Stamp) -> None:
        self.said(stamp, self.WHAT, self.day, text=self.text, about=self.about)

    def in_words(self) -> str:
        return self.told


@event_type
class OutcomeSaid(OfItem):
    """Something came of an item of an agenda."""

    TYPE = "meetings.outcome_said"
    WHAT = What.OUTCOME


@event_type
class VerballyReported(OfItem):
    """Something was reported on an item by word of mouth."""

    TYPE = "meetings.verbally_reported"
    WHAT = What.VERBAL


@event_type
class InterestDeclared(OfItem):
    """Somebody declared an interest in an item."""

    TYPE = "meetings.interest_declared"
    WHAT = What.INTEREST


class ThereBody(EventBody):
    """How one seat was filled. Persons stand in the private part of the event."""

    seat: str
    name: str
    how: Presence
    organisation: str = ""


class GuestsBody(EventBody):
    """How many guests one organisation sent."""

    about: str
    organisation: str
    number: int


@event_type
class AttendanceRecorded(MeetingEvent):
    """Who was at a meeting, by seat; guests by organisation. `persons` has the key of who held a seat, by seat."""

    TYPE = "meetings.attendance_recorded"
    PRIVATE: ClassVar[tuple[str, ...]] = ("persons",)

    day: date
    seats: tuple[ThereBody, ...] = ()
    guests: tuple[GuestsBody, ...] = ()
    persons: dict[str, str] | None = None

    def write(self, stamp: Stamp) -> None:
        persons = self.persons or {}
        for one in self.seats:
            value = {
                "name": one.name,
                "how": one.how.value,
                "organisation": one.organisation,
                "person": persons.get(one.seat, ""),
            }
            self.said(stamp, What.SEAT, self.day, text=canonical_json(value), about=one.seat)
        for guest in self.guests:
            sent = {"organisation": guest.organisation, "number": guest.number}
            self.said(stamp, What.GUESTS, self.day, text=canonical_json(sent), about=guest.about)

    def in_words(self) -> str:
        there = sum(1 for one in self.seats if one.how.is_there)
        guests = sum(one.number for one in self.guests)
        more = f", and {guests} guests" if guests else ""
        return f"Who attended the meeting of the {self.named} is recorded: {there} of {len(self.seats)} seats{more}."
