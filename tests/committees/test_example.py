"""What the five published papers tell of committees, once they are loaded."""

from __future__ import annotations

import pytest

from codeclerk.committees import queries, vocabulary
from codeclerk.register import queries as register
from codeclerk.site.queries import everything_due
from codeclerk.site.rules import Teller
from tests.register.support import lens


@pytest.mark.inventory("G26", "G27")
def test_the_interest_of_the_committees_in_dp144(example):
    found = {row.number: row for row in queries.interest(lens("2020-12-05")).rows}
    said = {body: stance.verdict.value for body, stance in found["DP144"].stances.items()}
    assert said == {
        "csc": "supports",
        "ssc": "interested",
        "tabasc": "not_interested",
        "smki_pma": "not_interested",
        "opsg": "not_interested",
    }
    assert queries.input_at(lens("2020-12-05"), "0144-ssc-1").sources == ("PMP:6341-6351, 6382",)


@pytest.mark.inventory("G22", "G23")
def test_the_tabasc_opposed_a_solution_which_was_changed(example):
    (one,) = [found for found in queries.inputs(lens("2020-03-26"), bodies=["tabasc"]) if found.number == "MP080"]
    assert one.answer.opposes.startswith("Taking the TSAT out of Schedule 11")
    assert one.change.text.startswith("The TSAT stays in Schedule 11")
    waits = [found.number for found in queries.waiting(lens("2020-03-26"), bodies=["tabasc"])]
    assert waits == ["DP118", "DP119", "DP120", "DP121", "DP122"]


@pytest.mark.inventory("G24")
def test_the_questions_and_requests_of_security(example):
    (asked,) = queries.waiting(lens("2016-11-09"), bodies=["ssc"])
    assert (asked.number, asked.kind) == ("SECMP0002", "security_question")
    (request,) = queries.waiting(lens("2020-12-05"), bodies=["ssc"])
    assert (request.number, request.asked.to, request.due.isoformat()) == ("MP139", "DCC", "2020-12-09")


@pytest.mark.inventory("G25")
def test_what_the_operations_group_was_shown(example):
    found = queries.inputs(lens("2020-12-05"), bodies=["opsg"])
    reports = [(one.number, one.answer.verdict.value) for one in found if one.kind == "operational_report"]
    assert reports == [("MP092", "supports"), ("MP092", "heard"), ("MP092", "heard")]


@pytest.mark.inventory("G17")
def test_the_theme_of_each_group_proposes_the_group_that_the_paper_has(example):
    day = lens("2016-11-09")
    allocated = {one.proposal: one for one in queries.allocations(day)}
    assert len(allocated) == 19
    for line in register.lines_of(day, allocated):
        best = queries.matches_of(line)[0]
        assert best.group == allocated[line.key].group, (line.number, best)
        assert best.reasons
    assert [one.number for one in queries.allocations(day, "working_group_3")] == ["SECMP0009"]
    assert not queries.allocations(lens("2020-12-05"))


@pytest.mark.inventory("G30")
def test_proposals_would_change_how_committees_are_made_up(example):
    found = queries.proposed_seats(lens("2016-11-09"))
    assert [(one.number, vocabulary.short_name(one.body), one.seat_name) for one in found] == [
        ("SECMP0021", "SSC", "Other SEC Party"),
        ("SECMP0021", "TABASC", "Other SEC Party"),
        ("SECMP0022", "SMKI PMA", ""),
    ]
    assert all(one.in_force is None for one in found)


@pytest.mark.inventory("G02")
def test_the_views_of_the_csc_and_what_it_found_ready(example, client):
    day = lens("2021-03-05")
    views = [(one.number, one.asked.question) for one in queries.inputs(day, bodies=["csc"]) if one.number == "MP144"]
    assert views == [("MP144", "Whether the issue is clear"), ("MP144", "Whether it is ready for conversion")]
    page = client.get("/committees/csc/?as_at=2021-03-05").content.decode()
    decided = page[page.index('id="decisions"') : page.index('id="was-asked"')]
    assert decided.count("eady for conversion") == 2
    assert "DP096" in decided
    assert "DP149" in decided


def test_what_committees_owe_is_among_what_is_due(example):
    found = [(one.number, one.what, one.day.isoformat(), one.href) for one in everything_due(lens("2020-12-05"))
             if one.teller is Teller.COMMITTEES]  # fmt: skip
    assert found == [
        (
            "MP139",
            "What the SSC asked for: What the risks to security are",
            "2020-12-09",
            "/committees/inputs/0139-ssc-2/",
        )
    ]
