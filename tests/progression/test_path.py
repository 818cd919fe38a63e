"""The governance path drives who votes to what effect, the referral, and who decides: on page, act and command line."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest
from click.testing import CliRunner

from codeclerk.cli import main
from codeclerk.decisions import queries as decisions
from tests.progression.support import state, take
from tests.progression.test_steps import before_the_board, refusals
from tests.register.support import do, lens, registered
from tests.register.test_forms import clerk

__all__ = ["clerk"]

pytestmark = pytest.mark.django_db

VOTED, NEXT = "2021-06-23", "2021-06-24"
WHY = "It serves objective (a)."
SELF_GOVERNANCE = {"approve_self_governance", "reject_self_governance"}
RECOMMENDS = {"recommend_approval", "recommend_rejection"}
AUTHORITY = {"authority_approves", "authority_rejects"}
REFERS = {"refer"}
BY_PATH = SELF_GOVERNANCE | RECOMMENDS | AUTHORITY | REFERS


def on_page(client, number: str, day: str) -> set[str]:
    """The steps that the path decides, of those that the page offers to take."""
    page = client.get(f"/proposals/{number}/steps/?as_at={day}").content.decode()
    return set(re.findall(rf"/proposals/{number}/steps/([a-z_]+)/", page)) & set(BY_PATH)


def on_command_line(number: str, day: str) -> dict[str, bool]:
    """The same steps as `codeclerk steps` lists them, and whether nothing but what is given with them is missing."""
    done = CliRunner().invoke(main, ["steps", number, "--as-at", day, "--format", "json"])
    assert done.exit_code == 0, done.output
    return {one["step"]: not one["is_blocked"] for one in json.loads(done.stdout)["open"] if one["step"] in BY_PATH}


@pytest.mark.inventory("A22")
def test_under_self_governance_the_change_board_decides_and_it_can_be_referred(clerk):
    before_the_board("MP303", "self_governance")
    assert on_page(clerk, "MP303", VOTED) == SELF_GOVERNANCE
    assert on_command_line("MP303", VOTED) == dict.fromkeys(SELF_GOVERNANCE, True)
    (no,) = refusals("recommend_approval", VOTED, "MP303", reason=WHY)
    assert "its path is Self-Governance" in no.problem
    take("MP303", "approve_self_governance", VOTED, reason=WHY)
    after = state("0303", NEXT)
    assert (after.standing.status, [one.clock for one in after.running]) == ("pending_implementation", ["referral"])
    assert after.running[0].due == date(2021, 7, 7)
    (voted,) = decisions.of_proposal(lens(NEXT), "0303")
    assert (voted.body, voted.outcome) == ("change_board", "approved")
    assert on_page(clerk, "MP303", NEXT) == REFERS
    assert on_command_line("MP303", NEXT) == {"refer": True}
    take("MP303", "refer", NEXT, reason="A party objects.")
    (late,) = refusals("refer", "2021-07-08", "MP303", reason="A party objects.")
    assert (late.facts["condition"], "The last day was 7 July 2021" in late.problem) == (
        "Within the time for referral",
        True,
    )


@pytest.mark.inventory("A22")
def test_authority_determined_the_change_board_recommends_and_the_authority_decides(clerk):
    before_the_board("MP304", "authority_determined")
    assert on_page(clerk, "MP304", VOTED) == RECOMMENDS
    assert on_command_line("MP304", VOTED) == dict.fromkeys(RECOMMENDS, True)
    (no,) = refusals("approve_self_governance", VOTED, "MP304", reason=WHY)
    assert "its path is Authority Determined" in no.problem
    take("MP304", "recommend_approval", VOTED, reason=WHY)
    after = state("0304", NEXT)
    running = [one.clock for one in after.running]
    assert (after.standing.status, running) == ("awaiting_authority_decision", ["authority_decision"])
    assert on_page(clerk, "MP304", NEXT) == AUTHORITY
    assert on_command_line("MP304", NEXT) == dict.fromkeys(AUTHORITY, True)
    take("MP304", "authority_approves", NEXT, shown=("decision_in_time",))
    found = [(one.body, one.outcome) for one in decisions.of_proposal(lens(NEXT), "0304")]
    assert sorted(found) == [("authority", "approved"), ("change_board", "recommended_approval")]
    assert state("0304", NEXT).standing.status == "pending_implementation"
    assert on_page(clerk, "MP304", NEXT) == set()
    assert on_command_line("MP304", NEXT) == {}
    assert [one.code for one in refusals("refer", NEXT, "MP304", reason="x")] == ["progression.not_open"]


@pytest.mark.inventory("A22")
def test_without_a_path_nobody_votes_until_it_is_recorded(clerk):
    registered("MP305", "A title", "2021-01-04", status="change_board")
    votes = SELF_GOVERNANCE | RECOMMENDS
    assert on_command_line("MP305", VOTED) == dict.fromkeys(votes, False)
    page = clerk.get(f"/proposals/MP305/steps/?as_at={VOTED}").content.decode()
    assert page.count("the record does not say yet which path it has") == len(votes)
    assert "Record the path that was decided." in page
    for step in votes:
        no = refusals(step, VOTED, "MP305", reason=WHY)[0]
        assert (no.code, no.remedy) == ("progression.unmet", "Record the path that was decided.")
    do("set_path", _from="2021-06-01", proposal="MP305", path="Self-Governance")
    assert on_page(clerk, "MP305", VOTED) == SELF_GOVERNANCE
    do("set_path", _from="2021-06-02", proposal="MP305", path="Authority-Led")
    assert on_page(clerk, "MP305", VOTED) == RECOMMENDS
