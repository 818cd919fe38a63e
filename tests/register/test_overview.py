"""The register at a glance: counts, ages, and what timetables say of the days to come."""

from __future__ import annotations

from datetime import date

import pytest

from codeclerk.register.queries import proposals, stage_counts
from codeclerk.register.queries.overview import overview, titles
from codeclerk.register.rules.ages import mean_age
from tests.register import example
from tests.register.support import do, lens, queries, registered
from tests.support.records import loaded_once

pytestmark = pytest.mark.django_db
THEN = "2020-12-05"
loaded = loaded_once(example.load)


def test_it_counts_as_the_list_does(loaded):
    for day in ("2016-11-09", "2019-11-15", THEN, "2021-03-05"):
        looked = lens(day)
        found, lines = overview(looked, looked.valid_at), proposals(looked)
        undecided = [line.age for line in lines if line.is_pre_decision]
        assert dict(found.counts) == stage_counts(looked)
        assert sorted(found.ages, key=str) == sorted(undecided, key=str)
        assert (found.undecided, found.mean_age) == (len(undecided), mean_age(undecided))


def test_events_to_come_are_those_of_the_window_planned_or_running(loaded):
    found = overview(lens("2020-12-15"), date(2021, 1, 20))
    assert [(one.proposal, one.row.label, one.row.printed) for one in found.coming if one.proposal == "0139"] == [
        ("0139", "Modification Report Consultation", "14 Dec 2020 – 8 Jan 2021"),
        ("0139", "Change Board Vote", "20 Jan 2021"),
    ]
    assert all(one.row.when.last >= date(2020, 12, 15) for one in found.coming)
    assert all(one.row.when.first <= date(2021, 1, 20) for one in found.coming)


def test_what_the_timetable_said_before_a_revision_is_not_to_come(loaded):
    do("set_timetable", _from="2020-12-20", proposal="MP139",
       entries=[{"label": "Change Board vote", "when": "24 Mar 2021"}])  # fmt: skip
    before, after = lens("2020-12-15"), lens("2020-12-21")
    until = date(2021, 4, 1)
    votes = [
        [
            one.row.printed
            for one in overview(looked, until).coming
            if (one.proposal, one.row.kind) == ("0139", "change_board_vote")
        ]
        for looked in (before, after)
    ]
    assert votes == [["20 Jan 2021"], ["24 Mar 2021"]]


def test_a_closed_proposal_has_nothing_to_come():
    registered("MP001", "Closed", "2020-01-01", status="Refinement Process")
    do(
        "set_timetable",
        _from="2020-01-01",
        proposal="MP001",
        entries=[{"label": "Change Board vote", "when": "1 Mar 2020"}],
    )
    do("set_status", _from="2020-02-01", proposal="MP001", status="Withdrawn")
    until = date(2020, 4, 1)
    assert [one.row.kind for one in overview(lens("2020-01-31"), until).coming] == ["change_board_vote"]
    assert overview(lens("2020-02-01"), until).coming == ()


def test_the_parts_of_a_split_proposal_go_on_with_its_timetable():
    registered("DP122", "Operational Metrics", "2020-03-26", status="Draft Proposal")
    do("set_timetable", _from="2020-03-26", proposal="DP122",
       entries=[{"label": "Change Board vote", "when": "1 Sep 2020"}])  # fmt: skip
    do("split_proposal", _from="2020-05-28", proposal="DP122", parts=[{"letter": "A"}, {"letter": "B"}])
    do("set_timetable", _from="2020-06-01", proposal="MP122B",
       entries=[{"label": "Change Board vote", "when": "1 Oct 2020"}])  # fmt: skip
    found = overview(lens("2020-06-02"), date(2020, 12, 1))
    assert {(one.proposal, one.row.printed) for one in found.coming} == {
        ("0122A", "1 Sep 2020"),
        ("0122B", "1 Oct 2020"),
    }
    assert "0122" not in found.stages
    assert found.titles["0122B"] == "Operational Metrics"
    assert titles(lens("2020-06-02"), ["0122A", "0122"]) == {
        "0122A": "Operational Metrics",
        "0122": "Operational Metrics",
    }


@pytest.mark.any_database
def test_as_many_queries_for_thirty_as_for_one():
    registered("MP001", "One", "2020-01-01", status="Refinement Process")
    for number in range(1, 31):
        with queries(2):
            found = overview(lens("2020-06-02"), date(2020, 12, 1))
        with queries(1):
            assert titles(lens("2020-06-02"), found.numbers) == found.titles
        if number < 30:
            registered(f"MP{number + 1:03}", "More", "2020-01-01", status="Refinement Process")
    assert found.undecided == 30
    with queries(0):
        assert titles(lens("2020-06-02"), ()) == {}
