"""The tables of the pages of sources: on the page, and as CSV, Excel and JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.http import HttpRequest
from django.urls import reverse

from codeclerk.people.middleware import with_dates
from codeclerk.sources.queries import DocumentView, WithdrawnClaim
from codeclerk.sources.rules.claims import Claim, Question, Reading, Verdict
from codeclerk.sources.rules.vocabulary import describe_property
from codeclerk.ui.tables import Column, Empty, Kind, Link, Table
from codeclerk.ui.tags import Tag, classification_tag

HELD, HASH_ONLY = Tag("held", "good", 0), Tag("hash only", "grey", 1)
PRINTED, INFERRED = Tag("printed", "outline", 0), Tag("inferred", "outline-warn", 1)
VERDICTS = {
    Verdict.DISPUTED: Tag("disputed", "bad", 0, "Sources disagree and nobody has ruled."),
    Verdict.RULED: Tag("ruled", "plum", 1, "Somebody ruled what the record follows."),
    Verdict.AGREED: Tag("agreed", "good", 2, "Every source says the same."),
    Verdict.SINGLE: Tag("single", "info", 3, "One source says it."),
}
STATED = {"printed": PRINTED, "inferred": INFERRED}


def document_link(request: HttpRequest, sha256: str, name: str) -> Link:
    """A link to a document's page, on the same dates."""
    return Link(name, with_dates(request, reverse("sources:document", args=[sha256])))


def subject_link(request: HttpRequest, subject: str) -> Link:
    """A link to what sources say of a subject, on the same dates."""
    return Link(subject, with_dates(request, reverse("sources:subject", args=[subject])))


def documents_table(request: HttpRequest, found: Iterable[DocumentView], names: Mapping[str, str]) -> Table:
    """Every document that the reader may see. `names` gives the name of a publisher by its key."""
    return Table(
        "Documents",
        (
            Column("document", "Document"),
            Column("reference", "Reference", Kind.REFERENCE, none="none"),
            Column("kind", "Kind"),
            Column("publisher", "Publisher", none="not recorded"),
            Column("published", "Published", Kind.DATE, none="not recorded"),
            Column("classification", "Classification", Kind.TAG),
            Column("file", "File", Kind.TAG),
            Column("claims", "Claims", Kind.NUMBER),
            Column("sha256", "SHA-256", Kind.REFERENCE),
        ),
        tuple(
            {
                "document": document_link(request, one.sha256, one.title),
                "reference": one.reference or None,
                "kind": one.kind_name,
                "publisher": names.get(one.publisher, one.publisher) or None,
                "published": one.published,
                "classification": classification_tag(one.classification.value),
                "file": HELD if one.is_held else HASH_ONLY,
                "claims": one.claims,
                "sha256": one.sha256,
            }
            for one in found
        ),
        empty=Empty(
            "No document yet",
            "None that is open to you was known on the day that this page looks at.",
            "Sign in to see restricted ones, or choose a later day.",
        ),
        stack=True,
    )


def which(question: Question) -> str:
    """Which of several, and for which time: `IA, 26 February 2021`."""
    parts = (question.qualifier, question.when_words.removeprefix(" for "))
    return ", ".join(part for part in parts if part)


def claims_of_document_table(request: HttpRequest, claims: Iterable[Claim]) -> Table:
    """What was read in one document, place by place."""
    return Table(
        "Claims in this document",
        (
            Column("place", "Place", Kind.REFERENCE),
            Column("subject", "Subject"),
            Column("property", "Property"),
            Column("which", "Which", none="–"),
            Column("value", "Value"),
            Column("stated", "Stated", Kind.TAG),
            Column("note", "Note", none="–"),
        ),
        tuple(
            {
                "place": one.locator,
                "subject": subject_link(request, one.question.subject),
                "property": describe_property(one.question.property).label,
                "which": which(one.question) or None,
                "value": one.measure.shown,
                "stated": STATED[one.stated.value],
                "note": one.reasoning or one.note or None,
            }
            for one in claims
        ),
        empty=Empty(
            "No claims yet", "Nothing was recorded from this document.", "Record what it says, with the place."
        ),
    )


def claims_table(request: HttpRequest, readings: Iterable[Reading]) -> Table:
    """Every claim, beside how it stands to the others on its question; disputed questions first."""
    rows = (
        {
            "state": VERDICTS[reading.verdict],
            "subject": subject_link(request, reading.question.subject),
            "property": describe_property(reading.question.property).label,
            "which": which(reading.question) or None,
            "value": one.measure.shown,
            "source": document_link(request, one.source.document, one.source.name),
            "place": one.locator,
            "stated": STATED[one.stated.value],
        }
        for reading in readings
        for one in reading.claims
    )
    return Table(
        "Claims",
        (
            Column("state", "State", Kind.TAG),
            Column("subject", "Subject"),
            Column("property", "Property"),
            Column("which", "Which", none="–"),
            Column("value", "Value"),
            Column("source", "Source"),
            Column("place", "Place", Kind.REFERENCE),
            Column("stated", "Stated", Kind.TAG),
        ),
        tuple(rows),
        empty=Empty(
            "No claims",
            "No document that is open to you says anything of this kind on the day that this page looks at.",
            "Sign in to see restricted ones, or choose a later day.",
        ),
        stack=True,
    )


def withdrawn_table(request: HttpRequest, found: Iterable[WithdrawnClaim]) -> Table:
    """Claims that were taken back, and why."""
    return Table(
        "Taken back, with the reason",
        (
            Column("claim", "Claim"),
            Column("source", "Source"),
            Column("place", "Place", Kind.REFERENCE),
            Column("reason", "Why it was withdrawn"),
            Column("when", "When", Kind.DATE),
        ),
        tuple(
            {
                "claim": f"{one.claim.question.words}: {one.claim.measure.shown}",
                "source": document_link(request, one.claim.source.document, one.claim.source.name),
                "place": one.claim.locator,
                "reason": one.reason,
                "when": one.withdrawn_at,
            }
            for one in found
        ),
        stack=True,
    )


def question_words(question: Question) -> str:
    """A question under its subject's heading: `Assessment duration, PA, for 26 February 2021`."""
    which = f", {question.qualifier}" if question.qualifier else ""
    return f"{describe_property(question.property).label}{which}{question.when_words}"
