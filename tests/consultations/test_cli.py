"""`codeclerk consultation`."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from codeclerk.cli import main
from tests.consultations import example
from tests.support.records import loaded_once

pytestmark = pytest.mark.django_db
loaded = loaded_once(example.load)


def run(*arguments):
    return CliRunner().invoke(main, ["consultation", "list", *arguments])


def test_list_as_it_stood_on_a_day(loaded):
    done = run("--as-at", "2021-03-05", "--standing", "open", "--format", "json")
    assert done.exit_code == 0
    (one,) = json.loads(done.stdout)
    assert (one["key"], one["closes"], one["length"], one["issued"]) == ("0144-refinement-1", "2021-03-24", None, None)
    assert [said["day"] for said in one["closing_days"]] == ["2021-02-26", "2021-03-24"]
    text = run("--as-at", "5 March 2021", "--kind", "report").stdout
    assert "MP147      Modification Report Consultation expected  expected week commencing 15 March 2021" in text
    assert "SECMP0020" in text
    assert "MP139" not in text
    assert "issued, day not known, closes Wednesday 24 March 2021" in run("--as-at", "2021-03-05").stdout


def test_json_says_the_week_and_the_length(loaded):
    rows = json.loads(run("--as-at", "2021-03-05", "--format", "json").stdout)
    by_key = {row["key"]: row for row in rows}
    assert by_key["0147-report-1"]["expected_week"] == "week commencing 15 March 2021"
    assert by_key["0092-refinement-1"]["length"] == {"working_days": 15, "convention": "inclusive"}
    assert by_key["0144-report-1"]["warnings"][0].startswith("It closes on Monday 5 April 2021")


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (("--kind", "Refinment"), "Did you mean"),
        (("--standing", "late"), "'late' is not one of"),
        (("--as-at", "2010-01-01"), "before the register begins"),
        (("--known-at", "soon"), "cannot be read as a date"),
    ],
)
def test_what_cannot_be_answered_is_exit_code_2(loaded, given, words):
    done = run(*given)
    assert (done.exit_code, done.stdout) == (2, "")
    assert words in done.stderr


def test_without_consultations_nothing_is_listed():
    assert run().stdout == "No consultations.\n"
