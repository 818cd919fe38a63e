"""The tables of releases: that there is one, its day over time, its notes, its cost. What it contains stands in the
register."""

from __future__ import annotations

from django.db import models

from codeclerk.kernel.models import DatedFact, Event, Guard, Recorded, fact_constraints
from codeclerk.kernel.packs import Sure
from codeclerk.releases.rules.contents import ReleaseKind

SURE = [(one.value, one.value) for one in Sure]


class ReleaseRecord(Recorded):
    """A release: `2021-06` is the one of June 2021. One that was withdrawn keeps its row without days, and its key is
    free."""

    guard = Guard.APPEND_ONLY
    retention = "kept for ever: it is the record"

    key = models.CharField(max_length=30, db_index=True)
    name = models.CharField(max_length=60)
    kind = models.CharField(max_length=10, choices=[(one.value, one.label) for one in ReleaseKind])
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.key


def stream(key: str) -> str:
    """The stream of events about a release."""
    return f"release:{key}"


class ReleaseDay(DatedFact):
    """The day of a release, as said from a day on; empty for none known. A later row with another day is a move."""

    identity = ("release_id",)
    value = ("day", "reason", "sure", "note")

    release = models.ForeignKey(ReleaseRecord, on_delete=models.PROTECT, related_name="days")
    day = models.DateField(null=True)
    reason = models.TextField(default="", blank=True)
    sure = models.CharField(max_length=10, choices=SURE, default=Sure.STATED.value)
    note = models.TextField(default="", blank=True)

    class Meta:
        constraints = fact_constraints("releases_day", "release")
        indexes = [models.Index(fields=["release", "superseded_from"], name="releases_day_now")]


class ReleaseNotes(DatedFact):
    """What is said of a release as a whole: its notes, with whether it is closed to changes of systems and devices, or
    what it costs. `about` tells which, so that both are read together."""

    identity = ("release_id", "about")
    value = ("text", "closed_to_systems", "effort", "budget", "sure", "note")

    NOTES, COST = "notes", "cost"

    release = models.ForeignKey(ReleaseRecord, on_delete=models.PROTECT, related_name="notes")
    about = models.CharField(max_length=10, choices=[(NOTES, NOTES), (COST, COST)], default=NOTES)
    text = models.TextField(default="", blank=True)
    closed_to_systems = models.BooleanField(default=False)
    effort = models.TextField(default="", blank=True)
    """Of a cost: the days of effort, one line for each thing, as `rules.costs.read_effort` reads them."""
    budget = models.CharField(max_length=60, default="", blank=True)
    """Of a cost: id of its treatment in the budget."""
    sure = models.CharField(max_length=10, choices=SURE, default=Sure.STATED.value)
    note = models.TextField(default="", blank=True)

    class Meta:
        constraints = fact_constraints("releases_notes", "release", "about")
        indexes = [models.Index(fields=["release", "superseded_from"], name="releases_notes_now")]
