"""Steps of the process as commands: what follows from each, and what is refused."""

from __future__ import annotations

import pytest

from tests.progression.support import state, take
from tests.register.support import do, registered

pytestmark = pytest.mark.django_db


def test_a_proposal_goes_from_a_draft_to_the_code():
    registered("DP301", "A title", "2021-01-04", status="draft_proposal")
    take("DP301", "csc_initial_comment", "2021-01-26")
    take("DP301", "csc_final_comment", "2021-02-23", shown=("problem_defined",))
    out = take("DP301", "convert", "2021-03-12", shown=("work_package",))
    assert out["number"] == "MP301"
    assert state("0301", "2021-03-12").standing.status == "refinement_process"
    take("MP301", "to_report_phase", "2021-05-14", shown=("report_complete",), path="self_governance")
    do("issue_consultation", _from="2021-05-17", proposal="MP301", kind="report", closes="2021-06-07")
    take("MP301", "to_change_board", "2021-06-16")
    take("MP301", "approve_self_governance", "2021-06-23", reason="It serves objective (a).", objectives=("a",))
    assert state("0301", "2021-06-23").standing.status == "pending_implementation"
    take("MP301", "implement", "2021-11-04", shown=("accepted_in_test",))
    assert state("0301", "2021-11-04").standing.status == "implemented"
