"""A table as a value: what a page shows, sorts, filters and offers for download, and what a paper prints.

Pure. `table_views.py` turns one into a page or a download, `table_files.py` writes the files.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

from codeclerk.ui.tags import Tag
from codeclerk.ui.words import day, moment, number


class Kind(Enum):
    """What a column holds; decides alignment, sorting and the type in a spreadsheet."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    REFERENCE = "reference"
    TAG = "tag"


@dataclass(frozen=True)
class Link:
    """A value that leads somewhere. `href` must be a path of this site or an http(s) address."""

    text: str
    href: str

    def __post_init__(self) -> None:
        if not re.match(r"(/(?!/)|#|\?|https?://)", self.href):
            raise ValueError(f"{self.href!r} is neither a path of this site nor an http address.")


@dataclass(frozen=True)
class Cell:
    """A value with footnotes, by their numbers (the first is 1)."""

    value: Any
    notes: tuple[int, ...] = ()


@dataclass(frozen=True)
class Column:
    """One column.

    Args:
        key: the row's key, and the name in JSON and in `?sort=`.
        label: the heading.
        kind: what it holds.
        sortable: whether the heading sorts.
        notes: footnotes of the heading.
        places: digits after the point, for numbers; None keeps the value's own.
        none: what an unknown value reads as. Say what it means: "not set", "no date yet".
    """

    key: str
    label: str
    kind: Kind = Kind.TEXT
    sortable: bool = True
    notes: tuple[int, ...] = ()
    places: int | None = None
    none: str = "not known"


@dataclass(frozen=True)
class Empty:
    """What a list says when it has no rows: what it shows, why it is empty, what to do."""

    title: str
    why: str
    do: str = ""
    action: Link | None = None


@dataclass(frozen=True)
class Table:
    """A table.

    Args:
        caption: its title, read first by screen readers.
        columns: in order. The first one heads the row.
        rows: mappings by column key. A value is text, a number, a date, a `Link`, a `Tag`, several of these in a
            tuple, a `Cell` around one of them for footnotes, or None for unknown.
        footnotes: numbered from 1.
        totals: an optional last row.
        empty: what is said instead of a table without rows.
        stack: on a phone, one block for each row instead of sideways scrolling; for tables with few columns.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Mapping[str, Any], ...]
    footnotes: tuple[str, ...] = ()
    totals: Mapping[str, Any] = field(default_factory=dict)
    empty: Empty = Empty("Nothing to show", "No row matches.")
    stack: bool = False

    def __post_init__(self) -> None:
        keys = [column.key for column in self.columns]
        if not keys or len(set(keys)) != len(keys):
            raise ValueError("A table needs columns with different keys.")
        object.__setattr__(self, "rows", tuple(self.rows))
        for row in (*self.rows, self.totals):
            if unknown := set(row) - set(keys):
                raise ValueError(f"Rows of {self.caption!r} have keys without a column: {sorted(unknown)}.")
            for value in row.values():
                self._check_notes(value.notes if isinstance(value, Cell) else ())
        for column in self.columns:
            self._check_notes(column.notes)

    def _check_notes(self, notes: tuple[int, ...]) -> None:
        if any(not 1 <= note <= len(self.footnotes) for note in notes):
            raise ValueError(f"{self.caption!r} refers to a footnote that it does not have: {notes}.")

    def column(self, key: str) -> Column | None:
        """The column with this key."""
        return next((column for column in self.columns if column.key == key), None)

    def without(self, *keys: str) -> Table:
        """The same table without some columns: on a page that says the same of every row."""
        columns = tuple(column for column in self.columns if column.key not in keys)
        rows = tuple({key: value for key, value in row.items() if key not in keys} for row in self.rows)
        return self._with(columns=columns, rows=rows)

    def sorted_by(self, key: str, descending: bool = False) -> Table:
        """The same table in another order. Stable; unknown values come last either way; MP9 comes before MP10."""
        if self.column(key) is None:
            raise KeyError(key)
        known = [row for row in self.rows if plain(row.get(key)) is not None]
        unknown = [row for row in self.rows if plain(row.get(key)) is None]
        ordered = sorted(known, key=lambda row: sort_key(row.get(key)), reverse=descending)
        return self._with(rows=(*ordered, *unknown))

    def where(self, keep: Callable[[Mapping[str, Any]], bool]) -> Table:
        """The same table with fewer rows. Totals are dropped: they were those of all rows."""
        rows = tuple(row for row in self.rows if keep(row))
        return self if len(rows) == len(self.rows) else self._with(rows=rows, totals={})

    def matching(self, words: str) -> Table:
        """The rows in which every word occurs, in any column, small and capital letters alike."""
        wanted = words.casefold().split()
        if not wanted:
            return self
        return self.where(lambda row: _has_words(" ".join(self.texts(row)).casefold(), wanted))

    def _with(self, **changes: Any) -> Table:
        """A copy with fewer or reordered rows; they were checked when the first one was made."""
        made = object.__new__(Table)
        made.__dict__.update(self.__dict__ | changes)
        return made

    def texts(self, row: Mapping[str, Any]) -> list[str]:
        """The row as a reader sees it, one text a column."""
        return [text_of(row.get(column.key), column) for column in self.columns]

    def choices(self, key: str) -> list[str]:
        """The different values of a column, in their order, for a filter."""
        found = {text_of(row.get(key)): sort_key(row.get(key)) for row in self.rows if plain(row.get(key)) is not None}
        return sorted(found, key=lambda text: found[text])


def _has_words(text: str, wanted: Sequence[str]) -> bool:
    return all(word in text for word in wanted)


def bare(value: Any) -> Any:
    """The value without its footnotes."""
    return value.value if isinstance(value, Cell) else value


def plain(value: Any) -> Any:
    """The value as data: text, number, date or None; several values as a list of texts."""
    value = bare(value)
    if isinstance(value, Link | Tag):
        return value.text
    if isinstance(value, tuple | list):
        return [str(plain(part)) for part in value] or None
    return None if value == "" else value


def text_of(value: Any, column: Column | None = None) -> str:
    """The value as a reader sees it; an unknown one is empty."""
    data = plain(value)
    if data is None:
        return ""
    if isinstance(data, list):
        return ", ".join(data)
    if isinstance(data, bool):
        return "yes" if data else "no"
    if isinstance(data, datetime):
        return moment(data)
    if isinstance(data, date):
        return day(data)
    if isinstance(data, int | float | Decimal):
        return number(data, column.places if column else None)
    return str(data)


def sort_key(value: Any) -> tuple[Any, ...]:
    """Orders values of any kind without failing: numbers, then dates, then words with their numbers read as numbers."""
    value = bare(value)
    if isinstance(value, Tag):
        return (3, (), value.order, _natural(value.text))
    data = plain(value)
    if isinstance(data, bool | int | float | Decimal):
        return (0, data, 0, ())
    if isinstance(data, date):
        return (1, data.isoformat(), 0, ())
    return (3, (), 0, _natural(", ".join(data) if isinstance(data, list) else str(data)))


def _natural(text: str) -> tuple[tuple[int, int, str], ...]:
    parts: Iterable[str] = re.findall(r"[0-9]+|[^0-9]+", text.casefold())
    return tuple((0, int(part), "") if part[0] in "0123456789" else (1, 0, part) for part in parts)
