"""Reads of issued papers through a lens: who may see the classification, and what was issued by the lens's instant.

Every version that was issued by then counts, whatever day the lens looks at: an issued paper does not change with the
days.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from codeclerk.kernel import vault
from codeclerk.kernel.lens import Classification, Lens
from codeclerk.papers.models import IssuedFile, IssuedPaper
from codeclerk.papers.registry import NOT_OPEN


@dataclass(frozen=True)
class FileView:
    """A file of an issued paper."""

    name: str
    media_type: str
    sha256: str
    size: int


@dataclass(frozen=True)
class IssuedView:
    """An issued paper as a reader sees it. `newest` is the newest version that this reader may see; `persons` are the
    keys of those whose contact details it prints."""

    reference: str
    version: int
    kind: str
    title: str
    subject: str
    period: str
    classification: Classification
    dated: date
    data_date: date | None
    as_at: date
    known_at: datetime
    checkpoint: str
    schema: int
    reason: str
    issued_on: date
    newest: int
    files: tuple[FileView, ...] = field(default=())
    persons: tuple[str, ...] = ()

    @property
    def is_superseded(self) -> bool:
        return self.version < self.newest

    def as_json(self) -> dict[str, Any]:
        return {
            "reference": self.reference,
            "version": self.version,
            "kind": self.kind,
            "title": self.title,
            "subject": self.subject or None,
            "period": self.period,
            "classification": self.classification.value,
            "dated": self.dated.isoformat(),
            "data_date": self.data_date.isoformat() if self.data_date else None,
            "as_at": self.as_at.isoformat(),
            "known_at": self.known_at.isoformat(),
            "checkpoint": self.checkpoint,
            "schema": self.schema,
            "reason": self.reason,
            "issued_on": self.issued_on.isoformat(),
            "newest": self.newest,
            "files": [
                {"name": f.name, "media_type": f.media_type, "sha256": f.sha256, "size": f.size} for f in self.files
            ],
        }


def _open(lens: Lens) -> QuerySet[IssuedPaper]:
    seen = [one.value for one in lens.viewer.may_see]
    return IssuedPaper.objects.filter(classification__in=seen, known_from__lte=lens.known_at)


def issued(lens: Lens, kind: str = "", *, with_files: bool = False) -> list[IssuedView]:
    """The newest version of each paper, newest date first. One query, or two with files."""
    found = _open(lens).filter(kind=kind) if kind else _open(lens)
    newest: dict[str, IssuedPaper] = {}
    for row in found.order_by("reference", "version"):
        newest[row.reference] = row
    files: dict[int, list[IssuedFile]] = {}
    if with_files:
        for file in IssuedFile.objects.filter(paper__in=[row.pk for row in newest.values()]):
            files.setdefault(file.paper_id, []).append(file)
    return _in_order(_view(row, row.version, files.get(row.pk, ())) for row in newest.values())


def _in_order(views: Iterable[IssuedView]) -> list[IssuedView]:
    return sorted(views, key=lambda one: (one.dated, one.reference), reverse=True)


def about(lens: Lens, subject: str) -> list[IssuedView]:
    """The newest version of each paper about one thing, newest date first. One query; without files."""
    newest: dict[str, IssuedPaper] = {}
    for row in _open(lens).filter(subject=subject).order_by("reference", "version"):
        newest[row.reference] = row
    return _in_order(_view(row, row.version) for row in newest.values())


def versions(lens: Lens, reference: str) -> list[IssuedView]:
    """Every version of a paper that the viewer may see, newest first; empty for none. One query; without files."""
    rows = list(_open(lens).filter(reference=reference).order_by("-version"))
    return [_view(row, rows[0].version) for row in rows]


def paper(lens: Lens, reference: str, version: int | None = None) -> IssuedView:
    """One issued paper with its files; its newest version unless one is named. Refuses what is not open."""
    known = versions(lens, reference)
    wanted = [one for one in known if version is None or one.version == version]
    if not wanted:
        raise NOT_OPEN.refuse(reference if version is None else f"{reference} version {version}")
    row = _open(lens).get(reference=reference, version=wanted[0].version)
    return _view(row, known[0].version, row.files.all())


def content(lens: Lens, reference: str, version: int | None, name: str) -> tuple[FileView, bytes]:
    """A file of an issued paper: the very bytes that were issued. Refuses a lost or damaged one."""
    found = paper(lens, reference, version)
    for file in found.files:
        if file.name == name:
            return file, vault.get(file.sha256)
    raise NOT_OPEN.refuse(f"{reference}, file {name[:80]}")


def latest_version(reference: str) -> IssuedPaper | None:
    """For guards: the newest version under a reference, whoever asks. References are not secret; papers are."""
    return IssuedPaper.objects.filter(reference=reference).order_by("-version").first()


@vault.keeper("issued papers")
def needed() -> Iterable[str]:
    """The files that the vault must hold."""
    return IssuedFile.objects.values_list("sha256", flat=True).distinct()


def _view(row: IssuedPaper, newest: int, files: Iterable[IssuedFile] = ()) -> IssuedView:
    return IssuedView(
        reference=row.reference,
        version=row.version,
        kind=row.kind,
        title=row.title,
        subject=row.subject,
        period=row.period,
        classification=Classification(row.classification),
        dated=row.dated,
        data_date=row.data_date,
        as_at=row.as_at,
        known_at=row.known_at,
        checkpoint=f"{row.checkpoint_position}:{row.checkpoint_digest}",
        schema=row.schema,
        reason=row.reason,
        issued_on=row.issued_on,
        newest=newest,
        files=tuple(FileView(one.name, one.media_type, one.sha256, one.size) for one in files),
        persons=tuple(row.persons),
    )
