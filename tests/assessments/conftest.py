"""Fixtures of assessments."""

from __future__ import annotations

import pytest

from tests.assessments.support import asked, registered


@pytest.fixture
def mp140(db: None) -> str:
    """A Preliminary Assessment that was asked for on 27 January 2021; its key."""
    registered("MP140", "CH Stock Transfer", "2020-09-01")
    return asked()
