"""`codeclerk check`."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from codeclerk.cli import main
from tests.register.support import do, registered

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded():
    for number in ("MP144", "MP147"):
        registered(number, "A title", "2020-09-28")
    do("plan_consultation", _from="2020-12-04", _known="2020-12-04", proposal="MP144", kind="report",
       expected_issue="2021-03-15", closes="2021-04-05")  # fmt: skip


def run(*arguments):
    return CliRunner().invoke(main, ["check", *arguments])


def test_findings_are_exit_code_1_and_stand_with_both_places(loaded):
    done = run("--as-at", "2021-03-05")
    assert done.exit_code == 1
    assert "FAIL          consultation-closes-on-a-working-day" in done.stdout
    assert "It closes on Monday 5 April 2021, which is Easter Monday, no Working Day." in done.stdout
    assert "Easter Monday (bank holidays of England and Wales)" in done.stdout
    assert "NOT_ASSESSED  proposers-agree" in done.stdout


def test_json_has_rule_counts_places_and_remedy(loaded):
    done = run("--check", "consultation-closes-on-a-working-day", "--format", "json")
    assert done.exit_code == 1
    (one,) = json.loads(done.stdout)
    assert (one["verdict"], one["counts"]["FAIL"], one["counts"]["PASS"]) == ("FAIL", 1, 0)
    (finding,) = one["findings"]
    assert finding["subject"] == "consultation:0144-report-1"
    assert finding["places"][1] == {"says": "Easter Monday", "place": "bank holidays of England and Wales"}
    assert finding["remedy"].startswith("Move the closing day")


def test_without_a_finding_all_is_fine(loaded):
    assert run("--as-at", "2020-12-03").exit_code == 0
    assert run("--proposal", "MP147").exit_code == 0
    assert run("--proposal", "mp144").exit_code == 1


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (("--check", "titles"), "there is no check titles"),
        (("--proposal", "MP999"), "MP999"),
        (("--as-at", "2010-01-01"), "before the register begins"),
    ],
)
def test_what_cannot_be_answered_is_exit_code_2(loaded, given, words):
    done = run(*given)
    assert (done.exit_code, done.stdout) == (2, "")
    assert words in done.stderr
