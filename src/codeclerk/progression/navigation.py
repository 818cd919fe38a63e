"""What progression adds to the frame of every page, and to a proposal's page."""

from __future__ import annotations

from django.http import HttpRequest

from codeclerk.committees.tables import desk_table
from codeclerk.progression import desk
from codeclerk.progression.panel import table
from codeclerk.register import panels
from codeclerk.ui import shell


def register() -> None:
    """Called when the app is ready."""
    panels.register("next", "What can happen next", 10, table)
    desk.register("asked", "What committees are asked", desk_table)
    shell.register(shell.NavItem("My desk", "progression:desk", order=1, visible=_is_signed_in))


def _is_signed_in(request: HttpRequest) -> bool:
    user = getattr(request, "user", None)
    return user is not None and user.is_authenticated
