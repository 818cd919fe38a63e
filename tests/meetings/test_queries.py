"""Reads of meetings: planned and held, by day, as they were known; agendas with the names of the day."""

from __future__ import annotations

from datetime import date

import pytest

from codeclerk.meetings import queries
from tests.meetings import example
from tests.register.support import do, lens, registered
from tests.register.support import queries as count

pytestmark = pytest.mark.django_db
THEN = "2021-03-05"


@pytest.fixture
def loaded():
    example.load()


def told(day=THEN, known=None, **which):
    return [(one.key, one.state.value) for one in queries.meetings(lens(day, known), **which)]


@pytest.mark.inventory("C12", "K05")
def test_the_working_group_met_and_meets_again(loaded):
    # Printed in CSR:229-245.
    last = queries.last_held(lens(THEN), "working_group")
    assert (last.day, [item.number for item in last.agenda]) == (date(2021, 3, 3), example.AGENDA)
    assert last.agenda[1].title == "Security Improvements"
    coming = queries.next_planned(lens(THEN), "working_group")
    assert (coming.day, coming.agenda_announced, coming.agenda_due) == (
        date(2021, 4, 7),
        date(2021, 3, 24),
        date(2021, 3, 24),
    )
    assert (coming.agenda, coming.fits_pattern, coming.warnings) == ((), True, ())
    assert coming.pattern_words == "on the first Wednesday of the month"


@pytest.mark.parametrize("size", [1, 30])
def test_reads_take_as_many_queries_for_one_as_for_thirty(size):
    for n in range(1, size + 1):
        registered(f"MP{n:03d}", f"Title {n}", "2020-01-01")
        do("record_meeting", _from=THEN, body="opsg", day=f"2021-02-{n if n < 29 else n - 28:02d}" if n < 29 else
           f"2021-01-{n - 28:02d}", agenda=[f"MP{n:03d}"])  # fmt: skip
    with count(2):
        assert len(queries.meetings(lens(THEN))) == size
    with count(2):
        assert queries.last_held(lens(THEN), "opsg") is not None
    with count(1):
        assert len(queries.of_proposal(lens(THEN), "0001")) == 1
    with count(2):
        assert queries.meeting(lens(THEN), "opsg-2021-02-01").agenda[0].number == "MP001"
