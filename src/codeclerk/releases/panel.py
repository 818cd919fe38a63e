"""What a proposal's page shows of its target release: its day, and by when a decision is needed."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from codeclerk.people.middleware import Request, with_dates
from codeclerk.register.queries import ProposalLine
from codeclerk.releases import queries
from codeclerk.releases.tables import BY_PATTERN, day_value
from codeclerk.ui.tables import Column, Kind, Link, Table
from codeclerk.ui.tags import Tag

COLUMNS = (
    Column("release", "Target release"),
    Column("day", "Go-live", Kind.DATE, none="not known"),
    Column("cut_off", "Decision by", Kind.DATE, none="–"),
    Column("why", "Why", none="–"),
)


def table(request: Request, line: ProposalLine) -> Table | None:
    """The panel; None where no target release is recorded. One query."""
    target = queries.target_of(request.lens, line.key)
    if target is None:
        return None
    one = target.release
    if one is None:
        near = f"Did you mean {target.near}?" if target.near else "No release of that name is registered."
        row: dict[str, Any] = {"release": (target.text, Tag("not registered", "outline-warn")), "why": near}
        return Table("Target release", COLUMNS, (row,), stack=True)
    href = with_dates(request, reverse("releases:release", args=[one.key]))
    said = (one.cut_off.explanation if one.cut_off else "", one.day_note)
    row = {
        "release": Link(one.full_name, href),
        "day": day_value(one, 1),
        "cut_off": one.cut_off.due if one.cut_off else None,
        "why": " ".join(part for part in said if part) or None,
    }
    notes = (BY_PATTERN,) if one.is_day_inferred else ()
    return Table("Target release", COLUMNS, (row,), footnotes=notes, stack=True)
