"""The process of the shipped pack: its two profiles, against the acts and the timetables of the papers."""

from __future__ import annotations

from datetime import date

import pytest

from codeclerk.kernel.acts import acts
from codeclerk.kernel.packs import Stages, Sure
from codeclerk.kernel.publishing import installed_packs, running_pack
from codeclerk.process import queries, vocabulary
from codeclerk.process.packs import ProcessRules
from codeclerk.register import queries as register
from codeclerk.register.packs import Timetable
from tests.register.support import lens


def rules(profile: str):
    return vocabulary.process(profile).rules


def step(profile: str, id: str):
    return vocabulary.step(vocabulary.process(profile), id)


def test_every_act_that_a_step_names_is_registered():
    assert "sec" in installed_packs()
    for profile in running_pack().of(ProcessRules).profiles:
        for one in profile.steps:
            assert one.act is None or one.act in acts(), f"{profile.profile} {one.id}: no act {one.act}"


def test_what_is_listed_is_used():
    file = running_pack().of(ProcessRules)
    every = [one for profile in file.profiles for one in profile.steps]
    assert {one.id for one in file.conditions} == {id for one in every for id in one.conditions}
    assert {one.id for one in file.clocks} == {id for one in every for id in (*one.clocks, *one.starts)}


def test_every_status_of_both_profiles_is_described_and_walked():
    for profile in running_pack().of(Stages).profiles:
        own = rules(profile.id)
        assert {one.status for one in own.statuses} == {one.id for one in profile.statuses}
        closed = {one.id for one in profile.statuses if one.stage == "closed"}
        assert {one.status for one in own.statuses if one.ends} == closed


@pytest.mark.parametrize(
    ("profile", "id", "sources", "target", "by"),
    [
        ("2018", "raise", (), "draft_proposal", ["role:party"]),
        ("2018", "csc_initial_comment", ("draft_proposal",), None, ["body:csc"]),
        ("2018", "csc_final_comment", ("draft_proposal",), None, ["body:csc"]),
        ("2018", "convert", ("draft_proposal",), "refinement_process", ["body:panel"]),
        ("2018", "straight_to_report", ("draft_proposal",), "report_phase", ["body:panel"]),
        ("2018", "approve_fee", ("refinement_process",), None, ["body:change_board"]),
        ("2018", "refinement_consultation", ("refinement_process",), None, ["role:secretariat"]),
        ("2018", "to_report_phase", ("refinement_process",), "report_phase", ["body:panel"]),
        ("2018", "approve_self_governance", ("change_board",), "pending_implementation", ["body:change_board"]),
        ("2018", "recommend_approval", ("change_board",), "awaiting_authority_decision", ["body:change_board"]),
        ("2018", "authority_approves", ("awaiting_authority_decision",), "pending_implementation", ["body:authority"]),
        ("2018", "send_back", ("awaiting_authority_decision",), "report_phase", ["body:authority"]),
        ("2018", "back_out", ("pending_implementation", "implemented"), "rejected", ["body:authority"]),
        ("2018", "implement", ("pending_implementation",), "implemented", ["role:secretariat"]),
        ("2013", "raise", (), "initial_modification_report", ["role:party"]),
        ("2013", "to_refinement", ("initial_modification_report",), "refinement", ["body:panel"]),
        ("2013", "straight_to_consultation", ("initial_modification_report",), "modification_report", ["body:panel"]),
        ("2013", "report_to_panel", ("refinement",), "modification_report", ["body:panel"]),
        ("2013", "final_report", ("modification_report",), "change_board", ["role:secretariat"]),
    ],
)
def test_the_steps_lead_where_the_process_says(profile, id, sources, target, by):
    found = step(profile, id)
    assert (found.from_, found.to, [one.key for one in found.by]) == (sources, target, by)


def test_the_panel_makes_four_decisions_on_the_report():
    found = queries.step(lens(), "2018", "to_report_phase")
    for said in ("progresses", "report is approved", "implementation approach is approved", "Self-Governance"):
        assert said in found.step.does
    assert [need.name for need in found.needs] == ["Report, costs and legal text"]


def test_a_printed_meeting_that_does_not_fit_is_shown_with_the_pattern():
    (meeting,) = queries.step(lens(), "2018", "csc_final_comment").meetings
    assert meeting.words == "meets on the last Tuesday of the month"
    assert "28 August 2020" in meeting.note


def test_what_no_source_confirms_is_marked_so():
    file = running_pack().of(ProcessRules)
    unsure = {one.id for one in file.conditions if one.sure is Sure.UNVERIFIED}
    assert unsure == {"nobody_objected", "developed_alike", "within_discretion"}
    assert step("2018", "fast_track").sure is Sure.STATED
    assert step("2018", "raise").sure is Sure.STATED
    assert step("2018", "convert").sure is Sure.PRINTED
    assert step("2018", "refinement_consultation").sure is Sure.INFERRED
    actors = {one.id: one.actors.sure for one in rules("2018").steps if one.actors}
    assert actors == dict.fromkeys(("refer", "hold", "resume", "split"), Sure.UNVERIFIED)
    assert queries.step(lens(), "2018", "hold").weakest == "unverified"
    landing = {one.id: one.landing.sure for one in rules("2018").steps if one.landing}
    assert landing == dict.fromkeys(("send_back", "back_out", "fast_track"), Sure.UNVERIFIED)


def test_the_conversion_renumbers_and_needs_the_package_of_work():
    found = queries.step(lens(), "2018", "convert")
    assert found.renumbers == "Modification Proposal number"
    assert [need.name for need in found.needs] == ["Found ready for conversion", "First package of work and timetable"]
    assert found.meetings[0].words == (
        "meets on the second or third Friday of the month; papers are issued 5 Working Days before"
    )


def test_the_change_sub_committee_has_two_steps_and_may_suggest_the_direct_way():
    assert step("2018", "csc_initial_comment").events == ("csc_initial",)
    assert step("2018", "csc_final_comment").events == ("csc_final", "csc_decision")
    asked = queries.step(lens(), "2018", "sub_committee_input")
    assert asked.who_words == "TABASC, SSC, SMKI PMA, OPSG"
    assert "solution_evident" in step("2018", "straight_to_report").conditions


@pytest.mark.inventory("G09", partial="the window and what ends it; referrals themselves are not recorded yet")
def test_a_decision_under_self_governance_can_be_referred_and_backed_out():
    assert step("2018", "approve_self_governance").starts == ("referral",)
    assert step("2018", "refer").paths == ("self_governance",)
    assert step("2018", "refer").clocks == ("referral",)
    assert step("2018", "back_out").conditions == ("overturned",)


def test_cost_can_be_the_reason_of_a_withdrawal():
    assert "the cost of the change can be one" in vocabulary.conditions()["reasons_given"].meaning
    assert step("2013", "withdraw").conditions == ("reasons_given",)


def test_every_kind_of_timetable_event_is_a_step():
    told = {event for profile in ("2013", "2018") for one in rules(profile).steps for event in one.events}
    timetable = running_pack().of(Timetable)
    drawn = {kind for bar in timetable.bars for kind in bar.kinds}
    kinds = {kind.id for kind in timetable.kinds}
    assert told <= kinds
    assert kinds - told <= drawn


@pytest.mark.parametrize("number", ["MP092", "MP106", "MP139", "DP144"])
def test_what_the_printed_timetables_list_is_a_step(example, number):
    rows = register.timetable(example.lens("2020-12-04"), number)
    told = {event for one in rules("2018").steps for event in one.events}
    assert len(rows) >= 11
    assert {row.kind for row in rows} <= told


def test_the_statuses_of_2016_are_in_the_process_of_that_time(example):
    lines = register.proposals(example.lens("2016-11-09"))
    own = {one.status for one in rules("2013").statuses}
    assert lines
    for line in lines:
        found = queries.standing_of(example.lens("2016-11-09"), line.key)
        assert found is None or found.profile != "2013" or found.status in own


def test_the_withdrawn_proposal_of_2016_waits_for_its_adoption(example):
    standing = queries.standing_of(example.lens("2016-11-09"), "0003")
    assert standing is not None
    assert (standing.profile, standing.is_held, standing.held_since) == ("2013", True, date(2016, 10, 28))
    found = queries.open_to(example.lens("2016-11-09"), standing)
    assert found is not None
    shown = {line.id: line for line in found.shown}
    assert "due 11 Nov 2016" in shown["adopt"].by_when
    assert (shown["adopt"].is_blocked, shown["close_withdrawn"].is_blocked) == (False, True)
    later = queries.standing_of(example.lens("2016-11-12"), "0003")
    assert later is not None
    assert later.status == "withdrawn"
    assert queries.open_to(example.lens("2016-11-12"), later) is None
