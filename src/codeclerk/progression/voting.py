"""Votes that are held here, as a step needs to know of them. The folder that holds votes answers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from codeclerk.kernel.errors import Kind, Reason
from codeclerk.kernel.ports import Port

VOTE_RUNS = Reason(
    "progression.vote_runs",
    rule="the step that a vote leads to is taken when the vote is published",
    problem="“{step}” cannot be taken with {object} by itself: the vote {vote} on it is not over",
    remedy="Publish that vote, or withdraw it with a reason if it was held elsewhere.",
    kind=Kind.CONFLICT,
)


def _none(proposal: str, step: str, at: datetime) -> str:
    return ""


running: Port[Callable[[str, str, datetime], str]] = Port("running vote", _none)
"""The key of the vote on a proposal, by its key, that leads to a step and is not over at an instant; empty for none."""
