"""The files of a folder of data: `papers.yaml`, and files of entries and claims that were read from one paper each.

Every scalar is read as the text that was written and typed afterwards, as in a code pack: 0092 stays 0092. Pure.

    paper: CSR
    sure: printed
    entries:
      - {act: set_status, at: 217-221, effective: 2021-02-23, data: {proposal: DP096, status: Draft Proposal}}
    claims:
      - {at: 293, of: assessment:0107-IA-1, says: assessment.target_wd, value: 40}
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, model_validator

from codeclerk.ingest.reasons import NO_FOLDER, NO_TEXTS, PAPER_TWICE, PAPER_UNKNOWN, TOO_MUCH
from codeclerk.kernel.errors import Refused
from codeclerk.kernel.packs.base import PackFile, PackModel, Sure
from codeclerk.kernel.packs.reading import Node, read
from codeclerk.kernel.packs.reasons import Place, Problems, suggest
from codeclerk.kernel.packs.scalars import Date, Frozen, Id, Int, Text, wrong
from codeclerk.kernel.packs.typed import place_of, type_file
from codeclerk.legaltext.files import document_name, files_in, read_text

HEAD = "papers.yaml"
MOST_FILES = 200
MOST_BYTES = 16 * 1024 * 1024
_LIMIT = f"{MOST_FILES} files and {MOST_BYTES // 1024 // 1024} MiB"


def _key(value: str) -> str:
    if not re.fullmatch(r"[A-Z][A-Z0-9]*", value):
        raise wrong("the key of a paper", "Use capitals and digits, a capital first, as in CSR.")
    return value


def _sha256(value: str) -> str:
    if not re.fullmatch(r"[0-9a-f]{64}", value):
        raise wrong("a SHA-256", "Write its 64 hex digits, small letters.")
    return value


def _texts(value: str) -> str:
    part = r"[A-Za-z0-9][A-Za-z0-9._-]*"
    if not re.fullmatch(rf"{part}(/{part})*", value):
        raise wrong("a folder beside this file", "Name one such as code/1.0.")
    return value


PaperKey = Annotated[Id, AfterValidator(_key)]


class Paper(PackModel):
    """A paper from which entries were read. It becomes a registered document, known by its hash."""

    id: Annotated[PaperKey, Field(description="the key by which places name it, as in CSR")]
    sha256: Annotated[Text, AfterValidator(_sha256), Field(description="the SHA-256 of the copy, by lines")]
    title: Annotated[Text, Field(description="its title, as printed")]
    kind: Annotated[Id, Field(description="the kind of document, as in paper or report")]
    published: Annotated[Date, Field(description="the day it was published")]
    lines: Annotated[Int, Field(description="how many lines the copy has")]
    classification: Literal["White", "Green", "Amber", "Red"]
    reference: Text | None = None
    publisher: Text | None = None
    media_type: Text | None = None
    size: Int | None = None
    pages: Int | None = None
    versions: Frozen[Text, Date] = Field(default_factory=dict)
    """Earlier versions of it that its own history dates: the entries that came with one were known from that day."""

    @model_validator(mode="after")
    def _versions_come_first(self) -> Paper:
        if late := [name for name, day in self.versions.items() if day > self.published]:
            raise wrong("earlier versions", f"Version {late[0]} is later than the paper.", at="versions")
        return self


class Papers(PackFile):
    """`papers.yaml`."""

    papers: tuple[Paper, ...]


class Entry(PackModel):
    """One act, with the place where it was read. `effective` is the day of publication unless it is given."""

    act: Annotated[Id, Field(description="the act that records it, as in set_status")]
    at: Annotated[Text, Field(description="the lines of the paper, as in 217-221")]
    effective: Date | None = None
    version: Text | None = None
    texts: Annotated[Text, AfterValidator(_texts)] | None = None
    """A folder of documents of the code beside the file, as in code/1.0: what the act takes as its `documents`."""
    data: Annotated[dict[str, Any], Field(description="what the act takes")]


class ClaimEntry(PackModel):
    """One claim: what the paper says, and where. `of` is its subject, `says` the property, `which` the qualifier."""

    at: Annotated[Text, Field(description="the lines of the paper, as in 293")]
    of: Annotated[Text, Field(description="what it is about, as in proposal:MP107")]
    says: Annotated[Id, Field(description="the property, as in assessment.target_wd")]
    value: Annotated[str, Field(description="what the paper says")]
    about: Text | None = None
    which: Text | None = None
    unit: Text | None = None
    stated: Literal["printed", "inferred"] = "printed"
    reasoning: Text | None = None
    wording: Text | None = None
    note: Text | None = None


class Entries(PackFile):
    """A file of entries, then claims, read from one paper."""

    paper: Annotated[PaperKey, Field(description="the paper they were read from")]
    sure: Annotated[Sure, Field(strict=False)] | None = None
    """How sure the acts of this file are that ask and are not told."""
    entries: tuple[Entry, ...] = ()
    claims: tuple[ClaimEntry, ...] = ()


@dataclass(frozen=True)
class EntryFile:
    """A typed file of entries, with the tree that knows the lines."""

    name: str
    tree: Node
    typed: Entries
    paper: Paper

    def place(self, *path: str | int) -> Place:
        """Where something stands in the file; an entry of a list stands at its first key."""
        return place_of(self.name, self.tree, path)


@dataclass(frozen=True)
class DataFolder:
    """A folder of data as it was written, nothing of it checked against the product yet."""

    label: str
    papers: Mapping[str, Paper]
    paper_places: Mapping[str, Place]
    files: tuple[EntryFile, ...]
    texts: Mapping[str, tuple[Mapping[str, str], ...]]
    """The documents in each folder of texts that an entry names."""


def read_folder(folder: Path) -> DataFolder:
    """The data in a folder, files of entries in the order of their names.

    Raises:
        Refused: with one refusal for each fault found, each naming file and line.
    """
    name = folder.name if re.fullmatch(r"[A-Za-z0-9_.-]{1,64}", folder.name) else "data"
    label = f"{name}/"
    problems = Problems(label)
    contents = _contents(folder, name)
    trees = {file: read(file, content, problems) for file, content in contents.items()}
    head = trees.pop(HEAD)
    papers = type_file(HEAD, head, Papers, problems) if head is not None else None
    places = _check_papers(papers, head, problems)
    problems.raise_all()
    assert papers is not None
    by_id = {paper.id: paper for paper in papers.papers}
    files = []
    for file, tree in trees.items():
        typed = type_file(file, tree, Entries, problems) if tree is not None else None
        if typed is None or tree is None:
            continue
        if typed.paper not in by_id:
            hint = suggest(typed.paper, by_id)
            problems.add(PAPER_UNKNOWN, place_of(file, tree, ("paper",)), found=typed.paper, hint=hint)
            continue
        files.append(EntryFile(file, tree, typed, by_id[typed.paper]))
    texts = _documents(folder, files, problems)
    problems.raise_all()
    return DataFolder(label, MappingProxyType(by_id), MappingProxyType(places), tuple(files), MappingProxyType(texts))


def _documents(
    folder: Path, files: Iterable[EntryFile], problems: Problems
) -> dict[str, tuple[Mapping[str, str], ...]]:
    """What the folders of texts hold that entries name; a folder that cannot be read is a problem of its entry."""
    texts: dict[str, tuple[Mapping[str, str], ...]] = {}
    for file in files:
        for index, entry in enumerate(file.typed.entries):
            if entry.texts is None or entry.texts in texts:
                continue
            why = "" if (folder / entry.texts).is_dir() else "there is no such folder"
            try:
                paths = list(files_in([folder / entry.texts])) if not why else []
                texts[entry.texts] = tuple({"name": document_name(one), "text": read_text(one)} for one in paths)
            except Refused as refused:
                why = str(refused.first.facts["why"])
            if why:
                problems.add(NO_TEXTS, file.place("entries", index, "texts"), found=entry.texts, why=why)
    return texts


def _contents(folder: Path, name: str) -> dict[str, bytes]:
    """Name of each YAML file -> its bytes, `papers.yaml` among them. Other files are left alone."""
    try:
        if not (folder / HEAD).is_file():
            raise NO_FOLDER.refuse(name, found="no papers.yaml there")
        paths = sorted(path for path in folder.iterdir() if path.suffix == ".yaml" and path.is_file())
        if len(paths) > MOST_FILES or sum(path.stat().st_size for path in paths) > MOST_BYTES:
            raise TOO_MUCH.refuse(name, found="too many files, or too large ones", limit=_LIMIT)
        return {path.name: path.read_bytes() for path in paths}
    except OSError as error:
        raise NO_FOLDER.refuse(name, found=error.strerror or "cannot be read") from error


def _check_papers(papers: Papers | None, tree: Node | None, problems: Problems) -> dict[str, Place]:
    """The place of each paper; refuses two of one key or one hash, and keys and hashes that are none."""
    if papers is None or tree is None:
        return {}
    seen: dict[tuple[str, str], int] = {}
    for index, paper in enumerate(papers.papers):
        for what, value in (("key", paper.id), ("hash", paper.sha256)):
            if seen.setdefault((what, value), index) != index:
                problems.add(PAPER_TWICE, place_of(HEAD, tree, ("papers", index)), what=what, found=value)
    return {paper.id: place_of(HEAD, tree, ("papers", index)) for index, paper in enumerate(papers.papers)}
