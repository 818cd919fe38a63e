"""`codeclerk proposal-parts`."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from codeclerk.cli import main
from tests.legaltext import small_code
from tests.parts.support import complete
from tests.register.support import do, registered

pytestmark = pytest.mark.django_db


def run(*arguments):
    return CliRunner().invoke(main, ["proposal-parts", *arguments])


def test_the_parts_are_printed_with_what_is_missing():
    registered("MP092", "A title")
    do("write_part", _from="2020-12-04", proposal="MP092", part="issue", text="One window for all.")
    do("record_effort", _from="2020-12-04", proposal="MP092", days="2")
    said = run("MP92")
    assert said.exit_code == 0
    assert "The issue: One window for all." in said.output
    assert "SECAS costs: £1,200" in said.output
    assert "Missing: Proposed Solution. Set the Proposed Solution." in said.output
    assert "One window for all." not in run("MP092", "--as-at", "2020-12-03").output


def test_json_has_computed_amounts_as_text():
    complete()
    value = json.loads(run("MP092", "--format", "json").output)
    effort = next(one for one in value["parts"] if one["which"].startswith("administrator"))
    assert effort["versions"][0]["amount"] == {"low": "1200", "high": "1200", "unit": "GBP"}
    assert value["missing"] == []


def test_the_documents_that_the_legal_text_changes_stand_beside_the_list():
    small_code.load()
    do("set_impacts", proposal="MP092", documents=["Section H", "Section K"])
    said = run("MP092").output
    assert "Documents that the register lists: Section H, Section K" in said
    assert "Documents that the legal text changes: Section H, Appendix AL (legal text, draft 0.1)" in said
    assert "Does not agree: Section K: listed by the register; not changed by the legal text, draft 0.1." in said
    assert json.loads(run("MP092", "--format", "json").output)["documents"] == {
        "listed": ["Section H", "Section K"],
        "changed": {
            "text": "legal text, draft 0.1",
            "documents": ["Section H", "Appendix AL"],
            "not_in_the_list": [],
        },
    }


def test_missing_alone_is_a_finding():
    registered("MP092", "A title")
    said = run("MP092", "--missing")
    assert said.exit_code == 1
    assert said.output.startswith("Missing: Current arrangements.")
    complete("MP106")
    assert (run("MP106", "--missing").exit_code, run("MP106", "--missing").output) == (0, "Nothing is missing.\n")


def test_an_unknown_proposal_is_refused():
    registered("MP092", "A title")
    said = run("MP093")
    assert said.exit_code == 2
    assert "Did you mean MP092?" in said.output
