"""`codeclerk decision`."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from codeclerk.cli import main
from tests.decisions import example
from tests.register.support import do
from tests.support.records import loaded_once

pytestmark = pytest.mark.django_db
loaded = loaded_once(example.load)


def run(*arguments):
    return CliRunner().invoke(main, ["decision", "list", *arguments])


def test_list_as_it_stood_on_a_day(loaded):
    done = run("--as-at", "2021-03-05", "--body", "CB", "--outcome", "approved", "--format", "json")
    assert done.exit_code == 0
    rows = json.loads(done.stdout)
    assert [row["key"] for row in rows] == [
        "change_board-2021-02-23-0077-approved",
        "change_board-2021-02-23-0146-approved",
    ]
    assert rows[0]["review"] == {
        "to": {"id": "panel", "name": "SEC Panel"},
        "about": "the implementation date in the November 2021 Release",
        "meeting": "2021-03-12",
        "settled": False,
        "outcome": None,
        "settled_on": None,
    }
    assert (rows[0]["when"], rows[0]["objectives"], rows[1]["review"]) == ("2021-02-23", ["a"], None)
    text = run("--as-at", "5 March 2021").stdout
    assert "23 Feb 2021  Change Board         MP077      Approved on (a)" in text
    assert "23 Feb 2021  Change Sub-Committee DP149      Ready for conversion" in text


def test_a_month_and_what_waits_for_the_authority(loaded):
    do("record_decision", _from="2021-03-05", when="January 2021", body="panel", proposal="MP077", outcome="derogation")
    assert run("--month", "Jan 2021").stdout == "Jan 2021     SEC Panel            MP077      Derogation granted\n"
    assert run("--awaiting", "--month", "2021-02").stdout.split()[5:7] == ["SECMP0015", "Recommended"]
    assert run("--as-at", "2021-03-05", "--month", "2020-01").stdout == "No decisions.\n"


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (("--body", "Chnge Board"), "Did you mean"),
        (("--outcome", "aproved"), "Did you mean 'Approved'?"),
        (("--month", "soon"), "cannot be read"),
        (("--as-at", "2010-01-01"), "before the register begins"),
    ],
)
def test_what_cannot_be_answered_is_exit_code_2(loaded, given, words):
    done = run(*given)
    assert (done.exit_code, done.stdout) == (2, "")
    assert words in done.stderr


def test_without_decisions_nothing_is_listed():
    assert run().stdout == "No decisions.\n"
