"""The acts on the parts of a proposal. Importing this package registers them.

`effective` is the day from which what is recorded holds. Nothing is overwritten: recording a part again from a later
day makes a new version, and for the same day a correction.
"""

from codeclerk.parts.commands.costs import RecordBenefit, RecordCost, RecordEffort, SetWhoPays
from codeclerk.parts.commands.views import RecordConsumerView, RecordObjectiveView, RecordSupport
from codeclerk.parts.commands.written import ExplainWithdrawal, RecordImpact, SetSolution, TakeBackPart, WritePart

__all__ = [
    "ExplainWithdrawal",
    "RecordBenefit",
    "RecordConsumerView",
    "RecordCost",
    "RecordEffort",
    "RecordImpact",
    "RecordObjectiveView",
    "RecordSupport",
    "SetSolution",
    "SetWhoPays",
    "TakeBackPart",
    "WritePart",
]
