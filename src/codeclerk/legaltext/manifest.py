"""A version of the code as canonical bytes: one file for each document, and a manifest that names them by their hash.

The manifest is what is signed. It names the manifest of the version before, so that every version vouches for all
before it, and it has the redlines and resolutions that the version carries out, so that its certificate can be worked
out again from it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from codeclerk.kernel.chain import canonical_json, sha256
from codeclerk.kernel.errors import Kind as KindOfRefusal
from codeclerk.kernel.errors import Reason
from codeclerk.legaltext import codec
from codeclerk.legaltext.rules.labels import labels_in
from codeclerk.legaltext.rules.provisions import Code, Kind, Label, Provision
from codeclerk.legaltext.rules.redlines import Redline, Resolution
from codeclerk.legaltext.rules.spans import as_json

SCHEMA = 1

NOT_A_VERSION = Reason(
    "legaltext.not_a_version",
    rule="the bytes of a version are read only in the shape in which they were written",
    problem="{object} cannot be read: {what}",
    remedy="Take the file that was exported or kept, unchanged.",
    kind=KindOfRefusal.BROKEN,
)


@dataclass(frozen=True, slots=True)
class Node:
    """A provision where it stands in its document, with its hash and label as they were frozen."""

    depth: int
    hash: str
    label: Label
    provision: Provision


@dataclass(frozen=True)
class DocumentText:
    """A document of a version, as one reads it: the document itself first."""

    nodes: tuple[Node, ...]

    @property
    def pid(self) -> str:
        return self.nodes[0].provision.pid

    @property
    def name(self) -> str:
        return self.nodes[0].provision.name

    def value(self) -> dict[str, Any]:
        """The document as a JSON value."""
        return {"schema": SCHEMA, "provisions": [_node_json(one) for one in self.nodes]}

    def content(self) -> bytes:
        """The canonical bytes."""
        return content_of(self.value())


def _node_json(one: Node) -> list[Any]:
    said = one.provision
    return [
        one.depth,
        one.hash,
        one.label.own,
        one.label.full,
        said.pid,
        said.kind.value,
        codec.rule_json(said.rule),
        as_json(said.content),
        said.name,
        said.is_unused,
    ]


def document_text(code: Code, document: str) -> DocumentText:
    """A document of a code with its labels worked out."""
    labels = labels_in(code, document)
    nodes = []
    for depth, pid in _walk(code, document):
        nodes.append(Node(depth, code.hash_of(pid), labels[pid], code.provisions[pid]))
    return DocumentText(tuple(nodes))


def _walk(code: Code, pid: str) -> Iterator[tuple[int, str]]:
    waiting = [(0, pid)]
    while waiting:
        depth, here = waiting.pop()
        yield depth, here
        waiting.extend((depth + 1, child) for child in reversed(code.under(here)))


def read_document(content: bytes) -> DocumentText:
    """The document that these bytes are. Refused (legaltext.not_a_version) where they are none."""
    return document_of(_value(content, "a document"))


def document_of(value: Any) -> DocumentText:
    """The document that a JSON value is. Refused (legaltext.not_a_version)."""
    try:
        if value.keys() != {"schema", "provisions"} or value["schema"] != SCHEMA or not value["provisions"]:
            raise ValueError("it is no document of a version")
        return DocumentText(tuple(_node(one) for one in value["provisions"]))
    except (ValueError, TypeError, AttributeError) as error:
        raise NOT_A_VERSION.refuse("a document", what=str(error)) from error


def _node(value: Any) -> Node:
    match value:
        case [int(depth), str(hash), str(own), str(full), str(pid), str(kind), rule, content, str(name), bool(unused)]:
            provision = Provision(pid, Kind(kind), codec.rule_of(rule), codec.content_of(content), name, unused)
            return Node(depth, hash, Label(own, full), provision)
    raise ValueError("there is something in it that is no provision")


def code_of(
    documents: Iterable[DocumentText],
    params: Mapping[str, str],
    *,
    trusting: bool = False,
    after: Code | None = None,
) -> Code:
    """The code that documents make, in their order.

    Args:
        trusting: take the hashes and labels of provisions as they were frozen, instead of working them out.
        after: another code, whose hashes were worked out: the same provision has the same one.

    Raises `ValueError` where the depths make no tree or an id is there twice.
    """
    provisions: dict[str, Provision] = {}
    children: dict[str, list[str]] = {}
    hashes: dict[str, str] = {}
    labels: dict[str, Mapping[str, Label]] = {}
    roots: list[str] = []
    for document in documents:
        path: list[str] = []
        for node in document.nodes:
            pid = node.provision.pid
            if not (node.depth <= len(path) and (node.depth > 0) == bool(path)) or pid in provisions:
                raise ValueError(f"{pid} does not stand where it could")
            del path[node.depth :]
            if path:
                children.setdefault(path[-1], []).append(pid)
            path.append(pid)
            provisions[pid] = node.provision
            if trusting:
                hashes[pid] = node.hash
            elif after is not None and pid in after.known_hashes and after.provisions[pid] == node.provision:
                hashes[pid] = after.known_hashes[pid]
        roots.append(document.pid)
        if trusting:
            labels[document.pid] = {node.provision.pid: node.label for node in document.nodes}
    under = {pid: tuple(every) for pid, every in children.items()}
    return Code(provisions, under, tuple(roots), dict(params), hashes, known_labels=labels)


# --- manifests ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class DocumentFile:
    """A document in a manifest.

    Args:
        revision: the number of the document itself, `9.0`; empty for none.
        tree: the Merkle hash of its provisions.
        sha256: the hash of its bytes.
    """

    pid: str
    name: str
    revision: str
    tree: str
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What a version is. `parent` is the SHA-256 of the manifest of the version before; empty for the first one."""

    number: str
    effective: datetime
    origin: str
    parent: str
    root: str
    key: str
    documents: tuple[DocumentFile, ...]
    params: Mapping[str, str]
    redlines: tuple[Redline, ...] = ()
    resolutions: tuple[Resolution, ...] = ()
    certificate: Mapping[str, Any] = field(default_factory=dict)

    def value(self) -> dict[str, Any]:
        """The manifest as a JSON value."""
        return {
            "schema": SCHEMA,
            "number": self.number,
            "effective": self.effective.astimezone(UTC).isoformat(timespec="seconds"),
            "origin": self.origin,
            "parent": self.parent,
            "root": self.root,
            "key": self.key,
            "documents": [[one.pid, one.name, one.revision, one.tree, one.sha256] for one in self.documents],
            "params": dict(self.params),
            "redlines": [codec.redline_json(one) for one in self.redlines],
            "resolutions": [codec.resolution_json(one) for one in self.resolutions],
            "certificate": dict(self.certificate),
        }

    def content(self) -> bytes:
        """The canonical bytes, which are signed."""
        return content_of(self.value())


def read_manifest(content: bytes) -> Manifest:
    """The manifest that these bytes are. Refused (legaltext.not_a_version) where they are none."""
    return manifest_of(_value(content, "a manifest"))


def manifest_of(value: Any) -> Manifest:
    """The manifest that a JSON value is. Refused (legaltext.not_a_version)."""
    try:
        made = Manifest(
            number=_text(value, "number"),
            effective=datetime.fromisoformat(_text(value, "effective")),
            origin=_text(value, "origin"),
            parent=_text(value, "parent"),
            root=_text(value, "root"),
            key=_text(value, "key"),
            documents=tuple(DocumentFile(*one) for one in value["documents"]),
            params=dict(value["params"]),
            redlines=tuple(codec.redline_of(one) for one in value["redlines"]),
            resolutions=tuple(codec.resolution_of(one) for one in value["resolutions"]),
            certificate=dict(value["certificate"]),
        )
        if made.value() != value:
            raise ValueError("it is not in its one form")
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise NOT_A_VERSION.refuse("a manifest", what=str(error)) from error
    return made


def _text(value: Mapping[str, Any], name: str) -> str:
    if not isinstance(value[name], str):
        raise ValueError(f"{name} is no text")
    return str(value[name])


def content_of(value: Any) -> bytes:
    """The canonical bytes of a JSON value. Raises `ValueError` for what is none."""
    return canonical_json(value).encode() + b"\n"


def _value(content: bytes, what: str) -> Any:
    try:
        value = json.loads(content)
        if content_of(value) != content:
            raise ValueError("it is not in its one form")
    except (ValueError, RecursionError) as error:
        raise NOT_A_VERSION.refuse(what, what=str(error)) from error
    return value


def digest(content: bytes) -> str:
    """The SHA-256 under which bytes are kept."""
    return sha256(content.decode())
