"""Documents: what kinds there are and what a registration must keep to."""

from __future__ import annotations

import re
from datetime import date

from codeclerk.kernel.calendar.dates import format_date
from codeclerk.kernel.errors import Kind, Reason

KINDS = {
    "paper": "Paper",
    "report": "Report",
    "legal_text": "Legal text",
    "minutes": "Minutes",
    "consultation": "Consultation",
    "assessment": "Assessment",
    "letter": "Letter",
    "form": "Form",
    "web_page": "Web page",
    "data": "Data",
    "other": "Other",
}
"""Kinds of document: id -> name."""

ALWAYS = date(1900, 1, 1)
"""The first day of a fact that does not change with the days: what a document says, how it was first marked."""

UNKNOWN_KIND = Reason(
    "sources.unknown_kind",
    rule="a document is of one of the declared kinds",
    problem="there is no kind of document {object}",
    remedy="Use one of {kinds}.",
)
UNKNOWN_DOCUMENT = Reason(
    "sources.unknown_document",
    rule="a claim, a download and a correction name a registered document by its SHA-256",
    problem="no document {object} is registered here, or it is not open to you",
    remedy="Check the hash, or register the document first.",
    kind=Kind.NOT_FOUND,
)
ALREADY_REGISTERED = Reason(
    "sources.already_registered",
    rule="a document is registered once: the same bytes are the same document",
    problem="the document {object} is registered already",
    remedy="Look it up by this hash; correct its details there if they are wrong.",
    kind=Kind.CONFLICT,
)
ALREADY_HELD = Reason(
    "sources.already_held",
    rule="the file of a document is kept once",
    problem="the file of {object} is held already",
    remedy="Nothing needs to be done.",
    kind=Kind.CONFLICT,
)
NOT_RECEIVED = Reason(
    "sources.file_not_received",
    rule="a document is held only once its bytes are in the vault",
    problem="no file with the hash {object} was received",
    remedy="Upload the file, or register the document by its hash only.",
)
NOT_HELD = Reason(
    "sources.file_not_held",
    rule="only files that are held can be downloaded; other documents are known by their hash",
    problem="the file of {object} is not held here",
    remedy="Get it from its publisher; its SHA-256 proves that it is the same.",
    kind=Kind.NOT_FOUND,
)
PUBLISHED_LATER = Reason(
    "sources.published_later",
    rule="nothing is known from before its source was published",
    problem="{object} was published on {published}, after the day from which it is to be known ({known})",
    remedy="Correct the date of publication or known_from.",
)
NOTHING_CHANGED = Reason(
    "sources.nothing_changed",
    rule="a correction changes something",
    problem="nothing about {object} would change",
    remedy="Change a field, or leave it.",
)

MEDIA_TYPE = re.compile(r"[a-z]+/[a-z0-9][a-z0-9.+-]{0,90}")
SHA256 = re.compile(r"[0-9a-f]{64}")


def check_kind(kind: str) -> str:
    """The same kind, or a refusal that lists them."""
    if kind not in KINDS:
        raise UNKNOWN_KIND.refuse(kind[:60], kinds=", ".join(KINDS), field="kind")
    return kind


def check_published(name: str, published: date | None, known: date) -> None:
    """Refuse a document, or a claim in it, that would be known before it was published."""
    if published is not None and published > known:
        raise PUBLISHED_LATER.refuse(
            name, published=format_date(published), known=format_date(known), field="published"
        )
