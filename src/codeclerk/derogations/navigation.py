"""What derogations add to the frame of every page, and to the pages of sources."""

from __future__ import annotations

from django.urls import reverse

from codeclerk.sources.rules.vocabulary import register_subject
from codeclerk.ui import shell


def register() -> None:
    """Called when the app is ready."""
    shell.register(shell.NavItem("Derogations", "derogations:derogations", order=65, place="more"))
    register_subject("derogation", "Derogation", href=lambda key: reverse("derogations:derogation", args=[key]))
