"""Timetables: what a paper prints, what has happened, and every revision."""

from __future__ import annotations

import pytest

from codeclerk.kernel.errors import Refused
from codeclerk.register import queries
from codeclerk.register.rules.timetable import Standing, State
from tests.register import example
from tests.register.example import entries
from tests.register.support import do, lens, refused, registered

pytestmark = pytest.mark.django_db
PAPER = example.PAPER
TIMETABLES = {"DP092": example.MP092, "DP106": example.MP106, "DP139": example.MP139, "DP144": example.DP144}


def rows(ref="MP092", day=PAPER, known=None):
    return queries.timetable(lens(day, known), ref)


def printed(ref, timetable, since="2019-10-22"):
    registered(ref, "", since)
    do("set_timetable", _from=PAPER, proposal=ref, entries=entries(timetable), sure="printed")
    return rows(ref)


@pytest.mark.inventory("C01")
def test_G064_timetable_row_counts():
    assert [len(printed(ref, timetable)) for ref, timetable in TIMETABLES.items()] == [12, 14, 11, 11]


@pytest.mark.inventory("C01")
@pytest.mark.parametrize("ref", TIMETABLES)
def test_a_timetable_prints_its_two_columns_in_order(ref):
    from codeclerk.register.rules.times import printed as as_printed
    from codeclerk.register.rules.times import read_when

    found = printed(ref, TIMETABLES[ref])
    assert [(row.title, row.printed) for row in found] == [
        (label, as_printed(read_when(when))) for label, when in TIMETABLES[ref]
    ]


@pytest.mark.inventory("C02")
def test_an_event_known_to_the_month():
    found = {row.label: row for row in printed("DP106", example.MP106)}
    assert found["Legal text amended"].printed == "Oct 2020"
    assert found["Legal text amended"].when.is_month


@pytest.mark.inventory("C03")
def test_an_event_with_a_start_and_an_end():
    found = {row.kind: row for row in printed("DP144", example.DP144)}
    when = found["sub_committee_input"].when
    assert (when.first.isoformat(), when.last.isoformat()) == ("2020-10-01", "2020-11-13")


@pytest.mark.inventory("C04", "C15")
def test_past_and_planned_with_original_and_revised_dates():
    found = {row.kind: row for row in printed("DP092", example.MP092)}
    day = lens(PAPER).valid_at
    assert found["ia_not_required"].standing(day) is Standing.HAPPENED
    assert found["change_board_vote"].standing(day) is Standing.PLANNED
    do("revise_event", _from="2021-01-10", proposal="DP092", key="change_board_vote", when="27 Jan 2021")
    do("revise_event", _from="2021-01-20", proposal="DP092", key="change_board_vote", when="Feb 2021")
    vote = next(row for row in rows("DP092", "2021-01-21") if row.kind == "change_board_vote")
    assert (vote.printed, vote.original.isoformat(), vote.is_revised) == ("Feb 2021", "2021-01-20", True)
    assert [(r.since.isoformat(), r.when.isoformat()) for r in vote.revisions] == [
        (PAPER, "2021-01-20"),
        ("2021-01-10", "2021-01-27"),
        ("2021-01-20", "2021-02"),
    ]
    assert next(row for row in rows("DP092") if row.kind == "change_board_vote").printed == "20 Jan 2021"
    do("record_event", _from="2021-02-24", proposal="DP092", kind="Change Board vote", when="24 Feb 2021")
    vote = next(row for row in rows("DP092", "2021-02-24") if row.kind == "change_board_vote")
    assert (vote.state, vote.printed, len(vote.revisions)) == (State.HAPPENED, "24 Feb 2021", 4)


@pytest.mark.inventory("C05")
def test_an_event_that_depends_on_an_outcome():
    last = printed("DP139", example.MP139)[-1]
    assert (last.label, last.condition, last.title) == ("Implementation", "if approved", "Implementation (if approved)")


@pytest.mark.inventory("C06")
def test_the_next_step_in_words():
    printed("DP092", example.MP092)
    assert queries.proposal(lens(PAPER), "DP092").lead_in == (
        "Next, the Modification Report is presented to the Panel on 11 December 2020. After that, the Modification "
        "Report Consultation runs from 14 December 2020 to 8 January 2021, and then the Change Board votes on "
        "20 January 2021."
    )


def test_the_next_step_of_an_event_with_its_own_words():
    registered("MP092")
    do("plan_event", _from=PAPER, proposal="MP092", label="Workshop with Users", when="Feb 2021")
    assert queries.proposal(lens(PAPER), "MP092").lead_in == "Next, “Workshop with Users” is planned in February 2021."


@pytest.mark.inventory("A18")
def test_the_day_raised_is_the_first_event():
    registered("DP144", "", "2020-09-28", raised="28 Sep 2020")
    do("plan_event", _from="2020-09-28", proposal="DP144", kind="csc_initial", when="29 Sep 2020")
    found = rows("DP144", "2020-09-28")
    assert [(row.kind, row.printed) for row in found] == [("raised", "28 Sep 2020"), ("csc_initial", "29 Sep 2020")]
    assert queries.proposal(lens("2020-09-28"), "DP144").line.raised_day.isoformat() == "2020-09-28"


def test_a_second_paper_revises_and_a_whole_one_drops():
    printed("DP144", example.DP144)
    later = entries((("Refinement Consultation", "8 Mar 2021 – 24 Mar 2021"), ("Change Board vote", "May 2021")))
    do("set_timetable", _from="2021-03-05", proposal="DP144", entries=later)
    assert len(rows("DP144", "2021-03-05")) == 11
    do("set_timetable", _from="2021-03-06", proposal="DP144", entries=later, whole=True)
    left = rows("DP144", "2021-03-06")
    assert [row.kind for row in left if row.state is State.PLANNED] == ["refinement_consultation", "change_board_vote"]
    assert len([row for row in left if row.state is State.HAPPENED]) == 4
    assert len(rows("DP144", "2021-03-05")) == 11


def test_a_dropped_event_is_gone_from_that_day_on():
    printed("DP139", example.MP139)
    do("drop_event", _from="2020-12-10", proposal="DP139", key="implementation")
    assert len(rows("DP139", "2020-12-09")) == 11
    assert len(rows("DP139", "2020-12-10")) == 10
    do("plan_event", _from="2020-12-20", proposal="DP139", kind="implementation", when="2021-02-25")
    assert rows("DP139", "2020-12-20")[-1].printed == "25 Feb 2021"


@pytest.mark.parametrize(
    ("act", "data", "code"),
    [
        ("plan_event", {"kind": "vote", "when": "2021-01-01"}, "register.unknown_word"),
        ("plan_event", {"when": "2021-01-01"}, "register.no_timetable_label"),
        ("plan_event", {"kind": "raised", "when": "soon"}, "calendar.date_unreadable"),
        ("plan_event", {"kind": "ssc", "key": "raised", "when": "2021-01-01"}, "register.timetable_key_taken"),
        ("record_event", {"kind": "change_board_vote", "when": "2999-01-01"}, "register.not_yet"),
        ("revise_event", {"key": "nothing", "when": "2021-01-01"}, "register.no_timetable_event"),
        ("drop_event", {"key": "nothing"}, "register.no_timetable_event"),
        ("set_timetable", {"entries": [{"label": "A", "when": "2021", "key": "a"}]}, "calendar.date_unreadable"),
        (
            "set_timetable",
            {"entries": [{"label": "A", "when": "2021-01", "key": "a"}, {"label": "B", "when": "2021-01", "key": "a"}]},
            "register.timetable_key_taken",
        ),
    ],
)
def test_what_makes_no_timetable_is_refused(act, data, code):
    registered("MP092", "", raised="2019-10-22")
    assert refused(act, proposal="MP092", **data).code == code


def test_a_repeated_kind_gets_a_key_of_its_own():
    registered("MP092")
    keys = [
        do("plan_event", _from=PAPER, proposal="MP092", kind="working_group", when=when)["event"]
        for when in ("2021-01-06", "2021-02-03")
    ]
    assert keys == ["working_group", "working_group-2"]
    done = do("record_event", _from="2021-01-06", proposal="MP092", kind="working_group", when="2021-01-06")
    assert done["event"] == "working_group"
    assert do("record_event", _from="2021-02-03", proposal="MP092", kind="working_group", when="2021-02-03")[
        "event"
    ] == ("working_group-2")


def test_a_timetable_is_read_at_the_day_and_the_knowledge():
    printed("DP092", example.MP092)
    assert rows("DP092", "2020-12-03") == ()
    with pytest.raises(Refused):
        rows("DP092", PAPER, "2019-01-01")


def test_a_part_begins_with_the_timetable_of_the_whole():
    registered("DP122", "", "2020-03-26", raised="2020-03-01")
    do("split_proposal", _from="2020-05-28", proposal="DP122", parts=["A"])
    do("record_event", _from="2020-05-28", proposal="MP122A", kind="pa_returned", when="2020-05-28")
    assert [row.kind for row in rows("MP122A", "2020-05-28")] == ["raised", "pa_returned"]
    assert [row.kind for row in rows("DP122", "2020-05-28")] == ["raised"]


@pytest.mark.inventory("C16")
def test_the_decision_deadline_that_the_panel_approved_stays_with_every_later_one(client):
    registered("SECMP0010", "A title", "2016-01-01")
    do("plan_event", _from="2016-02-12", proposal="SECMP0010", kind="authority_decision", when="2016-11-30")
    do("revise_event", _from="2016-09-09", proposal="SECMP0010", key="authority_decision", when="2017-02-28")
    (row,) = rows("SECMP0010", "2016-10-01")
    assert (row.printed, row.original.isoformat(), row.is_revised) == ("28 Feb 2017", "2016-11-30", True)
    assert [row.printed for row in rows("SECMP0010", "2016-03-01")] == ["30 Nov 2016"]
    page = client.get("/proposals/SECMP0010/?as_at=2016-10-01").content.decode()
    assert "30 November 2016" in page or "30 Nov 2016" in page
    assert "28 Feb 2017" in page or "28 February 2017" in page
