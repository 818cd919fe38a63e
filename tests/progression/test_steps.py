"""Steps of the process as commands: what follows from each, and what is refused."""

from __future__ import annotations

import re
from datetime import date

import pytest

from codeclerk.decisions import queries as decisions
from codeclerk.kernel import bus
from codeclerk.kernel.errors import Refused
from codeclerk.kernel.models import Event
from codeclerk.progression.queries import steps_of
from codeclerk.register import queries as register
from tests.progression.support import WHERE, state, take
from tests.register.support import do, lens, organisation, person, queries, refused, registered

pytestmark = pytest.mark.django_db


def draft(number: str = "DP301", **more) -> str:
    return registered(number, "A title", "2021-01-04", status="draft_proposal", **more)


def refined(number: str = "MP302", **more) -> str:
    return registered(number, "A title", "2021-01-04", status="refinement_process", **more)


def before_the_board(number: str = "MP303", path: str = "self_governance") -> str:
    return registered(number, "A title", "2021-01-04", status="change_board", path=path)


def refusals(step: str, day: str, proposal: str, by: str = "system:import", **given) -> list:
    """Everything that is in the way of a step."""
    data = {"proposal": proposal, "step": step, **given}
    with pytest.raises(Refused) as caught:
        bus.execute("take_step", data, actor=by, effective=date.fromisoformat(day))
    return list(caught.value.refusals)


def facts(number: str, day: str):
    return register.proposal(lens(day), number).line


@pytest.mark.inventory("B01")
@pytest.mark.inventory("B08")
def test_a_proposal_goes_from_a_draft_to_the_code():
    draft()
    take("DP301", "csc_initial_comment", "2021-01-26")
    take("DP301", "csc_final_comment", "2021-02-23", shown=("problem_defined",))
    assert take("DP301", "convert", "2021-03-12", shown=("work_package",))["number"] == "MP301"
    take("MP301", "to_report_phase", "2021-05-14", shown=("report_complete",), path="self_governance")
    do("issue_consultation", _from="2021-05-17", proposal="MP301", kind="report", closes="2021-06-07")
    take("MP301", "to_change_board", "2021-06-16")
    take("MP301", "approve_self_governance", "2021-06-23", reason="It serves objective (a).", objectives=("a",))
    take("MP301", "implement", "2021-11-04", shown=("accepted_in_test",))
    days = ("2021-01-31", "2021-03-12", "2021-05-14", "2021-06-16", "2021-06-23", "2021-11-04")
    assert [facts("MP301", day).stage for day in days] == ["define", "refine", "opine", "opine", "release", "closed"]
    assert [one.step for one in steps_of(lens("2021-11-04"), "0301")][-1] == "implement"


def test_the_decisions_that_a_step_stands_for_are_recorded_once():
    refined()
    recorded = {"body": "panel", "proposal": "MP302", "outcome": "report_approved"}
    do("record_decision", _from="2021-05-14", **recorded)
    take("MP302", "to_report_phase", "2021-05-14", shown=("report_complete",), path="authority_determined")
    outcomes = [one.outcome for one in decisions.of_proposal(lens("2021-05-14"), "0302")]
    assert sorted(outcomes) == ["implementation_approach_approved", "report_approved", "to_report_phase"]


def test_the_planned_event_of_the_timetable_happens_with_the_step():
    draft()
    do("plan_event", _from="2021-01-10", proposal="DP301", kind="csc_initial", when="2021-01-26")
    take("DP301", "csc_initial_comment", "2021-01-27")
    events = [row for row in register.timetable(lens("2021-01-27"), "DP301") if row.kind == "csc_initial"]
    assert [(row.when.first.isoformat(), row.state.value) for row in events] == [("2021-01-27", "happened")]


@pytest.mark.inventory("B04")
def test_a_condition_that_the_record_does_not_show_is_told_with_its_clause_and_remedy():
    draft()
    found = refusals("convert", "2021-03-12", "DP301")
    assert [one.code for one in found] == ["progression.unmet", "progression.not_shown"]
    assert found[0].problem == (
        "DP301: “Found ready for conversion” is not met. The Change Sub-Committee has determined that the Draft "
        "Proposal is ready for conversion (CSR:217-219). The record does not say so"
    )
    assert found[0].remedy == "Take the Draft Proposal to the Change Sub-Committee for its final comment first."
    assert found[1].facts["part"] == "work_package"
    take("DP301", "csc_final_comment", "2021-02-23", shown=("problem_defined",))
    take("DP301", "convert", "2021-03-12", shown=("work_package",))
    last = steps_of(lens("2021-03-12"), "0301")[-1]
    assert last.shown == (
        (
            "Found ready for conversion",
            "Decided by the Change Sub-Committee on 23 February 2021: Ready for conversion.",
        ),
        ("First package of work and timetable", WHERE),
    )


def test_a_step_out_of_order_says_where_it_stands_and_what_is_open():
    refined()
    one = refused("take_step", _from="2021-05-01", proposal="MP302", step="implement")
    assert one.code == "progression.not_open"
    assert one.problem == (
        "“Implementation” cannot be taken: MP302 is in the status Refinement Process, and it is taken in Pending "
        "Implementation"
    )
    assert "“Refinement Consultation”" in one.remedy


@pytest.mark.parametrize(
    ("given", "code", "said"),
    [
        ({"step": "refinment_consultation"}, "process.unknown", "Did you mean"),
        ({"step": "raise"}, "progression.raised_elsewhere", "raise_draft"),
        ({"step": "to_report_phase"}, "progression.not_given", "needs the path"),
        ({"step": "give_views"}, "progression.who", "Working Group, "),
        ({"step": "give_views", "by": "csc"}, "progression.who", "not by csc"),
        ({"step": "agree_requirements", "path": "self_governance"}, "progression.not_taken", "takes no path"),
        (
            {"step": "agree_requirements", "shown": ({"condition": "accepted", "where": "X"},)},
            "progression.not_a_condition",
            "accepted is no condition",
        ),
        ({"step": "retitle", "title": "B"}, "progression.not_given", "needs the reason"),
        ({"step": "approve_self_governance"}, "progression.not_open", "it is taken in Change Board"),
        ({"step": "adopt", "organisation": "north"}, "progression.not_open", "which this one is not"),
        ({"step": "ask_preliminary_assessment"}, "progression.unmet", "business requirements are agreed"),
    ],
)
def test_a_step_that_is_not_given_right_is_refused_with_the_remedy(given, code, said):
    refined()
    one = refused("take_step", _from="2021-05-01", proposal="MP302", **given)
    assert one.code == code
    assert said in str(one)


def test_the_path_decides_which_decision_is_open():
    before_the_board(path="authority_determined")
    one = refused("take_step", _from="2021-06-23", proposal="MP303", step="approve_self_governance", reason="X")
    assert "it is for Self-Governance, and its path is Authority Determined" in one.problem
    take("MP303", "recommend_approval", "2021-06-23", reason="It serves objective (a).")
    assert state("0303", "2021-06-23").standing.status == "awaiting_authority_decision"
    take("MP303", "authority_approves", "2021-07-20")
    assert facts("MP303", "2021-07-20").status == "pending_implementation"


def test_a_report_that_is_sent_back_is_voted_on_again():
    before_the_board(path="authority_determined")
    take("MP303", "recommend_rejection", "2021-06-23", reason="It costs more than it brings.")
    take("MP303", "send_back", "2021-07-20", reason="The costs of small suppliers are missing.")
    assert state("0303", "2021-07-20").standing.status == "report_phase"


@pytest.mark.inventory("B17")
@pytest.mark.inventory("B18")
@pytest.mark.inventory("B25")
@pytest.mark.inventory("I12")
def test_a_withdrawn_proposal_is_held_counts_as_open_and_can_be_adopted_in_time():
    registered("SECMP0003", "A title", "2015-06-01", status="refinement")
    organisation("north", "North Networks Limited", category="Networks Party")
    take("SECMP0003", "withdraw", "2016-10-28", reason="The cost of the change.")
    held = state("0003", "2016-11-09")
    assert (held.standing.is_held, facts("SECMP0003", "2016-11-09").is_pre_decision) == (True, True)
    assert [(one.name, one.due) for one in held.running] == [("Time for adoption", date(2016, 11, 11))]
    late = refusals("close_withdrawn", "2016-11-11", "SECMP0003")
    assert "The last day is 11 November 2016" in late[0].problem
    take("SECMP0003", "adopt", "2016-11-11", organisation="north")
    line = facts("SECMP0003", "2016-11-11")
    assert (line.is_held, line.proposer_organisation, line.status) == (False, "north", "refinement")


def test_after_the_time_for_adoption_it_is_closed_and_cannot_be_adopted():
    registered("SECMP0003", "A title", "2015-06-01", status="refinement")
    organisation("north", "North Networks Limited")
    take("SECMP0003", "withdraw", "2016-10-28", reason="The cost of the change.")
    over = refusals("adopt", "2016-11-14", "SECMP0003", organisation="north")
    assert [one.code for one in over] == ["progression.unmet"]
    assert "The last day was 11 November 2016" in over[0].problem
    take("SECMP0003", "close_withdrawn", "2016-11-14")
    assert facts("SECMP0003", "2016-11-14").stage == "closed"


def test_a_hold_by_the_panel_is_no_withdrawal():
    refined()
    take("MP302", "hold", "2021-02-12", reason="It waits for another code.", until="2021-04-09")
    organisation("north", "North Networks Limited")
    assert refusals("adopt", "2021-02-15", "MP302", organisation="north")[0].code == "progression.not_shown"
    blocked = refused("take_step", _from="2021-02-15", proposal="MP302", step="agree_requirements")
    assert "It is on hold, and does not move on until that ends" in blocked.problem
    take("MP302", "resume", "2021-03-12", reason="The other code is decided.")
    assert not facts("MP302", "2021-03-12").is_held


@pytest.mark.inventory("B30")
def test_a_decision_is_referred_in_time_and_backed_out():
    before_the_board()
    take("MP303", "approve_self_governance", "2021-01-20", reason="It serves objective (a).")
    take("MP303", "implement", "2021-02-02", shown=("accepted_in_test",))
    late = refusals("refer", "2021-02-04", "MP303", reason="It harms small suppliers.")
    assert "The last day was 3 February 2021" in late[0].problem
    not_referred = refusals("back_out", "2021-02-03", "MP303", reason="Overturned.")
    assert [one.code for one in not_referred] == ["progression.unmet"]
    take("MP303", "refer", "2021-02-03", reason="It harms small suppliers.")
    take("MP303", "back_out", "2021-03-01", reason="The Authority overturned the decision.")
    assert facts("MP303", "2021-03-01").status == "rejected"


def test_urgency_is_a_flag_and_fast_track_needs_its_flag():
    draft()
    take("DP301", "grant_urgency", "2021-01-20", reason="Supply is at risk.")
    assert "urgent" in facts("DP301", "2021-01-20").flags
    one = refused("take_step", _from="2021-02-01", proposal="DP301", step="fast_track")
    assert "it is for proposals marked Fast-Track" in one.problem
    do("set_flag", _from="2021-02-01", proposal="DP301", flag="fast_track")
    take("DP301", "fast_track", "2021-02-12", shown=("error_only", "nobody_objected"))
    assert facts("DP301", "2021-02-12").status == "pending_implementation"


def test_an_alternative_is_linked_and_a_split_goes_on_in_parts():
    refined()
    refined("MP304")
    take("MP302", "propose_alternative", "2021-02-12", by="party", shown=("developed_alike",), alternative="MP304")
    links = register.proposal(lens("2021-02-12"), "MP304").links
    assert [link.kind for link in links] == ["alternative_to"]
    take("MP302", "split", "2021-03-12", reason="Two solutions.", parts=("A: First", "B: Second"))
    assert facts("MP302A", "2021-03-12").status == "refinement_process"


def test_the_last_step_is_taken_back_with_everything_that_followed():
    refined()
    before = (state("0302", "2021-05-14"), facts("MP302", "2021-05-14"))
    take("MP302", "to_report_phase", "2021-05-14", shown=("report_complete",), path="self_governance")
    do("undo_step", _from="2021-05-17", proposal="MP302", reason="The paper was of another proposal.")
    assert (state("0302", "2021-05-14"), facts("MP302", "2021-05-14")) == before
    assert steps_of(lens("2021-05-17"), "0302") == ()
    assert [one.outcome for one in decisions.of_proposal(lens("2021-05-17"), "0302")] == []
    assert refused("undo_step", proposal="MP302", reason="Again").code == "progression.no_step"


def test_a_conversion_stays_and_only_the_last_step_is_taken_back():
    draft()
    take("DP301", "csc_final_comment", "2021-02-23", shown=("problem_defined",))
    take("DP301", "convert", "2021-03-12", shown=("work_package",))
    one = refused("undo_step", proposal="MP301", reason="Wrong")
    assert "a number that was given stays given" in one.problem
    refined()
    take("MP302", "hold", "2021-02-12", reason="It waits.")
    do("set_path", _from="2021-03-01", proposal="MP302", path="self_governance")
    assert "changed on 1 March 2021" in refused("undo_step", proposal="MP302", reason="Wrong").problem


def test_a_step_before_a_later_change_is_refused():
    refined()
    take("MP302", "hold", "2021-02-12", reason="It waits.")
    one = refused("take_step", _from="2021-02-01", proposal="MP302", step="agree_requirements")
    assert (one.code, one.facts["later"]) == ("progression.out_of_order", "12 February 2021")


def test_without_a_status_nothing_is_open():
    registered("MP305", "A title", "2021-01-04")
    assert refused("take_step", _from="2021-02-01", proposal="MP305", step="hold").code == "progression.no_status"


def test_deadlines_are_moved_with_a_reason_within_what_the_rule_leaves_open():
    before_the_board(path="authority_determined")
    take("MP303", "recommend_approval", "2021-06-23", reason="It serves objective (a).")
    counted = state("0303", "2021-06-23").running[0]
    assert (counted.clock, counted.due) == ("authority_decision", date(2021, 7, 28))
    moved = {"proposal": "MP303", "clock": "authority_decision", "by": "Ofgem", "reason": "It asks for more time."}
    sunday = refused("move_deadline", _from="2021-07-01", due="2021-08-29", **moved)
    assert "that is no Working Day" in sunday.problem
    assert "31 August 2021" in sunday.remedy
    do("move_deadline", _from="2021-07-01", due="2021-08-31", **moved)
    running = state("0303", "2021-07-01").running[0]
    assert (running.due, running.deadline.due) == (date(2021, 8, 31), date(2021, 7, 28))
    assert running.explanation.endswith("Moved to 31 August 2021 by the Authority: It asks for more time.")
    assert state("0303", "2021-06-30").running[0].due == date(2021, 7, 28)
    do("move_deadline", _from="2021-07-02", **moved)
    assert state("0303", "2021-07-02").running[0].due == date(2021, 7, 28)
    assert refused("move_deadline", **{**moved, "clock": "adoption"}).code == "progression.no_clock"


def test_a_limit_of_the_code_is_not_shortened_but_under_urgency():
    registered("SECMP0003", "A title", "2015-06-01", status="refinement")
    take("SECMP0003", "withdraw", "2016-10-28", reason="The cost of the change.")
    sooner = {"proposal": "SECMP0003", "clock": "adoption", "by": "panel", "reason": "Haste", "due": "2016-11-07"}
    assert refused("move_deadline", _from="2016-11-01", **sooner).code == "progression.not_movable"
    do("set_flag", _from="2016-10-30", proposal="SECMP0003", flag="urgent")
    do("move_deadline", _from="2016-11-01", **sooner)
    assert state("0003", "2016-11-01").running[0].due == date(2016, 11, 7)


def test_who_may_take_a_step_is_told_by_the_same_answer_everywhere():
    draft(proposer_organisation=organisation("north", "North Networks Limited"))
    for key, role, more in (
        ("contact", "party_contact", {"organisation": "north"}),
        ("chair", "chair", {"body": "csc"}),
        ("member", "committee_member", {"body": "csc"}),
    ):
        person(key)
        do("give_membership", _by="system:install", _from="2020-01-01", person=key, role=role, **more)
    assert refused(
        "take_step", "person:member", "2021-01-26", proposal="DP301", step="csc_initial_comment"
    ).problem == (
        "person:member may not take_step: the step “First comments of the Change Sub-Committee” is taken by the Change "
        "Sub-Committee; person:member is neither that nor keeps the register on that day (rule progression.actors)"
    )
    do("take_step", _by="person:chair", _from="2021-01-26", proposal="DP301", step="csc_initial_comment")
    do("take_step", _by="person:contact", _from="2021-01-27", proposal="DP301", step="withdraw", reason="Too dear")
    assert facts("DP301", "2021-01-27").is_held


def test_the_proposer_and_the_analyst_are_told_and_not_the_one_who_took_it():
    person("proposer")
    person("analyst")
    draft(proposer_person="proposer", lead_analyst="analyst")
    day = date(2021, 2, 12)
    data = {"proposal": "DP301", "step": "withdraw", "reason": "Too dear"}
    plan = bus.preview("take_step", data, actor="person:proposer", effective=day)
    assert [(one.to, one.subject, one.because) for one in plan.notices] == [
        ("person:analyst", "DP301: Withdrawal", "you are its lead analyst of DP301")
    ]
    assert "due 26 Feb 2021" in plan.notices[0].body
    assert [one.due for one in plan.deadlines] == [date(2021, 2, 26)]


def test_a_preview_writes_nothing_and_is_what_happens():
    refined()
    day = date(2021, 5, 14)
    data = {
        "proposal": "MP302",
        "step": "to_report_phase",
        "path": "self_governance",
        "shown": ({"condition": "report_complete", "where": WHERE},),
    }
    before = Event.objects.count()
    plan = bus.preview("take_step", data, actor="system:import", effective=day)
    assert Event.objects.count() == before
    bus.execute("take_step", data, actor="system:import", effective=day)
    made = Event.objects.order_by("pk")[before:]
    assert [(one.stream, one.type) for one in made] == [(one.stream, one.body.TYPE) for one in plan.events]


def test_the_state_of_a_proposal_takes_as_many_queries_whatever_it_has():
    key = before_the_board()
    take("MP303", "approve_self_governance", "2021-01-20", reason="It serves objective (a).")
    state(key, "2021-01-21")
    with queries(4):  # where it stands, the last decision, moved deadlines, steps that were taken
        state(key, "2021-01-21")


@pytest.mark.inventory("B05")
@pytest.mark.inventory("B07")
def test_each_sub_committee_answers_and_silence_stays_silence(client):
    draft()
    do("plan_event", _from="2021-01-10", proposal="DP301", kind="sub_committee_input", when="1 Feb 2021 to 19 Feb 2021")
    take("DP301", "csc_initial_comment", "2021-01-26")
    take("DP301", "sub_committee_input", "2021-02-10", by="ssc", answer="Interest", reason="It wants updates.")
    take("DP301", "sub_committee_input", "2021-02-11", by="tabasc", answer="not_interested")
    wrong = refused(
        "take_step", _from="2021-02-12", proposal="DP301", step="sub_committee_input", by="opsg", answer="Yes"
    )
    assert wrong.code == "progression.no_answer"
    take("DP301", "csc_final_comment", "2021-02-23", shown=("problem_defined",))
    page = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", client.get("/proposals/DP301/steps/").content.decode()))
    asked = page[page.index("What was answered: Input of the sub-committees") :]
    assert "Security Sub-Committee Interest 10 February 2021 It wants updates." in asked
    assert "Technical Architecture and Business Architecture Sub-Committee No interest 11 February 2021" in asked
    assert "Operations Group silent" in asked
    events = [row for row in register.timetable(lens("2021-02-23"), "DP301") if row.kind == "sub_committee_input"]
    assert len(events) == 1


def test_the_authority_directs_another_date_within_its_discretion():
    before_the_board(path="authority_determined")
    take("MP303", "recommend_approval", "2021-06-23", reason="It serves objective (a).")
    without = refusals("direct_date", "2021-07-01", "MP303", release="June 2022", reason="Suppliers need time.")
    assert [one.code for one in without] == ["progression.not_shown"]
    take(
        "MP303", "direct_date", "2021-07-01", shown=("within_discretion",), release="June 2022", reason="Time is short."
    )
    assert facts("MP303", "2021-07-01").release == "June 2022"
