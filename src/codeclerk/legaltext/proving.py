"""Versions in one file, and checking one with nothing but that file. Pure.

The file has the manifests of all versions up to the one that it is about, each with its signature, and the documents of
that one and of the version before. Checking it works everything out again: hashes of provisions, trees and the whole
code; labels; the chain of versions; signatures; and the consolidation with its certificate. There is one text of such a
file, so that no byte of it can be another one.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from codeclerk.kernel.chain import canonical_json
from codeclerk.kernel.errors import Refused
from codeclerk.legaltext.manifest import (
    DocumentText,
    Manifest,
    code_of,
    content_of,
    digest,
    document_of,
    document_text,
    manifest_of,
)
from codeclerk.legaltext.rules.consolidating import consolidate
from codeclerk.legaltext.rules.provisions import Code
from codeclerk.legaltext.signing import is_signed

SCHEMA = 1


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that does not fit: where, and what."""

    object: str
    detail: str

    def __str__(self) -> str:
        return f"{self.object}: {self.detail}"


@dataclass(frozen=True)
class Report:
    """What was checked and what was found. `keys` are the public keys that signed the versions."""

    version: str
    root: str
    versions: int
    keys: tuple[str, ...]
    findings: tuple[Finding, ...]

    @property
    def is_sound(self) -> bool:
        return not self.findings

    def as_json(self) -> dict[str, Any]:
        return {
            "sound": self.is_sound,
            "version": self.version,
            "root": self.root,
            "versions": self.versions,
            "keys": list(self.keys),
            "findings": [{"object": one.object, "detail": one.detail} for one in self.findings],
        }

    def __str__(self) -> str:
        if self.findings:
            return "\n".join([f"{len(self.findings)} findings:", *map(str, self.findings)])
        keys = ", ".join(self.keys)
        return (
            f"Version {self.version} is sound: root {self.root}, after {self.versions - 1} versions before it. "
            f"Signed with {keys}."
        )


@dataclass(frozen=True)
class Signed:
    """A manifest with its signature."""

    manifest: Manifest
    signature: str


def bundle(versions: Sequence[Signed], documents: Iterable[DocumentText]) -> bytes:
    """The file of the last of these versions, which come in their order, with the documents of the last two."""
    texts = {digest(content): content for content in (one.content() for one in documents)}
    said = [{"manifest": one.manifest.value(), "signature": one.signature} for one in versions]
    return _bytes(said, [texts[sha256] for sha256 in sorted(texts)])


def _bytes(versions: Any, documents: Iterable[bytes]) -> bytes:
    """The canonical bytes of a file: of its versions as a JSON value, and of the canonical bytes of its documents."""
    every = b",".join(one.removesuffix(b"\n") for one in documents)
    return b'{"documents":[%b],"schema":%d,"versions":%b}\n' % (every, SCHEMA, canonical_json(versions).encode())


def needed(versions: Sequence[Manifest]) -> set[str]:
    """The hashes of the documents that the file of the last version has: its own, and where it was consolidated those
    of the version before."""
    shown = versions[-2:] if versions[-1].certificate else versions[-1:]
    return {document.sha256 for one in shown for document in one.documents}


def check(content: bytes, key: str = "") -> Report:
    """What does not fit in the file of a version.

    Args:
        key: the public key that must have signed every version; any, unless given.
    """
    try:
        versions, documents = _read(content)
    except (Refused, ValueError, TypeError, KeyError, RecursionError) as error:
        return Report("", "", 0, (), (Finding("The file", f"it is no version of a code: {error}"),))
    return check_parts(versions, documents, key)


def check_parts(versions: Sequence[Signed], documents: Mapping[str, DocumentText], key: str = "") -> Report:
    """What does not fit in what the file of a version has, each document by the hash of its bytes. See `check`."""
    findings = [*_signatures(versions, key), *_chain([one.manifest for one in versions])]
    findings += _documents(versions, documents)
    last = versions[-1].manifest
    if not findings:
        findings += _text([one.manifest for one in versions], documents)
    keys = tuple(dict.fromkeys(one.manifest.key for one in versions))
    return Report(last.number, last.root, len(versions), keys, tuple(findings))


def _read(content: bytes) -> tuple[list[Signed], dict[str, DocumentText]]:
    value = json.loads(content)
    if not isinstance(value, dict) or value.keys() != {"schema", "versions", "documents"} or value["schema"] != SCHEMA:
        raise ValueError("it does not have the shape of one")
    contents = [content_of(one) for one in value["documents"]]
    if _bytes(value["versions"], contents) != content:
        raise ValueError("it is not in its one form")
    versions = []
    for one in value["versions"]:
        if one.keys() != {"manifest", "signature"} or not isinstance(one["signature"], str):
            raise ValueError("a version in it has no signature")
        versions.append(Signed(manifest_of(one["manifest"]), one["signature"]))
    if not versions:
        raise ValueError("there is no version in it")
    documents = {digest(content): document_of(one) for one, content in zip(value["documents"], contents, strict=True)}
    if list(documents) != sorted(documents) or len(documents) != len(value["documents"]):
        raise ValueError("its documents are not in their order")
    return versions, documents


def _signatures(versions: Iterable[Signed], key: str) -> Iterator[Finding]:
    for one in versions:
        if not is_signed(one.manifest.content(), one.signature, one.manifest.key):
            yield Finding(f"Version {one.manifest.number}", "its signature does not fit it")
        elif one.signature != one.signature.lower():
            yield Finding(f"Version {one.manifest.number}", "its signature is not in its one form")
        elif key and one.manifest.key != key:
            yield Finding(f"Version {one.manifest.number}", f"it is signed with another key, {one.manifest.key}")


def _chain(versions: Sequence[Manifest]) -> Iterator[Finding]:
    if versions[0].parent:
        yield Finding(f"Version {versions[0].number}", "the version before it is missing")
    for before, one in pairwise(versions):
        if one.parent != digest(before.content()):
            yield Finding(f"Version {one.number}", f"it does not follow version {before.number}")
        if one.certificate and one.certificate.get("base") != before.root:
            yield Finding(f"Version {one.number}", f"its certificate is not about version {before.number}")


def _documents(versions: Sequence[Signed], documents: Mapping[str, DocumentText]) -> Iterator[Finding]:
    wanted = needed([one.manifest for one in versions])
    for sha256 in sorted(wanted - documents.keys()):
        yield Finding(f"Document {sha256}", "it is missing, or is not what was signed")
    for sha256 in sorted(documents.keys() - wanted):
        yield Finding(f"Document {sha256}", "no version names it")


def _text(versions: Sequence[Manifest], documents: Mapping[str, DocumentText]) -> Iterator[Finding]:
    last = versions[-1]
    try:
        code = _code(last, documents)
    except ValueError as error:
        yield Finding(f"Version {last.number}", str(error))
        return
    if code.root != last.root:
        yield Finding(f"Version {last.number}", f"its text gives the root {code.root}, not {last.root}")
    for file in last.documents:
        kept = documents[file.sha256]
        if kept.name != file.name or kept.pid != file.pid or code.tree_hashes[file.pid] != file.tree:
            yield Finding(file.name, "it is not the document that its version names")
        elif document_text(code, file.pid) != kept:
            yield Finding(file.name, "its hashes or labels are not those that its text gives")
    if last.certificate:
        yield from _certificate(versions[-2:], code, documents)


def _code(manifest: Manifest, documents: Mapping[str, DocumentText], after: Code | None = None) -> Code:
    return code_of([documents[one.sha256] for one in manifest.documents], manifest.params, after=after)


def _certificate(versions: Sequence[Manifest], code: Code, documents: Mapping[str, DocumentText]) -> Iterator[Finding]:
    who = f"The certificate of version {versions[-1].number}"
    if len(versions) < 2:
        yield Finding(who, "the version that it was made of is missing")
        return
    before, last = versions
    try:
        made = consolidate(_code(before, documents, code), last.redlines, last.resolutions)
    except (Refused, ValueError) as error:
        yield Finding(who, f"its amendments cannot be carried out again: {error}")
        return
    if made.result.root != code.root:
        yield Finding(who, f"its amendments make {made.result.root}, not {code.root}")
    if made.certificate.as_json() != last.certificate:
        yield Finding(who, "it does not say what its amendments prove")
