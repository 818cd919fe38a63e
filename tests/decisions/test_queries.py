"""Reads of decisions: what was decided by a day, as known at an instant; what waits; what sources' lists say."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from codeclerk.decisions import queries
from codeclerk.decisions.rules.lists import OUTCOME, PROPOSAL
from codeclerk.kernel.errors import Refused
from codeclerk.register.rules.times import day_of
from codeclerk.sources import queries as sources
from tests.decisions import example
from tests.register.support import do, lens, registered
from tests.register.support import queries as count
from tests.sources.support import sha
from tests.support.records import loaded_once

pytestmark = pytest.mark.django_db
THEN = "2021-03-05"
FEBRUARY = {"first": date(2021, 2, 1), "last": date(2021, 2, 28)}
loaded = loaded_once(example.load)


def made(day=THEN, known=None, **which):
    return [(one.number, one.outcome) for one in queries.decisions(lens(day, known), **which)]


@pytest.mark.inventory("G04")
def test_G048_what_the_change_board_decided_on_23_february_2021(loaded):
    # Printed in CSR:103-113.
    found = queries.decisions(lens(THEN), bodies=("change_board",), **FEBRUARY)
    assert {(one.outcome, one.number) for one in found} == {
        ("approved", "MP077"),
        ("approved", "MP146"),
        ("recommended_approval", "SECMP0015"),
    }
    assert {one.when for one in found} == {day_of(date(2021, 2, 23))}
    assert {one.number: one.path for one in found} == {
        "MP077": "self_governance",
        "MP146": "self_governance",
        "SECMP0015": "",
    }


def test_a_decision_has_all_that_was_said_of_it(loaded):
    one = queries.decision(lens(THEN), "change_board-2021-02-23-MP077-approved")
    assert (one.key, one.body, one.body_name, one.proposal) == (
        "change_board-2021-02-23-0077-approved",
        "change_board",
        "Change Board",
        "0077",
    )
    assert (one.title, one.outcome_name, one.objectives, one.sure) == (
        "DCC Service Flagging",
        "Approved",
        ("a",),
        "printed",
    )
    review = one.review
    assert (review.to, review.to_name, review.meeting, review.is_settled) == (
        "panel",
        "SEC Panel",
        date(2021, 3, 12),
        False,
    )
    assert one.warnings == (
        "Tuesday 23 February 2021 is off the pattern of its meetings: the Change Board meets on the third or fourth "
        "Wednesday of the month, here 17 February 2021 or 24 February 2021.",
    )


@pytest.mark.inventory("B04")
def test_the_csc_found_two_draft_proposals_ready(loaded):
    assert made(bodies=("csc",)) == [("DP096", "ready_for_conversion"), ("DP149", "ready_for_conversion")]


@pytest.mark.parametrize("size", [1, 30])
def test_reads_take_as_many_queries_for_one_as_for_thirty(size):
    for n in range(1, size + 1):
        registered(f"MP{n:03d}", f"Title {n}", "2020-01-01")
        about = {"body": "change_board", "proposal": f"MP{n:03d}"}
        do("record_decision", _from="2021-02-24", outcome="recommended_approval",
           review={"to": "panel", "about": "the date"}, **about)  # fmt: skip
        do("put_to_body", _from="2021-02-24", meeting="2021-03-17", asks=["ia_cost_approved"], **about)
    with count(2):
        assert len(queries.decisions(lens(THEN))) == size
    with count(2):
        assert len(queries.awaiting_authority(lens(THEN))) == size
    with count(2):
        assert len(queries.open_reviews(lens(THEN))) == size
    with count(2):
        assert len(queries.presented(lens(THEN), body="change_board")) == size
    with count(1):
        assert len(queries.of_proposal(lens(THEN), "0001")) == 1
    with count(1):
        assert [len(one) for one in queries.on_proposal(lens(THEN), "0001")] == [1, 1]
    with count(2):
        assert queries.decision(lens(THEN), "change_board-2021-02-24-0001-recommended_approval").number == "MP001"


# --- windows, days and knowledge -------------------------------------------------


def test_a_window_keeps_what_may_have_been_made_in_it(loaded):
    do("record_decision", _from=THEN, when="January 2021", body="panel", proposal="MP077", outcome="derogation")
    assert made(first=date(2021, 1, 20), last=date(2021, 2, 22)) == [("MP077", "derogation")]
    assert made(first=date(2021, 2, 1), outcomes=("approved",)) == [("MP077", "approved"), ("MP146", "approved")]
    assert made(last=date(2020, 12, 31)) == []
    assert made(bodies=("panel", "csc"))[0] == ("MP077", "derogation")


def test_a_decision_is_seen_from_its_day_and_known_from_its_paper(loaded):
    assert made("2021-02-22") == []
    assert len(made("2021-02-23")) == 5
    assert made(THEN, "2021-03-04") == []
    assert len(made(THEN, THEN)) == 5


def test_numbers_and_titles_are_those_of_the_day(loaded):
    do("convert_proposal", _from="2021-03-12", proposal="DP096")
    do("retitle", _from="2021-03-15", proposal="MP096", title="Power Outage Alerts for networks")

    def named(day):
        (one,) = [one for one in queries.decisions(lens(day), bodies=("csc",)) if one.proposal == "0096"]
        return one.number, one.title

    assert named("2021-03-11") == ("DP096", "DNO Power Outage Alerts")
    assert named("2021-03-14") == ("MP096", "DNO Power Outage Alerts")
    assert named("2021-03-15") == ("MP096", "Power Outage Alerts for networks")


def test_a_part_has_the_decisions_on_the_whole():
    registered("DP122", "Operational Metrics", "2020-01-01")
    do("record_decision", _from="2020-06-12", body="panel", proposal="DP122", outcome="to_refinement")
    do("split_proposal", _from="2020-12-11", proposal="DP122", parts=["A: Operational Metrics"])
    do("record_decision", _from="2021-01-20", body="change_board", proposal="MP122A", outcome="approved")
    assert [one.outcome for one in queries.of_proposal(lens(THEN), "0122A")] == ["to_refinement", "approved"]
    (first, second) = queries.decisions(lens(THEN))
    assert (first.number, second.number, second.title) == ("DP122", "MP122A", "Operational Metrics")
    do("record_decision", _from=THEN, when="15 January 2021", body="panel", proposal="DP122", outcome="derogation")
    assert [one.when.first.day for one in queries.decisions(lens(THEN))] == [12, 15, 20]


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (3, 2, 1, 0), (2, 0, 3, 1)])
def test_the_order_of_loading_does_not_matter(order):
    for number in ("MP077", "SECMP0015"):
        registered(number, "A title", "2020-01-07", _known="2020-12-04")
    about = {"body": "change_board"}
    acts = (
        lambda: do("record_decision", _from="2021-02-23", _known="2021-03-05", proposal="SECMP0015",
                   outcome="recommended_approval", **about),
        lambda: do("record_decision", _from="2021-02-23", _known="2021-03-12", proposal="MP077", outcome="approved",
                   **about),
        lambda: do("record_decision", _from="2021-04-09", _known="2021-04-10", when="March 2021", body="authority",
                   proposal="SECMP0015", outcome="approved"),
        lambda: do("put_to_body", _from="2021-03-05", _known="2021-03-05", body="panel", proposal="MP077",
                   meeting="2021-03-12", asks=["derogation"]),
    )  # fmt: skip
    for n in order:
        acts[n]()

    def waits(day, known):
        return [one.number for one in queries.awaiting_authority(lens(day, known))]

    assert waits("2021-03-05", "2021-03-04") == []
    assert waits("2021-03-31", "2021-04-09") == ["SECMP0015"]
    assert waits("2021-03-30", "2021-04-10") == ["SECMP0015"]
    assert waits("2021-03-31", "2021-04-10") == []
    assert made("2021-03-05", "2021-03-11") == [("SECMP0015", "recommended_approval")]
    assert made("2021-03-05", "2021-03-12") == [("SECMP0015", "recommended_approval"), ("MP077", "approved")]
    assert len(queries.presented(lens("2021-03-05", "2021-03-06"), body="panel")) == 1


# --- the Authority, reviews, counts ----------------------------------------------


@pytest.mark.inventory("G10")
def test_the_authority_has_decided_nothing_and_has_one_to_decide(loaded):
    # Printed in CSR:404-412.
    assert queries.decisions(lens(THEN), bodies=("authority",), **FEBRUARY) == ()
    (waiting,) = queries.awaiting_authority(lens(THEN))
    assert (waiting.number, waiting.outcome) == ("SECMP0015", "recommended_approval")
    do("record_decision", _from="2021-03-30", body="Authority", proposal="SECMP0015", outcome="approved")
    assert queries.awaiting_authority(lens("2021-03-30")) == ()
    assert len(queries.awaiting_authority(lens("2021-03-29"))) == 1


def test_a_proposal_that_was_closed_is_not_with_the_authority(loaded):
    do("set_status", _from="2021-03-20", proposal="SECMP0015", status="withdrawn", profile="2018")
    assert len(queries.awaiting_authority(lens("2021-03-19"))) == 1
    assert queries.awaiting_authority(lens("2021-03-20")) == ()


def test_counts_of_a_month_have_their_lists(loaded):
    found = queries.counts(lens(THEN), date(2021, 2, 1), date(2021, 2, 28), bodies=("change_board",))
    assert [(one.outcome, one.path, [each.number for each in one.decisions]) for one in found] == [
        ("recommended_approval", "", ["SECMP0015"]),
        ("approved", "self_governance", ["MP077", "MP146"]),
    ]
    assert queries.counts(lens(THEN), date(2021, 1, 1), date(2021, 1, 31)) == ()


def test_G050_the_vote_on_SECMP0015_rests_on_objectives_a_and_c(loaded):
    # Printed in CSR:386-388 and CSR:418-422.
    one = queries.decision(lens(THEN), "change_board-2021-02-23-SECMP0015-recommended_approval")
    assert one.objectives == ("a", "c")


def test_reviews_that_are_open_come_by_the_meeting_that_raises_them(loaded):
    do("ask_review", decision="change_board-2021-02-23-MP146-approved", to="OPSG", about="the trial")
    assert [(one.number, one.review.to) for one in queries.open_reviews(lens(THEN))] == [
        ("MP077", "panel"),
        ("MP146", "opsg"),
    ]


# --- what is put, and what lists say ---------------------------------------------


def test_what_is_put_to_the_next_panel(loaded):
    # Printed in CSR:83-99.
    found = queries.presented(lens(THEN), body="panel")
    assert [(one.number, one.meeting, one.asks) for one in found] == [
        ("DP096", date(2021, 3, 12), ("converted", "to_refinement", "work_package_agreed")),
        ("MP147", date(2021, 3, 12), ("to_report_phase",)),
        ("DP149", date(2021, 3, 12), ("converted", "to_refinement", "work_package_agreed")),
    ]
    assert found[0].words[1] == "AGREE that MP096 goes to the Refinement Process"
    assert found[0].key == "panel-2021-03-12-0096"
    assert queries.presented(lens(THEN), body="csc") == ()
    assert queries.presented(lens(THEN), body="") == found
    made_on, put = queries.on_proposal(lens(THEN), "0096")
    assert made_on == queries.of_proposal(lens(THEN), "0096")
    assert [(one.key, one.meeting, one.asks, one.words[0]) for one in put] == [
        (
            "panel-2021-03-12-0096",
            date(2021, 3, 12),
            ("converted", "to_refinement", "work_package_agreed"),
            "AGREE that it is converted to a Modification Proposal",
        )
    ]
    assert [one.review for one in queries.on_proposal(lens(THEN), "0077")[0]] == [
        queries.decision(lens(THEN), "change_board-2021-02-23-0077-approved").review
    ]


def test_G049_the_lists_of_the_report_differ(loaded):
    (finding,) = queries.findings(lens(THEN))
    assert (finding.fault.value, finding.printed, finding.recorded) == ("lists_differ", "MP139", ("MP146",))
    assert queries.findings(lens(THEN), meetings=["change_board-2021-02-23"]) == (finding,)
    assert queries.findings(lens(THEN), meetings=["csc-2021-02-23"]) == ()


def test_a_list_that_prints_an_earlier_number_is_right(loaded):
    do("convert_proposal", _from="2021-03-12", proposal="DP096")
    do("record_claim", document=sha("report"), subject="meeting:csc-2021-02-23", property="decision.proposal",
       qualifier="ready for conversion", value="DP096", locator="CSR:221")  # fmt: skip
    assert [one.printed for one in queries.findings(lens("2021-03-20"))] == ["MP139"]


@pytest.mark.parametrize("size", [1, 30])
def test_findings_take_as_many_queries_for_one_as_for_thirty(size):
    do("register_document", sha256=sha("report"), title="Report", kind="paper", published=THEN)
    for n in range(1, size + 1):
        registered(f"MP{n:03d}", f"Title {n}", "2020-01-01")
        do("record_decision", _from="2021-02-24", body="panel", proposal=f"MP{n:03d}", outcome="derogation")
        do("record_claim", document=sha("report"), subject="meeting:panel-2021-02-24", property="decision.proposal",
           qualifier=f"the {n}", value=f"MP9{n:02d}", locator="CSR:1")  # fmt: skip
    known = queries.decisions(lens(THEN))
    with CaptureQueriesContext(connection) as said:
        readings = sources.readings(lens(THEN), properties=(PROPOSAL, OUTCOME))
    with count(len(said) + 3):
        assert len(queries.findings(lens(THEN))) == size
    with count(1):
        assert len(queries.findings_in(lens(THEN), readings.values(), known)) == size


def test_an_unknown_decision_is_refused(loaded):
    with pytest.raises(Refused) as caught:
        queries.decision(lens("2021-02-22"), "change_board-2021-02-23-0077-approved")
    assert caught.value.first.code == "decisions.unknown"
