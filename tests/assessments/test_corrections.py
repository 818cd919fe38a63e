"""Taking back steps that were recorded in error."""

from __future__ import annotations

from datetime import date

import pytest

from codeclerk.assessments import queries
from codeclerk.kernel import bus
from codeclerk.kernel.calendar import start_of_london_day
from codeclerk.kernel.errors import Refused
from tests.assessments.support import do, lens, refused

pytestmark = pytest.mark.django_db


def test_a_step_recorded_in_error_is_taken_back_with_a_reason(mp140: str) -> None:
    do("accept_assessment", _from="2021-02-04", assessment=mp140)
    do("withdraw_assessment_step", assessment=mp140, which="accepted", reason="It was another proposal.")
    assert queries.assessment(lens(), mp140).accepted is None
    do("accept_assessment", _from="2021-02-08", assessment=mp140)
    found = queries.assessment(lens(), mp140).accepted
    assert found is not None
    assert found.day == date(2021, 2, 8)
    no = refused("withdraw_assessment_step", assessment=mp140, which="returned", reason="Never.")
    assert (no.code, no.remedy) == ("assessments.no_step", "It has: requested, accepted.")
    assert refused("withdraw_assessment_step", assessment=mp140, which="accepted", reason="").code == "kernel.bad_field"


def test_what_was_known_before_a_correction_stays(mp140: str) -> None:
    do("accept_assessment", _from="2021-02-04", _known="2021-03-05", assessment=mp140)
    do("withdraw_assessment_step", _known="2021-04-09", assessment=mp140, which="accepted", reason="Another one.")
    do("accept_assessment", _from="2021-02-08", _known="2021-04-09", assessment=mp140)

    def accepted(known: str) -> date | None:
        one = next((one for one in queries.assessments(lens("2021-02-26", known))), None)
        return one.accepted.day if one and one.accepted else None

    assert [accepted(day) for day in ("2021-03-04", "2021-03-05", "2021-04-08", "2021-04-09")] == [
        None,
        date(2021, 2, 4),
        date(2021, 2, 4),
        date(2021, 2, 8),
    ]


def test_a_step_that_became_known_later_is_not_taken_back_before(mp140: str) -> None:
    do("accept_assessment", _from="2021-02-04", assessment=mp140)
    with pytest.raises(Refused) as caught:
        bus.execute(
            "withdraw_assessment_step",
            {"assessment": mp140, "which": "accepted", "reason": "Wrong."},
            actor="system:import",
            known_from=start_of_london_day(date(2021, 3, 5)),
        )
    assert caught.value.first.remedy == "That step became known later than this withdrawal."


@pytest.mark.inventory("D07")
def test_taking_back_an_expected_date_leaves_the_one_before(mp140: str) -> None:
    do("expect_assessment", _from="2021-02-01", assessment=mp140, expected="2021-02-24")
    do("expect_assessment", _from="2021-02-08", assessment=mp140, expected="2021-03-15", note="The providers.")
    do("withdraw_assessment_step", assessment=mp140, which="expected", reason="It was about another one.")
    assert queries.assessment(lens(), mp140).expected == (date(2021, 2, 24),)


def test_the_second_of_two_queries_is_taken_back(mp140: str) -> None:
    for day in ("2021-01-28", "2021-01-29"):
        do("query_assessment", _from=day, assessment=mp140)
    do("withdraw_assessment_step", assessment=mp140, which="queried 2", reason="There was one.")
    assert queries.assessment(lens(), mp140).queried == (date(2021, 1, 28),)
    do("query_assessment", _from="2021-02-01", assessment=mp140)
    assert queries.assessment(lens(), mp140).queried == (date(2021, 1, 28), date(2021, 2, 1))
