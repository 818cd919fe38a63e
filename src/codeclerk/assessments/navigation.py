"""What assessments add to the frame of every page, to a proposal's page, and to the pages of sources."""

from __future__ import annotations

from django.urls import reverse

from codeclerk.assessments.find import types
from codeclerk.assessments.tables import panel
from codeclerk.register import panels
from codeclerk.sources.rules.vocabulary import register_subject
from codeclerk.ui import shell


def register() -> None:
    """Called when the app is ready."""
    shell.register(shell.NavItem("Assessments", "assessments:assessments", order=20, visible=lambda _: bool(types())))
    register_subject("assessment", "Assessment", href=lambda key: reverse("assessments:assessment", args=[key]))
    panels.register("assessments", "DCC assessments", 30, panel)
