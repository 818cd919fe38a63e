"""The pages of meetings: each committee's last and next one, the calendar, one meeting, forms, the panel."""

from __future__ import annotations

import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from codeclerk.meetings import queries
from codeclerk.meetings.tables import meetings as tables
from codeclerk.ui.table_views import static_view
from tests.decisions import example as decisions
from tests.meetings import example
from tests.register.support import do, lens, line, registered
from tests.register.support import queries as count
from tests.register.test_forms import send
from tests.sources.support import sha
from tests.support.pages import html
from tests.support.records import loaded_once

pytestmark = pytest.mark.django_db
THEN = "as_at=2021-03-05"
loaded = loaded_once(example.load)


def row_of(page, body):
    """The row of a committee, as plain text."""
    here = page[page.index('<h2 id="by-committee">') : page.index("<h2>Calendar</h2>")]
    row = here[here.index(f">{body}</a></th>") :]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", row[: row.index("</tr>")]))


@pytest.mark.inventory("C12")
def test_each_committee_has_its_last_and_its_next_meeting(loaded, client):
    page = html(client.get(f"/meetings/?{THEN}"))
    group = row_of(page, "Working Group")
    for said in ("Wednesday 3 March 2021", "Wednesday 7 April 2021", "24 March 2021", "on the first Wednesday"):
        assert said in group, said
    panel = row_of(page, "SEC Panel")
    assert "none known" in panel
    assert "Friday 12 March 2021 5 March 2021" in panel


@pytest.mark.inventory("C12")
def test_what_nobody_planned_is_shown_by_its_pattern_and_marked(loaded, client):
    page = html(client.get(f"/meetings/?{THEN}"))
    assert "17 or 24 March 2021 by its pattern, inferred" in row_of(page, "Change Board")
    assert "30 March 2021 by its pattern, inferred" in row_of(page, "Change Sub-Committee")
    # Of another version of the process, or without a pattern: no guess.
    assert "Working Group 1" not in page
    assert ">Operations Group</a></th>" not in page
    old = html(client.get("/meetings/?as_at=2016-11-09"))
    assert "Change Sub-Committee" not in old
    assert "11 or 18 November 2016 by its pattern, inferred" in row_of(old, "SEC Panel")


def test_each_day_of_a_pattern_has_its_paper_day(loaded, client):
    page = html(client.get("/meetings/?as_at=2021-04-01&known_at=2021-03-05"))
    assert "4 April 2021" not in row_of(page, "SEC Panel")
    assert "9 or 16 April 2021 by its pattern" in row_of(page, "SEC Panel")
    assert "31 March 2021 or 9 April 2021" in row_of(page, "SEC Panel")


def test_the_next_meeting_and_the_next_paper_day_stand_in_front(loaded, client):
    page = html(client.get(f"/meetings/?{THEN}"))
    front = page[: page.index('<h2 id="by-committee">')]
    for said in ("The next meeting: SEC Panel, meeting 90", "Papers are due by Friday 5 March 2021.",
                 "The next Paper Day: SEC Panel, meeting 90"):  # fmt: skip
        assert said in front, said
    later = html(client.get("/meetings/?as_at=2021-03-08"))
    front = later[: later.index('<h2 id="by-committee">')]
    assert "Papers were due by Friday 5 March 2021." in front
    assert "The next Paper Day" not in front


def test_without_any_the_page_says_so(client):
    page = html(client.get("/meetings/"))
    assert "No meeting yet" in page
    assert "The next meeting" not in page


def found(client, query):
    rows = json.loads(client.get(f"/meetings/?{THEN}&{query}&format=json").content)["rows"]
    return [(row["body"], row["day"]) for row in rows]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("body=SEC+Panel", [("SEC Panel", "2021-03-12"), ("SEC Panel", "2020-12-11")]),
        ("state=held&sort=day", [("Change Board", "2021-02-23"), ("Change Sub-Committee", "2021-02-23"),
                                 ("Working Group", "2021-03-03")]),
        ("state=not+confirmed&body=Working+Group", [("Working Group", "2021-02-03")]),
        ("q=MP104", [("Working Group", "2021-03-03")]),
        ("body=nothing", []),
    ],
)  # fmt: skip
def test_the_calendar_is_narrowed_sorted_and_downloaded(loaded, client, query, expected):
    assert found(client, query) == expected


def test_downloads_say_everything(loaded, client):
    rows = json.loads(client.get(f"/meetings/?{THEN}&format=json").content)["rows"]
    one = next(row for row in rows if row["day"] == "2021-03-12")
    assert (one["weekday"], one["number"], one["paper_day"]) == ("Friday", 90, "2021-03-05")
    vote = next(row for row in rows if row["body"] == "Change Board")
    assert vote["notes"].startswith("Tuesday 23 February 2021 is off the pattern")
    assert client.get(f"/meetings/?{THEN}&format=xlsx").content[:2] == b"PK"
    assert b"Working Group" in client.get(f"/meetings/?{THEN}&format=csv").content


@pytest.mark.inventory("G01")
@pytest.mark.inventory("G02", partial="the meetings and decisions of the CSC; its views are recorded elsewhere")
def test_a_meeting_has_its_page_with_what_is_put_and_decided(client):
    decisions.load()
    example.load()
    panel = html(client.get(f"/meetings/panel-2021-03-12/?{THEN}"))
    for said in (
        "SEC Panel, meeting 90, 12 March 2021",
        "Friday 5 March 2021, 5 Working Days before the meeting",
        "What was on its agenda is not recorded.",
        "Put to it",
        "AGREE that MP147 goes to the Report Phase",
        "No document that is open to you was known",
    ):
        assert said in panel, said
    vote = html(client.get(f"/meetings/change_board-2021-02-23/?{THEN}"))
    for said in (
        "Decided that day",
        "Recommended to the Authority for approval",
        "off the pattern",
        "MP139 at CSR:400",
    ):
        assert said in vote, said
    assert "Paper Day" not in vote[vote.index("<dl") : vote.index("</dl>")]


@pytest.mark.inventory("G16")
def test_a_meeting_has_its_agenda_and_what_came_of_it(loaded, client):
    do("record_meeting", _from="2021-03-08", body="WG", day="2021-03-03", mode="teleconference", agenda=example.AGENDA,
       outcomes=[{"proposal": "MP099", "words": "No <b>consensus</b>"}])  # fmt: skip
    page = html(client.get("/meetings/working_group-2021-03-03/"))
    for said in ("Teleconference", "MP116", "Service Request Forecasting", "No &lt;b&gt;consensus&lt;/b&gt;"):
        assert said in page, said


def test_what_was_decided_stands_beside_the_agenda(client):
    decisions.load()
    do("record_meeting", _from="2021-03-05", body="CB", day="2021-02-23", agenda=["MP077", "MP139"])
    page = html(client.get("/meetings/change_board-2021-02-23/"))
    agenda = page[page.index('<h2 id="agenda">') : page.index("<h2>Decided that day</h2>")]
    assert '<a href="/decisions/change_board-2021-02-23-0077-approved/">Approved</a>' in agenda
    assert "not recorded" in agenda[agenda.index("MP139") :]


def test_a_moved_meeting_shows_its_days(loaded, client):
    do("move_meeting", _from="2021-03-20", meeting="working_group-2021-04-07", day="2021-04-14", reason="Easter")
    page = html(client.get("/meetings/working_group-2021-04-07/?as_at=2021-03-20"))
    for said in ("Working Group, 14 April 2021", "Its day over time", "Wednesday 7 April 2021", "Easter"):
        assert said in page, said
    do("drop_meeting", _from="2021-03-22", meeting="working_group-2021-04-07", reason="Nothing to discuss")
    dropped = html(client.get("/meetings/working_group-2021-04-07/?as_at=2021-03-22"))
    assert "dropped" in dropped
    assert "Nothing to discuss" in dropped


def test_sources_of_a_meeting_stand_side_by_side(loaded, client):
    for name, day in (("one", "2021-02-23"), ("other", "2021-02-24")):
        do("register_document", sha256=sha(name), title=f"The {name}", kind="paper", published="2021-03-05")
        do("record_claim", document=sha(name), subject="meeting:change_board-2021-02-23", property="meeting.date",
           value=day, locator="CSR:384")  # fmt: skip
    page = html(client.get(f"/meetings/change_board-2021-02-23/?{THEN}"))
    assert "Sources disagree: Date of meeting" in page


def test_the_reference_of_a_paper_leads_to_its_meeting(loaded, client):
    answer = client.get(f"/meetings/SECP_90_1203_18/?{THEN}")
    assert (answer.status_code, answer["Location"]) == (302, "/meetings/panel-2021-03-12/?as_at=2021-03-05")
    assert client.get("/meetings/SECP_89_1202/").status_code == 404
    assert client.get("/meetings/panel-2021-03-13/").status_code == 404
    assert client.get("/meetings/panel-2021-03-12/nothing/").status_code == 404


@pytest.mark.any_database
@pytest.mark.parametrize("size", [1, 30])
def test_the_pages_take_as_many_queries_for_one_as_for_thirty(client, size):
    for n in range(1, size + 1):
        registered(f"MP{n:03d}", f"Title {n}", "2020-01-01")
        day = f"2021-0{1 + n % 2}-{1 + n // 2:02d}"
        do("record_meeting", _from="2021-03-05", body="opsg", day=day, agenda=[f"MP{n:03d}"])
    with CaptureQueriesContext(connection) as seen:
        client.get(f"/meetings/?{THEN}")
    assert len(seen) == 2
    with CaptureQueriesContext(connection) as seen:
        client.get(f"/meetings/opsg-2021-02-01/?{THEN}")
    assert len(seen) == 9


def test_the_panel_of_a_proposal_takes_one_query(loaded):
    request = type("Request", (), {"lens": lens("2021-03-05"), "GET": {}})()
    with count(1):
        table = tables.panel(request, line("0104"))
    (row,) = static_view(table, "meetings").rows
    assert [cell.text or cell.unknown or cell.parts[0].text for cell in row] == [
        "3 March 2021",
        "Working Group",
        "held",
        "not recorded",
    ]
    with count(1):
        assert tables.panel(request, line("9999")) is None


@pytest.mark.any_database
def test_the_acts_are_forms(loaded, clerk):
    page = html(clerk.get("/meetings/"))
    assert all(f"/meetings/{name}/" in page for name in ("plan", "record"))
    answer = send(
        clerk,
        "/meetings/plan/",
        body="csc",
        day="30 March 2021",
        agenda="MP099\nMP104",
        agenda_announced="16 March 2021",
        effective="5 March 2021",
    )
    here = "/meetings/csc-2021-03-30"
    assert (answer.status_code, answer["Location"]) == (303, f"{here}/")
    page = html(clerk.get(f"{here}/?{THEN}"))
    assert "/meetings/record/?body=csc&amp;day=2021-03-30" in page
    answer = send(clerk, f"{here}/move/", day="31 March 2021", reason="The room", effective="8 March 2021")
    assert answer.status_code == 303
    form = clerk.get("/meetings/record/?body=csc&day=2021-03-31").content.decode()
    assert 'value="2021-03-31"' in form
    answer = send(
        clerk,
        "/meetings/record/",
        body="csc",
        day="31 March 2021",
        mode="teleconference",
        agenda="MP099\nMP104",
        outcomes="MP104: a second meeting",
    )
    assert answer["Location"] == f"{here}/"
    one = queries.meeting(lens(), "csc-2021-03-30")
    assert (one.state.value, one.mode, one.agenda[1].outcome) == ("held", "teleconference", "a second meeting")
    assert f"{here}/withdraw/" in html(clerk.get(f"{here}/"))
    assert send(clerk, f"{here}/withdraw/", reason="Misread")["Location"] == "/meetings/"
    answer = send(clerk, f"{here}/drop/", reason="Not needed", effective="1 April 2021")
    assert answer.status_code == 303


def test_a_refusal_stays_at_its_field(loaded, clerk):
    page = clerk.get("/meetings/record/").content.decode()
    carried = re.search(r'name="carried" value="([^"]+)"', page)[1]
    typed = {"body": "csc", "day": "30 March 2021", "agenda": "MP099", "outcomes": "a second meeting"}
    answer = clerk.post("/meetings/record/", {**typed, "carried": carried})
    assert answer.status_code == 422
    assert "Write a number, a colon and what came of it, not “a second meeting”." in answer.content.decode()
    answer = clerk.post("/meetings/record/", {**typed, "outcomes": "MP104: x", "carried": carried})
    assert "MP104 is not on the agenda that is given" in answer.content.decode()


def test_the_public_is_sent_to_sign_in(loaded, client):
    for address in ("plan", "record", "panel-2021-03-12/move", "panel-2021-03-12/drop"):
        answer = client.get(f"/meetings/{address}/")
        assert answer.status_code == 302
        assert answer["Location"].startswith("/account/sign-in/")


def test_what_sources_say_links_back_to_the_page():
    from codeclerk.sources.rules.vocabulary import subject_kinds

    assert subject_kinds()["meeting"].href("panel-2021-03-12") == "/meetings/panel-2021-03-12/"


@pytest.mark.inventory("A27")
def test_a_reference_in_a_text_leads_to_the_meeting_that_it_cites(client):
    do("record_meeting", _from="2019-11-15", body="panel", day="2019-11-15")
    registered("MP092", "Methodology")
    do("hold_proposal", proposal="MP092", reason="As agreed under SECP_74_1511, not under SECP_74_1512 or XYZ_74_1511.")
    page = client.get("/proposals/MP092/").content.decode()
    assert (
        'As agreed under <a href="/meetings/SECP_74_1511/">SECP_74_1511</a>, not under SECP_74_1512 or XYZ_74' in page
    )
    there = client.get("/meetings/SECP_74_1511/", follow=True)
    assert there.redirect_chain[-1][0].startswith("/meetings/panel-2019-11-15/")
    assert "15 November 2019" in there.content.decode()
