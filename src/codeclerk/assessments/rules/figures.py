"""The figures that reports print of many assessments: what is open, what came in, means, what was in time. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from codeclerk.assessments.rules.assessment import Assessment, Standing, duration
from codeclerk.assessments.rules.steps import IA, PA
from codeclerk.kernel.calendar import Calendar, Month


@dataclass(frozen=True)
class Window:
    """Days from `start` to `end`, both in it."""

    start: date
    end: date

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.start <= day <= self.end


def twelve_months_to(month: Month) -> Window:
    """The 12 months that end with the last day of `month` (CSR:267)."""
    first = Month(month.year - 1, month.month + 1) if month.month < 12 else Month(month.year, 1)
    return Window(first.first_day, month.last_day)


def open_on(assessments: Iterable[Assessment], day: date) -> list[Assessment]:
    """Accepted and not returned at the end of this day, by type, acceptance and proposal (CSR:289-297)."""
    found = [a for a in assessments if a.standing(day) is Standing.OPEN]
    return sorted(found, key=lambda a: (a.kind != IA, a.accepted.day if a.accepted else day, a.proposal))


def waiting_on(assessments: Iterable[Assessment], day: date) -> list[Assessment]:
    """Asked for and not accepted at the end of this day, oldest first: outside the open count (CSR:572, D08)."""
    wanted = (Standing.REQUESTED, Standing.QUERIED)
    found = [a for a in assessments if a.standing(day) in wanted]
    return sorted(found, key=lambda a: (a.requested or date.min, a.proposal, a.kind))


def returned_in(assessments: Iterable[Assessment], window: Window) -> list[Assessment]:
    """Returned on a day of the window, in the order of return (D17: the published list is not in order)."""
    found = [a for a in assessments if a.returned is not None and a.returned in window]
    return sorted(found, key=lambda a: (a.returned or window.end, a.proposal, a.kind))


def requested_in(assessments: Iterable[Assessment], window: Window, kind: str) -> list[Assessment]:
    """Requests of one type made on a day of the window (D18)."""
    found = [a for a in assessments if a.kind == kind and a.requested is not None and a.requested in window]
    return sorted(found, key=lambda a: (a.requested or window.end, a.proposal))


@dataclass(frozen=True)
class SummaryRow:
    """One line of the summary: how many, and the exact means of their durations.

    `mean` is of the published durations, `mean_without_holidays` of those with bank holidays removed; `None` when there
    is nothing to average. `members` are the assessments behind the figure; `inferred` says how many of those durations
    rest on an acceptance that was worked out.
    """

    kind: str
    standing: Standing
    total: int
    mean: Decimal | None
    members: tuple[str, ...]
    mean_without_holidays: Decimal | None = None
    inferred: int = 0

    @property
    def average(self) -> int | None:
        """The mean as the report prints it."""
        return _whole(self.mean)

    @property
    def average_without_holidays(self) -> int | None:
        """The mean with bank holidays removed, rounded alike."""
        return _whole(self.mean_without_holidays)


def _whole(mean: Decimal | None) -> int | None:
    return None if mean is None else int(mean.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def summary(assessments: Iterable[Assessment], window: Window, day: date, calendar: Calendar) -> list[SummaryRow]:
    """The four lines of the summary table, in its order (CSR:269-279, G009 to G011)."""
    known = list(assessments)
    chosen = ((Standing.OPEN, open_on(known, day)), (Standing.RETURNED, returned_in(known, window)))
    return [
        _summary_row(kind, standing, [a for a in some if a.kind == kind], day, calendar)
        for kind in (PA, IA)
        for standing, some in chosen
    ]


def _summary_row(kind: str, standing: Standing, own: Sequence[Assessment], day: date, calendar: Calendar) -> SummaryRow:
    lengths = [length for a in own if (length := duration(a, a.returned or day, calendar)) is not None]
    return SummaryRow(
        kind,
        standing,
        len(own),
        _mean([length.published for length in lengths]),
        tuple(a.key for a in own),
        _mean([length.working_days for length in lengths]),
        sum(1 for length in lengths if length.is_inferred),
    )


def _mean(values: Sequence[int]) -> Decimal | None:
    return Decimal(sum(values)) / len(values) if values else None


@dataclass(frozen=True)
class Performance:
    """Assessments due in a month, and how many of them came in time (D42, CSR:597-615)."""

    due: tuple[Assessment, ...]
    in_time: int


def code_performance(assessments: Iterable[Assessment], window: Window) -> Performance:
    """What was due on a day of the window, by the deadline computed from acceptance (G018)."""
    due = [a for a in assessments if a.deadline is not None and a.deadline.due in window]
    due.sort(key=lambda a: (a.deadline.due if a.deadline else window.end, a.proposal))
    return Performance(tuple(due), sum(1 for a in due if a.is_met()))
