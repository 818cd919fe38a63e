"""Versions of the code and their documents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches
from typing import Any

from django.db.models import Q

from codeclerk.kernel.calendar.dates import end_of_london_day, format_date, london_day
from codeclerk.kernel.errors import Kind, Reason
from codeclerk.kernel.lens import Lens
from codeclerk.legaltext import manifest, proving, store
from codeclerk.legaltext.manifest import DocumentText
from codeclerk.legaltext.models import VersionDate, VersionDocument
from codeclerk.legaltext.releasing import Origin
from codeclerk.legaltext.rules.comparing import Comparison, What, compare
from codeclerk.legaltext.rules.provisions import Code
from codeclerk.legaltext.rules.spans import Shown

NO_VERSION = Reason(
    "legaltext.no_version",
    rule="a version of the code is named by its number",
    problem="there is no version {object}",
    remedy="{suggestion}",
    kind=Kind.NOT_FOUND,
)
NOT_YET = Reason(
    "legaltext.nothing_in_force",
    rule="a text is in force from the first version of the code on",
    problem="no version of the code was in force on {object}",
    remedy="{suggestion}",
    kind=Kind.NOT_FOUND,
)
NO_DOCUMENT = Reason(
    "legaltext.no_document",
    rule="a document of the code is named as it names itself: Section H, Appendix AL, Schedule 11",
    problem="version {version} has no document {object}",
    remedy="{suggestion}",
    kind=Kind.NOT_FOUND,
)


@dataclass(frozen=True)
class Version:
    """A version of the code.

    Args:
        effective: the instant from which it holds, as is known at the lens.
        parent: the number of the version before; empty for the first one.
        corrected: why its date was corrected; empty where it was not.
        proposals: the keys of the proposals that it carries out.
    """

    id: int
    number: str
    effective: datetime
    parent: str
    root: str
    origin: Origin
    summary: str
    letter: str
    proposals: tuple[str, ...]
    certificate: Mapping[str, Any]
    manifest: str
    signature: str
    key: str
    known_from: datetime
    corrected: str


def versions(lens: Lens) -> tuple[Version, ...]:
    """Every version that was known, by the instant from which it holds; also those that come. One query."""
    rows = VersionDate.objects.filter(
        Q(superseded_from__isnull=True) | Q(superseded_from__gt=lens.known_at), known_from__lte=lens.known_at
    )
    found = rows.order_by("effective").select_related("version", "version__parent")
    return tuple(_version(row) for row in found)


def _version(row: VersionDate) -> Version:
    kept = row.version
    return Version(
        kept.pk,
        kept.number,
        row.effective,
        kept.parent.number if kept.parent else "",
        kept.root,
        Origin(kept.origin),
        kept.summary,
        kept.letter,
        tuple(kept.proposals),
        kept.certificate,
        kept.manifest,
        kept.signature,
        kept.key,
        kept.known_from,
        row.reason,
    )


def instant_of(lens: Lens) -> datetime:
    """The end of the lens's day in London."""
    return end_of_london_day(lens.valid_at)


def version_named(lens: Lens, number: str) -> Version:
    """The version with this number. Refused (legaltext.no_version) with the nearest. One query."""
    every = {one.number: one for one in versions(lens)}
    wanted = number.strip()
    if wanted not in every:
        near = get_close_matches(wanted, every, n=1)
        known = f"Versions are {', '.join(list(every)[-8:])}." if every else "No version of the code was imported yet."
        raise NO_VERSION.refuse(number[:40], suggestion=f"Did you mean {near[0]}? {known}" if near else known)
    return every[wanted]


def version_at(lens: Lens, at: datetime | None = None) -> Version:
    """The version in force at an instant; at the end of the lens's day unless given. One query."""
    every, instant = versions(lens), at or instant_of(lens)
    standing = [one for one in every if one.effective <= instant]
    if not standing:
        first = format_date(london_day(every[0].effective)) if every else ""
        suggestion = f"The first one holds from {first}." if first else "Import one: `codeclerk code import`."
        raise NOT_YET.refuse(format_date(lens.valid_at), suggestion=suggestion)
    return standing[-1]


def newest(lens: Lens) -> Version | None:
    """The version that holds last, also if it comes only: the one on which amendments are drafted. One query."""
    every = versions(lens)
    return every[-1] if every else None


def code_of(version: Version) -> Code:
    """The whole code of a version. No query; whole versions are kept in memory."""
    return store.code(version.manifest)


def shown_of(version: Version) -> Shown:
    """What references, terms and parameters render in a version. No query."""
    return store.shown(version.manifest)


def code_at(lens: Lens, at: datetime | str | None = None) -> Code:
    """The whole code in force at an instant, or of the version with this number. One query."""
    return code_of(_chosen(lens, at))


def _chosen(lens: Lens, at: datetime | str | None) -> Version:
    return version_named(lens, at) if isinstance(at, str) else version_at(lens, at)


# --- documents ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """A document of a version, for a list."""

    pid: str
    name: str
    title: str
    revision: str
    tree: str
    file: str


@dataclass(frozen=True)
class DocumentAt:
    """A document as a version has it: its provisions as one reads, each with its depth and label."""

    version: Version
    line: DocumentLine
    text: DocumentText
    shown: Shown


def documents_at(lens: Lens, at: datetime | str | None = None) -> tuple[Version, tuple[DocumentLine, ...]]:
    """The documents of the version in force at an instant, or with this number, in their order. Two queries."""
    version = _chosen(lens, at)
    return version, _lines(version)


def _lines(version: Version) -> tuple[DocumentLine, ...]:
    rows = VersionDocument.objects.filter(version_id=version.id).order_by("place")
    fields = rows.values_list("tree__pid", "tree__name", "tree__title", "revision", "tree_id", "tree__file")
    return tuple(DocumentLine(*one) for one in fields)


def document_at(lens: Lens, name: str, at: datetime | str | None = None) -> DocumentAt:
    """A document, by its name or id, as it stood. Refused (legaltext.no_document) with the nearest. Two queries."""
    version, lines = documents_at(lens, at)
    line = _line_named(version, lines, name)
    return DocumentAt(version, line, store.document(line.file), shown_of(version))


def _line_named(version: Version, lines: tuple[DocumentLine, ...], name: str) -> DocumentLine:
    wanted = " ".join(name.split()).casefold()
    for line in lines:
        if wanted in (line.name.casefold(), line.pid.casefold()):
            return line
    near = get_close_matches(wanted, [line.name.casefold() for line in lines], n=1)
    said = next((line.name for line in lines if near and line.name.casefold() == near[0]), "")
    suggestion = f"Did you mean {said}?" if said else f"It has {', '.join(line.name for line in lines[:12])}."
    raise NO_DOCUMENT.refuse(name[:60], version=version.number, suggestion=suggestion)


@dataclass(frozen=True, slots=True)
class DocumentVersion:
    """A line of the version history of a document.

    Args:
        revision: the document's own number.
        changes: how many provisions were inserted, deleted, edited, moved and relabelled in it; none for the first.
    """

    version: Version
    revision: str
    changes: Mapping[What, int]

    @property
    def words(self) -> str:
        """`2 edited, 1 inserted`; the summary of the version where nothing was counted."""
        counted = ", ".join(f"{count} {what.value}" for what, count in self.changes.items() if count)
        return counted or self.version.summary or self.version.origin.words


def document_history(lens: Lens, name: str) -> tuple[DocumentVersion, ...]:
    """The versions in which a document changed, the first one first. Four queries."""
    version, lines = documents_at(lens)
    pid = _line_named(version, lines, name).pid
    every = {one.id: one for one in versions(lens)}
    rows = VersionDocument.objects.filter(version__in=every, tree__pid=pid).values_list(
        "version_id", "revision", "tree_id", "tree__file"
    )
    made: list[DocumentVersion] = []
    before = None
    for id, revision, tree, file in sorted(rows, key=lambda row: every[row[0]].effective):
        if before is None or before[0] != tree:
            made.append(DocumentVersion(every[id], revision, _changes(before[1], file) if before else {}))
        before = (tree, file)
    return tuple(made)


def _changes(old: str, new: str) -> dict[What, int]:
    before, after = (manifest.code_of([store.document(file)], {}, trusting=True) for file in (old, new))
    comparison = compare(before, after)
    return {what: sum(one.what is what for one in comparison.changes) for what in What}


def bundle_of(lens: Lens, number: str) -> bytes:
    """A version as one file that proves itself, see `proving`, from what the vault holds now. Two queries."""
    signed, documents = parts_of(lens, number)
    return proving.bundle(signed, documents.values())


def parts_of(lens: Lens, number: str) -> tuple[list[proving.Signed], dict[str, DocumentText]]:
    """The manifests up to that of a version, and the documents by which it is checked, by the hash of their bytes, from
    what the vault holds now. Two queries."""
    every = versions(lens)
    last = version_named(lens, number)
    chain = [last]
    by_number = {one.number: one for one in every}
    while chain[0].parent:
        chain.insert(0, by_number[chain[0].parent])
    signed = [proving.Signed(store.kept_manifest(one.manifest), one.signature) for one in chain]
    wanted = proving.needed([one.manifest for one in signed])
    return signed, {sha256: store.kept_document(sha256) for sha256 in sorted(wanted)}


def compare_versions(lens: Lens, old: str, new: str) -> tuple[Version, Version, Comparison]:
    """All differences between two versions, by their numbers. Two queries."""
    first, second = version_named(lens, old), version_named(lens, new)
    return first, second, compare(code_of(first), code_of(second))
