"""The acts on votes."""

from codeclerk.votes.commands.base import CLOSES_AT
from codeclerk.votes.commands.ending import (
    CloseVote,
    CountVote,
    PublishVote,
    ReopenVote,
    WithdrawVote,
    following,
    summary,
)
from codeclerk.votes.commands.opening import OpenVote
from codeclerk.votes.commands.voting import (
    AppointAlternate,
    CastPosition,
    DeclareInterest,
    EraseReasons,
    RecordPosition,
)

__all__ = [
    "CLOSES_AT",
    "AppointAlternate",
    "CastPosition",
    "CloseVote",
    "CountVote",
    "DeclareInterest",
    "EraseReasons",
    "OpenVote",
    "PublishVote",
    "RecordPosition",
    "ReopenVote",
    "WithdrawVote",
    "following",
    "summary",
]
