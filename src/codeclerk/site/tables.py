"""The table of what is due: on its page, and as CSV, Excel and JSON."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest

from codeclerk.papers.words import capital
from codeclerk.people.middleware import Request, with_dates
from codeclerk.register.tables import proposal_link
from codeclerk.site.rules import Due, Urgency
from codeclerk.ui.tables import Column, Empty, Kind, Link, Table
from codeclerk.ui.tags import Tag

STANDINGS = {
    Urgency.LATE: Tag("late", "bad", 0, "Its day has passed, and no source says that it happened."),
    Urgency.TODAY: Tag("today", "warn", 1),
    Urgency.SOON: Tag("within seven days", "warn", 2),
    Urgency.AHEAD: Tag("later", "info", 3),
}
NOTHING = Empty("Nothing is due", "The record knows of nothing that is late, or due in the next twelve weeks.")
MONTH_NOTE = "The last day of the month where a source gives the month alone."


def due_table(request: Request, found: Iterable[Due]) -> Table:
    """Everything that is late or due, by day."""
    columns = (
        Column("day", "By", Kind.DATE, notes=(1,)),
        Column("standing", "Standing", Kind.TAG),
        Column("proposal", "Proposal", Kind.REFERENCE, none="–"),
        Column("what", "What"),
        Column("why", "Why"),
    )
    rows = tuple(_row(request, one) for one in found)
    return Table("Due and late", columns, rows, footnotes=(MONTH_NOTE,), empty=NOTHING, stack=True)


def _row(request: Request, one: Due) -> dict[str, Any]:
    return {
        "day": one.day,
        "standing": STANDINGS[one.urgency(request.lens.valid_at)],
        "proposal": proposal_link(request, one.number) if one.number else None,
        "what": _what(request, one),
        "why": " ".join((one.why, *([f"{capital(one.note)}."] if one.note else []), *one.also)),
    }


def _what(request: HttpRequest, one: Due) -> Link | str:
    return Link(one.what, with_dates(request, one.href)) if one.href else one.what
