"""`codeclerk paper`: files, formats, exit codes."""

import io
import json

import pytest
from click.testing import CliRunner
from docx import Document

from codeclerk.cli import main
from codeclerk.papers.codec import from_json
from tests.papers import conftest
from tests.papers.pdf_tags import reader

pytestmark = [pytest.mark.record(load=conftest.sealed_people), pytest.mark.usefixtures("fresh_database", "sample_kind")]


def run(*arguments):
    return CliRunner().invoke(main, ["paper", *map(str, arguments)])


def test_it_lists_the_kinds():
    done = run("--format", "json")
    assert done.exit_code == 0
    assert {
        "kind": conftest.KIND,
        "title": "Sample Status Report",
        "describes": "A sample of every part of a paper.",
        "asks": [],
    } in (json.loads(done.stdout))
    assert conftest.KIND in run().stdout
    assert "Modification Report (needs --set proposal=...)" in run().stdout


def test_json_goes_to_the_terminal():
    done = run(conftest.KIND, "--as-at", "5 March 2021", "--quiet")
    assert done.exit_code == 0
    front = from_json(done.stdout).front
    assert (front.as_at.isoformat(), front.title) == ("2021-03-05", "Sample Status Report – March 2021")
    assert done.stderr == ""


@pytest.mark.parametrize("name", ["pdf", "docx", "html", "json"])
def test_a_file_is_written_and_its_progress_told(tmp_path, name):
    out = tmp_path / f"paper.{name}"
    done = run(conftest.KIND, "--as-at", "2021-03-05", "--known-at", "2021-03-04", "--format", name, "--output", out)
    assert done.exit_code == 0, done.stderr
    assert "Reading the record as at 2021-03-05 ..." in done.stderr
    assert done.stdout == ""
    content = out.read_bytes()
    if name == "pdf":
        assert reader(content).metadata.title == "Sample Status Report – March 2021"
    elif name == "docx":
        assert Document(io.BytesIO(content)).paragraphs
    else:
        assert b"Sample Status Report" in content


def test_another_month_than_the_days():
    done = run(conftest.KIND, "--period", "2021-02", "--quiet")
    front = from_json(done.stdout).front
    assert (front.title, front.as_at.isoformat()) == ("Sample Status Report – February 2021", "2021-02-28")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["no-such-report"], "there is no such kind of paper"),
        ([conftest.KIND, "--as-at", "5 Marsh 2021"], "cannot be read as a date"),
        ([conftest.KIND, "--format", "pdf"], "say where with --output"),
        ([conftest.KIND, "--format", "exe"], "is not one of"),
        ([conftest.KIND, "--set", "meeting"], "NAME=VALUE"),
        ([conftest.KIND, "--format", "pdf", "--output", "/no/such/folder/paper.pdf"], "could not be written"),
    ],
)
def test_bad_input_is_one_sentence_and_exit_code_2(arguments, said):
    done = run(*arguments)
    assert done.exit_code == 2
    assert said in done.stderr
