"""The tables of the legal text: what was ever said, by its hash; versions; what held when; redlines and resolutions."""

from __future__ import annotations

from django.db import models

from codeclerk.kernel.models import DatedFact, Event, Guard, Recorded, fact_constraints
from codeclerk.legaltext.releasing import Origin
from codeclerk.legaltext.rules.provisions import Kind
from codeclerk.register.models import ProposalFact

STREAM = "code"
"""The stream of events about versions of the code."""


class ProvisionText(Recorded):
    """What a provision ever said, by its hash: the same words of the same provision are kept once."""

    guard = Guard.APPEND_ONLY
    retention = "kept for ever: it is the law that was in force"

    hash = models.CharField(max_length=64, primary_key=True)
    pid = models.CharField(max_length=60)
    kind = models.CharField(max_length=12, choices=[(one.value, one.value) for one in Kind])
    rule = models.JSONField(help_text="how its label is worked out")
    content = models.JSONField(help_text="its words and marks")
    name = models.CharField(max_length=400, blank=True)
    is_unused = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.hash


class DocumentTree(Recorded):
    """What a document ever was as a whole, by the hash of its tree, with the labels that its provisions had in it."""

    guard = Guard.APPEND_ONLY
    retention = "kept for ever: it is the law that was in force"

    tree = models.CharField(max_length=64, primary_key=True)
    pid = models.CharField(max_length=60)
    name = models.CharField(max_length=200)
    title = models.TextField(blank=True)
    nodes = models.JSONField(
        help_text="[pid, depth, hash, label in its place, label, kind] of each provision, as one reads"
    )
    file = models.CharField(max_length=64, help_text="SHA-256 of its bytes in the vault")

    def __str__(self) -> str:
        return self.name


class CodeVersion(Recorded):
    """A version of the code. It is never another one; a wrong effective date is corrected in `VersionDate`."""

    guard = Guard.APPEND_ONLY
    retention = "kept for ever: it is the law that was in force"

    number = models.CharField(max_length=20, unique=True)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    root = models.CharField(max_length=64, db_index=True)
    params = models.JSONField()
    origin = models.CharField(max_length=20, choices=[(one.value, one.words) for one in Origin])
    summary = models.TextField(blank=True, help_text="what changes in it, in words")
    letter = models.CharField(max_length=300, blank=True, help_text="the letter or decision that made it")
    proposals = models.JSONField(help_text="keys of the proposals that it carries out")
    certificate = models.JSONField(help_text="what was proved of its consolidation; empty for an imported one")
    manifest = models.CharField(max_length=64, help_text="SHA-256 of its manifest in the vault")
    signature = models.CharField(max_length=128)
    key = models.CharField(max_length=64, help_text="the public key that it is signed with")
    known_from = models.DateTimeField()
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.number


class VersionDate(Recorded):
    """From when a version holds, as it was known. A correction supersedes the row before and says why."""

    guard = Guard.FACT
    retention = "kept for ever: it is the law that was in force"

    version = models.ForeignKey(CodeVersion, on_delete=models.PROTECT, related_name="dates")
    effective = models.DateTimeField()
    reason = models.TextField(blank=True)
    known_from = models.DateTimeField()
    superseded_from = models.DateTimeField(null=True)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version"],
                condition=models.Q(superseded_from__isnull=True),
                name="legaltext_one_date",
            )
        ]


class VersionDocument(Recorded):
    """A document in a version: in which place, and under which number of its own."""

    guard = Guard.APPEND_ONLY
    retention = "kept for ever: it is the law that was in force"

    version = models.ForeignKey(CodeVersion, on_delete=models.PROTECT, related_name="documents")
    place = models.PositiveSmallIntegerField()
    tree = models.ForeignKey(DocumentTree, on_delete=models.PROTECT, related_name="+")
    revision = models.CharField(max_length=20, blank=True, help_text="the number of the document itself")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "place"], name="legaltext_document_once")]
        ordering = ["version", "place"]


class Stretch(Recorded):
    """A time over which a provision said one thing under one label, as it was known.

    It holds from `valid_from` until just before `valid_to`; in knowledge from `known_from` until just before
    `superseded_from`. Empty ends are open.
    """

    guard = Guard.FACT
    retention = "kept for ever: it is the law that was in force"

    pid = models.CharField(max_length=60)
    document = models.CharField(max_length=60, help_text="the document in which it stands, by its pid")
    label = models.CharField(max_length=400, help_text="in full; of a provision without one, that above it")
    is_labelled = models.BooleanField(help_text="whether the label is its own")
    text = models.ForeignKey(ProvisionText, on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(CodeVersion, on_delete=models.PROTECT, related_name="+")
    causes = models.JSONField(help_text="[operation, proposal] of each amendment that made it begin")
    valid_from = models.DateTimeField()
    valid_to = models.DateTimeField(null=True)
    known_from = models.DateTimeField()
    superseded_from = models.DateTimeField(null=True)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["pid", "valid_from"], name="legaltext_stretch_pid"),
            models.Index(fields=["label", "valid_from"], name="legaltext_stretch_label"),
            models.Index(fields=["valid_from"], name="legaltext_stretch_from"),
            models.Index(fields=["valid_to"], name="legaltext_stretch_to"),
        ]


class Commencement(DatedFact):
    """Whether a document or a clause is in force in a region. An empty region is everywhere else."""

    identity = ("pid", "region")
    value = ("is_in_force", "note")

    pid = models.CharField(max_length=60)
    region = models.CharField(max_length=60, blank=True)
    is_in_force = models.BooleanField(default=False)
    note = models.TextField(default="", blank=True)

    class Meta:
        constraints = fact_constraints("legaltext_commencement", "pid", "region")
        indexes = [models.Index(fields=["pid", "superseded_from"], name="legaltext_commencement_now")]


class RedlineFact(ProposalFact):
    """The amendments of a proposal, as drafted from a day on. Empty operations: it has none any more."""

    identity = ("proposal_id",)
    value = ("base", "operations", "result", "alternative_to", "revision", "is_baselined", "sure", "note")

    base = models.CharField(max_length=64, default="", help_text="root hash of the version it was drafted on")
    operations = models.TextField(default="", blank=True, help_text="canonical JSON; empty where it was withdrawn")
    result = models.CharField(max_length=64, default="", blank=True, help_text="root hash of what it makes")
    alternative_to = models.CharField(max_length=20, default="", blank=True, help_text="key of the other proposal")
    revision = models.CharField(max_length=20, default="", blank=True, help_text="the number of the draft")
    is_baselined = models.BooleanField(default=False, help_text="a committee has agreed this draft")

    class Meta:
        constraints = fact_constraints("legaltext_redline", "proposal")
        indexes = [models.Index(fields=["proposal", "superseded_from"], name="legaltext_redline_now")]


class ResolutionRecord(Recorded):
    """How conflicts were settled, by whom and why. It settles the operations as they were then: `settled` has the hash
    of each, and one that was drafted anew is open again."""

    guard = Guard.APPEND_ONLY
    retention = "kept for ever: it is the record"

    key = models.CharField(max_length=20, unique=True)
    resolution = models.TextField(help_text="canonical JSON")
    settled = models.JSONField(help_text="SHA-256 of the canonical JSON of each operation in the conflict, by its id")
    effective = models.DateField()
    known_from = models.DateTimeField()
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.key
