"""The vault: files kept under their SHA-256. The same bytes are kept once.

A file that no longer gives its hash is refused. Django's storage `vault` decides where files are kept: a folder in
`data_dir`, or object storage by one setting.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.core.files.storage import FileSystemStorage, storages

from codeclerk.kernel.errors import Kind, Reason

LOST = Reason(
    "kernel.file_lost",
    rule="a file is served only if its bytes still give the SHA-256 it was recorded under",
    problem="the file {object} is {state}",
    remedy="Restore it from a backup; `codeclerk verify` lists every such file.",
    kind=Kind.BROKEN,
)


class FolderStorage(FileSystemStorage):
    """The folder `vault` in the installation's `data_dir`, in which a file appears whole or not at all."""

    @property
    def base_location(self) -> str:
        return str(settings.CONFIG.data_dir.absolute() / "vault")

    @property
    def location(self) -> str:
        return self.base_location

    def _save(self, name: str, content: File[bytes]) -> str:
        target = Path(self.path(name))
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, part = tempfile.mkstemp(dir=target.parent, suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file:
                for chunk in content.chunks():
                    file.write(chunk)
                file.flush()
                os.fsync(file.fileno())
            Path(part).replace(target)
        except BaseException:
            Path(part).unlink(missing_ok=True)
            raise
        return name


def _name(digest: str) -> str:
    return f"{digest[:2]}/{digest}"


def put(content: bytes) -> str:
    """Keep these bytes; return their SHA-256. Keeping them again changes nothing, or mends a damaged copy."""
    digest = hashlib.sha256(content).hexdigest()
    store = storages["vault"]
    if not is_whole(digest):
        store.delete(_name(digest))
        store.save(_name(digest), ContentFile(content))
    return digest


def get(digest: str) -> bytes:
    """The bytes kept under this SHA-256. Refuses a file that is gone or no longer gives its hash."""
    store = storages["vault"]
    if not store.exists(_name(digest)):
        raise LOST.refuse(digest, state="not in the vault")
    with store.open(_name(digest), "rb") as file:
        content: bytes = file.read()
    if hashlib.sha256(content).hexdigest() != digest:
        raise LOST.refuse(digest, state="damaged")
    return content


def is_whole(digest: str) -> bool:
    """Whether the file is there and still gives its hash."""
    store = storages["vault"]
    if not store.exists(_name(digest)):
        return False
    with store.open(_name(digest), "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == digest


Keeper = Callable[[], Iterable[str]]
_KEEPERS: dict[str, Keeper] = {}


def keeper(name: str) -> Callable[[Keeper], Keeper]:
    """Decorator: a folder's answer to "which files must the vault hold for you?", asked by `verify`."""

    def register(function: Keeper) -> Keeper:
        if _KEEPERS.setdefault(name, function) is not function:
            raise ValueError(f"The keeper {name!r} is registered already.")
        return function

    return register


def needed() -> dict[str, str]:
    """SHA-256 of every file that must be there -> who needs it."""
    return {digest: name for name, function in _KEEPERS.items() for digest in function()}


def digests() -> Iterator[str]:
    """The SHA-256 under which each file in the vault is kept, sorted."""
    store = storages["vault"]
    if not store.exists(""):
        return
    for folder in sorted(store.listdir("")[0]):
        for name in sorted(store.listdir(folder)[1]):
            if not name.endswith(".part"):
                yield name
