"""The pages of consultations: what is open and what comes, one of them, forms, downloads, the panel."""

from __future__ import annotations

import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from codeclerk.consultations import queries, tables
from codeclerk.people.models import Account
from codeclerk.sources import queries as sources
from codeclerk.ui.table_views import static_view
from tests.consultations import example
from tests.register.support import do, lens, line, person, registered
from tests.register.support import queries as count
from tests.register.test_forms import send
from tests.sources.support import sha
from tests.support.pages import html
from tests.support.records import loaded_once

pytestmark = pytest.mark.django_db
THEN = "as_at=2021-03-05"
loaded = loaded_once(example.load)


@pytest.fixture
def clerk(client):
    """The client, signed in as somebody who keeps the consultations."""
    person("clerk", "Pseudonym Clerk", email="clerk@example.com")
    do("give_membership", _by="system:install", _from="2020-01-01", person="clerk", role="secretariat")
    do("open_account", _by="system:install", person="clerk")
    client.force_login(Account.objects.get(person__key="clerk"))
    return client


@pytest.mark.inventory("E04")
def test_what_is_open_is_listed_with_its_closing_day_and_weekday(loaded, client):
    page = html(client.get(f"/consultations/?{THEN}"))
    opened = page[page.index('<h2 id="open">') : page.index('<h2 id="to-come">')]
    for said in (
        "Refinement Consultation on MP144",
        '<time datetime="2021-03-24">Wednesday 24 March 2021, 17:00</time>',
        "13 Working Days left",
        "MP144 Charging of Random Sample Privacy Assessments",
        "When it was issued is not known.",
    ):
        assert said in opened, said
    assert "MP147" not in opened


@pytest.mark.inventory("E05")
def test_what_is_to_be_issued_is_listed_by_week(loaded, client):
    page = html(client.get(f"/consultations/?{THEN}"))
    to_come = page[page.index('<h2 id="to-come">') : page.index("<h2>All consultations</h2>")]
    row = to_come[to_come.index("MP147") :]
    assert '<td class="d" data-label="Week commencing">15 March 2021</td>' in row
    assert "week commencing 15 March 2021" in row
    assert "It closes on Monday 5 April 2021, which is Easter Monday, no Working Day." in to_come


def found(client, query):
    rows = json.loads(client.get(f"/consultations/?{THEN}&{query}&format=json").content)["rows"]
    return [(row["proposal"], row["standing"]) for row in rows]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("standing=open", [("MP144", "open")]),
        ("kind=Working+Group+Consultation", [("SECMP0016", "closed")]),
        ("q=SMKI", [("MP147", "to be issued")]),
        ("standing=closed&sort=closes&dir=desc&kind=Refinement+Consultation",
         [("MP139", "closed"), ("MP092", "closed"), ("MP106", "closed")]),
        ("kind=nothing", []),
    ],
)  # fmt: skip
def test_the_list_is_narrowed_sorted_and_downloaded(loaded, client, query, expected):
    assert found(client, query) == expected


def test_downloads_have_the_length_and_what_is_odd(loaded, client):
    rows = json.loads(client.get(f"/consultations/?{THEN}&format=json").content)["rows"]
    one = next(row for row in rows if row["proposal"] == "MP139")
    assert (one["length"], one["closes"], one["weekday"]) == (10, "2020-10-30", "Friday")
    assert one["notes"] == "It is open for 10 Working Days (both ends counted), fewer than the usual 15."
    assert client.get(f"/consultations/?{THEN}&format=xlsx").content[:2] == b"PK"
    assert b"Working Group Consultation" in client.get(f"/consultations/?{THEN}&format=csv").content


def test_a_day_without_an_open_one_says_so(loaded, client):
    page = html(client.get("/consultations/?as_at=2016-11-20"))
    assert "No consultation was open at the end of 20 November 2016." in page
    assert "None is expected" in page


def test_without_any_the_page_says_so(client):
    page = html(client.get("/consultations/"))
    assert "No consultation yet" in page
    assert 'id="open"' not in page


def test_one_consultation_has_its_page(loaded, client):
    do("move_close", _from="2021-03-20", consultation="0144-refinement-1", closes="2021-04-07", reason="Asked for")
    page = html(client.get("/consultations/0144-refinement-1/?as_at=2021-03-20"))
    for said in (
        "Refinement Consultation on MP144",
        "on a day that is not known",
        "Wednesday 7 April 2021, 17:00",
        "Closing days over time",
        "Friday 26 February 2021",
        "Wednesday 24 March 2021",
        "Asked for",
        "No document that is open to you was known",
    ):
        assert said in page, said
    planned = html(client.get(f"/consultations/0144-report-1/?{THEN}"))
    assert "Easter Monday" in planned
    assert "14 Working Days, both ends counted" in planned
    assert "not issued" in planned
    assert "/issue/" not in planned


def test_a_dropped_one_says_why(loaded, client):
    do("drop_consultation", _from="2021-03-06", consultation="0147-report-1", reason="The Panel sent it <b>back</b>")
    page = html(client.get("/consultations/0147-report-1/"))
    assert "dropped" in page
    assert "The Panel sent it &lt;b&gt;back&lt;/b&gt;" in page


def test_sources_of_a_consultation_stand_side_by_side(loaded, client):
    for name, day in (("one", "2021-03-24"), ("other", "2021-02-26")):
        do("register_document", sha256=sha(name), title=f"The {name}", kind="paper", published="2020-12-04")
        do("record_claim", document=sha(name), subject="consultation:0144-refinement-1",
           property="consultation.closes", value=day, locator="PMP:1")  # fmt: skip
    page = html(client.get(f"/consultations/0144-refinement-1/?{THEN}"))
    assert "Sources disagree: Consultation closes" in page


def test_an_unknown_one_is_refused_with_the_nearest(loaded, client):
    response = client.get("/consultations/0144-report-2/")
    assert response.status_code == 404
    assert "There are 0144-refinement-1, 0144-report-1." in response.content.decode()
    assert client.get("/consultations/0144-report-1/nothing/").status_code == 404


@pytest.mark.parametrize("size", [1, 30])
def test_the_pages_take_as_many_queries_for_one_as_for_thirty(client, size):
    for n in range(1, size + 1):
        registered(f"MP{n:03d}", f"Title {n}", "2020-01-01")
        do("issue_consultation", _from="2021-03-01", proposal=f"MP{n:03d}", kind="refinement", closes="2021-03-19")
        do("plan_consultation", _from="2021-03-01", proposal=f"MP{n:03d}", kind="report", expected_issue="May 2021")
    with count(3):
        client.get(f"/consultations/?{THEN}")
    with CaptureQueriesContext(connection) as said:
        sources.readings(lens("2021-03-05"), ["consultation:0001-report-1"])
    with count(3 + len(said)):
        client.get(f"/consultations/0001-report-1/?{THEN}")


def test_the_panel_of_a_proposal_takes_one_query(loaded):
    request = type("Request", (), {"lens": lens("2021-03-05"), "GET": {}})()
    with count(1):
        table = tables.panel(request, line("0144"))
    rows = static_view(table, "consultations").rows
    assert [[cell.text or cell.parts[0].text for cell in row[:4]] for row in rows if row[2].text] == [
        ["Refinement Consultation", "open", "not known", "Wednesday 24 March 2021, 13 Working Days left"],
        ["Modification Report Consultation", "to be issued", "15 March 2021", "Monday 5 April 2021"],
    ]
    assert rows[0][0].parts[0].href == "/consultations/0144-refinement-1/"
    with count(1):
        assert tables.panel(request, line("0139")) is not None
    with count(1):
        assert tables.panel(request, line("9999")) is None


def test_the_acts_are_forms(loaded, clerk):
    do("set_status", _from="2021-03-01", proposal="MP139", status="report_phase")
    page = html(clerk.get("/consultations/"))
    assert all(f"/consultations/{name}/" in page for name in ("issue", "plan", "record"))
    answer = send(
        clerk,
        "/consultations/plan/",
        proposal="MP139",
        kind="report",
        expected_issue="week commencing 8 March 2021",
        effective="1 March 2021",
    )
    assert (answer.status_code, answer["Location"]) == (303, "/consultations/0139-report-1/")
    page = html(clerk.get("/consultations/0139-report-1/?as_at=2021-03-01"))
    assert 'href="/consultations/issue/?proposal=MP139&amp;kind=report"' in page
    form = clerk.get("/consultations/issue/?proposal=MP139&kind=report").content.decode()
    assert 'value="MP139"' in form
    answer = send(
        clerk,
        "/consultations/issue/",
        proposal="MP139",
        kind="report",
        closes="26 March 2021",
        effective="8 March 2021",
    )
    assert answer["Location"] == "/consultations/0139-report-1/"
    here = "/consultations/0139-report-1"
    answer = send(clerk, f"{here}/move/", closes="30 March 2021", reason="Asked for", effective="9 March 2021")
    assert answer.status_code == 303
    answer = send(clerk, f"{here}/close/", reason="Withdrawn", effective="10 March 2021")
    assert answer.status_code == 303
    one = queries.consultation(lens("2021-03-11"), "0139-report-1")
    assert (one.standing.value, one.closes.isoformat(), one.ended.isoformat()) == ("closed", "2021-03-30", "2021-03-10")
    answer = send(clerk, "/consultations/0147-report-1/drop/", reason="Not needed", effective="10 March 2021")
    assert answer.status_code == 303
    answer = send(
        clerk,
        "/consultations/record/",
        proposal="MP147",
        kind="refinement",
        issued="January 2021",
        closes="5 February 2021",
        number="1",
        effective="5 March 2021",
    )
    assert answer["Location"] == "/consultations/0147-refinement-1/"


def test_a_refusal_stays_at_its_field(loaded, clerk):
    do("set_status", _from="2021-03-01", proposal="MP139", status="report_phase")
    page = clerk.get("/consultations/issue/").content.decode()
    carried = re.search(r'name="carried" value="([^"]+)"', page)[1]
    typed = {"proposal": "MP139", "kind": "report", "closes": "7 March 2021", "effective": "8 March 2021"}
    answer = clerk.post("/consultations/issue/", {**typed, "carried": carried})
    assert answer.status_code == 422
    assert "cannot close on Sunday 7 March 2021" in answer.content.decode()


def test_the_public_is_sent_to_sign_in(loaded, client):
    for address in ("plan", "issue", "record", "0144-report-1/move", "0144-report-1/drop"):
        answer = client.get(f"/consultations/{address}/")
        assert answer.status_code == 302
        assert answer["Location"].startswith("/account/sign-in/")


def test_what_sources_say_links_back_to_the_page():
    from codeclerk.sources.rules.vocabulary import subject_kinds

    assert subject_kinds()["consultation"].href("0144-report-1") == "/consultations/0144-report-1/"
