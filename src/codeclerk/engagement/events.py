"""What can happen to days, bookings and requests, and how each event is put into the tables.

No sentence names a person or an organisation that booked: those who look over their own form read them.
"""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from codeclerk.engagement.models import (
    AttendanceFact,
    BookingFact,
    EngagementFact,
    EngagementRecord,
    RequestRecord,
    TopicFact,
)
from codeclerk.engagement.rules import RequestState
from codeclerk.kernel.calendar.dates import format_date
from codeclerk.kernel.chain import canonical_json
from codeclerk.kernel.events import EventBody, Stamp, event_type
from codeclerk.kernel.models import PrivateRecord
from codeclerk.kernel.packs import Sure
from codeclerk.people.models import Organisation, Person


class EngagementEvent(EventBody):
    """Base of what happens to one day."""

    engagement: str
    title: str

    def row(self) -> EngagementRecord:
        return EngagementRecord.objects.get(key=self.engagement)


class Said(EngagementEvent):
    """Base of what says everything of a day anew."""

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
    sure: Sure = Sure.STATED
    note: str = ""

    def _write(self, row: EngagementRecord, stamp: Stamp) -> None:
        said: dict[str, Any] = {name: getattr(self, name) for name in EngagementFact.value}
        said |= {"categories": canonical_json(list(self.categories)), "sure": self.sure.value}
        EngagementFact.record_change({"engagement_id": row.pk}, said, stamp)

    @property
    def _days(self) -> str:
        first = format_date(self.first)
        return f"on {first}" if self.first == self.last else f"from {first} to {format_date(self.last)}"


@event_type
class EngagementPlanned(Said):
    """There will be a day for the people of the industry."""

    TYPE = "engagement.planned"

    topics: tuple[str, ...] = ()

    def write(self, stamp: Stamp) -> None:
        row = EngagementRecord.objects.create(key=self.engagement, event_id=stamp.event_id)
        self._write(row, stamp)
        for number, text in enumerate(self.topics, 1):
            TopicFact.record_change({"engagement_id": row.pk, "number": number}, {"text": text}, stamp)

    def in_words(self) -> str:
        about = f" about {len(self.topics)} topic{'s' if len(self.topics) > 1 else ''}" if self.topics else ""
        return f"{self.title} is planned {self._days}{about}."


@event_type
class EngagementMoved(Said):
    """A day is moved, or something else of it is changed."""

    TYPE = "engagement.moved"

    def write(self, stamp: Stamp) -> None:
        self._write(self.row(), stamp)

    def in_words(self) -> str:
        return f"{self.title} is changed, and is {self._days}: {self.reason.rstrip('.')}."


@event_type
class EngagementCancelled(Said):
    """A day does not take place."""

    TYPE = "engagement.cancelled"

    def write(self, stamp: Stamp) -> None:
        self._write(self.row(), stamp)

    def in_words(self) -> str:
        return f"{self.title} {self._days} is cancelled: {self.reason.rstrip('.')}."


@event_type
class TopicAdded(EngagementEvent):
    """A day is about one more topic."""

    TYPE = "engagement.topic_added"

    number: int
    text: str

    def write(self, stamp: Stamp) -> None:
        TopicFact.record_change({"engagement_id": self.row().pk, "number": self.number}, {"text": self.text}, stamp)

    def in_words(self) -> str:
        return f"{self.title} is also about: {self.text.rstrip('.')}."


@event_type
class PlaceBooked(EngagementEvent):
    """A place on a day is booked."""

    TYPE = "engagement.place_booked"

    person: str
    organisation: str
    places: int
    waits: bool

    def write(self, stamp: Stamp) -> None:
        whose = {"engagement_id": self.row().pk, "person_id": Person.objects.get(key=self.person).pk}
        organisation = Organisation.objects.get(key=self.organisation)
        BookingFact.record_change(whose, {"organisation_id": organisation.pk, "places": self.places}, stamp)

    def in_words(self) -> str:
        count = "One place" if self.places == 1 else f"{self.places} places"
        how = "on the waiting list" if self.waits else "booked"
        return f"{count} at {self.title} {'is' if self.places == 1 else 'are'} {how}."


@event_type
class BookingCancelled(EngagementEvent):
    """A booking is cancelled."""

    TYPE = "engagement.booking_cancelled"

    person: str

    def write(self, stamp: Stamp) -> None:
        whose = {"engagement_id": self.row().pk, "person_id": Person.objects.get(key=self.person).pk}
        BookingFact.record_change(whose, {"organisation_id": None, "places": 0}, stamp)

    def in_words(self) -> str:
        return f"The booking at {self.title} is cancelled."


@event_type
class AttendanceRecorded(EngagementEvent):
    """So many people of an organisation came to a day."""

    TYPE = "engagement.attendance_recorded"

    organisation: str
    number: int

    def write(self, stamp: Stamp) -> None:
        organisation = Organisation.objects.get(key=self.organisation)
        whose = {"engagement_id": self.row().pk, "organisation_id": organisation.pk}
        AttendanceFact.record_change(whose, {"number": self.number}, stamp)

    def in_words(self) -> str:
        return f"{self.number} {'person' if self.number == 1 else 'people'} of one organisation came to {self.title}."


# --- the helpdesk --------------------------------------------------------------


class HelpdeskEvent(EventBody):
    """Base of what happens to one request."""

    request: str

    def row(self) -> RequestRecord:
        return RequestRecord.objects.get(key=self.request)


@event_type
class HelpAsked(HelpdeskEvent):
    """The helpdesk is asked for something."""

    TYPE = "engagement.help_asked"
    PRIVATE: ClassVar[tuple[str, ...]] = ("subject", "message", "reply_to")

    kind: str
    kind_name: str
    person: str = ""
    engagement: str = ""
    subject: str | None = None
    message: str | None = None
    reply_to: str | None = None

    def write(self, stamp: Stamp) -> None:
        RequestRecord.objects.create(
            key=self.request,
            kind=self.kind,
            person=Person.objects.get(key=self.person) if self.person else None,
            engagement=EngagementRecord.objects.get(key=self.engagement) if self.engagement else None,
            asked_on=stamp.effective,
            subject=self.subject or "",
            message=self.message or "",
            reply_to=self.reply_to or "",
            event_id=stamp.event_id,
        )

    def in_words(self) -> str:
        return f"The helpdesk is asked about: {self.kind_name[:1].lower()}{self.kind_name[1:]}."


@event_type
class HelpAnswered(HelpdeskEvent):
    """A request to the helpdesk is answered."""

    TYPE = "engagement.help_answered"
    PRIVATE: ClassVar[tuple[str, ...]] = ("answer",)

    answer: str | None = None

    def write(self, stamp: Stamp) -> None:
        row = self.row()
        row.answer, row.state, row.settled_on = self.answer or "", RequestState.ANSWERED.value, stamp.effective
        row.save(update_fields=["answer", "state", "settled_on"])

    def in_words(self) -> str:
        return f"The request {self.request} is answered; the answer goes to the address that was given with it."


@event_type
class HelpClosed(HelpdeskEvent):
    """A request to the helpdesk is closed without an answer."""

    TYPE = "engagement.help_closed"
    PRIVATE: ClassVar[tuple[str, ...]] = ("reason",)

    reason: str | None = None

    def write(self, stamp: Stamp) -> None:
        row = self.row()
        row.answer, row.state, row.settled_on = self.reason or "", RequestState.CLOSED.value, stamp.effective
        row.save(update_fields=["answer", "state", "settled_on"])

    def in_words(self) -> str:
        return f"The request {self.request} is closed without an answer."


@event_type
class HelpErased(HelpdeskEvent):
    """What a request says, and where its answer went, is deleted for good."""

    TYPE = "engagement.help_erased"

    def write(self, stamp: Stamp) -> None:
        for record in PrivateRecord.objects.filter(subject=stamp.stream, erased_at__isnull=True):
            record.salt, record.body, record.erased_at = "", "", stamp.recorded_at
            record.save(update_fields=["salt", "body", "erased_at"])
        row = self.row()
        row.subject = row.message = row.reply_to = row.answer = ""
        row.erased_at = stamp.recorded_at
        row.save(update_fields=["subject", "message", "reply_to", "answer", "erased_at"])

    def in_words(self) -> str:
        return f"What the request {self.request} says, and the address given with it, is deleted for good."
