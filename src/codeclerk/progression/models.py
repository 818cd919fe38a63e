"""The tables of progression: the steps that were taken, and the deadlines that were moved."""

from __future__ import annotations

import json
from typing import Any

from django.db import models

from codeclerk.kernel.models import DatedFact, fact_constraints
from codeclerk.register.models import Proposal


class Hold(models.TextChoices):
    """What a step does to a hold."""

    BEGINS = "begins"
    ENDS = "ends"


class StepFact(DatedFact):
    """A step that was taken, from its day on. A wrong one is taken back: a later row of the same day says so."""

    identity = ("proposal_id", "key")
    value = (
        *("step", "name", "profile", "by", "by_name", "came_from", "led_to"),
        *("hold", "shown", "answer", "reason", "undoes", "is_undone"),
    )

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="steps")
    key = models.CharField(max_length=90, help_text="step and day, numbered where there are several")
    step = models.CharField(max_length=64, default="", help_text="id of a step of the pack's process")
    name = models.CharField(max_length=200, default="", help_text="as it was called then")
    profile = models.CharField(max_length=64, default="")
    by = models.CharField(max_length=80, default="", help_text="role:… or body:… that took it")
    by_name = models.CharField(max_length=200, default="")
    came_from = models.CharField(max_length=64, default="", help_text="the status before")
    led_to = models.CharField(max_length=64, default="", blank=True, help_text="the status after, where it changed")
    hold = models.CharField(max_length=10, choices=Hold.choices, default="", blank=True)
    shown = models.TextField(default="[]", help_text="canonical JSON: [condition, its name, where it is shown] each")
    answer = models.CharField(max_length=64, default="", blank=True, help_text="id of one of the step's answers")
    reason = models.TextField(default="", blank=True)
    undoes = models.TextField(default="[]", help_text="canonical JSON: what is taken back with it")
    is_undone = models.BooleanField(default=False)

    class Meta:
        constraints = fact_constraints("progression_step", "proposal", "key")
        indexes = [models.Index(fields=["proposal", "superseded_from"], name="progression_step_now")]

    @property
    def evidence(self) -> tuple[tuple[str, str, str], ...]:
        """(condition, its name, where it is shown), in the order of the process."""
        return tuple(tuple(one) for one in json.loads(self.shown))

    @property
    def to_undo(self) -> tuple[dict[str, Any], ...]:
        return tuple(json.loads(self.undoes))


class MovedDeadline(DatedFact):
    """Another last day for a clock of a proposal, from the day on which somebody moved it; none: as counted again."""

    identity = ("proposal_id", "clock", "started")
    value = ("due", "by_name", "reason")

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="moved_deadlines")
    clock = models.CharField(max_length=64, help_text="id of a clock of the pack's process")
    started = models.DateField(help_text="the day from which the clock runs: one that starts anew is not moved")
    due = models.DateField(null=True)
    by_name = models.CharField(max_length=200, default="")
    reason = models.TextField(default="")

    class Meta:
        constraints = fact_constraints("progression_moved", "proposal", "clock", "started")
        indexes = [models.Index(fields=["proposal", "superseded_from"], name="progression_moved_now")]
