"""The checks over the example: each finds what the papers have wrong, and says it with both places."""

from __future__ import annotations

import pytest

from codeclerk.checks import queries
from codeclerk.checks.rules import catalogue
from codeclerk.checks.rules.values import Verdict
from tests.register.support import queries as count

MAY, MARCH, DECEMBER, NOVEMBER = "2021-05-11", "2021-03-05", "2020-12-04", "2016-11-09"
MOST_QUERIES = 24


def findings(example, day, id):
    """The findings of one check on a day: (name, verdict, words, what each place says)."""
    found = queries.result(example.lens(day), id)
    return {one.name: one for one in found.findings}


def says(thing):
    return [(side.says, side.place.rpartition(" ")[2]) for side in thing.sides]


@pytest.mark.inventory("Q09")
def test_G065_a_consultation_that_closes_on_easter_monday_is_found(example):
    found = findings(example, DECEMBER, "consultation-closes-on-a-working-day")
    (one,) = found.values()
    assert one.name == "Modification Report Consultation on DP144"
    assert one.verdict is Verdict.FAIL
    assert one.words == "It closes on Monday 5 April 2021, which is Easter Monday, no Working Day."
    assert one.sides[0].says == "Monday 5 April 2021"
    assert "PMP:6360-6398" in one.sides[0].place or "PMP:6396" in one.sides[0].place
    assert (one.sides[1].says, one.sides[1].place) == ("Easter Monday", "bank holidays of England and Wales")
    # The consultation was dropped later; what the paper printed stays.
    (one,) = findings(example, MAY, "consultation-closes-on-a-working-day").values()
    assert (one.subject, one.sides[0].says) == ("consultation:0144-report-1", "5 April 2021")


@pytest.mark.inventory("Q10")
def test_G067_a_meeting_reported_before_it_was_held_is_found(example):
    for day in (NOVEMBER, MAY):
        (one,) = findings(example, day, "meeting-not-after-its-source").values()
        assert one.verdict is Verdict.FAIL
        assert one.subject == "meeting:working_group_5-2016-10-28"
        assert says(one)[:2] == [("28 November 2016", "DCUSA:575-577"), ("28 October 2016", "record")]
        assert one.words.startswith("The source was published on 9 November 2016")
        assert one.proposals == ("0016",)


def test_meetings_that_were_to_come_when_a_paper_named_them_are_not_looked_at(example):
    result = queries.result(example.lens(MAY), "meeting-not-after-its-source")
    assert not [one for one in result.things if "panel-2021-03-12" in one.subject]


@pytest.mark.inventory("Q11")
def test_titles_and_acronyms_that_differ_from_the_register_are_found(example):
    found = findings(example, MARCH, "titles-equal-the-register")
    one = found["Title of MP139, as SECP_87_1112_18 at PMP:5657 prints it"]
    assert one.words == "It prints “IVP and MVP dates for CHTS”; the register has “MVP and IVP dates for CHTS”."
    acronym = found["Acronym of Appendix I"]
    assert says(acronym) == [("“CHIMSM”", "DCUSA:1055"), ("“CHISM”", "PMP:4095"), ("“CHIMSM”", "483")]
    assert acronym.words == "Sources say “CHIMSM” and “CHISM”."


@pytest.mark.inventory("Q12")
def test_documents_that_name_different_proposers_are_found(example):
    (one,) = findings(example, MARCH, "proposers-agree").values()
    assert one.proposals == ("0092",)
    assert {place for _, place in says(one)} == {"PMP:199", "PMP:1394"}


@pytest.mark.inventory("Q13")
def test_documents_that_give_different_days_of_a_request_are_found(example):
    found = findings(example, MARCH, "assessment-dates-agree")
    assert set(found) == {"Assessment requested of 0092-PA-1", "Assessment requested of 0106-PA-1"}
    first, second = found.values()
    assert {"PMP:1086", "PMP:1398-1399"} <= {place for _, place in says(first)}
    assert {"PMP:4065", "PMP:4310"} <= {place for _, place in says(second)}
    assert first.proposals == ("0092",)


@pytest.mark.inventory("Q17", "Q19")
def test_versions_out_of_order_and_versions_that_there_are_not_are_found(example):
    (one,) = findings(example, MARCH, "versions-cited-exist").values()
    assert one.words == "2.0 is cited where another place has 0.3."
    assert says(one) == [("“0.3”", "PMP:1145"), ("“2.0”", "PMP:3211-3213")]
    (one,) = findings(example, MARCH, "versions-in-order").values()
    assert one.words == "Version 4.2 is of 4 July 2018, before version 3.1 of 8 November 2018."


@pytest.mark.inventory("Q20")
def test_an_event_of_a_timetable_before_what_it_rests_on_is_found(example):
    found = queries.result(example.lens(DECEMBER), "timetable-in-order")
    (one,) = [thing for thing in found.findings if thing.proposals == ("0106",)]
    assert one.words == (
        "“Impact Assessment costs approved by Change Board” (22 Jul 2020) begins before “Refinement Consultation” "
        "(8 Jul 2020 – 29 Jul 2020) is over."
    )
    passed = {thing.proposals for thing in found.things if thing.verdict is Verdict.PASS}
    assert {("0092",), ("0139",), ("0144",)} <= passed


@pytest.mark.inventory("Q23")
def test_open_proposals_that_the_table_of_progress_leaves_out_are_found(example):
    result = queries.result(example.lens(NOVEMBER), "open-proposals-in-the-table-of-progress")
    assert len(result.things) == 21
    assert [one.proposals for one in result.findings] == [("0023",), ("0024",)]
    assert result.findings[0].words == (
        "SECMP0023 was open when Smart Energy Code (SEC) Update was published, and its table has no row for it."
    )


@pytest.mark.inventory("Q24")
def test_stage_counts_stand_beside_the_proposals_that_the_register_lists(example):
    found = findings(example, MARCH, "stage-counts-equal-the-register")
    define = found["Proposals in Define of 2021-03 for 5 March 2021"]
    assert define.verdict is Verdict.AMBIGUOUS
    assert define.sides[0].says == "7 proposals"
    assert define.sides[1].says.startswith("6: DP096, DP145, DP149")
    in_2016 = queries.result(example.lens(NOVEMBER), "stage-counts-equal-the-register")
    assert (in_2016.verdict, in_2016.things[0].sides[0].says) == (Verdict.PASS, "21 proposals")


@pytest.mark.inventory("C11")
def test_days_off_the_pattern_of_a_body_are_found(example):
    found = findings(example, MARCH, "meetings-follow-their-pattern")
    assert {one.subject for one in found.values()} == {
        "meeting:csc-2020-08-28",
        "meeting:change_board-2021-02-23",
    }
    assert {one.verdict for one in found.values()} == {Verdict.AMBIGUOUS}  # every pattern is inferred


@pytest.mark.inventory("K21", "Q01")
def test_G068_a_number_word_that_contradicts_its_list_is_found(example):
    found = findings(example, MARCH, "counts-equal-their-lists")
    one = found["The words “four dates” at SECP_87_1112_18 at PMP:5191"]
    assert one.words == "“four dates” says 4, and there are 5."
    assert [place for _, place in says(one)] == ["PMP:5191", "PMP:5193-5201"]


@pytest.mark.inventory("Q06", "Q08", "Q16", "Q18")
def test_other_questions_on_which_sources_differ_are_found(example):
    lens = example.lens(MARCH)
    found = {one.check.id: {thing.name for thing in one.findings} for one in queries.results(lens)}
    assert found["answers-equal-their-tally"] == {
        "Number of answers, Costs for the respondent, of 0092-refinement-1",
        "Number of answers, Impact on the respondent, of 0092-refinement-1",
    }
    assert found["one-cut-off-a-release"] == {"Cut-off date of 2021-06"}
    assert found["requirements-agree"] == {"Number of requirements of MP106"}
    assert found["one-value-one-meaning"] == {"Value of a field, Meaning of a single space, of WAN Matrix"}
    assert "Impact, Large Suppliers, of MP106" in found["impacts-agree"]
    assert found["assessment-figures-follow"] == {"MP105 PA", "MP107 IA", "MP117 IA"}
    assert len(found["decision-lists-agree"]) == 1


def test_every_finding_names_its_rule_both_places_and_a_remedy(example):
    for result in queries.results(example.lens(MAY)):
        for one in result.findings:
            assert one.words, one
            assert len(one.sides) >= 2, one
            assert all(side.says and side.place for side in one.sides), one
            assert result.check.rule
            assert result.check.basis
            assert one.remedy or result.check.remedy


def test_before_a_paper_was_known_its_findings_are_not_there(example):
    lens = example.lens(MARCH, NOVEMBER)
    assert not queries.result(lens, "titles-equal-the-register").about("0139").things
    assert queries.result(lens, "meeting-not-after-its-source").findings


def test_the_checks_take_a_constant_number_of_queries(example):
    with count(27):
        every = queries.results(example.lens(MARCH))
    assert len(every) == len(catalogue.checks())
    assert {one.check.id for one in every} == {one.id for one in catalogue.checks()}
