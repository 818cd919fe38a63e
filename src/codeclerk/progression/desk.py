"""What higher folders show on the desk: drafts to comment on, and the like.

A folder registers its part when the application is ready; the desk shows those that have something to show.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from codeclerk.people.middleware import Request
from codeclerk.ui.tables import Table


@dataclass(frozen=True)
class DeskPart:
    """A part of the desk: its anchor, its heading, and the table for a request; None for nothing to show."""

    name: str
    title: str
    table: Callable[[Request], Table | None]


_PARTS: dict[str, DeskPart] = {}


def register(name: str, title: str, table: Callable[[Request], Table | None]) -> None:
    """Make a part known. The same one twice is one; another under its name is a mistake in the house."""
    made = DeskPart(name, title, table)
    if _PARTS.setdefault(name, made) != made:
        raise ValueError(f"Two parts of the desk are called {name!r}.")


def desk_parts() -> tuple[DeskPart, ...]:
    """Every part, in the order in which the folders stand."""
    return tuple(_PARTS.values())
