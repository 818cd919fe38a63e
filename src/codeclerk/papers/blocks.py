"""What a section of a paper is made of: paragraphs, lists, tables, charts. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from codeclerk.papers.runs import Runs
from codeclerk.ui.charts import Chart as Drawing
from codeclerk.ui.tables import Kind

NO_ROWS = "There is nothing to show in this table."


@dataclass(frozen=True)
class Paragraph:
    """One paragraph."""

    runs: Runs


@dataclass(frozen=True)
class Item:
    """One item of a list, with items below it."""

    runs: Runs
    items: tuple[Item, ...] = ()


@dataclass(frozen=True)
class Bullets:
    """A list: with dots, or with numbers where the order matters."""

    items: tuple[Item, ...]
    ordered: bool = False

    def __post_init__(self) -> None:
        if not self.items:
            raise ValueError("A list needs an item; say in a sentence that there is none (`build.listing`).")


@dataclass(frozen=True)
class Column:
    """One column of a table.

    Args:
        key: its name in CSV and JSON.
        label: its heading.
        kind: what it holds; numbers stand at the right, references do not break.
        width: share of the width against the other columns; 0 takes what its words need.
    """

    key: str
    label: str
    kind: Kind = Kind.TEXT
    width: int = 0


Cells = tuple[Runs, ...]


@dataclass(frozen=True)
class Table:
    """A table. Its heading is repeated on every page; its number is derived.

    Args:
        caption: what it shows.
        columns: in order; the first one heads the row.
        rows: each with one cell a column; a cell is a line of runs, empty for nothing.
        key: how `CrossReference` names it, and its file as CSV.
        total: an optional last row; not printed where there are no rows.
        empty: the sentence printed instead of a table without rows.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Cells, ...]
    key: str = ""
    total: Cells = ()
    empty: str = NO_ROWS

    def __post_init__(self) -> None:
        keys = [column.key for column in self.columns]
        if not keys or len(set(keys)) != len(keys) or not all(keys):
            raise ValueError(f"The table {self.caption!r} needs columns with different keys.")
        if not self.caption:
            raise ValueError("A table needs a caption.")
        for row in (*self.rows, *((self.total,) if self.total else ())):
            if len(row) != len(keys):
                raise ValueError(f"A row of {self.caption!r} has {len(row)} cells for {len(keys)} columns.")

    @property
    def printed(self) -> tuple[Cells, ...]:
        """Every row that is printed, the total last."""
        return (*self.rows, self.total) if self.rows and self.total else self.rows


@dataclass(frozen=True)
class Chart:
    """A chart with its data. The drawing's description is read by screen readers; its number is derived.

    Args:
        drawing: title, description and data.
        key: how `CrossReference` names it.
        rows: keys of the record rows that its data came from.
        table: the key of a table of the paper that has the same data; empty prints the data below the drawing.
    """

    drawing: Drawing
    key: str = ""
    rows: tuple[str, ...] = ()
    table: str = ""


Block = Paragraph | Bullets | Table | Chart
