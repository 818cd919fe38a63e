"""Queries that every page asks, put into SQL once and then only filled in: for a union of all facts, Django takes three
times as long to write the SQL as the database takes to answer it (docs/decisions/0005)."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any, cast

from django.db import connection
from django.db.models import QuerySet

from codeclerk.kernel import clock
from codeclerk.kernel.lens import Classification, Lens, Viewer


class _Slot(Enum):
    """What varies in a prepared query."""

    DAY = "day"
    KNOWN = "known"
    NUMBERS = "numbers"
    TEXTS = "texts"
    TODAY = "today"
    SEEN = "seen"


class _Seen(Enum):
    """Stands for the classifications that a viewer may see."""

    ANY = "codeclerk.seen"


_VIEWER = Viewer("prepared", frozenset({cast(Classification, _Seen.ANY)}))
_LENS = Lens(_VIEWER, date(1066, 10, 14), datetime(1066, 10, 14, 9, tzinfo=UTC))
_NUMBER, _TEXT = -1066, "codeclerk.prepared"
"""What stands for it while the SQL is made."""


@dataclass(frozen=True)
class _Made:
    """A query for one kind of database.

    Attributes:
        between: the SQL between its parameters.
        slots: the parameters: a slot for what varies.
        converters: place of a column -> what makes Django's value of the driver's, and the column's expression.
    """

    between: list[str]
    slots: list[Any]
    converters: dict[int, tuple[list[Callable[..., Any]], Any]]


class Prepared:
    """A query by what varies in it: the lens's day, instant and viewer, a set of numbers, a set of texts.

        titles = Prepared(lambda lens, ids, _: Title.objects.as_at(lens).filter(proposal__in=ids).values_list("formal"))
        titles.rows(lens, [1, 2])

    `build` is called once for each kind of database and gives a query of tuples (`values_list`); both sets may stand in
    `__in` look-ups only.
    """

    def __init__(self, build: Callable[[Lens, Collection[int], Collection[str]], QuerySet[Any, Any]]) -> None:
        self._build = build
        self._made: dict[str, _Made] = {}

    def read(self, lens: Lens, numbers: Collection[int] = (), texts: Collection[str] = ()) -> list[tuple[Any, ...]]:
        """What the query gives, as Django would give it. One query, or none where a set that it looks into is empty."""
        converters = self._sql().converters
        made = []
        for row in self.rows(lens, numbers, texts):
            values = list(row)
            for place, (ways, expression) in converters.items():
                for convert in ways:
                    values[place] = convert(values[place], expression, connection)
            made.append(tuple(values))
        return made

    def rows(self, lens: Lens, numbers: Collection[int] = (), texts: Collection[str] = ()) -> list[tuple[Any, ...]]:
        """As `read`, but as the driver gives them, for who reads what the two drivers give differently."""
        made = self._sql()
        between, slots = made.between, made.slots
        filled = _adapted(lens) | {_Slot.NUMBERS: sorted(set(numbers)), _Slot.TEXTS: sorted(set(texts))}
        sql, parameters = [between[0]], []
        for slot, text in zip(slots, between[1:], strict=True):
            values = filled[slot] if isinstance(slot, _Slot) else [slot]
            if not values:
                return []
            sql += [", ".join(["%s"] * len(values)), text]
            parameters += values
        with connection.cursor() as cursor:
            cursor.execute("".join(sql), parameters)
            rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows

    def _sql(self) -> _Made:
        if connection.vendor not in self._made:
            today = clock.today()
            compiler = self._build(_LENS, [_NUMBER], [_TEXT]).query.get_compiler(connection=connection)
            sql, given = compiler.as_sql()
            columns = [one for one, _, _ in compiler.select]
            if clock.today() != today:
                return self._sql()  # midnight came while it was made
            standing = {values[0]: slot for slot, values in _adapted(_LENS).items()}
            standing |= {_NUMBER: _Slot.NUMBERS, _TEXT: _Slot.TEXTS}
            slots = [standing.get(one, one) for one in given]
            self._made[connection.vendor] = _Made(sql.split("%s"), slots, compiler.get_converters(columns))
        return self._made[connection.vendor]


def _adapted(lens: Lens) -> dict[_Slot, list[Any]]:
    """The two times of a lens and what its viewer may see today, as the database takes them."""
    ops = connection.ops
    return {
        _Slot.TODAY: [ops.adapt_datefield_value(clock.today())],
        _Slot.SEEN: sorted(one.value for one in lens.viewer.may_see) or [""],
        _Slot.DAY: [ops.adapt_datefield_value(lens.valid_at)],
        _Slot.KNOWN: [ops.adapt_datetimefield_value(lens.known_at)],
    }
