"""Versions of the code as they are kept: read from the vault, once, since what has a hash is never another thing."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from codeclerk.kernel import vault
from codeclerk.legaltext.manifest import (
    DocumentText,
    Manifest,
    code_of,
    read_document,
    read_manifest,
)
from codeclerk.legaltext.models import CodeVersion, DocumentTree
from codeclerk.legaltext.rules.labels import shown as shown_of
from codeclerk.legaltext.rules.provisions import Code
from codeclerk.legaltext.rules.spans import Shown

DOCUMENTS, CODES = 400, 8
"""So many documents and whole versions are kept in memory: a version has some sixty documents, and shares most of them
with the one before."""


def kept_manifest(sha256: str) -> Manifest:
    """The manifest that the vault keeps under this hash, as it is there now."""
    return read_manifest(vault.get(sha256))


def kept_document(sha256: str) -> DocumentText:
    """The document that the vault keeps under this hash, as it is there now."""
    return read_document(vault.get(sha256))


manifest = lru_cache(maxsize=CODES * 8)(kept_manifest)
document = lru_cache(maxsize=DOCUMENTS)(kept_document)


@lru_cache(maxsize=CODES)
def code(sha256: str) -> Code:
    """The whole code of the version whose manifest the vault keeps under this hash."""
    found = manifest(sha256)
    return code_of([document(one.sha256) for one in found.documents], found.params, trusting=True)


@lru_cache(maxsize=CODES)
def shown(sha256: str) -> Shown:
    """What references, terms and parameters render in that version."""
    return shown_of(code(sha256))


@vault.keeper("versions of the code")
def _kept() -> Iterable[str]:
    yield from CodeVersion.objects.values_list("manifest", flat=True)
    yield from DocumentTree.objects.values_list("file", flat=True)
