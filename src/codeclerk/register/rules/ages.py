"""How old a proposal is, in Working Days by the convention of the published figures (CSR:439)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from codeclerk.kernel.calendar import Calendar, Convention, count_days

CONVENTION = Convention.PUBLISHED
CONVENTION_WORDS = "weekdays from the day it was raised, both ends counted, bank holidays not removed"


def age(raised: date | None, day: date) -> int | None:
    """Working Days from the day a proposal was raised to `day`; None when it is not known when, or not yet raised."""
    if raised is None or day < raised:
        return None
    return count_days(raised, day, CONVENTION, Calendar())


def mean_age(ages: Iterable[int | None]) -> int | None:
    """The mean of the known ages, to the nearest whole Working Day; None when none is known."""
    known = [one for one in ages if one is not None]
    if not known:
        return None
    return int((Decimal(sum(known)) / len(known)).quantize(Decimal(1), rounding=ROUND_HALF_UP))
