"""The acts of progression. Importing this package registers them."""

from codeclerk.progression.commands.deadlines import MoveDeadline
from codeclerk.progression.commands.steps import TakeStep
from codeclerk.progression.commands.undo import UndoStep

__all__ = ["MoveDeadline", "TakeStep", "UndoStep"]
