"""What checks add to the frame of every page."""

from __future__ import annotations

from codeclerk.ui import shell


def register() -> None:
    """Called when the app is ready."""
    shell.register(shell.NavItem("Checks", "checks:checks", order=70, place="more"))
