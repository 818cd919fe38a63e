"""The pages of the process, its drawing, and the panel on the page of a proposal."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest
from lxml import etree

from codeclerk.kernel.packs import load_files
from codeclerk.kernel.publishing import running_pack
from codeclerk.process import queries
from codeclerk.process.diagram import Arrow, Place, diagram
from codeclerk.register.queries import lines_of
from tests.register.support import do, lens, registered
from tests.register.support import queries as count
from tests.support.pages import html

pytestmark = pytest.mark.django_db


def panel(client, number, dates=""):
    """The rows of the panel: the first cell, and the words of the row."""
    page = etree.HTML(client.get(f"/proposals/{number}/{dates}", follow=True).content)
    found = page.xpath("//h2[@id='panel-next']/following::table[1]")
    rows = found[0].xpath(".//tbody/tr") if found else []
    return {" ".join(row.xpath("string(th)").split()): " ".join(row.xpath("string(.)").split()) for row in rows}


def test_every_profile_is_drawn_with_its_steps_in_a_table(client):
    page = html(client.get("/process/"))
    for said in (
        "Process of 2018",
        "Process of 2013",
        "9 statuses and the 16 steps that lead from one to another.",
        "Step 5, Conversion to a Modification Proposal: from Draft Proposal to Refinement Process.",
        'href="/process/2018/draft_proposal/"',
        'href="/process/2013/steps/final_report/"',
        "10 Working Days after decision",
        ">unverified</span>",
        "Change Status Report, March 2021",
    ):
        assert said in page, said
    assert page.count('role="img"') == 2


def test_the_steps_of_a_profile_are_searched_and_downloaded(client):
    rows = json.loads(client.get("/process/2018/?q=referral&format=json").content)["rows"]
    assert "Referral to the Authority" in [row["step"] for row in rows]
    lines = list(csv.DictReader(io.StringIO(client.get("/process/2018/?format=csv").content.decode("utf-8-sig"))))
    assert len(lines) == 44
    assert lines[4]["Step"] == "Conversion to a Modification Proposal"
    assert client.get("/process/2018/?format=xlsx").content[:2] == b"PK"


def test_a_status_says_who_acts_by_when_and_what_happens_if_nobody_does(client):
    page = html(client.get("/process/2018/draft_proposal/"))
    for said in (
        "The problem is being described and agreed",
        "It stays a Draft Proposal, counts as open in Define, and its age grows.",
        "SEC Panel meets on the second or third Friday of the month; papers are issued 5 Working Days before.",
        "has determined that the Draft Proposal is ready for conversion. (CSR:217-219)",
        "Take the Draft Proposal to the Change Sub-Committee for its final comment first.",
        "Convert a proposal <code>convert_proposal</code>",
        'href="/process/2018/steps/withdraw/"',
    ):
        assert said in page, said


def test_the_last_status_says_that_the_process_ended(client):
    page = html(client.get("/process/2018/withdrawn/"))
    assert "The process has come to its end here." in page
    assert "Close as withdrawn" in page


def test_a_step_says_which_clock_it_starts_and_what_happens_if_it_is_missed(client):
    page = html(client.get("/process/2013/steps/withdraw/"))
    for said in (
        "Proposer",
        "A clock starts. Time for adoption: 10 Working Days after withdrawal, the day of withdrawal not counted "
        "(DCUSA:112-116, SEC D5.4).",
        "If it is missed: the proposal is closed as withdrawn.",
        "It is on hold where it stands, and counts as open until the time for adoption is over.",
    ):
        assert said in page, said


def test_names_lead_to_the_address_and_keep_the_dates(client):
    assert client.get("/process/2018/Draft Proposal/?as_at=2021-03-05").headers["Location"] == (
        "/process/2018/draft_proposal/?as_at=2021-03-05"
    )
    assert client.get("/process/Process of 2013/").headers["Location"] == "/process/2013/"
    assert client.get("/process/2018/steps/Withdrawal/").headers["Location"] == "/process/2018/steps/withdraw/"


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/process/2081/", "Did you mean &#39;2018&#39;?"),
        ("/process/2018/refinemnt/", "Did you mean"),
        ("/process/2018/steps/withdrawl/", "Did you mean &#39;Withdrawal&#39;?"),
    ],
)
def test_what_the_process_does_not_know_is_not_found(client, address, said):
    response = client.get(address)
    assert response.status_code == 404
    assert said in re.sub(r"\s+", " ", response.content.decode())


def test_a_proposal_says_what_can_happen_next(client):
    registered("DP201", "A title", "2021-01-01", status="draft_proposal")
    rows = panel(client, "DP201")
    assert list(rows) == [
        "First comments of the Change Sub-Committee",
        "Input of the sub-committees",
        "Determination that the problem is defined",
        "Conversion to a Modification Proposal",
        "More on Draft Proposal",
        "Take a step, and what each one needs",
    ]
    said = rows["Conversion to a Modification Proposal"]
    assert "SEC Panel" in said
    assert "The Panel is given the first package of work" in said
    assert "PMP:79-85" in said
    assert "Withdrawal" in rows["More on Draft Proposal"]
    assert "Adoption" not in rows["More on Draft Proposal"]
    assert "Fast-Track" not in rows["More on Draft Proposal"]
    do("set_flag", _from="2021-02-01", proposal="DP201", flag="fast_track")
    assert "Fast-Track decision" in panel(client, "DP201")["More on Draft Proposal"]


def test_on_hold_only_what_ends_it_is_shown(client):
    registered("DP201", "A title", "2021-01-01", status="draft_proposal")
    do("hold_proposal", _from="2021-02-01", proposal="DP201", reason="Withdrawn", until="2021-02-19")
    held = panel(client, "DP201", "?as_at=2021-02-15")
    assert {"Adoption", "Close as withdrawn", "End a hold"} <= set(held)
    assert "Conversion to a Modification Proposal" not in held
    assert "10 Working Days after withdrawal on 1 Feb 2021" in held["Adoption"]
    assert "due 15 Feb 2021" in held["Adoption"]
    assert "The time for adoption is not over. The last day is 15 February 2021." in held["Adoption"]
    over = panel(client, "DP201", "?as_at=2021-02-16")
    assert "no Party has adopted it. The last day was 15 February 2021." in over["Close as withdrawn"]
    after = panel(client, "DP201", "?as_at=2021-02-20")
    assert {"Conversion to a Modification Proposal", "Close as withdrawn"} <= set(after)
    do("resume_proposal", _from="2021-02-21", proposal="DP201")
    assert "Close as withdrawn" not in panel(client, "DP201", "?as_at=2021-02-21")


def test_the_clock_of_the_authority_runs_from_the_day_of_the_status(client):
    registered("MP200", "A title", "2021-01-01", status="awaiting_authority_decision", path="authority_determined")
    said = panel(client, "MP200")["Approval by the Authority"]
    assert "25 Working Days after receipt of the report on 1 Jan 2021" in said
    assert "due 5 Feb 2021" in said
    assert "unverified" in said


def test_the_path_decides_what_is_shown(client):
    registered("MP200", "A title", "2021-01-01")
    do("set_status", _from="2021-02-01", proposal="MP200", status="change_board")
    both = panel(client, "MP200")
    assert "the record does not say yet which path it has" in both["Recommendation to approve"]
    do("set_path", _from="2021-02-01", proposal="MP200", path="self_governance")
    own = panel(client, "MP200")
    assert "Recommendation to approve" not in own
    assert "Approval under Self-Governance" in own


def test_what_is_closed_and_what_has_no_status_shows_nothing(client):
    registered("MP200", "A title", "2021-01-01")
    do("set_status", _from="2021-02-01", proposal="MP200", status="implemented")
    assert panel(client, "MP200") == {}
    assert "Approval" not in html(client.get("/proposals/MP200/", follow=True)).partition("panel-next")[2]
    registered("MP201", "A title", "2021-01-01")
    do("set_status", _from="2021-02-01", proposal="MP201", stage="refine")
    assert panel(client, "MP201") == {}


def test_a_part_stands_where_it_stands_and_its_whole_nowhere(client):
    registered("MP202", "A title", "2021-01-01", status="refinement_process")
    do("set_path", _from="2021-01-02", proposal="MP202", path="self_governance")
    do("split_proposal", _from="2021-02-01", proposal="MP202", parts=["A", "B"])
    do("set_status", _from="2021-02-02", proposal="MP202A", status="report_phase")
    assert queries.standing_of(lens("2021-03-01"), "0202") is None
    first, second = (queries.standing_of(lens("2021-03-01"), f"0202{letter}") for letter in "AB")
    assert first is not None
    assert second is not None
    assert (first.status, first.path) == ("report_phase", "self_governance")
    assert (second.status, second.path) == ("refinement_process", "self_governance")


def test_a_pack_without_its_process_has_no_panel_and_says_what_is_missing(client, monkeypatch):
    registered("DP201", "A title", "2021-01-01", status="draft_proposal")
    files = {name: data for name, data in running_pack().files.items() if name != "process.yaml"}
    without = load_files(files)
    monkeypatch.setattr("codeclerk.process.vocabulary.running_pack", lambda: without)
    assert panel(client, "DP201") == {}
    assert 'href="/process/' not in html(client.get("/proposals/"))
    response = client.get("/process/")
    assert response.status_code == 404
    assert "the pack has no process" in response.content.decode()


def test_where_it_stands_is_one_query_or_is_told_by_its_line():
    registered("DP201", "A title", "2021-01-01", status="draft_proposal")
    queries.standing_of(lens(), "0201")
    with count(1):
        standing = queries.standing_of(lens(), "0201")
    line = lines_of(lens(), ["0201"])[0]
    with count(0):
        assert queries.standing_in(line) == standing
        found = queries.open_to(lens(), standing)
        assert found is not None
        queries.steps(lens(), found.process)


def test_the_drawing_is_well_formed_and_holds_no_markup_of_its_names():
    places = [Place("a", "A <b>"), Place("b", "B & c", "small"), Place("c", "C")]
    arrows = [
        Arrow(1, "Begin", (), "a"),
        Arrow(2, "Go <i>", ("a",), "b"),
        Arrow(3, "Jump", ("a", "b"), "c"),
        Arrow(4, "Back", ("c",), "a"),
    ]
    drawn = diagram(places, arrows, "Drawing", current="b")
    tree = etree.fromstring(drawn)
    assert tree.get("role") == "img"
    assert "Step 3, Jump: from A <b> or B & c to C." in tree.get("aria-label")
    assert not tree.xpath("//*[local-name()='b' or local-name()='i' or local-name()='a' or local-name()='style']")
    assert len(tree.xpath("//*[@stroke-width='4']")) == 1
    assert drawn == diagram(places, arrows, "Drawing", current="b")


def test_the_process_is_in_the_menu(client):
    assert re.search(r'<a[^>]*href="/process/[^"]*"[^>]*>\s*Process\s*</a>', html(client.get("/")))
