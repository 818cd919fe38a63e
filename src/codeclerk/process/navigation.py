"""What the process adds to the frame of every page."""

from __future__ import annotations

from codeclerk.process import vocabulary
from codeclerk.ui import shell


def register() -> None:
    """Called when the app is ready."""
    link = shell.NavItem("Process", "process:process", order=5, place="more", visible=lambda _: vocabulary.is_known())
    shell.register(link)
