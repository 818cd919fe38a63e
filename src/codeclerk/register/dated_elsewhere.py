"""Events of the grid of timetables that a higher folder dates: the DCC's assessments, with the days due first."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from codeclerk.kernel.lens import Lens
from codeclerk.kernel.ports import Port
from codeclerk.register.rules.timetable import Row

Events = Callable[[Lens, Collection[str]], Mapping[str, Sequence[Row]]]
"""Given the keys of proposals: what is dated of each, as events of a timetable."""


def _none(lens: Lens, keys: Collection[str]) -> Mapping[str, Sequence[Row]]:
    return {}


events: Port[Events] = Port("events that are dated elsewhere", _none)
"""What stands in the grid beside the timetables. A query or two, however many proposals there are."""
