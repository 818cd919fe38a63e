"""Reads of meetings: planned and held, by day, as they were known; agendas with the names of the day."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.db import connection

from codeclerk.kernel.errors import Refused
from codeclerk.meetings import queries
from codeclerk.meetings.queries import standing
from tests.meetings import example
from tests.register.support import do, lens, registered
from tests.register.support import queries as count
from tests.support.records import loaded_once

pytestmark = pytest.mark.django_db
THEN = "2021-03-05"
loaded = loaded_once(example.load)


def told(day=THEN, known=None, **which):
    return [(one.key, one.state.value) for one in queries.meetings(lens(day, known), **which)]


@pytest.mark.inventory("C12")
def test_the_working_group_met_and_meets_again(loaded):
    # Printed in CSR:229-245.
    last = queries.last_held(lens(THEN), "working_group")
    assert (last.day, [item.number for item in last.agenda]) == (date(2021, 3, 3), example.AGENDA)
    assert last.agenda[1].title == "Security Improvements"
    coming = queries.next_planned(lens(THEN), "working_group")
    assert (coming.day, coming.agenda_announced, coming.agenda_due) == (
        date(2021, 4, 7),
        date(2021, 3, 24),
        date(2021, 3, 24),
    )
    assert (coming.agenda, coming.fits_pattern, coming.warnings) == ((), True, ())
    assert coming.pattern_words == "on the first Wednesday of the month"


@pytest.mark.any_database
@pytest.mark.parametrize("size", [1, 30])
def test_reads_take_as_many_queries_for_one_as_for_thirty(size):
    for n in range(1, size + 1):
        registered(f"MP{n:03d}", f"Title {n}", "2020-01-01")
        do("record_meeting", _from=THEN, body="opsg", day=f"2021-02-{n if n < 29 else n - 28:02d}" if n < 29 else
           f"2021-01-{n - 28:02d}", agenda=[f"MP{n:03d}"])  # fmt: skip
    with count(2):
        assert len(queries.meetings(lens(THEN))) == size
    with count(2):
        assert queries.last_held(lens(THEN), "opsg") is not None
    with count(1):
        assert len(queries.of_proposal(lens(THEN), "0001")) == 1
    with count(2):
        assert queries.meeting(lens(THEN), "opsg-2021-02-01").agenda[0].number == "MP001"


def test_the_committees_calendar_of_the_spring(loaded):
    assert told() == [
        ("panel-2020-12-11", "planned"),
        ("working_group-2021-02-03", "planned"),
        ("change_board-2021-02-23", "held"),
        ("csc-2021-02-23", "held"),
        ("working_group-2021-03-03", "held"),
        ("panel-2021-03-12", "planned"),
        ("working_group-2021-04-07", "planned"),
    ]
    assert told(body="csc", first=date(2021, 2, 1), last=date(2021, 2, 28)) == [("csc-2021-02-23", "held")]
    assert told(first=date(2021, 3, 13)) == [("working_group-2021-04-07", "planned")]


@pytest.mark.inventory("A28")
def test_a_meeting_has_its_number_paper_day_and_pattern(loaded):
    one = queries.meeting(lens(THEN), "panel-2021-03-12")
    assert (one.number, one.paper_day, one.fits_pattern, one.name) == (
        90,
        date(2021, 3, 5),
        True,
        "SEC Panel, meeting 90",
    )
    assert (one.abbreviation, one.pattern_words) == ("Panel", "on the second or third Friday of the month")
    vote = queries.meeting(lens(THEN), "change_board-2021-02-23")
    assert (vote.number, vote.paper_day, vote.fits_pattern, vote.name) == (None, None, False, "Change Board")
    assert len(vote.warnings) == 1


def test_what_was_not_known_yet_is_not_shown(loaded):
    # Only the plans of December were known then; the meetings lie on their own days.
    assert told("2021-03-05", "2021-03-04") == [
        ("panel-2020-12-11", "planned"),
        ("working_group-2021-02-03", "planned"),
    ]
    assert told("2020-12-03") == []
    assert told("2021-03-02")[-1] == ("csc-2021-02-23", "held")
    assert told("2021-03-03")[-1] == ("working_group-2021-03-03", "held")


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (3, 2, 1, 0), (1, 3, 0, 2)])
def test_the_order_of_loading_does_not_matter(order):
    for number in ("MP099", "MP104"):
        registered(number, "A title", "2020-01-07", _known="2020-12-01")
    about = {"body": "working_group", "day": "2021-03-03"}
    acts = (
        lambda: do("plan_meeting", _from="2020-12-04", _known="2020-12-04", **about),
        lambda: do("plan_meeting", _from="2021-02-17", _known="2021-02-17", agenda=["MP104"],
                   agenda_announced="2021-02-17", **about),
        lambda: do("record_meeting", _from="2021-03-05", _known="2021-03-05", agenda=["MP099", "MP104"], **about),
        lambda: do("record_meeting", _from="2021-04-01", _known="2021-04-01", mode="teleconference", **about),
    )  # fmt: skip
    for n in order:
        acts[n]()

    def seen(day, known):
        (one,) = queries.meetings(lens(day, known))
        return (one.key, one.state.value, [item.number for item in one.agenda], one.agenda_announced, one.mode)

    key = "working_group-2021-03-03"
    assert seen("2021-01-01", "2021-01-01") == (key, "planned", [], None, "")
    assert seen("2021-02-17", "2021-02-18") == (key, "planned", ["MP104"], date(2021, 2, 17), "")
    assert seen("2021-03-05", "2021-03-04") == (key, "planned", ["MP104"], date(2021, 2, 17), "")
    assert seen("2021-03-05", "2021-03-06") == (key, "held", ["MP099", "MP104"], date(2021, 2, 17), "")
    assert seen("2021-03-03", "2021-04-02") == (key, "held", ["MP099", "MP104"], date(2021, 2, 17), "teleconference")


def test_numbers_and_titles_on_an_agenda_are_those_of_the_day():
    registered("DP096", "DNO Power Outage Alerts", "2020-01-07", profile="2018", status="draft_proposal")
    do("record_meeting", _from="2021-02-23", body="csc", day="2021-02-23", agenda=["DP096"])
    do("convert_proposal", _from="2021-03-12", proposal="DP096")
    names = [queries.meeting(lens(day), "csc-2021-02-23").agenda[0].number for day in ("2021-03-11", "2021-03-12")]
    assert names == ["DP096", "MP096"]


def test_the_meetings_of_a_proposal(loaded):
    found = queries.of_proposal(lens(THEN), "0104")
    assert [(one.key, [item.proposal for item in one.agenda]) for one in found] == [
        ("working_group-2021-03-03", ["0099", "0104", "0116", "0137"])
    ]
    assert found[0].agenda[0].number == ""
    assert queries.of_proposal(lens(THEN), "0010") == ()
    assert [one.key for one in queries.of_proposal(lens(THEN), "0144")] == ["working_group-2021-02-03"]


def test_a_proposal_that_left_the_agenda_has_no_meeting_there():
    registered("MP099", "A title", "2020-01-07")
    registered("MP104", "A title", "2020-01-07")
    about = {"body": "opsg", "day": "2021-03-17"}
    do("plan_meeting", _from="2021-03-01", agenda=["MP099", "MP104"], **about)
    do("plan_meeting", _from="2021-03-03", agenda=["MP104"], **about)
    assert len(queries.of_proposal(lens("2021-03-02"), "0099")) == 1
    assert queries.of_proposal(lens("2021-03-03"), "0099") == ()
    do("drop_meeting", _from="2021-03-04", meeting="opsg-2021-03-17", reason="x")
    assert queries.of_proposal(lens("2021-03-04"), "0104") == ()


def test_the_meetings_of_a_proposal_are_found_by_index_however_many_there_are():
    for n in range(1, 4):
        registered(f"MP{n:03d}", "A title", "2020-01-01")
        do("record_meeting", _from=THEN, body="opsg", day=f"2021-02-0{n}", agenda=[f"MP{n:03d}"])
    if connection.vendor == "postgresql":  # which reads small tables whole unless it is told not to
        connection.cursor().execute("SET LOCAL enable_seqscan = off")
    plan = standing._naming(lens(THEN), {"0001"}).explain()
    assert not re.search(r"SCAN (meetings_|U\d)|Seq Scan", plan), plan
    assert re.search(r"meetings_(fact_now|meetingfact_meeting_id)", plan), plan


def test_without_meetings_there_is_no_last_and_no_next(loaded):
    assert queries.last_held(lens(THEN), "tabasc") is None
    assert queries.next_planned(lens(THEN), "csc") is None
    assert queries.next_planned(lens("2021-03-12"), "panel").key == "panel-2021-03-12"
    assert queries.next_planned(lens("2021-03-13"), "panel") is None


@pytest.mark.inventory("A27")
def test_a_reference_without_item_names_its_meeting():
    do("record_meeting", _from="2019-11-15", body="panel", day="2019-11-15")
    do("record_meeting", _from="2019-11-05", body="opsg", day="2019-11-05")
    assert queries.by_reference(lens(), "SECP_74_1511").key == "panel-2019-11-15"
    assert queries.by_reference(lens(), "secp_74_1511_09").key == "panel-2019-11-15"
    assert queries.by_reference(lens(), "OPSG_26_0511").key == "opsg-2019-11-05"
    assert queries.by_reference(lens(), "panel-2019-11-15") is None
    do("record_meeting", _from="2020-11-05", body="opsg", day="2020-11-05")
    for text, words in (("OPSG_26_0511", "Several meetings"), ("SECP_90_1203_18", "no such meeting")):
        with pytest.raises(Refused, match=words):
            queries.by_reference(lens(), text)
    with pytest.raises(Refused) as caught:
        queries.by_reference(lens(), "SECP_74_1512")
    assert caught.value.first.code == "register.paper_reference"


def test_an_unknown_meeting_is_refused(loaded):
    with pytest.raises(Refused, match="Did you mean panel-2021-03-12"):
        queries.meeting(lens(THEN), "panel-2021-03-13")
    with pytest.raises(Refused, match="look at a later day"):
        queries.meeting(lens("2020-12-05"), "panel-2021-03-12")
