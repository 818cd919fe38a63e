"""The lens: who looks, at which day of the world, as it was known when. First argument of every read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import Enum


class Classification(Enum):
    """How widely a thing may be shared, from free to closest held (the SEC's own markings, CSR:62-64)."""

    WHITE = "White"
    GREEN = "Green"
    AMBER = "Amber"
    RED = "Red"


@dataclass(frozen=True)
class Viewer:
    """Who looks. `may_see` is what today's roles allow; the public sees White only."""

    key: str
    may_see: frozenset[Classification] = frozenset({Classification.WHITE})
    holds: frozenset[str] = frozenset()
    """Capabilities held now, for showing or hiding what a page offers. Acts ask again when they run."""


PUBLIC = Viewer("public")


@dataclass(frozen=True)
class Lens:
    """Two times and a viewer.

    Args:
        viewer: decides what is visible, by today's permissions.
        valid_at: the day looked at; a fact counts if it held at the end of that day in London.
        known_at: only what was published by this instant counts (aware, UTC).
    """

    viewer: Viewer
    valid_at: date
    known_at: datetime

    def __post_init__(self) -> None:
        if self.known_at.tzinfo is None:
            raise ValueError("known_at must be an aware instant.")

    def at(self, day: date) -> Lens:
        """The same viewer and knowledge, looking at another day."""
        return replace(self, valid_at=day)

    @property
    def cache_key(self) -> str:
        """Equal for two lenses that must see the same things."""
        seen = ",".join(sorted(c.value for c in self.viewer.may_see))
        return f"{self.viewer.key}|{seen}|{self.valid_at.isoformat()}|{self.known_at.isoformat()}"
