"""Where a vote stands at an instant, by what was done with it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from codeclerk.kernel.calendar.dates import LONDON, format_date


class Standing(StrEnum):
    """Where a vote stands."""

    TO_OPEN = "to_open"
    OPEN = "open"
    CLOSED = "closed"
    COUNTED = "counted"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"

    @property
    def words(self) -> str:
        """`closed, not counted`, as sentences have it."""
        return {"to_open": "not open yet", "closed": "closed, not counted", "counted": "counted, not published"}.get(
            self.value, self.value
        )

    @property
    def is_over(self) -> bool:
        """Whether nothing more is done with it."""
        return self in (Standing.PUBLISHED, Standing.WITHDRAWN)


class Did(StrEnum):
    """What was done with a vote after it was opened."""

    CLOSED = "closed"
    COUNTED = "counted"
    PUBLISHED = "published"
    REOPENED = "reopened"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Mark:
    """One thing that was done. `detail` is JSON: the count, or what was published; `closes_at` is of a reopening."""

    did: Did
    at: datetime
    by: str
    reason: str = ""
    detail: str = ""
    closes_at: datetime | None = None


@dataclass(frozen=True)
class Times:
    """How a vote stands at an instant, and when positions count.

    `closes_at` is the last time that was set; `closed_at` the end of the voting: that time, or an earlier closing.
    """

    standing: Standing
    closes_at: datetime
    closed_at: datetime
    marks: tuple[Mark, ...] = ()
    """What was done since it was opened, or opened again."""
    reopened: int = 0
    """How often it was opened again."""

    def last(self, did: Did) -> Mark | None:
        """The last time that this was done and still holds."""
        return next((one for one in reversed(self.marks) if one.did is did), None)


def times(opens_at: datetime, closes_at: datetime, marks: Iterable[Mark], at: datetime) -> Times:
    """How a vote stands at an instant. A time that is over closes it, whether or not somebody recorded that."""
    own: list[Mark] = []
    closed_at, reopened = closes_at, 0
    for mark in marks:
        if mark.at > at:
            break
        if mark.did is Did.REOPENED and mark.closes_at is not None:
            own, closes_at, closed_at = [], mark.closes_at, mark.closes_at
            reopened += 1
            continue
        own.append(mark)
        if mark.did is Did.CLOSED:
            closed_at = min(closed_at, mark.at)
    done = {one.did for one in own}
    order = (
        (Did.WITHDRAWN, Standing.WITHDRAWN),
        (Did.PUBLISHED, Standing.PUBLISHED),
        (Did.COUNTED, Standing.COUNTED),
        (Did.CLOSED, Standing.CLOSED),
    )
    standing = next((found for did, found in order if did in done), None)
    if standing is None:
        standing = Standing.TO_OPEN if at < opens_at else Standing.OPEN if at < closed_at else Standing.CLOSED
    return Times(standing, closes_at, closed_at, tuple(own), reopened)


def moment_words(at: datetime) -> str:
    """`23 February 2021, 17:00`, in London."""
    there = at.astimezone(LONDON)
    return f"{format_date(there.date())}, {there:%H:%M}"
