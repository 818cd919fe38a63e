"""Reads of documents."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Count

from codeclerk.kernel import vault
from codeclerk.kernel.lens import Classification, Lens
from codeclerk.sources.models import Document, DocumentDetails
from codeclerk.sources.queries.seen import details, standing
from codeclerk.sources.rules.documents import KINDS, NOT_HELD, UNKNOWN_DOCUMENT
from codeclerk.sources.rules.files import SUFFIXES


@dataclass(frozen=True)
class DocumentView:
    """A document as one reader sees it. `claims` counts the claims in it, if they were counted."""

    sha256: str
    title: str
    kind: str
    reference: str
    publisher: str
    published: date | None
    classification: Classification
    media_type: str
    size: int | None
    lines: int | None
    pages: int | None
    is_held: bool
    known_from: datetime
    claims: int = 0

    @property
    def name(self) -> str:
        """Its reference, or its title where it has none."""
        return self.reference or self.title

    @property
    def kind_name(self) -> str:
        return KINDS.get(self.kind, self.kind)

    def as_json(self) -> dict[str, Any]:
        return {
            "sha256": self.sha256,
            "title": self.title,
            "kind": self.kind,
            "reference": self.reference,
            "publisher": self.publisher,
            "published": self.published.isoformat() if self.published else None,
            "classification": self.classification.value,
            "media_type": self.media_type,
            "size": self.size,
            "lines": self.lines,
            "pages": self.pages,
            "held": self.is_held,
            "claims": self.claims,
        }


@dataclass(frozen=True)
class Download:
    """The bytes of a document and how they are handed out. `name` is made here, never taken from an upload."""

    content: bytes = field(repr=False)
    media_type: str
    name: str


def _document(row: DocumentDetails, lens: Lens, claims: int = 0) -> DocumentView:
    held = getattr(row.document, "file", None)
    return DocumentView(
        sha256=row.document.sha256,
        title=row.title,
        kind=row.kind,
        reference=row.reference,
        publisher=row.publisher,
        published=row.published,
        classification=Classification(row.marked),  # type: ignore[attr-defined]
        media_type=held.media_type if held else row.media_type,
        size=held.size if held else row.size,
        lines=held.lines if held and held.lines is not None else row.lines,
        pages=row.pages,
        is_held=held is not None,
        known_from=row.document.known_from,
        claims=claims,
    )


def documents(
    lens: Lens, *, kind: str = "", publisher: str = "", held: bool | None = None, prefix: str = ""
) -> list[DocumentView]:
    """Documents known at the lens's instant, newest publication first, with the number of claims in each.

    `prefix` keeps those whose hash begins so. Two queries, however many there are.
    """
    rows = details(lens)
    if kind:
        rows = rows.filter(kind=kind)
    if publisher:
        rows = rows.filter(publisher=publisher)
    if held is not None:
        rows = rows.filter(document__file__isnull=not held)
    if prefix:
        rows = rows.filter(document__sha256__startswith=prefix.lower())
    counted = standing(lens).order_by().values("document").annotate(n=Count("pk")).values_list("document", "n")
    counts = dict(counted)
    found = [_document(row, lens, counts.get(row.document_id, 0)) for row in rows]
    return sorted(found, key=lambda d: (-(d.published or date.min).toordinal(), d.reference, d.title, d.sha256))


def document(lens: Lens, sha256: str) -> DocumentView:
    """One document by its hash. Refused alike when it is unknown and when the viewer may not see it."""
    row = details(lens).filter(document__sha256=sha256).first()
    if row is None:
        raise UNKNOWN_DOCUMENT.refuse(sha256[:64], field="document")
    return _document(row, lens, standing(lens).filter(document=row.document).count())


def recorded_details(lens: Lens, sha256: str) -> dict[str, Any]:
    """What was recorded of a document, field by field, for a correction that changes some of them."""
    row = details(lens).filter(document__sha256=sha256).first()
    if row is None:
        raise UNKNOWN_DOCUMENT.refuse(sha256[:64], field="document")
    return {name: getattr(row, name) for name in DocumentDetails.value}


def is_registered(sha256: str) -> bool:
    """Whether these bytes are registered, for whoever holds the bytes themselves: it tells nothing more about them."""
    return Document.objects.filter(sha256=sha256).exists()


def download(lens: Lens, sha256: str) -> Download:
    """The file of a document. Refused: unknown or closed to the viewer, not held, damaged in the vault."""
    found = document(lens, sha256)
    if not found.is_held:
        raise NOT_HELD.refuse(found.name)
    safe = "".join(c if c.isascii() and (c.isalnum() or c in "_-") else "-" for c in found.reference).strip("-")
    suffix = SUFFIXES.get(found.media_type, "bin")
    return Download(vault.get(sha256), found.media_type, f"{safe[:60] or sha256[:12]}.{suffix}")


def documents_by_hash(lens: Lens, hashes: Collection[str]) -> dict[str, DocumentView]:
    """Those of these documents that the viewer may see, by hash. One query."""
    return {row.document.sha256: _document(row, lens) for row in details(lens).filter(document__sha256__in=hashes)}
