"""Assessments as events of the grid of timetables."""

from __future__ import annotations

from datetime import date

import pytest

from codeclerk.assessments.rules import Assessment, Dated
from codeclerk.assessments.timetable import event
from codeclerk.kernel.calendar import Convention, compute
from codeclerk.register.queries import Filters, proposals
from codeclerk.register.queries.grid import grid_of
from codeclerk.register.rules.timetable import Standing
from codeclerk.register.rules.timetable_grid import window

ACCEPTED = date(2020, 12, 1)


def assessment(**more):
    deadline = compute(
        rule="due", trigger="acceptance", trigger_date=ACCEPTED, working_days=40, convention=Convention.EXCLUSIVE
    )
    return Assessment("0107-IA-1", "0107", "IA", accepted=Dated(ACCEPTED), deadline=deadline, **more)


def made(day, **more):
    return event(assessment(**more), "ia", "Impact Assessment", date.fromisoformat(day))


def days(when):
    return when.first.isoformat(), when.last.isoformat()


def test_an_assessment_runs_from_acceptance_to_its_due_day():
    row = made("2020-12-20")
    assert (days(row.when), row.standing(date(2020, 12, 20))) == (("2020-12-01", "2021-01-29"), Standing.RUNNING)
    assert not row.is_revised


def test_one_that_is_expected_later_keeps_the_day_that_was_due_first():
    row = made("2020-12-20", expected=(date(2021, 3, 5),))
    assert (days(row.original), days(row.when)) == (("2020-12-01", "2021-01-29"), ("2020-12-01", "2021-03-05"))


def test_one_that_is_overdue_runs_to_the_day_looked_at():
    row = made("2021-02-26")
    assert (days(row.when), row.standing(date(2021, 2, 26))) == (("2020-12-01", "2021-02-26"), Standing.RUNNING)


def test_one_that_was_returned_has_happened():
    row = made("2021-02-26", returned=date(2021, 1, 20))
    assert (days(row.when), row.standing(date(2021, 2, 26))) == (("2020-12-01", "2021-01-20"), Standing.HAPPENED)


def test_one_without_a_day_or_that_is_not_required_is_no_event():
    bare = Assessment("0107-PA-1", "0107", "PA")
    assert event(bare, "pa", "PA", ACCEPTED) is None
    assert made("2021-01-01", not_required=date(2020, 12, 10)) is None


@pytest.mark.inventory("C17", "C18")
def test_the_grid_draws_assessments_with_the_day_that_was_due_first(example):
    lens = example.lens("2021-03-05")
    lines = proposals(lens, Filters(is_pre_decision=True))
    months = window(lens.valid_at)
    rows = {row.number: row for row in grid_of(lens, lines, months).rows}
    by_month = {month.isoformat(): cell for month in months if (cell := rows["MP107"].cell(month))}
    assert by_month["2020-12"] == "IA"
    assert by_month["2021-01"] == "IA; IA first due"
    assert by_month["2021-03"] == "IA"
