"""Where a consultation stands, how long it is, what is odd, and how its dates read."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codeclerk.consultations import vocabulary
from codeclerk.consultations.rules import (
    Said,
    Standing,
    What,
    close_warnings,
    closing_words,
    days_left,
    is_issued,
    issue_clause,
    issue_words,
    latest,
    length,
    monday_of,
    read_issue,
    standing,
    warnings,
    week_commencing,
    week_of,
)
from codeclerk.kernel.calendar import Calendar
from codeclerk.kernel.errors import Refused
from codeclerk.register.rules.times import day_of, month_of, range_of
from tests.consultations.example import PLANNED, WINDOWS


def d(text):
    return date.fromisoformat(text)


def said(what, day, since="2020-12-04"):
    return Said(what, d(since), day_of(d(day)) if day else None)


def dates(issued=None, closes=None, expected=None, ended=None, is_issued=False):
    found = [
        said(what, day)
        for what, day in (
            (What.ISSUED, issued),
            (What.CLOSES, closes),
            (What.EXPECTED, expected),
            (What.ENDED, ended),
        )
        if day
    ]
    return latest([*found, *([said(What.OUT, "2021-03-05")] if is_issued else [])])


RULE = vocabulary.rules().usual_length


@pytest.mark.inventory("E06", "Q09")
def test_G065_the_report_consultation_of_mp144_closes_on_easter_monday():
    # Printed in PMP:6396.
    planned = dates(expected="2021-03-15", closes="2021-04-05")
    assert length(planned, RULE) == 14
    assert warnings(planned, d("2020-12-04"), RULE) == (
        "It closes on Monday 5 April 2021, which is Easter Monday, no Working Day.",
        "It is open for 14 Working Days (both ends counted), fewer than the usual 15.",
    )


@pytest.mark.parametrize(("first", "last", "days"), [one[3:] for one in (*WINDOWS, *PLANNED)])
def test_the_length_of_every_window_in_the_papers(first, last, days):
    found = dates(issued=first, closes=last)
    assert length(found, RULE) == days
    assert bool([w for w in warnings(found, d(first), RULE) if "usual" in w]) == (days != 15)


def test_a_weekend_is_no_working_day_to_close_on():
    assert close_warnings(d("2021-03-27")) == ("It closes on Saturday 27 March 2021, which is no Working Day.",)
    assert close_warnings(d("2021-03-24")) == close_warnings(None) == ()
    assert "more than the usual 15" in warnings(dates("2021-03-01", "2021-03-31"), d("2021-03-01"), RULE)[0]


@pytest.mark.parametrize(
    ("found", "on", "stands"),
    [
        (dates(issued="2021-03-04", closes="2021-03-24"), "2021-03-05", Standing.OPEN),
        (dates(issued="2021-03-04", closes="2021-03-24"), "2021-03-24", Standing.OPEN),
        (dates(issued="2021-03-04", closes="2021-03-24"), "2021-03-25", Standing.CLOSED),
        (dates(closes="2021-03-24", is_issued=True), "2021-03-05", Standing.OPEN),
        (dates(is_issued=True), "2021-03-05", Standing.OPEN),
        (dates(expected="2021-03-15"), "2021-03-05", Standing.EXPECTED),
        (dates(expected="2021-03-15", closes="2021-04-05"), "2021-03-20", Standing.EXPECTED),
        (dates(expected="2021-03-15", closes="2021-04-05"), "2021-04-06", Standing.EXPECTED),
        (dates(issued="2021-03-04", closes="2021-03-24", ended="2021-03-10"), "2021-03-10", Standing.OPEN),
        (dates(issued="2021-03-04", closes="2021-03-24", ended="2021-03-10"), "2021-03-11", Standing.CLOSED),
        (dates(ended="2020-03-25"), "2020-03-26", Standing.CLOSED),
        (latest([said(What.DROPPED, None)]), "2021-03-05", Standing.DROPPED),
    ],
)
def test_where_a_consultation_stands_on_a_day(found, on, stands):
    assert standing(found, d(on)) is stands


def test_an_issue_that_nobody_confirms_is_said_and_makes_nothing_open():
    planned = dates(expected="2021-03-15", closes="2021-04-02")
    assert warnings(planned, d("2021-03-15"), RULE)[-1].startswith("It is open for")
    assert warnings(planned, d("2021-03-16"), RULE)[-1] == (
        "It was to be issued on 15 March 2021, and no source says that it was."
    )


def test_what_is_not_known_has_no_length():
    assert length(dates(closes="2021-03-24", is_issued=True), RULE) is None
    assert length(dates(issued="2021-03-04"), RULE) is None
    assert length(latest([Said(What.ISSUED, d("2021-03-05"), month_of(2021, 2))]), RULE) is None


def test_days_left_are_working_days_after_today():
    assert days_left(d("2021-03-24"), d("2021-03-05")) == 13
    assert days_left(d("2021-03-24"), d("2021-03-24")) == days_left(d("2021-03-24"), d("2021-03-25")) == 0
    assert days_left(d("2021-03-27"), d("2021-03-26")) == 0
    assert days_left(d("2021-04-06"), d("2021-04-01")) == 1


def test_an_issue_known_to_the_month_is_certain_at_its_end_or_when_a_source_says_that_it_was_out():
    found = {What.ISSUED: Said(What.ISSUED, d("2021-02-01"), month_of(2021, 2))}
    assert [is_issued(found, d(day)) for day in ("2021-02-01", "2021-02-27", "2021-02-28")] == [False, False, True]
    assert is_issued({**found, What.OUT: Said(What.OUT, d("2021-02-10"), None)}, d("2021-02-10"))


def test_a_week_commencing_is_named_by_its_monday():
    week = range_of(d("2021-03-15"), d("2021-03-19"))
    assert week_commencing(week) == "week commencing 15 March 2021"
    assert (issue_words(week), issue_clause(week)) == (
        "week commencing 15 March 2021",
        "in the week commencing 15 March 2021",
    )
    assert week_commencing(day_of(d("2021-03-17"))) == "week commencing 15 March 2021"
    assert issue_words(day_of(d("2021-03-17"))) == "Wednesday 17 March 2021"
    assert week_commencing(month_of(2021, 3)) == ""
    assert issue_words(month_of(2021, 3)) == "March 2021"
    assert issue_clause(month_of(2021, 3)) == "in March 2021"
    assert week_commencing(range_of(d("2021-03-15"), d("2021-03-22"))) == ""


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("week commencing 15 March 2021", "2021-03-15/2021-03-19"),
        ("Week commencing 15 Mar 2021", "2021-03-15/2021-03-19"),
        ("in the week commencing 15/03/2021", "2021-03-15/2021-03-19"),
        ("w/c 15 March 2021", "2021-03-15/2021-03-19"),
        ("2021-03-15/2021-03-19", "2021-03-15/2021-03-19"),
        ("15 March 2021", "2021-03-15"),
        ("Mar 2021", "2021-03"),
    ],
)
def test_what_a_text_says_of_an_issue(text, when):
    assert read_issue(text).isoformat() == when


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("week commencing 16 March 2021", "consultations.week_not_monday"),
        ("week commencing soon", "calendar.date_unreadable"),
        ("soon", "calendar.date_unreadable"),
    ],
)
def test_what_cannot_be_read_is_refused(text, code):
    with pytest.raises(Refused) as caught:
        read_issue(text)
    assert caught.value.first.code == code


def test_a_closing_day_is_printed_with_its_weekday():
    # Printed in CSR:251-253.
    assert closing_words(d("2021-03-24")) == "Wednesday 24 March 2021"
    assert vocabulary.closes_at(d("2021-03-24")) == "17:00"


def test_an_unknown_kind_is_refused_with_the_nearest():
    with pytest.raises(Refused) as caught:
        vocabulary.kind("Refinment Consultation")
    assert caught.value.first.code == "consultations.unknown_kind"
    assert "Refinement Consultation" in caught.value.first.remedy
    assert vocabulary.kind("modification report consultations").id == "report"
    assert vocabulary.kind_name("gone") == "gone"


DAYS = st.dates(d("2013-01-01"), d("2034-01-01"))


@given(DAYS, st.integers(0, 60), st.integers(-10, 80))
def test_a_consultation_is_open_from_its_issue_through_its_last_day(first, days, shift):
    last, on = first + timedelta(days), first + timedelta(shift)
    found = {
        What.ISSUED: Said(What.ISSUED, first, day_of(first)),
        What.CLOSES: Said(What.CLOSES, first, day_of(last)),
    }
    seen = {what: one for what, one in found.items() if one.since <= on}
    expected = Standing.EXPECTED if on < first else Standing.OPEN if on <= last else Standing.CLOSED
    assert standing(seen, on) is expected
    assert (days_left(last, on) == 0) == (on >= last or not any(
        Calendar().is_working_day(on + timedelta(n)) for n in range(1, (last - on).days + 1)
    ))  # fmt: skip


@given(DAYS)
def test_the_week_of_a_day_begins_on_the_monday_before_it(day):
    monday = monday_of(day_of(day))
    assert monday.weekday() == 0
    assert 0 <= (day - monday).days <= 6
    assert week_commencing(week_of(monday)) == week_commencing(day_of(day))
    assert read_issue(week_commencing(day_of(day))) == week_of(monday)
