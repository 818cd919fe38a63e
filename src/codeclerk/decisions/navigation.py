"""What decisions add to the frame of every page, to a proposal's page, and to the pages of sources."""

from __future__ import annotations

from django.urls import reverse

from codeclerk.decisions.tables import panel
from codeclerk.register import panels
from codeclerk.sources.rules.vocabulary import register_subject
from codeclerk.ui import shell


def register() -> None:
    """Called when the app is ready."""
    shell.register(shell.NavItem("Decisions", "decisions:decisions", order=35))
    register_subject("decision", "Decision", href=lambda key: reverse("decisions:decision", args=[key]))
    panels.register("decisions", "Decisions", 50, panel)
