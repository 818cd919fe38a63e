"""Results printed in the published papers, or derived from them."""

from __future__ import annotations

import pytest

from codeclerk.kernel.calendar import Calendar, Convention, add, compare_stored, compute, count

from .conftest import d

EXCLUSIVE, INCLUSIVE, CLEAR, PUBLISHED = Convention


def due(accepted: str, days: int, calendar: Calendar):
    return compute(
        rule="dcc.assessment",
        clause="CSR:576",
        trigger="acceptance",
        trigger_date=d(accepted),
        working_days=days,
        convention=EXCLUSIVE,
        calendar=calendar,
    )


@pytest.mark.inventory("C07", "C09")
def test_G001_open_impact_assessment_duration(england_wales):
    assert count(d("2020-12-01"), d("2021-02-26"), PUBLISHED, england_wales).working_days == 64


@pytest.mark.inventory("C07", "C09")
def test_G002_open_preliminary_assessment_duration(england_wales):
    assert count(d("2021-02-04"), d("2021-02-26"), PUBLISHED, england_wales).working_days == 17


@pytest.mark.inventory("C07", "C09")
def test_G003_completed_preliminary_assessment_duration(england_wales):
    assert count(d("2019-12-02"), d("2020-06-05"), PUBLISHED, england_wales).working_days == 135


@pytest.mark.inventory("C07", "C09")
def test_G004_duration_with_bank_holidays_removed(england_wales):
    found = count(d("2020-12-01"), d("2021-02-26"), INCLUSIVE, england_wales)
    assert found.working_days == 61
    assert [row.date for row in found.skipped] == [d("2020-12-25"), d("2020-12-28"), d("2021-01-01")]


@pytest.mark.inventory("C07", "C09")
def test_G005_preliminary_assessment_due_date(england_wales):
    deadline = due("2021-02-04", 15, england_wales)
    assert deadline.due == d("2021-02-25")
    assert deadline.explanation == (
        "15 Working Days after acceptance on 4 Feb 2021, the day of acceptance not counted, "
        "England & Wales bank holidays removed: due 25 Feb 2021."
    )


@pytest.mark.inventory("C08")
def test_G006_impact_assessment_due_date_as_published(england_wales):
    assert due("2020-12-01", 40, england_wales.without(d("2020-12-28"))).due == d("2021-01-28")


@pytest.mark.inventory("C08")
def test_G007_impact_assessment_due_date_differs_from_the_stored_one(england_wales):
    deadline = due("2020-12-01", 40, england_wales)
    assert deadline.due == d("2021-01-29")
    warning = compare_stored(deadline, d("2021-01-28"))
    assert warning is not None
    assert warning.difference == -1
    assert d("2020-12-28") in warning.fits_without
    assert warning.explanation == (
        "The stored date 28 Jan 2021 differs by 1 Working Day: it is before the computed 29 Jan 2021. "
        "It would fit a calendar without 25 Dec 2020, 28 Dec 2020 or 1 Jan 2021, or the inclusive convention."
    )


@pytest.mark.inventory("C07")
def test_G037_cut_off_of_the_february_2021_release(england_wales):
    assert add(d("2021-02-25"), -10, EXCLUSIVE, england_wales).date == d("2021-02-11")


@pytest.mark.inventory("C07")
def test_G038_cut_off_of_the_june_2021_release(england_wales):
    assert add(d("2021-06-24"), -10, EXCLUSIVE, england_wales).date == d("2021-06-10")


@pytest.mark.inventory("C07")
def test_G040_cut_off_of_the_june_2021_release_with_15_working_days(england_wales):
    assert add(d("2021-06-24"), -15, EXCLUSIVE, england_wales).date == d("2021-06-03")


@pytest.mark.inventory("C07")
def test_G060_panel_paper_day_march_2021(england_wales):
    assert add(d("2021-03-12"), -5, EXCLUSIVE, england_wales).date == d("2021-03-05")


@pytest.mark.inventory("C07")
def test_G061_panel_paper_day_december_2020(england_wales):
    assert add(d("2020-12-11"), -5, EXCLUSIVE, england_wales).date == d("2020-12-04")


@pytest.mark.inventory("C07")
def test_G062_panel_paper_day_july_2020(england_wales):
    assert add(d("2020-07-17"), -5, EXCLUSIVE, england_wales).date == d("2020-07-10")


@pytest.mark.inventory("C07")
def test_adoption_window_of_a_withdrawn_proposal(england_wales):
    # DCUSA:112-118, SEC D5.4
    assert add(d("2016-10-28"), 10, EXCLUSIVE, england_wales).date == d("2016-11-11")
