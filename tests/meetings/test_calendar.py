"""Planning a calendar by a body's pattern: what is proposed, what is warned of, what is refused."""

from __future__ import annotations

from datetime import date

import pytest

from codeclerk.kernel import bus
from codeclerk.kernel.calendar import Calendar
from codeclerk.meetings import queries, vocabulary
from codeclerk.meetings.rules.calendar import proposed
from tests.register.support import do, lens, refused


def d(text):
    return date.fromisoformat(text)


def offers(name, first, last):
    found = proposed(vocabulary.body_by_id(name), d(first), d(last), Calendar())
    return [(one.day.isoformat(), one.why) for one in found]


def test_the_first_of_several_days_is_proposed_and_the_choice_is_said():
    assert offers("panel", "2021-03-01", "2021-04-30") == [
        ("2021-03-12", "The body chooses: Friday 12 March 2021 or Friday 19 March 2021."),
        ("2021-04-09", "The body chooses: Friday 9 April 2021 or Friday 16 April 2021."),
    ]


def test_a_bank_holiday_is_said_and_the_next_working_day_proposed():
    assert offers("working_group", "2020-01-01", "2020-02-29") == [
        ("2020-01-02", "Wednesday 1 January 2020 is New Year's Day, no Working Day. The next Working Day is Thursday "
         "2 January 2020."),
        ("2020-02-05", ""),
    ]  # fmt: skip
    assert offers("opsg", "2021-01-01", "2021-12-31") == []


@pytest.mark.django_db
@pytest.mark.inventory("C12", "G16")
def test_a_calendar_plans_one_meeting_for_each_month_without_one():
    do("plan_meeting", _from="2021-01-04", body="panel", day="2021-03-19")
    given = {"body": "Panel", "first": "2021-02-01", "last": "2021-04-30"}
    plan = bus.preview("plan_calendar", given, actor="system:import", effective=d("2021-01-04"))
    assert plan.warnings[-1] == "March 2021 has a meeting already, on 19 March 2021."
    assert "12 February 2021: The body chooses: Friday 12 February 2021 or Friday 19 February 2021." in plan.warnings
    made = do("plan_calendar", _from="2021-01-04", **given)
    assert made == {"meetings": ["panel-2021-02-12", "panel-2021-04-09"]}
    found = queries.meetings(lens("2021-01-04"), body="panel")
    assert [(one.number, one.day.isoformat(), one.paper_day.isoformat()) for one in found] == [
        (89, "2021-02-12", "2021-02-05"),
        (90, "2021-03-19", "2021-03-12"),
        (91, "2021-04-09", "2021-03-31"),
    ]
    assert refused("plan_calendar", _from="2021-01-04", **given).code == "meetings.nothing_to_plan"


@pytest.mark.django_db
def test_chosen_days_are_planned_and_a_bank_holiday_needs_a_reason():
    given = {"body": "opsg", "first": "2021-04-01", "last": "2021-05-31", "days": ["2021-04-05", "2021-05-11"]}
    refusal = refused("plan_calendar", _from="2021-01-04", **given)
    assert (refusal.code, refusal.facts["field"]) == ("meetings.no_working_day", "reason")
    assert refusal.problem == "Monday 5 April 2021 is Easter Monday, no Working Day"
    do("plan_calendar", _from="2021-01-04", reason="Nobody is free on another day", **given)
    found = queries.meetings(lens("2021-01-04"), body="opsg")
    assert [one.day.isoformat() for one in found] == ["2021-04-05", "2021-05-11"]
    assert found[0].notes == ("Nobody is free on another day",)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"body": "opsg", "first": "2021-04-01", "last": "2021-05-31"}, "meetings.no_pattern"),
        ({"body": "panel", "first": "2021-04-01", "last": "2021-03-31"}, "meetings.calendar_backwards"),
        ({"body": "panel", "first": "2021-04-01", "last": "2024-03-31"}, "meetings.calendar_backwards"),
        ({"body": "toc", "first": "2021-04-01", "last": "2021-05-31"}, "meetings.no_meetings"),
        ({"body": "panel", "first": "2020-04-01", "last": "2021-05-31", "days": ["2020-12-11"]}, "meetings.past"),
        ({"body": "panel", "first": "2021-04-01", "last": "2021-05-31", "days": []}, "meetings.nothing_to_plan"),
    ],
)
def test_what_cannot_be_planned_is_refused(given, code):
    assert refused("plan_calendar", _from="2021-01-04", **given).code == code


@pytest.mark.django_db
def test_a_meeting_that_is_moved_to_a_bank_holiday_is_warned_of_and_needs_a_reason():
    do("plan_meeting", _from="2021-03-01", body="opsg", day="2021-04-07")
    moving = {"meeting": "opsg-2021-04-07", "day": "2021-04-05"}
    assert refused("move_meeting", _from="2021-03-02", **moving).code == "kernel.bad_field"
    plan = bus.preview(
        "move_meeting", {**moving, "reason": "The room"}, actor="system:import", effective=d("2021-03-02")
    )
    assert "Monday 5 April 2021 is Easter Monday, no Working Day." in plan.warnings
