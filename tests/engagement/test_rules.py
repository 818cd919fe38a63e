"""Who has a place, and where a day stands, as values."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codeclerk.engagement.rules import Booking, Engagement, Standing, moved_up, places

pytestmark = pytest.mark.any_database


def made(*counts):
    return [Booking(f"p{n}", "o", count, n) for n, count in enumerate(counts)]


def who(found):
    return [one.person for one in found]


def test_first_come_first_served_and_from_the_first_that_does_not_fit_all_wait():
    found = places(made(2, 2, 1), 3)
    assert (who(found.confirmed), who(found.waiting), found.taken) == (["p0"], ["p1", "p2"], 2)
    assert who(places(made(2, 2, 1), None).confirmed) == ["p0", "p1", "p2"]


def test_who_moves_up_when_a_place_is_free():
    every = made(2, 2, 1)
    assert who(moved_up(places(every, 3), places(every[1:], 3))) == ["p1", "p2"]
    assert who(moved_up(places(every, 3), places(every, 4))) == ["p1"]


@given(st.lists(st.integers(1, 5), max_size=8), st.integers(1, 12), st.data())
def test_nobody_loses_a_place_because_somebody_else_cancels(counts, capacity, data):
    every = made(*counts)
    before = places(every, capacity)
    assert before.taken <= capacity
    if not every:
        return
    gone = data.draw(st.sampled_from(every))
    after = places([one for one in every if one is not gone], capacity)
    assert set(who(before.confirmed)) - {gone.person} <= set(who(after.confirmed))


DAY = Engagement("k", "A day", date(2016, 11, 25), date(2016, 11, 26), place="Hall", is_online=True, capacity=3)


@pytest.mark.parametrize(
    ("day", "standing", "takes"),
    [
        (date(2016, 11, 24), Standing.COMING, True),
        (date(2016, 11, 25), Standing.ON, True),
        (date(2016, 11, 26), Standing.ON, False),
        (date(2016, 11, 27), Standing.OVER, False),
    ],
)
def test_where_it_stands_and_whether_it_takes_bookings(day, standing, takes):
    assert (DAY.standing(day), DAY.takes_bookings(day)) == (standing, takes)


def test_it_says_when_and_where():
    assert DAY.when == "Friday 25 November 2016 to Saturday 26 November 2016"
    assert DAY.where == "Hall and online"
    assert DAY.free == 3
