"""`codeclerk release`."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from codeclerk.cli import main
from tests.register.support import do, registered
from tests.releases import example
from tests.releases.decisions import decided
from tests.support.records import loaded_once

pytestmark = pytest.mark.django_db
loaded = loaded_once(example.load)


def run(*arguments):
    return CliRunner().invoke(main, ["release", *arguments])


def test_list_as_it_stood_on_a_day(loaded):
    registered("MP200", "A title", "2021-01-01")
    do("set_target_release", _from="2021-03-01", proposal="MP200", release="Jume 2021")
    done = run("list", "--as-at", "2021-03-05", "--format", "json")
    assert done.exit_code == 0
    value = json.loads(done.stdout)
    june = next(one for one in value["releases"] if one["key"] == "2021-06")
    assert (june["full_name"], june["day"], june["cut_off"]["due"]) == (
        "June 2021 SEC Release",
        "2021-06-24",
        "2021-06-10",
    )
    assert [(one["number"], one["standing"]) for one in june["contents"]] == [
        ("MP106", "approved"),
        ("MP146", "approved"),
        ("MP144", "targeted"),
    ]
    assert value["unmatched"] == [{"key": "0200", "number": "MP200", "text": "Jume 2021", "near": "June 2021"}]
    text = run("list", "--as-at", "5 March 2021").stdout
    assert "2021-06          2021-06-24   June 2021 SEC Release            2 approved, 1 targeted" in text
    assert "2020-11          2020-11-05?" in text
    assert "MP200 is meant for “Jume 2021”" in text


def test_show_by_any_name(loaded):
    done = run("show", "Nov 2021", "--as-at", "2021-03-05", "--format", "json")
    assert (done.exit_code, json.loads(done.stdout)["key"]) == (0, "2021-11")
    text = run("show", "2021-11", "--as-at", "2021-03-05").stdout
    assert "approved     MP077      DCC Service Flagging, subject to a review of the implementation date" in text
    assert "decide by  10 Working Days before go-live on 4 Nov 2021" in text
    late = run("show", "2021-06", "--as-at", "2021-06-11").stdout
    assert "! MP144 is not decided, and the cut-off passed on 10 June 2021" in late


def test_the_options_of_a_proposal(loaded):
    do("set_flag", _from="2021-03-05", proposal="MP144", flag="document_only")
    done = run("options", "MP144", "--decided", "24 March 2021", "--as-at", "2021-03-05")
    assert done.exit_code == 0
    first, shorter, usual, _ = done.stdout.splitlines()
    assert first == "MP144, decided on 2021-03-24 (as asked)"
    assert shorter.startswith(
        "  2021-03-25   an ad-hoc release                Shorter lead time of document-only changes."
    )
    assert usual.startswith("  2021-06-24   June 2021 SEC Release            Usual lead time.")
    told = json.loads(run("options", "MP144", "--as-at", "2021-03-05", "--format", "json").stdout)
    assert (told["decided"], told["decided_on"], told["flags"]) == ("2021-03-05", "looked_at", ["Document-only"])


def test_the_ad_hoc_release_of_a_decision(loaded):
    decided(proposal="MP144", when="2021-03-24")
    given = ("ad-hoc", "MP144", "--actor", "system:import", "--effective", "2021-03-24")
    done = run(*given, "--dry-run")
    assert done.stdout.splitlines()[0] == ("Nothing is recorded. MP144 goes live on 2021-03-25 with 2021-03-ad-hoc.")
    assert "! MP144 is not flagged as Document-only" in done.stdout
    assert run("show", "2021-03-ad-hoc", "--as-at", "2021-03-24").exit_code == 2
    told = json.loads(run(*given, "--format", "json").stdout)
    assert (told["release"], told["day"], told["recorded"]) == ("2021-03-ad-hoc", "2021-03-25", True)
    again = run(*given)
    assert (again.exit_code, "goes live on 25 March 2021" in again.stderr) == (2, True)


def test_the_cost_of_a_release_is_shown(loaded):
    do("set_release_cost", _from="2021-03-05", release="2021-06", effort=["Changing the code: 2"], budget="inside")
    text = run("show", "2021-06", "--as-at", "2021-03-05").stdout
    assert "cost       £1,200, within the budget of the code administrator: Parties pay nothing more." in text
    assert "  Changing the code: 2 days" in text


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (("show", "Jume 2021"), "Jume 2021: no such release. Did you mean June 2021?"),
        (("show", "2021-06", "--as-at", "2016-11-09"), "2021-06: no such release."),
        (("options", "MP9"), "MP9: no such proposal"),
        (("options", "MP144", "--decided", "soon"), "cannot be read as a date"),
        (("ad-hoc", "MP144", "--actor", "system:import"), "no approval of MP144 is in the record"),
        (("list", "--as-at", "2010-01-01"), "before the register begins"),
        (("list", "--as-at", "soon"), "cannot be read as a date"),
        (("list", "--known-at", "2010-01-01"), "before the register begins"),
    ],
)
def test_what_cannot_be_answered_is_exit_code_2(loaded, given, words):
    done = run(*given)
    assert (done.exit_code, done.stdout) == (2, "")
    assert words in done.stderr


def test_without_releases_nothing_is_listed():
    assert run("list").stdout == "No releases.\n"
