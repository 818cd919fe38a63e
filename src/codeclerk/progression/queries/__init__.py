"""Reads of progression, through a lens: what is open to a proposal, the steps that were taken, the desk."""

from codeclerk.progression.queries.desk import Desk, DeskLine, desk_of
from codeclerk.progression.queries.state import Running, State, moved_deadlines, state_of
from codeclerk.progression.queries.taken import TakenStep, steps_of

__all__ = ["Desk", "DeskLine", "Running", "State", "TakenStep", "desk_of", "moved_deadlines", "state_of", "steps_of"]
