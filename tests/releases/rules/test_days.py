"""The days of releases: the pattern, cut-offs, ad-hoc releases."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codeclerk.kernel.calendar import Calendar, Convention, count_days
from codeclerk.kernel.errors import Refused
from codeclerk.releases import vocabulary
from codeclerk.releases.rules.days import DayLine, day_note, distinct


def d(text):
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("year", "month", "day"),
    [
        (2017, 6, "2017-06-29"),
        (2017, 11, "2017-11-02"),
        (2018, 2, "2018-02-22"),
        (2018, 6, "2018-06-28"),
        (2021, 2, "2021-02-25"),
        (2021, 6, "2021-06-24"),
        (2021, 11, "2021-11-04"),
    ],
)
def test_G043_every_release_day_of_the_papers_fits_the_pattern(year, month, day):
    assert vocabulary.scheduled_day(year, month) == d(day)


def test_no_release_is_scheduled_in_other_months():
    assert [month for month in range(1, 13) if vocabulary.scheduled_day(2021, month)] == [2, 6, 11]


def test_G037_a_decision_for_february_2021_is_needed_by_11_february():
    due = vocabulary.cut_off(d("2021-02-25"))
    assert due.due == d("2021-02-11")
    assert due.explanation == (
        "10 Working Days before go-live on 25 Feb 2021, the day of go-live not counted, "
        "England & Wales bank holidays removed: due 11 Feb 2021."
    )
    assert due.clause == "PMP:646-652, PMP:3877-3879"


def test_G038_a_decision_for_june_2021_is_needed_by_10_june():
    assert vocabulary.cut_off(d("2021-06-24")).due == d("2021-06-10")


def test_G040_with_the_longer_lead_time_it_is_needed_by_3_june():
    assert vocabulary.cut_off(d("2021-06-24"), "longer").due == d("2021-06-03")
    assert vocabulary.cut_off(d("2021-06-24"), "MP106").due == d("2021-06-03")


@pytest.mark.inventory("H03")
def test_the_cut_off_of_november_2021_is_as_printed():
    # Printed in PMP:3877-3879.
    assert vocabulary.cut_off(d("2021-11-04")).due == d("2021-10-21")


def test_a_lead_time_that_the_pack_does_not_have_is_refused_with_the_nearest():
    with pytest.raises(Refused) as caught:
        vocabulary.cut_off(d("2021-06-24"), "usuall")
    assert "'usual'" in caught.value.first.remedy


def test_lead_times_and_the_pattern_are_marked_inferred():
    day = d("2021-06-24")
    assert {lead.working_days.at(day).sure.value for lead in vocabulary.lead_times()} == {"inferred"}
    assert {one.day.at(day).sure.value for one in vocabulary.rules().scheduled} == {"inferred"}
    assert vocabulary.rules().ad_hoc.sure(day).value == "inferred"
    assert vocabulary.rules().referral.working_days.at(day).sure.value == "printed"


def test_G044_an_ad_hoc_release_follows_one_working_day_after_the_decision():
    found = vocabulary.ad_hoc(d("2021-01-20"))
    assert (found.day.due, found.referral.due) == (d("2021-01-21"), d("2021-02-03"))
    assert found.is_before_referral_ends
    assert found.words == (
        "It takes effect on 21 January 2021; it may be referred until 3 February 2021 and is backed out if the "
        "decision is overturned."
    )


DAYS = st.dates(d("2014-02-01"), d("2035-10-01"))


@given(DAYS)
def test_the_cut_off_is_a_working_day_before_go_live_that_leaves_the_lead_time(day):
    calendar = Calendar()
    for lead, days in (("usual", 10), ("longer", 15)):
        due = vocabulary.cut_off(day, lead).due
        assert due < day
        assert calendar.is_working_day(due)
        assert count_days(due, day, Convention.EXCLUSIVE, calendar) == days - (not calendar.is_working_day(day))
    assert vocabulary.cut_off(day, "longer").due < vocabulary.cut_off(day).due


@given(DAYS)
def test_an_ad_hoc_release_takes_effect_before_its_referral_window_ends(day):
    found = vocabulary.ad_hoc(day)
    assert day < found.day.due < found.referral.due


@given(st.integers(2014, 2035), st.integers(1, 12))
def test_a_scheduled_day_is_a_thursday_of_its_month(year, month):
    day = vocabulary.scheduled_day(year, month)
    assert (day is None) == (month not in (2, 6, 11))
    if day is not None:
        assert (day.year, day.month, day.weekday()) == (year, month, 3)
        assert day.day <= 7 if month == 11 else (day.day + 7 > 28)


def test_days_that_repeat_are_one_and_the_order_is_that_of_saying():
    lines = [DayLine(d("2021-03-05"), d("2021-06-24")), DayLine(d("2020-12-04"), d("2021-06-24"))]
    assert distinct(lines) == (lines[1],)
    moved = (lines[1], DayLine(d("2021-03-05"), d("2021-07-01"), "Testing takes longer."))
    assert distinct(reversed(moved)) == moved


@pytest.mark.parametrize(
    ("days", "pattern", "said"),
    [
        (["2021-06-24"], "2021-06-24", ""),
        (["2021-06-24"], None, ""),
        ([None], "2020-11-05", "No day is known; the pattern gives 5 November 2020."),
        ([None], None, "No day is known."),
        (["2021-06-23"], "2021-06-24", "The pattern gives 24 June 2021."),
        (["2021-06-24", "2021-07-01"], "2021-06-24", "Moved from 24 June 2021: so. The pattern gives 24 June 2021."),
        ([None, "2021-06-24"], "2021-06-24", "Moved from no day: so."),
    ],
)
def test_what_there_is_to_say_of_a_day(days, pattern, said):
    history = tuple(
        DayLine(date(2021, 1, n), d(day) if day else None, "so." if n > 1 else "") for n, day in enumerate(days, 1)
    )
    assert day_note(history, d(pattern) if pattern else None) == said
