"""What the calendar's tests share."""

from __future__ import annotations

from datetime import date

import pytest

from codeclerk.kernel.calendar import Calendar


@pytest.fixture
def england_wales() -> Calendar:
    return Calendar()


@pytest.fixture
def scotland() -> Calendar:
    return Calendar("scotland")


def d(iso: str) -> date:
    return date.fromisoformat(iso)
