"""`codeclerk sources` on the command line."""

import json

import pytest
from click.testing import CliRunner

from codeclerk.cli import main
from tests.sources.support import CLERK, sha


@pytest.fixture
def run(clerk):
    clerk.register("paper", reference="SECP_90")
    clerk.register("report", classification="Red")
    clerk.claim("paper", "One")
    clerk.claim("report", "Two")

    def command(*arguments):
        return CliRunner().invoke(main, ["sources", *arguments])

    return command


def test_the_public_sees_what_is_white_and_another_viewer_more(run):
    rows = json.loads(run("list", "--format", "json").stdout)
    assert [(row["reference"], row["claims"]) for row in rows] == [("SECP_90", 1)]
    assert len(json.loads(run("list", "--as", CLERK, "--format", "json").stdout)) == 2
    assert "SECP_90  The paper" in run("list").stdout
    assert run("list", "--kind", "letter").stdout == "No documents.\n"
    assert run("list", "--known-at", "4 March 2021").stdout == "No documents.\n"


def test_one_document_is_shown_by_the_start_of_its_hash(run):
    shown = run("show", sha("paper")[:8])
    assert (shown.exit_code, "Title of MP107: “One”" in shown.stdout) == (0, True)
    value = json.loads(run("show", sha("paper"), "--format", "json").stdout)
    assert [claim["value"] for claim in value["claims"]] == ["One"]
    for wrong in (sha("report"), sha("paper")[:7], "0" * 64, "../etc"):
        assert run("show", wrong).exit_code == 2


def test_disagreements_are_findings(run):
    assert run("claims", "--disagreements").exit_code == 0
    found = run("claims", "--disagreements", "--as", CLERK)
    assert found.exit_code == 1
    assert "disputed  Title of MP107: not known" in found.stdout
    assert json.loads(run("claims", "--disagreements", "--as", CLERK, "--format", "json").stdout)[0]["value"] is None


def test_claims_of_a_subject_or_property(run):
    assert "single    Title of MP107: “One”" in run("claims", "--subject", "proposal:MP107").stdout
    assert run("claims", "--subject", "proposal:MP108").stdout == "Nothing.\n"
    assert run("claims", "--property", "stage").stdout == "Nothing.\n"


def test_wrong_input_is_refused_with_exit_code_2_and_the_nearest_match(run):
    wrong = run("claims", "--property", "titel", "--format", "json")
    assert wrong.exit_code == 2
    assert "Did you mean title?" in json.loads(wrong.stdout)["errors"][0]["remedy"]
    assert run("claims", "--subject", "MP107").exit_code == 2
    assert run("list", "--kind", "novel").exit_code == 2
    assert run("list", "--known-at", "soon").exit_code == 2


def test_the_vocabulary_is_listed(run):
    assert "assessment.duration_wd" in run("properties").stdout
