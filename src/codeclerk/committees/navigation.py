"""What committees add to the frame of every page, and to a proposal's page."""

from __future__ import annotations

from codeclerk.committees.tables import panel
from codeclerk.register import panels
from codeclerk.ui import shell


def register() -> None:
    """Called when the app is ready."""
    shell.register(shell.NavItem("Committees", "committees:committees", order=71))
    panels.register("committees", "Committees", 45, panel)
