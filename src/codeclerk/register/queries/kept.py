"""What is kept in memory from one request to the next, until anything is recorded and no longer.

What a lens sees depends on the log, and on what its viewer may see today. So what was worked out is good for that day
and for viewers who may see the same, as long as the newest event is the same, and for a lens that looks from now,
whenever that now is (docs/decisions/0005).
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Collection, Hashable
from dataclasses import dataclass
from threading import Lock
from typing import Any, Generic, TypeVar

from django.db import connection
from django.db.models import BooleanField, Exists, QuerySet, Value
from django.db.models.expressions import RawSQL

from codeclerk.kernel import clock
from codeclerk.kernel.lens import Lens
from codeclerk.kernel.models import Event
from codeclerk.kernel.prepared import Prepared

Thing = TypeVar("Thing")

LOOKED_AT = 100
"""So many of the newest events are looked at for one that the lens does not know: with several writers the newest one
is not always the one that was recorded last, but that one is among these."""


@dataclass(frozen=True)
class End:
    """The end of the log: key and hash of its newest event."""

    event: int
    hash: str


def end_of_log(lens: Lens) -> tuple[End, bool] | None:
    """The end of the log, and whether the lens knows everything up to it. None where nothing may be kept: in an empty
    log, inside a transaction, which may be rolled back, and while an event may still come in behind the newest one.
    One query, or none."""
    rows = [] if connection.in_atomic_block else _END.rows(lens)
    for event, hash, knows_all, all_there in rows:
        return (End(event, hash), bool(knows_all)) if all_there else None
    return None


def _end(lens: Lens, _: Collection[int], __: Collection[str]) -> QuerySet[Any, Any]:
    newest = Event.objects.order_by("-pk")
    later = newest.filter(pk__in=newest.values("pk")[:LOOKED_AT], recorded_at__gt=lens.known_at)
    return newest.annotate(knows_all=~Exists(later), all_there=_all_there()).values_list(
        "pk", "hash", "knows_all", "all_there"
    )[:1]


def _all_there() -> RawSQL | Value:
    """Whether no other transaction that has written is open. On PostgreSQL an event may be committed after one with a
    higher key; SQLite has one writer."""
    if connection.vendor != "postgresql":
        return Value(True)
    snapshot = "pg_current_snapshot()"
    return RawSQL(f"pg_snapshot_xmin({snapshot}) = pg_snapshot_xmax({snapshot})", [], BooleanField())


_END = Prepared(_end)


class Kept(Generic[Thing]):
    """Things made from the register at a lens, by day, knowledge, viewer and end of the log. Safe among threads.

    `make` is given the lens and whatever else `at` is given; `most` things are kept, those used last.
    """

    def __init__(self, make: Callable[..., Thing], most: int = 16) -> None:
        self._make = make
        self._most = most
        self._things: OrderedDict[Hashable, Thing] = OrderedDict()
        self._lock = Lock()

    def at(self, lens: Lens, *more: Hashable) -> Thing:
        """The thing at a lens: the one kept, or one made now. One query, beside those of making it."""
        found = end_of_log(lens)
        if found is None:
            return self._make(lens, *more)
        end, knows_all = found
        known = None if knows_all else lens.known_at
        seen = (clock.today(), lens.viewer.may_see)
        key = (connection.settings_dict["NAME"], end, lens.valid_at, known, seen, *more)
        with self._lock:
            if key in self._things:
                self._things.move_to_end(key)
                return self._things[key]
        made = self._make(lens, *more)
        with self._lock:
            self._things[key] = made
            while len(self._things) > self._most:
                self._things.popitem(last=False)
        return made
