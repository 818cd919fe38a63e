"""What is due and what is late: promised answers, discussions that go on, meetings, consultations, assessments."""

from __future__ import annotations

import json
import re

import pytest
from click.testing import CliRunner

from codeclerk.cli import main
from codeclerk.site import queries
from tests.register.support import do, registered
from tests.register.support import lens as looking
from tests.register.support import queries as count


def rows(client, day, query=""):
    return json.loads(client.get(f"/due/?as_at={day}&known_at={day}&format=json&{query}").content)["rows"]


def about(client, day, number):
    return [(row["day"], row["standing"], row["what"]) for row in rows(client, day) if row["proposal"] == number]


@pytest.mark.inventory("C21")
def test_a_promised_answer_is_late_once_its_day_has_passed(example, client):
    # The TABASC was to answer by 4 November 2016, and the paper of 9 November does not say that it did (DCUSA:567-571).
    (one,) = about(client, "2016-11-09", "SECMP0013")
    assert one == ("2016-11-04", "late", "TABASC gives its view on the three options for a solution")
    late = rows(client, "2016-11-09", "standing=late&q=TABASC")
    assert "no source says that it happened" in late[0]["why"]
    assert "DCUSA:567-571" in late[0]["why"]


@pytest.mark.inventory("C21")
def test_a_group_that_meets_again_is_due_in_its_month_and_late_after_it(example, client):
    # Working Group 1 was to meet again in November 2016 (DCUSA:518-522).
    what = "Working Group 1 meets again in person to finish the solution"
    assert about(client, "2016-11-09", "SECMP0005") == [("2016-11-30", "later", what)]
    late = json.loads(client.get("/due/?as_at=2016-12-01&known_at=2016-11-09&format=json").content)["rows"]
    assert [(row["standing"], row["what"]) for row in late if row["proposal"] == "SECMP0005"] == [("late", what)]


def test_what_was_promised_for_an_assessment_and_did_not_come_is_late(example, client):
    assert about(client, "2021-03-05", "MP107")[0][1:] == ("later", "Impact Assessment expected from the DCC, late")
    late = about(client, "2021-03-22", "MP107")
    assert ("2021-03-19", "late", "Impact Assessment was to come from the DCC") in late


def test_meetings_and_consultations_that_nobody_confirmed_are_late(example, client):
    found = {row["what"]: row for row in rows(client, "2021-05-11")}
    assert found["The Working Group was to meet"]["standing"] == "late"
    assert found["Modification Report Consultation was to be issued"]["proposal"] in ("MP147", "MP106")


def test_the_page_is_reached_from_the_home_page_and_says_why(example, client):
    home = client.get("/?as_at=2021-03-05").content.decode()
    assert 'href="/due/?as_at=2021-03-05"' in home
    page = re.sub(r"\s+", " ", client.get("/due/?as_at=2021-03-05").content.decode())
    for said in ("Due and late", "Late or not confirmed", "Papers for the SEC Panel of 12 March 2021"):
        assert said in page, said
    assert client.get("/due/?as_at=2021-03-05&format=csv").status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("size", [1, 20])
def test_as_many_queries_for_one_as_for_twenty(size):
    for n in range(1, size + 1):
        registered(f"MP{n:03d}", f"Title {n}", "2020-01-01")
        entries = [{"label": "The TABASC answers", "when": "2020-02-03"}, {"label": "It goes on", "when": "2021-03-09"}]
        do("set_timetable", _from="2020-01-02", proposal=f"MP{n:03d}", entries=entries)
    with count(10):
        found = queries.everything_due(looking("2021-03-05"))
    assert [one.what for one in found] == ["The TABASC answers"] * size + ["It goes on"] * size


@pytest.mark.django_db
def test_what_is_recorded_as_happened_is_late_no_more():
    registered("MP001", "Title", "2020-01-01")
    do("set_timetable", _from="2020-01-02", proposal="MP001",
       entries=[{"label": "The TABASC answers", "when": "2020-02-03"}])  # fmt: skip
    day = looking("2020-02-10")
    (late,) = queries.everything_due(day)
    assert late.what == "The TABASC answers"
    do("record_event", _from="2020-02-05", proposal="MP001", key="the-tabasc-answers", when="2020-02-05")
    assert queries.everything_due(looking("2020-02-10")) == ()


@pytest.mark.django_db
def test_the_command_line_reminds_and_leaves_with_1_when_something_is_late():
    registered("MP001", "Title", "2020-01-01")
    do("set_timetable", _from="2020-01-02", proposal="MP001",
       entries=[{"label": "The TABASC answers", "when": "2020-02-03"}])  # fmt: skip

    def run(*arguments):
        return CliRunner().invoke(main, ["due", *arguments])

    done = run("--as-at", "2020-02-10")
    assert (done.exit_code, done.stdout) == (1, "2020-02-03  late   MP001      The TABASC answers\n")
    done = run("--as-at", "2020-02-01", "--format", "json")
    assert done.exit_code == 0
    assert [(row["standing"], row["proposal"]) for row in json.loads(done.stdout)] == [("soon", "MP001")]
    assert run("--as-at", "2020-02-01", "--late").stdout == "Nothing is due.\n"
    assert run("--weeks", "-1").exit_code == 2
