"""The report on the pages: from a proposal to its draft, its files, its issue and back."""

from __future__ import annotations

import json
import re

import pytest
from click.testing import CliRunner
from lxml import html

from codeclerk.cli import main
from codeclerk.kernel import bus
from codeclerk.kernel.errors import Refused
from codeclerk.papers.models import IssuedPaper
from tests.papers.pdf_tags import reader
from tests.papers.test_pages import fields
from tests.register.support import do

DRAFT = "/papers/modification-report/2021-03/?proposal=MP092"
ISSUE = "/papers/modification-report/2021-03/issue/?proposal=MP092"


@pytest.fixture(autouse=True)
def proposals(fresh_database, people):
    for number, title in (("MP092", "Maintenance"), ("DP144", "Privacy")):
        do("register_proposal", _from="2019-10-22", _known="2019-10-22", number=number, title=title)
    do("register_document", _from="2020-12-04", _known="2020-12-04", sha256="a" * 64, title="Panel paper",
       kind="paper", published="2020-12-04", classification="White")  # fmt: skip
    do("attach_document", _from="2020-12-04", _known="2020-12-04", proposal="MP092", document="a" * 64, role="annex",
       label="Annex B: trial results")  # fmt: skip


def page(response):
    assert response.status_code == 200, response.content[:400]
    return html.fromstring(response.content)


def issue(**changes):
    asked = {"kind": "modification-report", "period": "2021-03", "reference": "MP092_R1", "as_at": "2021-03-05",
             "values": {"proposal": "MP092"}}  # fmt: skip
    return bus.execute(changes.pop("act", "issue_paper"), asked | changes, actor="person:clerk").answer


@pytest.mark.inventory("A02")
def test_one_page_has_the_report_the_annexes_the_timetable_and_the_history(client):
    do("plan_event", _from="2021-01-05", _known="2021-01-05", proposal="MP092", label="Panel looks", when="2021-04-09")
    issue()
    shown = page(client.get("/proposals/MP092/?as_at=2021-03-05"))
    for title in ("Timetable", "Reports and annexes", "History"):
        assert shown.xpath(f"//h2[.='{title}']"), title
    links = {one.text_content(): one.get("href") for one in shown.xpath("//main//a[@href]")}
    draft = links["Modification Report of MP092, draft"]
    assert draft.startswith(f"{DRAFT}&as_at=2021-03-05&known_at=20")
    assert links["MP092_R1"].startswith("/papers/issued/MP092_R1/")
    assert (
        links["Annex B: trial results"].startswith(f"/sources/documents/{'a' * 64}/")
        or "a" * 64 in (links["Annex B: trial results"])
    )
    assert "Panel looks" in shown.text_content()
    assert "“Annex B: trial results” is attached as an annex." in shown.text_content()
    for address in (draft, links["PDF"], links["Word"], links["MP092_R1"]):
        assert client.get(address).status_code == 200, address
    assert client.get(links["PDF"]).content.startswith(b"%PDF")


def test_the_draft_knows_what_the_page_knows(client):
    do("register_proposal", _from="2019-10-22", _known="2020-12-04", number="MP106", title="Known later")
    [href] = page(client.get("/proposals/MP106/?as_at=2020-06-30")).xpath("//main//a[contains(., ', draft')]/@href")
    assert "Known later" in page(client.get(href)).text_content()
    [href] = page(client.get("/proposals/MP106/?as_at=2021-03-05&known_at=2021-03-05")).xpath(
        "//main//a[contains(., ', draft')]/@href"
    )
    assert href.endswith("?proposal=MP106&as_at=2021-03-05&known_at=2021-03-05")


def test_the_page_says_what_there_is_not(client):
    said = page(client.get("/proposals/DP144/")).text_content()
    assert "No report on DP144 that is open to you is issued yet." in said
    assert "No document that is open to you is attached to DP144" in said


def test_an_issued_report_is_shown_to_who_may_see_it(client, signed_in):
    issue(classification="Amber")
    assert "MP092_R1" not in client.get("/proposals/MP092/").content.decode()
    assert "MP092_R1" in signed_in("person:member").get("/proposals/MP092/").content.decode()
    assert "MP092_R1" not in signed_in("person:member").get("/proposals/DP144/").content.decode()


def test_the_draft_keeps_its_proposal_in_every_link(client, signed_in):
    shown = page(signed_in("person:clerk").get(f"{DRAFT}&as_at=2021-03-05"))
    assert shown.xpath("//h1")[0].text_content() == "MP092 ‘Maintenance’ – Modification Report"
    links = [one.get("href") for one in shown.xpath("//section[@class='paper-bar']//a")]
    assert len(links) > 6
    for link in links:
        assert "proposal=MP092" in link, link
        assert "as_at=2021-03-05" in link, link
        assert signed_in("person:clerk").get(link).status_code == 200, link
    [pdf] = [link for link in links if link.endswith("format=pdf")]
    answer = client.get(pdf)
    assert 'filename="modification-report-mp092-2021-03-draft.pdf"' in answer["Content-Disposition"]
    assert reader(answer.content).metadata.title == "MP092 ‘Maintenance’ – Modification Report"


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ("", 422, "Give the number of one, such as MP092"),
        ("?proposal=", 422, "Give the number of one, such as MP092"),
        ("?proposal=MP0922", 404, "Did you mean MP092?"),
        ("?proposal=MP092&as_at=2015-01-01", 404, "It became known later; look at today"),
    ],
)
def test_a_draft_of_nothing_is_refused_with_the_remedy(client, query, status, said):
    answer = client.get(f"/papers/modification-report/2021-03/{query}")
    assert (answer.status_code, said in answer.content.decode()) == (status, True)


def test_the_gallery_asks_for_a_proposal_and_offers_no_months_of_it(client):
    shown = page(client.get("/papers/?as_at=2021-03-05"))
    [part] = shown.xpath("//section[@aria-labelledby='kind-modification-report']")
    assert not part.xpath(".//ul")
    assert not part.xpath(".//input[@type='month']")
    assert part.xpath(".//a/@href") == ["/proposals/?as_at=2021-03-05"]
    form = part.forms[0] if hasattr(part, "forms") else part.xpath(".//form")[0]
    sent = {one.name: one.value for one in form.inputs if one.name} | {"proposal": "dp144"}
    answer = client.get("/papers/", sent)
    assert answer.status_code == 302
    assert answer["Location"] == "/papers/modification-report/2021-03/?proposal=dp144&as_at=2021-03-05"
    assert "DP144" in page(client.get(answer["Location"])).xpath("//h1")[0].text_content()


@pytest.mark.parametrize("again", [False, True])
def test_a_report_is_issued_by_form_and_says_what_it_is_about(signed_in, again):
    client = signed_in("person:clerk")
    if again:
        issue()
    address = "/papers/issued/MP092_R1/again/" if again else f"{ISSUE}&as_at=2021-03-05"
    typed = fields(client.get(address)) | ({"reason": "A date was wrong."} if again else {"reference": "MP092_R1"})
    checked = client.post(address, typed | {"step": "check"})
    assert "Check before you confirm" in checked.content.decode(), checked.content.decode()[:3000]
    typed |= {"carried": re.search(r'name="carried" value="([^"]+)"', checked.content.decode())[1]}
    done = client.post(address, typed | {"step": "confirm"})
    assert (done.status_code, done["Location"]) == (303, "/papers/issued/MP092_R1/")
    newest = IssuedPaper.objects.order_by("-version").first()
    assert (newest.subject, newest.version) == ("proposal:0092", 2 if again else 1)
    assert "MP092 ‘Maintenance’ – Modification Report" in client.get(done["Location"]).content.decode()


def test_a_reference_keeps_what_its_paper_is_about(client):
    issue()
    with pytest.raises(Refused) as caught:
        issue(act="reissue_paper", reason="Another one.", values={"proposal": "DP144"})
    found = caught.value.first
    assert found.code == "papers.other_subject"
    assert "proposal:0092" in found.problem
    told = client.get("/api/v1/papers/MP092_R1").json()["item"]
    assert told["subject"] == "proposal:0092"


def test_the_longest_title_can_be_issued():
    do("retitle", _from="2020-01-01", _known="2020-01-01", proposal="MP092", title="W" * 300)
    issue()
    assert len(IssuedPaper.objects.get().title) > 300


def test_the_command_line_writes_it(tmp_path):
    def run(*arguments):
        return CliRunner().invoke(main, ["paper", "modification-report", "--quiet", *map(str, arguments)])

    file = tmp_path / "x.pdf"
    done = run("--set", "proposal=MP092", "--as-at", "2021-03-05", "--format", "pdf", "--output", file)
    assert done.exit_code == 0, done.output
    assert file.read_bytes().startswith(b"%PDF")
    value = json.loads(run("--set", "proposal=MP092", "--as-at", "2021-03-05").stdout)
    assert value["report"]["proposal"] == "MP092"
    assert value["schema"] == 3
    for given in ((), ("--set", "proposal=MP0922"), ("--set", "proposal=MP092", "--set", "colour=red")):
        assert run(*given, "--as-at", "2021-03-05").exit_code == 2


def test_an_issued_paper_says_that_a_contact_was_withdrawn_or_erased_since(client):
    do("register_person", key="a-1", name="Pseudonym Analyst", email="analyst@example.com")
    do("assign_lead_analyst", _from="2020-12-05", _known="2020-12-05", proposal="MP092", person="a-1")
    do("publish_contact", _from="2020-12-05", _known="2020-12-05", person="a-1", email=True, agreement="by mail")
    issue()
    assert IssuedPaper.objects.get().persons == ["a-1"]
    there = "/papers/issued/MP092_R1/"
    first = page(client.get(there)).text_content()
    assert "analyst@example.com" in first
    assert "prints contact details of person a-1" not in first
    do("withdraw_contact", person="a-1")
    assert "They were withdrawn since." in page(client.get(there)).text_content()
    do("publish_contact", person="a-1", email=True, agreement="by mail again")
    assert "They were withdrawn since." not in page(client.get(there)).text_content()
    for address in ("/api/v1/events?stream=person:a-1", "/search/?q=a-1", "/people/a-1/", "/proposals/MP092/"):
        assert "analyst@example.com" not in client.get(address).content.decode(), address
    with_warning = bus.preview("erase_person", {"person": "a-1"}, actor="system:install").warnings
    assert "Papers that were issued while contact details were published keep those." in with_warning
    bus.execute("erase_person", {"person": "a-1"}, actor="system:install")
    kept = page(client.get(there)).text_content()
    assert "That person was erased since." in kept
    assert "analyst@example.com" in kept
    assert "analyst@example.com" not in client.get(DRAFT).content.decode()
