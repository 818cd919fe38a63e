from __future__ import annotations

import copy
import pickle
from dataclasses import FrozenInstanceError
from datetime import UTC, date, datetime

import pytest

from codeclerk.kernel.calendar import Calendar
from codeclerk.kernel.errors import Refused

from .conftest import d


def refused_code(act) -> str:
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.first.code


@pytest.mark.inventory("C08")
def test_is_working_day_on_each_sort_of_day(england_wales):
    assert england_wales.is_working_day(d("2021-03-05"))
    assert not england_wales.is_working_day(d("2021-03-06"))
    assert not england_wales.is_working_day(d("2021-03-07"))
    assert not england_wales.is_working_day(d("2021-04-02"))


def test_holiday_name_on_a_plain_day_and_at_the_ends(england_wales):
    assert england_wales.holiday_name(d("2021-03-06")) is None
    assert england_wales.holiday_name(d("2010-01-01")) == "New Year's Day"
    assert england_wales.holiday_name(d("2035-12-31")) is None


def test_on_or_after_and_on_or_before(england_wales):
    assert england_wales.on_or_after(d("2021-04-02")) == d("2021-04-06")
    assert england_wales.on_or_before(d("2021-04-05")) == d("2021-04-01")
    assert england_wales.on_or_after(d("2021-04-01")) == england_wales.on_or_before(d("2021-04-01")) == d("2021-04-01")


@pytest.mark.parametrize("day", ["2009-12-31", "2036-01-01", "1900-01-01"])
def test_day_outside_the_table_is_refused(england_wales, day):
    for ask in (england_wales.is_working_day, england_wales.holiday_name, england_wales.on_or_after):
        assert refused_code(lambda ask=ask: ask(d(day))) == "calendar.outside_table"


def test_rolling_over_the_edge_of_the_table_is_refused(england_wales):
    assert refused_code(lambda: england_wales.on_or_before(d("2010-01-02"))) == "calendar.outside_table"
    assert england_wales.on_or_after(d("2035-12-31")) == d("2035-12-31")


def test_instant_is_no_day(england_wales):
    with pytest.raises(TypeError, match="london_day"):
        england_wales.is_working_day(datetime(2021, 3, 5, tzinfo=UTC))


def test_equal_calendars_share_their_arrays():
    assert Calendar() == Calendar("england-wales")
    assert hash(Calendar()) == hash(Calendar("england-wales"))
    assert Calendar().index is Calendar().index
    # No row changed between these two days.
    assert Calendar(known_at=d("2021-01-01")).index is Calendar(known_at=d("2021-06-01")).index


def test_calendar_cannot_be_changed(england_wales):
    with pytest.raises(FrozenInstanceError):
        england_wales.jurisdiction = "scotland"


@pytest.mark.parametrize("calendar", [Calendar(), Calendar("scotland", date(2020, 1, 1)).without(date(2021, 1, 1))])
def test_calendar_travels_as_its_arguments(calendar):
    assert pickle.loads(pickle.dumps(calendar)) == calendar == copy.deepcopy(calendar)
    assert len(pickle.dumps(calendar)) < 500


def test_without_leaves_one_bank_holiday_out(england_wales):
    lacking = england_wales.without(d("2020-12-28"))
    assert lacking.is_working_day(d("2020-12-28"))
    assert not lacking.is_working_day(d("2020-12-25"))
    assert lacking != england_wales
    assert not england_wales.is_working_day(d("2020-12-28"))
    assert lacking.without(d("2020-12-25")) == england_wales.without(d("2020-12-25"), d("2020-12-28"))


def test_without_a_day_that_is_no_bank_holiday_is_refused(england_wales):
    assert refused_code(lambda: england_wales.without(d("2020-12-29"))) == "calendar.not_a_holiday"


def test_union_has_the_days_off_of_both(england_wales, scotland):
    union = Calendar("scotland+england-wales")
    assert union.jurisdiction == "england-wales+scotland"
    assert union == Calendar("england-wales+scotland")
    for day in (d("2021-01-04"), d("2021-04-05"), d("2021-12-27"), d("2021-04-06")):
        both = england_wales.is_working_day(day) and scotland.is_working_day(day)
        assert union.is_working_day(day) == both


def test_union_says_whose_holiday_it_is():
    union = Calendar("england-wales+scotland")
    assert union.holiday_name(d("2021-04-02")) == "Good Friday"
    assert union.holiday_name(d("2021-04-05")) == "Easter Monday (England & Wales)"
    assert union.holiday_name(d("2021-01-04")) == "2nd January (substitute day) (Scotland)"
    assert union.holiday_name(d("2017-01-02")) == (
        "New Year's Day (substitute day) (England & Wales); 2nd January (Scotland)"
    )


def test_union_knows_a_day_off_from_the_first_announcement():
    (row,) = Calendar("england-wales+scotland").holidays_between(d("2012-06-04"), d("2012-06-04"))
    assert row.known_from == d("2010-01-05")
    (row,) = Calendar("england-wales+scotland", d("2019-06-07")).holidays_between(d("2020-05-08"), d("2020-05-08"))
    assert row.name == "Early May bank holiday (VE Day) (England & Wales)"


@pytest.mark.parametrize("jurisdiction", ["", "wales", "england-wales+", "northern-ireland"])
def test_jurisdiction_that_is_not_held_is_refused(jurisdiction):
    assert refused_code(lambda: Calendar(jurisdiction)) == "calendar.unknown_jurisdiction"


def test_known_at_before_anything_was_known_is_refused():
    assert refused_code(lambda: Calendar(known_at=d("1977-12-31"))) == "calendar.known_at_too_early"
    assert Calendar(known_at=d("1978-01-01")).holiday_name(d("2020-05-04")) == "Early May bank holiday"


def test_holidays_between_includes_both_ends(england_wales):
    rows = england_wales.holidays_between(d("2021-04-02"), d("2021-04-05"))
    assert [row.name for row in rows] == ["Good Friday", "Easter Monday"]
    assert england_wales.holidays_between(d("2021-04-05"), d("2021-04-02")) == ()
