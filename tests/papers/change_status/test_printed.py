"""Which claims belong to which report, and where they stand."""

from datetime import date

import pytest

from codeclerk.kernel.calendar import Month
from codeclerk.papers.change_status.periods import Periods, month_before
from codeclerk.papers.change_status.printed import belongs, dcc_date, find, first_line, span
from codeclerk.sources.rules.values import ValueType
from tests.papers.change_status import world

JUNE = Periods(Month(2024, 6), date(2024, 6, 7))


@pytest.mark.parametrize(
    ("subject", "about", "in_may", "in_june"),
    [
        ("report:2024-05", "", True, False),
        ("report:2024-06", "", False, True),
        ("report:2024-05", "2024-04", True, False),
        ("report:2024-05", "2024-05", False, True),
        ("report:2024-05", "2024-05-03", True, False),
        ("report:2024-05", "2024-04-28", True, False),
        ("report:2024-05", "2024-04-26", False, False),
        ("report:2024-05", "2024-05-04", False, False),
        ("report:status-2024-05", "", True, False),
        ("report:status", "", True, False),
        ("proposal:2024-05", "", False, False),
    ],
)
def test_a_claim_belongs_to_the_report_of_its_days(subject, about, in_may, in_june):
    found = world.readings((subject, "stage.count.define", 3, ValueType.INTEGER, {"about": about}))
    [(question, reading)] = found.items()
    assert (belongs(question, reading, world.PERIODS), belongs(question, reading, JUNE)) == (in_may, in_june)


def test_a_number_is_found_under_any_spelling_of_what_it_is_of():
    found = world.readings(
        ("report:2024-05", "assessment.count", 3, ValueType.INTEGER, {"qualifier": "pa Completed", "place": "NEW:9"})
    )
    said = find(found, world.PERIODS, "assessment.count", ("PA completed", "completed PA"))
    assert said is not None
    assert (said.value, said.shown, said.place) == (3, "3", "SECP_128_1005_07 at NEW:9")
    assert find(found, world.PERIODS, "assessment.count", "IA completed") is None
    assert find(found, world.PERIODS, "assessment.mean_duration_wd", "PA completed") is None


def test_the_dccs_data_date_is_the_one_that_its_report_bears_else_the_end_of_the_month():
    which = {"qualifier": "Data date of the DCC’s report"}
    claim = ("report:2024-05", "timetable.event_date", "2024-04-26", ValueType.DATE, which)
    assert dcc_date(world.readings(claim), world.PERIODS) == date(2024, 4, 26)
    assert dcc_date(world.readings(claim), JUNE) == date(2024, 5, 31)
    assert dcc_date({}, world.PERIODS) == date(2024, 4, 30)


@pytest.mark.parametrize(
    ("places", "said"),
    [
        (["NEW:5"], "NEW:5"),
        (["NEW:5", "NEW:5"], "NEW:5"),
        (["NEW:305", "NEW:301-303, 340"], "NEW:301-340"),
        (["page 4", "page 4"], "page 4"),
    ],
)
def test_places_are_said_in_few_words(places, said):
    said_there = [
        ("report:2024-05", "cost", str(number), ValueType.DECIMAL, {"place": place})
        for number, place in enumerate(places)
    ]
    found = world.readings(*said_there)
    claims = [claim for reading in found.values() for claim in reading.claims]
    assert span(claims) == f"SECP_128_1005_07 at {said}"


def test_the_first_line_of_a_place():
    assert first_line("CSR:305-307, 12") == 305
    assert first_line("page 4") is None


@pytest.mark.parametrize(
    ("month", "count", "before"), [((2021, 3), 1, (2021, 2)), ((2021, 1), 1, (2020, 12)), ((2021, 2), 5, (2020, 9))]
)
def test_a_month_before(month, count, before):
    assert month_before(Month(*month), count) == Month(*before)


def test_the_windows_of_a_report():
    periods = Periods(Month(2021, 3), date(2021, 3, 5))
    assert (periods.year.start, periods.year.end) == (date(2020, 3, 1), date(2021, 2, 28))
    assert (periods.half_year.start, periods.half_year.end) == (date(2020, 9, 1), date(2021, 2, 28))
    assert periods.data_date == date(2021, 2, 28)
    assert Periods(Month(2021, 3), date(2021, 2, 10)).data_date == date(2021, 2, 10)
