"""Who changed what: the proposal that last changed each provision of a document."""

from __future__ import annotations

from codeclerk.kernel.lens import Lens
from codeclerk.legaltext.queries import Version
from codeclerk.legaltext.queries.clauses import known


def last_changes(lens: Lens, document: str, version: Version) -> dict[str, str]:
    """What last changed the provisions of a document until a version: the number of a proposal, or the key of a
    resolution, by permanent id. None for what was never amended, or was imported since. One query.

    Args:
        document: its permanent id.
    """
    rows = known(lens).filter(document=document, valid_from__lte=version.effective).order_by("valid_from", "pk")
    found: dict[str, str] = {}
    said: dict[str, str] = {}
    for pid, text, causes in rows.values_list("pid", "text_id", "causes"):
        if causes:
            found[pid] = causes[-1][1]
        elif said.get(pid, text) != text:
            found.pop(pid, None)
        said[pid] = text
    return found
