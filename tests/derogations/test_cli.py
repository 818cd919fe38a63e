"""`codeclerk derogation`."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from codeclerk.cli import main
from tests.derogations import example
from tests.derogations.example import KEY
from tests.support.records import loaded_once

pytestmark = pytest.mark.django_db

loaded = loaded_once(example.load)


def run(*arguments):
    return CliRunner().invoke(main, ["derogation", *arguments])


def test_list_as_it_stood_on_a_day(loaded):
    done = run("list", "--as-at", "2020-12-05", "--standing", "in_force", "--party", "dcc", "--format", "json")
    assert done.exit_code == 0, done.stderr
    (one,) = json.loads(done.stdout)
    assert (one["key"], one["standing"], one["last_day"], one["days_left"]) == (KEY, "in_force", "2021-02-24", 81)
    assert one["ends_with"]["planned"] == "2021-02-25"
    assert [each["met"] for each in one["conditions"]] == ["met", "not_assessed"]
    line = run("list", "--as-at", "2020-12-05").stdout
    assert line.split() == [
        KEY, "DCC", "H8.3", "and", "H8.4", "in", "force",
        "until", "MP092", "is", "implemented,", "planned", "for", "25", "February", "2021",
    ]  # fmt: skip
    assert run("list", "--as-at", "2020-12-05", "--party", "north").stdout == "No derogations.\n"


def test_show_tells_its_time_its_conditions_and_what_is_odd(loaded):
    said = run("show", KEY, "--as-at", "2020-02-01").stdout
    for line in (
        f"DCC: derogation from H8.3 and H8.4 ({KEY}): in force",
        "Granted by the SEC Panel in February 2019, until November 2019.",
        "Extended on 18 October 2019, until 29 February 2020.",
        "Extended on 17 January 2020, until MP092 is implemented.",
        "Condition 1, met: The schedule is shown to the Operations Group first. "
        "Shown by: The minutes of the Operations Group.",
        "Whether condition 2 is met is not assessed.",
    ):
        assert line in said.splitlines(), line
    one = json.loads(run("show", KEY, "--as-at", "2019-12-05", "--format", "json").stdout)
    assert [each["in_time"] for each in one["stretches"]] == [None, "in_time"]
    assert one["stretches"][0]["last"] == "2019-11"


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (("show", "dcc-h8-3-2019-03"), "Did you mean"),
        (("list", "--standing", "late"), "'late' is not one of"),
    ],
)
def test_what_cannot_be_answered_is_exit_code_2(loaded, given, words):
    done = run(*given)
    assert (done.exit_code, done.stdout) == (2, "")
    assert words in done.stderr
