"""One assessment: its standing on each day, its clock, whether it came in time, and how long it took."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codeclerk.assessments.rules import (
    IA,
    PA,
    Assessment,
    Dated,
    Standing,
    deadline_of,
    duration,
    has_clock,
    implied_acceptance,
)
from codeclerk.kernel.calendar import Calendar
from tests.assessments.example import CALENDAR, DATA_DAY, opened, types


def made(**dates: object) -> Assessment:
    return Assessment("0140-IA-1", "0140", IA, **dates)  # type: ignore[arg-type]


WHOLE = made(
    cost_approved=date(2021, 1, 4),
    requested=date(2021, 1, 11),
    queried=(date(2021, 1, 18),),
    answered=(date(2021, 1, 20),),
    accepted=Dated(date(2021, 2, 1)),
    returned=date(2021, 3, 1),
)


@pytest.mark.parametrize(
    ("day", "standing"),
    [
        ("2021-01-03", Standing.NOT_REQUESTED),
        ("2021-01-04", Standing.NOT_REQUESTED),
        ("2021-01-11", Standing.REQUESTED),
        ("2021-01-18", Standing.QUERIED),
        ("2021-01-31", Standing.QUERIED),
        ("2021-02-01", Standing.OPEN),
        ("2021-02-28", Standing.OPEN),
        ("2021-03-01", Standing.RETURNED),
    ],
)
def test_where_it_stands_at_the_end_of_each_day(day: str, standing: Standing) -> None:
    on = date.fromisoformat(day)
    assert WHOLE.standing(on) is standing
    assert standing.is_over is (standing is Standing.RETURNED)
    assert WHOLE.was_requested_by(on) is (standing is not Standing.NOT_REQUESTED)


def test_a_cost_that_is_approved_is_no_request() -> None:
    one = made(cost_approved=date(2020, 7, 22), not_required=date(2020, 12, 4))
    assert one.standing(date(2020, 8, 15)) is Standing.NOT_REQUESTED
    assert one.standing(date(2020, 12, 4)) is Standing.NOT_REQUIRED


def test_it_is_late_once_the_due_date_has_passed_or_a_later_date_is_expected() -> None:
    mp140 = next(one for one in opened() if one.number == "MP140")
    assert mp140.is_late(date(2021, 2, 25))  # expected on 15 March
    in_time = Assessment("X-PA-1", "X", PA, accepted=mp140.accepted, deadline=mp140.deadline)
    assert (in_time.is_late(date(2021, 2, 25)), in_time.is_late(date(2021, 2, 26))) == (False, True)
    assert [in_time.overdue(date(2021, 2, day)) for day in (3, 25, 26)] == [None, 0, 1]
    assert in_time.slip() is None


def test_an_expected_date_that_passed_without_a_return_is_told() -> None:
    mp117 = next(one for one in opened() if one.number == "MP117")
    assert mp117.missed_expectation(date(2021, 3, 3)) is None
    assert mp117.missed_expectation(date(2021, 3, 4)) == date(2021, 3, 3)
    assert next(one for one in opened() if one.number == "MP125").missed_expectation(date(2030, 1, 1)) is None


def test_before_its_acceptance_it_has_no_duration() -> None:
    assert duration(WHOLE, date(2021, 1, 31), CALENDAR) is None
    assert duration(made(), DATA_DAY, CALENDAR) is None
    first = duration(WHOLE, date(2021, 2, 1), CALENDAR)
    assert first is not None
    assert (first.published, first.working_days, first.holidays) == (1, 1, 0)


def test_there_was_no_clock_before_the_process_of_2018() -> None:
    assert not has_clock(types()[PA], date(2018, 10, 31))
    assert has_clock(types()[PA], date(2018, 11, 1))


@given(st.dates(date(2019, 1, 1), date(2030, 6, 1)), st.integers(0, 120))
def test_a_return_is_met_up_to_the_due_date_and_missed_after_it(accepted: date, days: int) -> None:
    due = deadline_of(types()[PA], accepted, CALENDAR)
    returned = accepted + timedelta(days=days)
    one = Assessment("X-PA-1", "X", PA, accepted=Dated(accepted), deadline=due, returned=returned)
    assert one.is_met() is (returned <= due.due)
    assert (one.slip() == 0) is (returned <= due.due) or not CALENDAR.is_working_day(returned)


@given(st.dates(date(2015, 1, 5), date(2030, 6, 1)), st.integers(1, 320))
def test_an_implied_acceptance_gives_the_printed_duration_back(returned: date, length: int) -> None:
    if returned.weekday() > 4:
        returned += timedelta(days=2)
    accepted = implied_acceptance(returned, length, Calendar())
    one = Assessment("X-PA-1", "X", PA, accepted=Dated(accepted, True), returned=returned)
    found = duration(one, returned, CALENDAR)
    assert found is not None
    assert (found.published, found.is_inferred) == (length, True)
    assert found.working_days <= found.published


_day = st.none() | st.dates(date(2021, 1, 1), date(2021, 3, 31))


@given(_day, _day, _day, _day, st.dates(date(2021, 1, 1), date(2021, 3, 31)))
def test_it_is_open_exactly_between_acceptance_and_end(
    requested: date | None, accepted: date | None, returned: date | None, not_required: date | None, on: date
) -> None:
    one = made(
        requested=requested,
        accepted=Dated(accepted) if accepted else None,
        returned=returned,
        not_required=not_required,
    )
    began = accepted is not None and accepted <= on
    ended = any(day is not None and day <= on for day in (returned, not_required))
    assert (one.standing(on) is Standing.OPEN) is (began and not ended)
    assert one.standing(on).is_over is ended
