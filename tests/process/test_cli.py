"""`codeclerk process`."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from codeclerk.cli import main


def run(*arguments):
    return CliRunner().invoke(main, ["process", *arguments])


def test_the_profiles_are_listed_the_newest_first():
    done = run()
    assert done.exit_code == 0
    assert [line.split()[0] for line in done.stdout.splitlines()] == ["2018", "2013"]
    assert "Process of 2018, from 2018-11-01: 9 statuses," in done.stdout
    value = json.loads(run("--format", "json").stdout)
    assert [one["profile"] for one in value["profiles"]] == ["2018", "2013"]


def test_a_profile_has_its_steps():
    text = run("2013").stdout
    assert (
        "Initial Modification Report, to a Working Group (SEC Panel): Initial Modification Report -> Refinement" in text
    )
    value = json.loads(run("2018", "--format", "json").stdout)
    withdraw = next(one for one in value["steps"] if one["id"] == "withdraw")
    assert withdraw["starts"] == [
        {
            "id": "adoption",
            "name": "Time for adoption",
            "starts": "withdrawal",
            "runs_from": "hold",
            "weight": "limit",
            "before": False,
            "working_days": 10,
            "convention": "exclusive",
            "words": "10 Working Days after withdrawal, the day of withdrawal not counted",
            "if_missed": "The proposal is closed as withdrawn.",
            "sure": "inferred",
            "reference": "DCUSA:112-116, SEC D5.4",
        }
    ]


def test_a_status_has_what_can_be_done_in_it():
    text = run("2018", "Draft Proposal").stdout
    assert "5  Conversion to a Modification Proposal -> Refinement Process [inferred]" in text
    assert "who: SEC Panel" in text
    assert "If nobody acts: It stays a Draft Proposal" in text
    value = json.loads(run("2018", "draft_proposal", "--format", "json").stdout)
    assert value["stage"] == "Define"
    convert = next(one for one in value["steps"] if one["id"] == "convert")
    assert (convert["act"], convert["renumbers"]) == ("convert_proposal", "mp")
    assert convert["conditions"][0]["reference"] == "CSR:217-219"


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (("2081",), "2081: the process knows no such profile. Did you mean '2018'?"),
        (("2018", "Refinment"), "Refinment: the process knows no such status. Did you mean 'Refinement'?"),
    ],
)
def test_what_the_process_does_not_know_is_exit_code_2(given, words):
    done = run(*given)
    assert (done.exit_code, done.stdout) == (2, "")
    assert words in done.stderr
    told = json.loads(run(*given, "--format", "json").stdout)
    assert told["errors"][0]["code"] == "process.unknown"
