"""Panels: what higher folders show on the page of a proposal: its assessments, decisions, consultations.

A folder registers a panel when the application is ready; the page shows those that have something to show, in order.

    panels.register("assessments", "Assessments", 40, table)
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from codeclerk.kernel.ports import Port
from codeclerk.people.middleware import Request
from codeclerk.register.queries import Filters, ProposalLine
from codeclerk.ui.tables import Link, Table

Provider = Callable[[Request, ProposalLine], Table | None]
"""Given the request and the proposal as its page has it: the table for the page, or None for nothing to show."""


@dataclass(frozen=True)
class Panel:
    """A part of a proposal's page. `name` is its anchor, `order` its place, lowest first."""

    name: str
    title: str
    order: int
    table: Provider


list_links: Port[Callable[[Request, Filters], tuple[Link, ...]]] = Port("list links", lambda request, filters: ())
"""What else can be done with the list of proposals as it is narrowed?"""
_PANELS: dict[str, Panel] = {}


def register(name: str, title: str, order: int, table: Provider) -> None:
    """Make a panel known. The same one twice is one; another under its name is a mistake in the house."""
    made = Panel(name, title, order, table)
    if _PANELS.setdefault(name, made) != made:
        raise ValueError(f"Two panels are called {name!r}.")


def panels() -> tuple[Panel, ...]:
    """Every panel, in order."""
    return tuple(sorted(_PANELS.values(), key=lambda panel: (panel.order, panel.name)))
