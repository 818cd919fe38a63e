"""The act that says what a release costs, and where that is told."""

from __future__ import annotations

import pytest

from codeclerk.kernel import bus
from codeclerk.releases import queries
from codeclerk.releases.answers import release_json
from tests.register.support import do, lens, refused

pytestmark = pytest.mark.django_db
EFFORT = ["Changing the code: 2", "Project management: at most 5"]
COST = {"release": "June 2021", "effort": EFFORT, "budget": "inside"}


@pytest.fixture
def june():
    do("register_release", _from="2020-12-04", key="2021-06", day="2021-06-24")


def cost(day="2021-05-11", known=None):
    return queries.release(lens(day, known), "2021-06").cost


@pytest.mark.inventory("I08")
def test_the_cost_of_a_release_is_worked_out_and_inside_the_budget(june):
    plan = bus.preview("set_release_cost", COST, actor="system:import")
    assert [event.body.in_words() for event in plan.events] == [
        "What June 2021 costs: Changing the code, 2 days of effort. Project management, at most 5 days of effort. "
        "Within the budget of the code administrator."
    ]
    assert plan.warnings == ()
    done = do("set_release_cost", _from="2021-05-11", text="The DCC has none.", **COST)
    assert done == {"release": "2021-06", "pounds": "at most £4,200"}
    assert cost("2021-05-10") is None
    told = release_json(queries.release(lens("2021-05-11"), "2021-06"))["cost"]
    assert (told["total"], told["at_most"], told["budget"], told["parties_pay_more"]) == (
        "4200.00",
        True,
        "inside",
        False,
    )
    assert [(one["days"], one["pounds"]) for one in told["effort"]] == [("2", "1200.00"), ("5", "3000.00")]
    assert (told["rate"], told["rate_sure"], told["text"]) == ("600", "inferred", "The DCC has none.")


def test_a_cost_and_notes_do_not_replace_each_other_and_both_have_a_past(june):
    do("note_release", _from="2021-05-11", release="2021-06", text="Only documents.")
    do("set_release_cost", _from="2021-05-11", _known="2021-05-12", **COST)
    do("set_release_cost", _from="2021-06-01", _known="2021-06-01", release="2021-06", effort=["Changing the code: 3"])
    one = queries.release(lens("2021-06-01"), "2021-06")
    assert (one.notes, one.cost.total, one.cost.budget) == ("Only documents.", 1800, "")
    assert cost().total == 4200
    do("set_release_cost", _from="2021-06-02", release="2021-06")
    assert cost("2021-06-02") is None
    assert queries.release(lens("2021-06-02"), "2021-06").notes == "Only documents."


def test_a_withdrawn_release_takes_its_cost_along(june):
    do("set_release_cost", _from="2021-05-11", **COST)
    do("withdraw_release", _from="2021-05-12", release="2021-06", reason="Registered in error")
    do("register_release", _from="2021-05-13", key="2021-06", day="2021-06-24")
    assert cost("2021-05-14") is None


@pytest.mark.parametrize(
    ("data", "code", "field"),
    [
        ({"effort": ["Changing the code: £1,200"]}, "releases.wrong_effort_line", "effort"),
        ({"budget": "insde"}, "parts.unknown_word", "budget"),
        ({"release": "July 2021"}, "releases.unknown", "release"),
    ],
)
def test_what_is_refused(june, data, code, field):
    no = refused("set_release_cost", **(COST | data))
    assert (no.code, no.facts["field"]) == (code, field)


def test_a_cost_that_nobody_says_is_inside_the_budget_is_a_warning(june):
    plan = bus.preview("set_release_cost", COST | {"budget": ""}, actor="system:import")
    assert plan.warnings == ("At most £4,200. Whether that is inside a budget is not recorded.",)


def test_only_those_who_keep_releases_may(june):
    assert refused("set_release_cost", _by="person:nobody", **COST).code == "kernel.not_allowed"
