from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codeclerk.kernel.calendar import (
    DateStyle,
    Month,
    end_of_london_day,
    format_date,
    london_day,
    parse_date,
    parse_month,
    parse_when,
    start_of_london_day,
)
from codeclerk.kernel.errors import Refused

from .conftest import d


@pytest.mark.inventory("C10")
@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("1 Dec 20", "2020-12-01"),  # CSR:293
        ("04/02/2021", "2021-02-04"),  # CSR:574
        ("26 Mar 2020", "2020-03-26"),  # PMP:4064
        ("22 Jul 20", "2020-07-22"),  # PMP:4072
        ("30/09/16", "2016-09-30"),  # PMP:5090
        ("20th October 2016", "2016-10-20"),  # DCUSA:21
        ("Friday, 11th November 2016", "2016-11-11"),  # DCUSA:371
        ("Wednesday 24 March 2021", "2021-03-24"),  # CSR:253
        ("5 March 2021", "2021-03-05"),
        ("3rd September 2020", "2020-09-03"),
        ("22nd October 2019", "2019-10-22"),
        ("1st of December 2020", "2020-12-01"),
        ("2 Sept 2016", "2016-09-02"),
        ("2021-03-05", "2021-03-05"),
        ("  5  mar  2021 ", "2021-03-05"),
        ("5\u00a0Mar\u00a02021", "2021-03-05"),
        ("29/02/2020", "2020-02-29"),
        ("1/2/21", "2021-02-01"),
    ],
)
def test_date_as_the_papers_write_it(text, iso):
    assert parse_date(text) == d(iso)


@pytest.mark.inventory("C10")
@pytest.mark.parametrize(
    ("text", "code", "problem"),
    [
        ("31/02/2021", "date_impossible", "'31/02/2021' is not a day of the calendar: February 2021 has 28 days"),
        ("29 Feb 2021", "date_impossible", "'29 Feb 2021' is not a day of the calendar: February 2021 has 28 days"),
        ("0/01/2021", "date_impossible", "'0/01/2021' is not a day of the calendar: January 2021 has 31 days"),
        (
            "02/25/2021",
            "date_impossible",
            "'02/25/2021' is not a day of the calendar: there is no month 25; the day comes first",
        ),
        ("2021-13-01", "date_impossible", "'2021-13-01' is not a day of the calendar: a year has 12 months"),
        ("31/01/212", "year_unclear", "'31/01/212' has the year '212'"),
        ("28/02/221", "year_unclear", "'28/02/221' has the year '221'"),
        ("31/01/2", "year_unclear", "'31/01/2' has the year '2'"),
        ("31/01/0021", "year_unclear", "'31/01/0021' has the year '0021'"),
        ("31/01/20211", "year_unclear", "'31/01/20211' has the year '20211'"),
        ("21th October 2016", "date_contradicts_itself", "'21th October 2016' contradicts itself: 21 is written 21st"),
        (
            "Monday 5 March 2021",
            "date_contradicts_itself",
            "'Monday 5 March 2021' contradicts itself: 5 March 2021 is a Friday",
        ),
        ("March 2021", "date_month_only", "'March 2021' names a month and no day"),
        ("Oct 20", "date_month_only", "'Oct 20' names a month and no day"),
        ("2021-03", "date_month_only", "'2021-03' names a month and no day"),
        ("5 September", "date_unreadable", "'5 September' cannot be read as a date"),
        ("5 Ju 2021", "date_unreadable", "'5 Ju 2021' cannot be read as a date"),
        ("the 5 March 2021", "date_unreadable", "'the 5 March 2021' cannot be read as a date"),
        ("5xx March 2021", "date_unreadable", "'5xx March 2021' cannot be read as a date"),
        ("Not determined", "date_unreadable", "'Not determined' cannot be read as a date"),
        ("2021/03/05", "date_unreadable", "'2021/03/05' cannot be read as a date"),
        ("٣/٠٢/٢٠٢١", "date_unreadable", "'٣/٠٢/٢٠٢١' cannot be read as a date"),
        ("{0}", "date_unreadable", "'{0}' cannot be read as a date"),
        ("", "date_unreadable", "'' cannot be read as a date"),
    ],
)
def test_date_that_is_ambiguous_or_impossible_is_refused(text, code, problem):
    with pytest.raises(Refused) as refused:
        parse_date(text)
    refusal = refused.value.first
    assert refusal.code == f"calendar.{code}"
    assert refusal.problem == problem
    assert set(refusal.envelope()) == {"code", "rule", "object", "problem", "remedy"}
    assert refusal.remedy
    assert refusal.rule


@pytest.mark.inventory("C10")
@pytest.mark.parametrize(
    ("style", "text"),
    [
        (DateStyle.ISO, "2021-02-04"),
        (DateStyle.SHORT, "4 Feb 21"),
        (DateStyle.MEDIUM, "4 Feb 2021"),
        (DateStyle.LONG, "4 February 2021"),
        (DateStyle.ORDINAL, "4th February 2021"),
        (DateStyle.WEEKDAY, "Thursday 4 February 2021"),
        (DateStyle.SLASHED, "04/02/2021"),
        (DateStyle.SLASHED_SHORT, "04/02/21"),
    ],
)
def test_date_in_each_style(style, text):
    assert format_date(d("2021-02-04"), style) == text


@pytest.mark.inventory("C10")
@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.sampled_from(list(DateStyle)))
def test_printed_date_is_read_back(day, style):
    assert parse_date(format_date(day, style)) == day


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused(text):
    try:
        found: object = parse_when(text)
    except Refused as refused:
        found = refused.first.object
    assert found == text or isinstance(found, date | Month)


@pytest.mark.parametrize(
    ("day", "ending"),
    [
        (1, "1st"),
        (2, "2nd"),
        (3, "3rd"),
        (4, "4th"),
        (11, "11th"),
        (12, "12th"),
        (13, "13th"),
        (21, "21st"),
        (22, "22nd"),
        (23, "23rd"),
        (31, "31st"),
    ],
)
def test_ordinal(day, ending):
    assert format_date(date(2021, 1, day), DateStyle.ORDINAL) == f"{ending} January 2021"


# Months


@pytest.mark.inventory("C10")
@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("March 2021", Month(2021, 3)),
        ("Feb 2020", Month(2020, 2)),  # PMP:4062
        ("Oct 20", Month(2020, 10)),  # PMP:4076
        ("2021-03", Month(2021, 3)),
        ("Sept, 2016", Month(2016, 9)),
    ],
)
def test_month_as_the_papers_write_it(text, month):
    assert parse_month(text) == month
    assert parse_when(text) == month


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2021-13", "date_impossible"),
        ("5 March 2021", "date_unreadable"),
        ("Smarch 2021", "date_unreadable"),
        ("March 212", "year_unclear"),
    ],
)
def test_month_that_cannot_be_read_is_refused(text, code):
    with pytest.raises(Refused) as refused:
        parse_month(text)
    assert refused.value.first.code == f"calendar.{code}"


def test_month_has_ends_and_names():
    assert Month(2020, 2).first_day == d("2020-02-01")
    assert Month(2020, 2).last_day == d("2020-02-29")
    assert Month(2021, 12).last_day == d("2021-12-31")
    assert Month(2021, 3).isoformat() == "2021-03"
    assert str(Month(2021, 3)) == "March 2021"
    assert Month(2020, 12) < Month(2021, 1)


def test_day_is_no_month():
    assert parse_when("5 Mar 2021") == d("2021-03-05")


# London


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        (datetime(2021, 3, 31, 22, 59, 59, tzinfo=UTC), "2021-03-31"),
        (datetime(2021, 3, 31, 23, 30, tzinfo=UTC), "2021-04-01"),
        (datetime(2021, 1, 31, 23, 59, 59, tzinfo=UTC), "2021-01-31"),
    ],
)
def test_london_day_of_an_instant(instant, day):
    assert london_day(instant) == d(day)


def test_london_day_of_a_naive_instant_is_an_error():
    with pytest.raises(ValueError, match="time zone"):
        london_day(datetime(2021, 3, 31, 12, 0))  # noqa: DTZ001


def test_ends_of_a_london_day_in_summer_and_winter():
    assert start_of_london_day(d("2021-06-01")) == datetime(2021, 5, 31, 23, 0, tzinfo=UTC)
    assert end_of_london_day(d("2021-06-01")) == datetime(2021, 6, 1, 22, 59, 59, 999999, tzinfo=UTC)
    assert start_of_london_day(d("2021-01-01")) == datetime(2021, 1, 1, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(("day", "hours"), [("2021-03-28", 23), ("2021-10-31", 25), ("2021-06-01", 24)])
def test_london_day_when_the_clocks_change(day, hours):
    length = end_of_london_day(d(day)) - start_of_london_day(d(day)) + timedelta(microseconds=1)
    assert length == timedelta(hours=hours)


@given(st.dates(date(1990, 1, 1), date(2060, 1, 1)))
def test_london_days_meet_without_gap_or_overlap(day):
    assert london_day(start_of_london_day(day)) == london_day(end_of_london_day(day)) == day
    assert end_of_london_day(day) + timedelta(microseconds=1) == start_of_london_day(day + timedelta(days=1))
    assert start_of_london_day(day).tzinfo is UTC
