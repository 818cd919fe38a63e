"""The acts on committees and proposals."""

from codeclerk.committees.commands.groups import AllocateToGroup
from codeclerk.committees.commands.inputs import (
    AnswerInput,
    AskCommittee,
    AskCommittees,
    MoveInputDue,
    RecordInput,
    RecordSolutionChange,
    WithdrawInput,
    said_in_step,
)
from codeclerk.committees.commands.seats import ProposeSeats
from codeclerk.committees.commands.taking_back import TakeBackCommitteeFact
from codeclerk.committees.rules.contents import Verdict

__all__ = [
    "AllocateToGroup",
    "AnswerInput",
    "AskCommittee",
    "AskCommittees",
    "MoveInputDue",
    "ProposeSeats",
    "RecordInput",
    "RecordSolutionChange",
    "TakeBackCommitteeFact",
    "Verdict",
    "WithdrawInput",
    "said_in_step",
]
