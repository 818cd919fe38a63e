"""The pages of a meeting that is run: agenda, pack, attendance, actions, and what they keep from whom."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile

import pytest
from icalendar import Calendar

from codeclerk.kernel import clock
from codeclerk.meetings import queries
from codeclerk.meetings.queries.running import course_of
from tests.meetings import panel
from tests.meetings.panel import CLERK, DAY, KEY, SECRET
from tests.register.support import do, lens
from tests.register.support import queries as count
from tests.register.test_forms import send
from tests.support.pages import html
from tests.support.records import loaded_once
from tests.votes import support as votes

pytestmark = pytest.mark.django_db
HERE = f"/meetings/{KEY}"
held = loaded_once(panel.loaded_and_run)
planned = loaded_once(panel.load)


def opened(response):
    assert response.status_code == 200, response.content[:500]
    return zipfile.ZipFile(io.BytesIO(response.content))


@pytest.mark.inventory("G01")
def test_a_meeting_shows_its_agenda_papers_attendance_and_actions(held, client):
    page = html(client.get(f"{HERE}/"))
    for said in (
        "SECP_90_1203_18",
        "For Decision",
        "AGREE that MP147 goes to the Report Phase",
        "Verbal update",
        "The trial goes well.",
        "1 item is not open to you.",
        "By telephone",
        "Northwind Supply",
        "Guests: DCC (3).",
        "Quorum: not known.",
        "It raised the proposal",
        "ACTION 90/1",
        "Secretariat",
        "No consensus: a paper in April",
        "White pack (ZIP)",
    ):
        assert said in page, said
    for kept in (SECRET, "quarrel", "adaline", "Adaline", "ACTION 90/2", "Red pack", "SECP_90_1203_19"):
        assert kept not in page, kept


@pytest.mark.any_database
@pytest.mark.parametrize(
    "address",
    [
        f"{HERE}/run/",
        f"{HERE}/run/?item=i2",
        f"{HERE}/?format=json",
        "/meetings/",
        "/meetings/actions/",
        "/meetings/interests/",
        "/meetings/groups/",
        "/meetings/calendar/?body=panel&year=2021",
        "/meetings/calendar.ics",
        "/due/",
        "/",
        f"/api/v1/meetings/{KEY}",
        "/search/?q=quarrel",
    ],
)
def test_no_page_tells_the_public_of_a_closed_item(held, client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    said = answer.content.decode().replace("q=quarrel", "").replace('value="quarrel"', "")
    for kept in (SECRET, "Settle the quarrel", "quarrel goes on", "Adaline"):
        assert kept not in said, kept


def test_the_clerk_sees_closed_items_and_who_sat_where(held, clerk):
    page = html(clerk.get(f"{HERE}/"))
    for said in (SECRET, "Noted; the quarrel goes on", "ACTION 90/2", "late", "Red pack (ZIP)", "Run the meeting"):
        assert said in page, said
    assert "are not open to you" not in page


@pytest.mark.inventory("G01")
def test_a_pack_holds_the_agenda_and_every_paper_that_its_readers_may_see(held, client):
    answer = client.get(f"{HERE}/pack/")
    assert answer["Content-Disposition"] == f'attachment; filename="{KEY}-white-pack.zip"'
    pack = opened(answer)
    assert pack.namelist() == ["agenda.html", "agenda.csv", "18-SECP_90_1203_18.txt"]
    assert pack.read("18-SECP_90_1203_18.txt") == panel.WHITE
    rows = list(csv.DictReader(io.StringIO(pack.read("agenda.csv").decode("utf-8-sig"))))
    assert [(row["Item"], row["File"]) for row in rows][:2] == [("1", ""), ("18", "18-SECP_90_1203_18.txt")]
    assert "1 item of the agenda is not open to you." in pack.read("agenda.html").decode()
    assert client.get(f"{HERE}/pack/").content == answer.content
    assert client.get(f"{HERE}/pack/?classification=red").status_code == 403
    assert client.get(f"{HERE}/pack/?classification=Blue").status_code == 422


@pytest.mark.inventory("G01")
def test_a_red_paper_in_a_white_pack_is_refused_by_name_with_the_remedy(held, clerk):
    answer = clerk.get(f"{HERE}/pack/?classification=White")
    assert answer.status_code == 409
    page = re.sub(r"\s+", " ", answer.content.decode())
    assert "paper SECP_90_1203_19 is Red, and the pack is White" in page
    assert "Make the pack Red, or leave item 19 out of it." in page
    assert opened(clerk.get(f"{HERE}/pack/?classification=Red")).read("19-SECP_90_1203_19.txt") == panel.RED
    assert "19-SECP" not in str(opened(clerk.get(f"{HERE}/pack/?without=19")).namelist())


def test_a_paper_that_is_held_closer_later_leaves_the_pack_of_the_public(held, client):
    do("classify_document", sha256=panel.digest(panel.WHITE), classification="Amber", reason="A mistake")
    assert opened(client.get(f"{HERE}/pack/")).namelist() == ["agenda.html", "agenda.csv"]


def test_a_meeting_is_run_item_by_item(planned, clerk):
    page = html(clerk.get(f"{HERE}/run/"))
    assert "Item 1, Minutes of the last meeting" in page
    assert "Next: Item 18, MP147: SMKI Full Extract" in page
    answer = send(clerk, f"{HERE}/outcome/?item=i1&then=run", outcome="approved")
    assert (answer.status_code, answer["Location"]) == (303, f"{HERE}/run/?item=i1")
    page = html(clerk.get(f"{HERE}/run/"))
    assert "Item 18, MP147" in page
    assert "1 item has an outcome." in page
    send(clerk, f"{HERE}/verbal/?item=i3&then=run", words="All is well")
    send(clerk, f"{HERE}/interest/?item=0147&then=run", who="Gridly Networks", words="It owns the site")
    send(
        clerk,
        f"{HERE}/action/?item=0147&then=run",
        what="Write to the DCC",
        owner="role:secretariat",
        due="1 April 2021",
    )
    page = html(clerk.get(f"{HERE}/run/?item=0147"))
    for said in ("Gridly Networks: It owns the site (took no part)", "ACTION 90/1 for Secretariat: Write to the DCC"):
        assert said in page, said


@pytest.mark.any_database
def test_attendance_has_one_answer_for_each_seat(planned, clerk):
    page = html(clerk.get(f"{HERE}/attendance/"))
    assert "Large Supplier 1" in page
    names = re.findall(r'name="(seats__[^"]+)"', page)
    typed = dict.fromkeys(names, "") | {names[0]: "present", "guests": "Ofgem: 2"}
    assert send(clerk, f"{HERE}/attendance/", **typed).status_code == 303
    looking = lens(DAY, None, CLERK)
    found = course_of(looking, queries.meeting(looking, KEY))
    assert [one.how.value for one in found.there] == ["present"]
    assert [(one.organisation, one.number) for one in found.guests] == [("Ofgem", 2)]
    answer = clerk.get(f"{HERE}/attendance/")
    assert "Ofgem: 2" in answer.content.decode()


@pytest.mark.any_database
def test_items_are_put_changed_ordered_and_taken_off(planned, clerk):
    answer = send(clerk, f"{HERE}/item/", title="Any other business", kind="any_other", classification="White")
    assert answer.status_code == 303
    form = html(clerk.get(f"{HERE}/item/?item=i3"))
    assert 'value="News of the DCC"' in form
    answer = send(clerk, f"{HERE}/item/?item=i3", title="News", kind="verbal", classification="White",
                  asks="note the news")  # fmt: skip
    assert answer.status_code == 303
    assert send(clerk, f"{HERE}/order/", order="i4\ni3").status_code == 303
    assert send(clerk, f"{HERE}/take-off/", item="i1").status_code == 303
    looking = lens(None, None, CLERK)
    found = course_of(looking, queries.meeting(looking, KEY))
    assert [one.name for one in found.items][:2] == ["Any other business", "News"]
    assert found.items[1].item.asks == ("NOTE the news",)
    assert "i1" not in {one.key for one in found.items}


@pytest.mark.any_database
def test_the_agenda_is_filled_with_one_click_after_a_look(planned, clerk):
    do("plan_meeting", _from="2021-03-15", body="Panel", day="2035-04-13")
    here = "/meetings/panel-2035-04-13/fill/"
    do("give_action", _from=DAY, meeting=KEY, what="x", owner="panel")
    page = html(clerk.get(here))
    assert "1 action of earlier meetings is still open." in page
    assert send(clerk, here, chosen=["actions"]).status_code == 303


@pytest.mark.any_database
def test_actions_are_listed_ended_and_carried(held, clerk):
    rows = json.loads(clerk.get("/meetings/actions/?as_at=2021-04-05&format=json").content)["rows"]
    assert [(row["name"], row["state"]) for row in rows] == [("ACTION 90/1", "overdue"), ("ACTION 90/2", "overdue")]
    assert send(clerk, f"/meetings/actions/{KEY}-a1/end/", state="done", effective="6 April 2021").status_code == 303
    assert clerk.get(f"/meetings/actions/{KEY}-a9/end/").status_code == 404
    do("plan_meeting", _from="2021-03-15", body="Panel", day="2021-04-09")
    answer = send(clerk, f"/meetings/actions/{KEY}-a2/carry/", to="panel-2021-04-09", reason="Not yet")
    assert answer.status_code == 303
    assert "ACTION 90/2" in html(clerk.get("/meetings/panel-2021-04-09/"))


def test_the_interest_register_lists_what_is_open(held, client):
    do("declare_interest", _from=DAY, meeting=KEY, item="i2", who="Gridly Networks", words="Party to the contract")
    rows = json.loads(client.get("/meetings/interests/?format=json").content)["rows"]
    assert [(row["item"], row["who"], row["part"]) for row in rows] == [("MP147", "Large Supplier 1", "No")]
    with count(5):
        client.get("/meetings/interests/")


def test_the_page_of_a_meeting_that_happened_takes_a_constant_number_of_queries(held, client):
    with count(11):
        client.get(f"{HERE}/")


def test_running_a_meeting_shows_what_was_decided_that_day_on_an_item(held, client):
    assert "Decided that day" not in html(client.get(f"{HERE}/run/?item=0147"))
    made = do("record_decision", _from=DAY, body="panel", proposal="MP147", outcome="to_report_phase")
    page = html(client.get(f"{HERE}/run/?item=0147"))
    assert f'href="/decisions/{made["decision"]}/"' in page[page.index("Decided that day") :]
    assert 'href="/proposals/MP147/"' in page


def test_the_votes_of_a_meeting_stand_on_its_page(client):
    votes.board()
    do("plan_meeting", body="change_board", day=clock.today().isoformat())
    votes.opened(meeting=clock.today().isoformat())
    page = html(client.get(f"/meetings/change_board-{clock.today().isoformat()}/"))
    assert '<h2 id="votes">Votes</h2>' in page
    assert f"/votes/{votes.KEY}/" in page


# --- the calendar ------------------------------------------------------------------


def test_a_year_shows_what_is_planned_and_what_the_pattern_gives(planned, client):
    address = "/meetings/calendar/?body=panel&year=2021&as_at=2021-03-05"
    rows = json.loads(client.get(f"{address}&format=json").content)["rows"]
    assert [(row["day"], row["paper_day"]) for row in rows][:2] == [("2021-03-12", "2021-03-05"),
                                                                    ("2021-04-09", "2021-03-31")]  # fmt: skip
    assert len(rows) == 10
    page = html(client.get(address))
    for said in ("by its pattern", "The body chooses: Friday 9 April 2021 or Friday 16 April 2021.", "calendar.ics?"):
        assert said in page, said
    assert client.get("/meetings/calendar/?body=nothing").status_code == 422
    assert client.get("/meetings/calendar/?year=x").status_code == 422


@pytest.mark.any_database
def test_a_calendar_is_planned_with_one_choice_for_each_month(planned, clerk):
    ask = html(clerk.get("/meetings/plan-calendar/"))
    assert "You choose the days on the next page." in ask
    refused = clerk.get("/meetings/plan-calendar/?body=opsg&first=2030-01-01&last=2030-03-01")
    assert refused.status_code == 422
    assert "No source says when the Operations Group meets" in refused.content.decode() or "no source says" in (
        refused.content.decode()
    )
    here = "/meetings/plan-calendar/?body=working_group&first=2030-01-01&last=2030-03-31"
    page = html(clerk.get(here))
    assert "Tuesday 1 January 2030" not in page
    assert "Wednesday 2 January 2030" in page
    answer = send(clerk, here, days__0="2030-01-02", days__1="none", days__2="2030-03-06")
    assert answer["Location"] == "/meetings/calendar/?body=working_group&year=2030"
    found = queries.meetings(lens("2030-01-01"), body="working_group")
    assert [one.day.isoformat() for one in found] == ["2030-01-02", "2030-03-06"]


def entries(client, query=""):
    made = Calendar.from_ical(client.get(f"/meetings/calendar.ics{query}").content)
    return {str(one["uid"]): one for one in made.walk("VEVENT")}


def test_a_calendar_entry_keeps_its_id_while_it_moves_and_is_cancelled(planned, client):
    (uid, first), *rest = entries(client, "?body=Panel").items()
    assert not rest
    assert (str(first["summary"]), first["dtstart"].dt.isoformat(), first["status"]) == (
        "SEC Panel, meeting 90", DAY, "CONFIRMED")  # fmt: skip
    do("move_meeting", _from="2021-03-08", meeting=KEY, day="2021-03-19", reason="The room")
    moved = entries(client)[uid]
    assert moved["dtstart"].dt.isoformat() == "2021-03-19"
    assert moved["sequence"] == first["sequence"] + 1
    do("drop_meeting", _from="2021-03-10", meeting=KEY, reason="Nothing to decide")
    dropped = entries(client)[uid]
    assert (dropped["status"], dropped["sequence"]) == ("CANCELLED", first["sequence"] + 2)
    assert "Nothing to decide" in str(dropped["description"])
    assert client.get("/meetings/calendar.ics?body=x").status_code == 422


def test_a_closed_item_changes_no_entry(planned, client):
    (first,) = entries(client).values()
    do("record_outcome", _from=DAY, meeting=KEY, item="i2", outcome="noted")
    (after,) = entries(client).values()
    assert after["sequence"] == first["sequence"]


def test_overdue_actions_stand_on_the_desk_and_in_what_is_due(held, clerk):
    desk = html(clerk.get("/desk/?as_at=2021-04-05"))
    assert "Actions of meetings" in desk
    assert "Bring a paper on MP077" in desk
    due = html(clerk.get("/due/?as_at=2021-04-05"))
    assert "ACTION 90/1 for Secretariat: Bring a paper on MP077" in due
    assert "Settle the quarrel" in due
    clerk.logout()
    assert "Settle the quarrel" not in html(clerk.get("/due/?as_at=2021-04-05"))


@pytest.mark.inventory("G01")
def test_a_derogation_that_the_panel_grants_stands_with_its_meeting(held, client):
    given = {"body": "SEC Panel", "rules": ["H8.3"], "starts": "1 April 2021", "until": "June 2021"}
    do("grant_derogation", _from=DAY, party="northwind", proposal="MP077", what="A trial of other hours.", **given)
    page = html(client.get(f"{HERE}/?as_at={DAY}"))
    decided = page[page.index("Decided that day") :]
    assert "MP077" in decided
    assert "erogation" in decided[: decided.index("</table>")]
