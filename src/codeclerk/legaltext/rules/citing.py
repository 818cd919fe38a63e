"""How papers and people name provisions of the code: `J1.2(b)`, `Section H8.3`, `Appendix AL, paragraph 1.1`."""

from __future__ import annotations

import re
from dataclasses import dataclass

_BRACKETS = r"(?:\([A-Za-z]{1,4}\))*"
_STEP = r"\.\d{1,3}[A-Z]{0,2}"
_LABEL = rf"[A-Z]{{1,2}}\d{{1,2}}[A-Z]?(?:{_STEP})*{_BRACKETS}"
_NUMBER = rf"\d{{1,3}}[A-Z]?(?:{_STEP})*{_BRACKETS}"
REFERENCE = re.compile(
    r"(?<![\w.-])(?:"
    rf"(?:Section|Clause|clause) {_LABEL}"
    r"|Section [A-Z]{1,2}"
    rf"|(?:Appendix [A-Z]{{1,2}}|Schedule \d{{1,2}})(?:,? (?:[Cc]lause|[Pp]aragraph) {_NUMBER}"
    rf"| \d{{1,3}}(?:{_STEP})+{_BRACKETS})?"
    rf"|[A-Z]{{1,2}}\d{{1,2}}[A-Z]?(?:{_STEP})+{_BRACKETS}"
    r")(?![\w-])"
)
"""A reference to a provision or a document. A chapter by its label alone, `H8`, may be anything else and is none."""
_IN_DOCUMENT = re.compile(r"((?:Appendix|Schedule) \w+)(?:,? (?:(?:[Cc]lause|[Pp]aragraph) )?(\d.*))?")


@dataclass(frozen=True, slots=True)
class Reference:
    """What a reference names. No label is the document as a whole; no document is a label that says its own."""

    document: str
    label: str

    @property
    def name(self) -> str:
        """As the look-ups of clauses take it."""
        return f"{self.document} {self.label}".strip()


def parse(text: str) -> Reference | None:
    """The provision that a reference names; None for a text that is no reference."""
    if not REFERENCE.fullmatch(text):
        return None
    if found := _IN_DOCUMENT.fullmatch(text):
        return Reference(found[1], found[2] or "")
    label = text.rpartition(" ")[2]
    return Reference("", label) if any(sign.isdigit() for sign in label) else Reference(text, "")
