"""The figures of assessments against those of the status report of March 2021."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codeclerk.assessments.rules import (
    IA,
    PA,
    Assessment,
    Dated,
    DoubtKind,
    Standing,
    Step,
    Window,
    code_performance,
    deadline_of,
    doubts,
    duration,
    implied_acceptance,
    open_on,
    order_fault,
    requested_in,
    returned_in,
    summary,
    twelve_months_to,
)
from codeclerk.kernel.calendar import Calendar, Convention, count_days
from codeclerk.kernel.calendar.dates import Month
from codeclerk.kernel.packs import Assessments
from codeclerk.kernel.publishing import running_pack
from tests.assessments.example import CALENDAR, DATA_DAY, completed, opened

pytestmark = pytest.mark.django_db  # the code pack is published in the database
FEBRUARY = twelve_months_to(Month(2021, 2))


def _types():
    return {one.id: one for one in running_pack().of(Assessments).types}


def _returned(kind: str):
    rows = summary(completed(), FEBRUARY, DATA_DAY, CALENDAR)
    return next(row for row in rows if (row.kind, row.standing) == (kind, Standing.RETURNED))


@pytest.mark.inventory("D11", "D13", "D15")
def test_G009_open_summary_rows() -> None:
    lengths = {one.number: duration(one, DATA_DAY, CALENDAR) for one in open_on(opened(), DATA_DAY)}
    assert {number: found and found.published for number, found in lengths.items()} == {
        "MP107": 64,
        "MP117": 64,
        "MP140": 17,
    }
    assert [found and found.working_days for found in lengths.values()] == [61, 61, 17]
    rows = {(row.kind, row.standing): row for row in summary(opened(), FEBRUARY, DATA_DAY, CALENDAR)}
    assert (rows[PA, Standing.OPEN].total, rows[PA, Standing.OPEN].average) == (1, 17)
    assert (rows[IA, Standing.OPEN].total, rows[IA, Standing.OPEN].average) == (2, 64)


@pytest.mark.inventory("D12", "D13")
def test_G010_completed_preliminary_assessments() -> None:
    row = _returned(PA)
    assert (row.total, row.average) == (19, 58)
    assert row.mean == Decimal(1104) / 19


@pytest.mark.inventory("D13")
def test_G011_completed_impact_assessments() -> None:
    row = _returned(IA)
    assert (row.total, row.mean, row.average) == (10, Decimal("101.8"), 102)


@pytest.mark.inventory("D16", "Q04")
def test_G012_type_and_target_check() -> None:
    found = {one.key: doubts(one, DATA_DAY, CALENDAR) for one in completed()}
    odd = {key: [(d.kind, d.printed, d.computed) for d in some] for key, some in found.items() if some}
    assert odd == {"MP105-PA-2": [(DoubtKind.TARGET_OF_OTHER_TYPE, "40 WD", "15 WD")]}


@pytest.mark.inventory("D14")
def test_G013_rolling_window() -> None:
    assert Window(date(2020, 3, 1), date(2021, 2, 28)) == FEBRUARY
    assert len(returned_in(completed(), FEBRUARY)) == 29
    later = returned_in(completed(), twelve_months_to(Month(2021, 3)))
    gone = {one.key for one in completed()} - {one.key for one in later}
    assert (len(later), gone) == (26, {"MP093-IA-1", "SECMP0067-IA-1", "MP099-PA-1"})


def test_G014_within_target_count_of_the_printed_durations() -> None:
    """The paper's own reading compares durations with targets; the product answers by due dates (next test)."""
    rows = [(one.kind, one.printed_target, one.printed_duration or 0) for one in completed()]
    within = [(kind, target) for kind, target, length in rows if target is not None and length <= target]
    assert (within.count((PA, 15)), sum(1 for kind, target, _ in rows if (kind, target) == (PA, 15))) == (2, 18)
    assert (within.count((IA, 40)), sum(1 for kind, target, _ in rows if (kind, target) == (IA, 40))) == (5, 10)
    assert [length for kind, target, length in rows if (kind, target) == (PA, 40)] == [30]


def test_in_time_is_by_the_due_date_never_by_the_duration() -> None:
    late = next(one for one in completed() if one.key == "SECMP0024-PA-1")
    assert (late.printed_duration, late.is_met(), late.slip()) == (16, True, 0)  # 16 counted with both ends: on time
    met = [one.key for one in completed() if one.is_met()]
    assert [key for key in met if "-PA-" in key] == ["MP090-PA-1", "MP105-PA-1", "MP122A-PA-1", "SECMP0024-PA-1"]
    assert len([key for key in met if "-IA-" in key]) == 5


@pytest.mark.inventory("D17")
def test_rows_stand_in_the_order_of_return() -> None:
    rows = returned_in(completed(), FEBRUARY)
    assert [one.returned for one in rows] == sorted(one.returned for one in completed() if one.returned)
    printed = [one.key for one in completed()]
    moved = [one.key for one in rows if one.key in printed and printed.index(one.key) != rows.index(one)]
    assert {"MP105-PA-1", "MP119-PA-1", "MP105-IA-1"} <= set(moved)


@pytest.mark.inventory("D07", "D10")
def test_G017_slip() -> None:
    slips = {one.number: one.slip() for one in opened() if one.deadline}
    assert slips == {"MP140": 12, "MP107": 35, "MP117": 23}
    assert all(one.is_late(DATA_DAY) for one in opened() if one.deadline)
    # The paper counts from its own due date, 28 January, which leaves out the bank holiday of 28 December (G007).
    printed = {one.number: one.printed_due for one in opened() if one.deadline}
    from_printed = {
        one.number: count_days(printed[one.number], one.expected[-1], Convention.EXCLUSIVE, CALENDAR)
        for one in opened()
        if one.deadline
    }
    assert from_printed == {"MP140": 12, "MP107": 36, "MP117": 24}


@pytest.mark.inventory("D42")
def test_G018_code_performance() -> None:
    found = code_performance(opened(), Window(date(2021, 2, 1), date(2021, 2, 28)))
    assert [(one.number, one.requested, one.accepted and one.accepted.day) for one in found.due] == [
        ("MP140", date(2021, 1, 27), date(2021, 2, 4))
    ]
    assert [one.deadline and one.deadline.due for one in found.due] == [date(2021, 2, 25)]
    assert (found.in_time, found.due[0].standing(DATA_DAY)) == (0, Standing.OPEN)


@pytest.mark.inventory("D18")
def test_G019_impact_assessments_requested_in_a_month() -> None:
    month = Window(date(2021, 2, 1), date(2021, 2, 28))
    assert requested_in([*opened(), *completed()], month, IA) == []
    asked = Assessment("X-IA-1", "X", IA, requested=date(2021, 2, 28))
    assert requested_in([*opened(), asked], month, IA) == [asked]


def test_a_printed_due_date_that_differs_is_a_doubt() -> None:
    found = next(doubts(one, DATA_DAY, CALENDAR) for one in opened() if one.number == "MP107")
    assert [(one.kind, one.printed, one.computed) for one in found] == [
        (DoubtKind.DUE_DATE_DIFFERS, "2021-01-28", "2021-01-29")
    ]


def test_nothing_open_has_no_average() -> None:
    rows = summary([], FEBRUARY, DATA_DAY, CALENDAR)
    assert [(row.total, row.mean, row.average) for row in rows] == [(0, None, None)] * 4


@given(st.dates(date(2019, 1, 1), date(2030, 6, 1)), st.integers(0, 120))
def test_a_return_is_met_up_to_the_due_date_and_missed_after_it(accepted: date, days: int) -> None:
    due = deadline_of(_types()[PA], accepted, CALENDAR)
    returned = accepted + timedelta(days=days)
    one = Assessment("X-PA-1", "X", PA, accepted=Dated(accepted), deadline=due, returned=returned)
    assert one.is_met() is (returned <= due.due)
    assert (one.slip() == 0) is (returned <= due.due) or not CALENDAR.is_working_day(returned)


@given(st.dates(date(2015, 1, 5), date(2030, 6, 1)), st.integers(1, 320))
def test_an_implied_acceptance_gives_the_printed_duration_back(returned: date, length: int) -> None:
    if returned.weekday() > 4:
        return
    accepted = implied_acceptance(returned, length, Calendar())
    one = Assessment("X-PA-1", "X", PA, accepted=Dated(accepted, True), returned=returned)
    found = duration(one, returned, CALENDAR)
    assert found is not None
    assert (found.published, found.is_inferred) == (length, True)
    assert found.working_days <= found.published


@given(st.permutations([Step.REQUESTED, Step.ACCEPTED, Step.RETURNED]))
def test_the_order_of_recording_does_not_matter_when_the_days_fit(order: list[Step]) -> None:
    days = {Step.REQUESTED: date(2021, 1, 4), Step.ACCEPTED: date(2021, 1, 5), Step.RETURNED: date(2021, 1, 6)}
    taken: dict[Step, date] = {}
    for step in order:
        assert order_fault(taken, step, days[step]) is None
        taken[step] = days[step]
