"""What votes add to the frame of every page, to a proposal's page, and to the desk."""

from __future__ import annotations

from codeclerk.progression import desk, feeds
from codeclerk.register import panels
from codeclerk.ui import shell
from codeclerk.votes.feeds import of_proposal
from codeclerk.votes.tables import desk_table, panel


def register() -> None:
    """Called when the app is ready."""
    shell.register(shell.NavItem("Votes", "votes:votes", order=45, place="more"))
    panels.register("votes", "Votes", 45, panel)
    desk.register("votes", "Your votes", desk_table)
    feeds.register(of_proposal)
