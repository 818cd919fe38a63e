"""The acts on meetings: what each one records, warns of and refuses."""

from __future__ import annotations

from datetime import date

import pytest

from codeclerk.kernel import bus
from codeclerk.kernel.errors import Kind, Refused
from codeclerk.meetings import queries
from codeclerk.meetings.rules.meetings import State
from tests.register.support import do, lens, refused, registered

pytestmark = pytest.mark.django_db
WG = {"body": "Working Group", "day": "2021-04-07"}
KEY = "working_group-2021-04-07"


@pytest.fixture(autouse=True)
def proposals():
    registered("MP099", "Batch 4", "2020-01-07")
    registered("MP104", "Security Improvements", "2020-01-07")


def preview(act, on, /, **data):
    return bus.preview(act, data, actor="system:import", effective=date.fromisoformat(on))


def seen(day, key=KEY, known=None):
    return queries.meeting(lens(day, known), key)


def agenda(one):
    return [(item.number, item.outcome) for item in one.agenda]


def test_a_meeting_is_planned_moved_and_held():
    assert do("plan_meeting", _from="2021-03-05", agenda_announced="2021-03-24", **WG) == {"meeting": KEY}
    do("plan_meeting", _from="2021-03-24", agenda=["MP104", "MP099"], **WG)
    do("move_meeting", _from="2021-03-26", meeting=KEY, day="2021-04-14", reason="Easter")
    do("record_meeting", _from="2021-04-16", body="WG", day="2021-04-14", mode="Teleconference",
       agenda=["MP099", "MP104"], outcomes=[{"proposal": "MP99", "words": "no consensus"}])  # fmt: skip
    first = seen("2021-03-05")
    assert (first.state, first.day, first.agenda, first.agenda_announced) == (
        State.PLANNED,
        date(2021, 4, 7),
        (),
        date(2021, 3, 24),
    )
    assert agenda(seen("2021-03-24")) == [("MP104", ""), ("MP099", "")]
    moved = seen("2021-03-26")
    assert (moved.state, moved.day, moved.reason) == (State.PLANNED, date(2021, 4, 14), "Easter")
    assert [said.day for said in moved.days] == [date(2021, 4, 7), date(2021, 4, 14)]
    held = seen("2021-04-14")
    assert (held.state, held.day, held.mode) == (State.HELD, date(2021, 4, 14), "teleconference")
    assert agenda(held) == [("MP099", "no consensus"), ("MP104", "")]


@pytest.mark.inventory("G19")
def test_a_meeting_says_in_words_what_happened():
    plan = preview("plan_meeting", "2021-03-05", agenda=["MP099", "MP104"], agenda_announced="2021-03-24", **WG)
    assert [event.body.in_words() for event in plan.events] == [
        "A meeting of the Working Group is planned for Wednesday 7 April 2021, with MP099 and MP104 on its agenda; its "
        "provisional agenda is announced on 24 March 2021."
    ]
    assert (plan.warnings, plan.events[0].stream) == ((), f"meeting:{KEY}")
    held = preview("record_meeting", "2021-04-07", mode="in person", agenda=["MP099"], **WG)
    assert held.events[0].body.in_words() == (
        "The Working Group met on Wednesday 7 April 2021 (in person) and had MP099 on its agenda."
    )


def test_odd_days_are_warned_of_and_never_refused():
    odd = preview("plan_meeting", "2021-03-05", body="working_group", day="2021-04-05").warnings
    assert [warning.split(":")[0] for warning in odd] == [
        "Monday 5 April 2021 is off the pattern of its meetings",
        "Monday 5 April 2021 is Easter Monday, no Working Day.",
    ]
    odd = preview("plan_meeting", "2021-03-05", agenda_announced="2021-03-25", **WG).warnings
    assert [warning.split(";")[0] for warning in odd] == ["Its provisional agenda is announced on 25 March 2021"]
    odd = preview("record_meeting", "2021-03-05", body="CB", day="2021-02-23").warnings
    assert odd[0].startswith("Tuesday 23 February 2021 is off the pattern")


def test_another_meeting_in_the_month_is_perhaps_the_same():
    do("plan_meeting", _from="2021-01-20", body="CB", day="2021-02-24")
    (_, same) = preview("record_meeting", "2021-03-05", body="CB", day="2021-02-23").warnings
    assert same == (
        "A meeting of the Change Board is planned for Wednesday 24 February 2021. If this is the same one, move that "
        "one instead."
    )
    assert preview("record_meeting", "2021-03-05", body="CB", day="2021-02-24").warnings == ()


@pytest.mark.parametrize(
    ("act", "day", "data", "code", "field"),
    [
        ("plan_meeting", "2021-04-08", WG, "meetings.past", "day"),
        ("record_meeting", "2021-04-06", WG, "meetings.not_yet", "day"),
        ("record_meeting", "2999-04-08", {**WG, "day": "2999-04-07"}, "meetings.not_yet", "day"),
        ("plan_meeting", "2021-03-05", {**WG, "body": "Authority"}, "meetings.no_meetings", "body"),
        ("plan_meeting", "2021-03-05", {**WG, "body": "Pannel"}, "people.unknown_word", "body"),
        ("plan_meeting", "2021-03-05", {**WG, "agenda": ["MP099", "MP99"]}, "meetings.on_agenda_twice", "agenda"),
        ("plan_meeting", "2021-03-05", {**WG, "agenda": ["MP999"]}, "register.unknown_proposal", "agenda"),
        (
            "record_meeting",
            "2021-04-08",
            {**WG, "agenda": ["MP099"], "outcomes": [{"proposal": "MP104", "words": "x"}]},
            "meetings.not_on_agenda",
            "outcomes",
        ),
        ("record_meeting", "2021-04-08", {**WG, "mode": "by pigeon"}, "kernel.bad_field", "mode"),
        ("plan_meeting", "2021-03-05", {**WG, "room": "1"}, "kernel.bad_field", "room"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(act, day, data, code, field):
    no = refused(act, _from=day, **data)
    assert (no.code, no.facts["field"]) == (code, field)


def test_one_is_moved_onto_a_free_day_only():
    do("plan_meeting", _from="2021-03-05", **WG)
    do("plan_meeting", _from="2021-03-05", body="WG", day="2021-05-05")
    about = {"meeting": KEY, "reason": "x"}
    no = refused("move_meeting", _from="2021-03-06", day="2021-05-05", **about)
    assert (no.code, no.kind, no.facts["key"]) == ("meetings.taken", Kind.CONFLICT, "working_group-2021-05-05")
    assert refused("move_meeting", _from="2021-03-06", day="2021-04-07", **about).remedy == "Choose another day."
    assert refused("move_meeting", _from="2021-03-06", day="2021-03-05", **about).code == "meetings.past"
    do("drop_meeting", _from="2021-03-06", meeting="working_group-2021-05-05", reason="Not needed")
    assert do("move_meeting", _from="2021-03-07", day="2021-05-05", **about) == {"meeting": KEY}


def test_one_that_was_dropped_is_left_out_and_can_be_planned_again():
    do("plan_meeting", _from="2021-03-05", **WG)
    do("drop_meeting", _from="2021-03-20", meeting=KEY, reason="Nothing to discuss")
    assert queries.meetings(lens("2021-03-20")) == ()
    (dropped,) = queries.meetings(lens("2021-03-20"), with_dropped=True)
    assert (dropped.state, dropped.day, dropped.reason, dropped.warnings) == (
        State.DROPPED,
        date(2021, 4, 7),
        "Nothing to discuss",
        (),
    )
    no = refused("move_meeting", _from="2021-03-21", meeting=KEY, day="2021-04-14", reason="x")
    assert (no.code, no.facts["state"], no.remedy) == ("meetings.not_planned", "dropped", "Plan one.")
    assert do("plan_meeting", _from="2021-03-22", **WG) == {"meeting": KEY}
    assert seen("2021-03-22").state is State.PLANNED
    assert seen("2021-03-21").state is State.DROPPED


def test_before_it_was_planned_it_is_not_moved():
    do("plan_meeting", _from="2021-03-05", **WG)
    no = refused("drop_meeting", _from="2021-03-04", meeting=KEY, reason="x")
    assert (no.code, no.facts["state"], no.facts["field"]) == ("meetings.not_planned", "not planned yet", "effective")


def test_one_that_was_held_is_neither_moved_nor_dropped_but_the_record_can_be_taken_back():
    do("plan_meeting", _from="2021-03-05", agenda=["MP104"], **WG)
    do("record_meeting", _from="2021-04-08", _known="2021-04-08", mode="both", agenda=["MP099"], **WG)
    for act, more in (("move_meeting", {"day": "2021-04-14"}), ("drop_meeting", {})):
        no = refused(act, _from="2021-04-08", meeting=KEY, reason="x", **more)
        assert (no.code, no.kind) == ("meetings.held_already", Kind.CONFLICT)
    do("withdraw_meeting", _known="2021-04-20", meeting=KEY, reason="It was the week after.")
    before, after = seen("2021-04-08", known="2021-04-19"), seen("2021-04-08")
    assert (after.state, after.mode, agenda(after)) == (State.PLANNED, "", [("MP104", "")])
    assert before.state is State.HELD
    no = refused("withdraw_meeting", meeting=KEY, reason="Again")
    assert (no.code, no.kind) == ("meetings.not_held_yet", Kind.CONFLICT)


def test_a_record_that_is_all_taken_back_leaves_no_meeting():
    do("record_meeting", _from="2021-04-08", **WG)
    do("withdraw_meeting", meeting=KEY, reason="Misread")
    assert queries.meetings(lens(), with_dropped=True) == ()
    no = refused("withdraw_meeting", meeting=KEY, reason="Again")
    assert (no.code, no.kind) == ("meetings.unknown", Kind.NOT_FOUND)
    assert do("record_meeting", _from="2021-04-08", **WG) == {"meeting": f"{KEY}-2"}


def test_a_plan_that_comes_to_light_later_leaves_what_was_held():
    do("record_meeting", _from="2021-04-08", agenda=["MP099"], **WG)
    assert do("plan_meeting", _from="2021-03-05", agenda=["MP104"], **WG) == {"meeting": KEY}
    assert (seen("2021-03-05").state, agenda(seen("2021-03-05"))) == (State.PLANNED, [("MP104", "")])
    assert (seen("2021-04-07").state, agenda(seen("2021-04-07"))) == (State.HELD, [("MP099", "")])


def test_what_is_put_to_a_meeting_that_moves_is_said():
    do("plan_meeting", _from="2021-03-05", body="Panel", day="2021-03-12")
    do("put_to_body", _from="2021-03-05", body="Panel", proposal="MP099", meeting="2021-03-12", asks=["derogation"])
    plan = preview("move_meeting", "2021-03-08", meeting="panel-2021-03-12", day="2021-03-19", reason="x")
    assert plan.warnings == (
        "Put to the SEC Panel on 12 March 2021: MP099. Put them to another meeting, or take them off.",
    )
    assert preview("drop_meeting", "2021-03-08", meeting="panel-2021-03-12", reason="x").warnings == plan.warnings


def test_an_unknown_meeting_is_refused_with_the_nearest():
    do("plan_meeting", _from="2021-03-05", **WG)
    no = refused("drop_meeting", meeting="working_group-2021-04-08", reason="x")
    assert (no.code, no.remedy) == ("meetings.unknown", f"Did you mean {KEY}?")
    assert refused("drop_meeting", meeting="nothing", reason="x").remedy.startswith("Look for it")


def test_who_may_not_is_refused():
    with pytest.raises(Refused) as caught:
        do("plan_meeting", _by="public", _from="2021-03-05", **WG)
    assert caught.value.first.code == "kernel.not_allowed"


def test_the_whole_and_its_part_may_both_stand_on_an_agenda():
    registered("DP122", "Operational Metrics", "2020-01-01")
    do("split_proposal", _from="2020-12-11", proposal="DP122", parts=["A: Operational Metrics"])
    do("plan_meeting", _from="2021-03-05", agenda=["DP122", "MP122A"], **WG)
    assert [item.number for item in seen("2021-03-05").agenda] == ["DP122", "MP122A"]
    assert [one.key for one in queries.of_proposal(lens("2021-03-05"), "0122A")] == [KEY]
