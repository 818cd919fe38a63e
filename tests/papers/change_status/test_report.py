"""The report from a loaded record: March 2021, other months, an empty register, queries, the command line."""

import hashlib
import json
import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from codeclerk.kernel import bus, clock
from codeclerk.kernel.calendar import Month, start_of_london_day
from codeclerk.kernel.errors import Refused
from codeclerk.kernel.packs import Classifications
from codeclerk.kernel.publishing import running_pack
from codeclerk.papers import queries, registry
from codeclerk.papers.change_status import builder
from codeclerk.papers.codec import from_json
from codeclerk.papers.laid import ListLaid
from codeclerk.papers.layout import lay_out
from codeclerk.papers.model import Status
from codeclerk.papers.rendering import render
from codeclerk.papers.writers.docx import to_docx
from codeclerk.papers.writers.html import to_html
from codeclerk.papers.writers.pdf import to_pdf
from tests.papers.change_status.conftest import MARCH, report
from tests.papers.change_status.spots import spots, words_of
from tests.papers.pdf_tags import reader, text, tree
from tests.sources.support import PUBLIC as READER
from tests.sources.support import make_people

MOST_QUERIES = 40


def data(paper):
    return paper.data.value


def proposals(entries):
    return [one["proposal"] for one in entries]


# --- golden results, as the report shows them


def summary(march):
    return {(row["type"], row["standing"]): row for row in data(march)["assessments"]["summary"]}


@pytest.mark.inventory("D13")
def test_G009_the_open_assessments_are_one_PA_of_17_and_two_IAs_of_64(march):
    rows = summary(march)
    assert (rows["PA", "open"]["total"], rows["PA", "open"]["average"]) == (1, 17)
    assert (rows["IA", "open"]["total"], rows["IA", "open"]["average"]) == (2, 64)
    open_ = {(one["proposal"], one["type"]): one["duration"]["value"] for one in data(march)["assessments"]["open"]}
    assert open_ == {("MP107", "IA"): 64, ("MP117", "IA"): 64, ("MP140", "PA"): 17}


def test_G010_nineteen_PAs_were_completed_with_a_mean_of_58(march):
    row = summary(march)["PA", "completed"]
    assert (row["total"], row["average"], row["mean"]) == (19, 58, "58.11")
    lengths = [one["duration"]["value"] for one in data(march)["assessments"]["completed"] if one["type"] == "PA"]
    assert sum(lengths) == 1104


@pytest.mark.inventory("Q03")
def test_G011_ten_IAs_were_completed_with_a_mean_of_102_where_103_was_published(march):
    row = summary(march)["IA", "completed"]
    assert (row["total"], row["average"], row["mean"]) == (10, 102, "101.80")
    lengths = [one["duration"]["value"] for one in data(march)["assessments"]["completed"] if one["type"] == "IA"]
    assert sum(lengths) == 1018
    [note] = notes(march, "mean_differs")
    assert (note["printed"], note["record"]) == ("103 WD", "102 WD (101.8 before rounding)")
    assert note["place"] == "SECP_90_1203_18 at CSR:279"


@pytest.mark.inventory("D16", "Q04")
def test_G012_the_PA_of_MP105_carries_the_target_of_an_IA(march):
    [note] = notes(march, "target_of_other_type")
    assert note["title"] == "Target of MP105 PA"
    assert (note["printed"], note["record"], note["place"]) == (
        "40 WD, the target of IA",
        "15 WD",
        "SECP_90_1203_18 at CSR:337",
    )


@pytest.mark.inventory("D14")
def test_G013_the_window_of_twelve_months_moves_by_a_month(example, march):
    completed = [(one["proposal"], one["type"]) for one in data(march)["assessments"]["completed"]]
    assert len(completed) == 29
    april = report("2021-03-05", period="2021-04", known=None)
    later = [(one["proposal"], one["type"]) for one in data(april)["assessments"]["completed"]]
    assert len(later) == 26
    gone = [one for one in completed if one not in later]
    assert gone == [("MP093", "IA"), ("SECMP0067", "IA"), ("MP099", "PA")]


@pytest.mark.inventory("D08")
def test_G016_a_request_that_is_not_accepted_has_no_dates_and_is_not_open(march):
    [row] = [one for one in data(march)["assessments"]["dcc"] if one["proposal"] == "MP125"]
    assert (row["type"], row["accepted"], row["due"], row["expected"]) == ("PA", None, None, None)
    shown = {s.column: s.shown for s in spots(march) if s.where == "dcc-open-table" and s.row[0] == "MP125"}
    assert shown["accepted"] == "not accepted yet"
    assert "MP125" not in proposals(data(march)["assessments"]["open"])


@pytest.mark.inventory("D07", "D10")
def test_G017_the_three_open_assessments_are_delayed_by_12_36_and_24_working_days_from_the_printed_due_dates(march):
    rows = {one["proposal"]: one for one in data(march)["assessments"]["dcc"]}
    assert rows["MP140"]["late"]["value"] == 12
    # The printed due date of the other two is a day early: it counts 28 December 2020 as a Working Day.
    assert rows["MP107"]["late"]["value"] == 35
    assert "36 after the printed one, 28 January 2021" in rows["MP107"]["late"]["convention"]
    assert rows["MP117"]["late"]["value"] == 23
    assert "24 after the printed one, 28 January 2021" in rows["MP117"]["late"]["convention"]
    assert [one for one in rows if rows[one]["is_delayed"]] == ["MP140", "MP107", "MP117"]


@pytest.mark.inventory("D42")
def test_G018_one_assessment_was_due_in_february_and_none_came_in_time(march):
    performance = data(march)["assessments"]["performance"]
    assert performance["in_time"] == 0
    [row] = performance["due"]
    assert (row["proposal"], row["requested"], row["accepted"], row["due"]) == (
        "MP140", "2021-01-27", "2021-02-04", "2021-02-25",
    )  # fmt: skip
    assert row["submitted"]["none"] == "in progress"


@pytest.mark.inventory("D18")
def test_G019_there_were_no_IA_requests_in_february(march):
    assert data(march)["assessments"]["ia_requests"] == []
    assert words_of(march, "Impact Assessment requests") == "There were no Impact Assessment requests in February 2021."


@pytest.mark.inventory("P01", "B14")
def test_G028_the_stages_have_7_37_5_and_5_each_with_how_it_is_known(march):
    stages = {one["name"]: one["count"] for one in data(march)["stages"]}
    assert {name: one["value"] for name, one in stages.items()} == {"Define": 7, "Refine": 37, "Opine": 5, "Release": 5}
    assert {name: one["standing"] for name, one in stages.items()} == {
        "Define": "reported", "Refine": "reported", "Opine": "reported", "Release": "computed",
    }  # fmt: skip
    assert all(stages[name]["named"] < stages[name]["value"] for name in ("Define", "Refine", "Opine"))


@pytest.mark.inventory("K08")
def test_G029_49_proposals_are_open_the_sum_of_the_first_three_stages(march):
    count = data(march)["open_pre_decision"]["count"]
    assert (count["value"], count["standing"]) == (49, "reported")
    assert sum(one["count"]["value"] for one in data(march)["stages"] if one["is_open"]) == 49


def release(march, key):
    return next(one for one in data(march)["releases"] if one["key"] == key)


@pytest.mark.inventory("K09")
def test_G046_november_2021_holds_three_one_of_them_under_a_condition(march):
    entries = {one["proposal"]: one["condition"] for one in release(march, "2021-11")["approved"]}
    assert list(entries) == ["SECMP0007", "MP077", "MP090"]
    assert "Panel" in entries["MP077"]
    assert entries["SECMP0007"] is entries["MP090"] is None


def test_G047_february_2021_implemented_two_on_its_day(march):
    found = release(march, "2021-02")
    assert (found["day"], proposals(found["implemented"])) == ("2021-02-25", ["MP092", "MP122A"])


@pytest.mark.inventory("K07")
def test_G048_the_change_board_approved_two_and_recommended_one(march):
    by_outcome = {}
    for one in data(march)["decisions"]:
        if one["body"] == "change_board":
            by_outcome.setdefault(one["outcome"], []).append(one["proposal"])
    assert {outcome: sorted(found) for outcome, found in by_outcome.items()} == {
        "approved": ["MP077", "MP146"], "recommended_approval": ["SECMP0015"],
    }  # fmt: skip


@pytest.mark.inventory("Q02")
def test_G049_the_list_of_votes_and_the_summary_name_different_proposals(march):
    [note] = notes(march, "lists_differ")
    assert (note["printed"], note["place"]) == ("MP139", "CSR:400-402")
    assert note["record"].startswith("MP146, as ")
    assert "CSR:428" in note["record"]


@pytest.mark.inventory("P23", "A21", "F19")
def test_G050_the_vote_on_SECMP0015_rests_on_objectives_a_and_c_with_footnotes(march):
    [vote] = [one for one in data(march)["decisions"] if one["proposal"] == "SECMP0015"]
    assert vote["objectives"] == ["a", "c"]
    assert "SEC Objectives (a) and (c)." in words_of(march, "Change Board votes")
    assert "Objective (a):" in words_of(march, "footnotes")
    assert "Objective (c):" in words_of(march, "footnotes")
    objectives = [note for note in lay_out(march).notes if note.parts[0].s.startswith("Objective (")]
    cited = [
        part.number
        for block in lay_out(march).blocks
        if isinstance(block, ListLaid)
        for item in block.items
        for part in item.parts
        if part.kind == "note"
    ]
    numbers = [note.number for note in objectives]
    assert len(numbers) >= 2
    assert set(numbers) <= set(cited)
    assert numbers == sorted(set(numbers))


@pytest.mark.inventory("F42", "K02")
def test_G070_a_white_report_says_who_may_share_it(march):
    said = words_of(march, "sharing")
    assert said.startswith("This document is classified as White.")
    for word in ("Anyone", "members may publish", "copyright"):
        assert word in said


def notes(paper, check):
    return [one for one in data(paper)["notes"] if one["check"] == check]


def test_the_other_notes_of_march_2021(march):
    [holidays] = notes(march, "bank_holidays_counted")
    assert (holidays["printed"], holidays["proposals"]) == ("64 WD", ["MP107", "MP117"])
    assert holidays["record"].startswith("61 WD")
    [due] = notes(march, "due_date_differs")
    assert (due["printed"], due["record"], due["proposals"]) == (
        "28 January 2021",
        "29 January 2021",
        ["MP107", "MP117"],
    )
    [order] = notes(march, "rows_out_of_order")
    assert order["proposals"] == ["MP105", "MP119", "MP105"]
    [heading] = notes(march, "type_differs")
    assert (heading["printed"], heading["proposals"]) == ("IA Submitted", ["MP140"])
    days = notes(march, "day_off_pattern")
    assert [one["printed"] for one in days] == ["Tuesday 23 February 2021"]
    assert {one["title"] for one in notes(march, "not_all_named")} >= {
        "Proposals in Define", "Proposals in Refine", "Proposals in Opine", "Proposals open (pre-decision)",
    }  # fmt: skip
    assert notes(march, "duration_differs") == notes(march, "total_differs") == []


def test_a_date_that_moved_is_told_once_in_the_report_of_its_month(example_database):
    move = {"assessment": "0140-PA-1", "expected": "2021-04-09", "note": "The parts came late."}
    send("expect_assessment", "2021-03-15", **move)
    april, may = report("2021-04-01", known=clock.now()), report("2021-05-07", known=clock.now())
    [change] = data(april)["assessments"]["changes"]
    assert (change["key"], change["before"], change["after"]) == ("0140-PA-1", "2021-03-15", "2021-04-09")
    assert change["reason"] == "The parts came late."
    assert data(may)["assessments"]["changes"] == []


# --- the front


@pytest.mark.inventory("K02")
def test_the_cover_names_meeting_dates_and_reference(march):
    front = march.front
    assert front.title == "Change Status Report – March 2021"
    assert (front.reference, front.meeting, front.meeting_date) == (
        "SECP_90_1203_18",
        "SECP_90_1203",
        date(2021, 3, 12),
    )
    assert (front.as_at, front.data_date) == (date(2021, 3, 5), date(2021, 2, 28))
    assert front.running_title == "SECP_90_1203 – Change Status Report – March 2021"
    assert "meeting 90 of the SEC Panel on Friday 12 March 2021" in words_of(march, "Purpose")
    assert march.appendices[0].dated == date(2021, 2, 26)


@pytest.mark.parametrize(
    ("month", "day"),
    [
        ((2021, 3), "2021-03-05"),
        ((2020, 12), "2020-12-04"),
        ((2021, 1), "2020-12-31"),
        ((2010, 5), "2010-05-31"),
    ],
)
def test_a_months_report_looks_at_the_day_its_papers_are_issued(month, day):
    assert builder.paper_day(Month(*month)).isoformat() == day


def test_a_value_that_the_report_does_not_know_is_refused(example):
    kind = registry.find("change-status")
    params = registry.Params(Month(2021, 3), values={"colour": "red"})
    known = example.lens("2021-03-05").known_at
    reader_of = registry.audience(kind.classification)
    lens = registry.lens_for(kind, reader_of, params, date(2021, 3, 5), known)
    with pytest.raises(Refused, match="knows no value colour"):
        registry.build(kind, lens, params)


# --- other months


@pytest.mark.parametrize("day", ["2021-04-01", "2016-11-09", "2016-12-02", "2020-12-04", "2026-01-09", "2014-01-03"])
def test_a_report_of_another_month_can_be_made_in_every_format(example, day):
    paper = report(day)
    for write in (to_pdf, to_html, to_docx):
        assert write(paper)
    stages = {one["id"]: one["count"] for one in data(paper)["stages"]}
    assert {one["standing"] for one in stages.values()} == {"computed"}
    assert (
        sum(stages[one]["value"] for one in ("define", "refine", "opine"))
        == data(paper)["open_pre_decision"]["count"]["value"]
    )


def test_november_2016_has_the_stages_of_its_paper_and_empty_sections(example):
    paper = report("2016-11-09")
    counts = {one["id"]: one["count"]["value"] for one in data(paper)["stages"]}
    assert counts == {"define": 2, "refine": 17, "opine": 2, "release": 0}
    assert "The Change Board made no decisions in October 2016." in words_of(paper, "Decisions")
    assert data(paper)["assessments"]["completed"] == []
    assert notes(paper, "not_all_named") == []


def test_what_a_later_paper_tells_is_not_in_an_earlier_report(example):
    assert "DP155" not in to_html(report("2021-02-28")).decode()


def test_an_empty_register_gives_a_whole_report(fresh_database):
    paper = report("2021-03-05")
    assert {one["count"]["value"] for one in data(paper)["stages"]} == {0}
    assert data(paper)["notes"] == []
    assert "No meeting of the SEC Panel after that day is recorded yet." in words_of(paper, "Purpose")
    assert b"5. Releases" in to_html(paper)
    assert len(reader(to_pdf(paper)).pages) >= 3


# --- queries, bytes, pages


def test_the_number_of_queries_is_small_and_the_same_with_thirty_items_more(example_database):
    def count():
        with CaptureQueriesContext(connection) as seen:
            paper = report("2021-03-05", known=clock.now())
        return len(seen), len(data(paper)["new_draft_proposals"]), len(data(paper)["assessments"]["open"])

    before = count()
    for number in range(201, 231):
        send("register_proposal", "2021-02-17", number=f"DP{number}", title="More", summary="More.",
             status="Draft Proposal", raised="17 February 2021", proposer_organisation="dcc")  # fmt: skip
        steps = [{"step": "requested", "day": "2021-02-18"}, {"step": "accepted", "day": "2021-02-19"}]
        send("record_assessment", "2021-02-19", proposal=f"DP{number}", kind="PA", steps=steps)
        send(
            "put_to_body", "2021-03-05", body="panel", proposal=f"DP{number}", asks=["converted"], meeting="2021-03-12"
        )
        send("record_decision", "2021-02-23", body="csc", proposal=f"DP{number}", outcome="ready_for_conversion")
    after = count()
    assert (before[1:], after[1:]) == ((3, 3), (33, 33))
    assert before[0] == after[0] <= MOST_QUERIES


def send(act, effective, **given):
    day = date.fromisoformat(effective)
    bus.execute(act, given, actor="system:import", effective=day, known_from=start_of_london_day(day))


def test_two_builds_have_the_same_bytes(example, march):
    again = report(**MARCH)
    assert again == march
    render.cache_clear()
    first = {one.name: one.sha256 for one in render(march)}
    render.cache_clear()
    assert {one.name: one.sha256 for one in render(again)} == first


@pytest.mark.inventory("F05", "F41")
def test_the_pdf_has_contents_with_leaders_every_row_and_its_name_and_number_on_each_page(march):
    content = to_pdf(march)
    headings = [one.attributes["T"] for one in tree(content).all("H1", "H2", "H3")]
    listed = [one.words for one in lay_out(march).contents]
    [contents] = tree(content).all("TOC")[:1]
    assert [one for one in headings if one in listed] == listed
    assert len(contents.all("TOCI")) == len(listed)
    assert re.search(r"5\. Releases ?(\. ?)+ ?\d", text(content).replace("\n", " "))
    said = "".join(text(content).split())
    for spot in spots(march):
        if spot.where == "assessments-completed":
            assert "".join(spot.shown.split()) in said
    pages = [page.extract_text() for page in reader(content).pages]
    for number, page in enumerate(pages, start=1):
        assert "SECP_90_1203 – Change Status Report – March 2021" in page
        assert "This document has a Classification of White" in page
        assert f"Page {number} of {len(pages)}" in page


@pytest.mark.inventory("K19")
def test_every_table_has_a_caption_and_a_number_that_counts_on(march):
    laid = lay_out(march)
    numbers = [table.number for table in laid.tables() if table.key != "glossary"]
    assert numbers == [*(f"Table {n}" for n in range(1, 6)), *(f"Table A{n}" for n in range(1, 6)), "Table B1"]
    assert all(table.caption for table in laid.tables())


@pytest.mark.inventory("F42", "F43")
def test_the_report_is_white_and_the_dccs_marking_counts_as_white(march):
    known = running_pack().of(Classifications)
    assert known.classify(march.front.classification.value).name == "White"
    assert known.classify(march.appendices[0].marking).name == "White"


# --- the command line


def test_the_command_line_prints_the_report_as_json_with_its_figures(example_database):
    done = example_database.codeclerk("paper", "change-status", "--as-at", "2021-03-05", "--format", "json", "--quiet")
    assert done.returncode == 0, done.stderr
    value = json.loads(done.stdout)
    assert {"stages", "open_pre_decision", "assessments", "decisions", "releases", "notes", "paper"} <= set(value)
    assert {"summary", "open", "completed"} <= set(value["assessments"])
    assert from_json(done.stdout).front.title == "Change Status Report – March 2021"


def test_a_day_before_the_process_begins_is_refused_in_a_sentence(example_database):
    done = example_database.codeclerk("paper", "change-status", "--as-at", "2013-01-04", "--quiet")
    assert done.returncode == 2
    assert "Ask for 2013-09-23 or later" in done.stderr


@pytest.mark.parametrize("form", ["html", "pdf", "docx"])
def test_the_command_line_writes_every_format(example_database, tmp_path, form):
    out = tmp_path / f"report.{form}"
    arguments = ("--as-at", "2021-03-05", "--reference", "SECP_90_1203_18", "--format", form, "--output", str(out))
    done = example_database.codeclerk("paper", "change-status", *arguments)
    assert done.returncode == 0, done.stderr
    assert out.stat().st_size > 10_000


# --- issued


@pytest.mark.inventory("K01")
def test_an_issued_report_keeps_its_bytes_and_its_figures(example_database):
    make_people()
    asked = {"kind": "change-status", "period": "2021-03", "reference": "SECP_90_1203_18", "as_at": date(2021, 3, 5)}
    files = bus.execute("issue_paper", asked, actor="person:clerk").answer["files"]
    found, content = queries.content(READER, "SECP_90_1203_18", None, "paper.json")
    assert files["paper.json"] == found.sha256 == hashlib.sha256(content).hexdigest()
    value = json.loads(content)
    assert [one["count"]["value"] for one in value["stages"]] == [7, 37, 5, 5]
    assert from_json(content).front.status is Status.ISSUED
    assert "tables/assessments-completed.csv" in files
    csv = queries.content(READER, "SECP_90_1203_18", None, "tables/assessments-completed.csv")[1].decode("utf-8-sig")
    head = csv.splitlines()[0]
    assert head.startswith(
        "Modification,Type,Returned,Target duration (WD),Actual duration (WD),Actual duration: how known"
    )
