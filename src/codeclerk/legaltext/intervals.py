"""Writing what held when: rows are added, or superseded at an instant, and never written anew."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from codeclerk.kernel.events import Stamp
from codeclerk.legaltext.codec import rule_json
from codeclerk.legaltext.manifest import DocumentFile, DocumentText, Node
from codeclerk.legaltext.models import (
    CodeVersion,
    DocumentTree,
    ProvisionText,
    Stretch,
    VersionDate,
    VersionDocument,
)
from codeclerk.legaltext.rules.provisions import Kind
from codeclerk.legaltext.rules.spans import Shown, as_json, render

BATCH = 500
Cause = tuple[str, str]
"""The id of an operation, and the number of the proposal that it is from."""


@dataclass(frozen=True, slots=True)
class _Held:
    """What a provision is in one version."""

    hash: str
    label: str
    is_labelled: bool
    document: str


def keep_documents(
    files: Sequence[DocumentFile], params: Mapping[str, str], text_of: Callable[[str], DocumentText]
) -> None:
    """Keep the documents, and what their provisions say, that are not kept already.

    Args:
        text_of: gives a document by the hash of its bytes.
    """
    known = set(DocumentTree.objects.filter(pk__in=[file.tree for file in files]).values_list("pk", flat=True))
    new = [(file, text_of(file.sha256)) for file in files if file.tree not in known]
    texts = {node.hash: node.provision for _, text in new for node in text.nodes}
    missing = _missing(texts)
    ProvisionText.objects.bulk_create(
        (
            ProvisionText(
                hash=hash,
                pid=texts[hash].pid,
                kind=texts[hash].kind.value,
                rule=rule_json(texts[hash].rule),
                content=as_json(texts[hash].content),
                name=texts[hash].name,
                is_unused=texts[hash].is_unused,
            )
            for hash in missing
        ),
        batch_size=BATCH,
    )
    DocumentTree.objects.bulk_create(
        (
            DocumentTree(
                tree=file.tree,
                pid=text.pid,
                name=text.name,
                title=render(text.nodes[0].provision.content, Shown({}, {}, params)),
                nodes=[node_json(one) for one in text.nodes],
                file=file.sha256,
            )
            for file, text in new
        ),
        batch_size=BATCH,
    )


def node_json(one: Node) -> list[Any]:
    """A provision in the table of a document."""
    said = one.provision
    return [said.pid, one.depth, one.hash, one.label.own, one.label.full, said.kind.value]


def _missing(texts: Collection[str]) -> list[str]:
    there: set[str] = set()
    for some in batches(texts):
        there |= set(ProvisionText.objects.filter(pk__in=some).values_list("pk", flat=True))
    return [hash for hash in texts if hash not in there]


def batches(every: Iterable[str]) -> Iterator[list[str]]:
    """A few at a time: a database takes so many parameters only."""
    listed = list(every)
    return (listed[first : first + BATCH] for first in range(0, len(listed), BATCH))


def advance(version: CodeVersion, effective: datetime, causes: Mapping[str, list[Cause]], stamp: Stamp) -> None:
    """What holds from a version on: what differs from the version before ends, and begins anew.

    Documents whose tree is the same are not looked at.
    """
    trees = set(version.documents.values_list("tree", flat=True))
    before_trees: set[str] = set()
    if version.parent is not None:
        before_trees = set(version.parent.documents.values_list("tree", flat=True))
    before, after = _held(before_trees - trees), _held(trees - before_trees)
    ending = [pid for pid, held in before.items() if after.get(pid) != held]
    _end([Q(pid__in=some, valid_to__isnull=True) for some in batches(ending)], stamp, valid_to=effective)
    Stretch.objects.bulk_create(
        (
            Stretch(
                pid=pid,
                document=held.document,
                label=held.label,
                is_labelled=held.is_labelled,
                text_id=held.hash,
                version=version,
                causes=causes.get(pid, []),
                valid_from=effective,
                known_from=stamp.known_from,
                event_id=stamp.event_id,
            )
            for pid, held in after.items()
            if before.get(pid) != held
        ),
        batch_size=BATCH,
    )


def _held(trees: Collection[str]) -> dict[str, _Held]:
    found: dict[str, _Held] = {}
    for document, nodes in DocumentTree.objects.filter(pk__in=trees).values_list("pid", "nodes"):
        for pid, _, hash, own, full, kind in nodes:
            is_labelled = bool(own) or kind in (Kind.DOCUMENT, Kind.DEFINITION)
            found[pid] = _Held(hash, full, is_labelled, document)
    return found


def _end(found: Iterable[Q], stamp: Stamp, **changed: datetime) -> None:
    """Supersede the rows that are found, and say the same anew with these ends."""
    for rows in found:
        kept = list(Stretch.objects.filter(rows, superseded_from__isnull=True))
        for instant in {max(stamp.known_from, row.known_from) for row in kept}:
            superseded = [row.pk for row in kept if max(stamp.known_from, row.known_from) == instant]
            Stretch.objects.filter(pk__in=superseded).update(superseded_from=instant)
        Stretch.objects.bulk_create((_again(row, stamp, changed) for row in kept), batch_size=BATCH)


def _again(row: Stretch, stamp: Stamp, changed: Mapping[str, datetime]) -> Stretch:
    value: dict[str, Any] = {
        field.attname: getattr(row, field.attname) for field in Stretch._meta.concrete_fields if not field.primary_key
    }
    value |= {"known_from": max(stamp.known_from, row.known_from), "event_id": stamp.event_id}
    return Stretch(**{**value, **changed})


def shift(version: CodeVersion, effective: datetime, reason: str, stamp: Stamp) -> None:
    """A version came into force at another instant: what was known of it ends in knowledge, and is said anew."""
    row = VersionDate.objects.get(version=version, superseded_from__isnull=True)
    known = max(stamp.known_from, row.known_from)
    VersionDate.objects.filter(pk=row.pk).update(superseded_from=known)
    VersionDate.objects.create(
        version=version, effective=effective, reason=reason, known_from=known, event_id=stamp.event_id
    )
    _end([Q(valid_to=row.effective)], stamp, valid_to=effective)
    _end([Q(valid_from=row.effective)], stamp, valid_from=effective)


def keep_version(version: CodeVersion, documents: Sequence[DocumentFile], effective: datetime, stamp: Stamp) -> None:
    """The documents of a version, and from when it holds."""
    VersionDocument.objects.bulk_create(
        VersionDocument(version=version, place=place, tree_id=file.tree, revision=file.revision)
        for place, file in enumerate(documents)
    )
    VersionDate.objects.create(
        version=version, effective=effective, known_from=stamp.known_from, event_id=stamp.event_id
    )
