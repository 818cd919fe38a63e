"""Which months of a paper are offered."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from codeclerk.kernel.calendar.dates import Month
from codeclerk.papers.months import MOST, months

TODAY = date(2026, 11, 27)
BEGINS = date(2016, 10, 27)
PUBLISHED = [date(2016, 11, 9), date(2020, 12, 4), date(2021, 3, 5), date(2021, 3, 12)]


def test_the_months_in_which_something_was_published_newest_first():
    made = months(BEGINS, PUBLISHED, TODAY)
    assert (made.first, made.last) == (Month(2016, 10), Month(2026, 11))
    assert made.offered == (Month(2021, 3), Month(2020, 12), Month(2016, 11))
    assert made.best == Month(2021, 3)


def test_the_month_of_the_readers_day_comes_first_and_once():
    assert months(BEGINS, PUBLISHED, TODAY, date(2020, 12, 31)).offered == (
        Month(2020, 12),
        Month(2021, 3),
        Month(2016, 11),
    )
    assert months(BEGINS, PUBLISHED, TODAY, date(2019, 1, 1)).best == Month(2019, 1)


def test_no_month_before_the_record_or_after_today():
    published = [date(2013, 1, 1), date(2027, 1, 1)]
    assert months(BEGINS, published, TODAY, date(2012, 1, 1)).offered == ()
    assert months(BEGINS, published, TODAY).best == Month(2026, 11)


def test_an_empty_record_offers_nothing():
    made = months(None, PUBLISHED, TODAY)
    assert (made.first, made.offered) == (None, ())


@given(st.lists(st.dates(date(2010, 1, 1), date(2030, 1, 1))), st.none() | st.dates(date(2010, 1, 1), date(2030, 1, 1)))
def test_offered_months_are_different_within_the_record_and_few(published, chosen):
    made = months(BEGINS, published, TODAY, chosen)
    assert len(set(made.offered)) == len(made.offered) <= MOST
    assert all(made.first <= month <= made.last for month in made.offered)
    rest = made.offered[1:] if chosen else made.offered
    assert list(rest) == sorted(rest, reverse=True)
