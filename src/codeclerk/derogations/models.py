"""The tables of derogations: that there is one, what is said of its time, and its conditions."""

from __future__ import annotations

import json

from django.db import models

from codeclerk.derogations.rules.clauses import Rule
from codeclerk.derogations.rules.terms import Met, What
from codeclerk.kernel.models import DatedFact, Event, Guard, Recorded, fact_constraints
from codeclerk.kernel.packs import Sure
from codeclerk.people.models import Organisation

SURE = [(one.value, one.value) for one in Sure]
WHEN = "a day, a month or days: 2021-03-05, 2021-03"


class DerogationRecord(Recorded):
    """A derogation: `dcc-h8-3-2019-02`. What it is from, and for whom, never changes; another one is granted then."""

    guard = Guard.APPEND_ONLY
    retention = "kept for ever: it is the record"

    key = models.CharField(max_length=100, unique=True)
    body = models.CharField(max_length=64, help_text="id of the pack's `bodies`")
    party = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="derogations")
    rules = models.TextField(help_text="canonical JSON: [clause, what it is about] of each rule")
    what = models.TextField(help_text="what is permitted, in a sentence")
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.key


def rules_of(text: str) -> tuple[Rule, ...]:
    """The rules as the table keeps them."""
    return tuple(Rule(*one) for one in json.loads(text))


def stream(key: str) -> str:
    """The stream of events about a derogation."""
    return f"derogation:{key}"


class TermFact(DatedFact):
    """What was said of a derogation's time: the grant, each extension, an early end, that its record was wrong."""

    identity = ("derogation_id", "what")
    value = ("starts", "until", "ends_with", "decided", "decision", "reason", "sure", "note")

    derogation = models.ForeignKey(DerogationRecord, on_delete=models.PROTECT, related_name="terms")
    what = models.CharField(max_length=10, choices=[(one.value, one.value) for one in What])
    starts = models.CharField(max_length=21, default="", blank=True, help_text=WHEN)
    until = models.CharField(max_length=21, default="", blank=True, help_text=WHEN)
    ends_with = models.CharField(max_length=20, default="", blank=True, help_text="key of the proposal that ends it")
    decided = models.CharField(max_length=21, default="", blank=True, help_text=WHEN)
    decision = models.CharField(max_length=140, default="", blank=True, help_text="key of the decision")
    reason = models.TextField(default="", blank=True)
    sure = models.CharField(max_length=10, choices=SURE, default=Sure.STATED.value)
    note = models.TextField(default="", blank=True)

    class Meta:
        constraints = fact_constraints("derogations_term", "derogation", "what")
        indexes = [
            models.Index(fields=["derogation", "superseded_from"], name="derogations_term_now"),
            models.Index(fields=["ends_with"], name="derogations_term_ends"),
        ]


class ConditionFact(DatedFact):
    """A condition of a derogation, and whether it is met, as somebody looked last."""

    identity = ("derogation_id", "number")
    value = ("text", "shown_by", "met", "evidence", "sure", "note")

    derogation = models.ForeignKey(DerogationRecord, on_delete=models.PROTECT, related_name="conditions")
    number = models.PositiveSmallIntegerField()
    text = models.TextField(default="")
    shown_by = models.TextField(default="", blank=True)
    met = models.CharField(
        max_length=12, choices=[(one.value, one.value) for one in Met], default=Met.NOT_ASSESSED.value
    )
    evidence = models.TextField(default="", blank=True)
    sure = models.CharField(max_length=10, choices=SURE, default=Sure.STATED.value)
    note = models.TextField(default="", blank=True)

    class Meta:
        constraints = fact_constraints("derogations_condition", "derogation", "number")
        indexes = [models.Index(fields=["derogation", "superseded_from"], name="derogations_condition_now")]
