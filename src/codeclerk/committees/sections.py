"""Sections: what higher folders show on the page of a committee: its decisions, its meetings.

A folder registers a section when the application is ready; the page shows those that have something to show, in order.

    sections.register("decisions", "What it decided", 20, table)
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from codeclerk.people.middleware import Request
from codeclerk.ui.tables import Table

Provider = Callable[[Request, str], Table | None]
"""Given the request and the id of the body: the table for its page, or None for nothing to show. A query or two."""


@dataclass(frozen=True)
class Section:
    """A part of a committee's page. `name` is its anchor, `order` its place, lowest first."""

    name: str
    title: str
    order: int
    table: Provider


_SECTIONS: dict[str, Section] = {}


def register(name: str, title: str, order: int, table: Provider) -> None:
    """Make a section known. The same one twice is one; another under its name is a mistake in the house."""
    made = Section(name, title, order, table)
    if _SECTIONS.setdefault(name, made) != made:
        raise ValueError(f"Two sections of a committee's page are called {name!r}.")


def sections() -> tuple[Section, ...]:
    """Every section, in order."""
    return tuple(sorted(_SECTIONS.values(), key=lambda section: (section.order, section.name)))
