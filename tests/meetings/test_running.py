"""An agenda and what happens at a meeting: acts, what they refuse, and who is told of what."""

from __future__ import annotations

import json
from datetime import date

import pytest

from codeclerk.kernel import bus, clock
from codeclerk.kernel.events import read_body
from codeclerk.kernel.lens import Classification
from codeclerk.kernel.models import Event
from codeclerk.kernel.seal import seal_pending
from codeclerk.meetings import queries
from codeclerk.meetings.queries.actions import actions, open_actions
from codeclerk.meetings.queries.due import due_at
from codeclerk.meetings.queries.running import course_of
from codeclerk.meetings.rules.actions import ActionState
from codeclerk.meetings.rules.agenda import Quorate
from tests.meetings import panel
from tests.meetings.panel import CLERK, DAY, KEY, SECRET
from tests.register.support import do, lens, refused, registered
from tests.register.support import queries as count
from tests.support.records import loaded_once

pytestmark = pytest.mark.django_db
planned = loaded_once(panel.load)
held = loaded_once(panel.loaded_and_run)


def course(day=DAY, viewer=None):
    looking = lens(day, None, viewer) if viewer else lens(day)
    return course_of(looking, queries.meeting(looking, KEY))


@pytest.mark.inventory("G01", "G14", "G33")
def test_an_agenda_has_items_of_every_kind_with_references_and_recommendations(planned):
    found = course("2021-03-05", CLERK)
    assert [(one.number, one.kind, one.name, one.action) for one in found.items] == [
        (1, "Standing item", "Minutes of the last meeting", ""),
        (18, "Paper", "MP147: SMKI Full Extract", "For Decision"),
        (19, "Paper", SECRET, "For Information"),
        (20, "Verbal update", "News of the DCC", "For Information"),
        (21, "Paper", "MP077: DCC Service Flagging", "For Decision"),
    ]
    assert [one.reference for one in found.items][1:3] == ["SECP_90_1203_18", "SECP_90_1203_19"]
    second = found.items[1]
    assert (second.item.asks, second.presenter) == (("AGREE that MP147 goes to the Report Phase",), "Secretariat")
    assert (second.paper.name, second.is_late) == ("SECP_90_1203_18", False)
    assert found.items[2].is_late  # published on the 9th, after the Paper Day of the 5th


@pytest.mark.inventory("G15")
@pytest.mark.parametrize("verb", ["agree", "APPROVE", "Note", "discuss", "PROVIDE"])
def test_a_recommendation_begins_with_a_verb_of_the_list_in_capitals(planned, verb):
    panel.put(title="A paper", asks=[f"{verb} what it says"])
    assert course("2021-03-05").items[-1].item.asks == (f"{verb.upper()} what it says",)


def test_what_is_not_open_is_counted_and_told_nowhere(held):
    found = course()
    assert (found.closed, [one.number for one in found.items]) == (1, [1, 18, 20, 21])
    assert [one.name for one in found.actions] == ["ACTION 90/1"]
    assert [one.number for one in queries.meeting(lens(DAY), KEY).agenda] == ["MP147", "MP077"]
    told = [
        (row.stream, row.payload, read_body(row.type, row.version, row.body_json(), None).in_words())
        for row in Event.objects.filter(stream__startswith="meeting:")
    ]
    assert told
    for _, payload, words in told:
        for said in (SECRET, "quarrel", "adaline", panel.digest(panel.RED)):
            assert said not in payload
            assert said not in words
    closed = Event.objects.filter(stream=f"closed_meeting:{KEY}")
    assert {row.type for row in closed} == {"meetings.outcome_said", "meetings.action_given"}
    whole = course(viewer=CLERK)
    assert (whole.closed, whole.items[2].outcome) == (0, "Noted; the quarrel goes on")
    assert [one.name for one in whole.actions] == ["ACTION 90/1", "ACTION 90/2"]


def test_the_log_of_the_api_tells_nothing_of_closed_items(held, client):
    seal_pending(clock.now())
    log = client.get("/api/v1/events?limit=200").content.decode()
    assert "meetings.agenda_said" in log
    for said in (SECRET, "quarrel", "closed_meeting", panel.digest(panel.RED)):
        assert said not in log


@pytest.mark.inventory("G20", "G21")
def test_outcomes_are_those_of_the_code_with_what_they_need(held):
    by_key = {one.key: one for one in course(viewer=CLERK).items}
    assert by_key["0147"].outcome == "Agreed"
    assert by_key["0077"].outcome == "No consensus: a paper in April; in April 2021"
    for data, code, field in (
        ({"outcome": "No consensus"}, "meetings.outcome_needs", "follow_up"),
        ({"outcome": "seek_input"}, "meetings.outcome_needs", "whom"),
        ({"outcome": "Reconvene"}, "meetings.outcome_needs", "when"),
        ({"outcome": "Adjourned"}, "meetings.unknown_outcome", "outcome"),
        ({"outcome": "seek_input", "whom": "Somebody"}, "meetings.unknown_owner", "whom"),
        ({}, "meetings.nothing_came", "outcome"),
    ):
        refusal = refused("record_outcome", _from=DAY, meeting=KEY, item="0147", **data)
        assert (refusal.code, refusal.facts["field"]) == (code, field)
    for data, words in (
        ({"outcome": "seek_input", "whom": "SSC"}, "Input is asked of the Security Sub-Committee"),
        ({"outcome": "reconvene", "when": "November 2021"}, "It is discussed again in November 2021"),
        ({"outcome": "request IA"}, "An assessment is requested"),
        ({"outcome": "Proceed to consultation"}, "It goes on to consultation"),
    ):  # fmt: skip
        do("record_outcome", _from=DAY, meeting=KEY, item="0147", **data)
        assert {one.key: one for one in course().items}["0147"].outcome == words
    assert queries.of_proposal(lens(DAY), "0147")[0].agenda[0].outcome == "It goes on to consultation"


def test_attendance_interests_and_verbal_updates(held):
    found = course()
    assert [(one.name, one.how.value, one.organisation) for one in found.there] == [
        ("Electricity Networks 1", "apologies", "gridly"),
        ("Large Supplier 1", "telephone", "northwind"),
    ]
    assert [(one.organisation, one.number) for one in found.guests] == [("DCC", 3)]
    assert found.quorum.answer is Quorate.UNKNOWN
    ((line, interest),) = found.interests
    assert (line.key, interest.who, interest.took_part) == ("0147", "Large Supplier 1", False)
    assert {one.key: one for one in found.items}["i3"].verbal == "The trial goes well."


def test_the_order_changes_and_items_leave(planned):
    do("order_agenda", _from="2021-03-04", meeting=KEY, order=["MP077", "i1"])
    found = course("2021-03-05", CLERK)
    assert [(one.number, one.key) for one in found.items] == [
        (1, "0077"), (2, "i1"), (3, "0147"), (4, "i2"), (5, "i3"),
    ]  # fmt: skip
    do("take_off_item", _from="2021-03-05", meeting=KEY, item="i1")
    assert [one.key for one in course("2021-03-04", CLERK).items][1] == "i1"
    assert [one.key for one in course("2021-03-05", CLERK).items] == ["0077", "0147", "i2", "i3"]
    assert [one.key for one in queries.of_proposal(lens("2021-03-05"), "0077")] == [KEY]


def test_a_plan_with_an_agenda_keeps_what_was_said_of_items(planned):
    do("plan_meeting", _from="2021-03-05", body="Panel", day=DAY, agenda=["MP147"])
    found = course("2021-03-05", CLERK)
    assert [one.key for one in found.items] == ["0147", "i1", "i2", "i3"]
    assert found.items[0].action == "For Decision"
    do("record_meeting", _from=DAY, body="Panel", day=DAY)
    do("withdraw_meeting", _from=DAY, meeting=KEY, reason="Misread")
    assert len(course(viewer=CLERK).items) == 4


def test_taking_back_that_it_was_held_takes_back_what_happened(held):
    do("withdraw_meeting", _from=DAY, meeting=KEY, reason="Misread")
    found = course(viewer=CLERK)
    assert (found.there, found.guests, found.interests) == ((), (), ())
    assert not any(one.outcome or one.verbal for one in found.items)


@pytest.mark.parametrize(
    ("act", "day", "data", "code"),
    [
        ("put_item", "2021-03-04", {"title": "x", "document": "0" * 64}, "meetings.no_document"),
        ("put_item", "2021-03-04", {"title": "x", "document": panel.digest(panel.RED)}, "meetings.paper_held_closer"),
        ("put_item", "2021-03-04", {}, "meetings.no_title"),
        ("put_item", "2021-03-04", {"title": "x", "asks": ["ponder it"]}, "meetings.unknown_verb"),
        ("put_item", "2021-03-04", {"title": "x", "presenter": "Ada"}, "people.unknown_word"),
        ("put_item", "2021-03-04", {"title": "x", "action": "For Fun"}, "meetings.unknown_outcome"),
        ("take_off_item", "2021-03-04", {"item": "i9"}, "meetings.no_item"),
        ("record_outcome", "2021-03-11", {"item": "0147", "outcome": "noted"}, "meetings.not_begun"),
        ("record_attendance", DAY, {}, "meetings.nobody"),
        ("record_attendance", DAY, {"seats": [{"seat": "Nobody", "how": "present"}]}, "meetings.no_seat"),
        (
            "record_attendance",
            DAY,
            {"seats": [{"seat": "Large Supplier 1", "how": "present"}] * 2},
            "meetings.seat_twice",
        ),
        ("give_action", DAY, {"what": "x", "owner": "Somebody"}, "meetings.unknown_owner"),
        ("give_action", DAY, {"what": "x", "owner": "Panel", "due": "2021-03-01"}, "meetings.due_before"),
    ],
)
def test_what_cannot_be_is_refused(planned, act, day, data, code):
    assert refused(act, _from=day, meeting=KEY, **data).code == code


def test_a_paper_held_closer_than_its_item_is_named_with_both_marks(planned):
    refusal = refused("put_item", _from="2021-03-04", meeting=KEY, title="x", document=panel.digest(panel.RED))
    assert refusal.problem == "the paper SECP_90_1203_19 is Red, and the item is White"
    assert refusal.remedy.startswith("Make the item Red")


def test_nothing_is_put_on_the_agenda_of_a_dropped_meeting(planned):
    do("drop_meeting", _from="2021-03-05", meeting=KEY, reason="x")
    assert refused("put_item", _from="2021-03-06", meeting=KEY, title="x").code == "meetings.dropped"


def test_actions_are_numbered_ended_and_carried_over(held):
    (one, closed) = open_actions(lens(DAY, None, CLERK))[::-1]
    assert (one.name, one.owner_name, one.due, one.is_overdue(date(2021, 4, 2))) == (
        "ACTION 90/1", "Secretariat", date(2021, 4, 1), True)  # fmt: skip
    assert closed.name == "ACTION 90/2"
    do("plan_meeting", _from="2021-03-15", body="Panel", day="2021-04-09")
    do("carry_action", _from="2021-04-01", action=one.key, to="panel-2021-04-09", due="2021-04-09", reason="Not ready")
    (carried,) = open_actions(lens("2021-04-01"))
    assert (carried.at, carried.due, carried.reason) == ("panel-2021-04-09", date(2021, 4, 9), "Not ready")
    assert [one.key for one in actions(lens("2021-04-01"), meetings=["panel-2021-04-09"])] == [carried.key]
    refusal = refused("end_action", _from="2021-04-09", action=one.key, state="dropped")
    assert refusal.code == "meetings.no_reason"
    do("end_action", _from="2021-04-09", action=one.key, state="done")
    (done,) = actions(lens("2021-04-09"))
    assert (done.state, done.ended) == (ActionState.DONE, date(2021, 4, 9))
    assert open_actions(lens("2021-04-09")) == ()
    assert refused("end_action", _from="2021-04-09", action=one.key, state="done").code == "meetings.action_not_open"
    assert refused("carry_action", _from=DAY, action=closed.key, reason="x").code == "meetings.nothing_carried"
    assert refused("end_action", _by="public", action=one.key, state="done").code == "kernel.not_allowed"


@pytest.mark.inventory("G16", "G12", "G13")
def test_an_agenda_is_filled_from_what_is_due():
    for number in ("MP147", "MP077"):
        registered(number, "A title", "2020-01-07")
    registered("DP149", "Another", "2020-12-01", profile="2018", status="draft_proposal")
    do("plan_meeting", _from="2021-03-01", body="panel", day=DAY)
    do("put_to_body", _from="2021-03-02", body="panel", proposal="MP147", meeting=DAY,
       asks=["to_report_phase", "report_approved", "implementation_approach_approved", "self_governance"])  # fmt: skip
    do("put_to_body", _from="2021-03-02", body="panel", proposal="DP149",
       asks=["converted", "to_refinement", "work_package_agreed"], meeting=DAY)  # fmt: skip
    do("record_decision", _from="2021-02-23", body="change_board", proposal="MP077", outcome="recommended_approval",
       objectives=["a"], review={"to": "panel", "about": "the implementation date"})  # fmt: skip
    due = due_at(lens("2021-03-03"), queries.meeting(lens("2021-03-03"), KEY), ())
    assert [(one.number, one.why) for one in due if one.number != "DP149"][:2] == [
        ("MP147", "It is put to this meeting."),
        ("MP077", "The Change Board asked for a review of the implementation date."),
    ]
    plan = bus.preview("fill_agenda", {"meeting": KEY}, actor="system:import", effective=date(2021, 3, 3))
    assert "MP147: It is put to this meeting." in plan.warnings
    do("fill_agenda", _from="2021-03-03", meeting=KEY)
    items = {one.proposal: one.item.asks for one in course("2021-03-03").items}
    assert items["MP147"] == (
        "AGREE that MP147 goes to the Report Phase",
        "APPROVE the Modification Report",
        "APPROVE the implementation approach",
        "AGREE that MP147 is decided under Self-Governance",
    )
    assert items["DP149"] == (
        "AGREE that DP149 is converted to a Modification Proposal",
        "AGREE that MP149 goes to the Refinement Process",
        "AGREE the first package of work and its timetable",
    )
    assert refused("fill_agenda", _from="2021-03-03", meeting=KEY).code == "meetings.nothing_due"


@pytest.mark.inventory("G16")
def test_what_waits_for_nobody_else_is_due_at_the_meeting_of_its_body():
    registered("MP146", "A title", "2020-12-01", profile="2018", status="change_board")
    registered("MP099", "Another", "2020-12-01", profile="2018", status="refinement_process")
    do("plan_meeting", _from="2021-03-01", body="change_board", day="2021-03-24")
    looking = lens("2021-03-02")
    (due,) = due_at(looking, queries.meeting(looking, "change_board-2021-03-24"), ())
    assert (due.number, due.why.split(":")[0]) == ("MP146", "It waits for the Change Board")


def test_open_actions_come_back_on_the_next_agenda(held):
    do("plan_meeting", _from="2021-03-15", body="Panel", day="2021-04-09")
    do("fill_agenda", _from="2021-03-16", meeting="panel-2021-04-09", chosen=["actions"])
    looking = lens("2021-03-16")
    (item,) = course_of(looking, queries.meeting(looking, "panel-2021-04-09")).items
    assert (item.kind, item.name) == ("Standing item", "Actions of earlier meetings")


@pytest.mark.any_database
def test_a_meeting_in_full_takes_as_many_queries_for_one_item_as_for_many(held):
    looking = lens(DAY, None, CLERK)
    meeting = queries.meeting(looking, KEY)
    with count(4):
        course_of(looking, meeting)
    for number in range(20):
        do("put_item", _from=DAY, meeting=KEY, title=f"Item {number}")
        do("give_action", _from=DAY, meeting=KEY, what="x", owner="panel")
    later = lens(DAY, None, CLERK)
    with count(4):
        assert len(course_of(later, meeting).items) == 25


def test_answers_name_what_was_made(planned):
    assert panel.put(title="A paper") == {"meeting": KEY}
    answer = do("give_action", _from=DAY, meeting=KEY, what="x", owner="panel")
    assert json.loads(json.dumps(answer)) == {"action": f"{KEY}-a1", "name": "ACTION 90/1"}
    assert Classification.RED in CLERK.may_see


def test_an_item_that_is_not_open_gives_away_no_proposal(planned):
    registered("MP777", "A quiet matter", "2021-01-04")
    panel.put(proposal="MP777", classification="Red", title="The quiet matter")
    assert panel.put(proposal="MP777", classification="Red", title="Said again")["meeting"] == KEY
    do("record_outcome", _from=DAY, meeting=KEY, item="MP777", outcome="noted")
    do("plan_meeting", _from="2021-03-05", body="Panel", day=DAY, agenda=("MP147",))
    whole = course(viewer=CLERK)
    assert [(one.key, one.name, one.outcome) for one in whole.items if one.proposal == "MP777"] == [
        ("i4", "MP777: Said again", "Noted")
    ]
    told = Event.objects.filter(stream=f"meeting:{KEY}").values_list("payload", flat=True)
    assert not [one for one in told if "0777" in one or "MP777" in one]
    both = {"body": "Panel", "day": DAY, "agenda": ("MP147", "MP777")}
    no = refused("record_meeting", _from=DAY, **both, outcomes=({"proposal": "MP777", "words": "It is kept."},))
    assert no.code == "meetings.not_on_agenda"
