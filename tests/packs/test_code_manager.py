"""A licensed code manager instead of the committees, by data alone: it loads, it runs, and it is no rule of the SEC."""

from __future__ import annotations

import pytest

from codeclerk.kernel.publishing import installed_packs, running_pack
from codeclerk.process import vocabulary
from codeclerk.progression.queries import steps_of
from tests.packs.deriving import derive
from tests.progression.support import state, take
from tests.register.support import do, lens, organisation, refused, registered
from tests.support.codes import running

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return derive(tmp_path_factory.mktemp("packs") / "sec")


@pytest.fixture(autouse=True)
def managed(folder, monkeypatch):
    yield from running(folder, monkeypatch)


def to_the_decision(path: str) -> str:
    """A proposal that is raised, and comes before the code manager for its decision on 25 August 2021."""
    organisation("north", "North Networks Limited")
    number = str(do("raise_proposal", _from="2021-06-07", title="A title", proposer_organisation="north")["number"])
    take(number, "csc_final_comment", "2021-06-14", shown=("problem_defined",))
    take(number, "convert", "2021-06-21", shown=("work_package",))
    take(number, "to_report_phase", "2021-07-19", shown=("report_complete",), path=path)
    do("issue_consultation", _from="2021-07-26", proposal=number, kind="report", closes="2021-08-13")
    take(number, "to_change_board", "2021-08-25")
    return number


def test_the_code_manager_decides_where_committees_did(client):
    number = to_the_decision("self_governance")
    assert number == "CMP0001"
    assert state("0001", "2021-08-25").status_name == "Code manager decision"
    early = refused(
        "take_step", _from="2021-08-26", proposal=number, step="approve_self_governance", reason="Objective (a)."
    )
    assert early.problem.startswith("CMP0001: “Advised by the forum” is not met.")
    assert early.remedy == "Take the report to the Stakeholder Advisory Forum first."
    take(number, "advise", "2021-08-26", reason="The forum is in favour.")
    panel = refused(
        "take_step",
        _from="2021-08-27",
        proposal=number,
        step="approve_self_governance",
        by="Change Board",
        reason="It serves objective (a).",
    )
    assert panel.problem == "“Approval under Self-Governance” is taken by Code Manager, not by Change Board"
    take(number, "approve_self_governance", "2021-08-27", reason="It serves objective (a).")
    take(number, "implement", "2021-11-04", shown=("accepted_in_test",))
    assert state("0001", "2021-11-04").standing.status == "implemented"
    by = {one.by_name for one in steps_of(lens("2021-11-04"), "0001")}
    assert by == {"Code Manager", "Secretariat", "Stakeholder Advisory Forum"}
    page = client.get("/process/code_manager/code_manager_decision/").content.decode()
    assert "Stakeholder Advisory Forum" in page
    assert "SEC Panel" not in page
    assert client.get(f"/proposals/{number}/", follow=True).status_code == 200


def test_it_recommends_to_the_authority_where_the_authority_decides():
    number = to_the_decision("authority_determined")
    take(number, "advise", "2021-08-26", reason="The forum is in favour.")
    take(number, "recommend_approval", "2021-08-27", reason="It serves objective (a).")
    take(number, "authority_approves", "2021-09-20")
    assert state("0001", "2021-09-20").standing.status == "pending_implementation"


def test_it_may_raise_a_change_itself():
    found = vocabulary.entitled("code_manager", "The code manager", named="Code Manager")
    assert found is not None
    assert found.id == "code_manager"
    assert "code_manager" not in {one.id for one in vocabulary.entitled_bodies("2018")}


def test_what_was_raised_before_goes_on_under_its_own_process():
    registered("DP301", "A title", "2021-01-04", status="draft_proposal")
    take("DP301", "csc_initial_comment", "2021-07-06")
    assert state("0301", "2021-07-06").process.profile.id == "2018"


@pytest.mark.any_database
def test_the_shipped_pack_has_no_such_process(monkeypatch):
    assert "code_manager" in vocabulary.profiles()
    monkeypatch.undo()
    running_pack.cache_clear()
    assert "sec" in installed_packs()
    assert vocabulary.profiles() == {"2013", "2018"}
