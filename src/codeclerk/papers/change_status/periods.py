"""The days that a report covers (K23). Pure.

A report of a month shows where everything stands on its as-at day, and tells what happened in the calendar month
before: its *data month*. So each happening is told once, in one report. Figures over twelve months run to the end of
the data month (CSR:267, CSR:433); the day they really run to is the *data date*.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from codeclerk.assessments.rules import Window, twelve_months_to
from codeclerk.kernel.calendar import Month
from codeclerk.papers.windows import Covered, up_to

SIX = 6
"""Months for which the DCC's report lists what was implemented (CSR:512)."""


def month_before(month: Month, count: int = 1) -> Month:
    """The month so many before."""
    total = month.year * 12 + month.month - 1 - count
    return Month(total // 12, total % 12 + 1)


@dataclass(frozen=True)
class Periods:
    """The days of one report.

    Args:
        period: the month in its title.
        as_at: the day whose state it shows.
    """

    period: Month
    as_at: date

    @property
    def month(self) -> Month:
        """The data month: what happened in it is told."""
        return month_before(self.period)

    @property
    def data_date(self) -> date:
        """The day to which the figures run: the end of the data month, or the as-at day if that is earlier."""
        return min(self.month.last_day, self.as_at)

    @property
    def in_month(self) -> Window:
        """The data month as days."""
        return Window(self.month.first_day, self.month.last_day)

    @property
    def year(self) -> Window:
        """The twelve months to the end of the data month."""
        return twelve_months_to(self.month)

    @property
    def half_year(self) -> Window:
        """The six months to the end of the data month."""
        return Window(month_before(self.month, SIX - 1).first_day, self.month.last_day)

    @property
    def covered(self) -> tuple[Covered, ...]:
        """Each window of the report, with its rule."""
        end = f"the end of {self.month}, the month before that of the report"
        return (
            up_to(self.as_at),
            _covered("What happened", self.in_month, "the month before that of the report"),
            _covered("Figures over twelve months", self.year, f"twelve months to {end} (CSR:267, CSR:433)"),
            _covered("What the DCC implemented", self.half_year, f"six months to {end} (CSR:512)"),
        )


def _covered(name: str, window: Window, why: str) -> Covered:
    return Covered(name, window.start, window.end, why)
