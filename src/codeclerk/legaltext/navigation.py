"""What the legal text adds to the frame of every page, and to a proposal's page."""

from __future__ import annotations

from django.urls import reverse

from codeclerk.legaltext import citing
from codeclerk.legaltext.tables import panel
from codeclerk.register import panels
from codeclerk.sources.rules.vocabulary import register_subject
from codeclerk.ui import shell


def register() -> None:
    """Called when the app is ready."""
    shell.register(shell.NavItem("The code", "legaltext:code", order=55))
    register_subject("code", "Code", href=lambda key: reverse("legaltext:code"))
    citing.register()
    panels.register("legal-text", "Legal text", 45, panel)
