"""When a timetable event is: a day, a month, or a range of days. The precision that was printed is kept.

The value itself is `sources.rules.values.When`, the same as that of a claim. Printed as papers do: `22 Oct 2019`,
`Feb 2020`, `20 Jul 2020 – 7 Aug 2020` (PMP:1076-1102).
"""

from __future__ import annotations

import re
from datetime import date

from codeclerk.kernel.calendar.dates import DateStyle, Month, format_date, parse_date, parse_when
from codeclerk.kernel.errors import Reason, Refused
from codeclerk.sources.rules.values import When, parse_iso

BACKWARDS = Reason(
    "register.range_backwards",
    rule="a range goes from its first day to a later one",
    problem="{object} ends before it begins",
    remedy="Write the first day first.",
)

__all__ = ["When", "clause", "day_of", "month_of", "printed", "range_of", "read_when"]

_DASH = re.compile(r"\s+to\s+|\s*[–—]\s*|\s+-\s+")


def day_of(day: date) -> When:
    """A single day."""
    return When(day, day)


def month_of(year: int, month: int) -> When:
    """A month of unknown day."""
    found = Month(year, month)
    return When(found.first_day, found.last_day, is_month=True)


def range_of(first: date, last: date) -> When:
    """From a day to a later one. Raises `Refused` for a range that goes backwards."""
    if last < first:
        raise BACKWARDS.refuse(f"{first.isoformat()}/{last.isoformat()}", field="when")
    return When(first, last)


def read_when(text: str) -> When:
    """What `text` names: `2020-10-01/2020-11-13`, `Feb 2020`, `19 Oct – 30 Oct 2020`. Refuses what cannot be read."""
    typed = text.strip()
    try:
        return parse_iso(typed)
    except ValueError:
        pass
    parts = typed.split("/") if re.fullmatch(r"[0-9-]{10}/[0-9-]{10}", typed) else _DASH.split(typed)
    if len(parts) == 2:
        last = parse_date(parts[1])
        return range_of(_first(parts[0], last), last)
    found = parse_when(typed)
    return month_of(found.year, found.month) if isinstance(found, Month) else day_of(found)


def _first(text: str, last: date) -> date:
    """The first day of a range; where it leaves out what the last day says (19 Oct – 30 Oct 2020), that is taken."""
    for guess in (text, f"{text} {last.year}", f"{text} {format_date(last).split(' ', 1)[1]}"):
        try:
            return parse_date(guess)
        except Refused:
            continue
    return parse_date(text)


def printed(when: When) -> str:
    """As a paper prints it: `22 Oct 2019`, `Feb 2020`, `20 Jul 2020 – 7 Aug 2020`."""
    if when.is_month:
        return format_date(when.first, DateStyle.MEDIUM).split(" ", 1)[1]
    if when.is_day:
        return format_date(when.first, DateStyle.MEDIUM)
    return f"{format_date(when.first, DateStyle.MEDIUM)} – {format_date(when.last, DateStyle.MEDIUM)}"


def clause(when: When) -> str:
    """As a sentence says it: `on 20 January 2021`, `in October 2020`, `from 14 December 2020 to 8 January 2021`."""
    if when.is_month:
        return f"in {when}"
    if when.is_day:
        return f"on {format_date(when.first)}"
    return f"from {format_date(when.first)} to {format_date(when.last)}"
