"""How dates, numbers and amounts are written on pages. Pure; papers may use the same functions."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def day(value: date | datetime | None) -> str:
    """`5 March 2021`. An instant is read in London; `None` gives an empty text."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = _in_london(value).date()
    return f"{value.day} {value:%B %Y}"


def moment(value: datetime | None) -> str:
    """`5 March 2021 at 17:00`, in London."""
    if value is None:
        return ""
    local = _in_london(value)
    return f"{day(local)} at {local:%H:%M}"


def _in_london(value: datetime) -> datetime:
    return value.astimezone(LONDON) if value.tzinfo else value


def number(value: int | float | Decimal | None, places: int | None = None) -> str:
    """`1,234` or, with places, `1,234.50`. Without places a Decimal or a float keeps the digits that it has."""
    if value is None:
        return ""
    return f"{value:,}" if places is None else f"{value:,.{places}f}"


def money(value: int | Decimal | None) -> str:
    """`£1,234` for whole pounds, else `£1,234.50`."""
    if value is None:
        return ""
    whole = value == int(value)
    return f"{'-' if value < 0 else ''}£{abs(value):,.{0 if whole else 2}f}"


def working_days(value: int | None) -> str:
    """`1 Working Day`, `15 Working Days`."""
    return "" if value is None else plural(value, "Working Day")


def plural(count: int, one: str, many: str | None = None) -> str:
    """`1 row`, `2 rows`, `2 parties` when the plural is given."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
