"""How dates, numbers and amounts are written on pages. Pure; papers may use the same functions."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
NUMBER_WORDS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
)


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


def number_word(count: int) -> str:
    """`two`; digits from 21 on and below zero: `1,234`."""
    return NUMBER_WORDS[count] if 0 <= count < len(NUMBER_WORDS) else number(count)


def counted(count: int, one: str, many: str | None = None) -> str:
    """`no proposals`, `one proposal`, `two proposals`: a number word that cannot contradict what it counts."""
    return f"{'no' if count == 0 else number_word(count)} {one if count == 1 else many or one + 's'}"
