"""Loads a code pack: a folder of YAML files becomes one immutable value with a digest.

Steps: read every file as text with places (`reading`), type it by its kind's model (`typed`), check the references and
names across files, then run the kinds' own checks. All refusals are gathered and raised together.
"""

from __future__ import annotations

import re
import stat
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from types import MappingProxyType
from typing import TypeVar, cast

from codeclerk.kernel.errors import Reason
from codeclerk.kernel.packs.base import Entry, PackFile, normal
from codeclerk.kernel.packs.head import PackHead
from codeclerk.kernel.packs.kinds import PackKind, kind_of_file, registered_kinds
from codeclerk.kernel.packs.pack import Pack, digest_of, kind_name, rows
from codeclerk.kernel.packs.reading import Node, read
from codeclerk.kernel.packs.reasons import (
    FILE_NOT_PLAIN,
    FILE_UNKNOWN,
    NAME_REPEATED,
    PACK_NOT_FOUND,
    REFERENCE_UNKNOWN,
    TOO_LARGE,
    Place,
    Problems,
    short,
    suggest,
)
from codeclerk.kernel.packs.scalars import Ref, Reference
from codeclerk.kernel.packs.typed import place_of, type_file, walk

MAX_FILES = 200
MAX_PACK_BYTES = 8 * 1024 * 1024
HEAD = "pack.yaml"

FileT = TypeVar("FileT", bound=PackFile)
At = tuple[str | int, ...]

_FILE_NAME = re.compile(r"[a-z0-9_]{1,64}(/[A-Za-z0-9][A-Za-z0-9_.-]{0,63})?\.yaml")


def load(folder: Path) -> Pack:
    """The pack in a folder.

    Raises:
        Refused: with one refusal per fault found, each naming file and line.
    """
    name = folder.name if re.fullmatch(r"[A-Za-z0-9_.-]{1,64}", folder.name) else "pack"
    problems = Problems(f"packs/{name}/")
    files = _read_folder(folder, f"packs/{name}", problems)
    problems.raise_all()
    return load_files(files, label=f"packs/{name}/")


def load_files(files: Mapping[str, bytes], *, label: str = "") -> Pack:
    """The pack made of these files, by name inside the pack; reads a published version back from the database.

    Args:
        label: stands before each file name in a refusal, for example `packs/sec/`.

    Raises:
        Refused: as `load`.
    """
    files = {str(name): bytes(data) for name, data in files.items()}
    digest = digest_of(files)
    key = (digest, tuple(registered_kinds().values()))
    if (kept := _CACHE.get(key)) is not None:
        return kept
    pack = _Loading(files, digest, Problems(label)).run()
    _CACHE.put(key, pack)
    return pack


class _Cache:
    """The packs last loaded, by digest and registered kinds. A pack is immutable, so sharing one is safe."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._kept: OrderedDict[object, Pack] = OrderedDict()
        self._lock = Lock()

    def get(self, key: object) -> Pack | None:
        with self._lock:
            pack = self._kept.get(key)
            if pack is not None:
                self._kept.move_to_end(key)
            return pack

    def put(self, key: object, pack: Pack) -> None:
        with self._lock:
            self._kept[key] = pack
            while len(self._kept) > self._size:
                self._kept.popitem(last=False)

    def clear(self) -> None:
        with self._lock:
            self._kept.clear()


_CACHE = _Cache(32)


def _read_folder(folder: Path, label: str, problems: Problems) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    total = 0
    try:
        if not (folder / HEAD).exists():
            raise PACK_NOT_FOUND.refuse(label, found="no pack.yaml there")
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(folder).as_posix()
            mode = path.lstat().st_mode
            if stat.S_ISDIR(mode):
                continue
            if not stat.S_ISREG(mode):
                problems.add(FILE_NOT_PLAIN, Place(_shown(name)), found="a link or a special file")
                continue
            total += path.lstat().st_size
            if total > MAX_PACK_BYTES or len(files) >= MAX_FILES:
                problems.add(TOO_LARGE, Place(_shown(name)), found="the pack is too large", limit=_PACK_LIMIT)
                break
            files[name] = path.read_bytes()
    except OSError as error:
        raise PACK_NOT_FOUND.refuse(label, found=error.strerror or "cannot be read") from error
    return files


_PACK_LIMIT = f"{MAX_FILES} files and {MAX_PACK_BYTES // 1024 // 1024} MiB"


def _shown(name: str) -> str:
    """A file name that is safe to print."""
    return short("".join(char if char.isprintable() else "?" for char in name))


@dataclass(frozen=True)
class _Label:
    """One text that means an entry, and where it stands."""

    text: str
    entry: Entry
    file: str
    path: At
    is_alias: bool


class _Loading:
    """One run of the loader, with everything it has read so far. It is also what a kind's own check sees (`Review`)."""

    def __init__(self, files: Mapping[str, bytes], digest: str, problems: Problems) -> None:
        self.files = files
        self.digest = digest
        self.problems = problems
        self.trees: dict[str, Node] = {}
        self.typed: dict[str, PackFile] = {}

    def run(self) -> Pack:
        self._check_size()
        self._read_and_type()
        self._check_names()
        self._check_references()
        for kind in registered_kinds().values():
            if kind.check is not None:
                kind.check(self)
        self.problems.raise_all()
        return Pack(
            head=cast(PackHead, self.typed[HEAD]),
            digest=self.digest,
            files=MappingProxyType(dict(self.files)),
            _parts=MappingProxyType(self.typed),
            _trees=MappingProxyType(self.trees),
        )

    def part(self, model: type[FileT]) -> FileT | None:
        return next(iter(self.parts(model).values()), None)

    def parts(self, model: type[FileT]) -> Mapping[str, FileT]:
        return {name: part for name, part in self.typed.items() if type(part) is model}

    def refuse(self, reason: Reason, file: str, path: At, **facts: object) -> None:
        self.problems.add(reason, self._place(file, path), **facts)

    def _place(self, file: str, path: At) -> Place:
        return place_of(file, self.trees[file], path)

    def _check_size(self) -> None:
        if len(self.files) > MAX_FILES or sum(map(len, self.files.values())) > MAX_PACK_BYTES:
            self.problems.add(TOO_LARGE, Place(HEAD), found="the pack is too large", limit=_PACK_LIMIT)
            self.problems.raise_all()

    def _read_and_type(self) -> None:
        for required in registered_kinds().values():
            if required.required and not self._files_of(required.name):
                self.problems.add(PACK_NOT_FOUND, Place(required.file), found="the pack needs this file and has none")
        for name in sorted(self.files):
            kind = kind_of_file(name) if _FILE_NAME.fullmatch(name) else None
            if kind is None:
                known = [
                    f"{known.name}/….yaml" if known.many else f"{known.name}.yaml"
                    for known in registered_kinds().values()
                ]
                shown = _shown(name)
                self.problems.add(FILE_UNKNOWN, Place(shown), found=shown, hint=suggest(shown, known))
                continue
            self._read_one(name, kind)

    def _read_one(self, name: str, kind: PackKind) -> None:
        tree = read(name, self.files[name], self.problems)
        if tree is None:
            return
        self.trees[name] = tree
        part = type_file(name, tree, kind.model, self.problems)
        if part is not None:
            self.typed[name] = part

    def _check_names(self) -> None:
        """A name means one entry within a kind's vocabulary, and one within any other list of entries."""
        seen: dict[object, _Label] = {}
        for file, part in self.typed.items():
            for path, value in walk(part):
                if not isinstance(value, Entry):
                    continue
                in_vocabulary = len(path) == 2 and path[0] in part.vocabulary
                space: object = kind_name(file) if in_vocabulary else (file, path[:-1])
                for inner, text in value.labels():
                    label = _Label(text, value, file, (*path, *inner), is_alias="aliases" in inner)
                    self._check_name(seen.setdefault((space, normal(text)), label), label)

    def _check_name(self, first: _Label, again: _Label) -> None:
        is_same_entry = first.entry is again.entry
        if again is first or (is_same_entry and not (first.is_alias and again.is_alias)):
            return
        shown = f"{self.problems.label}{self._place(first.file, first.path)}"
        self.refuse(NAME_REPEATED, again.file, again.path, found=short(again.text), other=first.entry.key, first=shown)

    def _check_references(self) -> None:
        known: dict[str, dict[str, None]] = {}
        for file, part in self.typed.items():
            for path, value in walk(part):
                if isinstance(value, Ref):
                    found, target = str(value), value.target
                elif isinstance(value, Reference):
                    found, target = value.source, "pack"
                else:
                    continue
                if target not in known:
                    known[target] = self._defined(target)
                if self._is_readable(target) and found not in known[target] and not self.problems.is_full():
                    shown, hint = self._shown_target(target), suggest(found, known[target])
                    self.refuse(REFERENCE_UNKNOWN, file, path, found=short(found), target=shown, hint=hint)

    def _files_of(self, target: str) -> list[str]:
        return [name for name in self.files if kind_name(name) == target.partition(".")[0]]

    def _is_readable(self, target: str) -> bool:
        """Whether every file that may define the target was typed; one that was not is refused already."""
        return all(name in self.typed for name in self._files_of(target))

    def _defined(self, target: str) -> dict[str, None]:
        wanted = target.partition(".")[2]
        parts = [self.typed[name] for name in self._files_of(target) if name in self.typed]
        return {entry.key: None for part in parts for row, _index, entry in rows(part) if wanted in ("", row)}

    def _shown_target(self, target: str) -> str:
        kind, _dot, wanted = target.partition(".")
        return f"{self.problems.label}{kind}.yaml" + (f" ({wanted})" if wanted else "")
