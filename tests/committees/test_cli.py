"""`codeclerk committee`."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from codeclerk.cli import main
from tests.committees import example
from tests.support.records import loaded_once

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
loaded = loaded_once(example.load)


def run(*arguments):
    return CliRunner().invoke(main, ["committee", *arguments])


def test_committees_are_listed_with_their_seats(loaded):
    found = json.loads(run("list", "--as-at", "2020-12-05", "--format", "json").stdout)
    board = next(one for one in found if one["id"] == "change_board")
    assert (len(board["seats"]), len(board["vacant"]), board["basis"]["reference"]) == (10, 10, "SITE")
    assert "Change Board: 0 seats held, 10 vacant" in run("list", "--as-at", "2020-12-05").stdout


def test_one_committee_is_shown(loaded):
    found = json.loads(run("show", "TABASC", "--as-at", "2020-12-05", "--format", "json").stdout)
    assert found["basis"] is None
    assert found["proposed"] == [
        {"proposal": "SECMP0021", "category": "other_sec_party", "number": None,
         "text": "More seats for Other SEC Parties", "in_force": None}
    ]  # fmt: skip
    assert [one["answer"] for one in found["inputs"]] == ["opposes", "not_interested"]
    said = run("show", "tabasc", "--as-at", "2020-12-05").stdout
    assert "What changed: The TSAT stays in Schedule 11" in said
    assert "Proposed by SECMP0021: More seats" in said


def test_interest_and_what_waits(loaded):
    assert "DP144      OPSG: not interested" in run("interest", "--as-at", "2020-12-05").stdout
    found = json.loads(run("interest", "--as-at", "2020-12-05", "--format", "json").stdout)
    stances = next(one for one in found if one["proposal"]["number"] == "DP144")["committees"]
    assert stances["ssc"] == {"answer": "interested", "waits": False, "overdue": False, "inputs": ["0144-ssc-1"]}
    late = run("waiting", "--overdue", "--as-at", "2020-12-05")
    assert (late.exit_code, "0139-ssc-1: MP139" in late.stdout) == (1, True)
    none = run("waiting", "--as-at", "2020-09-30")
    assert (none.exit_code, none.stdout) == (0, "Nothing waits.\n")


def test_what_cannot_be_answered_is_exit_code_2(loaded):
    done = run("show", "tabsac")
    assert done.exit_code == 2
    assert "Did you mean" in done.stderr
