"""`codeclerk proposal`."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from codeclerk.cli import main
from tests.register import example
from tests.support.records import loaded_once

pytestmark = pytest.mark.django_db
loaded = loaded_once(example.load)


def run(*arguments):
    return CliRunner().invoke(main, ["proposal", *arguments])


def test_list_as_it_stood_on_a_day(loaded):
    done = run("list", "--as-at", "2020-12-05", "--stage", "define", "--format", "json")
    assert done.exit_code == 0
    rows = json.loads(done.stdout)
    assert [row["number"] for row in rows] == ["MP122A", "DP144"]
    assert rows[1]["age"] == {"working_days": 50, "convention": "published"}
    assert "DP144      Define   Draft Proposal" in run("list", "--as-at", "5 Dec 2020").stdout


def test_show_by_any_reference(loaded):
    done = run("show", "dp092", "--as-at", "2020-12-05", "--format", "json")
    assert done.exit_code == 0
    shown = json.loads(done.stdout)
    assert (shown["number"], shown["stage"]["id"], len(shown["timetable"])) == ("MP092", "refine", 12)
    text = run("show", "MP092", "--as-at", "2020-12-05").stdout
    assert "next       Next, the Modification Report is presented to the Panel on 11 December 2020." in text
    assert "20 Jul 2020 – 7 Aug 2020" in text


def test_an_unknown_reference_is_exit_code_2_with_the_nearest(loaded):
    done = run("show", "M092")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith("M092: no such proposal. Did you mean MP092?")
    asked = run("show", "M092", "--format", "json")
    assert json.loads(asked.stdout)["errors"][0]["remedy"] == "Did you mean MP092?"


@pytest.mark.parametrize(("given", "code", "words"), [
    (("list", "--as-at", "2010-01-01"), 2, "1 January 2010 is before the register begins. Choose 9 November 2016"),
    (("list", "--known-at", "2010-01-01"), 2, "Known at 2010-01-01 is before the register begins"),
    (("show", "MP092", "--as-at", "2010-01-01"), 2, "before the register begins"),
    (("show", "MP092", "--as-at", "2017-01-01"), 2, "Look at 22 October 2019 or a later day"),
    (("list", "--stage", "Refin"), 2, "Did you mean 'Refine'?"),
    (("list", "--as-at", "soon"), 2, "cannot be read as a date"),
])  # fmt: skip
def test_what_cannot_be_answered_is_refused(loaded, given, code, words):
    done = run(*given)
    assert done.exit_code == code
    assert words in done.stderr


def test_an_empty_register_lists_nothing():
    assert run("list").stdout == "No proposals.\n"
