"""The acts on proposals. Importing this package registers them.

The bus's `effective` is the day from which the fact holds, or on which the thing happened.
"""

from codeclerk.register.commands.aliases import AddAlias, WithdrawAlias
from codeclerk.register.commands.corrections import WithdrawChange
from codeclerk.register.commands.documents import AttachDocument, DetachDocument
from codeclerk.register.commands.facts import (
    AssignLeadAnalyst,
    ChangeProposer,
    RecordChangeRequest,
    Retitle,
    SetFlag,
    SetPath,
    SetSummary,
    SetTargetRelease,
    SetWebAddress,
)
from codeclerk.register.commands.identity import RaiseProposal, RegisterProposal
from codeclerk.register.commands.numbers import ConvertProposal, MoveFirstDay, SplitProposal
from codeclerk.register.commands.relations import LinkProposals, SetImpacts, TagObjectives, UnlinkProposals
from codeclerk.register.commands.standing import HoldProposal, ResumeProposal, SetStatus
from codeclerk.register.commands.timetable import DropEvent, PlanEvent, RecordEvent, ReviseEvent, SetTimetable

__all__ = [
    "AddAlias",
    "AssignLeadAnalyst",
    "AttachDocument",
    "ChangeProposer",
    "ConvertProposal",
    "DetachDocument",
    "DropEvent",
    "HoldProposal",
    "LinkProposals",
    "MoveFirstDay",
    "PlanEvent",
    "RaiseProposal",
    "RecordChangeRequest",
    "RecordEvent",
    "RegisterProposal",
    "ResumeProposal",
    "Retitle",
    "ReviseEvent",
    "SetFlag",
    "SetImpacts",
    "SetPath",
    "SetStatus",
    "SetSummary",
    "SetTargetRelease",
    "SetTimetable",
    "SetWebAddress",
    "SplitProposal",
    "TagObjectives",
    "UnlinkProposals",
    "WithdrawAlias",
    "WithdrawChange",
]
