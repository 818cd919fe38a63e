"""What consultations add to the frame of every page, to a proposal's page, and to the pages of sources."""

from __future__ import annotations

from django.urls import reverse

from codeclerk.consultations.tables import panel
from codeclerk.register import panels
from codeclerk.sources.rules.vocabulary import register_subject
from codeclerk.ui import shell


def register() -> None:
    """Called when the app is ready."""
    shell.register(shell.NavItem("Consultations", "consultations:consultations", order=30))
    register_subject("consultation", "Consultation", href=lambda key: reverse("consultations:consultation", args=[key]))
    panels.register("consultations", "Consultations", 40, panel)
