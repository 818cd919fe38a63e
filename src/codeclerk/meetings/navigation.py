"""What meetings add to the frame of every page, to a proposal's page, and to the pages of sources."""

from __future__ import annotations

import re

from django.urls import reverse

from codeclerk.kernel.errors import Refused
from codeclerk.meetings.tables.meetings import panel
from codeclerk.meetings.vocabulary import cited
from codeclerk.register import panels
from codeclerk.sources.rules.vocabulary import register_subject
from codeclerk.ui import citations, shell

REFERENCE = re.compile(r"(?<![\w-])[A-Z]{2,8}_[0-9]{1,4}_[0-9]{4}(?:_[0-9]{1,3})?(?![\w-])")


def register() -> None:
    """Called when the app is ready."""
    shell.register(shell.NavItem("Meetings", "meetings:meetings", order=45))
    register_subject("meeting", "Meeting", href=lambda key: reverse("meetings:meeting", args=[key]))
    panels.register("meetings", "Meetings", 55, panel)
    citations.register(REFERENCE, _cited)


def _cited(text: str) -> str:
    """The address of the meeting that a committee's paper was for, with an item or without (A27); empty for a text that
    is no such reference."""
    try:
        return reverse("meetings:meeting", args=[text]) if cited(text) else ""
    except Refused:
        return ""
