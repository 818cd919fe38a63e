"""How far the events of a timetable moved, and why: original, revised and actual dates (DCUSA:588-592). Pure.

Slip is counted in Working Days from the end of the date that was planned first to the end of the present one, by the
convention `exclusive`: the day that was planned is not counted. Where one of the two is known to the month only, it is
counted in months, since no day is known to count from.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from codeclerk.kernel.calendar import Calendar, Convention, count_days
from codeclerk.register.rules.times import When, printed
from codeclerk.register.rules.timetable import Row, State

CONVENTION = Convention.EXCLUSIVE
CONVENTION_WORDS = (
    "Working Days from the end of the date that was planned first to the end of the present one; the day planned first "
    "is not counted, bank holidays are removed (convention “exclusive”); by months where no day is known"
)
NO_REASON = "no reason given"


@dataclass(frozen=True)
class Slip:
    """What became of the date of one event.

    Attributes:
        original: the date that was planned first; None for an event that was only recorded once it had happened.
        revised: the date that was planned last, where that is another one.
        actual: when it happened; None where no source says so.
        days: Working Days by which it moved, negative for earlier; None where no days are known or nothing was planned.
        months: the same in months, where one of the dates is known to the month only.
        reason: what was said when the date moved last; empty where nothing was.
    """

    row: Row
    original: When | None
    revised: When | None
    actual: When | None
    days: int | None = None
    months: int | None = None
    reason: str = ""

    @property
    def amount(self) -> int:
        """How far it moved in its own unit; 0 where it did not, or nobody can say."""
        return self.days or self.months or 0

    @property
    def is_moved(self) -> bool:
        """Whether it has, or had, another date than the one planned first."""
        last = self.actual or self.revised or self.original
        return self.original is not None and last != self.original

    @property
    def words(self) -> str:
        """`12 WD later`, `2 months earlier`, `as first planned`, `not planned beforehand`."""
        if self.original is None:
            return "not planned beforehand"
        if not self.amount:
            return "within the same month" if self.is_moved and self.months == 0 else "as first planned"
        size = abs(self.amount)
        unit = "WD" if self.days else "month" if size == 1 else "months"
        return f"{size} {unit} {'later' if self.amount > 0 else 'earlier'}"

    @property
    def why(self) -> str:
        """The reason for a moved date, or that none was given; empty for one that did not move."""
        return (self.reason or NO_REASON) if self.is_moved else ""


def slip_of(row: Row, calendar: Calendar | None = None) -> Slip:
    """What became of the date of an event, from everything that its timetable ever said."""
    planned = [one for one in row.revisions if one.state is State.PLANNED]
    original = planned[0].when if planned and planned[0] == row.revisions[0] else None
    if not row.revisions and row.state is State.PLANNED:
        original = row.when
    actual = row.when if row.state is State.HAPPENED else None
    last = planned[-1].when if planned else row.when if row.state is State.PLANNED else None
    revised = last if original is not None and last != original else None
    days = months = None
    if original is not None:
        days, months = _moved(original, actual or last or original, calendar or Calendar())
    return Slip(row, original, revised, actual, days, months, _reason(row))


def _moved(first: When, now: When, calendar: Calendar) -> tuple[int | None, int | None]:
    if first == now:
        return 0, None
    if first.is_month or now.is_month:
        return None, (now.last.year - first.last.year) * 12 + now.last.month - first.last.month
    return count_days(first.last, now.last, CONVENTION, calendar), None


def _reason(row: Row) -> str:
    """What was said with the last change of the date."""
    moved = [one for before, one in zip(row.revisions, row.revisions[1:], strict=False) if one.when != before.when]
    return next((one.note for one in reversed(moved) if one.note), "")


def slips(rows: Iterable[Row], calendar: Calendar | None = None) -> tuple[Slip, ...]:
    """What became of the date of each event, in the order given."""
    calendar = calendar or Calendar()
    return tuple(slip_of(row, calendar) for row in rows)


def summary(found: Sequence[Slip]) -> str:
    """In a sentence or two: how many events moved, and which one farthest."""
    planned = [one for one in found if one.original is not None]
    moved = [one for one in planned if one.is_moved]
    if not planned:
        return "No date of it was planned beforehand, so nothing can have moved."
    events = "1 event was" if len(planned) == 1 else f"{len(planned)} events were"
    if not moved:
        return f"{events} planned beforehand, and none has moved."
    said = f"{events} planned beforehand; {len(moved)} moved."
    late = [one for one in moved if one.amount > 0]
    if late:
        worst = max(late, key=lambda one: one.days if one.days is not None else one.amount * 21)
        first = printed(worst.original) if worst.original else ""
        said += f" The farthest is “{worst.row.title}”: first planned {first}, {worst.words}."
    return said
