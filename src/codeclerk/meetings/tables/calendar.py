"""The tables of a body's year, and of the groups with their proposals."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from codeclerk.kernel.calendar import DateStyle, format_date
from codeclerk.meetings import vocabulary
from codeclerk.meetings.queries.groups import Group
from codeclerk.meetings.rules.calendar import Proposed
from codeclerk.meetings.rules.meetings import Meeting
from codeclerk.meetings.tables.meetings import (
    AGENDA_NOTE,
    PAPER_NOTE,
    announced_value,
    meeting_link,
    notes_of,
    state_tag,
)
from codeclerk.people.middleware import Request
from codeclerk.register.tables import proposal_link
from codeclerk.ui.tables import Column, Empty, Kind, Table
from codeclerk.ui.tags import Tag, marker_tag

BY_PATTERN = Tag("by its pattern", "outline-warn", 4, "Nobody planned it; the pattern of the meetings gives the day.")
NO_MEETING = Empty(
    "No meeting in this year", "None is planned or held, and no pattern is known.", "Choose another year."
)
NO_GROUP = Empty("No group", "No Working Group is known on this day.")


def year_table(request: Request, planned: Sequence[Meeting], proposed: Iterable[Proposed], body_name: str) -> Table:
    """The meetings of a body in a year by month, and what its pattern proposes for months without one."""
    columns = (
        Column("day", "Day", Kind.DATE),
        Column("meeting", "Meeting"),
        Column("state", "Standing", Kind.TAG),
        Column("paper_day", "Paper Day", Kind.DATE, notes=(1,), none="no rule known"),
        Column("announced", "Agenda day", notes=(2,), none="no rule known"),
        Column("note", "Note", none="–"),
    )
    rows: list[dict[str, Any]] = [
        {
            "day": one.day,
            "meeting": meeting_link(request, one, one.name),
            "state": state_tag(one, request.lens.valid_at),
            "paper_day": one.paper_day,
            "announced": announced_value(one),
            "note": notes_of(one) or None,
        }
        for one in planned
    ]
    rows += [
        {
            "day": one.day,
            "meeting": body_name,
            "state": BY_PATTERN,
            "paper_day": one.paper_day,
            "announced": (format_date(one.agenda_day), marker_tag("inferred")) if one.agenda_day else None,
            "note": one.why or None,
        }
        for one in proposed
    ]
    rows.sort(key=lambda row: row["day"])
    return Table(
        "Meetings of the year",
        columns,
        tuple(rows),
        footnotes=(PAPER_NOTE, AGENDA_NOTE),
        empty=NO_MEETING,
        stack=True,
    )


def groups_table(request: Request, groups: Iterable[Group]) -> Table:
    """Each Working Group with its proposals and the day on which it met last (DCUSA:182-345)."""
    columns = (
        Column("group", "Working Group"),
        Column("function", "Looks at"),
        Column("proposals", "Proposals", none="none known"),
        Column("last", "Last meeting", none="none known"),
        Column("next", "Next meeting", none="none planned"),
    )
    rows = tuple(
        {
            "group": one.body.name,
            "function": one.body.function,
            "proposals": tuple(proposal_link(request, number) for number in one.numbers) or None,
            "last": _day(request, one.last),
            "next": _day(request, one.next),
        }
        for one in groups
    )
    return Table("Working Groups", columns, rows, empty=NO_GROUP, stack=True)


def _day(request: Request, one: Meeting | None) -> Any:
    return meeting_link(request, one, format_date(one.day, DateStyle.WEEKDAY)) if one else None


def bodies() -> list[tuple[str, str]]:
    """The bodies to choose from: id and name."""
    return [(one.id, one.name) for one in vocabulary.that_meet()]
