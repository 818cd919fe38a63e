"""The register of the example: where proposals stood, their numbers, titles and timetables."""

from __future__ import annotations

from collections import Counter

import pytest

from codeclerk.register import queries
from codeclerk.sources import queries as sources
from codeclerk.sources.rules.claims import Verdict
from tests.ingest.looking import DECEMBER, MARCH, NOVEMBER_2016, line, said, stage

PRINTED = {"define": 7, "refine": 37, "opine": 5, "release": 5}


def test_G028_stage_counts(example):
    """What the paper counts are claims; the register names those that sources name, never more, and Release in full."""
    lens = example.lens(MARCH)
    counts = queries.stage_counts(lens)
    for name, printed in PRINTED.items():
        reading = said(example, "report:2021-03", f"stage.count.{name}", about=MARCH)
        assert (reading.value, reading.verdict, reading.marker) == (printed, Verdict.SINGLE, "reported")
        assert counts[name] <= printed
    assert counts == {"define": 6, "refine": 22, "opine": 1, "release": 5, "closed": 7, "": 20}
    assert stage(example, "release") == ["SECMP0007", "MP077", "MP090", "MP106", "MP146"]
    assert stage(example, "opine") == ["SECMP0015"]
    assert stage(example, "define") == ["DP096", "DP145", "DP149", "DP153", "DP154", "DP155"]


def test_G029_open_pre_decision(example):
    printed = said(example, "report:2021-03", "report.proposals", qualifier="open", about="2021-02")
    assert printed.value == sum(PRINTED[name] for name in ("define", "refine", "opine")) == 49
    assert said(example, "report:2021-03", "report.mean_age_wd", qualifier="open", about="2021-02").value == "387"
    named = [one for one in queries.proposals(example.lens(MARCH)) if one.is_pre_decision]
    assert len(named) == 29


def test_what_is_concluded_is_a_claim(example):
    total = said(example, "report:2021-03", "report.proposals", qualifier="concluded", about="2021-02")
    mean = said(example, "report:2021-03", "report.mean_age_wd", qualifier="concluded", about="2021-02")
    assert (total.value, mean.value) == (40, "205")


@pytest.mark.inventory("B23", "B24")
def test_G030_2016_status_counts(example):
    lines = queries.proposals(example.lens(NOVEMBER_2016))
    assert Counter(one.status_name for one in lines) == {
        "Initial Modification Report": 2,
        "Refinement (Working Group)": 13,
        "Refinement (DCC Impact Assessment)": 4,
        "Modification Report": 2,
    }
    assert sum(one.is_pre_decision for one in lines) == 21
    for status, count in (("Initial Modification Report", 2), ("Refinement", 17), ("Modification Report", 2)):
        assert said(example, "report:2016-11", "status.count", qualifier=status, about=NOVEMBER_2016).value == count
    for status in ("Change Board", "Awaiting Authority Decision", "Pending Implementation"):
        assert said(example, "report:2016-11", "status.count", qualifier=status, about=NOVEMBER_2016).value == 0
    assert said(example, "report:2016-11", "report.proposals", qualifier="open", about=NOVEMBER_2016).value == 21


def test_G031_working_group_load(example):
    found = sources.readings(example.lens(NOVEMBER_2016), properties=["working_group"])
    load = Counter(reading.value for question, reading in found.items() if question.qualifier == "")
    assert load == {
        "Working Group 1": 8,
        "Working Group 2": 3,
        "Working Group 3": 1,
        "Working Group 4": 3,
        "Working Group 5": 2,
    }
    proposed = {q.name: r.value for q, r in found.items() if q.qualifier == "proposed"}
    assert proposed == {"SECMP0023": "Working Group 1", "SECMP0024": "Working Group 4"}


def test_G032_adoption_window(example):
    held = line(example, "SECMP0003", "2016-11-10", NOVEMBER_2016)
    assert (held.is_held, held.held_until.isoformat(), held.stage) == (True, "2016-11-11", "refine")
    assert held.is_pre_decision
    closed = line(example, "SECMP0003", "2016-11-12", NOVEMBER_2016)
    assert (closed.is_held, closed.status_name, closed.is_closed) == (False, "Withdrawn", True)
    assert closed.sure["status"] == "inferred"


def test_proposals_of_2016_that_nobody_mentions_again_stand_nowhere(example):
    names = stage(example, "")
    assert [name for name in names if name.startswith("SECMP")] == [
        f"SECMP{digits:04}" for digits in (2, 4, 5, 6, 8, 9, 11, 12, 13, 16, 18, 19, 20, 21, 22, 23)
    ]
    assert [name for name in names if not name.startswith("SECMP")] == ["MP080", "DP120", "DP121", "MP139"]
    assert line(example, "SECMP0002", "2018-10-31").status_name == "Refinement (Working Group)"


def test_an_assessment_that_was_returned_shows_that_it_was_refined(example):
    found = line(example, "SECMP0056", "2020-08-20", MARCH)
    assert (found.status_name, found.sure["status"]) == ("Refinement Process", "inferred")
    assert line(example, "SECMP0056").stage == "refine"


def test_what_was_known_in_december_2020(example):
    lens = example.lens(DECEMBER)
    assert stage(example, "define", DECEMBER) == ["DP118", "DP119", "DP120", "DP121", "DP122", "DP144", "DP145"]
    assert queries.proposal(lens, "MP081").line.status_name == "Pending Implementation"
    assert line(example, "SECMP0067", DECEMBER).status_name == "Rejected"


# --- numbers, titles, timetables


def test_numbers_and_aliases_resolve(example):
    lens = example.lens(MARCH)
    assert {ref: queries.resolve(lens, ref).number for ref in ("SECMP0081", "SECMP0092", "SECMP0106")} == {
        "SECMP0081": "MP081",
        "SECMP0092": "MP092",
        "SECMP0106": "MP106",
    }
    assert {ref: queries.resolve(lens, ref).number for ref in ("SECMP12", "0002", "SECMP-23", "MP92")} == {
        "SECMP12": "SECMP0012",
        "0002": "SECMP0002",
        "SECMP-23": "SECMP0023",
        "MP92": "MP092",
    }
    assert {ref: queries.resolve(lens, ref).number for ref in ("DP144", "DP092", "DP118", "DP119")} == {
        "DP144": "MP144",
        "DP092": "MP092",
        "DP118": "MP118",
        "DP119": "MP119",
    }


def test_a_misprint_suggests_and_does_not_resolve(example_database):
    shown = example_database.codeclerk("proposal", "show", "M092")
    assert shown.returncode == 2
    assert "Did you mean MP092?" in shown.stderr


def test_dp122_was_split_and_its_part_is_known(example):
    part = line(example, "MP122A")
    assert (part.title, part.whole, part.status_name) == ("Operational Metrics", "DP122", "Implemented")
    assert part.proposer_organisation == "wpd"


def test_titles_are_dated(example):
    assert line(example, "SECMP0007", NOVEMBER_2016).title == "Firmware updates to mandated HAN devices"
    assert line(example, "SECMP0007").title == "Firmware updates to IHDs and PPMIDs"
    assert line(example, "MP106", DECEMBER).title == "CHISM update for Unknown WAN Variant"
    assert line(example, "MP106").title == "CHIMSM update for Unknown WAN Variant"
    assert line(example, "MP092", DECEMBER).title == "New Planned Maintenance methodology"


def test_timetables_have_the_printed_rows(example):
    lens = example.lens(DECEMBER)
    rows = {ref: len(queries.timetable(lens, ref)) for ref in ("MP092", "MP106", "MP139", "DP144")}
    assert rows == {"MP092": 12, "MP106": 14, "MP139": 11, "DP144": 11}


def test_the_consultation_on_mp144_was_moved(example):
    row = next(row for row in queries.timetable(example.lens(MARCH), "MP144") if row.kind == "refinement_consultation")
    assert row.is_revised
    assert (row.original.last.isoformat(), row.when.last.isoformat()) == ("2021-02-26", "2021-03-24")


def test_raising_days_are_those_that_papers_print(example):
    raised = {one.number: one.raised_day for one in queries.proposals(example.lens(MARCH)) if one.raised}
    assert {number: day.isoformat() for number, day in raised.items()} == {
        "MP092": "2019-10-22",
        "MP106": "2019-12-30",
        "MP139": "2020-08-18",
        "MP144": "2020-09-28",
        "DP153": "2021-02-16",
        "DP154": "2021-02-16",
        "DP155": "2021-02-18",
    }


def test_links_change_requests_and_flags(example):
    lens = example.lens(MARCH)

    def links(number: str) -> list[tuple[str, str]]:
        return sorted((one.kind, one.name) for one in queries.proposal(lens, number).links)

    assert links("DP153") == [("corrects", "MP118"), ("follow_up_of", "MP118")]
    assert links("DP120") == [("corrects", "SECMP0025")]
    assert ("depends_on", "MP081") in links("MP106")
    assert ("interacts_with", "MP109") in links("MP092")
    assert line(example, "MP077").flags == ("review_pending",)
    requests = {
        number: [one.number for one in queries.proposal(lens, number).change_requests]
        for number in ("MP106", "MP107", "MP117", "MP125", "MP140")
    }
    assert requests == {
        "MP106": ["CR1335"],
        "MP107": ["CR1352"],
        "MP117": ["CR1368"],
        "MP125": ["N/A"],
        "MP140": ["TBC"],
    }
