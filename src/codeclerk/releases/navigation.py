"""What releases add to the frame of every page, to a proposal's page, and to the pages of sources."""

from __future__ import annotations

from django.urls import reverse

from codeclerk.register import panels
from codeclerk.releases.panel import table
from codeclerk.sources.rules.vocabulary import register_subject
from codeclerk.ui import shell


def register() -> None:
    """Called when the app is ready."""
    shell.register(shell.NavItem("Releases", "releases:releases", order=40))
    register_subject("release", "Release", href=lambda key: reverse("releases:release", args=[key]))
    panels.register("release", "Release", 60, table)
