"""The update of November 2016 from the loaded example, built once for all tests that look at it."""

from __future__ import annotations

from datetime import date

import pytest

from codeclerk.kernel.calendar import Month, end_of_london_day
from codeclerk.papers import registry
from codeclerk.papers.code_update.record import KIND
from codeclerk.papers.model import Paper

SITE = "https://codeclerk.example"
_BUILT: dict[str, Paper] = {}


def lens_of(day: str):
    """The lens of an update as at a day, as the public reads it, with what is asked."""
    as_at, kind = date.fromisoformat(day), registry.find(KIND)
    params = registry.Params(Month(as_at.year, as_at.month))
    reader = registry.audience(kind.classification)
    return registry.lens_for(kind, reader, params, as_at, end_of_london_day(as_at))


def update(day: str, **values: str) -> Paper:
    """The update as at a day. The database must be open."""
    lens = lens_of(day)
    params = registry.Params(Month(lens.valid_at.year, lens.valid_at.month), values=values)
    return registry.build(registry.find(KIND), lens, params, site=SITE)


@pytest.fixture
def november(example) -> Paper:
    """The update as at the day of the published one."""
    if "november" not in _BUILT:
        _BUILT["november"] = update("2016-11-09")
    return _BUILT["november"]
