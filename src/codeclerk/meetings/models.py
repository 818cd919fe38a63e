"""The tables of meetings: that there is one, what is said of it and what happened there, and the actions it gave."""

from __future__ import annotations

from django.db import models

from codeclerk.kernel.models import DatedFact, Event, Guard, Recorded, fact_constraints
from codeclerk.kernel.packs import Sure
from codeclerk.meetings.rules.actions import ActionState
from codeclerk.meetings.rules.meetings import What

SURE = [(one.value, one.value) for one in Sure]


class MeetingRecord(Recorded):
    """A meeting of a body: `panel-2021-03-12`, after the day under which it was recorded first."""

    guard = Guard.APPEND_ONLY
    retention = "kept for ever: it is the record"

    key = models.CharField(max_length=90, unique=True)
    body = models.CharField(max_length=64, db_index=True, help_text="id of the pack's `bodies`")
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.key


def stream(key: str) -> str:
    """The stream of events about a meeting."""
    return f"meeting:{key}"


def closed_stream(key: str) -> str:
    """The stream of what is said of the items of a meeting that are not open to everybody. No log tells it."""
    return f"closed_meeting:{key}"


class MeetingFact(DatedFact):
    """What was said of one thing of a meeting: `day` for its days, `text` for its mode and, as canonical JSON, for its
    agenda and what happened there. `about` is the item, the seat or the organisation of guests that it is about."""

    identity = ("meeting_id", "what", "about")
    value = ("day", "text", "reason", "sure", "note")

    meeting = models.ForeignKey(MeetingRecord, on_delete=models.PROTECT, related_name="facts")
    what = models.CharField(max_length=10, choices=[(one.value, one.value) for one in What])
    about = models.CharField(max_length=140, default="", blank=True)
    day = models.DateField(null=True)
    text = models.TextField(default="", blank=True)
    reason = models.TextField(default="", blank=True)
    sure = models.CharField(max_length=10, choices=SURE, default=Sure.STATED.value)
    note = models.TextField(default="", blank=True)

    class Meta:
        constraints = fact_constraints("meetings_fact", "meeting", "what", "about")
        indexes = [models.Index(fields=["meeting", "superseded_from"], name="meetings_fact_now")]


class AgendaMention(Recorded):
    """That an agenda of a meeting ever had a proposal on it, on whatever day and as known whenever.

    It says nothing of its own: by it the meetings of a proposal are found, and their facts say what holds.
    """

    guard = Guard.APPEND_ONLY
    retention = "kept for ever, as the agendas"

    meeting = models.ForeignKey(MeetingRecord, on_delete=models.PROTECT, related_name="mentions")
    proposal = models.CharField(max_length=16, help_text="its key")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["proposal", "meeting"], name="meetings_mention_once")]

    def __str__(self) -> str:
        return f"{self.proposal} at {self.meeting_id}"


class ActionRecord(Recorded):
    """An action that a meeting gave: `panel-2021-03-12-a3`. Actions are numbered within the meeting."""

    guard = Guard.APPEND_ONLY
    retention = "kept for ever: it is the record"

    key = models.CharField(max_length=100, unique=True)
    meeting = models.ForeignKey(MeetingRecord, on_delete=models.PROTECT, related_name="actions")
    number = models.PositiveSmallIntegerField()
    day = models.DateField(help_text="of the meeting")
    item = models.CharField(max_length=16, default="", blank=True, help_text="key of the item that it came from")
    classification = models.CharField(max_length=8, help_text="that of its item: its words are told to nobody else")
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "number"], name="meetings_action_number_once")]

    def __str__(self) -> str:
        return self.key


class ActionFact(DatedFact):
    """What an action asks for, of whom and by when, and how it stands from a day on."""

    identity = ("action_id",)
    value = ("what", "owner", "due", "state", "reason", "carried_to", "sure", "note")

    action = models.ForeignKey(ActionRecord, on_delete=models.PROTECT, related_name="facts")
    what = models.TextField(default="", blank=True)
    owner = models.CharField(max_length=150, default="", blank=True, help_text="body:…, role:… or organisation:…")
    due = models.DateField(null=True)
    state = models.CharField(
        max_length=8, default=ActionState.OPEN.value, choices=[(one.value, one.value) for one in ActionState]
    )
    reason = models.TextField(default="", blank=True)
    carried_to = models.CharField(max_length=90, default="", blank=True, help_text="key of the meeting it went on to")
    sure = models.CharField(max_length=10, choices=SURE, default=Sure.STATED.value)
    note = models.TextField(default="", blank=True)

    class Meta:
        constraints = fact_constraints("meetings_action", "action")
        indexes = [models.Index(fields=["state", "superseded_from"], name="meetings_action_open")]
