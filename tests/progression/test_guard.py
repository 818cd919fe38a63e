"""The acts that have a page of their own ask the process too: assessments and consultations, for persons."""

from __future__ import annotations

from datetime import date

import pytest

from codeclerk.decisions import queries as decisions
from codeclerk.kernel import bus
from codeclerk.kernel.errors import Refused
from codeclerk.parts import queries as parts
from tests.register.support import do, lens, person, refused, registered

pytestmark = pytest.mark.django_db
BY = "person:clerk"


@pytest.fixture(autouse=True)
def clerk():
    person("clerk", email="clerk@example.com")
    do("give_membership", _by="system:install", _from="2020-01-01", person="clerk", role="secretariat")


def test_an_assessment_is_asked_for_in_refinement_once_the_requirements_are_agreed():
    registered("DP301", "A title", "2021-01-04", status="draft_proposal")
    early = refused("request_assessment", BY, "2021-02-01", proposal="DP301", kind="PA")
    assert early.problem == (
        "“Request an assessment” is not open to DP301: it is in the status Draft Proposal, and that is done in "
        "Refinement Process"
    )
    registered("MP302", "A title", "2021-01-04", status="refinement_process")
    without = refused("request_assessment", BY, "2021-02-01", proposal="MP302", kind="PA")
    assert "Business requirements agreed is not met" in without.problem
    assert without.remedy.startswith("Agree them with the Proposer")
    do("take_step", _by=BY, _from="2021-02-01", proposal="MP302", step="agree_requirements")
    do("request_assessment", _by=BY, _from="2021-02-02", proposal="MP302", kind="PA")


def test_an_impact_assessment_needs_its_fee():
    registered("MP302", "A title", "2021-01-04", status="refinement_process")
    do("take_step", _by=BY, _from="2021-02-01", proposal="MP302", step="agree_requirements")
    asked = {"proposal": "MP302", "kind": "IA"}
    assert "Fee of the Impact Assessment approved" in refused("request_assessment", BY, "2021-03-01", **asked).problem
    do("request_assessment", _by=BY, _from="2021-03-01", cost_approved="2021-02-24", **asked)


def test_every_need_that_is_not_met_is_told_at_once():
    registered("MP302", "A title", "2021-01-04", status="refinement_process")
    data = {"proposal": "MP302", "kind": "IA"}
    with pytest.raises(Refused) as caught:
        bus.execute("request_assessment", data, actor=BY, effective=date(2021, 3, 1))
    assert [one.facts["condition"] for one in caught.value.refusals] == [
        "Business requirements agreed",
        "Fee of the Impact Assessment approved",
    ]


def test_a_consultation_on_the_report_belongs_to_the_report_phase():
    registered("MP302", "A title", "2021-01-04", status="refinement_process")
    issue = {"proposal": "MP302", "kind": "report", "closes": "2021-06-07"}
    assert refused("issue_consultation", BY, "2021-05-17", **issue).code == "process.not_now"
    do("issue_consultation", _by=BY, _from="2021-05-17", **{**issue, "kind": "refinement"})


def test_without_a_status_nobody_can_tell_and_importers_record_what_was_printed():
    registered("MP305", "A title", "2021-01-04")
    unknown = refused("request_assessment", BY, "2021-03-01", proposal="MP305", kind="PA")
    assert "the record does not say where it stands" in unknown.problem
    do("request_assessment", _from="2021-03-01", proposal="MP305", kind="PA")


@pytest.mark.inventory("B02")
def test_no_solution_is_discussed_before_the_problem_is_agreed(client):
    from codeclerk.people.models import Account

    registered("DP301", "A title", "2021-01-04", status="draft_proposal")
    early = refused("set_solution", BY, "2021-02-01", proposal="DP301", text="Longer notices.")
    assert early.problem == (
        "“Set the Proposed Solution” is not open to DP301, which is in the status Draft Proposal: only the problem is "
        "worked on there"
    )
    do("open_account", _by="system:install", person="clerk")
    client.force_login(Account.objects.get(person__key="clerk"))
    page = client.get("/proposals/DP301/parts/set_solution/")
    assert page.status_code == 200
    determined()
    do("take_step", _by=BY, _from="2021-03-12", proposal="DP301", step="convert", shown=shown("work_package"))
    do("set_solution", _by=BY, _from="2021-03-15", proposal="MP301", text="Longer notices.")


@pytest.mark.inventory("B09")
def test_the_first_package_of_work_is_written_and_agreed_with_the_conversion():
    registered("DP301", "A title", "2021-01-04", status="draft_proposal")
    determined()
    without = refused("take_step", BY, "2021-03-12", proposal="DP301", step="convert")
    assert "First package of work" in without.problem
    text = "The Working Group agrees the requirements by May; the administrator drafts the text."
    do("write_part", _by=BY, _from="2021-03-05", proposal="DP301", part="work_package", text=text)
    do("plan_event", _by=BY, _from="2021-03-05", proposal="DP301", kind="working_group", when="2021-05-05")
    do("take_step", _by=BY, _from="2021-03-12", proposal="DP301", step="convert")
    agreed = [one.outcome for one in decisions.of_proposal(lens("2021-03-12"), "0301")]
    assert "work_package_agreed" in agreed
    assert text in parts.parts_of(lens("2021-03-12"), "0301").text("work_package").content.text


def determined() -> None:
    first = {"proposal": "DP301", "step": "csc_final_comment", "shown": shown("problem_defined")}
    do("take_step", _by=BY, _from="2021-02-23", **first)


def shown(*conditions: str) -> tuple[dict[str, str], ...]:
    return tuple({"condition": one, "where": "SECP_80"} for one in conditions)
