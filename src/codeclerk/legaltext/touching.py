"""Which documents and clauses of the code an event is about: for who follows them."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from codeclerk.kernel.events import EventBody
from codeclerk.legaltext import store
from codeclerk.legaltext.codec import operations_of
from codeclerk.legaltext.events import CommencementRecorded, RedlineDrafted, VersionPublished
from codeclerk.legaltext.manifest import DocumentText, Manifest
from codeclerk.legaltext.models import CodeVersion
from codeclerk.legaltext.rules.operations import Insert, Move, SetParam


@dataclass(frozen=True)
class Touches:
    """The names of documents and the labels of clauses, before and after."""

    documents: frozenset[str] = frozenset()
    labels: frozenset[str] = frozenset()


def touched(bodies: Collection[EventBody]) -> list[Touches]:
    """What each of these events is about, in their order; nothing for one that is not about the text of the code. Also
    of events that are only planned. One query, or none."""
    numbers = {one.parent for one in bodies if isinstance(one, VersionPublished)} - {""}
    roots = {one.base for one in bodies if isinstance(one, RedlineDrafted)}
    known: dict[str, str] = {}
    if numbers or roots:
        rows = CodeVersion.objects.filter(number__in=numbers) | CodeVersion.objects.filter(root__in=roots)
        for number, root, manifest in rows.values_list("number", "root", "manifest"):
            known |= {number: manifest, root: manifest}
    return [_touched(one, known) for one in bodies]


def _touched(body: EventBody, known: dict[str, str]) -> Touches:
    match body:
        case VersionPublished():
            return _version(body, known.get(body.parent, ""))
        case RedlineDrafted() if body.base in known:
            return _redline(body, store.manifest(known[body.base]))
        case CommencementRecorded():
            return Touches(frozenset({body.named}), frozenset({body.named}))
    return Touches()


Nodes = dict[str, tuple[str, str, str]]
"""Permanent id -> hash, label and the document's name."""


def _version(body: VersionPublished, parent: str) -> Touches:
    new = body.kept_manifest()
    old = store.manifest(parent) if parent else None
    same = {one.tree for one in new.documents} & {one.tree for one in old.documents} if old else set()
    before = _nodes(old, same, store.document) if old else {}
    after = _nodes(new, same, body.kept_document)
    changed = [
        side[pid] for pid in before.keys() | after.keys() if before.get(pid) != after.get(pid)
        for side in (before, after) if pid in side
    ]  # fmt: skip
    return Touches(frozenset(name for _, _, name in changed), frozenset(label for _, label, _ in changed))


def _nodes(manifest: Manifest, but: Collection[str], document: Callable[[str], DocumentText]) -> Nodes:
    texts = [document(one.sha256) for one in manifest.documents if one.tree not in but]
    return {node.provision.pid: (node.hash, node.label.full, text.name) for text in texts for node in text.nodes[1:]}


def _redline(body: RedlineDrafted, base: Manifest) -> Touches:
    pids: set[str] = set()
    for one in operations_of(list(body.operations)):
        if not isinstance(one, SetParam):
            pids.add(one.target)
        if isinstance(one, Insert | Move):
            pids |= {one.place.parent, one.place.after} - {""}
    found = _nodes(base, (), store.document)
    here = [found[pid] for pid in pids if pid in found]
    return Touches(frozenset(name for _, _, name in here), frozenset(label for _, label, _ in here))
