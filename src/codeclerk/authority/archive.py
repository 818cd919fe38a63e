"""Writing files into one ZIP while somebody reads it: the same files give the same bytes. Pure."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from django.utils.text import slugify

STAMP = (1980, 1, 1, 0, 0, 0)
"""The time of every file in it: the earliest that the format has. When something happened stands in the record."""
LEVEL = 6
NAME = re.compile(r"[a-z0-9][a-z0-9._-]*(/[a-z0-9][a-z0-9._-]*)*")


@dataclass(frozen=True)
class Part:
    """A file of the archive: where it stands in it, what it is, and what gives its bytes, once it is its turn."""

    name: str
    title: str
    content: Callable[[], bytes] = field(repr=False, compare=False)
    kept: str = ""
    """The SHA-256 under which the vault keeps it; empty for what is made when it is its turn."""

    def __post_init__(self) -> None:
        if not NAME.fullmatch(self.name) or ".." in self.name:
            raise ValueError(f"{self.name!r} is no name for a file of an archive.")


@dataclass(frozen=True)
class Written:
    """A file that stands in the archive, with its SHA-256 and its size in bytes."""

    name: str
    title: str
    sha256: str
    size: int


def safe_name(text: str, otherwise: str = "document") -> str:
    """A text as a part of a file name: small letters, digits and hyphens, whatever an upload was called."""
    return slugify(text)[:60].strip("-_") or otherwise


Closing = Callable[[tuple[Written, ...]], Iterable[tuple[str, bytes]]]
"""What stands last in an archive and tells of the files before it: names and bytes."""


def stream(parts: Iterable[Part], closing: Closing) -> Iterator[bytes]:
    """The archive in pieces; one file at a time is held in memory."""
    sink = _Sink()
    written: list[Written] = []
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED, compresslevel=LEVEL) as archive:
        for part in parts:
            content = part.content()
            _write(archive, part.name, content)
            written.append(Written(part.name, part.title, hashlib.sha256(content).hexdigest(), len(content)))
            yield sink.drained()
        for name, content in closing(tuple(written)):
            _write(archive, name, content)
            yield sink.drained()
    yield sink.drained()


def _write(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    info = zipfile.ZipInfo(name, STAMP)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.create_system = 3
    info.external_attr = 0o644 << 16
    archive.writestr(info, content, compresslevel=LEVEL)


class _Sink(io.RawIOBase):
    """Where the archive is written to: keeps what nobody has read yet, and cannot go back."""

    def __init__(self) -> None:
        self._kept: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        piece = bytes(data)  # type: ignore[call-overload]
        self._kept.append(piece)
        return len(piece)

    def drained(self) -> bytes:
        """What was written since it was last asked."""
        made = b"".join(self._kept)
        self._kept.clear()
        return made
