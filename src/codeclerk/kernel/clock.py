"""The one place that reads the clock."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime

from codeclerk.kernel.calendar.dates import london_day

_INSTANT: ContextVar[datetime | None] = ContextVar("codeclerk_instant", default=None)


def now() -> datetime:
    """The present instant, aware, UTC; inside `one_instant` the one at which that began."""
    return _INSTANT.get() or datetime.now(UTC)


def today() -> date:
    """The present day in London."""
    return london_day(now())


@contextmanager
def one_instant() -> Iterator[None]:
    """Inside, it stays the same instant: what a page tells is told as of the moment at which it was asked for, and no
    two parts of it look from different ones."""
    with _held(now()):
        yield


@contextmanager
def going_on() -> Iterator[None]:
    """Inside, the clock goes on, also where it stood still: what is recorded is recorded when it is."""
    with _held(None):
        yield


@contextmanager
def _held(instant: datetime | None) -> Iterator[None]:
    token = _INSTANT.set(instant)
    try:
        yield
    finally:
        _INSTANT.reset(token)
