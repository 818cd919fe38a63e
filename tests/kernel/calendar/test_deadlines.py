from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codeclerk.kernel.calendar import Calendar, Convention, Deadline, compare_stored, compute, count_days
from codeclerk.kernel.errors import Refused

from .conftest import d

EXCLUSIVE, INCLUSIVE, CLEAR, PUBLISHED = Convention


def deadline(trigger_date: str, working_days: int, convention: Convention = EXCLUSIVE, **more) -> Deadline:
    return compute(
        rule="dcc.preliminary_assessment",
        trigger=more.pop("trigger", "acceptance"),
        trigger_date=d(trigger_date),
        working_days=working_days,
        convention=convention,
        **more,
    )


@pytest.mark.inventory("C07", "C09")
def test_deadline_as_json():
    assert deadline("2021-03-29", 5, clause="CSR:574").as_json() == {
        "rule": "dcc.preliminary_assessment",
        "clause": "CSR:574",
        "trigger": "acceptance",
        "trigger_date": "2021-03-29",
        "working_days": 5,
        "convention": "exclusive",
        "jurisdiction": "england-wales",
        "known_at": None,
        "due": "2021-04-07",
        "explanation": (
            "5 Working Days after acceptance on 29 Mar 2021, the day of acceptance not counted, "
            "England & Wales bank holidays removed: due 7 Apr 2021."
        ),
        "skipped": [
            {"date": "2021-04-02", "name": "Good Friday"},
            {"date": "2021-04-05", "name": "Easter Monday"},
        ],
    }


def test_deadline_keeps_its_sentence_as_id_and_facts():
    sentence = deadline("2021-02-04", 15).sentence
    assert sentence.id == "calendar.deadline"
    assert sentence.facts["trigger"] == "acceptance"
    assert sentence.facts["result"] == "2021-02-25"


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (
            deadline("2021-02-25", -10, trigger="go-live"),
            "10 Working Days before go-live on 25 Feb 2021, the day of go-live not counted, "
            "England & Wales bank holidays removed: due 11 Feb 2021.",
        ),
        (
            deadline("2021-03-01", 15, INCLUSIVE, trigger="issue"),
            "15 Working Days from issue on 1 Mar 2021, the day of issue counted as day 1, "
            "England & Wales bank holidays removed: due 19 Mar 2021.",
        ),
        (
            deadline("2021-05-01", -20, CLEAR, trigger="the start of May", calendar=Calendar("scotland")),
            "20 clear Working Days before the start of May on 1 May 2021, neither end counted, "
            "Scotland bank holidays removed: due 4 Apr 2021.",
        ),
        (
            deadline("2022-09-01", 15, calendar=Calendar(known_at=d("2022-09-09"))),
            "15 Working Days after acceptance on 1 Sep 2022, the day of acceptance not counted, "
            "England & Wales bank holidays as known on 9 Sep 2022 removed: due 22 Sep 2022.",
        ),
    ],
)
def test_explanation(given, words):
    assert given.explanation == words


def test_due_date_moves_when_a_bank_holiday_is_announced():
    assert deadline("2022-09-01", 15).due == d("2022-09-23")
    assert deadline("2022-09-01", 15, calendar=Calendar(known_at=d("2022-09-09"))).due == d("2022-09-22")


def test_met_means_on_or_before_the_due_date():
    due = deadline("2021-02-04", 15)
    assert due.is_met(d("2021-02-24"))
    assert due.is_met(d("2021-02-25"))
    assert not due.is_met(d("2021-02-26"))


def test_notice_of_clear_working_days_may_be_given_on_a_sunday():
    due = deadline("2021-03-01", -20, CLEAR, trigger="the start of March")
    assert due.due == d("2021-01-31")
    assert due.is_met(d("2021-01-31"))
    assert not due.is_met(d("2021-02-01"))


@pytest.mark.parametrize(
    ("convention", "today", "remaining"),
    [
        (EXCLUSIVE, "2021-02-25", 0),
        (EXCLUSIVE, "2021-02-24", 1),
        (EXCLUSIVE, "2021-02-20", 4),
        (EXCLUSIVE, "2021-02-26", 0),
        (INCLUSIVE, "2021-02-24", 1),
        (INCLUSIVE, "2021-02-23", 2),
        (INCLUSIVE, "2021-02-25", 0),
        (CLEAR, "2021-02-25", 0),
        (CLEAR, "2021-02-24", 1),
        (PUBLISHED, "2021-02-24", 1),
    ],
)
def test_remaining_counts_as_the_deadline_does(convention, today, remaining):
    assert deadline("2021-02-04", 15, convention).remaining(d(today)) == remaining


@pytest.mark.parametrize(
    ("convention", "accepted", "day", "late"),
    [
        (EXCLUSIVE, "2021-02-04", "2021-02-25", 0),
        (EXCLUSIVE, "2021-02-04", "2021-02-26", 1),
        (EXCLUSIVE, "2021-02-04", "2021-02-27", 1),
        (EXCLUSIVE, "2021-02-05", "2021-02-27", 0),  # due Friday 26th, returned on Saturday: late by no Working Day
        (EXCLUSIVE, "2021-03-11", "2021-04-06", 1),  # due Thursday 1 April, then Good Friday and Easter Monday
        (INCLUSIVE, "2021-03-12", "2021-04-06", 1),
        (PUBLISHED, "2021-03-12", "2021-04-06", 3),
        (PUBLISHED, "2021-03-12", "2021-04-01", 0),
    ],
)
def test_late_by_counts_days_after_the_due_date(convention, accepted, day, late):
    assert deadline(accepted, 15, convention).late_by(d(day)) == late


@given(
    st.dates(date(2014, 1, 1), date(2030, 1, 1)),
    st.integers(1, 60),
    st.integers(-90, 90),
    st.sampled_from(list(Convention)),
)
def test_never_late_and_in_time_at_once(trigger_date, working_days, shift, convention):
    due = compute(rule="r", trigger="t", trigger_date=trigger_date, working_days=working_days, convention=convention)
    day = due.due + timedelta(days=shift)
    assert due.is_met(day) == (shift <= 0)
    assert due.late_by(day) == 0 or due.remaining(day) == 0
    assert (due.late_by(day) > 0) <= (not due.is_met(day))
    assert due.remaining(day) == 0 or due.is_met(day)
    assert count_days(trigger_date, due.due, convention, Calendar()) == working_days


# Stored dates


def test_stored_date_that_agrees_raises_no_doubt():
    assert compare_stored(deadline("2021-02-04", 15), d("2021-02-25")) is None


def test_stored_date_on_a_weekend_differs_by_days():
    doubt = compare_stored(deadline("2021-02-05", 15), d("2021-02-27"))
    assert doubt is not None
    assert doubt.difference == 0
    assert doubt.explanation == ("The stored date 27 Feb 2021 differs by 1 day: it is after the computed 26 Feb 2021.")


def test_stored_date_counted_by_another_convention():
    doubt = compare_stored(deadline("2021-02-04", 15), d("2021-02-24"))
    assert doubt is not None
    assert doubt.as_json() == {
        "stored": "2021-02-24",
        "due": "2021-02-25",
        "difference": -1,
        "fits_without": [],
        "fits_conventions": ["inclusive", "published"],
        "explanation": (
            "The stored date 24 Feb 2021 differs by 1 Working Day: it is before the computed 25 Feb 2021. "
            "It would fit the inclusive or published convention."
        ),
    }


def test_stored_date_that_is_later_differs_the_other_way():
    doubt = compare_stored(deadline("2021-02-04", 15), d("2021-03-01"))
    assert doubt is not None
    assert doubt.difference == 2


def test_doubt_passes_over_conventions_without_an_answer():
    doubt = compare_stored(deadline("2021-02-06", 0), d("2021-02-09"))
    assert doubt is not None
    assert doubt.fits_conventions == ()


def test_deadline_outside_the_calendar_is_refused():
    with pytest.raises(Refused) as refused:
        deadline("2035-12-20", 40)
    assert refused.value.first.code == "calendar.outside_table"
