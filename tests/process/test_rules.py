"""What is open from a status, which statuses are reached, and when a clock ends. No database."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codeclerk.kernel.calendar import Convention
from codeclerk.kernel.packs import load_files
from codeclerk.process.packs import ProcessRules, at_home
from codeclerk.process.rules.clocks import deadline, in_force
from codeclerk.process.rules.graph import Way, beginnings, leading_to, reached
from codeclerk.process.rules.steps import OpenStep, Standing, open_steps
from tests.kernel.packs.helpers import sec
from tests.process.toy import toy

RULES = sec().of(ProcessRules)
CONDITIONS = {one.id: one for one in RULES.conditions}


def clock(id: str):
    own = next(one for one in RULES.clocks if one.id == id)
    counted = own.count or at_home(own.home, sec().of)
    assert counted is not None
    return own, counted


def open_from(status: str, profile: str = "2018", **more) -> dict[str, OpenStep]:
    of = next(one for one in RULES.profiles if one.profile == profile)
    found = open_steps(of, CONDITIONS, Standing(profile, status, **more), {"self_governance": "Self-Governance"})
    return {one.step.id: one for one in found}


def test_B18_a_withdrawal_of_28_October_2016_can_be_adopted_until_11_November_2016():
    due = deadline(*clock("adoption"), date(2016, 10, 28))
    assert due.due == date(2016, 11, 11)
    assert due.explanation == (
        "10 Working Days after withdrawal on 28 Oct 2016, the day of withdrawal not counted, England & Wales bank "
        "holidays removed: due 11 Nov 2016."
    )
    assert due.clause == "DCUSA:112-116, SEC D5.4"
    assert due.is_met(date(2016, 11, 11))
    assert not due.is_met(date(2016, 11, 12))
    for profile in ("2013", "2018"):
        status = "refinement" if profile == "2013" else "refinement_process"
        held = open_from(status, profile, is_held=True)
        assert held["close_withdrawn"].step.to == "withdrawn"
        assert not held["adopt"].is_blocked
        assert "adopt" not in open_from(status, profile)


@pytest.mark.parametrize(
    ("id", "trigger", "due"),
    [
        ("referral", date(2021, 1, 20), date(2021, 2, 3)),
        ("critical_friend_comments", date(2020, 12, 21), date(2020, 12, 30)),
        ("preliminary_assessment", date(2021, 2, 4), date(2021, 2, 25)),
        ("impact_assessment", date(2020, 12, 1), date(2021, 1, 29)),
        ("consultation", date(2020, 7, 20), date(2020, 8, 7)),
        ("authority_decision", date(2021, 3, 1), date(2021, 4, 7)),
        ("cut_off", date(2021, 2, 25), date(2021, 2, 11)),
        ("longer_cut_off", date(2021, 6, 24), date(2021, 6, 3)),
    ],
)
def test_each_clock_gives_its_deadline(id, trigger, due):
    assert deadline(*clock(id), trigger).due == due


def test_a_clock_in_words_says_what_is_counted_and_how_sure_that_is():
    usual = in_force(*clock("consultation"), date(2021, 1, 1))
    assert usual.words == "usually 15 Working Days from issue, the day of issue counted as the first"
    assert usual.sure.value == "inferred"
    back = in_force(*clock("cut_off"), date(2021, 1, 1))
    assert back.words == "10 Working Days before go-live, the day of go-live not counted"
    aim = in_force(*clock("authority_decision"), date(2021, 1, 1))
    assert aim.words.startswith("as an aim, 25 Working Days after receipt of the report")
    assert aim.sure.value == "unverified"
    assert "No source says how they are counted." in aim.notes


def test_a_clock_is_read_on_a_day_before_its_process_began():
    assert in_force(*clock("critical_friend_comments"), date(2015, 1, 1)).working_days.since == date(2018, 11, 1)


@pytest.mark.parametrize(
    ("day", "can_adopt", "can_close"), [(date(2016, 11, 11), True, False), (date(2016, 11, 12), False, True)]
)
def test_on_the_day_after_the_window_it_is_closed_and_not_adopted(day, can_adopt, can_close):
    (of,) = (one for one in RULES.profiles if one.profile == "2013")
    standing = Standing("2013", "refinement", is_held=True, held_since=date(2016, 10, 28))
    assert standing.day_of("hold") == date(2016, 10, 28)
    assert standing.day_of("status") is None
    due = {"adoption": deadline(*clock("adoption"), date(2016, 10, 28))}
    found = {one.step.id: one for one in open_steps(of, CONDITIONS, standing, deadlines=due, day=day)}
    assert (not found["adopt"].is_blocked, not found["close_withdrawn"].is_blocked) == (can_adopt, can_close)
    assert [one.due for one in found["adopt"].deadlines] == [date(2016, 11, 11)]


def test_the_path_decides_what_the_change_board_can_do():
    assert {"approve_self_governance", "reject_self_governance"} <= set(
        open_from("change_board", path="self_governance")
    )
    assert "recommend_approval" not in open_from("change_board", path="self_governance")
    determined = open_from("change_board", path="authority_determined")
    assert "recommend_approval" in determined
    assert "approve_self_governance" not in determined


def test_a_path_that_is_not_known_is_something_to_show():
    found = open_from("change_board")
    assert {"recommend_approval", "approve_self_governance"} <= set(found)
    need = found["approve_self_governance"].needs[0]
    assert need.meaning == "Its path is Self-Governance; the record does not say yet which path it has."
    assert need.remedy == "Record the path that was decided."
    assert not found["approve_self_governance"].is_blocked


def test_a_hold_stands_in_the_way_and_says_how_to_end_it():
    found = open_from("draft_proposal", is_held=True)
    assert found["convert"].is_blocked
    assert found["convert"].needs[0].words == (
        "It is on hold, and does not move on until that ends (PMP:79-85, PMP:1084). End the hold first."
    )
    assert {id for id, one in found.items() if not one.is_blocked} == {
        "adopt",
        "close_withdrawn",
        "resume",
        "retitle",
        "grant_urgency",
    }


def test_fast_track_is_open_to_what_is_marked_so():
    assert "fast_track" not in open_from("draft_proposal")
    found = open_from("draft_proposal", flags=frozenset({"fast_track"}))["fast_track"]
    assert [need.sure.value for need in found.needs] == ["stated", "unverified"]


def test_every_condition_comes_with_its_remedy():
    need = open_from("draft_proposal")["convert"].needs[0]
    assert need.words == (
        "The Change Sub-Committee has determined that the Draft Proposal is ready for conversion (CSR:217-219). "
        "Take the Draft Proposal to the Change Sub-Committee for its final comment first."
    )


def test_no_step_is_open_from_what_ends_the_process_but_for_a_referral():
    assert set(open_from("withdrawn")) == set()
    assert set(open_from("implemented", path="self_governance")) == {"refer", "back_out"}
    assert set(open_from("implemented", path="authority_determined")) == set()


def test_the_rules_read_any_pack():
    rules = load_files(toy()).of(ProcessRules)
    (found,) = open_steps(rules.profiles[0], {one.id: one for one in rules.conditions}, Standing("first", "draft"))
    assert (found.step.id, found.needs[0].meaning) == ("submit", "It is clear.")
    own = rules.clocks[0]
    assert own.count is not None
    assert own.count.convention.at(date(2020, 1, 1)).value is Convention.EXCLUSIVE


PLACES = st.sampled_from("abcdef")
WAYS = st.lists(st.builds(Way, st.lists(PLACES, max_size=2).map(tuple), PLACES), max_size=9)


@given(WAYS, PLACES)
def test_what_is_reached_is_what_walking_finds(ways, start):
    def walked(place: str, seen: set[str]) -> set[str]:
        for way in ways:
            if place in way.sources and way.to not in seen:
                seen.add(way.to)
                walked(way.to, seen)
        return seen

    assert reached([start], ways) == walked(start, {start})
    for place in "abcdef":
        assert (place in leading_to([start], ways)) == (start in reached([place], ways))
    assert beginnings(ways) == {way.to for way in ways if not way.sources}
