"""Working Day arithmetic beside numpy's, in the same run: operations per second.

numpy is called in two ways: once per item, as a page or a command would, and once for all items, as a batch job could.
Each figure is the best of several rounds over the same random dates, after a check that both sides agree.

Run: python bench/working_days.py
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import numpy

from codeclerk.kernel.calendar import Calendar, Convention, add, add_days, count, count_days

ITEMS = 20_000
ROUNDS = 5


def measure() -> list[dict[str, Any]]:
    """One row per figure: `name`, `value` (ours) and `unit`, `beside` (numpy's figure), `ratio` (ours / numpy's)."""
    calendar = Calendar()
    holidays = calendar.holidays_between(date(2010, 1, 1), date(2035, 12, 31))
    theirs = numpy.busdaycalendar(holidays=[row.date for row in holidays])
    chance = random.Random(7)
    day = timedelta(days=1)
    starts = [date(2012, 1, 1) + chance.randrange(6000) * day for _ in range(ITEMS)]
    ends = [start + chance.randrange(1, 1500) * day for start in starts]
    numbers = [chance.randrange(1, 800) for _ in range(ITEMS)]
    first = numpy.array(starts, dtype="datetime64[D]")
    last = numpy.array(ends, dtype="datetime64[D]")
    how_many = numpy.array(numbers)

    def our_count() -> list[int]:
        return [count_days(a, b, Convention.EXCLUSIVE, calendar) for a, b in zip(starts, ends, strict=True)]

    def our_add() -> list[date]:
        return [add_days(a, n, Convention.EXCLUSIVE, calendar) for a, n in zip(starts, numbers, strict=True)]

    def our_count_explained() -> list[str]:
        pairs = zip(starts, ends, strict=True)
        return [count(a, b, Convention.EXCLUSIVE, calendar).explanation for a, b in pairs]

    def our_add_explained() -> list[str]:
        pairs = zip(starts, numbers, strict=True)
        return [add(a, n, Convention.EXCLUSIVE, calendar).explanation for a, n in pairs]

    # numpy counts [a, b): moving both ends by a day leaves the start out and takes the end in.
    def scalar_count() -> list[int]:
        pairs = zip(starts, ends, strict=True)
        return [int(numpy.busday_count(a + day, b + day, busdaycal=theirs)) for a, b in pairs]

    def scalar_add() -> list[date]:
        pairs = zip(starts, numbers, strict=True)
        return [
            numpy.busday_offset(a, n, roll="preceding", busdaycal=theirs).astype(object)  # a `date`, as ours is
            for a, n in pairs
        ]

    def batch_count() -> list[int]:
        found: list[int] = numpy.busday_count(first + 1, last + 1, busdaycal=theirs).tolist()
        return found

    def batch_add() -> list[date]:
        found: list[date] = numpy.busday_offset(first, how_many, roll="preceding", busdaycal=theirs).tolist()
        return found

    if not our_count() == scalar_count() == batch_count() or not our_add() == scalar_add() == batch_add():
        raise SystemExit("Ours and numpy's answers differ; the figures would mean nothing.")

    pairs: list[tuple[str, Callable[[], Any], Callable[[], Any]]] = [
        ("count, beside numpy per item", our_count, scalar_count),
        ("add, beside numpy per item", our_add, scalar_add),
        ("count, beside numpy in one call", our_count, batch_count),
        ("add, beside numpy in one call", our_add, batch_add),
        ("count with its sentence, beside numpy per item", our_count_explained, scalar_count),
        ("add with its sentence, beside numpy per item", our_add_explained, scalar_add),
    ]
    rows = []
    for name, ours, numpys in pairs:
        value, beside = _per_second(ours), _per_second(numpys)
        rows.append({"name": name, "value": value, "unit": "per second", "beside": beside, "ratio": value / beside})
    return rows


def _per_second(work: Callable[[], Any]) -> float:
    best = float("inf")
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - begun)
    return ITEMS / best


def main() -> None:
    """Print the rows as a table."""
    print(f"{'what':<50} {'ours':>12} {'numpy':>12} {'ratio':>8}  unit")
    for row in measure():
        print(f"{row['name']:<50} {row['value']:>12,.0f} {row['beside']:>12,.0f} {row['ratio']:>8.2f}  {row['unit']}")


if __name__ == "__main__":
    main()
