"""Documents of the code as files: what they are called, and reading and writing them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from codeclerk.kernel.errors import Reason

UNREADABLE = Reason(
    "legaltext.unreadable_file",
    rule="a document is a text file in UTF-8 that is called after it: section-h.txt, appendix-al.txt, schedule-11.txt",
    problem="{object} cannot be read as a document: {why}",
    remedy="Name another file or folder.",
)
UNWRITABLE = Reason(
    "legaltext.unwritable_file",
    rule="what is exported is written whole or not at all",
    problem="{object} cannot be written: {why}",
    remedy="Choose a folder that exists and may be written to.",
)
KINDS = ("section", "schedule", "appendix")


def document_name(path: Path) -> str:
    """What the document in a file is called: `section-h.txt` is Section H. Refused (legaltext.unreadable_file)."""
    kind, _, rest = path.stem.lower().partition("-")
    if path.suffix.lower() != ".txt" or kind not in KINDS or not rest:
        raise UNREADABLE.refuse(str(path), why="its name does not say which document it is")
    return f"{kind.capitalize()} {rest.upper()}"


def file_name(document: str) -> str:
    """The name of the file of a document: Section H is `section-h.txt`."""
    return f"{document.lower().replace(' ', '-')}.txt"


def files_in(paths: Iterable[Path]) -> Iterator[Path]:
    """Files, and the text files of folders in the order of the code. Refused (legaltext.unreadable_file)."""
    for path in paths:
        if path.is_dir():
            found = sorted(path.glob("*.txt"), key=_in_order)
            if not found:
                raise UNREADABLE.refuse(str(path), why="there is no text file in it")
            yield from found
        else:
            yield path


def _in_order(path: Path) -> tuple[int, int, str]:
    """Sections first, then schedules, then appendices; A before AA, 2 before 11."""
    kind, _, rest = path.stem.lower().partition("-")
    return (KINDS.index(kind) if kind in KINDS else len(KINDS), len(rest), rest)


def read_text(path: Path) -> str:
    """What a file says. Refused (legaltext.unreadable_file)."""
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise UNREADABLE.refuse(str(path), why=error.strerror or str(error)) from error
    except UnicodeDecodeError as error:
        raise UNREADABLE.refuse(str(path), why="it is not UTF-8") from error


def make_folder(path: Path) -> None:
    """Refused (legaltext.unwritable_file)."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UNWRITABLE.refuse(str(path), why=error.strerror or str(error)) from error


def write_file(path: Path, content: bytes) -> None:
    """Write a file whole, or not at all. Refused (legaltext.unwritable_file)."""
    part = path.with_name(path.name + ".part")
    try:
        part.write_bytes(content)
        part.replace(path)
    except OSError as error:
        raise UNWRITABLE.refuse(str(path), why=error.strerror or str(error)) from error


def read_json(path: Path) -> Any:
    """The JSON value in a file. Refused (legaltext.unreadable_file)."""
    try:
        return json.loads(read_text(path))
    except ValueError as error:
        raise UNREADABLE.refuse(str(path), why=f"it is not JSON ({error})") from error
