"""Places that are booked at the same moment."""

from __future__ import annotations

from codeclerk.engagement import queries
from codeclerk.kernel.errors import Refused
from tests.engagement import example
from tests.engagement.example import book
from tests.register.support import lens
from tests.support.records import at_once


def test_of_two_who_book_the_last_place_at_once_one_waits(fresh_database):
    example.people()
    day = example.planned()
    book(day, "ada", 2)
    results = at_once(lambda: book(day, "ben"), lambda: book(day, "cleo"))
    assert sorted(results) == [False, True]
    one = queries.engagement(lens(), day)
    assert (one.booked, one.waiting) == (3, 1)


def test_of_two_bookings_of_one_person_at_once_one_is_refused(fresh_database):
    example.people()
    day = example.planned()
    results = at_once(lambda: book(day, "ada"), lambda: book(day, "ada"))
    assert sum(isinstance(one, bool) for one in results) == 1
    (refused,) = (one for one in results if isinstance(one, Refused))
    assert refused.first.code == "engagement.booked_already"
