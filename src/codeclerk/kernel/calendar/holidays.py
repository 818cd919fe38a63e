"""Bank holidays of England & Wales and of Scotland, 2010 to 2035, with the day on which each became known.

The table is data (`data/<jurisdiction>.csv`), read once, when a calendar is first asked for. A day outside it is
refused, never guessed. Statute: Banking and Financial Dealings Act 1971, schedule 1 and section 1 (proclamations).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from codeclerk.kernel.errors import Reason

FIRST_DAY = date(2010, 1, 1)
LAST_DAY = date(2035, 12, 31)

_Date = date  # the row's own `date` would hide the type

JURISDICTIONS: dict[str, str] = {"england-wales": "England & Wales", "scotland": "Scotland"}
"""Id of each jurisdiction and its name in words."""

OUTSIDE_TABLE = Reason(
    code="calendar.outside_table",
    rule="Working Days are counted from 1 January 2010 to 31 December 2035, for which bank holidays are held",
    problem="{object} is outside the calendar",
    remedy="Use dates from 2010 to 2035, or extend the bank holiday table",
)

UNKNOWN_JURISDICTION = Reason(
    code="calendar.unknown_jurisdiction",
    rule="Bank holidays differ between jurisdictions, so a calendar names one, or several joined by +",
    problem="No bank holidays are held for '{object}'",
    remedy="Use {known}, or a union such as england-wales+scotland",
)


@dataclass(frozen=True, slots=True)
class Holiday:
    """One row of the table: a weekday that is, or for some time was expected to be, a bank holiday.

    `known_from` is the day on which it became known. `superseded_from` is the day on which it became known that the
    day would be worked after all (4 May 2020, moved by an announcement of 7 June 2019), or None while it stands.
    `source` is "rule" for an ordinary holiday, else the announcement, with what is not confirmed about it.
    """

    date: _Date
    name: str
    known_from: _Date
    superseded_from: _Date | None = None
    source: str = "rule"

    def is_known_at(self, day: _Date | None) -> bool:
        """Whether the row stands as known at the end of `day`; None means by all that the table knows."""
        if day is None:
            return self.superseded_from is None
        return self.known_from <= day and (self.superseded_from is None or self.superseded_from > day)

    def as_json(self) -> dict[str, str]:
        return {"date": self.date.isoformat(), "name": self.name}


@cache
def table(jurisdiction: str) -> tuple[Holiday, ...]:
    """Every row held for one jurisdiction, in order of date, superseded rows among them.

    Raises `ValueError` for a broken table: a row out of order or range, on a weekend, or standing twice.
    """
    if jurisdiction not in JURISDICTIONS:
        raise UNKNOWN_JURISDICTION.refuse(jurisdiction, known=" or ".join(JURISDICTIONS))
    text = Path(__file__).with_name("data").joinpath(f"{jurisdiction}.csv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    rows = tuple(_row(line) for line in lines[1:])
    _check(rows)
    return rows


def _row(line: str) -> Holiday:
    # No quoting in this table: names and sources hold no comma, and plain splitting keeps start-up short.
    day, name, known_from, superseded_from, source = line.split(",")
    return Holiday(
        date.fromisoformat(day),
        name,
        date.fromisoformat(known_from),
        date.fromisoformat(superseded_from) if superseded_from else None,
        source,
    )


def _check(rows: tuple[Holiday, ...]) -> None:
    standing = [row.date for row in rows if row.superseded_from is None]
    if len(standing) != len(set(standing)):
        raise ValueError("A bank holiday stands twice in the table.")
    if [row.date for row in rows] != sorted(row.date for row in rows):
        raise ValueError("The bank holiday table is not in order of date.")
    for row in rows:
        if not FIRST_DAY <= row.date <= LAST_DAY or row.date.weekday() >= 5:
            raise ValueError(f"{row.date} is outside the bank holiday table's years or on a weekend.")
        if row.superseded_from is not None and row.superseded_from <= row.known_from:
            raise ValueError(f"{row.date} was superseded before it was known.")
