"""The stages of a proposal as the secretariat meets them: by the forms, on the pages, on the command line."""

from __future__ import annotations

import json
from typing import Any

import pytest
from click.testing import CliRunner

from codeclerk.cli import main
from tests.progression.support import state, take
from tests.progression.test_pages import text
from tests.register.support import do, refused, registered
from tests.register.test_forms import clerk, send

__all__ = ["clerk"]

pytestmark = pytest.mark.django_db
BY = "person:clerk"
PAPER = "SECP_90_1203_18"


def cli(*arguments: str) -> Any:
    done = CliRunner().invoke(main, [*arguments, "--format", "json"])
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def by_form(clerk: Any, number: str, step: str, day: str, *shown: str, **given: str) -> None:
    """Take a step by its form; `shown` are the conditions that a paper shows."""
    evidence = {f"shown__{one}": PAPER for one in shown}
    answer = send(clerk, f"/proposals/{number}/steps/{step}/", effective=day, **given, **evidence)
    assert answer.status_code == 303, text(answer)[:600]


def open_steps(number: str, day: str) -> dict[str, bool]:
    """The steps on the command line, and whether something is in the way."""
    return {one["step"]: one["is_blocked"] for one in cli("steps", number, "--as-at", day)["open"]}


@pytest.mark.inventory("B06")
def test_an_evident_solution_goes_straight_to_the_report_phase(clerk):
    registered("DP301", "A title", "2021-01-04", status="draft_proposal")
    assert open_steps("DP301", "2021-03-12")["straight_to_report"] is True
    early = {"proposal": "DP301", "step": "straight_to_report", "path": "self_governance"}
    told = refused("take_step", BY, "2021-03-12", **early)
    assert (told.code, told.facts["condition"]) == ("progression.unmet", "Found ready for conversion")
    by_form(clerk, "DP301", "csc_final_comment", "2021-02-23", "problem_defined")
    assert open_steps("DP301", "2021-03-12")["straight_to_report"] is False
    evident = {"shown": ({"condition": "report_complete", "where": PAPER},)}
    assert refused("take_step", BY, "2021-03-12", **early, **evident).facts["condition"] == "The solution is evident"
    by_form(
        clerk,
        "DP301",
        "straight_to_report",
        "2021-03-12",
        "solution_evident",
        "report_complete",
        path="self_governance",
    )
    assert state("0301", "2021-03-12").standing.status == "report_phase"
    page = text(clerk.get("/proposals/MP301/steps/"))
    assert "Straight to the Report Phase" in page
    assert f"The solution is evident: {PAPER}" in page


def test_the_first_package_of_work_is_agreed_with_the_conversion(clerk):
    registered("DP301", "A title", "2021-01-04", status="draft_proposal")
    take("DP301", "csc_final_comment", "2021-02-23", shown=("problem_defined",))
    told = refused("take_step", BY, "2021-03-12", proposal="DP301", step="convert")
    assert (told.code, told.facts["condition"]) == ("progression.not_shown", "First package of work and timetable")
    by_form(clerk, "DP301", "convert", "2021-03-12", "work_package")
    assert f"First package of work and timetable: {PAPER}" in text(clerk.get("/proposals/MP301/steps/"))
    assert "First package of work and timetable agreed" in text(clerk.get("/proposals/MP301/"))
    (taken,) = [one for one in cli("steps", "MP301")["taken"] if one["step"] == "convert"]
    assert {"condition": "First package of work and timetable", "where": PAPER} in taken["shown"]


@pytest.mark.inventory("B10")
def test_refinement_is_discussed_assessed_and_consulted_on(clerk):
    registered("DP300", "A draft", "2021-01-04", status="draft_proposal")
    registered("MP301", "A title", "2021-01-04", status="refinement_process")
    told = refused("take_step", BY, "2021-02-03", proposal="DP300", step="give_views", by="Working Group")
    assert (told.code, "Open to it now" in told.remedy) == ("progression.not_open", True)
    by_form(clerk, "MP301", "agree_requirements", "2021-01-20")
    by_form(clerk, "MP301", "give_views", "2021-02-03", by="body:working_group")
    do("request_assessment", _by=BY, _from="2021-02-04", proposal="MP301", kind="PA")
    do("accept_assessment", _by=BY, _from="2021-02-08", assessment="MP301-PA")
    do("issue_consultation", _by=BY, _from="2021-02-08", proposal="MP301", kind="refinement", closes="2021-02-26")
    page = text(clerk.get("/proposals/MP301/?as_at=2021-02-10"))
    for said in ("Modification discussed with Working Group", "Preliminary Assessment", "Refinement Consultation"):
        assert said in page, said
    told = cli("proposal", "show", "MP301", "--as-at", "2021-02-10")
    assert {"business_requirements", "working_group"} <= {one["kind"] for one in told["timetable"]}
    assert [one["step"] for one in cli("steps", "MP301")["taken"]] == ["agree_requirements", "give_views"]


@pytest.mark.inventory("B11", "B12")
def test_the_report_is_agreed_consulted_on_voted_on_and_decided(clerk):
    registered("MP301", "A title", "2021-01-04", status="refinement_process")
    issue = {"proposal": "MP301", "kind": "report", "closes": "2021-06-07"}
    assert refused("issue_consultation", BY, "2021-05-10", **issue).code == "process.not_now"
    by_form(clerk, "MP301", "to_report_phase", "2021-05-14", "report_complete", path="authority_determined")
    do("issue_consultation", _by=BY, _from="2021-05-17", **issue)
    told = refused("take_step", BY, "2021-06-01", proposal="MP301", step="to_change_board")
    assert (told.code, told.facts["condition"]) == ("progression.unmet", "The report was consulted on")
    by_form(clerk, "MP301", "to_change_board", "2021-06-16")
    told = refused(
        "take_step", BY, "2021-06-23", proposal="MP301", step="approve_self_governance", reason="It is good."
    )
    assert "its path is Authority Determined" in told.problem
    by_form(clerk, "MP301", "recommend_approval", "2021-06-23", reason="It serves objective (a).", objectives="a")
    assert [one["due"] for one in cli("steps", "MP301", "--as-at", "2021-06-24")["deadlines"]] == ["2021-07-28"]
    by_form(clerk, "MP301", "authority_approves", "2021-07-20")
    days = ("2021-05-13", "2021-05-14", "2021-07-19", "2021-07-20")
    stages = [cli("proposal", "show", "MP301", "--as-at", day)["stage"]["id"] for day in days]
    assert stages == ["refine", "opine", "opine", "release"]
    page = text(clerk.get("/proposals/MP301/"))
    assert "Authority" in page
    assert "Recommended to the Authority for approval" in page


@pytest.mark.inventory("B13", "B29")
def test_an_approved_change_waits_for_its_release_be_it_outside_the_calendar(clerk):
    registered("MP301", "A title", "2020-09-01", status="change_board", path="self_governance")
    do(
        "register_release",
        _from="2020-12-11",
        key="2021-01",
        name="January 2021 ad-hoc",
        day="2021-01-21",
        kind="ad_hoc",
    )
    by_form(clerk, "MP301", "set_release", "2020-12-11", "decision_in_time", release="January 2021 ad-hoc")
    told = refused("take_step", BY, "2021-01-21", proposal="MP301", step="implement")
    assert (told.code, "Change Board" in told.problem) == ("progression.not_open", True)
    by_form(clerk, "MP301", "approve_self_governance", "2021-01-20", reason="It serves objective (a).")
    waiting = cli("proposal", "list", "--stage", "release", "--as-at", "2021-01-20")
    assert [one["number"] for one in waiting] == ["MP301"]
    assert "MP301" in text(clerk.get("/proposals/?stage=release&as_at=2021-01-20"))
    by_form(clerk, "MP301", "implement", "2021-01-21", "accepted_in_test")
    assert cli("proposal", "list", "--stage", "release", "--as-at", "2021-01-21") == []
    (running,) = cli("steps", "MP301", "--as-at", "2021-01-21")["deadlines"]
    assert (running["clock"], running["due"]) == ("referral", "2021-02-03")
    assert "January 2021 ad-hoc" in text(clerk.get("/releases/?as_at=2021-01-21"))


@pytest.mark.inventory("B19")
def test_a_rejected_change_leaves_the_scope_of_its_release(clerk):
    registered("MP301", "A title", "2020-09-01", status="change_board", path="self_governance")
    do("register_release", _from="2020-12-11", key="2021-06", name="June 2021", day="2021-06-24")
    by_form(clerk, "MP301", "set_release", "2020-12-11", "decision_in_time", release="June 2021")
    assert "MP301" in json.dumps(cli("release", "show", "2021-06", "--as-at", "2021-02-01")["contents"])
    told = refused("take_step", BY, "2021-02-24", proposal="MP301", step="reject_self_governance")
    assert told.code == "progression.not_given"
    by_form(clerk, "MP301", "reject_self_governance", "2021-02-24", reason="The cost is too high.")
    assert state("0301", "2021-02-24").standing.status == "rejected"
    shown = cli("release", "show", "2021-06", "--as-at", "2021-02-24")
    assert "MP301" not in json.dumps(shown["contents"])
    page = text(clerk.get("/proposals/MP301/?as_at=2021-02-24"))
    assert "Rejected" in page
    assert "The cost is too high." in text(clerk.get("/proposals/MP301/steps/?as_at=2021-02-24"))
