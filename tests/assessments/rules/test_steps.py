"""Which steps of an assessment fit each other."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codeclerk.assessments.rules import CLOSING, ONCE, Step, order_fault

DAY = date(2021, 2, 4)
BEFORE, AFTER = DAY - timedelta(days=1), DAY + timedelta(days=1)

days = st.dates(date(2020, 1, 1), date(2020, 1, 20))
steps = st.sampled_from(list(Step))


@pytest.mark.parametrize(
    ("other", "when", "step"),
    [
        (Step.ACCEPTED, AFTER, Step.RETURNED),
        (Step.REQUESTED, AFTER, Step.ACCEPTED),
        (Step.REQUESTED, AFTER, Step.QUERIED),
        (Step.ACCEPTED, BEFORE, Step.QUERIED),
        (Step.RETURNED, BEFORE, Step.EXPECTED),
        (Step.RETURNED, BEFORE, Step.INTERIM),
        (Step.ACCEPTED, AFTER, Step.INTERIM),
        (Step.NOT_REQUIRED, BEFORE, Step.ACCEPTED),
        (Step.NOT_REQUIRED, AFTER, Step.RETURNED),
        (Step.RETURNED, BEFORE, Step.NOT_REQUIRED),
    ],
)
def test_what_does_not_fit_is_named(other: Step, when: date, step: Step) -> None:
    assert order_fault([(other, when)], step, DAY) == (other, when)


@pytest.mark.parametrize("step", list(Step))
def test_a_step_without_its_forerunner_is_fine(step: Step) -> None:
    assert order_fault([], step, DAY) is None


def test_an_approval_after_the_request_is_odd_and_allowed() -> None:
    assert order_fault([(Step.REQUESTED, BEFORE)], Step.COST_APPROVED, DAY) is None


@given(steps, days, steps, days)
def test_whether_two_steps_fit_does_not_depend_on_which_is_recorded_first(
    one: Step, day: date, other: Step, when: date
) -> None:
    assert (order_fault([(one, day)], other, when) is None) is (order_fault([(other, when)], one, day) is None)


@given(steps, steps, days)
def test_on_one_day_all_steps_fit_but_two_ends(one: Step, other: Step, day: date) -> None:
    fits = order_fault([(one, day)], other, day) is None
    assert fits is not ({one, other} == CLOSING)


def test_every_step_says_itself() -> None:
    assert ONCE > CLOSING
    assert [step.in_words for step in (Step.ACCEPTED, Step.NOT_REQUIRED)] == ["accepted", "found not required"]
    assert [step.label for step in (Step.QUERIED, Step.INTERIM)] == ["Queried", "Interim version returned"]
