"""The claims of the example: where papers contradict each other or themselves, both stand with their places."""

from __future__ import annotations

from collections import Counter

import pytest

from codeclerk.sources import queries as sources
from codeclerk.sources.rules.claims import State, Verdict
from tests.ingest.looking import said, values


@pytest.mark.parametrize(
    ("subject", "property", "qualifier", "expected"),
    [
        ("proposal:MP092", "proposer", "", ["DCC representative 3", "DCC representative 4"]),
        ("proposal:MP106", "title", "",
         ["CHIMSM update for Unknown WAN Variant", "CHISM update for Unknown WAN Variant"]),
        ("proposal:MP139", "title", "", ["IVP and MVP dates for CHTS", "MVP and IVP dates for CHTS"]),
        ("document:Appendix I", "acronym", "", ["CHIMSM", "CHISM"]),
        ("assessment:0092-PA-1", "assessment.requested", "", ["2019-11", "2019-11-18", "2019-11-25", "2019-12-02"]),
        ("assessment:0106-PA-1", "assessment.requested", "", ["2020-03-26", "2020-04-03", "2020-04-06"]),
        ("assessment:0140-PA-1", "assessment.type", "", ["IA", "PA"]),
        ("release:2021-06", "release.cut_off", "", ["2021-06-03", "2021-06-10"]),
        ("proposal:MP106", "impact", "Large Suppliers", ["False", "True"]),
        ("proposal:MP106", "requirement.count", "", ["1", "2"]),
        ("proposal:MP139", "list.count", "Dates that Schedule 11 is to have later", ["4", "5"]),
        ("consultation:0144-refinement-1", "consultation.closes", "", ["2021-02-26", "2021-03-24"]),
        ("consultation:0092-refinement-1", "consultation.answers", "Impact on the respondent", ["3", "4"]),
        ("consultation:0092-refinement-1", "consultation.answers", "Costs for the respondent", ["1", "2"]),
        ("meeting:change_board-2021-02-23", "meeting.date", "", ["2021-02-23", "2021-02-24"]),
        ("meeting:change_board-2021-02-23", "decision.proposal", "approved under Self-Governance, the second",
         ["MP139", "MP146"]),
        ("proposal:MP092", "timetable.event_date", "The trial begins", ["2019-04", "2019-04-01", "2019-05"]),
        ("document:MP092 legal text", "version", "", ["0.3", "2.0"]),
        ("interface:WAN Matrix", "field.value", "Meaning of a single space",
         ["no coverage is planned", "the variant is not known"]),
    ],
)  # fmt: skip
def test_contradictions_stand_side_by_side(example, subject, property, qualifier, expected):
    reading = said(example, subject, property, qualifier=qualifier)
    assert (reading.state, reading.verdict, reading.value) == (State.DISAGREE, Verdict.DISPUTED, None)
    assert values(reading) == expected
    assert reading.difference


def test_the_vote_lists_agree_on_the_others(example):
    for which, number in (
        ("approved under Self-Governance, the first", "MP077"),
        ("recommended to the Authority", "SECMP0015"),
    ):
        reading = said(example, "meeting:change_board-2021-02-23", "decision.proposal", qualifier=which)
        assert (reading.verdict, reading.value) == (Verdict.AGREED, number)


def test_each_of_the_three_places_of_the_vote_is_there(example):
    second = "approved under Self-Governance, the second"
    reading = said(example, "meeting:change_board-2021-02-23", "decision.proposal", qualifier=second)
    assert {(claim.locator, claim.measure.value) for claim in reading.claims} == {
        ("CSR:105-109", "MP146"),
        ("CSR:400-402", "MP139"),
        ("CSR:428", "MP146"),
    }


def test_G067_date_later_than_document(example):
    """The same paper prints two days for the meeting of Working Group 5, one of them after the paper itself."""
    question = "Working Group 5 on SECMP0016"
    reading = said(example, "meeting:working_group_5-2016-10-28", "meeting.date", qualifier=question)
    assert reading.verdict is Verdict.DISPUTED
    assert values(reading) == ["2016-10-28", "2016-11-28"]
    late = [claim for claim in reading.claims if claim.measure.when.first > claim.source.published]
    assert [(claim.locator, claim.measure.value) for claim in late] == [("DCUSA:575-577", "2016-11-28")]


def test_no_claim_contradicts_another_without_being_meant_to(example):
    """Every disagreement is one that the papers have: a slip in the data would show here."""
    found = Counter(reading.question.property for reading in sources.disagreements(example.lens("2021-05-11")))
    assert found == {
        "acronym": 1,
        "assessment.requested": 2,
        "assessment.type": 1,
        "consultation.answers": 2,
        "consultation.closes": 1,
        "decision.proposal": 1,
        "field.value": 1,
        "impact": 5,
        "list.count": 2,
        "meeting.date": 2,
        "proposer": 1,
        "release.cut_off": 1,
        "requirement.count": 1,
        "status": 1,
        "timetable.event_date": 1,
        "title": 7,
        "version": 1,
    }
