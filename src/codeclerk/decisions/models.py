"""The tables of decisions: that a body decided, when and on what; the review it asked for; what is put to a body."""

from __future__ import annotations

import json

from django.db import models

from codeclerk.kernel.models import DatedFact, Event, Guard, Recorded, fact_constraints
from codeclerk.kernel.packs import Sure
from codeclerk.register.models import Proposal

SURE = [(one.value, one.value) for one in Sure]


class DecisionRecord(Recorded):
    """A decision of a body on a proposal: `change_board-2021-02-23-0077-approved`."""

    guard = Guard.APPEND_ONLY
    retention = "kept for ever: it is the record"

    key = models.CharField(max_length=140, unique=True)
    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="decisions")
    body = models.CharField(max_length=64, help_text="id of the pack's `bodies`")
    outcome = models.CharField(max_length=64, help_text="id of the pack's `decisions.outcomes`")
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["body", "outcome"], name="decisions_by_body")]

    def __str__(self) -> str:
        return self.key


def stream(key: str) -> str:
    """The stream of events about a decision."""
    return f"decision:{key}"


class DecisionFact(DatedFact):
    """When it was decided and on which objectives, from the day of the decision on. A wrong one is withdrawn: a later
    row of the same day that says so."""

    identity = ("decision_id",)
    value = ("first", "last", "is_month", "objectives", "path", "is_withdrawn", "reason", "sure", "note")

    decision = models.ForeignKey(DecisionRecord, on_delete=models.PROTECT, related_name="facts")
    first = models.DateField(null=True)
    last = models.DateField(null=True)
    is_month = models.BooleanField(default=False)
    objectives = models.CharField(max_length=20, default="", blank=True, help_text="letters in alphabetical order")
    path = models.CharField(max_length=64, default="", blank=True, help_text="id of the pack's `paths`")
    is_withdrawn = models.BooleanField(default=False)
    reason = models.TextField(default="", blank=True)
    sure = models.CharField(max_length=10, choices=SURE, default=Sure.STATED.value)
    note = models.TextField(default="", blank=True)

    class Meta:
        constraints = fact_constraints("decisions_fact", "decision")
        indexes = [models.Index(fields=["decision", "superseded_from"], name="decisions_fact_now")]


class ReviewFact(DatedFact):
    """What a body asked another one to look at again, and what came of it."""

    identity = ("decision_id",)
    value = ("to", "about", "meeting", "is_settled", "outcome", "sure", "note")

    decision = models.ForeignKey(DecisionRecord, on_delete=models.PROTECT, related_name="reviews")
    to = models.CharField(max_length=64, default="", help_text="id of the pack's `bodies`")
    about = models.TextField(default="")
    meeting = models.DateField(null=True)
    is_settled = models.BooleanField(default=False)
    outcome = models.TextField(default="", blank=True)
    sure = models.CharField(max_length=10, choices=SURE, default=Sure.STATED.value)
    note = models.TextField(default="", blank=True)

    class Meta:
        constraints = fact_constraints("decisions_review", "decision")
        indexes = [models.Index(fields=["decision", "superseded_from"], name="decisions_review_now")]


class PresentedFact(DatedFact):
    """What a body is asked about a proposal at one of its meetings; no outcome once it is taken off again."""

    identity = ("proposal_id", "body", "meeting")
    value = ("asks", "reason", "sure", "note")

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="presented")
    body = models.CharField(max_length=64, help_text="id of the pack's `bodies`")
    meeting = models.DateField()
    asks = models.TextField(default="[]", help_text="canonical JSON: ids of outcomes, in the order of the process")
    reason = models.TextField(default="", blank=True)
    sure = models.CharField(max_length=10, choices=SURE, default=Sure.STATED.value)
    note = models.TextField(default="", blank=True)

    class Meta:
        constraints = fact_constraints("decisions_presented", "proposal", "body", "meeting")
        indexes = [models.Index(fields=["body", "meeting", "superseded_from"], name="decisions_presented_now")]

    @property
    def asked(self) -> tuple[str, ...]:
        """Ids of the outcomes that the body is asked for."""
        return tuple(json.loads(self.asks))
