"""What votes add to the frame of every page, to the pages of proposals and committees, and to the desk."""

from __future__ import annotations

from codeclerk.committees import sections
from codeclerk.progression import desk, feeds
from codeclerk.register import panels
from codeclerk.ui import shell
from codeclerk.votes.feeds import of_proposal
from codeclerk.votes.tables import desk_table, of_body, panel


def register() -> None:
    """Called when the app is ready."""
    shell.register(shell.NavItem("Votes", "votes:votes", order=45, place="more"))
    panels.register("votes", "Votes", 45, panel)
    sections.register("votes", "What it votes on", 15, of_body)
    desk.register("votes", "Your votes", desk_table)
    feeds.register(of_proposal)
