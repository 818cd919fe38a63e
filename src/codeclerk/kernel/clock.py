"""The one place that reads the clock."""

from __future__ import annotations

from datetime import UTC, date, datetime

from codeclerk.kernel.calendar.dates import london_day


def now() -> datetime:
    """The present instant, aware, UTC."""
    return datetime.now(UTC)


def today() -> date:
    """The present day in London."""
    return london_day(now())
