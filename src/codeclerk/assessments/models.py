"""The tables of assessments: which there are, and what happened to each one when."""

from __future__ import annotations

from django.db import models

from codeclerk.assessments.rules import Step
from codeclerk.kernel.models import DatedFact, Event, Guard, Recorded, fact_constraints
from codeclerk.kernel.packs import Sure
from codeclerk.register.models import Proposal


class AssessmentRecord(Recorded):
    """One assessment of a proposal: `0107-IA-1` is the first Impact Assessment of MP107."""

    guard = Guard.APPEND_ONLY
    retention = "kept for ever: it is the record"

    key = models.CharField(max_length=30, unique=True)
    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="assessments")
    kind = models.CharField(max_length=10, help_text="id of the pack's `assessments.types`")
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.key


def stream(key: str) -> str:
    """The stream of events about an assessment."""
    return f"assessment:{key}"


class StepFact(DatedFact):
    """A step of an assessment. For `expected`, `day` is the day expected; for the others the day it happened.

    `number` tells queries, answers and interim versions apart; the other steps happen once. A row holds from the day on
    which the step happened, an expected date from the day on which it was given.
    """

    identity = ("assessment_id", "step", "number")
    value = ("day", "note", "sure")

    assessment = models.ForeignKey(AssessmentRecord, on_delete=models.PROTECT, related_name="steps")
    step = models.CharField(max_length=20, choices=[(step.value, step.value) for step in Step])
    number = models.PositiveSmallIntegerField(default=1)
    day = models.DateField(null=True)
    note = models.TextField(default="", blank=True)
    sure = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Sure], default=Sure.STATED.value)

    class Meta:
        constraints = fact_constraints("assessments_step", "assessment", "step", "number")
        indexes = [models.Index(fields=["assessment", "superseded_from"], name="assessments_step_now")]
