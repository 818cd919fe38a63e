"""What meetings add to the frame of every page, to a proposal's page, and to the pages of sources."""

from __future__ import annotations

import re

from django.urls import reverse

from codeclerk.kernel.errors import Refused
from codeclerk.kernel.lens import PUBLIC
from codeclerk.meetings.forms.meetings import MANAGE
from codeclerk.meetings.queries.actions import open_actions, owners_of
from codeclerk.meetings.tables.meetings import panel
from codeclerk.meetings.tables.running import actions_table
from codeclerk.meetings.vocabulary import cited
from codeclerk.people.middleware import Request
from codeclerk.progression import desk
from codeclerk.register import panels
from codeclerk.sources.rules.vocabulary import register_subject
from codeclerk.ui import citations, shell
from codeclerk.ui.tables import Table

REFERENCE = re.compile(r"(?<![\w-])[A-Z]{2,8}_[0-9]{1,4}_[0-9]{4}(?:_[0-9]{1,3})?(?![\w-])")


def register() -> None:
    """Called when the app is ready."""
    shell.register(shell.NavItem("Meetings", "meetings:meetings", order=45))
    register_subject("meeting", "Meeting", href=lambda key: reverse("meetings:meeting", args=[key]))
    panels.register("meetings", "Meetings", 55, panel)
    desk.register("actions", "Actions of meetings", _actions)
    citations.register(REFERENCE, _cited)


def _actions(request: Request) -> Table | None:
    """The open actions that the viewer owns, by a role, a body or an organisation; for who keeps the meetings, the
    overdue ones of everybody too. Three queries at most; none for the public."""
    if request.viewer.key == PUBLIC.key:
        return None
    owners = owners_of(request.lens, request.viewer.key)
    keeps = MANAGE in request.viewer.holds
    own = [
        one
        for one in open_actions(request.lens)
        if one.owner in owners or (keeps and one.is_overdue(request.lens.valid_at))
    ]
    return actions_table(request, own, changes=keeps) if own else None


def _cited(text: str) -> str:
    """The address of the meeting that a committee's paper was for, with an item or without (A27); empty for a text that
    is no such reference."""
    try:
        return reverse("meetings:meeting", args=[text]) if cited(text) else ""
    except Refused:
        return ""
