"""The outcomes of the pack: who may reach each, in whose words, and how sure that is."""

from __future__ import annotations

import pytest

from codeclerk.decisions import vocabulary
from codeclerk.decisions.packs import Decisions
from codeclerk.kernel.errors import Refused
from codeclerk.kernel.packs import Sure
from codeclerk.kernel.publishing import running_pack

BY = {
    "ready_for_conversion": {"csc"},
    "converted": {"panel"},
    "to_refinement": {"panel"},
    "work_package_agreed": {"panel"},
    "to_report_phase": {"panel"},
    "report_approved": {"panel"},
    "implementation_approach_approved": {"panel"},
    "self_governance": {"panel"},
    "ia_cost_approved": {"change_board"},
    "approved": {"change_board", "authority", "government", "panel"},
    "recommended_approval": {"change_board"},
    "recommended_rejection": {"change_board"},
    "rejected": {"change_board", "authority", "government"},
    "sent_back": {"authority"},
    "derogation": {"panel"},
}


def test_each_outcome_is_for_its_bodies():
    assert {one.id: {reach.body for reach in one.by} for one in vocabulary.outcomes()} == BY


def test_an_approval_has_its_condition_and_its_reference():
    approved = vocabulary.outcome("Approved")
    assert (approved.reach("change_board").path, approved.reach("panel").flag) == ("self_governance", "fast_track")
    assert (approved.reach("authority").path, approved.reach("csc")) == (None, None)
    assert [str(one) for one in approved.reach("change_board").reference] == ["CSR:105-109", "CSR:390-402"]
    marks = {reach.sure for one in vocabulary.outcomes() for reach in one.by}
    assert marks == {Sure.PRINTED, Sure.STATED, Sure.INFERRED}


def test_G052_the_recommendations_for_a_conversion():
    # Printed in PMP:79-85, in other words.
    asks = ("work_package_agreed", "converted", "to_refinement")
    assert vocabulary.recommendations(asks, "DP144") == (
        "AGREE that DP144 is converted to a Modification Proposal",
        "AGREE that MP144 goes to the Refinement Process",
        "AGREE the first package of work and its timetable",
    )


def test_the_recommendations_for_the_report_phase():
    # Printed in PMP:23-30, in other words.
    asks = ("to_report_phase", "report_approved", "implementation_approach_approved", "self_governance")
    assert vocabulary.recommendations(asks, "MP092") == (
        "AGREE that MP092 goes to the Report Phase",
        "APPROVE the Modification Report",
        "APPROVE the implementation approach",
        "AGREE that MP092 is decided under Self-Governance",
    )


def test_what_has_no_words_of_its_own_is_named():
    assert vocabulary.recommendations(("sent_back",), "MP092") == ("Sent back",)
    assert vocabulary.converted("MP144") == "MP144"
    assert vocabulary.converted("something") == "something"


def test_an_outcome_is_found_by_name_and_alias_or_refused_with_the_nearest():
    assert vocabulary.outcome("recommended approval").id == "recommended_approval"
    with pytest.raises(Refused) as caught:
        vocabulary.outcome("aproved")
    assert caught.value.first.code == "decisions.unknown_outcome"
    assert caught.value.first.remedy == "Did you mean 'Approved'?"
    assert (vocabulary.outcome_name("gone"), vocabulary.body_name("gone")) == ("gone", "gone")


@pytest.mark.parametrize(
    ("place", "value", "wanted"),
    [
        ("did", "approved it", "{what} in the words"),
        ("ask", {"verb": "AGREE", "words": "that {title} is good"}, "no other place"),
        ("ask", {"verb": "WANT", "words": "it"}, "AGREE"),
        ("by", (), "1 item"),
    ],
)
def test_a_pack_file_that_cannot_be_right_is_refused(place, value, wanted):
    whole = running_pack().of(Decisions).outcomes[0].model_dump(mode="python", by_alias=True)
    whole[place] = value
    with pytest.raises(Exception, match=wanted):
        type(running_pack().of(Decisions).outcomes[0]).model_validate(whole, strict=False)
