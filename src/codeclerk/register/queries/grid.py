"""The grid of timetables: many proposals by months, with their Working Groups and what sources print without months."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from codeclerk.kernel.calendar.dates import Month
from codeclerk.kernel.lens import Lens
from codeclerk.register import dated_elsewhere, vocabulary
from codeclerk.register.groups import groups, names
from codeclerk.register.queries.lines import ProposalLine
from codeclerk.register.queries.timetables import timetables
from codeclerk.register.rules.timetable_grid import Grid, GridRow, Undated, boxes, pieces
from codeclerk.sources import queries as sources

UNDATED = "progression.months"
"""What a claim says that counts the months of a bar in a printed table of which the places are lost."""


def group_of(lens: Lens, lines: Collection[ProposalLine]) -> Mapping[str, str]:
    """The Working Group of each of these proposals that has one, by key. A few queries."""
    return groups.ask(lens, lines)


def grid_of(
    lens: Lens,
    lines: Sequence[ProposalLine],
    months: Sequence[Month],
    grouped: Mapping[str, str] | None = None,
) -> Grid:
    """The grid of these proposals in this order. A constant number of queries for up to a thousand of them.

    Args:
        grouped: their Working Groups, where the caller has them already.
    """
    bars = vocabulary.timetable_bars()
    keys = {line.key for line in lines}
    rows, more = timetables(lens, keys), dated_elsewhere.events.ask(lens, keys)
    found = group_of(lens, lines) if grouped is None else grouped
    printed = _undated(lens, lines, months)
    made = []
    for line in lines:
        events = (*rows.get(line.key, ()), *more.get(line.key, ()))
        made.append(
            GridRow(
                line.key,
                line.number,
                line.title_for(short=True),
                pieces(events, bars, lens.valid_at),
                boxes(events, bars),
                found.get(line.key, ""),
                printed.get(line.key, ()),
            )
        )
    return Grid(tuple(months), tuple(made), bars, lens.valid_at, names(lens.valid_at))


def _undated(lens: Lens, lines: Sequence[ProposalLine], months: Sequence[Month]) -> dict[str, tuple[Undated, ...]]:
    """What sources that were published in these months print of each proposal without saying in which month. Two
    queries at most."""
    keys = {name: line.key for line in lines for name in (line.key, line.number)}
    found: dict[str, list[Undated]] = {}
    for question, reading in sources.readings(lens, properties=[UNDATED]).items():
        key = keys.get(question.name)
        published = reading.claims[0].source.published
        if key is None or reading.value is None or published is None:
            continue
        if months and months[0].first_day <= published <= months[-1].last_day:
            found.setdefault(key, []).append(
                Undated(question.qualifier, int(str(reading.value)), reading.claims[0].place)
            )
    return {key: tuple(sorted(several, key=_in_order)) for key, several in found.items()}


def _in_order(one: Undated) -> tuple[int, str]:
    """In the order in which the bars of a row follow each other."""
    order = ("Panel", "Solution", "PA", "IA", "Consultation", "DMR", "CB", "Decision")
    return next((n for n, start in enumerate(order) if one.name.startswith(start)), len(order)), one.name
