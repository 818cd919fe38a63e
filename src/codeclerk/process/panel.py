"""What a proposal's page shows of the process: the steps that are open to it, who takes them, and by when."""

from __future__ import annotations

from codeclerk.people.middleware import Request
from codeclerk.process import queries, tables
from codeclerk.ui.tables import Table


def table(request: Request, proposal: str) -> Table | None:
    """The panel; None for a closed proposal, and where no source says its status. One query."""
    found = queries.next_steps(request.lens, proposal)
    return tables.next_table(request, found) if found is not None and found.steps else None
