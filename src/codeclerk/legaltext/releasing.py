"""Where versions come from, and how versions and drafts are numbered. Pure."""

from __future__ import annotations

import re
from enum import Enum


class Origin(Enum):
    """What made a version of the code."""

    IMPORT = "import"
    MODIFICATION = "modification"
    ALTERNATIVE = "alternative"
    FAST_TRACK = "fast_track"
    DESIGNATION = "designation"
    AUTHORITY_DIRECTION = "authority_direction"

    @property
    def words(self) -> str:
        return _WORDS[self]

    @property
    def needs_letter(self) -> bool:
        """Whether it rests on a letter, which has to be named."""
        return self in (Origin.DESIGNATION, Origin.AUTHORITY_DIRECTION)


_WORDS = {
    Origin.IMPORT: "Imported",
    Origin.MODIFICATION: "Modifications",
    Origin.ALTERNATIVE: "An alternative modification",
    Origin.FAST_TRACK: "A Fast-Track Modification",
    Origin.DESIGNATION: "Designated by the Secretary of State",
    Origin.AUTHORITY_DIRECTION: "Directed by the Authority",
}

_NUMBER = re.compile(r"(\d+)(?:\.(\d+))?")


def next_draft(before: str) -> str:
    """The number of the draft after this one: 0.1 to begin with, then 0.2; after 1.0 comes 1.1.

    One that is no such number (`0.25a`, `final`) has none after it, and gives an empty text: its successor is named.
    """
    if not before:
        return "0.1"
    found = _NUMBER.fullmatch(before)
    return f"{found[1]}.{int(found[2] or 0) + 1}" if found else ""


def next_baseline(before: str) -> str:
    """The number of what a committee agrees: the next whole one, `1.0` after `0.4`; empty where none follows."""
    found = _NUMBER.fullmatch(before or "0")
    return f"{int(found[1]) + 1}.0" if found else ""
