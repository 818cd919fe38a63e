"""What a document is to the proposal that it is attached to. Pure."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What an attached document is to its proposal."""

    REPORT = "report"
    ANNEX = "annex"
    LEGAL_TEXT = "legal_text"
    BUSINESS_CASE = "business_case"
    RESPONSES = "responses"
    OTHER = "other"

    @property
    def label(self) -> str:
        """`Report`, `Legal text`: how a table says it."""
        return _WORDS[self]

    @property
    def phrase(self) -> str:
        """`a report`, `legal text`: how a sentence says it."""
        return _PHRASES[self]

    @property
    def place(self) -> int:
        """Where it stands in a list."""
        return list(Role).index(self)


_WORDS = {
    Role.REPORT: "Report",
    Role.ANNEX: "Annex",
    Role.LEGAL_TEXT: "Legal text",
    Role.BUSINESS_CASE: "Business case",
    Role.RESPONSES: "Responses",
    Role.OTHER: "Document",
}
_PHRASES = {
    Role.REPORT: "a report",
    Role.ANNEX: "an annex",
    Role.LEGAL_TEXT: "legal text",
    Role.BUSINESS_CASE: "a business case",
    Role.RESPONSES: "responses",
    Role.OTHER: "a document",
}
