"""What the register adds to the frame of every page, and to the pages of sources."""

from __future__ import annotations

from django.urls import reverse

from codeclerk.sources.rules.vocabulary import register_subject
from codeclerk.ui import shell


def register() -> None:
    """Called when the app is ready."""
    shell.register(
        shell.NavItem("Proposals", "register:proposals", order=10),
        shell.NavItem("Timetables", "register:timetables", place="more", order=12),
    )
    register_subject("proposal", "Proposal", href=lambda key: reverse("register:proposal", args=[key]))
