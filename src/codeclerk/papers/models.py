"""Tables: issued papers and their files."""

from __future__ import annotations

from django.db import models

from codeclerk.kernel.lens import Classification
from codeclerk.kernel.models import Event, Guard, Recorded


class IssuedPaper(Recorded):
    """One issue of a paper under its reference. Issued again it is a new version; nothing of the old one changes."""

    guard = Guard.APPEND_ONLY
    retention = "kept for ever: committees decided on it"

    reference = models.CharField(max_length=60)
    version = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=60)
    title = models.CharField(max_length=400)
    subject = models.CharField(
        max_length=100,
        default="",
        blank=True,
        help_text="what it is about, such as proposal:0092; empty for no one thing",
    )
    persons = models.JSONField(default=list, blank=True, help_text="keys of those whose contact details it prints")
    period = models.CharField(max_length=7, help_text="the month in its title, 2021-03")
    classification = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Classification])
    dated = models.DateField(help_text="the day it bears")
    data_date = models.DateField(null=True, help_text="the period end that its figures run to")
    as_at = models.DateField()
    known_at = models.DateTimeField()
    checkpoint_position = models.PositiveBigIntegerField(help_text="newest seal of the record when it was issued")
    checkpoint_digest = models.CharField(max_length=64)
    schema = models.PositiveSmallIntegerField(help_text="version of its JSON shape")
    reason = models.TextField(blank=True, help_text="why it replaces the version before")
    issued_on = models.DateField()
    known_from = models.DateTimeField()
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["reference", "version"], name="papers_issued_once")]
        indexes = [
            models.Index(fields=["kind", "period"], name="papers_issued_kind"),
            models.Index(fields=["subject"], name="papers_issued_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.reference} version {self.version}"


class IssuedFile(Recorded):
    """One file of an issued paper. Its bytes are in the vault under their SHA-256."""

    guard = Guard.APPEND_ONLY
    retention = "kept for ever, as its paper"

    paper = models.ForeignKey(IssuedPaper, on_delete=models.PROTECT, related_name="files")
    name = models.CharField(max_length=120, help_text="paper.pdf, tables/open.csv")
    media_type = models.CharField(max_length=100)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["paper", "name"], name="papers_file_once")]
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name
