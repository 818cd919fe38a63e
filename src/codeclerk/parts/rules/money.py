"""Amounts in pounds: read from a line, added, and written. Every total of the product is made here."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from pydantic.dataclasses import dataclass

from codeclerk.kernel.errors import Reason
from codeclerk.ui.words import money

_AMOUNT = r"£?\s*([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(\.[0-9]{1,2})?"
_LINE = re.compile(rf"(?P<phase>.*\S)\s*:\s*{_AMOUNT}(?:\s*(?:to|-|–)\s*{_AMOUNT})?\s*", re.DOTALL)
_YEAR = re.compile(r"(20[0-9]{2})/([0-9]{2})")
MOST = Decimal("1000000000000")

WRONG_LINE = Reason(
    "parts.wrong_price_line",
    rule="a price line is a phase, a colon and pounds, or a range of pounds",
    problem="“{object}” is no price line",
    remedy="Write it as “Design, Build and Test: 150000”, or as a range: “Assessment: 25000 to 53000”.",
)
WRONG_YEARS = Reason(
    "parts.wrong_year",
    rule="a financial year is written with both of its calendar years",
    problem="“{object}” is no financial year",
    remedy="Write it as 2020/21.",
)


@dataclass(frozen=True)
class Amount:
    """Pounds from `low` to `high`, which are the same where the amount is exact. `phase`: what it is for."""

    low: Decimal
    high: Decimal
    phase: str = ""

    @classmethod
    def exact(cls, pounds: Decimal, phase: str = "") -> Amount:
        return cls(pounds, pounds, phase)

    @property
    def is_range(self) -> bool:
        return self.low != self.high

    @property
    def is_zero(self) -> bool:
        return self.high == 0

    def __str__(self) -> str:
        """`£1,200`, `£25,000 to £53,000`."""
        return f"{money(self.low)} to {money(self.high)}" if self.is_range else money(self.low)


def total(lines: Iterable[Amount]) -> Amount | None:
    """What lines add up to, from the sum of the lowest to that of the highest; None for no line."""
    found = tuple(lines)
    if not found:
        return None
    return Amount(sum((one.low for one in found), Decimal(0)), sum((one.high for one in found), Decimal(0)))


def read_line(text: str, field: str = "lines") -> Amount:
    """`Design, Build and PIT: £150,000` as an amount. Refused (parts.wrong_price_line) otherwise, and a range that runs
    down too."""
    found = _LINE.fullmatch(text.strip())
    if found is None:
        raise WRONG_LINE.refuse(text[:80], field=field)
    low = _pounds(found[2], found[3])
    high = _pounds(found[4], found[5]) if found[4] else low
    if high < low or high > MOST:
        raise WRONG_LINE.refuse(text[:80], field=field)
    return Amount(low, high, found["phase"].strip())


def _pounds(whole: str, pence: str | None) -> Decimal:
    return Decimal(whole.replace(",", "") + (pence or ""))


def read_years(texts: Iterable[str], field: str = "years") -> tuple[str, ...]:
    """Financial years in order, each once. Refused (parts.wrong_year): one whose second year does not follow."""
    made = set()
    for text in texts:
        found = _YEAR.fullmatch(text.strip())
        if found is None or (int(found[1]) + 1) % 100 != int(found[2]):
            raise WRONG_YEARS.refuse(text[:20], field=field)
        made.add(text.strip())
    return tuple(sorted(made))


def formula(units: Decimal, unit: str, worth: Decimal) -> str:
    """`1,000,000 Communications Hubs x £40`."""
    shown = units.normalize() if units % 1 else units.quantize(Decimal(1))
    return f"{shown:,} {unit} x {money(worth)}"
