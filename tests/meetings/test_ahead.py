"""What is due before meetings: papers by their Paper Day, and provisional agendas."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from codeclerk.cli import main
from codeclerk.meetings import queries
from codeclerk.meetings.queries.running import course_of
from tests.meetings import example as made
from tests.register.support import do, lens, registered
from tests.register.support import queries as count
from tests.support.pages import html

THEN = "as_at=2021-03-05&known_at=2021-03-05"


def rows(client, page, query=THEN):
    return json.loads(client.get(f"/meetings/{page}/?{query}&format=json").content)["rows"]


@pytest.mark.inventory("C13")
def test_G060_what_is_due_by_the_paper_day_of_5_march_2021_is_listed(example, client):
    found = rows(client, "papers-due")
    assert {row["paper_day"] for row in found} == {"2021-03-05"}
    assert {row["day"] for row in found} == {"2021-03-12"}
    assert [row["proposal"] for row in found] == ["MP077", "DP096", "MP147", "DP149"]
    by_number = {row["proposal"]: row for row in found}
    assert by_number["DP096"]["asks"]
    assert by_number["MP147"]["title"].startswith("SMKI Full Extract")
    page = html(client.get(f"/meetings/papers-due/?{THEN}"))
    assert "due today" in page
    assert 'href="/meetings/panel-2021-03-12/' in page
    assert "were due" in html(client.get("/meetings/papers-due/?as_at=2021-03-08&known_at=2021-03-08"))
    assert rows(client, "papers-due", "as_at=2021-03-13&known_at=2021-03-13") == []


@pytest.mark.inventory("G18", partial="the data and its page; the table of the update to another code is a paper's")
def test_the_groups_have_their_proposals_and_last_meetings(example, client):
    rows = json.loads(client.get("/meetings/groups/?as_at=2016-11-09&format=json").content)["rows"]
    assert [row["group"] for row in rows] == [f"Working Group {n}" for n in range(1, 6)]
    first = rows[0]
    assert first["last"] == "Thursday 27 October 2016"
    assert first["proposals"] == ["SECMP0002", "SECMP0005", "SECMP0006"]


@pytest.mark.inventory("C14")
def test_the_provisional_agenda_of_7_april_2021_is_announced_on_24_march(example, client):
    (row,) = rows(client, "agendas")
    assert (row["announced"], row["sure"], row["standing"]) == ("2021-03-24", "reported", "being drawn up")
    assert row["day"] == "Wednesday 7 April 2021"
    (row,) = rows(client, "agendas", "as_at=2021-03-24")
    assert row["standing"] == "announced today"
    assert "Provisional agendas" in html(client.get(f"/meetings/agendas/?{THEN}"))


@pytest.mark.django_db
@pytest.mark.inventory("C14")
def test_what_is_on_a_provisional_agenda_stands_there_until_the_meeting_is_held(client):
    made.proposals()
    do("plan_meeting", _from="2021-03-05", _known="2021-03-05", body="Working Group", day="2021-04-07",
       agenda=["MP099", "MP104"])  # fmt: skip
    (row,) = rows(client, "agendas", "as_at=2021-03-30")
    # No source gives the day: two weeks before, by the rule, which is inferred.
    assert (row["announced"], row["sure"], row["standing"]) == ("2021-03-24", "inferred", "announced")
    assert row["agenda"] == ["MP099", "MP104"]
    do("record_meeting", _from="2021-04-07", body="Working Group", day="2021-04-07")
    assert rows(client, "agendas", "as_at=2021-04-07") == []


@pytest.mark.django_db
def test_a_meeting_with_a_paper_day_and_no_agenda_is_named(client):
    do("plan_meeting", _from="2021-03-05", _known="2021-03-05", body="Panel", day="2021-03-12")
    page = html(client.get(f"/meetings/papers-due/?{THEN}"))
    assert "No paper is due" in page
    assert "SEC Panel, meeting 90</a> on Friday 12 March 2021: papers by Friday 5 March 2021." in page
    assert "No provisional agenda" in html(client.get(f"/meetings/agendas/?{THEN}"))


@pytest.mark.django_db
@pytest.mark.parametrize("size", [1, 12])
def test_as_many_queries_for_one_paper_as_for_twelve(client, size):
    numbers = [f"MP{n:03d}" for n in range(1, size + 1)]
    for number in numbers:
        registered(number, f"Title of {number}", "2020-01-01")
    do("plan_meeting", _from="2021-03-05", _known="2021-03-05", body="Panel", day="2021-03-12", agenda=numbers)
    with count(3):
        assert len(rows(client, "papers-due")) == size


@pytest.mark.django_db
def test_the_command_line_lists_both():
    made.load()
    do("plan_meeting", _from="2021-03-05", _known="2021-03-05", body="Panel", day="2021-04-09", agenda=["MP099"])

    def run(*arguments):
        done = CliRunner().invoke(main, ["meeting", *arguments, "--as-at", "2021-03-06"])
        assert done.exit_code == 0
        return done.stdout

    assert run("papers") == "2021-03-31  SEC Panel, meeting 91 on 2021-04-09  MP099\n"
    (due,) = json.loads(run("papers", "--format", "json"))
    assert (due["paper_day"], due["meeting"], due["proposal"]["number"]) == (
        "2021-03-31", "panel-2021-04-09", "MP099")  # fmt: skip
    assert run("agendas") == "2021-03-24  Working Group on 2021-04-07  nothing recorded yet\n"
    assert json.loads(run("agendas", "--format", "json"))[0]["is_inferred"] is False


def course(day, key):
    looking = lens(day)
    return course_of(looking, queries.meeting(looking, key))


@pytest.mark.inventory("G19", "G20", "G21")
def test_what_came_of_the_groups_of_2016_is_told_as_outcomes_with_what_follows(example):
    meeting = queries.meeting(lens("2016-11-09"), "working_group_1-2016-10-27")
    assert meeting.mode == "teleconference"
    found = course("2016-11-09", meeting.key)
    assert {one.proposal: one.came.outcome for one in found.items} == {
        "SECMP0002": "seek_input",
        "SECMP0005": "no_consensus",
        "SECMP0006": "proceed_to_consultation",
    }
    by_number = {one.proposal: one.outcome for one in found.items}
    assert by_number["SECMP0002"].startswith("Input is asked of the Security Sub-Committee; a question")
    assert by_number["SECMP0005"] == (
        "No consensus: the group meets again, in person, to finish the solution; in November 2016"
    )
    (action,) = found.actions
    assert (action.name, action.owner_name) == ("ACTION 1 of 27 October 2016", "Secretariat")
    other = {one.proposal: one.came.outcome for one in course("2016-11-09", "working_group_2-2016-10-18").items}
    assert other == {
        "SECMP0011": "request_assessment",
        "SECMP0004": "proceed_to_consultation",
        "SECMP0008": "proceed_to_consultation",
    }


@pytest.mark.inventory("G14")
def test_printed_references_name_their_items_and_no_number_is_made_up(example):
    items = course("2021-03-05", "panel-2021-03-12").items
    numbered = [(one.reference, one.name, one.action) for one in items if one.is_numbered]
    assert numbered == [("SECP_90_1203_18", "Change Status Report", "For Information")]
    assert {one.reference for one in items if not one.is_numbered} == {""}
    december = course("2020-12-04", "panel-2020-12-11").items
    assert {(one.reference, one.action) for one in december} == {("SECP_87_1112_18", "For Decision")}
    assert [one.proposal for one in december] == ["MP092", "MP106", "MP139", "DP144"]
