"""What the parts add to a proposal's page: the way to them. It asks the database nothing."""

from __future__ import annotations

from django.urls import reverse

from codeclerk.people.middleware import Request, with_dates
from codeclerk.register import panels
from codeclerk.register.queries import ProposalLine
from codeclerk.ui.tables import Column, Link, Table

COLUMNS = (Column("part", "Part", sortable=False), Column("holds", "What it holds", sortable=False))
HOLDS = (
    ("issue", "The issue", "Current arrangements, the issue, what it causes"),
    ("solution", "Solution", "What is proposed, and what was proposed before"),
    ("impacts", "Impacts", "Parties, systems, documents, consumers, other codes"),
    ("costs", "Costs", "Days of effort, prices by phase, who pays, the business case"),
    ("assessment", "Assessment", "Observations, support, views on objectives, consumer areas"),
)


def panel(request: Request, line: ProposalLine) -> Table:
    """The links to the parts of a proposal. No query."""
    here = reverse("parts:parts", args=[line.key])
    rows = tuple(
        {"part": Link(name, f"{with_dates(request, here)}#{anchor}"), "holds": holds} for anchor, name, holds in HOLDS
    )
    return Table("Parts of the proposal", COLUMNS, rows, stack=True)


def register() -> None:
    """Called when the app is ready."""
    panels.register("parts", "The proposal in full", 5, panel)
