"""The page of a proposal's parts, its forms, the link from the proposal, and the command line."""

from __future__ import annotations

import json
import re

import pytest
from django.test import Client

from codeclerk.parts import queries
from codeclerk.parts.forms import CHANGES
from codeclerk.parts.rules.documents import Changed, text_named
from codeclerk.parts.rules.findings import document_findings
from codeclerk.people.models import Account
from codeclerk.register import panels
from codeclerk.register import queries as register
from tests.legaltext import small_code
from tests.parts.support import SINCE, complete
from tests.register.support import do, lens, person, registered
from tests.register.support import queries as count
from tests.register.test_forms import send
from tests.support.pages import html

pytestmark = pytest.mark.django_db
HERE = "/proposals/MP092/parts/"


@pytest.fixture
def clerk(client):
    """The client, signed in as somebody who keeps the register."""
    person("clerk", "Pseudonym Clerk", email="clerk@example.com")
    do("give_membership", _by="system:install", _from="2020-01-01", person="clerk", role="secretariat")
    do("open_account", _by="system:install", person="clerk")
    client.force_login(Account.objects.get(person__key="clerk"))
    return client


def section(page, id):
    start = page.index(f'id="{id}"')
    end = page.find("<h2 id=", start)
    return page[start : end if end > 0 else None]


@pytest.mark.inventory("J01", "J02")
def test_ticks_are_words_for_six_categories_and_four_types(client):
    registered("MP092", "A title")
    page = section(html(client.get(HERE)), "impacts")
    assert page.count("not recorded") >= 10
    do("set_impacts", _from=SINCE, proposal="MP092", party_categories=["Suppliers", "DCC", "Device Manufacturers"])
    page = section(html(client.get(HERE)), "impacts")
    ticks = dict(
        re.findall(r"<th[^>]*>(?:<[^>]*>)*([^<]+)(?:</[^>]*>)*</th> <td[^>]*>(impacted|not impacted)</td>", page)
    )
    assert ticks == {
        "Large Suppliers": "impacted",
        "Small Suppliers": "impacted",
        "Electricity Network Operators": "not impacted",
        "Gas Network Operators": "not impacted",
        "Other SEC Parties": "not impacted",
        "DCC": "impacted",
        "Shared Resource Providers": "not impacted",
        "Meter Installers": "not impacted",
        "Device Manufacturers": "impacted",
        "Flexibility Providers": "not impacted",
    }


def test_the_page_has_every_part_in_the_order_of_the_report_and_says_what_is_missing(client):
    registered("MP092", "A title")
    page = html(client.get(HERE))
    assert "A complete report on MP092 still lacks 23 parts." in page
    assert "Not written yet." in section(page, "issue")
    assert "No solution is proposed." in page
    assert "Write “The issue”." in page
    assert "/write_part/" not in page


def test_a_complete_one_lacks_nothing(client):
    complete()
    page = html(client.get(HERE))
    assert "every part of a complete report on MP092 is recorded" in page
    assert "What is said of issue." in section(page, "issue")
    costs = section(page, "costs")
    assert "£1,200" in costs
    assert "2 days of effort at £600 a day. For: Update the code" in costs
    assert "Nothing is built." in costs
    assert "views differ" in section(page, "assessment")
    order = [page.index(f'<h2 id="{id}">') for id in ("issue", "solution", "impacts", "costs", "implementation")]
    assert order == sorted(order)


@pytest.mark.inventory("J06")
def test_the_impact_on_consumers_is_compared_with_the_verdicts(client):
    complete()
    assert "no consumer area has" not in html(client.get(HERE))
    do("record_impact", _from=SINCE, proposal="MP092", area="consumers", impacted="yes", text="They gain.")
    page = html(client.get(HERE))
    assert "They gain." in page
    assert "Consumers are said to be impacted, and no consumer area has a positive or a negative verdict." in page


@pytest.mark.inventory("J08", "J09")
def test_documents_and_systems_are_those_of_the_controlled_lists(client):
    registered("MP092", "A title")
    do("set_impacts", _from=SINCE, proposal="MP092", documents=["section h", "CHISM", "DUIS"], systems=["SMS"])
    page = section(html(client.get(HERE)), "impacts")
    assert "Section H, CHIMSM, DUIS" in page
    assert "Smart Metering Systems" in page
    assert "no legal text is drafted" in page


@pytest.mark.inventory("J05")
def test_the_documents_are_derived_from_the_legal_text_and_compared_with_the_list(clerk):
    """The list of the impacted documents follows from the amendments; where the register says something else is told,
    and its form holds the derived list (PMP:553-563)."""
    small_code.load()
    do("set_impacts", proposal="MP092", documents=["Section H", "DUIS"], systems=["SMS"])
    page = html(clerk.get(HERE))
    words = re.sub(r"<[^>]+>", "", page)
    assert "Section H, Appendix AL (legal text, draft 0.1)" in words
    assert "Appendix AL: changed by the legal text, draft 0.1; not listed by the register." in words
    assert "DUIS: listed by the register; not changed by the legal text, draft 0.1." in words
    [href] = set(re.findall(r'href="([^"]+/set_impacts/\?documents=[^"]+)"', page))
    assert "set_impacts" not in html(Client().get(HERE))
    form = clerk.get(href.replace("&amp;", "&")).content.decode()
    assert re.search(r">\s*Section H\nAppendix AL</textarea>", form)
    assert re.search(r'value="sms"[^>]* checked', form)
    do("set_impacts", proposal="MP092", documents=["Appendix AL", "Section H"])
    page = html(clerk.get(HERE))
    assert "legal text, draft 0.1)" in page
    assert "not listed by the register" not in page
    assert "documents=" not in page


def test_what_the_controlled_list_does_not_have_is_said_and_nothing_is_guessed():
    changed = Changed("legal text, draft 0.2", ("Section H",), ("User Guide", "Annex Z"))
    assert changed.words == (
        "Section H, User Guide (not in the controlled list), Annex Z (not in the controlled list) "
        "(legal text, draft 0.2)"
    )
    assert document_findings(changed, None) == (
        "User Guide and Annex Z: changed by the legal text, draft 0.2; not in the controlled list of documents.",
    )
    assert document_findings(changed, ["Section H"])[1:] == ()
    assert document_findings(None, ["Section H"]) == ()
    assert text_named("", False) == "legal text"
    assert text_named("1.0", True) == "legal text, agreed as 1.0"


def test_earlier_versions_stay_on_the_page_and_download(client):
    registered("MP092", "A title")
    do("write_part", _from="2020-01-10", proposal="MP092", part="issue", text="First <b>words</b>.")
    do("write_part", _from="2020-06-05", proposal="MP092", part="issue", text="Second words.\n\nAnd more.")
    page = html(client.get(HERE))
    issue = section(page, "issue")
    assert "<p>Second words.</p><p>And more.</p>" in issue
    assert "What it said before: 1 version" in issue
    assert "First &lt;b&gt;words&lt;/b&gt;." in issue
    assert "Second words." not in html(client.get(f"{HERE}?as_at=2020-02-01"))
    rows = json.loads(client.get(f"{HERE}?format=json").content)["rows"]
    assert [(row["since"], row["said"]) for row in rows] == [
        ("2020-06-05", "Second words.\n\nAnd more."),
        ("2020-01-10", "First <b>words</b>."),
    ]


def test_other_names_of_a_proposal_lead_to_the_page(client):
    registered("MP092", "A title")
    for ref in ("0092", "MP92"):
        answer = client.get(f"/proposals/{ref}/parts/?as_at=2020-12-04")
        assert (answer.status_code, answer["Location"]) == (301, f"{HERE}?as_at=2020-12-04")
    assert client.get("/proposals/MP999/parts/").status_code == 404
    assert client.get(f"{HERE}nothing/").status_code == 404


def test_the_proposal_leads_to_its_parts_without_a_query():
    registered("MP092", "A title")
    request = type("Request", (), {"lens": lens(), "GET": {}})()
    line = register.proposal(lens(), "MP092").line
    with count(0):
        table = next(one for one in panels.panels() if one.name == "parts").table(request, line)
    assert table.rows[0]["part"].href == "/proposals/0092/parts/#issue"


@pytest.mark.parametrize("size", [1, 12])
def test_the_page_takes_as_many_queries_for_one_part_as_for_many(client, size):
    complete()
    for n in range(size):
        do("write_part", _from=f"2020-12-{n + 5:02d}", proposal="MP092", part="issue", text=f"Text {n}")
    client.get(HERE)
    with count(6):
        client.get(HERE)


TYPED = {
    "write_part": {"part": "issue", "text": "One window for all."},
    "set_solution": {"text": "Two windows.", "name": "Windows"},
    "record_impact": {"area": "dcc_system", "impacted": "no"},
    "record_effort": {"days": "2", "activities": "Update the code\nRelease it", "budget": "inside"},
    "record_cost": {"kind": "dcc", "lines": "Build: 100 to 200\nTest: 50", "years": "2020/21"},
    "set_who_pays": {"case": "Assessment", "way": "recoverable"},
    "record_benefit": {"label": "Hubs", "units": "10", "unit": "hubs", "unit_value": "40"},
    "record_support": {"who": "opsg", "verdict": "supports"},
    "record_objective_view": {"who": "proposer", "objective": "b", "verdict": "better"},
    "record_consumer_view": {"area": "bills", "verdict": "neutral"},
    "explain_withdrawal": {"reasons": "cost"},
    "take_back_part": {"kind": "text", "which": "issue", "reason": "Of another proposal"},
}


def test_every_act_is_a_form(clerk):
    registered("MP092", "A title")
    assert set(TYPED) == set(CHANGES)
    page = html(clerk.get(HERE))
    for act, typed in TYPED.items():
        assert f"{HERE}{act}/" in page or act == "explain_withdrawal"
        answer = send(clerk, f"{HERE}{act}/", effective="4 December 2020", **typed)
        assert (answer.status_code, answer["Location"].partition("#")[0]) == (303, HERE), act
    parts = queries.parts_of(lens(SINCE), "0092")
    assert [str(one.content.lines[0]) for one in parts.costs() if one.content.kind == "dcc"] == ["£100 to £200"]
    assert parts.text("issue") is None


def test_a_form_holds_what_there_is_and_says_at_its_field_what_is_wrong(clerk):
    registered("MP092", "A title")
    do("write_part", _from=SINCE, proposal="MP092", part="issue", text="One window for all.")
    do("set_solution", _from=SINCE, proposal="MP092", text="Two windows.")
    assert "One window for all." in html(clerk.get(f"{HERE}write_part/?part=issue"))
    assert "Two windows." in html(clerk.get(f"{HERE}set_solution/?number=1"))
    page = clerk.get(f"{HERE}set_solution/").content.decode()
    carried = re.search(r'name="carried" value="([^"]+)"', page)[1]
    typed = {"text": "Three windows.", "effective": "5 December 2020", "carried": carried}
    answer = clerk.post(f"{HERE}set_solution/", typed)
    assert answer.status_code == 422
    assert "Say why it is given up" in answer.content.decode()


def test_the_public_is_sent_to_sign_in(client):
    registered("MP092", "A title")
    assert client.get(f"{HERE}write_part/")["Location"].startswith("/account/sign-in/")
