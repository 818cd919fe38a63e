"""The tables of meetings: that there is one, and what is said of its day, its agenda and its mode."""

from __future__ import annotations

from django.db import models

from codeclerk.kernel.models import DatedFact, Event, Guard, Recorded, fact_constraints
from codeclerk.kernel.packs import Sure
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


class MeetingFact(DatedFact):
    """What was said of one thing of a meeting: `day` for its days, `text` for its mode and, as canonical JSON, its
    agenda."""

    identity = ("meeting_id", "what")
    value = ("day", "text", "reason", "sure", "note")

    meeting = models.ForeignKey(MeetingRecord, on_delete=models.PROTECT, related_name="facts")
    what = models.CharField(max_length=10, choices=[(one.value, one.value) for one in What])
    day = models.DateField(null=True)
    text = models.TextField(default="", blank=True)
    reason = models.TextField(default="", blank=True)
    sure = models.CharField(max_length=10, choices=SURE, default=Sure.STATED.value)
    note = models.TextField(default="", blank=True)

    class Meta:
        constraints = fact_constraints("meetings_fact", "meeting", "what")
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
