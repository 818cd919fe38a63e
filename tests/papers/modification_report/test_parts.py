"""The sections of the report that say what the proposal is made of: issue, solution, costs, assessment."""

from __future__ import annotations

import pytest

from codeclerk.papers.model import Bullets, Paragraph, Table
from codeclerk.papers.runs import plain
from tests.papers.modification_report.test_report import report, section, table, words
from tests.register.support import do


def says(found) -> str:
    """Everything that a section and those below it say in paragraphs and lists."""
    said = []
    for block in found.blocks:
        if isinstance(block, Paragraph):
            said.append(plain(block.runs))
        if isinstance(block, Bullets):
            said += [plain(item.runs) for item in block.items]
    return "\n".join([*said, *map(says, found.sections)])


def views(paper, kind) -> list[list[str]]:
    """The printed cells of a table of views, which stands in a section of the assessment."""
    assessment = section(paper, "Assessment of the proposal")
    blocks = [block for one in assessment.sections for block in one.blocks if isinstance(block, Table)]
    return [[plain(cell) for cell in row] for block in blocks if block.key == f"views-{kind}" for row in block.rows]


@pytest.mark.inventory("F08")
def test_the_issue_is_told_in_three_texts(example):
    found = report("MP092")
    issue = section(found, "Issue")
    assert [one.title for one in issue.sections] == ["Current arrangements", "The issue", "Impact of the issue"]
    assert "six hours in a month" in says(issue)
    order = [one.title for one in found.sections]
    assert order[:8] == [
        "Summary", "Where it stands", "Issue", "Solution", "What it affects", "Costs", "Implementation approach",
        "Assessment of the proposal",
    ]  # fmt: skip


@pytest.mark.inventory("F09", "F10")
def test_an_earlier_solution_has_its_cost_and_why_it_was_given_up(example):
    solution = section(report("MP106"), "Solution")
    assert [one.title for one in solution.sections] == ["Proposed Solution", "Earlier solution 1: Another answer"]
    said = says(solution.sections[1])
    assert "given up on 7 October 2020: Its price was far too high" in said
    assert "DCC costs: Rough order of magnitude: £150,000" in said
    assert "Fee of an assessment: Impact Assessment: £19,480. To be done within 30 days." in said
    assert said.count("19,480") == 1


@pytest.mark.inventory("F11")
def test_the_impacts_are_words_never_marks(example):
    found = report("MP139")
    assert table(found, "ticks") == [
        ["Large Suppliers", "yes"],
        ["Small Suppliers", "yes"],
        ["Electricity Network Operators", "no"],
        ["Gas Network Operators", "no"],
        ["Other SEC Parties", "yes"],
        ["DCC", "yes"],
        ["Shared Resource Providers", "no"],
        ["Meter Installers", "no"],
        ["Device Manufacturers", "yes"],
        ["Flexibility Providers", "no"],
    ]
    areas = {row[0]: row[1] for row in table(found, "impacts")}
    assert areas == {
        "SEC Parties": "in words",
        "DCC System": "no",
        "Consumers": "yes",
        "Other industry Codes": "no",
        "Greenhouse gas emissions": "no",
    }


@pytest.mark.inventory("F12")
@pytest.mark.inventory("I04", partial="in words; answers with costs are not added up")
def test_the_costs_of_the_dcc_of_secas_and_of_parties(example):
    rows = {row[0]: row[1:] for row in table(report("MP092"), "costs")}
    assert {name: row[0] for name, row in rows.items()} == {
        "DCC costs": "£0", "SECAS costs": "£1,200", "SEC Party costs": "no figure"
    }  # fmt: skip
    assert rows["SECAS costs"][1].startswith("2 days of effort at £600 a day.")
    assert "Two respondents expect costs" in rows["SEC Party costs"][1]


@pytest.mark.inventory("F13")
def test_the_releases_follow_from_their_cut_offs(example):
    said = says(section(report("MP092"), "Implementation approach"))
    assert (
        "25 February 2021 (February 2021 SEC Release) if a decision to approve is received on or before "
        "11 February 2021; or\n24 June 2021 (June 2021 SEC Release) if a decision to approve is received after "
        "11 February 2021 but on or before 10 June 2021." in said
    )
    decided = says(section(report("MP092", "2021-03-05"), "Implementation approach"))
    assert "a decision to approve" not in decided
    assert "ad-hoc release" not in decided


@pytest.mark.inventory("B28")
def test_a_document_only_change_may_go_sooner(example):
    sooner = "so it may go in an ad-hoc release 1 Working Day after the decision"
    told = {one: says(section(report(one, "2020-12-05"), "Implementation approach")) for one in ("MP139", "MP106")}
    assert {one: sooner in said for one, said in told.items()} == {"MP139": True, "MP106": True}
    assert "ad-hoc" not in says(section(report("SECMP0015", "2020-12-05"), "Implementation approach"))


@pytest.mark.inventory("F14", "F15", "F16", "F17", "F18")
def test_the_assessment_has_observations_business_case_support_and_views(example):
    found = report("MP139")
    assert [one.title for one in section(found, "Assessment of the proposal").sections] == [
        "Observations on the issue", "Solution development", "Business case", "Support for change",
        "Views against the SEC Objectives", "Views against the consumer areas",
    ]  # fmt: skip
    assert "1,000,000 Communications Hubs x £40 = £40,000,000 at most" in words(found)
    support = {row[0]: row[1] for row in views(found, "support")}
    assert support["Respondents to the consultation"] == "divided (3 in favour, 1 against)"
    assert support["Device Manufacturers"] == "against (1 against)"
    assert [row[:2] for row in views(found, "objective")] == [
        ["Proposer on objective (a)", "better facilitated"],
        ["Industry on objective (a)", "views differ (3 in favour, 1 against)"],
    ]
    assert {row[1] for row in views(found, "consumer")} == {"no impact"}


def test_a_draft_has_its_issue_and_no_section_of_what_comes_later(example):
    found = report("DP144")
    titles = {one.title for one in found.sections}
    assert {"Issue", "Costs", "Assessment of the proposal"} <= titles
    assert not {"Solution", "Implementation approach"} & titles
    assert table(found, "payers")[0] == ["Random Sample Privacy Assessment", "all Users", "the Other User"]


def test_what_is_not_written_is_said(example):
    do("register_proposal", _from="2020-12-01", number="MP199", title="Nothing yet", _known="2020-12-01")
    found = report("MP199")
    assert section(found, "Issue").empty == "The issue of MP199 is not written yet."
    assert section(found, "Costs").empty == "No cost of MP199 is recorded yet."
    assert "Why it was withdrawn" not in {one.title for one in found.sections}


@pytest.mark.inventory("I12")
def test_why_it_was_withdrawn(example):
    said = says(section(report("SECMP0003", "2016-11-09"), "Why it was withdrawn"))
    assert said.startswith("The cost of the change, When it could be implemented, Fewer benefits than expected: ")


@pytest.mark.inventory("J05")
def test_the_documents_that_the_legal_text_changes_stand_beside_the_list(example):
    found = report("MP092")
    assert table(found, "affected")[:2] == [
        ["Documents", "Section A, Section H, Appendix AL"],
        ["Changed by the legal text", "Section A, Section H, Appendix AL (legal text, draft 0.3)"],
    ]
    assert "does not agree" not in says(section(found, "What it affects"))
    do("set_impacts", _from="2020-12-05", _known="2020-12-05", proposal="MP092", documents=["Section H", "Section K"])
    said = says(section(report("MP092"), "What it affects"))
    assert "Section A and Appendix AL: changed by the legal text, draft 0.3; not listed by the register." in said
    assert "Section K: listed by the register; not changed by the legal text, draft 0.3." in said
    assert report("DP144").data.value["legal_text"] is None
    assert found.data.value["legal_text"] == {
        "text": "legal text, draft 0.3",
        "documents": ["Section A", "Section H", "Appendix AL"],
        "not_in_the_list": [],
    }
