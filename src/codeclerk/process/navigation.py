"""What the process adds to the frame of every page, and to a proposal's page."""

from __future__ import annotations

from codeclerk.process import vocabulary
from codeclerk.process.panel import table
from codeclerk.register import panels
from codeclerk.ui import shell


def register() -> None:
    """Called when the app is ready."""
    link = shell.NavItem("Process", "process:process", order=5, place="more", visible=lambda _: vocabulary.is_known())
    shell.register(link)
    panels.register("next", "What can happen next", 10, table)
