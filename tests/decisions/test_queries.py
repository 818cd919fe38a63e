"""Reads of decisions: what was decided by a day, as known at an instant; what waits; what sources' lists say."""

from __future__ import annotations

from datetime import date

import pytest

from codeclerk.decisions import queries
from codeclerk.register.rules.times import day_of
from tests.decisions import example
from tests.register.support import do, lens, registered
from tests.register.support import queries as count

pytestmark = pytest.mark.django_db
THEN = "2021-03-05"
FEBRUARY = {"first": date(2021, 2, 1), "last": date(2021, 2, 28)}


@pytest.fixture
def loaded():
    example.load()


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
        assert len(queries.presented_of(lens(THEN), "0001")) == 1
    with count(2):
        assert queries.decision(lens(THEN), "change_board-2021-02-24-0001-recommended_approval").number == "MP001"
