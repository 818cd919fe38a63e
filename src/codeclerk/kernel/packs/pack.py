"""A loaded code pack: one immutable value with a digest."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import TypeVar, overload

from codeclerk.kernel.packs.base import Entry, PackFile, find_named
from codeclerk.kernel.packs.head import PackHead
from codeclerk.kernel.packs.kinds import kind_of
from codeclerk.kernel.packs.reading import Node
from codeclerk.kernel.packs.reasons import KIND_MISSING, Place
from codeclerk.kernel.packs.typed import place_of

FileT = TypeVar("FileT", bound=PackFile)
EntryT = TypeVar("EntryT", bound=Entry)


@dataclass(frozen=True)
class Pack:
    """One version of a code as data. Equal packs have equal digests.

    `digest` is the SHA-256, in lower-case hex, of the list that `sha256sum` prints for the files in byte order of
    their names: one line `<sha256 of the bytes>  <name>` per file. `files` keeps the bytes for publishing.
    """

    head: PackHead
    digest: str
    files: Mapping[str, bytes] = field(repr=False, compare=False)
    _parts: Mapping[str, PackFile] = field(repr=False, compare=False)
    _trees: Mapping[str, Node] = field(repr=False, compare=False)

    def __hash__(self) -> int:
        return hash(self.digest)

    @property
    def id(self) -> str:
        return self.head.id

    @property
    def version(self) -> str:
        """The version text of `pack.yaml`, as written: "1", "1.10"."""
        return self.head.version

    def of(self, model: type[FileT]) -> FileT:
        """The file of that model. Raises `Refused` (kernel.pack_kind_missing) when the pack has none."""
        for part in self._parts.values():
            if type(part) is model:
                return part
        kind = kind_of(model)
        raise KIND_MISSING.refuse(f"Code pack {self.id}", found=kind.name, file=f"{kind.name}.yaml")

    def every(self, model: type[FileT]) -> Mapping[str, FileT]:
        """All files of a kind that may have several, by file name without folder and `.yaml`. May be empty."""
        found = {
            PurePosixPath(name).name.removesuffix(".yaml"): part
            for name, part in self._parts.items()
            if type(part) is model
        }
        return MappingProxyType(found)

    def entries(self, kind: str) -> tuple[Entry, ...]:
        """Every entry of a kind's vocabulary, in the order of the file."""
        return tuple(entry for _list, entry in self._vocabulary(kind))

    @overload
    def find_alias(self, kind: str, text: str) -> Entry: ...

    @overload
    def find_alias(self, kind: str, text: str, row: type[EntryT]) -> EntryT: ...

    def find_alias(self, kind: str, text: str, row: type[Entry] | None = None) -> Entry:
        """The entry that an id, name, plural or alias means; case and spacing do not count.

        Args:
            row: look among the entries of this class only.

        Raises:
            Refused: kernel.pack_name_unknown with the nearest name; kernel.pack_kind_missing.
        """
        entries = [entry for entry in self.entries(kind) if row is None or isinstance(entry, row)]
        return find_named(entries, text, kind.replace("_", " "))

    def where(self, file: str, *path: str | int) -> str:
        """The place of a value, for people: `packs/sec/roles.yaml line 12`."""
        return f"packs/{self.id}/{place_of(file, self._trees[file], path)}"

    def place(self, file: str, *path: str | int) -> Place:
        """The place of a value, with line and column."""
        return place_of(file, self._trees[file], path)

    def _vocabulary(self, kind: str) -> list[tuple[str, Entry]]:
        parts = [part for name, part in self._parts.items() if kind_name(name) == kind]
        if not parts:
            raise KIND_MISSING.refuse(f"Code pack {self.id}", found=kind, file=f"{kind}.yaml")
        return [(name, entry) for part in parts for name, _index, entry in rows(part)]


def digest_of(files: Mapping[str, bytes]) -> str:
    """The digest of a pack's files; see `Pack`. The order in which they are given does not count."""
    lines = (
        f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n"
        for name in sorted(files, key=lambda name: name.encode("utf-8", "surrogatepass"))
    )
    return hashlib.sha256("".join(lines).encode("utf-8", "surrogatepass")).hexdigest()


def kind_name(file: str) -> str:
    return file.removesuffix(".yaml").partition("/")[0]


def rows(part: PackFile) -> Iterator[tuple[str, int, Entry]]:
    """The entries of a file's vocabulary: list, number in the list, entry."""
    for name in part.vocabulary:
        for index, entry in enumerate(getattr(part, name)):
            yield name, index, entry
