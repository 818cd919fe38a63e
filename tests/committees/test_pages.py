"""The pages of committees: all of them, one of them, who is interested in what, one question, forms, the panel."""

from __future__ import annotations

import json
import re

import pytest

from codeclerk.committees import queries, tables
from codeclerk.people.models import Account
from codeclerk.register import queries as register
from codeclerk.ui.table_views import static_view
from tests.committees import example
from tests.register.support import do, lens, organisation, person, registered
from tests.register.support import queries as count
from tests.register.test_forms import send
from tests.support.pages import html
from tests.support.records import loaded_once

pytestmark = pytest.mark.django_db
THEN = "as_at=2020-12-05"
loaded = loaded_once(example.load)


@pytest.fixture
def clerk(client):
    """The client, signed in as somebody who keeps the committees."""
    person("clerk", "Pseudonym Clerk", email="clerk@example.com")
    do("give_membership", _by="system:install", _from="2020-01-01", person="clerk", role="secretariat")
    return signed_in(client, "clerk")


def signed_in(client, key):
    do("open_account", _by="system:install", person=key)
    client.force_login(Account.objects.get(person__key=key))
    return client


def member(who, seat, body="change_board"):
    do("give_membership", _from="2020-01-01", person=who, role="committee_member", body=body, seat=seat)


def rows(client, address):
    return json.loads(client.get(f"{address}&format=json").content)["rows"]


@pytest.mark.inventory("G27")
def test_which_committee_is_interested_in_which_proposal(loaded, client):
    page = html(client.get(f"/committees/interest/?{THEN}"))
    assert "Charging of Random Sample Privacy Assessments" in page
    found = {row["proposal"]: row for row in rows(client, f"/committees/interest/?{THEN}")}
    assert {body: found["DP144"][body] for body in ("ssc", "tabasc", "smki_pma", "opsg")} == {
        "ssc": ["interested"],
        "tabasc": ["not interested"],
        "smki_pma": ["not interested"],
        "opsg": ["not interested"],
    }
    assert found["MP139"]["ssc"] == ["overdue"]
    assert found["MP139"]["opsg"] is None
    assert client.get(f"/committees/interest/?{THEN}&format=xlsx").content[:2] == b"PK"
    assert b"not interested" in client.get(f"/committees/interest/?{THEN}&format=csv&sort=tabasc").content
    assert "Nothing was asked" in html(client.get("/committees/interest/?as_at=2018-01-01"))


@pytest.mark.inventory("G26")
def test_the_interest_of_the_smki_pma_is_followed(loaded, client):
    do("answer_input", _from="2021-01-20", input="0144-smki_pma-1", answer="interested", text="Keys are touched")
    before, after = (rows(client, f"/committees/smki_pma/?as_at={day}") for day in ("2021-01-19", "2021-01-20"))
    assert [row["answer"] for row in before] == ["not interested"]
    assert [(row["answer"], row["said"]) for row in after] == [("interested", "Keys are touched")]
    page = html(client.get("/committees/inputs/0144-smki_pma-1/?as_at=2021-01-20"))
    assert page.index("Answer: not interested.") < page.index("Answer: interested. Keys are touched.")


@pytest.mark.inventory("G22")
def test_proposals_are_sent_to_the_tabasc_which_says_what_it_will_follow(loaded, clerk):
    answer = send(clerk, "/committees/ask/", proposal="MP080", body="tabasc", kind="interest", effective="6 March 2020")
    assert (answer.status_code, answer["Location"]) == (303, "/committees/inputs/0080-tabasc-2/")
    answer = send(clerk, "/committees/inputs/0080-tabasc-2/answer/", answer="will_follow", effective="7 March 2020")
    assert answer.status_code == 303
    found = rows(clerk, "/committees/tabasc/?as_at=2020-03-07")
    assert [(row["proposal"], row["answer"]) for row in found] == [("MP080", "opposes"), ("MP080", "will follow it")]
    assert rows(clerk, "/committees/interest/?as_at=2020-03-07")[0]["tabasc"] == ["will follow it"]


@pytest.mark.inventory("G25")
def test_the_results_of_a_trial_go_to_the_operations_group(loaded, clerk):
    typed = {
        "proposal": "MP139",
        "body": "opsg",
        "kind": "operational_report",
        "question": "The results of a trial",
        "asked": "5 November 2020",
        "answer": "supports",
        "text": "It works better",
        "effective": "4 December 2020",
    }
    answer = send(clerk, "/committees/record/", **typed)
    assert answer["Location"] == "/committees/inputs/0139-opsg-1/"
    page = html(clerk.get("/committees/opsg/?as_at=2020-12-04"))
    for said in ("The results of a trial", "supports", "It works better", "5 November 2020"):
        assert said in page, said


def test_one_question_has_its_page(loaded, client):
    page = html(client.get(f"/committees/inputs/0080-tabasc-1/?{THEN}"))
    for said in ("By 5 March 2020, on a day that is not known: Answer",
                 "TABASC on MP080", "opposes", "Against: Taking the TSAT out of Schedule 11",
                 "The solution changed: The TSAT stays in Schedule 11."):  # fmt: skip
        assert said in page, said
    late = html(client.get(f"/committees/inputs/0139-ssc-1/?{THEN}"))
    for said in ("overdue", "Who is to answer", "2 December 2020", "A risk assessment that it asks for"):
        assert said in late, said
    assert client.get("/committees/inputs/0139-ssc-9/").status_code == 404
    assert client.get("/committees/inputs/0139-ssc-1/?as_at=2020-10-01").status_code == 404


def test_what_waits_is_listed_with_what_is_overdue(loaded, client):
    found = rows(client, f"/committees/waiting/?{THEN}")
    assert [(row["proposal"], row["body"], row["standing"], row["to"]) for row in found] == [
        ("MP139", "SSC", "overdue", "DCC")
    ]
    assert "Nothing waits" in html(client.get("/committees/waiting/?as_at=2020-09-30"))


def test_a_committee_has_its_seats_vacancies_and_what_would_change(loaded, client):
    organisation("alpha", "Alpha Energy", category="small_supplier")
    person("holder", on_behalf_of="alpha", _from="2020-01-01")
    member("holder", "Small Supplier 2")
    person("odd")
    member("odd", "Regulator")
    page = html(client.get(f"/committees/change_board/?{THEN}"))
    for said in ("Alpha Energy", "Small Supplier 2", "vacant",
                 "9 seats without a known holder", "one seat (Large Supplier)",
                 "SITE (stated)", "The stated seats have none called Regulator."):  # fmt: skip
        assert said in page, said
    assert "Quillfeather" not in page
    ssc = html(client.get("/committees/ssc/?as_at=2016-11-10"))
    for said in ("What proposals would change of that", "SECMP0021", "Other SEC Party", "not in force", "not told",
                 "No source at hand says how it was made up"):  # fmt: skip
        assert said in ssc, said
    listed = {row["abbreviation"]: row for row in rows(client, f"/committees/?{THEN}")}
    assert (listed["CB"]["held"], listed["CB"]["vacant"], listed["SSC"]["vacant"]) == (1, 9, None)
    assert listed["SSC"]["waits"] == 1
    assert listed["CSC"]["meets"] == "on the last Tuesday of the month"
    assert client.get("/committees/nothing/").status_code == 422
    assert "How it is made up" not in html(client.get("/committees/authority/"))


def test_a_working_group_has_its_proposals(loaded, client):
    page = html(client.get("/committees/working_group_1/?as_at=2016-11-10"))
    assert "SECMP0023" in page
    assert "To be allocated to it" in page
    assert "Service Request" in page


@pytest.mark.any_database
@pytest.mark.parametrize("size", [1, 20])
def test_the_pages_take_as_many_queries_for_one_as_for_twenty(client, size, monkeypatch):
    monkeypatch.setattr("codeclerk.committees.views.sections", lambda: ())  # what higher folders show they count
    for n in range(1, size + 1):
        registered(f"MP{n:03d}", f"Title {n}", "2020-01-01")
        do("ask_committee", _from="2020-11-01", proposal=f"MP{n:03d}", body="ssc", kind="interest", due="2020-11-20")
    person("holder")
    member("holder", "One", "ssc")
    with count(4):
        client.get(f"/committees/?{THEN}")
    with count(4):
        client.get(f"/committees/ssc/?{THEN}")
    with count(1):
        client.get(f"/committees/interest/?{THEN}")
    with count(1):
        client.get(f"/committees/waiting/?{THEN}")
    with count(2):
        client.get(f"/committees/inputs/0001-ssc-1/?{THEN}")


def panel_rows(key, day):
    request = type("Request", (), {"lens": lens(day), "GET": {}})()
    (line,) = register.lines_of(request.lens, [key])
    with count(1):
        table = tables.panel(request, line)
    if table is None:
        return None
    return [[cell.text or (cell.parts[0].text if cell.parts else "") for cell in row] for row in
            static_view(table, "committees").rows]  # fmt: skip


def test_the_panel_of_a_proposal_takes_one_query(loaded):
    found = panel_rows("0144", "2020-12-05")
    assert [row[0] for row in found] == ["OPSG", "SMKI PMA", "SSC", "TABASC"]
    assert found[2][2:4] == ["answered", "interested"]
    assert panel_rows("0009", "2016-11-10")[0][:4] == [
        "Working Group 3", "Which group has it", "", "Allocated to it"]  # fmt: skip
    assert panel_rows("0139", "2020-09-01") is None


@pytest.mark.inventory("G17")
def test_the_panel_proposes_the_group_that_the_theme_points_to(loaded):
    registered("SECMP0012", "Channel selection to support Shared HAN Solutions", "2016-10-01")
    do("set_status", _from="2016-10-01", proposal="SECMP0012", status="Refinement with Working Group", note="A test")
    found = panel_rows("0012", "2016-11-10")
    assert [row[0] for row in found] == ["Working Group 4"]
    assert found[0][3:5] == ["Proposed by its theme", "Its title has “Shared HAN”."]


@pytest.mark.any_database
def test_the_forms_are_for_who_keeps_the_committees(loaded, client, clerk):
    page = html(clerk.get("/committees/"))
    for name in ("ask", "ask-several", "record", "allocate", "propose-seats", "take-back"):
        assert f"/committees/{name}/" in page, name
        assert clerk.get(f"/committees/{name}/").status_code == 200
    answer = send(
        clerk, "/committees/allocate/", proposal="SECMP0023", group="working_group_1", state="allocated",
        effective="11 November 2016")  # fmt: skip
    assert answer.status_code == 303
    answer = send(
        clerk, "/committees/propose-seats/", proposal="SECMP0021", body="tabasc", seat="other_sec_party", number="4",
        holds="on", effective="11 November 2016")  # fmt: skip
    assert answer.status_code == 303
    assert queries.proposed_seats(lens("2016-11-11"), "tabasc")[0].content.number == 4
    page = html(clerk.get("/committees/ask-several/"))
    assert page.count("checked") >= 4
    several = {"proposal": "MP139", "bodies": ["opsg", "smki_pma"], "kind": "interest", "effective": "1 October 2020"}
    assert send(clerk, "/committees/ask-several/", **several)["Location"] == "/proposals/MP139/"
    assert {one.body for one in queries.inputs_of(lens("2020-10-01"), "0139")} == {"opsg", "smki_pma"}
    here = "/committees/inputs/0139-ssc-1"
    assert send(clerk, f"{here}/move/", due="9 December 2020", reason="Asked for", effective="1 December 2020")
    assert send(clerk, f"{here}/withdraw/", reason="Not needed", effective="2 December 2020").status_code == 303
    assert queries.input_at(lens("2020-12-05"), "0139-ssc-1").standing.value == "withdrawn"
    assert clerk.get(f"{here}/nothing/").status_code == 404


def test_a_refusal_stays_at_its_field(loaded, clerk):
    page = clerk.get("/committees/ask/").content.decode()
    carried = re.search(r'name="carried" value="([^"]+)"', page)[1]
    typed = {"proposal": "MP139", "body": "ssc", "kind": "risk_assessment", "effective": "1 October 2020"}
    answer = clerk.post("/committees/ask/", {**typed, "carried": carried})
    assert answer.status_code == 422
    assert "does not say of whom" in answer.content.decode()


def test_who_leads_a_committee_answers_for_it_and_no_more(loaded, client):
    person("lead", email="lead@example.com")
    do("give_membership", _by="system:install", _from="2019-01-01", person="lead", role="chair", body="ssc")
    signed_in(client, "lead")
    page = html(client.get("/committees/inputs/0139-ssc-1/"))
    assert "/committees/inputs/0139-ssc-1/answer/" in page
    assert "/committees/inputs/0139-ssc-1/withdraw/" not in page
    assert "/answer/" not in html(client.get("/committees/inputs/0144-tabasc-1/"))


def test_the_public_is_sent_to_sign_in(loaded, client):
    for address in ("ask", "record", "allocate", "propose-seats", "take-back", "inputs/0139-ssc-1/answer"):
        answer = client.get(f"/committees/{address}/")
        assert answer.status_code == 302, address
        assert answer["Location"].startswith("/account/sign-in/")
