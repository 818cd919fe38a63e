"""What steps are told of votes: that one is running which leads to them."""

from __future__ import annotations

from datetime import datetime

from codeclerk.progression import voting
from codeclerk.votes import find


def register() -> None:
    """Called when the app is ready."""
    voting.running.provide(running)


def running(proposal: str, step: str, at: datetime) -> str:
    """The key of the vote on a proposal that leads to a step and is not over; empty for none. Two queries at most."""
    votes = find.running(proposal, at)
    return next((one.key for one in votes if step in (one.question.carried, one.question.lost)), "")
