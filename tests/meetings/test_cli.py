"""`codeclerk meeting`."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from codeclerk.cli import main
from tests.meetings import example, panel
from tests.register.support import do
from tests.support.records import loaded_once

pytestmark = pytest.mark.django_db
loaded = loaded_once(example.load)


def run(*arguments):
    return CliRunner().invoke(main, ["meeting", "list", *arguments])


def test_list_as_it_stood_on_a_day(loaded):
    done = run("--as-at", "2021-03-05", "--body", "WG", "--format", "json")
    assert done.exit_code == 0
    rows = json.loads(done.stdout)
    assert [(row["key"], row["state"]) for row in rows] == [
        ("working_group-2021-02-03", "planned"),
        ("working_group-2021-03-03", "held"),
        ("working_group-2021-04-07", "planned"),
    ]
    assert [item["number"] for item in rows[1]["agenda"]] == example.AGENDA
    assert (rows[2]["agenda_announced"], rows[2]["agenda_due"], rows[2]["paper_day"]) == (
        "2021-03-24",
        "2021-03-24",
        None,
    )
    assert rows[0]["warnings"] == ["It was planned for 3 February 2021, and no source says that it was held."]
    text = run("--as-at", "5 March 2021", "--state", "planned").stdout
    assert "Friday 12 March 2021         SEC Panel, meeting 90        planned   Paper Day 5 March 2021\n" in text
    assert "CSC" not in text


def test_dropped_ones_are_listed_when_they_are_asked_for(loaded):
    do("drop_meeting", _from="2021-03-06", meeting="panel-2021-03-12", reason="Not needed")
    assert "panel-2021-03-12" not in run("--as-at", "2021-03-06", "--format", "json").stdout
    (one,) = json.loads(run("--as-at", "2021-03-06", "--state", "dropped", "--format", "json").stdout)
    assert (one["key"], one["days"][-1]) == (
        "panel-2021-03-12",
        {"said": "2021-03-06", "day": None, "reason": "Not needed"},
    )


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (("--body", "Pannel"), "Did you mean"),
        (("--state", "late"), "'late' is not one of"),
        (("--as-at", "2010-01-01"), "before the register begins"),
        (("--known-at", "soon"), "cannot be read as a date"),
    ],
)
def test_what_cannot_be_answered_is_exit_code_2(loaded, given, words):
    done = run(*given)
    assert (done.exit_code, done.stdout) == (2, "")
    assert words in done.stderr


def called(*arguments):
    done = CliRunner().invoke(main, ["meeting", *arguments])
    assert done.exit_code == 0, done.stderr
    return done.stdout


def test_the_days_of_a_calendar_are_proposed():
    said = called("calendar", "Panel", "--first", "2021-03-01", "--last", "2021-04-30")
    assert said.startswith("Friday 12 March 2021          Paper Day 5 March 2021  The body chooses")
    (one,) = json.loads(called("calendar", "WG", "--first", "2020-01-01", "--last", "2020-01-31", "--format", "json"))
    assert (one["day"], one["choice"]) == ("2020-01-02", ["2020-01-01"])
    assert called("calendar", "OPSG", "--first", "2021-01-01", "--last", "2021-04-30").startswith("No source says")


def test_an_agenda_and_its_actions_are_shown_to_everybody_as_far_as_they_are_open():
    panel.loaded_and_run()
    agenda = called("agenda", panel.KEY)
    assert "Item 18, MP147: SMKI Full Extract [For Decision]: Agreed\n" in agenda
    assert agenda.endswith("1 not open to you\n")
    value = json.loads(called("agenda", panel.KEY, "--format", "json"))
    assert (value["closed_items"], value["quorum"]["answer"]) == (1, "not known")
    assert panel.SECRET not in json.dumps(value)
    assert called("actions") == "ACTION 90/1  open  by 2021-04-01  Secretariat: Bring a paper on MP077\n"
    assert called("actions", "--body", "CSC", "--open") == "No actions.\n"
    assert called("fill", panel.KEY) == "Actions of earlier meetings: 1 action of earlier meetings is still open.\n"


def test_without_meetings_nothing_is_listed():
    assert run().stdout == "No meetings.\n"
