"""References of committee papers."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codeclerk.kernel.calendar import Month
from codeclerk.kernel.errors import Refused
from codeclerk.kernel.packs import Bodies
from codeclerk.kernel.publishing import running_pack
from codeclerk.register import vocabulary
from codeclerk.register.references import (
    dates_of_meeting,
    issue,
    meeting_of_month,
    month_of_meeting,
    parse,
)

PAPERS = vocabulary.paper_series()
PANEL = next(one for one in PAPERS if one.code == "SECP")


@pytest.mark.inventory("A26")
@pytest.mark.parametrize(
    ("text", "committee", "meeting", "day", "item"),
    [
        pytest.param("SECP_90_1203_18", "SECP", 90, date(2021, 3, 12), 18, id="G025"),
        pytest.param("SECP_87_1112_18", "SECP", 87, date(2020, 12, 11), 18, id="G026"),
    ],
)
def test_a_reference_reads_as_committee_meeting_day_and_item(text, committee, meeting, day, item):
    read = parse(text, PAPERS)
    assert (read.committee, read.meeting, read.date, read.item) == (committee, meeting, day, item)
    assert str(read) == text
    assert issue(PANEL, meeting, day, item) == read


def test_the_words_of_a_reference():
    assert parse("SECP_90_1203_18", PAPERS).words == "committee SECP, meeting 90, 12 March 2021, item 18"
    assert parse("OPSG_26_0511", PAPERS).words == "committee OPSG, meeting 26, 5 November"


@pytest.mark.inventory("A27")
def test_a_reference_without_item_names_its_meeting():
    read = parse("SECP_74_1511", PAPERS)
    assert (read.meeting, read.date, read.item) == (74, date(2019, 11, 15), None)
    assert parse("SECP_76_1701", PAPERS).date == date(2020, 1, 17)
    assert parse("OPSG_26_0511", PAPERS).date is None


@pytest.mark.inventory("A28")
@pytest.mark.parametrize(
    ("meeting", "month"), [(74, Month(2019, 11)), (76, Month(2020, 1)), (87, Month(2020, 12)), (90, Month(2021, 3))]
)
def test_panel_meetings_are_numbered_one_a_month(meeting, month):
    assert month_of_meeting(PANEL, meeting) == month
    assert meeting_of_month(PANEL, month) == meeting


@pytest.mark.inventory("A28")
@pytest.mark.parametrize(
    ("meeting", "day"), [(74, date(2019, 11, 15)), (87, date(2020, 12, 11)), (90, date(2021, 3, 12))]
)
def test_the_day_of_a_meeting_follows_from_the_pattern(meeting, day):
    panel = next(body for body in running_pack().of(Bodies).bodies if body.id == "panel")
    assert day in dates_of_meeting(PANEL, meeting, panel.meets.at(day).value)


@given(st.integers(min_value=1, max_value=400))
def test_meeting_and_month_are_each_others_inverse(meeting):
    month = month_of_meeting(PANEL, meeting)
    assert month is not None
    assert meeting_of_month(PANEL, month) == meeting


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("SECP-90-1203", "not in that form"),
        ("SECPP_90_1203_18", "Did you mean SECP?"),
        ("SECP_90_3113_18", "no day and month"),
        ("SECP_90_1202_18", "meeting 90 was in March 2021"),
        ("SECP_89_2902", "has 28 days"),
        ("", "not in that form"),
    ],
)
def test_a_reference_that_cannot_be_is_refused(text, why):
    with pytest.raises(Refused, match=why):
        parse(text, PAPERS)


def test_a_reference_is_not_issued_for_another_year():
    with pytest.raises(Refused, match="meeting 90 was in 2021"):
        issue(PANEL, 90, date(2022, 3, 12), 1)
    with pytest.raises(Refused, match="numbered from 1"):
        issue(PANEL, 90, date(2021, 3, 12), 0)
