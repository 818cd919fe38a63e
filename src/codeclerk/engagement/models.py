"""The tables of engagement. Who booked is kept by key; what somebody writes to the helpdesk can be erased."""

from __future__ import annotations

from django.db import models

from codeclerk.engagement.rules import RequestState
from codeclerk.kernel.models import DatedFact, Event, Guard, Recorded, fact_constraints
from codeclerk.kernel.packs import Sure
from codeclerk.people.models import Organisation, Person

SURE = [(one.value, one.value) for one in Sure]


def stream(key: str) -> str:
    """The stream of events about a day, which anybody may read."""
    return f"engagement:{key}"


def booking_stream(key: str, person: str) -> str:
    """The stream of events about one person's booking. No log tells it, and no two persons share one: who looks over
    a booking must not learn of another's."""
    return f"booking:{key}:{person}"


def attendance_stream(key: str) -> str:
    """The stream of events about who came, by organisation. No log tells it."""
    return f"attendance:{key}"


def request_stream(key: str) -> str:
    """The stream of events about a request to the helpdesk. No log tells it."""
    return f"helpdesk:{key}"


class EngagementRecord(Recorded):
    """That there is a day: `2016-11-25-sec-small-supplier-engagement-day`. What is said of it are dated facts."""

    guard = Guard.APPEND_ONLY
    retention = "kept for ever: it is the record"

    key = models.CharField(max_length=100, unique=True)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.key


class EngagementFact(DatedFact):
    """When and where a day is, for whom, with how many places, and whether it was cancelled."""

    identity = ("engagement_id",)
    value = (
        *("title", "first", "last", "hours", "place", "is_online", "categories"),
        *("capacity", "closes", "is_cancelled", "reason", "sequence", "sure", "note"),
    )

    engagement = models.ForeignKey(EngagementRecord, on_delete=models.PROTECT, related_name="facts")
    title = models.CharField(max_length=200, default="")
    first = models.DateField(null=True)
    last = models.DateField(null=True)
    hours = models.CharField(max_length=100, default="", blank=True)
    place = models.CharField(max_length=300, default="", blank=True)
    is_online = models.BooleanField(default=False)
    categories = models.TextField(default="[]", help_text="canonical JSON: ids of the pack's party categories")
    capacity = models.PositiveIntegerField(null=True)
    closes = models.DateField(null=True)
    is_cancelled = models.BooleanField(default=False)
    reason = models.TextField(default="", blank=True)
    sequence = models.PositiveIntegerField(default=0)
    sure = models.CharField(max_length=10, choices=SURE, default=Sure.STATED.value)
    note = models.TextField(default="", blank=True)

    class Meta:
        constraints = fact_constraints("engagement_fact", "engagement")


class TopicFact(DatedFact):
    """A topic of a day."""

    identity = ("engagement_id", "number")
    value = ("text",)

    engagement = models.ForeignKey(EngagementRecord, on_delete=models.PROTECT, related_name="topics")
    number = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300, default="")

    class Meta:
        constraints = fact_constraints("engagement_topic", "engagement", "number")


class BookingFact(DatedFact):
    """The places that a person booked for an organisation; none any more once it is cancelled."""

    identity = ("engagement_id", "person_id")
    value = ("organisation_id", "places")
    retention = "kept for ever by key: an erased person is nothing but the key"

    engagement = models.ForeignKey(EngagementRecord, on_delete=models.PROTECT, related_name="bookings")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    places = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = fact_constraints("engagement_booking", "engagement", "person")


class AttendanceFact(DatedFact):
    """How many people of an organisation came to a day."""

    identity = ("engagement_id", "organisation_id")
    value = ("number",)

    engagement = models.ForeignKey(EngagementRecord, on_delete=models.PROTECT, related_name="attendance")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = fact_constraints("engagement_attendance", "engagement", "organisation")


class RequestRecord(Recorded):
    """A request to the helpdesk. Its texts and its address are private, and are emptied by `erase_request`."""

    retention = "key, kind, days and state are kept for ever; texts and address until it, or its person, is erased"

    key = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=64, help_text="id of the pack's `requests`")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    engagement = models.ForeignKey(EngagementRecord, on_delete=models.PROTECT, null=True, related_name="requests")
    asked_on = models.DateField()
    subject = models.CharField(max_length=200, default="", blank=True)
    message = models.TextField(default="", blank=True)
    reply_to = models.CharField(max_length=254, default="", blank=True)
    answer = models.TextField(default="", blank=True)
    state = models.CharField(
        max_length=10, choices=[(one.value, one.value) for one in RequestState], default=RequestState.OPEN.value
    )
    settled_on = models.DateField(null=True)
    erased_at = models.DateTimeField(null=True)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["state", "asked_on"], name="engagement_request_state")]

    def __str__(self) -> str:
        return self.key
