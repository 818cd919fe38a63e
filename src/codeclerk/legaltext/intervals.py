"""Writing what held when: rows are added, or superseded at an instant, and never written anew."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from django.db.models import Q

from codeclerk.kernel.bulk import insert_rows
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
from codeclerk.legaltext.rules.provisions import Kind, Provision
from codeclerk.legaltext.rules.spans import Shown, as_json, render

BATCH = 500
Cause = tuple[str, str]
"""The id of an operation, and the number of the proposal that it is from."""


Held = tuple[str, str, bool, str]
"""What a provision is in one version: its hash, its label and whether that is its own, and its document."""


@dataclass(frozen=True, slots=True)
class Change:
    """The documents of which one version has another text than the one before: theirs, and its own."""

    gone: tuple[DocumentText, ...]
    come: tuple[DocumentText, ...]


def change_of(
    before: Sequence[DocumentFile], after: Sequence[DocumentFile], text_of: Callable[[str], DocumentText]
) -> Change:
    """What changed between the documents of two versions. Those whose tree is the same are not looked at.

    Args:
        text_of: gives a document by the hash of its bytes.
    """
    old, new = {one.tree for one in before}, {one.tree for one in after}
    return Change(
        tuple(text_of(one.sha256) for one in before if one.tree not in new),
        tuple(text_of(one.sha256) for one in after if one.tree not in old),
    )


def keep_documents(
    files: Sequence[DocumentFile],
    params: Mapping[str, str],
    text_of: Callable[[str], DocumentText],
    kept: Iterable[DocumentText] = (),
) -> None:
    """Keep the documents, and what their provisions say, that are not kept already.

    Args:
        text_of: gives a document by the hash of its bytes.
        kept: documents of the version before, which are kept: what they say is not looked for.
    """
    known = set(DocumentTree.objects.filter(pk__in=[file.tree for file in files]).values_list("pk", flat=True))
    new = [(file, text_of(file.sha256)) for file in files if file.tree not in known]
    before = {node.hash for text in kept for node in text.nodes}
    texts = {node.hash: node.provision for _, text in new for node in text.nodes if node.hash not in before}
    missing = _missing(texts)
    insert_rows(ProvisionText, ("hash", *TEXT), ((hash, *text_values(texts[hash])) for hash in missing))
    shown = Shown({}, {}, params)
    insert_rows(
        DocumentTree,
        ("tree", "file", "pid", "name", "title", "nodes"),
        (
            (file.tree, file.sha256, text.pid, text.name, render(text.nodes[0].provision.content, shown), nodes)
            for file, text in new
            for nodes in ([node_json(one) for one in text.nodes],)
        ),
    )


TEXT = ("pid", "kind", "rule", "content", "name", "is_unused")
"""The columns of what a provision says."""


def text_values(said: Provision) -> tuple[Any, ...]:
    """What a provision says, as the table of provisions has it in the columns `TEXT`."""
    return said.pid, said.kind.value, rule_json(said.rule), as_json(said.content), said.name, said.is_unused


def node_json(one: Node) -> list[Any]:
    """A provision in the table of a document."""
    said = one.provision
    return [said.pid, one.depth, one.hash, one.label.own, one.label.full, said.kind.value]


def _missing(texts: Collection[str]) -> list[str]:
    there: set[str] = set()
    for some in batches(texts):
        there |= set(ProvisionText.objects.filter(pk__in=some).values_list("pk", flat=True))
    return [hash for hash in texts if hash not in there]


Key = TypeVar("Key", str, int)


def batches(every: Iterable[Key]) -> Iterator[list[Key]]:
    """A few at a time: a database takes so many parameters only."""
    listed = list(every)
    return (listed[first : first + BATCH] for first in range(0, len(listed), BATCH))


def advance(
    version: CodeVersion, change: Change, effective: datetime, causes: Mapping[str, list[Cause]], stamp: Stamp
) -> None:
    """What holds from a version on: what differs from the version before ends, and begins anew."""
    before, after = _held(change.gone), _held(change.come)
    ending = [pid for pid, held in before.items() if after.get(pid) != held]
    _end([Q(pid__in=some, valid_to__isnull=True) for some in batches(ending)], stamp, valid_to=effective)
    insert_rows(
        Stretch,
        ("pid", "text_id", "label", "is_labelled", "document", "causes"),
        ((pid, *held, causes.get(pid, [])) for pid, held in after.items() if before.get(pid) != held),
        {
            "version_id": version.pk,
            "valid_from": effective,
            "valid_to": None,
            "known_from": stamp.known_from,
            "superseded_from": None,
            "event_id": stamp.event_id,
        },
    )


def _held(texts: Iterable[DocumentText]) -> dict[str, Held]:
    found: dict[str, Held] = {}
    for text in texts:
        document = text.pid
        for node in text.nodes:
            one = node.provision
            is_labelled = bool(node.label.own) or one.kind in _LABELLED
            found[one.pid] = (node.hash, node.label.full, is_labelled, document)
    return found


_LABELLED = (Kind.DOCUMENT, Kind.DEFINITION)
"""What has a label though it has none in its own place."""


def _end(found: Iterable[Q], stamp: Stamp, **changed: datetime) -> None:
    """Supersede the rows that are found, and say the same anew with these ends."""
    for rows in found:
        kept = list(Stretch.objects.filter(rows, superseded_from__isnull=True).values("pk", *_COLUMNS))
        superseded: dict[datetime, list[int]] = {}
        for row in kept:
            row |= {"known_from": max(stamp.known_from, row["known_from"]), "event_id": stamp.event_id, **changed}
            superseded.setdefault(row["known_from"], []).append(row["pk"])
        for instant, keys in superseded.items():
            for some in batches(keys):
                Stretch.objects.filter(pk__in=some).update(superseded_from=instant)
        insert_rows(Stretch, _COLUMNS, ([row[name] for name in _COLUMNS] for row in kept))


_COLUMNS = tuple(one.attname for one in Stretch._meta.concrete_fields if not one.primary_key)
"""Everything that a stretch says."""


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
