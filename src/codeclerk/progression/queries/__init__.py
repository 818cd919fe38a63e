"""Reads of progression, through a lens: what is open to a proposal, the steps that were taken, the desk."""

from codeclerk.progression.queries.desk import Desk, DeskLine, desk_of
from codeclerk.progression.queries.state import (
    Running,
    State,
    last_decided,
    moved_deadlines,
    running_in,
    running_of,
    state_of,
)
from codeclerk.progression.queries.taken import TakenStep, steps_of

__all__ = [
    "Desk",
    "DeskLine",
    "Running",
    "State",
    "TakenStep",
    "desk_of",
    "last_decided",
    "moved_deadlines",
    "running_in",
    "running_of",
    "state_of",
    "steps_of",
]
