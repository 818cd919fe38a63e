"""The committed classification of every cell of the published paper of March 2021 (`cells_2021_03.yaml`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).with_name("cells_2021_03.yaml")
CLASSES = ("computed", "reported", "prose", "withheld")


@dataclass(frozen=True)
class Cell:
    """One cell, figure or fact of the paper.

    `at` are its lines, `value` what is printed there as the built report writes it, `printed` the text of the line.
    `ours` and `why` stand where the paper is wrong: what is computed instead, and the proof.
    """

    at: str
    kind: str
    where: str
    value: str = ""
    printed: str = ""
    column: str = ""
    row: tuple[str, ...] = ()
    item: str = ""
    link: str = ""
    words: tuple[str, ...] = ()
    ours: str = ""
    why: str = ""
    position: int | None = field(default=None, compare=False)

    @property
    def is_defect(self) -> bool:
        return bool(self.ours)

    @property
    def expected(self) -> str:
        """What the built report shows."""
        return self.ours or self.value

    @property
    def lines(self) -> tuple[int, int]:
        """First and last line."""
        first, _, last = self.at.partition("-")
        return int(first), int(last or first)

    def __str__(self) -> str:
        place = " / ".join(part for part in (self.where, *self.row, self.item, self.column) if part)
        return f"CSR:{self.at} {self.kind} {self.value!r} in {place}"


@cache
def cells() -> tuple[Cell, ...]:
    """Every cell, in the order of the file."""
    # Every scalar as text: 04/02/2021, 16 and 2021 are what was printed, not what YAML would make of them.
    held = yaml.load(FILE.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return (
        *map(_fact, held["facts"]),
        *(cell for one in held["lists"] for cell in _entries(one)),
        *(cell for one in held["tables"] for cell in _table(one)),
        *(Cell(at, "computed", "links", value=number) for at, number in held["links"].items()),
    )


def _fact(one: dict[str, Any]) -> Cell:
    defect = one.get("defect", {})
    return Cell(
        one["at"],
        one["class"],
        one.get("in", "paper"),
        one.get("value", ""),
        one.get("printed", ""),
        one.get("column", ""),
        tuple(one.get("row", ())),
        one.get("item", ""),
        words=tuple(one.get("words", ())),
        ours=defect.get("ours", ""),
        why=defect.get("why", ""),
    )


def _entries(one: dict[str, Any]) -> Iterator[Cell]:
    for at, value in one["entries"].items():
        defect = one.get("defects", {}).get(at, {})
        ours = defect.get("ours", "")
        number = (ours or value).split(" ")[0]
        yield Cell(at, "computed", one["in"], value, link=number, ours=ours, why=defect.get("why", ""))


def _table(one: dict[str, Any]) -> Iterator[Cell]:
    for at, labels in one.get("head", {}).items():
        for column, label in labels.items():
            printed, _, ours = label.partition(":")
            yield Cell(at, "computed", one["key"], ours or printed, printed, column, ("head",))
    columns = list(one["columns"])
    for position, (at, values) in enumerate(one["rows"].items()):
        defects = one.get("defects", {}).get(at, {})
        row = [defects.get(column, {}).get("ours", value) for column, value in zip(columns, values, strict=True)]
        for column, value in zip(columns, values, strict=True):
            defect = defects.get(column, {})
            yield Cell(
                at,
                one.get("classes", {}).get(at, {}).get(column, one["columns"][column]),
                one["key"],
                value,
                column=column,
                row=tuple(row),
                ours=defect.get("ours", ""),
                why=defect.get("why", ""),
                position=position,
            )


def file_order() -> dict[str, list[str]]:
    """Key of each table -> the heads of its rows in the order of print."""
    made: dict[str, dict[str, None]] = {}
    for cell in cells():
        if cell.position is not None:
            made.setdefault(cell.where, {})[" ".join(cell.row[:3])] = None
    return {key: list(rows) for key, rows in made.items()}


def digits(text: str) -> list[str]:
    return re.findall(r"[0-9]+", text)
