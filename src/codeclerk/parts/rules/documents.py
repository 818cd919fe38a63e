"""The documents that the legal text of a proposal changes, in the words of the controlled list (J05)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Changed:
    """What the impact on the documents is by the legal text (PMP:553-563).

    Args:
        text: which text says so: `legal text, draft 0.3`.
        known: ids of the documents that the controlled list has, in the order of the code.
        unknown: names of those that it does not have, as the code calls them.
    """

    text: str
    known: tuple[str, ...]
    unknown: tuple[str, ...] = ()

    @property
    def every(self) -> tuple[str, ...]:
        """All of them, those that the controlled list has first."""
        return (*self.known, *self.unknown)

    @property
    def words(self) -> str:
        """`Section A, Section H (legal text, draft 0.3)`, with what the controlled list does not have marked."""
        named = [*self.known, *(f"{one} (not in the controlled list)" for one in self.unknown)]
        return f"{', '.join(named) or 'none'} ({self.text})"


def text_named(revision: str, is_agreed: bool) -> str:
    """`legal text, draft 0.3`; `legal text, agreed as 1.0`; `legal text` without a number."""
    if not revision:
        return "legal text"
    return f"legal text, {'agreed as' if is_agreed else 'draft'} {revision}"
