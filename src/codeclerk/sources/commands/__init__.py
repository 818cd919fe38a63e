"""The acts on documents, claims and rulings."""

from codeclerk.sources.commands.claims import CorrectClaim, RecordClaim, RecordClaims, WithdrawClaim
from codeclerk.sources.commands.documents import ClassifyDocument, CorrectDocument, HoldDocument, RegisterDocument
from codeclerk.sources.commands.rulings import RuleOnClaims, WithdrawRuling

__all__ = [
    "ClassifyDocument",
    "CorrectClaim",
    "CorrectDocument",
    "HoldDocument",
    "RecordClaim",
    "RecordClaims",
    "RegisterDocument",
    "RuleOnClaims",
    "WithdrawClaim",
    "WithdrawRuling",
]
