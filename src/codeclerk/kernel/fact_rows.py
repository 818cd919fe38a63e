"""The rows of a dated fact in the database: read, superseded and added. Every act does so with each fact that it
changes, so the SQL is put together once for each table, as in `prepared.py`: Django takes several times as long."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import Field, Model

from codeclerk.kernel.facts import Row

_DATED = ("valid_from", "valid_to", "known_from", "superseded_from", "event_id")


@dataclass(frozen=True)
class FactTable:
    """The table of one kind of fact in one kind of database.

    Attributes:
        identity, value: the names of the columns that say whose fact it is, and what it is.
        converters: place of a column that is read -> what makes Django's value of the driver's, and the column.
    """

    identity: tuple[str, ...]
    value: tuple[str, ...]
    fields: Mapping[str, Field[Any, Any]]
    converters: tuple[tuple[int, Callable[..., Any], Any], ...]
    select: str
    supersede: str
    insert: str

    def read(self, identity: Mapping[str, Any]) -> tuple[list[int], list[Row]]:
        """The keys of all rows of one fact, the oldest first, and what each says. One query.

        A row without days is a withdrawal, and has no value.
        """
        with connection.cursor() as cursor:
            cursor.execute(self.select, self._adapted(self.identity, identity))
            found = cursor.fetchall()
        keys, rows = [], []
        for key, *values in found:
            for place, convert, column in self.converters:
                values[place] = convert(values[place], column, connection)
            first, last, known, superseded, event, *own = values
            said = dict(zip(self.value, own, strict=True)) if first != last else None
            keys.append(key)
            rows.append(Row(first, last, known, superseded, event, said))
        return keys, rows

    def supersede_from(self, key: int, instant: datetime) -> None:
        """Say of one row that it is superseded at an instant. One query."""
        self._run(self.supersede, [[*self._adapted(("superseded_from",), {"superseded_from": instant}), key]])

    def add(self, identity: Mapping[str, Any], rows: Iterable[Row]) -> None:
        """Add rows of one fact. One query, none for no row."""
        names = (*_DATED, *self.identity, *self.value)
        nothing = {name: self.fields[name].get_default() for name in self.value}
        told = (
            {
                **dict(
                    zip(_DATED, (r.valid_from, r.valid_to, r.known_from, r.superseded_from, r.sequence), strict=True)
                ),
                **identity,
                **(r.value if r.value is not None else nothing),
            }
            for r in rows
        )
        self._run(self.insert, [self._adapted(names, one) for one in told])

    def _adapted(self, names: Sequence[str], given: Mapping[str, Any]) -> list[Any]:
        """The values as the database takes them."""
        return [self.fields[name].get_db_prep_save(given[name], connection) for name in names]

    @staticmethod
    def _run(sql: str, several: list[list[Any]]) -> None:
        with connection.cursor() as cursor:
            if len(several) > 1:
                cursor.executemany(sql, several)
            elif several:
                cursor.execute(sql, several[0])


def table_of(model: type[Model], identity: tuple[str, ...], value: tuple[str, ...]) -> FactTable:
    """The table of a kind of fact in the database that is used."""
    return _table(model, identity, value, connection.vendor)


@cache
def _table(model: type[Model], identity: tuple[str, ...], value: tuple[str, ...], vendor: str) -> FactTable:
    quote = connection.ops.quote_name
    names = (*_DATED, *value)
    meta = model._meta
    fields: dict[str, Field[Any, Any]] = {name: meta.get_field(name) for name in (*names, *identity)}  # type: ignore[misc]

    def listed(several: Sequence[str], ending: str, between: str = ", ") -> str:
        return between.join(f"{quote(str(fields[name].column))}{ending}" for name in several)

    table, key = quote(meta.db_table), quote(str(meta.pk.column))
    written = (*_DATED, *identity, *value)
    columns = [fields[name].cached_col for name in names]
    return FactTable(
        identity=identity,
        value=value,
        fields=fields,
        converters=tuple(
            (place, convert, column)
            for place, column in enumerate(columns)
            for convert in (*connection.ops.get_db_converters(column), *column.get_db_converters(connection))
        ),
        select=f"SELECT {key}, {listed(names, '')} FROM {table} "
        f"WHERE {listed(identity, ' = %s', ' AND ')} ORDER BY {key}",
        supersede=f"UPDATE {table} SET {listed(['superseded_from'], ' = %s')} WHERE {key} = %s",
        insert=f"INSERT INTO {table} ({listed(written, '')}) VALUES ({', '.join(['%s'] * len(written))})",
    )
