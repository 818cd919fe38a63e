"""What a release costs: days of effort, the rate, the sum, the budget."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codeclerk.kernel.errors import Refused
from codeclerk.releases.rules.costs import Effort, ReleaseCost, read_effort, read_efforts

RID = ("Changing the code: 2", "Project management: at most 5")


def cost(*lines, **more):
    return ReleaseCost(date(2021, 5, 11), read_efforts(lines), Decimal(600), "inferred", **more)


def test_the_june_2021_release_comes_to_what_its_document_prints():
    # Printed in RID:273-279: two days are £1,200, at most five days are £3,000.
    found = cost(*RID, budget="inside", budget_name="Within the budget of the code administrator")
    assert [found.pounds(one) for one in found.efforts] == [1200, 3000]
    assert (found.total, found.is_at_most, found.total_words) == (4200, True, "at most £4,200")
    assert found.parties_pay_more is False
    assert found.words == "At most £4,200, within the budget of the code administrator: Parties pay nothing more."


def test_what_is_not_known_of_a_cost_is_not_said():
    found = cost("Changing the code: 0.5")
    assert (found.total_words, found.parties_pay_more) == ("£300", None)
    assert found.words == "£300. Whether that is inside a budget is not recorded."
    outside = cost(budget="outside", budget_name="On top of the budget")
    assert outside.words == "The sum is not known, on top of the budget: Parties pay it as well."
    assert (outside.total, outside.parties_pay_more, outside.is_at_most) == (None, True, False)


@pytest.mark.parametrize(
    ("text", "what", "days", "is_at_most", "words"),
    [
        ("Changing the code: 2", "Changing the code", "2", False, "2 days"),
        ("Project management: At most 5 days", "Project management", "5", True, "at most 5 days"),
        ("Tests, day 2: up to 1", "Tests, day 2", "1", True, "at most 1 day"),
        ("Tests: again: 10.50", "Tests: again", "10.5", False, "10.5 days"),
    ],
)
def test_a_line_of_effort(text, what, days, is_at_most, words):
    found = read_effort(text)
    assert found == Effort(what, Decimal(days), is_at_most)
    assert found.words == words


@pytest.mark.parametrize("text", ["", "2", "Code", "Code: two", "Code: -1", "Code: £1,200", ": 2", "Code: 10001"])
def test_what_is_no_line_of_effort_is_refused(text):
    with pytest.raises(Refused) as caught:
        read_effort(text)
    assert (caught.value.first.code, caught.value.first.facts["field"]) == ("releases.wrong_effort_line", "effort")


@given(
    st.text("abc :,()", min_size=1).filter(str.strip),
    st.decimals(0, 10000, places=2),
    st.booleans(),
)
def test_a_line_is_read_as_it_is_written(what, days, is_at_most):
    effort = Effort(what.strip(), days, is_at_most)
    assert read_effort(effort.line) == effort
