"""What engagement adds to the frame of every page."""

from __future__ import annotations

from codeclerk.ui import shell


def register() -> None:
    """Called when the app is ready."""
    shell.register(
        shell.NavItem("Engagement", "engagement:days", order=46, place="more"),
        shell.NavItem("Helpdesk", "engagement:helpdesk", order=11, place="footer"),
    )
