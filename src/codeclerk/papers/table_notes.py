"""What stands below a table: which figures were not computed, from where, and how Working Days were counted. Pure.

Where one mark holds for every figure of a column, the heading bears it and the cells do not.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from codeclerk.papers.cleaning import clean
from codeclerk.papers.lines import MARKS
from codeclerk.papers.model import Figure, Standing, Table
from codeclerk.papers.runs import plain
from codeclerk.papers.words import capital

EXPLAINED = {
    Standing.REPORTED: "reported: copied from a source, not computed",
    Standing.INFERRED: "inferred: no source states it",
    Standing.WITHHELD: "withheld from the readers of this paper",
}
FEW = 6
"""More row names than these are not listed: `27 rows` is said instead."""


@dataclass(frozen=True)
class _Found:
    """A figure of the table: its row's heading and its column."""

    row: str
    column: int
    figure: Figure


def _figures(table: Table) -> list[_Found]:
    return [
        _Found(clean(plain(row[0])), position, run)
        for row in table.printed
        for position, cell in enumerate(row)
        for run in cell
        if isinstance(run, Figure)
    ]


def column_marks(table: Table) -> tuple[str, ...]:
    """The mark of each column whose figures, two or more, are all of one standing that is not computed."""
    marks = []
    for position in range(len(table.columns)):
        standings = [found.figure.standing for found in _figures(table) if found.column == position]
        alike = len(standings) > 1 and len(set(standings)) == 1
        marks.append(MARKS.get(standings[0], "") if alike else "")
    return tuple(marks)


def table_notes(table: Table) -> tuple[str, ...]:
    """The sentences below the table."""
    found = _figures(table)
    notes = []
    for standing, mark in MARKS.items():
        of_it = [one for one in found if one.figure.standing is standing]
        if not of_it:
            continue
        said = f"[{mark}] {capital(EXPLAINED[standing])}."
        because: Callable[[_Found], str] = lambda one: one.figure.source or one.figure.why  # noqa: E731
        notes.append(" ".join([said, *_grouped(table, of_it, found, because)]))
    conventions = [one for one in found if one.figure.convention]
    notes += _grouped(table, conventions, found, lambda one: one.figure.convention)
    return tuple(notes)


def _grouped(table: Table, chosen: list[_Found], among: list[_Found], words: Callable[[_Found], str]) -> list[str]:
    """One sentence for each different text: the columns, and the rows where it is not all of them, then the text."""
    groups: dict[str, list[_Found]] = {}
    for one in chosen:
        groups.setdefault(words(one), []).append(one)
    return [f"{_which(table, group, among)}: {clean(text)}." for text, group in groups.items()]


def _which(table: Table, group: list[_Found], among: list[_Found]) -> str:
    said = []
    for position in dict.fromkeys(one.column for one in group):
        label = clean(table.columns[position].label)
        rows = [one.row for one in group if one.column == position]
        if len(rows) == sum(1 for one in among if one.column == position):
            said.append(label)
        elif len(rows) <= FEW:
            said.append(f"{label} ({', '.join(rows)})")
        else:
            said.append(f"{label} ({len(rows)} rows)")
    return "; ".join(said)
