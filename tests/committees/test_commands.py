"""The acts on committees: what each one records, warns of and refuses."""

from __future__ import annotations

from datetime import date

import pytest

from codeclerk.committees import queries
from codeclerk.committees.rules.inputs import Standing
from codeclerk.kernel import bus
from tests.committees import example
from tests.register.support import do, lens, person, refused, registered
from tests.register.support import queries as counted
from tests.support.records import loaded_once

pytestmark = pytest.mark.django_db
loaded = loaded_once(example.load)
SSC = {"proposal": "MP139", "body": "ssc"}


def at(day: str, key: str):
    return queries.input_at(lens(day), key)


@pytest.fixture
def asked():
    registered("MP139", "MVP and IVP dates for CHTS", "2020-08-18")
    return do("ask_committee", _from="2020-09-01", kind="security_question", question="What is the risk?",
              due="2020-09-30", **SSC)["input"]  # fmt: skip


def test_a_question_waits_is_overdue_and_is_answered(asked):
    assert asked == "0139-ssc-1"
    do("move_input_due", _from="2020-09-20", input="MP139-ssc-1", due="2020-10-15", reason="It meets later")
    do("answer_input", _from="2020-10-20", input=asked, answer="comments", text="Old devices stay in use")
    assert (at("2020-09-01", asked).standing, at("2020-09-01", asked).due) == (Standing.OPEN, date(2020, 9, 30))
    assert at("2020-10-15", asked).standing is Standing.OPEN
    assert at("2020-10-16", asked).standing is Standing.OVERDUE
    answered = at("2020-10-20", asked)
    assert (answered.standing, answered.answered_on) == (Standing.ANSWERED, date(2020, 10, 20))
    assert answered.answer.text == "Old devices stay in use"
    with pytest.raises(Exception, match="asked later"):
        at("2020-08-31", asked)


def test_a_question_that_is_taken_back_waits_no_more(asked):
    do("withdraw_input", _from="2020-09-10", input=asked, reason="It was answered elsewhere")
    assert at("2020-12-01", asked).standing is Standing.WITHDRAWN
    assert refused("answer_input", _from="2020-09-11", input=asked, answer="comments").code == (
        "committees.was_withdrawn"
    )
    assert refused("withdraw_input", _from="2020-09-11", input=asked, reason="Again").code == (
        "committees.was_withdrawn"
    )


@pytest.mark.inventory("G23")
def test_an_opposition_says_what_it_is_against_and_what_became_of_it(asked):
    view = do("ask_committee", _from="2020-09-01", proposal="MP139", body="tabasc", kind="view")["input"]
    assert refused("answer_input", _from="2020-09-02", input=view, answer="opposes").facts["field"] == "opposes"
    assert refused("answer_input", _from="2020-09-02", input=view, answer="supports", opposes="All").code == (
        "committees.opposes_what"
    )
    early = refused("record_solution_change", _from="2020-09-02", input=view, text="Six months")
    assert early.code == "committees.not_opposed"
    do("answer_input", _from="2020-09-02", input=view, answer="opposes", opposes="Twelve months are too long")
    assert at("2020-09-02", view).is_opposed
    do("record_solution_change", _from="2020-09-09", input=view, text="Six months")
    changed = at("2020-09-09", view)
    assert not changed.is_opposed
    assert (changed.answer.opposes, changed.change.text) == ("Twelve months are too long", "Six months")


@pytest.mark.inventory("G24")
def test_a_risk_assessment_that_a_committee_asks_for_is_followed_to_its_answer(asked):
    said = refused("ask_committee", _from="2020-10-28", kind="risk_assessment", **SSC)
    assert said.facts["field"] == "to"
    assert refused("ask_committee", _from="2020-10-28", kind="view", to="DCC", **SSC).code == "committees.who_answers"
    key = do("ask_committee", _from="2020-10-28", kind="risk_assessment", to="DCC", due="2020-12-09", **SSC)["input"]
    assert key == "0139-ssc-2"
    assert [one.key for one in queries.waiting(lens("2020-12-10"))] == [asked, key]
    do("answer_input", _from="2020-12-08", input=key, answer="delivered")
    assert at("2020-12-08", key).standing is Standing.ANSWERED


def test_the_same_is_not_asked_again_while_it_waits(asked):
    again = {"kind": "security_question", "question": "What is the risk?", **SSC}
    said = refused("ask_committee", _from="2020-09-02", **again)
    assert (said.code, said.facts["key"]) == ("committees.asked_already", asked)
    do("answer_input", _from="2020-09-03", input=asked, answer="no_comment")
    assert do("ask_committee", _from="2020-09-04", **again)["input"] == "0139-ssc-2"


def test_what_is_asked_today_is_sent_to_the_members(asked):
    person("seated", email="seated@example.com")
    do("give_membership", _from="2020-01-01", person="seated", role="committee_member", body="ssc")
    sent = {**SSC, "kind": "view", "question": "The new dates"}
    plan = bus.preview("ask_committee", sent, actor="system:import")
    assert [(one.to, one.body, one.because) for one in plan.notices] == [
        ("person:seated", "The SSC is asked about MP139: The new dates.", "you sit in the Security Sub-Committee")
    ]
    late = bus.preview("ask_committee", sent, actor="system:import", effective=date(2020, 9, 2))
    of_others = bus.preview("ask_committee", {**SSC, "kind": "further_work", "to": "DCC"}, actor="system:import")
    assert not late.notices
    assert not of_others.notices


def test_several_are_asked_at_once(asked):
    given = {"proposal": "MP139", "bodies": ["SSC", "tabasc", "ssc"], "opens": "2020-10-01", "due": "2020-11-13"}
    answer = do("ask_committees", _from="2020-10-01", **given)
    assert answer["inputs"] == ["0139-ssc-2", "0139-tabasc-1"]
    assert [one.due.isoformat() for one in queries.waiting(lens("2020-10-01"))] == [
        "2020-09-30",
        "2020-11-13",
        "2020-11-13",
    ]
    assert refused("ask_committees", _from="2020-10-01", **given).code == "committees.asked_already"


@pytest.mark.parametrize(
    ("act", "day", "data", "code"),
    [
        ("ask_committee", "2020-09-01", {**SSC, "kind": "view", "due": "2020-08-01"}, "committees.due_before_asked"),
        ("ask_committee", "2020-09-01", {**SSC, "body": "authority", "kind": "view"}, "committees.no_committee"),
        ("ask_committee", "2020-09-01", {**SSC, "body": "sssc", "kind": "view"}, "people.unknown_word"),
        ("ask_committee", "2999-09-01", {**SSC, "kind": "view"}, "register.not_yet"),
        ("answer_input", "2020-08-31", {"input": "0139-ssc-1", "answer": "comments"}, "committees.not_asked_yet"),
        ("answer_input", "2020-09-30", {"input": "0139-ssc-7", "answer": "comments"}, "committees.unknown_input"),
        ("answer_input", "2020-09-30", {"input": "nothing", "answer": "comments"}, "committees.unknown_input"),
        ("move_input_due", "2020-09-02", {"input": "0139-ssc-1", "due": "2020-08-31", "reason": "No"},
         "committees.due_before_asked"),
        ("record_input", "2020-09-30", {**SSC, "kind": "view", "answer": "comments", "asked": "2020-09-20",
                                        "answered": "2020-09-10"}, "committees.not_asked_yet"),
        ("answer_input", "2020-09-30", {"input": "0139-ssc-1", "answer": "delivered"}, "committees.no_answer_to_it"),
        ("record_input", "2020-09-30", {**SSC, "kind": "view", "changed": "Something"}, "committees.not_opposed"),
        ("allocate_to_group", "2020-09-01", {"proposal": "MP139", "group": "ssc"}, "committees.no_group"),
        ("propose_seats", "2020-09-01", {"proposal": "MP139", "body": "ssc", "number": 3}, "committees.which_seats"),
        ("take_back_committee_fact", "2020-09-02", {"proposal": "MP139", "which": "ssc-1", "what": "answer",
                                                    "reason": "No"}, "committees.nothing_recorded"),
    ],
)  # fmt: skip
def test_refusals(asked, act, day, data, code):
    assert refused(act, _from=day, **data).code == code


def test_what_was_recorded_in_error_is_taken_back(asked):
    do("answer_input", _from="2020-09-10", input=asked, answer="comments")
    do(
        "take_back_committee_fact",
        _from="2020-09-10",
        proposal="MP139",
        which="ssc-1",
        what="answer",
        reason="Wrong one",
    )
    assert at("2020-09-11", asked).standing is Standing.OPEN


def test_who_leads_a_committee_says_what_it_says(asked):
    person("lead", email="lead@example.com")
    do("give_membership", _by="system:install", _from="2020-01-01", person="lead", role="chair", body="ssc")
    do("answer_input", _by="person:lead", _from="2020-09-10", input=asked, answer="comments", text="It is small")
    view = do("ask_committee", _from="2020-09-01", proposal="MP139", body="tabasc", kind="view")["input"]
    said = refused("answer_input", _by="person:lead", _from="2020-09-10", input=view, answer="comments")
    assert said.code == "kernel.not_allowed"
    assert refused("allocate_to_group", _by="person:lead", proposal="MP139", group="working_group").code == (
        "kernel.not_allowed"
    )


@pytest.mark.inventory("G17")
def test_a_proposal_is_allocated_to_the_working_group_that_its_theme_points_to(loaded):
    preview = bus.preview(
        "allocate_to_group",
        {"proposal": "SECMP0009", "group": "WG4"},
        actor="system:import",
        effective=date(2016, 11, 1),
    )
    assert preview.warnings == ("Its theme points to Working Group 3: Its title has “Centralised Firmware Library”.",)
    assert [event.body.in_words() for event in preview.events] == ["SECMP0009 is allocated to Working Group 4."]
    assert queries.group_of(lens("2016-11-10"), "0009") == "working_group_3"
    assert queries.group_of(lens("2016-11-10"), "0023") == ""
    with counted(2):
        found = [
            (one.number, one.group, one.allocation.content.state) for one in queries.allocations(lens("2016-11-10"))
        ]
    assert found == [("SECMP0009", "working_group_3", "allocated"), ("SECMP0023", "working_group_1", "proposed")]
    do("allocate_to_group", _from="2016-11-20", proposal="SECMP0009", why="The group is closed")
    assert queries.group_of(lens("2016-11-20"), "0009") == ""
    assert queries.group_of(lens("2016-11-19"), "0009") == "working_group_3"
    unknown = bus.preview("allocate_to_group", {"proposal": "MP139", "group": "WG3"}, actor="system:import")
    assert "does not know" in unknown.warnings[0]


@pytest.mark.inventory("G30")
def test_a_proposal_changes_the_seats_once_it_is_implemented(loaded):
    day = lens("2016-11-10")
    with counted(2):
        found = queries.proposed_seats(day, "ssc")
    assert [(one.number, one.seat_name, one.content.number, one.in_force) for one in found] == [
        ("SECMP0021", "Other SEC Party", None, None)
    ]
    registered("MP201", "Four Small Suppliers", "2021-01-04")
    do("propose_seats", _from="2021-01-04", proposal="MP201", body="change_board", seat="Small Supplier", number=4)
    do("propose_seats", _from="2021-01-04", proposal="MP201", body="change_board", seat="DCC", number=1)
    do("set_status", _from="2021-06-24", proposal="MP201", status="implemented", note="For this test")
    before, after = (
        [seat.name for seat in queries.seats(lens(on), "change_board")] for on in ("2021-06-23", "2021-06-24")
    )
    assert "Small Supplier 4" not in before
    assert "DCC" not in before
    assert [name for name in after if name not in before] == ["Small Supplier 4", "DCC"]
    do("set_status", _from="2017-02-01", proposal="SECMP0021", status="Implemented", note="For this test")
    unclear = queries.constitution(lens("2017-03-01"), "tabasc").unclear
    assert unclear == (
        "SECMP0021 is implemented and changes the seats of Other SEC Party; how many there are is not told.",
    )
    do("propose_seats", _from="2021-07-01", proposal="MP201", body="change_board", seat="DCC", holds=False)
    assert len(queries.proposed_seats(lens("2021-07-01"), "change_board")) == 1
