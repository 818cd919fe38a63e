"""The tables of consultations: that there is one, and what is said of its dates."""

from __future__ import annotations

from django.db import models

from codeclerk.consultations.rules import What
from codeclerk.kernel.models import DatedFact, Event, Guard, Recorded, fact_constraints
from codeclerk.kernel.packs import Sure
from codeclerk.register.models import Proposal

SURE = [(one.value, one.value) for one in Sure]


class ConsultationRecord(Recorded):
    """A consultation on a proposal: `0144-report-1` is the first Modification Report Consultation of MP144."""

    guard = Guard.APPEND_ONLY
    retention = "kept for ever: it is the record"

    key = models.CharField(max_length=60, unique=True)
    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="consultations")
    kind = models.CharField(max_length=30, help_text="id of the pack's `consultations.kinds`")
    number = models.PositiveSmallIntegerField()
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["proposal", "kind", "number"], name="consultations_number_once")]

    def __str__(self) -> str:
        return self.key


def stream(key: str) -> str:
    """The stream of events about a consultation."""
    return f"consultation:{key}"


class ConsultationDate(DatedFact):
    """What was said of one date of a consultation. Without days: that it happened, on a day that is not known."""

    identity = ("consultation_id", "what")
    value = ("first", "last", "is_month", "reason", "sure", "note")

    consultation = models.ForeignKey(ConsultationRecord, on_delete=models.PROTECT, related_name="dates")
    what = models.CharField(max_length=10, choices=[(one.value, one.value) for one in What])
    first = models.DateField(null=True)
    last = models.DateField(null=True)
    is_month = models.BooleanField(default=False)
    reason = models.TextField(default="", blank=True)
    sure = models.CharField(max_length=10, choices=SURE, default=Sure.STATED.value)
    note = models.TextField(default="", blank=True)

    class Meta:
        constraints = fact_constraints("consultations_date", "consultation", "what")
        indexes = [models.Index(fields=["consultation", "superseded_from"], name="consultations_date_now")]
