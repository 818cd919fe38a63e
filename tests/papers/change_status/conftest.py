"""The report of March 2021 from the loaded example, built once for all tests that look at it."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from codeclerk.kernel.calendar import Month, end_of_london_day
from codeclerk.papers import registry
from codeclerk.papers.change_status.front import KIND
from codeclerk.papers.model import Paper

MARCH = {"day": "2021-03-05", "reference": "SECP_90_1203_18"}
SITE = "https://codeclerk.example"
_BUILT: dict[str, Paper] = {}


def report(day: str, reference: str = "", period: str = "", known: datetime | None = None) -> Paper:
    """The report as at a day, as the public reads it. The database must be open."""
    as_at = date.fromisoformat(day)
    month = period or day[:7]
    kind = registry.find(KIND)
    params = registry.Params(Month(int(month[:4]), int(month[5:])), reference)
    lens = registry.lens_for(
        kind, registry.audience(kind.classification), params, as_at, known or end_of_london_day(as_at)
    )
    return registry.build(kind, lens, params, site=SITE)


@pytest.fixture
def march(example) -> Paper:
    """The report of March 2021, as at the day and under the reference of the published one."""
    if "march" not in _BUILT:
        _BUILT["march"] = report(**MARCH)
    return _BUILT["march"]
