"""The acts on the legal text. Importing this package registers them."""

from codeclerk.legaltext.commands.redlines import (
    BaselineRedline,
    DraftRedline,
    ResolveConflict,
    WithdrawRedline,
)
from codeclerk.legaltext.commands.versions import (
    Consolidate,
    CorrectVersionDate,
    ImportVersion,
    RecordCommencement,
)

__all__ = [
    "BaselineRedline",
    "Consolidate",
    "CorrectVersionDate",
    "DraftRedline",
    "ImportVersion",
    "RecordCommencement",
    "ResolveConflict",
    "WithdrawRedline",
]
