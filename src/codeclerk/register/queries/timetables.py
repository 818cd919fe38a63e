"""Timetables: every event as the timetable says it at the lens, with all it said before."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import islice

from codeclerk.kernel.lens import Lens
from codeclerk.register.queries import told
from codeclerk.register.queries.names import key_in_register
from codeclerk.register.queries.rows import Said, present_in, said_of
from codeclerk.register.queries.told import Told
from codeclerk.register.rules.times import When
from codeclerk.register.rules.timetable import Revision, Row, State, distinct, in_order

AT_ONCE = 1000
"""So many timetables are read at a time."""


def timetable(lens: Lens, ref: str) -> tuple[Row, ...]:
    """The timetable of one proposal, in order, as it stands at the lens. Dropped events are left out."""
    key = key_in_register(lens, ref)
    rows = told.over_time(lens, key)
    found = present_in(row for row in rows if row.holds_on(lens.valid_at))
    own = next(one for one in found.values() if one.key == key)
    return timetable_of(said_of(found, rows)[own.id])


def timetable_of(said: Said) -> tuple[Row, ...]:
    """The timetable among what was said over time; a part's begins with the events of the whole."""
    events = said.by_key("timetable", "event_key")
    return in_order(row for row in map(row_of, events.values()) if row.state is not State.DROPPED)


def row_of(said: Sequence[Told]) -> Row:
    """One event, from all that the timetable said of it, oldest first."""
    last = said[-1]
    return Row(
        key=last.value["event_key"],
        kind=last.value["kind"],
        label=last.value["label"],
        when=when_of(last),
        state=State(last.value["state"]),
        condition=last.value["condition"],
        position=last.value["position"],
        sure=last.sure,
        note=last.note,
        since=last.first_day,
        source=last.value["source"],
        revisions=distinct(_revisions(said)),
    )


def _revisions(said: Iterable[Told]) -> Iterable[Revision]:
    return (
        Revision(one.first_day, when_of(one), State(one.value["state"]), one.value["source"], one.note) for one in said
    )


def when_of(said: Told) -> When:
    """When an event is, as one row of the timetable says it."""
    return When(said.value["first"], said.value["last"], said.value["is_month"])


def timetables(lens: Lens, keys: Collection[str]) -> dict[str, tuple[Row, ...]]:
    """The timetables of several proposals by key, as `timetable` gives each. One query for every thousand of them."""
    every: dict[str, tuple[Row, ...]] = {}
    ordered = iter(sorted(set(keys)))
    while some := set(islice(ordered, AT_ONCE)):
        rows = told.timetables(lens, some)
        found = present_in(rows)
        said = said_of(found, rows)
        every |= {one.key: timetable_of(said[id]) for id, one in found.items() if one.key in some}
    return every
