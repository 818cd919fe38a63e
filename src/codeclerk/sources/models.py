"""Tables: documents by hash, what they claim, and what was ruled."""

from __future__ import annotations

from django.db import models

from codeclerk.kernel.lens import Classification
from codeclerk.kernel.models import DatedFact, Event, Guard, Recorded, fact_constraints
from codeclerk.sources.rules.claims import Stated

CLASSIFICATIONS = [(one.value, one.value) for one in Classification]


class Document(Recorded):
    """A document: these bytes and no others. What is said about it stands in dated facts."""

    guard = Guard.APPEND_ONLY
    retention = "kept for ever: claims, papers and events cite it"

    sha256 = models.CharField(max_length=64, unique=True)
    known_from = models.DateTimeField()
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.sha256


class DocumentFile(Recorded):
    """That the vault holds a document's bytes, and what they are."""

    guard = Guard.APPEND_ONLY
    retention = "kept for ever, as its document"

    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="file")
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    lines = models.PositiveIntegerField(null=True)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")


class DocumentDetails(DatedFact):
    """What a document says of itself. It does not change with the days, only with what is known: every row starts
    on the first day there is, and a correction supersedes."""

    identity = ("document_id",)
    value = ("title", "kind", "reference", "publisher", "published", "media_type", "size", "lines", "pages")

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="details")
    title = models.CharField(max_length=300)
    kind = models.CharField(max_length=30)
    reference = models.CharField(max_length=100, blank=True)
    publisher = models.CharField(max_length=100, blank=True, help_text="key of the organisation")
    published = models.DateField(null=True)
    media_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveBigIntegerField(null=True)
    lines = models.PositiveIntegerField(null=True)
    pages = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = fact_constraints("sources_details", "document")
        indexes = [models.Index(fields=["document", "superseded_from"], name="sources_details_now")]


class DocumentClassification(DatedFact):
    """How widely a document may be shared, from a day on."""

    identity = ("document_id",)
    value = ("classification",)

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="classifications")
    classification = models.CharField(max_length=10, choices=CLASSIFICATIONS)

    class Meta:
        constraints = fact_constraints("sources_classification", "document")
        indexes = [models.Index(fields=["document", "superseded_from"], name="sources_class_now")]


class ClaimRecord(Recorded):
    """What a document asserts at one place. Withdrawing a wrong transcription supersedes the row and keeps it."""

    guard = Guard.FACT
    retention = "kept for ever: it is the record of what was asserted"

    key = models.CharField(max_length=24, help_text="the same for the same reading of the same place")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="claims")
    locator = models.CharField(max_length=200)
    question = models.CharField(max_length=24, help_text="key of what the claim is about: subject, property, and so on")
    subject = models.CharField(max_length=120)
    property = models.CharField(max_length=100)
    about = models.CharField(max_length=21, blank=True)
    qualifier = models.CharField(max_length=200, blank=True)
    value = models.TextField(help_text="canonical JSON")
    unit = models.CharField(max_length=20, blank=True)
    stated = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Stated])
    reasoning = models.TextField(blank=True)
    wording = models.TextField(blank=True)
    note = models.TextField(blank=True)
    known_from = models.DateTimeField()
    superseded_from = models.DateTimeField(null=True)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["key"], condition=models.Q(superseded_from__isnull=True), name="sources_claim_once"
            )
        ]
        indexes = [
            models.Index(fields=["subject", "property"], name="sources_claim_subject"),
            models.Index(fields=["question"], name="sources_claim_question"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.property} ({self.key})"


class Withdrawal(Recorded):
    """Why a claim was withdrawn, and the claim that stands in its place, if one does."""

    guard = Guard.APPEND_ONLY
    retention = "kept for ever, as its claim"

    claim = models.ForeignKey(ClaimRecord, on_delete=models.PROTECT, related_name="withdrawals")
    reason = models.TextField()
    replaced_by = models.CharField(max_length=24, blank=True, help_text="key of the corrected claim")
    withdrawn_by = models.CharField(max_length=150)
    known_from = models.DateTimeField()
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")


class RulingRecord(DatedFact):
    """Which claim the record follows on a question. A later ruling supersedes; the question's answer has no days."""

    identity = ("question",)
    value = (
        "subject",
        "property",
        "about",
        "qualifier",
        "ruled_value",
        "unit",
        "follows",
        "considered",
        "reason",
        "ruled_by",
        "ruled_on",
    )

    question = models.CharField(max_length=24)
    subject = models.CharField(max_length=120)
    property = models.CharField(max_length=100)
    about = models.CharField(max_length=21, blank=True)
    qualifier = models.CharField(max_length=200, blank=True)
    ruled_value = models.TextField(help_text="canonical JSON")
    unit = models.CharField(max_length=20, blank=True)
    follows = models.CharField(max_length=24, blank=True, help_text="key of the claim, or empty for another value")
    considered = models.TextField(help_text="canonical JSON: keys of the claims that were weighed, sorted")
    reason = models.TextField()
    ruled_by = models.CharField(max_length=150)
    ruled_on = models.DateField(null=True, help_text="empty on a withdrawn ruling only")

    class Meta:
        constraints = fact_constraints("sources_ruling", "question")
        indexes = [models.Index(fields=["subject", "property"], name="sources_ruling_subject")]
