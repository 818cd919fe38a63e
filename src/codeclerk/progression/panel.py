"""What a proposal's page shows of the process: the steps that are open to it, who takes them, and by when."""

from __future__ import annotations

from dataclasses import replace

from django.urls import reverse

from codeclerk.people.middleware import Request, with_dates
from codeclerk.process import queries, tables
from codeclerk.progression.queries import moved_deadlines
from codeclerk.register.queries import ProposalLine
from codeclerk.ui.tables import Link, Table


def table(request: Request, line: ProposalLine) -> Table | None:
    """The panel; None for a closed proposal, and where no source says its status. One query where a deadline runs."""
    standing = queries.standing_in(line)
    found = queries.open_to(request.lens, standing) if standing is not None else None
    if standing is not None and found is not None and any(one.deadlines for one in found.steps):
        found = queries.open_to(request.lens, standing, moved_deadlines(request.lens, [line.key]).get(line.key))
    if found is None or not found.steps:
        return None
    made = tables.next_table(request, found)
    take = Link(
        "Take a step, and what each one needs", with_dates(request, reverse("progression:steps", args=[line.number]))
    )
    return replace(made, rows=(*made.rows, {"step": take}))
