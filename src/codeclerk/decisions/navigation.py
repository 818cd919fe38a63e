"""What decisions add to the frame of every page, to the pages of a proposal, a committee and sources."""

from __future__ import annotations

from django.urls import reverse

from codeclerk.committees import sections
from codeclerk.decisions import queries
from codeclerk.decisions.tables import decisions_table, panel
from codeclerk.people.middleware import Request
from codeclerk.register import panels
from codeclerk.sources.rules.vocabulary import register_subject
from codeclerk.ui import shell
from codeclerk.ui.tables import Empty, Table


def register() -> None:
    """Called when the app is ready."""
    shell.register(shell.NavItem("Decisions", "decisions:decisions", order=35))
    register_subject("decision", "Decision", href=lambda key: reverse("decisions:decision", args=[key]))
    panels.register("decisions", "Decisions", 50, panel)
    sections.register("decisions", "What it decided", 20, of_body)


def of_body(request: Request, body: str) -> Table | None:
    """What a committee's page shows of its decisions; None where there is none. Two queries at most."""
    found = queries.decisions(request.lens, bodies=[body])
    return decisions_table(request, found, Empty("No decision", "None is known.")).without("body") if found else None
