"""What the legal text of a proposal changes: a fact of a higher folder, which keeps the text of the code."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from codeclerk.kernel.lens import Lens
from codeclerk.kernel.ports import Port


@dataclass(frozen=True)
class Amended:
    """The documents that the newest amendments of a proposal change.

    Args:
        revision: the number of the draft; empty where it has none.
        is_agreed: a committee has agreed this draft.
        names: the documents, as the code calls and orders them.
    """

    revision: str
    is_agreed: bool
    names: tuple[str, ...]


def _none(lens: Lens, proposal: str) -> Amended | None:
    return None


amended: Port[Callable[[Lens, str], Amended | None]] = Port("what the legal text changes", _none)
"""What the legal text of a proposal, by its key, changes at the lens; None where it has none. One query."""
