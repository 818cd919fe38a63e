"""`codeclerk assessment` on the command line."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from codeclerk.cli import main
from tests.assessments.support import do, load_three, step

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded() -> None:
    load_three()


def run(*arguments: str):
    return CliRunner().invoke(main, ["assessment", *arguments])


def keys(*arguments: str) -> list[str]:
    done = run("list", "--as-at", "2021-02-26", "--format", "json", *arguments)
    assert done.exit_code == 0, done.stderr
    return [row["key"] for row in json.loads(done.stdout)]


@pytest.mark.usefixtures("loaded")
def test_list_as_it_stood_on_a_day() -> None:
    row = json.loads(run("list", "--as-at", "2021-02-26", "--standing", "open", "--format", "json").stdout)[0]
    assert (row["key"], row["standing"], row["due"]["due"]) == ("0140-PA-1", "open", "2021-02-25")
    assert row["target"] == {"working_days": 15, "convention": "exclusive"}
    assert row["slip"] == {"working_days": 12, "convention": "exclusive"}
    assert row["duration"] == {"published": 17, "inclusive": 17, "is_inferred": False}
    lines = run("list", "--as-at", "26 Feb 2021").stdout.splitlines()
    assert [" ".join(line.split()) for line in lines] == [
        "0092-PA-1 MP092 PA returned due 2019-12-23, returned 112 WD late (acceptance inferred)",
        "0125-PA-1 MP125 PA queried no clock runs",
        "0140-PA-1 MP140 PA open due 2021-02-25, expected 12 WD late",
    ]


@pytest.mark.usefixtures("loaded")
def test_list_is_narrowed() -> None:
    assert keys() == ["0092-PA-1", "0125-PA-1", "0140-PA-1"]
    assert keys("--standing", "queried") == ["0125-PA-1"]
    assert keys("--late") == ["0140-PA-1"]
    assert keys("--type", "PIA") == keys()
    assert keys("--type", "IA") == []


@pytest.mark.usefixtures("loaded")
@pytest.mark.parametrize("ref", ["0140-PA-1", "MP140-PA-1", "mp140 pia"])
def test_show_by_key_or_by_proposal_and_type(ref: str) -> None:
    done = run("show", ref, "--as-at", "2021-02-26", "--format", "json")
    assert done.exit_code == 0, done.stderr
    assert json.loads(done.stdout)["key"] == "0140-PA-1"
    text = run("show", ref, "--as-at", "2021-02-26").stdout
    assert "due        2021-02-25: 15 Working Days after acceptance on 4 Feb 2021" in text
    assert "duration   17 WD (published), 17 WD without bank holidays" in text
    assert "  2021-03-15  Expected: The providers still work on it." in text


def test_known_at_shows_only_what_was_known() -> None:
    do("register_proposal", _from="2020-01-01", _known="2020-12-01", number="MP107", title="SMETS1 Validation")
    steps = [step("accepted", "2020-12-01")]
    do("record_assessment", _known="2021-03-05", proposal="MP107", kind="IA", steps=steps)
    assert keys("--known-at", "2021-03-04") == []
    assert keys("--known-at", "2021-03-05") == ["0107-IA-1"]
    assert run("show", "MP107 IA", "--known-at", "2021-03-04").exit_code == 2


@pytest.mark.usefixtures("loaded")
@pytest.mark.parametrize(("given", "words"), [
    (("show", "0140-IA-1"), "0140-IA-1: no such assessment. Of that proposal there are: 0140-PA-1."),
    (("show", "0104-PA-1"), "Did you mean 0140-PA-1?"),
    (("show", "0140-PA-1", "--as-at", "2021-01-26"), "nothing is known to have happened by 26 January 2021"),
    (("show", "0140-PA-1", "--as-at", "2010-01-01"), "before the register begins"),
    (("list", "--as-at", "2010-01-01"), "1 January 2010 is before the register begins"),
    (("list", "--type", "Preliminry Assessment"), "Did you mean 'Preliminary Assessment'?"),
    (("list", "--standing", "opened"), "Invalid value for '--standing'"),
    (("list", "--as-at", "soon"), "cannot be read as a date"),
])  # fmt: skip
def test_what_cannot_be_answered_is_exit_code_2_with_the_nearest(given: tuple[str, ...], words: str) -> None:
    done = run(*given)
    assert (done.exit_code, done.stdout) == (2, "")
    assert words in done.stderr


@pytest.mark.usefixtures("loaded")
def test_a_refusal_is_json_when_json_is_asked_for() -> None:
    asked = run("show", "0140-IA-1", "--format", "json")
    assert asked.exit_code == 2
    assert json.loads(asked.stdout)["errors"][0]["code"] == "assessments.unknown"


def test_an_empty_record_lists_nothing() -> None:
    assert run("list").stdout == "No assessments.\n"
