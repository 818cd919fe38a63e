"""Numbers, Paper Days and patterns of meetings, where one stands, and what is odd."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codeclerk.decisions.rules.days import Odd
from codeclerk.kernel.calendar import Calendar, Convention, Month, count_days
from codeclerk.kernel.packs import Sure
from codeclerk.meetings import vocabulary
from codeclerk.meetings.rules.agenda import (
    Item,
    Presence,
    Quorate,
    There,
    held_closer,
    numbered,
    quorum,
    reordered,
)
from codeclerk.meetings.rules.meetings import (
    Mode,
    Said,
    State,
    What,
    agenda_day,
    distinct_days,
    doubts_of,
    latest,
    months,
    next_by_pattern,
    paper_day,
    pattern_days,
    rule_sure,
    standing,
)


def d(text):
    return date.fromisoformat(text)


def body(name):
    return vocabulary.body_by_id(name)


def said(what, day, since="2021-03-05", **more):
    return Said(what, d(since), d(day) if day else None, **more)


# --- Paper Days, agendas, numbers ------------------------------------------------


@pytest.mark.parametrize(
    ("meeting", "due"),
    [
        pytest.param("2021-03-12", "2021-03-05", id="G060"),
        pytest.param("2020-12-11", "2020-12-04", id="G061"),
        pytest.param("2020-07-17", "2020-07-10", id="G062"),
        pytest.param("2021-04-09", "2021-03-31", id="over-easter"),
    ],
)
def test_the_panel_has_its_papers_five_working_days_before(meeting, due):
    # Printed in CSR:50, PMP:123 and RID:307.
    assert paper_day(body("panel"), d(meeting)) == d(due)


def test_a_body_whose_rule_is_not_known_has_no_paper_day():
    assert paper_day(body("csc"), d("2021-02-23")) is None
    assert paper_day(body("panel"), d("2016-11-11")) is None
    assert paper_day(None, d("2021-02-23")) is None
    assert rule_sure(body("panel"), "papers_before", d("2021-03-12")) == "inferred"
    assert rule_sure(None, "papers_before", d("2021-03-12")) == ""


def test_the_provisional_agenda_is_announced_two_weeks_before():
    # Printed in CSR:243-245; the rule is inferred.
    assert agenda_day(body("working_group"), d("2021-04-07")) == d("2021-03-24")
    assert agenda_day(body("panel"), d("2021-04-09")) is None
    assert agenda_day(body("working_group"), d("2018-12-05")) is None
    assert rule_sure(body("working_group"), "agenda_before", d("2021-04-07")) == "inferred"


@pytest.mark.parametrize(
    ("name", "day", "number"),
    [
        ("panel", "2019-11-15", 74),
        ("panel", "2020-01-17", 76),
        ("panel", "2020-12-11", 87),
        ("panel", "2021-03-12", 90),
        ("panel", "2013-09-20", None),
        ("panel", "2013-10-11", 1),
        ("change_board", "2021-02-23", None),
    ],
)
def test_meetings_of_the_panel_are_numbered_one_a_month(name, day, number):
    assert vocabulary.meeting_number(name, d(day)) == number


# --- patterns --------------------------------------------------------------------


def test_pattern_days_of_a_range_of_months():
    found = pattern_days(body("panel"), d("2021-02-20"), d("2021-05-01"))
    assert [(str(one.month), [day.day for day in one.days]) for one in found] == [
        ("February 2021", [12, 19]),
        ("March 2021", [12, 19]),
        ("April 2021", [9, 16]),
        ("May 2021", [14, 21]),
    ]
    assert found[1].words == "12 or 19 March 2021"
    assert found[1].sure.value == "inferred"
    assert [one.days for one in pattern_days(body("csc"), d("2020-12-01"), d("2020-12-31"))] == [(d("2020-12-29"),)]


def test_a_pattern_day_that_is_no_working_day_is_told_apart():
    (one,) = pattern_days(body("working_group"), d("2020-01-01"), d("2020-01-31"))
    assert (one.days, one.working, one.words) == ((d("2020-01-01"),), (), "1 January 2020")


def test_without_a_pattern_there_are_no_days():
    assert pattern_days(body("opsg"), d("2021-01-01"), d("2021-12-31")) == ()
    assert pattern_days(body("working_group"), d("2018-11-01"), d("2019-01-31"))[0].month == Month(2019, 1)
    assert pattern_days(body("panel"), d("2021-03-01"), d("2021-02-01")) == ()


def test_the_next_day_by_the_pattern_leaves_out_what_is_past_and_months_that_had_a_meeting():
    panel = body("panel")
    assert next_by_pattern(panel, d("2021-03-05")).words == "12 or 19 March 2021"
    assert next_by_pattern(panel, d("2021-03-15")).words == "19 March 2021"
    assert next_by_pattern(panel, d("2021-03-15"), [d("2021-03-12")]).words == "9 or 16 April 2021"
    assert next_by_pattern(body("opsg"), d("2021-03-15")) is None


def test_months_run_over_the_turn_of_the_year():
    assert [str(one) for one in months(d("2020-11-30"), d("2021-01-01"))] == [
        "November 2020",
        "December 2020",
        "January 2021",
    ]


DAYS = st.dates(d("2019-02-01"), d("2033-12-01"))


@given(DAYS, st.integers(0, 400), st.sampled_from(["panel", "csc", "change_board", "working_group"]))
def test_every_pattern_day_fits_the_pattern_and_lies_in_its_month(first, length, name):
    last = first + timedelta(length)
    found = pattern_days(body(name), first, last)
    assert [one.month for one in found] == list(months(first, last))
    for one in found:
        assert one.days
        assert all(body(name).pattern_on(day).fits(day) for day in one.days)
        assert all(one.month.first_day <= day <= one.month.last_day for day in one.days)
        assert set(one.working) == {day for day in one.days if Calendar().is_working_day(day)}


@given(DAYS)
def test_a_paper_day_is_a_working_day_five_before_the_meeting(day):
    found = paper_day(body("panel"), day)
    assert Calendar().is_working_day(found)
    whole = count_days(found, day, Convention.EXCLUSIVE, Calendar())
    assert whole == (5 if Calendar().is_working_day(day) else 4)


# --- where a meeting stands --------------------------------------------------------

PLANNED, HELD = said(What.PLANNED, "2021-04-07"), said(What.HELD, "2021-04-07", "2021-04-07")
MOVED = said(What.PLANNED, "2021-04-14", "2021-03-20", reason="Easter")
DROPPED = said(What.PLANNED, None, "2021-03-25", reason="Nothing to discuss")


@pytest.mark.parametrize(
    ("found", "stands"),
    [
        ([PLANNED], (State.PLANNED, d("2021-04-07"))),
        ([PLANNED, MOVED], (State.PLANNED, d("2021-04-14"))),
        ([PLANNED, MOVED, DROPPED], (State.DROPPED, d("2021-04-14"))),
        ([PLANNED, DROPPED, said(What.PLANNED, "2021-04-07", "2021-03-28")], (State.PLANNED, d("2021-04-07"))),
        ([PLANNED, HELD], (State.HELD, d("2021-04-07"))),
        ([DROPPED, HELD], (State.HELD, d("2021-04-07"))),
        ([HELD], (State.HELD, d("2021-04-07"))),
        ([said(What.ANNOUNCED, "2021-03-24")], None),
        ([], None),
    ],
)
def test_where_a_meeting_stands(found, stands):
    assert standing(found) == stands


def test_every_day_that_it_had_stays():
    assert [one.day for one in distinct_days([PLANNED, PLANNED, HELD, MOVED, DROPPED])] == [
        d("2021-04-07"),
        d("2021-04-14"),
        None,
    ]


@pytest.mark.parametrize(
    ("found", "name", "on", "odd"),
    [
        ([PLANNED], "working_group", "2021-03-05", []),
        ([PLANNED], "working_group", "2021-04-07", []),
        ([PLANNED], "working_group", "2021-04-08", [Odd.NOT_CONFIRMED]),
        ([PLANNED, HELD], "working_group", "2021-04-08", []),
        ([MOVED], "working_group", "2021-03-20", [Odd.OFF_PATTERN]),
        ([PLANNED, said(What.ANNOUNCED, "2021-03-24")], "working_group", "2021-03-05", []),
        ([PLANNED, said(What.ANNOUNCED, "2021-03-25")], "working_group", "2021-03-05", [Odd.AGENDA_DAY]),
        ([said(What.PLANNED, "2021-04-05")], "opsg", "2021-03-05", [Odd.NO_WORKING_DAY]),
        ([said(What.HELD, "2021-02-23", "2021-02-23")], "change_board", "2021-03-05", [Odd.OFF_PATTERN]),
        ([PLANNED, DROPPED], "working_group", "2021-05-05", []),
        ([], "working_group", "2021-05-05", []),
    ],
)
def test_what_is_odd_about_a_meeting(found, name, on, odd):
    assert [one.odd for one in doubts_of(latest(found), body(name), d(on))] == odd


def test_doubts_are_sentences():
    odd = doubts_of(latest([PLANNED, said(What.ANNOUNCED, "2021-03-25")]), body("working_group"), d("2021-04-08"))
    assert [one.words for one in odd] == [
        "Its provisional agenda is announced on 25 March 2021; by the usual rule, which is inferred, that is "
        "24 March 2021.",
        "It was planned for 7 April 2021, and no source says that it was held.",
    ]
    (monday,) = doubts_of(latest([said(What.PLANNED, "2021-04-05")]), body("opsg"), d("2021-03-05"))
    assert monday.words == "Monday 5 April 2021 is Easter Monday, no Working Day."


def test_the_bodies_that_meet_and_the_process_that_they_belong_to():
    every = {one.id for one in vocabulary.that_meet()}
    assert {"panel", "csc", "change_board", "working_group", "working_group_1", "tabasc", "ssc", "opsg"} <= every
    assert every.isdisjoint({"authority", "toc"})
    assert vocabulary.is_of(body("csc"), d("2021-03-05"))
    assert not vocabulary.is_of(body("csc"), d("2016-11-09"))
    assert vocabulary.is_of(body("panel"), d("2016-11-09"))
    assert [vocabulary.mode_label(one.value) for one in Mode] == [
        "In person",
        "Teleconference",
        "In person and by telephone",
    ]
    assert vocabulary.mode_label("") == ""


# --- who was there -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("needed", "there", "answer", "words"),
    [
        (None, ("present",), Quorate.UNKNOWN, "No source at hand says how many members must be there."),
        (2, (), Quorate.UNKNOWN, "Who was there is not recorded; 2 must be."),
        (2, ("present", "alternate"), Quorate.MET, "2 members counted; 2 must be there."),
        (2, ("telephone", "apologies", "absent"), Quorate.NOT_MET, "1 member counted; 2 must be there."),
    ],
)
def test_a_quorum_that_is_not_known_is_never_met(needed, there, answer, words):
    seats = [There(str(n), f"Seat {n}", Presence(how)) for n, how in enumerate(there)]
    found = quorum(needed, seats, Sure.PRINTED if needed else None)
    assert (found.answer, found.words) == (answer, words)
    if needed and seats:
        assert quorum(needed, seats, Sure.UNVERIFIED).words.endswith("The rule is unverified.")


def test_items_are_counted_from_the_last_printed_number():
    items = [Item("i1"), Item("i2", printed=18), Item("i3"), Item("i4", printed=18)]
    assert [number for number, _ in numbered(items)] == [1, 18, 19, 18]
    assert [one.key for one in reordered(items, ["i3", "i1"])] == ["i3", "i1", "i2", "i4"]
    assert [number for number, _ in numbered(reordered(items, ["i3"]))] == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("than", "what", "closer"), [("White", "Red", True), ("Red", "White", False), ("Amber", "Amber", False)]
)
def test_what_is_held_more_closely(than, what, closer):
    assert held_closer(than, what) is closer


def test_the_pack_has_the_verbs_the_actions_and_the_outcomes_that_papers_print():
    assert [one.name for one in vocabulary.verbs()] == ["AGREE", "APPROVE", "NOTE", "DISCUSS", "PROVIDE"]
    assert [one.name for one in vocabulary.rules().paper_actions] == ["For Decision", "For Information"]
    needs = {one.id: one.needs for one in vocabulary.rules().outcomes}
    assert (needs["seek_input"], needs["reconvene"], needs["no_consensus"]) == (("whom",), ("when",), ("follow_up",))
    assert vocabulary.reference_of("panel", d("2021-03-12"), 18) == "SECP_90_1203_18"
    assert vocabulary.reference_of("csc", d("2021-03-12"), 18) == ""
    assert vocabulary.quorum_of("panel", d("2021-03-12")) is None
