"""The months of which a paper can be made, and those that are worth offering. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from codeclerk.kernel.calendar.dates import Month

MOST = 12


@dataclass(frozen=True)
class Months:
    """From the month in which the record begins to the present one; `offered` are those that it knows well.

    `first` is None for a record in which there is nothing: then there is no month to offer either.
    """

    first: Month | None
    last: Month
    offered: tuple[Month, ...]

    @property
    def best(self) -> Month:
        """The month to start from: the first offered one, or the present one."""
        return self.offered[0] if self.offered else self.last


def months(begins: date | None, published: Iterable[date], today: date, chosen: date | None = None) -> Months:
    """The months of a record that begins on a day, in which documents were published on these days.

    Offered are the month of the day that the reader chose, and the months in which something was published, newest
    first; never one before the record begins or after the present one.
    """
    last = _month(today)
    if begins is None:
        return Months(None, last, ())
    first = _month(begins)
    known = sorted({_month(day) for day in published}, reverse=True)
    wanted = [_month(chosen), *known] if chosen is not None else known
    within = [month for month in dict.fromkeys(wanted) if first <= month <= last]
    return Months(first, last, tuple(within[:MOST]))


def _month(day: date) -> Month:
    return Month(day.year, day.month)
