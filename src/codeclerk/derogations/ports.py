"""What derogations ask of higher folders."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date

from codeclerk.kernel.lens import Lens
from codeclerk.kernel.ports import Port


def _none(lens: Lens, targets: Collection[str]) -> Mapping[str, date]:
    return {}


release_days: Port[Callable[[Lens, Collection[str]], Mapping[str, date]]] = Port("days of releases", _none)
"""The day of each of these target releases, by its text, where one is known at the lens. One query."""
