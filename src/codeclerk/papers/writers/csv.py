"""Each table of a paper as CSV, for counting on: numbers as numbers with their unit in the heading, days as 2021-03-05.

A column with figures that were not computed is followed by one that says how each is known.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from codeclerk.papers.blocks import Cells
from codeclerk.papers.cleaning import clean
from codeclerk.papers.model import Figure, Paper, Runs, Standing, Table
from codeclerk.papers.numbering import walk
from codeclerk.papers.runs import plain
from codeclerk.ui import tables
from codeclerk.ui.table_files import to_csv


def to_csvs(paper: Paper) -> dict[str, bytes]:
    """The file of each table by its key (or its number where it has none), in the order of the paper.

    A total is the last row of its file.
    """
    return {spot.thing.key or spot.place.id: _file(spot.thing) for spot in walk(paper) if isinstance(spot.thing, Table)}


def _file(table: Table) -> bytes:
    every = table.printed
    columns: list[tables.Column] = []
    readers: list[tuple[int, str, str | None]] = []
    for position, column in enumerate(table.columns):
        figures = [figure for row in every if (figure := _figure(row[position]))]
        within = [figure for row in table.rows if (figure := _figure(row[position]))]
        units = {figure.unit for figure in within if figure.value is not None}
        unit = units.pop() if len(units) == 1 else None
        label = clean(column.label)
        columns.append(tables.Column(column.key, f"{label} ({unit})" if unit else label))
        readers.append((position, column.key, unit))
        if any(figure.standing is not Standing.COMPUTED for figure in figures):
            columns.append(tables.Column(f"{column.key} standing", f"{label}: how known"))
            readers.append((position, f"{column.key} standing", None))
    rows = tuple(dict(_row(cells, table, readers)) for cells in every)
    return to_csv(tables.Table(table.caption, tuple(columns), rows))


def _row(cells: Cells, table: Table, readers: list[tuple[int, str, str | None]]) -> Iterator[tuple[str, Any]]:
    for position, key, unit in readers:
        figure = _figure(cells[position])
        if key != table.columns[position].key:
            yield key, _standing(figure) if figure else None
        elif figure is not None and figure.value is not None and figure.unit == unit:
            yield key, clean(figure.value) if isinstance(figure.value, str) else figure.value
        else:
            yield key, clean(plain(cells[position]))


def _figure(cell: Runs) -> Figure | None:
    """The figure, where the cell is one and nothing else."""
    return cell[0] if len(cell) == 1 and isinstance(cell[0], Figure) else None


def _standing(figure: Figure) -> str:
    said = figure.source or figure.why
    return clean(f"{figure.standing.value}: {said}" if said else figure.standing.value)
