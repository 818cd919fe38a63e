from __future__ import annotations

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner

from codeclerk.cli import main


def run(*arguments: str):
    return CliRunner().invoke(main, ["workdays", *arguments])


@pytest.mark.inventory("C07", "C09")
def test_count_as_json():
    result = run("count", "2020-12-01", "2021-02-26", "--convention", "inclusive", "--format", "json")
    assert result.exit_code == 0
    assert json.loads(result.stdout) == {
        "working_days": 61,
        "convention": "inclusive",
        "explanation": (
            "61 Working Days from 1 Dec 2020 to 26 Feb 2021, both ends counted, England & Wales bank holidays removed."
        ),
        "skipped": [
            {"date": "2020-12-25", "name": "Christmas Day"},
            {"date": "2020-12-28", "name": "Boxing Day (substitute day)"},
            {"date": "2021-01-01", "name": "New Year's Day"},
        ],
    }


@pytest.mark.inventory("C07", "C09")
def test_add_as_json():
    result = run("add", "04/02/2021", "15", "--convention", "exclusive", "--format", "json")
    assert result.exit_code == 0
    assert json.loads(result.stdout) == {
        "date": "2021-02-25",
        "convention": "exclusive",
        "explanation": (
            "15 Working Days after 4 Feb 2021, that day not counted, "
            "England & Wales bank holidays removed: 25 Feb 2021."
        ),
        "skipped": [],
    }


def test_count_as_text():
    result = run("count", "1 Dec 20", "26 Feb 21", "--convention", "inclusive")
    assert result.exit_code == 0
    assert result.stdout == (
        "61 Working Days from 1 Dec 2020 to 26 Feb 2021, both ends counted, England & Wales bank holidays removed.\n"
        "  skipped 25 Dec 2020, Christmas Day\n"
        "  skipped 28 Dec 2020, Boxing Day (substitute day)\n"
        "  skipped 1 Jan 2021, New Year's Day\n"
    )


@pytest.mark.parametrize("number", ["-10", "-1"])
def test_add_goes_back_by_a_negative_number(number):
    result = run("add", "2021-02-25", number, "--convention", "exclusive", "--format", "json")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["date"] == {"-10": "2021-02-11", "-1": "2021-02-24"}[number]


@pytest.mark.inventory("C08")
def test_jurisdiction_and_known_at():
    scotland = run("count", "2021-04-05", "2021-04-05", "--convention", "inclusive", "--jurisdiction", "scotland")
    assert scotland.stdout.startswith("1 Working Day from 5 Apr 2021")
    then = run("add", "2022-09-16", "1", "--convention", "exclusive", "--known-at", "9 Sep 2022", "--format", "json")
    assert json.loads(then.stdout)["date"] == "2022-09-19"
    now = run("add", "2022-09-16", "1", "--convention", "exclusive", "--format", "json")
    assert json.loads(now.stdout)["date"] == "2022-09-20"


REFUSALS = [
    (("count", "31/02/2021", "2021-03-01", "--convention", "clear"), "calendar.date_impossible", "31/02/2021"),
    (("count", "2021-03-01", "31/01/212", "--convention", "clear"), "calendar.year_unclear", "31/01/212"),
    (("count", "2021-03-01", "2021-03-02", "--convention", "clera"), "calendar.unknown_convention", "clera"),
    (("count", "2009-12-31", "2021-03-02", "--convention", "clear"), "calendar.outside_table", "2009-12-31"),
    (
        ("add", "2021-03-01", "9999", "--convention", "clear"),
        "calendar.outside_table",
        "9999 Working Days from 2021-03-01",
    ),
    (("add", "2021-03-01", "ten", "--convention", "clear"), "calendar.not_a_number", "ten"),
    (("add", "2021-03-01", "0", "--convention", "inclusive"), "calendar.no_day_zero", "0"),
    (
        ("add", "2021-03-01", "1", "--convention", "clear", "--jurisdiction", "wales"),
        "calendar.unknown_jurisdiction",
        "wales",
    ),
    (
        ("add", "2021-03-01", "1", "--convention", "clear", "--known-at", "1970-01-01"),
        "calendar.known_at_too_early",
        "1970-01-01",
    ),
]


@pytest.mark.parametrize(("arguments", "code", "thing"), REFUSALS)
def test_bad_input_is_refused_with_code_rule_object_and_remedy(arguments, code, thing):
    words = run(*arguments)
    assert words.exit_code == 2
    assert words.stdout == ""
    assert len(words.stderr.splitlines()) == 1
    envelope = json.loads(run(*arguments, "--format", "json").stdout)["errors"][0]
    assert (envelope["code"], envelope["object"]) == (code, thing)
    for part in ("code", "rule", "object", "remedy"):
        assert envelope[part] in words.stderr


def test_near_miss_of_a_convention_suggests_it():
    assert "Did you mean clear?" in run("add", "2021-03-01", "1", "--convention", "clera").stderr


@pytest.mark.parametrize(
    "arguments",
    [("count", "2021-03-01", "2021-03-02"), ("add", "2021-03-01", "1", "--conventon", "clear"), ("subtract",)],
)
def test_bad_usage_leaves_with_2(arguments):
    assert run(*arguments).exit_code == 2


def test_command_line_starts_without_django():
    program = (
        "import sys; sys.argv = ['codeclerk', 'workdays', 'add', '2021-02-04', '15', '--convention', 'exclusive']\n"
        "from codeclerk.cli import main\n"
        "try:\n    main()\n"
        "finally:\n    print(sorted(name for name in sys.modules if name.split('.')[0] in ('django', 'numpy')))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True)
    first, last = done.stdout.splitlines()
    assert first.endswith("bank holidays removed: 25 Feb 2021.")
    assert last == "[]"
