"""What is with the Authority on a day, and what it decided."""

from __future__ import annotations

from datetime import date

import pytest

from codeclerk.authority import queries
from codeclerk.kernel import clock
from codeclerk.people.permissions import holdings
from codeclerk.progression.rules import Taker
from tests.authority import example
from tests.register.support import do, lens
from tests.register.support import queries as count
from tests.support.records import loaded_once

pytestmark = pytest.mark.django_db
loaded = loaded_once(example.load)


def test_what_waits_has_its_days_and_what_it_is_asked(loaded):
    (one,) = queries.waiting(lens("2021-03-05"))
    assert (one.line.number, one.since, one.used) == ("MP303", date(2021, 2, 23), 8)
    assert one.deadline is not None
    assert one.deadline.working_days == 25
    assert one.due == date(2021, 3, 30)
    assert one.asked is not None
    assert (one.asked.outcome, one.asked.objectives) == ("recommended_approval", ("a", "c"))
    assert not one.is_overdue(date(2021, 3, 30))
    assert one.is_overdue(date(2021, 3, 31))


def test_the_aim_says_its_convention_and_how_sure_it_is(loaded):
    own = queries.aim(lens("2021-03-05"))
    assert own is not None
    assert (own.working_days, own.convention, own.sure, own.reference) == (25, "exclusive", "unverified", "SITE")


def test_what_was_sent_back_waits_again_and_tells_of_it(loaded):
    (one,) = queries.waiting(lens("2020-12-04"))
    assert (one.line.number, [each.when.first for each in one.sent_back]) == ("MP304", [date(2020, 10, 22)])
    assert one.used is None  # no status says since when it is there


@pytest.mark.inventory("G28")
def test_government_decides_under_the_name_of_the_day(loaded):
    do("record_decision", _from="2016-03-01", body="DECC", proposal="MP305", outcome="rejected")
    made = queries.history(lens("2021-03-05"))
    assert [(one.decision.number, one.decision.body_name, one.decision.outcome, one.taken) for one in made] == [
        ("MP304", "Department for Business, Energy and Industrial Strategy", "approved", 48),
        ("MP304", "Authority", "sent_back", 15),
        ("MP305", "Department of Energy and Climate Change", "rejected", None),
    ]


def test_a_moved_deadline_and_another_date_are_told(loaded):
    do("move_deadline", _by="system:import", _from="2021-03-01", proposal="MP303", clock="authority_decision",
       due="2021-04-16", by="authority", reason="Two questions are open")  # fmt: skip
    (one,) = queries.waiting(lens("2021-03-05"))
    assert one.due == date(2021, 4, 16)
    assert "Two questions are open" in one.moved.words


def test_who_acts_for_the_authority_is_offered_its_steps(loaded):
    example.ofgem()
    now = clock.now()
    taker = Taker("person:decider", clock.today(), holdings("person:decider", now))
    (one,) = queries.waiting(lens("2021-03-05"), taker)
    assert [each.step for each in one.to_take][:3] == ["authority_approves", "authority_rejects", "send_back"]
    assert "direct_date" in [each.step for each in one.to_take]
    (public,) = queries.waiting(lens("2021-03-05"), Taker("person:nobody", clock.today()))
    assert public.to_take == ()


def test_many_cost_no_more_queries_than_one(loaded):
    looked = lens("2021-03-05")
    queries.waiting(looked)
    with count(exactly=8):
        queries.waiting(looked)
    with count(exactly=4):
        queries.history(looked)
