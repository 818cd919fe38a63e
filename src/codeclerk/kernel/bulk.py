"""Many rows of one table at once: the SQL is put together once, and each value adapted by the kind of its column only.

For the tens of thousands of rows of one event; Django's `bulk_create` takes several times as long as the database.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice
from typing import Any

from django.db import connection
from django.db.models import DateTimeField, Field, JSONField, Model

EACH = 2000
"""So many rows are given to the driver at a time."""


def insert_rows(
    model: type[Model], names: Sequence[str], rows: Iterable[Sequence[Any]], same: Mapping[str, Any] | None = None
) -> None:
    """Add rows to a table in the order in which they come.

    Args:
        names: the fields that differ between rows, as attributes (`text_id`).
        rows: their values.
        same: the fields that have one value in all rows. Every field is in one of the two, but for a counted key.
    """
    same = same or {}
    fields: dict[str, Field[Any, Any]] = {one.attname: one for one in model._meta.concrete_fields}
    constant = [fields[name].get_db_prep_save(value, connection) for name, value in same.items()]
    adapted = [(place, adapt) for place, name in enumerate(names) if (adapt := _adapter(fields[name])) is not None]
    quote = connection.ops.quote_name
    columns = [quote(str(fields[name].column)) for name in (*names, *same)]
    sql = (
        f"INSERT INTO {quote(model._meta.db_table)} ({', '.join(columns)}) VALUES ({', '.join(['%s'] * len(columns))})"
    )

    def values(row: Sequence[Any]) -> list[Any]:
        made = [*row, *constant]
        for place, adapt in adapted:
            made[place] = adapt(made[place])
        return made

    waiting = map(values, rows)
    with connection.cursor() as cursor:
        while several := list(islice(waiting, EACH)):
            cursor.executemany(sql, several)


def _adapter(field: Field[Any, Any]) -> Callable[[Any], Any] | None:
    """What makes the driver's value of one in this column; None where the driver takes it as it is."""
    match field:
        case JSONField():
            return lambda value: connection.ops.adapt_json_value(value, field.encoder)
        case DateTimeField():
            return connection.ops.adapt_datetimefield_value
    return None
