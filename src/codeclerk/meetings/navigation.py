"""What meetings add to the frame of every page, to a proposal's page, and to the pages of sources."""

from __future__ import annotations

from django.urls import reverse

from codeclerk.meetings.tables import panel
from codeclerk.register import panels
from codeclerk.sources.rules.vocabulary import register_subject
from codeclerk.ui import shell


def register() -> None:
    """Called when the app is ready."""
    shell.register(shell.NavItem("Meetings", "meetings:meetings", order=45))
    register_subject("meeting", "Meeting", href=lambda key: reverse("meetings:meeting", args=[key]))
    panels.register("meetings", "Meetings", 55, panel)
