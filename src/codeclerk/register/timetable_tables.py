"""The tables of the pages of timetables: the grid month by month, and how far the dates of one proposal moved."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from codeclerk.people.middleware import Request
from codeclerk.register.rules.times import printed
from codeclerk.register.rules.timetable_grid import Box, Grid, month_label
from codeclerk.register.rules.timetable_slip import CONVENTION_WORDS, Slip
from codeclerk.register.tables import STANDINGS, proposal_link
from codeclerk.ui.tables import Column, Empty, Kind, Table

UNDATED_NOTE = (
    "A paper prints these bars by their place on the page. In the text of it the places are lost, so that only the "
    "kinds, their order and how many months each takes are known."
)


def grid_table(request: Request, grid: Grid) -> Table:
    """What the drawing shows, one row a proposal and one column a month."""
    notes = (UNDATED_NOTE,) if grid.undated else ()
    columns = [
        Column("number", "Number", Kind.REFERENCE),
        Column("title", "Title", none="no title known"),
        Column("group", "Working Group", none="not known"),
        *([Column("undated", "Month not known", sortable=False, notes=(1,), none="–")] if grid.undated else []),
        *(Column(month.isoformat(), month_label(month), sortable=False, none="–") for month in grid.months),
    ]
    rows = []
    for row in grid.rows:
        values: dict[str, Any] = {
            "number": proposal_link(request, row.number),
            "title": row.title or None,
            "group": row.group or None,
            **{month.isoformat(): row.cell(month) or None for month in grid.months},
        }
        rows.append(values | ({"undated": row.undated_words or None} if grid.undated else {}))
    empty = Empty("No proposal is in this grid", "No proposal of the register matches.", "Choose other filters.")
    return Table("Timetables by month", tuple(columns), tuple(rows), footnotes=notes, empty=empty)


def slips_table(found: Iterable[Slip], day: date, caption: str) -> Table:
    """Original, revised and actual date of each event, by how much it moved, and why."""
    columns = (
        Column("event", "Event/Action"),
        Column("original", "First planned", none="not planned beforehand"),
        Column("revised", "Revised to", none="never revised"),
        Column("actual", "Happened", none="not yet"),
        Column("state", "State", Kind.TAG),
        Column("slip", "Moved by", notes=(1,)),
        Column("days", "WD", Kind.NUMBER, notes=(1,), none="–"),
        Column("why", "Why it moved", none="did not move"),
    )
    rows = tuple(
        {
            "event": one.row.title,
            "original": printed(one.original) if one.original else None,
            "revised": printed(one.revised) if one.revised else None,
            "actual": printed(one.actual) if one.actual else None,
            "state": STANDINGS[one.row.standing(day)],
            "slip": one.words,
            "days": one.days,
            "why": one.why or None,
        }
        for one in found
    )
    empty = Empty("No timetable yet", "No event of this proposal is recorded on the day that this page looks at.")
    return Table(caption, columns, rows, footnotes=(f"{CONVENTION_WORDS}.",), empty=empty, stack=True)


def boxed_words(grid: Grid) -> list[tuple[str, str, str]]:
    """Every boxed date in the grid: the proposal, which date, and what it was."""
    return [
        (row.number, f"{one.bar.name}, {'first due' if one.box is Box.DUE else 'first deadline'}", printed(one.when))
        for row in grid.rows
        for one in row.boxes
        if one.month in grid.months
    ]
