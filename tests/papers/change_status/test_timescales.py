"""The tables of assessments: which are in them, how long they took, what is reported and what inferred."""

from datetime import date

import pytest

from codeclerk.assessments.rules import DateChange, DateKind
from codeclerk.sources.rules.values import ValueType
from tests.papers.change_status import world
from tests.papers.change_status.spots import spots, words_of

DURATION = ValueType.DURATION
# Accepted before Good Friday (29 March 2024) and Easter Monday, so that the two counts differ.
OPEN = world.assessment(
    "MP310", "IA", date(2024, 3, 25), requested=date(2024, 3, 20), expected=(date(2024, 5, 31),), change_request="CR9"
)
YOUNG = world.assessment("MP311", "PA", date(2024, 4, 26))
WAITING = world.assessment(
    "MP312", "PA", requested=date(2024, 4, 2), queried=(date(2024, 4, 2),), commentary="Asked back."
)
DONE = world.assessment("MP310", "PA", date(2024, 2, 1), date(2024, 2, 21))
GUESSED = world.assessment("MP311", "IA", date(2023, 6, 1), date(2023, 7, 6), inferred=True, printed_duration=26)
LONG_AGO = world.assessment("MP313", "PA", date(2023, 3, 1), date(2023, 4, 30))
ALL = (OPEN, YOUNG, WAITING, DONE, GUESSED, LONG_AGO)


def cells(paper, table):
    """(head of the row, column) -> what is shown and its standing."""
    return {
        (" ".join(spot.row[:2]), spot.column): (spot.shown, spot.standing)
        for spot in spots(paper)
        if spot.where == table and spot.row != ("head",)
    }


@pytest.fixture(scope="module")
def paper():
    said = world.readings(
        ("assessment:MP311-IA-1", "assessment.duration_wd", 26, DURATION, {"unit": "WD", "place": "NEW:40"}),
        ("assessment:MP310-PA-1", "assessment.duration_wd", 15, DURATION, {"unit": "WD", "place": "NEW:44"}),
    )
    return world.report(assessments=ALL, readings=said)


@pytest.mark.inventory("D11", "P04")
def test_the_open_ones_have_both_counts_to_the_data_date(paper):
    found = cells(paper, "assessments-open")
    assert {row for row, _ in found} == {"MP310 IA", "MP311 PA"}
    assert found["MP310 IA", "accepted"] == ("25 Mar 24", "computed")
    assert found["MP310 IA", "target"] == ("40 WD", "computed")
    assert found["MP310 IA", "duration"] == ("27 WD", "computed")
    assert found["MP310 IA", "without_holidays"] == ("25 WD", "computed")
    assert found["MP311 PA", "duration"] == ("3 WD", "computed")


@pytest.mark.inventory("D12", "D17", "P05")
def test_the_completed_ones_are_those_of_twelve_months_in_the_order_of_return(paper):
    found = cells(paper, "assessments-completed")
    assert list(dict.fromkeys(row for row, _ in found)) == ["MP311 IA", "MP310 PA"]
    assert found["MP310 PA", "duration"] == ("15 WD", "computed")


@pytest.mark.inventory("D15")
def test_a_duration_behind_an_inferred_acceptance_is_reported_and_its_other_count_inferred(paper):
    found = cells(paper, "assessments-completed")
    assert found["MP311 IA", "duration"] == ("26 WD", "reported")
    assert found["MP311 IA", "without_holidays"] == ("26 WD", "inferred")
    [source] = [s.source for s in spots(paper) if s.where == "assessments-completed" and s.standing == "reported"]
    assert source == "SECP_128_1005_07 at NEW:40-44"


def test_without_a_printed_duration_an_inferred_one_is_marked_so():
    bare = world.assessment("MP311", "IA", date(2023, 6, 1), date(2023, 7, 6), inferred=True)
    found = cells(world.report(assessments=(bare,)), "assessments-completed")
    assert found["MP311 IA", "duration"] == ("26 WD", "inferred")


def test_an_assessment_whose_acceptance_nobody_knows_has_no_duration():
    bare = world.assessment("MP311", "IA", None, date(2023, 7, 6))
    found = cells(world.report(assessments=(bare,)), "assessments-completed")
    assert found["MP311 IA", "duration"] == ("not known", "computed")


@pytest.mark.inventory("D13", "P03", "K06")
def test_the_summary_counts_and_averages(paper):
    found = cells(paper, "assessments-summary")
    rows = {row: (found[row, "total"][0], found[row, "average"][0]) for row in dict.fromkeys(row for row, _ in found)}
    assert list(rows.values()) == [("1", "3 WD"), ("1", "15 WD"), ("1", "27 WD"), ("1", "26 WD")]
    empty = cells(world.report(), "assessments-summary")
    assert {shown for (_, column), (shown, _) in empty.items() if column == "average"} == {"none"}


# --- the DCC's report


@pytest.mark.inventory("D08", "P07")
def test_what_is_not_accepted_has_no_dates_and_comes_first(paper):
    found = cells(paper, "dcc-open-table")
    rows = list(dict.fromkeys(row for row, _ in found))
    assert [row.split()[0] for row in rows] == ["MP312", "MP311", "MP310"]
    assert found[rows[0], "accepted"][0] == "not accepted yet"
    assert found[rows[0], "target"][0] == found[rows[0], "expected"][0] == found[rows[0], "late"][0] == ""


@pytest.mark.inventory("D06", "D07")
def test_an_open_one_has_its_due_date_the_expected_one_and_the_slip(paper):
    found = cells(paper, "dcc-open-table")
    assert found["MP310 CR9", "target"][0] == "23/05/2024"
    assert found["MP310 CR9", "expected"][0] == "31/05/2024"
    assert found["MP310 CR9", "late"][0] == "5 WD"
    assert found["MP311 none", "expected"][0] == "not given"


@pytest.mark.inventory("D43")
def test_the_commentary_names_each_delayed_one_and_its_reason():
    late = world.assessment("MP310", "IA", date(2024, 2, 1), expected=(date(2024, 4, 12),))
    words = words_of(world.report(assessments=(late, WAITING)), "Open Assessments: in progress and delivery dates")
    assert "Delayed or not accepted, and why:MP312 PA: Asked back.MP310 IA: No reason is recorded." in words
    assert "No delivery date has changed since the report before." in words


def test_dates_that_changed_since_the_report_before_are_told_with_their_reasons():
    moved = DateChange("MP310-IA-1", "MP310", "IA", DateKind.EXPECTED, date(2024, 4, 12), date(2024, 5, 31), "Late.")
    taken = DateChange("MP311-PA-1", "MP311", "PA", DateKind.DUE, date(2024, 4, 12), None, "")
    words = words_of(world.report(changes=(moved, taken)), "Open Assessments: in progress and delivery dates")
    assert "Since the report before, two delivery dates have changed:" in words
    assert "MP310 IA: the expected completion moved from 12 April 2024 to 31 May 2024. Late." in words
    assert "MP311 PA: the target completion moved from 12 April 2024 and none is given now. No reason is" in words


@pytest.mark.inventory("D42", "P08")
def test_the_measures_count_what_was_due_in_the_month_and_what_came_in_time():
    in_time = world.assessment("MP310", "PA", date(2024, 3, 20), date(2024, 4, 12), requested=date(2024, 3, 19))
    late = world.assessment("MP311", "PA", date(2024, 3, 21), date(2024, 5, 2))
    paper = world.report(assessments=(in_time, late, OPEN))
    words = words_of(paper, "Code Performance Measures: April 2024")
    assert "Two assessments were due in April 2024 (2 PA, 0 IA). Submitted within the SLA: 1." in words
    found = cells(paper, "dcc-performance-table")
    assert found["MP310 none", "requested"][0] == "19/03/2024"
    assert found["MP310 none", "submitted"][0] == "12/04/2024"
    assert found["MP311 none", "submitted"][0] == "in progress"


@pytest.mark.inventory("D41")
def test_the_three_sections_without_a_body_in_print_are_made_from_the_record():
    proposals = (
        world.line("MP310", "refine"),
        world.line("MP311", "refine"),
        world.line("MP320", "release", release="June 2024"),
        world.line("MP330", "closed", status="implemented", status_since=date(2024, 2, 29), release="February 2024"),
        world.line("MP331", "closed", status="implemented", status_since=date(2023, 10, 31)),
        world.line("MP332", "closed", status="withdrawn", status_since=date(2024, 2, 29)),
    )
    waiting = world.assessment("MP310", "PA", date(2024, 2, 1), date(2024, 2, 21))
    asked = world.assessment("MP311", "PA", date(2024, 2, 1), date(2024, 2, 21))
    requested = world.assessment("MP311", "IA", requested=date(2024, 3, 1))
    paper = world.report(
        proposals=proposals,
        assessments=(waiting, asked, requested),
        awaiting=(world.decided("change_board", "MP340", "recommended_approval"),),
    )
    heads = {
        table: [
            spot.shown for spot in spots(paper) if spot.where == table and spot.column == "modification" and spot.href
        ]
        for table in ("dcc-awaiting-requests", "dcc-awaiting-decisions", "dcc-implemented")
    }
    assert heads == {
        "dcc-awaiting-requests": ["MP310"],
        "dcc-awaiting-decisions": ["MP340", "MP320"],
        "dcc-implemented": ["MP330"],
    }


@pytest.mark.inventory("D18", "D45")
def test_requests_of_the_month_are_listed_and_the_report_is_marked_as_the_dccs():
    asked = world.assessment("MP311", "IA", requested=date(2024, 4, 30))
    paper = world.report(assessments=(asked, OPEN))
    assert words_of(paper, "Impact Assessment requests") == (
        "There was one Impact Assessment request in April 2024:MP311 'Fourth thing'"
    )
    assert paper.appendices[0].marking == "DCC Public"
    assert "members of the SEC Panel" in words_of(paper, "Introduction")
