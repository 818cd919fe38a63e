"""Timetables: every event as the timetable says it at the lens, with all it said before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from codeclerk.kernel.lens import Lens
from codeclerk.register.models import TimetableFact
from codeclerk.register.queries.names import key_in_register
from codeclerk.register.queries.rows import Present, ids_with_wholes, present
from codeclerk.register.rules.times import When
from codeclerk.register.rules.timetable import Revision, Row, State, distinct, in_order


def timetable(lens: Lens, ref: str) -> tuple[Row, ...]:
    """The timetable of one proposal, in order, as it stands at the lens. Dropped events are left out."""
    key = key_in_register(lens, ref)
    found = present(lens, [key])
    every = timetables(lens, found, ids_with_wholes(found, [key]))
    return next((every.get(id, ()) for id, one in found.items() if one.key == key), ())


def timetables(lens: Lens, found: Mapping[int, Present], ids: set[int] | None = None) -> dict[int, tuple[Row, ...]]:
    """The timetable of each proposal; a part's begins with the events of the whole. One query."""
    rows = (
        TimetableFact.objects.known_at(lens)
        .filter(valid_from__lte=lens.valid_at, first__isnull=False)
        .select_related("event")
        .only(*_COLUMNS)
        .order_by("valid_from", "known_from", "pk")
    )
    if ids is not None:
        rows = rows.filter(proposal_id__in=ids)
    kept: dict[int, dict[str, list[TimetableFact]]] = {}
    for row in rows:
        kept.setdefault(row.proposal_id, {}).setdefault(row.event_key, []).append(row)
    made = {}
    for id, one in found.items():
        events = {**kept.get(one.whole or 0, {}), **kept.get(id, {})}
        made[id] = in_order(row for row in map(_row, events.values()) if row.state is not State.DROPPED)
    return made


_COLUMNS = (
    "proposal_id",
    *TimetableFact.value,
    "event_key",
    "valid_from",
    "known_from",
    "event__source_locator",
)


def _row(facts: Iterable[TimetableFact]) -> Row:
    every = list(facts)
    last = every[-1]
    revisions = (Revision(fact.valid_from, _when(fact), State(fact.state), fact.event.source_locator) for fact in every)
    return Row(
        key=last.event_key,
        kind=last.kind,
        label=last.label,
        when=_when(last),
        state=State(last.state),
        condition=last.condition,
        position=last.position,
        sure=last.sure,
        note=last.note,
        since=last.valid_from,
        source=last.event.source_locator,
        revisions=distinct(revisions),
    )


def _when(fact: TimetableFact) -> When:
    if fact.first is None or fact.last is None:
        raise ValueError(f"The timetable event {fact.event_key} has no date.")
    return When(fact.first, fact.last, fact.is_month)
