"""The assessments as events of the grid of timetables: from acceptance to return, with the day that was due first."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from codeclerk.assessments import queries
from codeclerk.assessments.rules import Assessment, Standing
from codeclerk.kernel.lens import Lens
from codeclerk.register import vocabulary
from codeclerk.register.rules.times import When
from codeclerk.register.rules.timetable import Revision, Row, State


def events(lens: Lens, proposals: Collection[str]) -> dict[str, tuple[Row, ...]]:
    """The assessments of these proposals, by key, whose type is a kind of timetable event. One query."""
    kinds = {one.id: one.name for one in vocabulary.timetable_kinds()}
    found: dict[str, list[Row]] = {}
    for one in queries.of_proposals(lens, proposals):
        kind = one.kind.casefold()
        row = event(one, kind, kinds[kind], lens.valid_at) if kind in kinds else None
        if row is not None:
            found.setdefault(one.proposal, []).append(row)
    return {proposal: tuple(rows) for proposal, rows in found.items()}


def event(one: Assessment, kind: str, label: str, on: date) -> Row | None:
    """An assessment as an event: it runs from its acceptance, or its request, to its return, or the day on which that
    is looked for; one that is overdue on a day runs to that day. None for one that is not required, or of which no day
    is known."""
    begun = one.accepted.day if one.accepted is not None else one.requested
    due = one.deadline.due if one.deadline is not None else None
    looked_for = one.expected[-1] if one.expected else due
    end = one.returned or looked_for or begun
    if one.not_required is not None or end is None:
        return None
    if one.standing(on) is Standing.OPEN:
        end = max(end, on)
    start = min(begun or end, end)
    now = When(start, end)
    state = State.HAPPENED if one.returned is not None else State.PLANNED
    said = [Revision(start, When(min(start, due), due), State.PLANNED)] if due is not None else []
    return Row(one.key, kind, label, now, state, since=start, revisions=(*said, Revision(start, now, state)))
