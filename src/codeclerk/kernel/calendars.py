"""The calendar at a lens: whoever looks back counts with the bank holidays that were known then."""

from __future__ import annotations

from codeclerk.kernel.calendar import Calendar, london_day
from codeclerk.kernel.lens import Lens
from codeclerk.kernel.storage import once


@once
def calendar_at(lens: Lens) -> Calendar:
    """The bank holidays as known at the lens's instant; where nothing was announced since, simply the calendar."""
    then, now = Calendar(known_at=london_day(lens.known_at)), Calendar()
    known_all = then.index is now.index or then.index.before == now.index.before
    return now if known_all else then
