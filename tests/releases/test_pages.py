"""The pages of releases: the calendar, one release, the choice by a day, forms, downloads, the panel."""

from __future__ import annotations

import csv
import io
import json
import re
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from codeclerk.people.models import Account
from codeclerk.releases import panel, queries
from codeclerk.sources import queries as sources
from codeclerk.ui.table_views import static_view
from tests.register.support import do, lens, person, registered
from tests.register.support import queries as count
from tests.register.test_forms import send
from tests.releases import example
from tests.releases.decisions import decided
from tests.sources.support import sha
from tests.support.pages import html
from tests.support.records import loaded_once

pytestmark = pytest.mark.django_db
THEN = "as_at=2021-03-05"
loaded = loaded_once(example.load)


@pytest.fixture
def clerk(client):
    """The client, signed in as somebody who keeps the releases."""
    person("clerk", "Pseudonym Clerk", email="clerk@example.com")
    do("give_membership", _by="system:install", _from="2020-01-01", person="clerk", role="secretariat")
    do("open_account", _by="system:install", person="clerk")
    client.force_login(Account.objects.get(person__key="clerk"))
    return client


@pytest.mark.inventory("H01")
def test_the_calendar_has_past_and_coming_releases_with_their_cut_offs(loaded, client):
    page = html(client.get(f"/releases/?{THEN}"))
    for said in (
        "Decision for the June 2021 SEC Release",
        '<time datetime="2021-06-10">10 June 2021</time>',
        "in 65 Working Days",
        "10 Working Days before go-live on 24 Jun 2021, the day of go-live not counted",
        "Inferred from printed cut-off dates",
        "June 2021 SEC Release</a>, 24 June 2021: 2 approved, 1 targeted.",
        "No day is known; the pattern gives 5 November 2020.",
        "Closed to changes of systems and devices.",
        "January 2021 ad-hoc SEC Release",
    ):
        assert said in page, said
    assert page.index("February 2021 SEC Release</a></th>") < page.index("June 2021 SEC Release</a></th>")
    assert "/releases/register/" not in page


def test_the_calendar_is_filtered_and_downloaded(loaded, client):
    rows = json.loads(client.get(f"/releases/?{THEN}&when=coming&format=json").content)["rows"]
    assert [(row["release"], row["cut_off"], row["approved"], row["targeted"]) for row in rows] == [
        ("June 2021 SEC Release", "2021-06-10", 2, 1),
        ("November 2021 SEC Release", "2021-10-21", 3, 0),
    ]
    given = client.get(f"/releases/?{THEN}&format=csv").content.decode("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(given)))
    assert [line["Implemented"] for line in lines if line["Release"] == "February 2021 SEC Release"] == ["2"]
    assert client.get(f"/releases/?{THEN}&format=xlsx").content[:2] == b"PK"


@pytest.mark.inventory("H02", "H09")
def test_a_release_has_its_contents_by_standing(loaded, client):
    do("set_impacts", _from="2021-03-05", proposal="MP146", documents=["Section H"], systems=[])
    do("set_impacts", _from="2021-03-05", proposal="MP106", documents=["Appendix I"], systems=["dcc"])
    rows = json.loads(client.get(f"/releases/2021-06/?{THEN}&format=json").content)["rows"]
    assert [[row[key] for key in ("number", "standing", "status", "documents", "systems")] for row in rows] == [
        ["MP106", "approved", "Pending Implementation", "Appendix I", "DCC Systems"],
        ["MP146", "approved", "Pending Implementation", "Section H", "none"],
        ["MP144", "targeted", "Refinement Process", None, None],
    ]
    page = html(client.get(f"/releases/2021-11/?{THEN}"))
    for said in (
        "Goes live on 4 November 2021.",
        "subject to a review of the implementation date by the Panel",
        "Longer lead time: 14 October 2021.",
        "Its day over time",
        "No document that is open to you was known",
    ):
        assert said in page, said
    past = html(client.get(f"/releases/2021-02/?{THEN}"))
    assert "Went live on 25 February 2021." in past
    assert "Decisions were needed by 11 February 2021." in past


def test_what_somebody_should_look_at_is_on_the_page(loaded, client):
    page = html(client.get("/releases/2021-06/?as_at=2021-06-11"))
    assert "MP144 is not decided, and the cut-off passed on 10 June 2021" in page
    registered("MP200", "A <b>title</b>", "2021-01-01")
    do("set_target_release", _from="2021-03-01", proposal="MP200", release="Jume <i>2021</i>")
    page = html(client.get(f"/releases/?{THEN}"))
    assert "Target releases that are not registered" in page
    assert "Jume &lt;i&gt;2021&lt;/i&gt;" in page
    assert "<b>title</b>" not in page


def test_sources_of_a_release_stand_side_by_side(loaded, client):
    for name, day in (("one", "2021-06-10"), ("other", "2021-06-03")):
        do("register_document", sha256=sha(name), title=f"The {name}", kind="paper", published="2020-12-04")
        do("record_claim", document=sha(name), subject="release:2021-06", property="release.cut_off", value=day,
           locator="PMP:1")  # fmt: skip
    page = html(client.get(f"/releases/2021-06/?{THEN}"))
    assert "Sources disagree: Cut-off date" in page


def test_the_day_history_keeps_every_day(loaded, client):
    do("move_release", _from="2021-04-01", release="2021-06", day="2021-07-01", reason="Testing takes longer")
    page = html(client.get("/releases/2021-06/?as_at=2021-04-30"))
    assert "Moved from 24 June 2021: Testing takes longer." in page
    assert "1 July 2021" in page
    assert "Moved from" not in html(client.get(f"/releases/2021-06/?{THEN}"))


@pytest.mark.parametrize("name", ["June 2021", "June 2021 SEC Release", "24 June 2021"])
def test_a_name_leads_to_the_page(loaded, client, name):
    response = client.get(f"/releases/{name}/?{THEN}")
    assert (response.status_code, response["Location"]) == (302, f"/releases/2021-06/?{THEN}")


def test_an_unknown_release_is_refused_with_the_nearest(loaded, client):
    response = client.get("/releases/2021-07/")
    assert response.status_code == 404
    assert "Did you mean" in response.content.decode()
    asked = client.get("/releases/2021-07/", headers={"accept": "application/json"})
    assert asked.json()["code"] == "releases.unknown"


def test_an_empty_calendar_says_so(client):
    page = html(client.get("/releases/"))
    assert "No release yet" in page
    assert "Decision for the" not in page


@pytest.mark.parametrize(
    ("query", "said"),
    [
        (
            "decided=11+February+2021",
            ["A decision on 11 February 2021 leads to the", "February 2021 SEC Release</a> on 25 February 2021"],
        ),
        ("decided=2021-02-12", ["June 2021 SEC Release</a> on 24 June 2021", "on or before 10 June 2021"]),
        ("decided=2021-06-04&lead=longer", ["November 2021 SEC Release</a> on 4 November 2021"]),
        ("decided=2021-10-22", ["A decision on 22 October 2021 is too late for every release that has a day."]),
        ("decided=2021-01-20", ["It takes effect on 21 January 2021; it may be referred until 3 February 2021"]),
        ("decided=soon", ["cannot be read as a date", 'aria-invalid="true"', 'value="soon"']),
        ("decided=2036-01-01", ["outside the calendar"]),
        ("lead=nonsense", ["Which release does a decision lead to?"]),
    ],
)
def test_which_release_a_decision_leads_to(loaded, client, query, said):
    page = html(client.get(f"/releases/?{THEN}&{query}"))
    for one in said:
        assert one in page, one


@pytest.mark.parametrize("size", [1, 30])
def test_the_pages_take_as_many_queries_for_one_as_for_thirty(client, size):
    for n in range(size):
        registered(f"MP{n + 1:03d}", f"Title {n}", "2020-12-04")
        do("set_target_release", _from="2020-12-04", proposal=f"MP{n + 1:03d}", release="June 2021")
        month = ("02", "06", "11")[n % 3]
        do("register_release", _from="2020-12-04", key=f"{2021 + n // 3}-{month}")
    do("register_release", _from="2020-12-04", key="2032-06", name="Another")
    do("set_target_release", _from="2020-12-04", proposal="MP001", release="2032-06")
    with CaptureQueriesContext(connection) as own:
        queries.release_calendar(lens("2021-03-05"))
    with count(len(own)):
        client.get(f"/releases/?{THEN}")
    with CaptureQueriesContext(connection) as said:
        sources.readings(lens("2021-03-05"), ["release:2032-06"])
    with count(len(own) + len(said) + 1):  # the versions of the code
        client.get(f"/releases/2032-06/?{THEN}")


def line(key, number="", *flags, status="pending_implementation"):
    """A proposal that waits for its release, as a panel is handed it."""
    stage = "closed" if status == "implemented" else "release"
    return SimpleNamespace(key=key, number=number, flags=flags, stage=stage, status=status)


def asking():
    return type("Request", (), {"lens": lens("2021-03-05"), "GET": {}})()


def test_the_panel_of_a_proposal_takes_one_query(loaded, client):
    request = asking()
    with count(1):
        table = panel.table(request, line("0146"))
    row = static_view(table, "release").rows[0]
    assert [cell.text or cell.parts[0].text for cell in row] == [
        "June 2021 SEC Release",
        "24 June 2021",
        "10 June 2021",
        row[3].text,
    ]
    assert row[3].text.startswith("10 Working Days before go-live")
    registered("MP200", "A title", "2021-01-01")
    with count(1):
        assert panel.table(request, line("0200")) is None
    do("set_target_release", _from="2021-03-01", proposal="MP200", release="Jume 2021")
    row = static_view(panel.table(asking(), line("0200")), "release").rows[0]
    assert [part.text for part in row[0].parts] == ["Jume 2021", "not registered"]
    assert row[3].text == "Did you mean June 2021?"
    do("set_target_release", _from="2021-03-01", proposal="MP200", release="2020-11")
    row = static_view(panel.table(asking(), line("0200")), "release").rows[0]
    assert (row[1].parts[0].text, row[1].notes) == ("5 November 2020", (1,))


def texts(table):
    rows = static_view(table, "release").rows
    return [[cell.text or cell.unknown or ", ".join(part.text for part in cell.parts) for cell in row] for row in rows]


def test_the_panel_offers_a_document_only_change_the_shorter_way(loaded):
    with count(1):
        table = panel.table(asking(), line("0146", "MP146", "document_only"))
    june, shorter = texts(table)
    assert june[1] == "24 June 2021"
    assert shorter == [
        "An ad-hoc release",
        "1 Working Day after the decision",
        "–",
        "It is flagged as Document-only, so it may go in an ad-hoc release 1 Working Day after the decision.",
    ]
    assert table.footnotes[0].startswith("Shorter lead time of document-only changes: inferred (PMP:654-657")
    assert table.rows[1]["release"].href == "/releases/?proposal=MP146#which"
    assert panel.table(asking(), line("0146", "MP146", "document_only", status="implemented")).rows[1:] == ()
    registered("MP200", "A title", "2021-01-01")
    assert [row[0] for row in texts(panel.table(asking(), line("0200", "MP200", "document_only")))] == [
        "An ad-hoc release"
    ]


def test_the_panel_warns_of_another_change_in_an_ad_hoc_release(loaded):
    do("set_target_release", _from="2021-03-05", proposal="MP146", release="January 2021 ad-hoc")
    ((_, day, _, why),) = texts(panel.table(asking(), line("0146", "MP146")))
    assert (day, why) == (
        "21 January 2021",
        "MP146 is not flagged as Document-only, and no other change is known to be open to an ad-hoc release.",
    )
    ((_, _, _, why),) = texts(panel.table(asking(), line("0146", "MP146", "document_only")))
    assert why.startswith("It is flagged as Document-only")
    page = html(asked("/releases/2021-01-ad-hoc/?as_at=2021-03-05"))
    assert "MP146 is not flagged as Document-only" in page


def asked(address):
    return Client().get(address)


def test_how_one_proposal_can_be_implemented(loaded, client, clerk):
    do("set_flag", _from="2021-03-05", proposal="MP144", flag="document_only")
    page = html(client.get(f"/releases/?{THEN}&decided=2021-03-24&proposal=MP144"))
    for said in (
        "MP144, decided on 24 March 2021</strong> (as asked).",
        "Flagged as Document-only.",
        "It takes effect on 25 March 2021; it may be referred until 9 April 2021",
        "June 2021 SEC Release",
        "Longer lead time",
    ):
        assert said in page, said
    table = page.partition("How MP144 can be implemented")[2]
    assert table.index("Shorter lead time of document-only changes") < table.index("Usual lead time")
    page = html(client.get(f"/releases/?{THEN}&proposal=MP144"))
    assert "if it is decided on the day looked at" in page
    assert "Register its ad-hoc release" not in page
    page = html(client.get(f"/releases/?{THEN}&proposal=MP090"))
    assert "No ad-hoc release is known to be open to it." in page
    assert "Shorter lead time" not in page
    decided(proposal="MP144", when="2021-03-24")
    page = html(client.get("/releases/?as_at=2021-03-24&proposal=MP144"))
    assert "decided on 24 March 2021</strong> (as recorded)" in page
    assert "/releases/ad-hoc/?proposal=MP144" in page


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("proposal=MP9", ["MP9", 'aria-describedby="proposal-wrong"', 'value="MP9"']),
        ("proposal=MP144&decided=soon", ["cannot be read as a date", 'aria-describedby="decided-wrong"']),
    ],
)
def test_a_proposal_or_a_day_that_cannot_be_read_is_said_at_its_field(loaded, client, query, said):
    page = html(client.get(f"/releases/?{THEN}&{query}"))
    for one in said:
        assert one in page, one


def test_the_ad_hoc_release_of_a_decision_is_a_form(loaded, clerk):
    decided(proposal="MP144", when="2021-03-24")
    assert "/releases/ad-hoc/" in html(clerk.get("/releases/"))
    assert 'value="MP144"' in html(clerk.get("/releases/ad-hoc/?proposal=MP144"))
    answer = send(clerk, "/releases/ad-hoc/", proposal="MP144", effective="24 March 2021")
    assert (answer.status_code, answer["Location"]) == (303, "/releases/2021-03-ad-hoc/")
    assert queries.target_of(lens("2021-03-24"), "0144").release.day.isoformat() == "2021-03-25"


@pytest.mark.inventory("I08")
def test_the_cost_of_a_release_is_a_form_and_stands_on_its_page(loaded, clerk):
    assert "<h2>Cost</h2>" not in html(clerk.get("/releases/2021-06/?as_at=2021-05-11"))
    typed = {"effort": "Changing the code: 2\nProject management: at most 5", "budget": "inside"}
    answer = send(clerk, "/releases/2021-06/cost/", **typed, text="The DCC has none.", effective="11 May 2021")
    assert (answer.status_code, answer["Location"]) == (303, "/releases/2021-06/")
    page = html(clerk.get("/releases/2021-06/?as_at=2021-05-11"))
    for said in (
        "at most 5 days",
        "£1,200",
        "at most £3,000",
        "At most £4,200, within the budget of the code administrator: Parties pay nothing more. The DCC has none.",
        "At £600 for a day of effort, a rate that is inferred from printed sums.",
        "/releases/2021-06/cost/",
    ):
        assert said in page, said
    again = html(clerk.get("/releases/2021-06/cost/"))
    assert "Project management: at most 5</textarea>" in again


def test_the_acts_are_forms(loaded, clerk):
    assert "/releases/register/" in html(clerk.get("/releases/"))
    typed = {"key": "2022-02", "kind": "scheduled", "day": "24 February 2022", "effective": "1 June 2021"}
    answer = send(clerk, "/releases/register/", **typed)
    assert (answer.status_code, answer["Location"]) == (303, "/releases/2022-02/")
    answer = send(clerk, "/releases/2022-02/move/", day="3 March 2022", reason="Later", effective="2 June 2021")
    assert (answer.status_code, answer["Location"]) == (303, "/releases/2022-02/")
    answer = send(clerk, "/releases/2022-02/note/", text="Some words.", closed_to_systems="on", effective="3 June 2021")
    assert answer.status_code == 303
    one = queries.release(lens("2021-06-03"), "2022-02")
    assert (one.day.isoformat(), one.notes, one.closed_to_systems) == ("2022-03-03", "Some words.", True)
    page = html(clerk.get("/releases/2022-02/"))
    assert "/releases/2022-02/move/" in page
    assert "/releases/2022-02/note/" in page
    assert "/releases/2022-02/withdraw/" in page
    assert "only if it was registered in error" in html(clerk.get("/releases/2022-02/withdraw/"))
    answer = send(clerk, "/releases/2022-02/withdraw/", reason="It was another code's.")
    assert (answer.status_code, answer["Location"]) == (303, "/releases/")
    assert clerk.get("/releases/2022-02/").status_code == 404


def test_a_refusal_stays_at_its_field(loaded, clerk):
    for address, typed, problem in (
        (
            "/releases/register/",
            {"key": "2021-06", "kind": "scheduled", "effective": "1 June 2021"},
            "June 2021 (2021-06) is registered already",
        ),
        ("/releases/2021-06/withdraw/", {"reason": "An error."}, " meant for June 2021: "),
    ):
        page = clerk.get(address).content.decode()
        carried = re.search(r'name="carried" value="([^"]+)"', page)[1]
        answer = clerk.post(address, typed | {"carried": carried})
        assert answer.status_code == 409
        assert problem in answer.content.decode()


def test_the_public_is_sent_to_sign_in(loaded, client):
    for address in ("/releases/register/", "/releases/2021-06/move/", "/releases/2021-06/withdraw/"):
        answer = client.get(address)
        assert answer.status_code == 302
        assert answer["Location"].startswith("/account/sign-in/")


def test_what_sources_say_links_back_to_the_page():
    from codeclerk.sources.rules.vocabulary import subject_kinds

    assert subject_kinds()["release"].href("2021-06") == "/releases/2021-06/"
