"""What changed from one monthly report to the next."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codeclerk.assessments.rules import Assessment, Dated, DateKind, date_changes, deadline_of
from tests.assessments.example import CALENDAR, completed, opened, types


def moved(one: Assessment, day: date, why: str = "") -> Assessment:
    return replace(one, expected=(*one.expected, day), expected_reason=why)


@pytest.mark.inventory("D44")
def test_every_changed_date_is_told_with_its_reason_or_that_it_lacks_one() -> None:
    before = opened()
    mp140, mp107, mp117, mp125 = before
    after = [
        moved(mp140, date(2021, 4, 1), "A provider is late."),
        moved(mp107, date(2021, 3, 12)),
        mp117,
        mp125,
    ]
    found = date_changes(before, after)
    assert [(one.number, one.what, one.before, one.after, one.reason) for one in found] == [
        ("MP107", DateKind.EXPECTED, date(2021, 3, 19), date(2021, 3, 12), ""),
        ("MP140", DateKind.EXPECTED, date(2021, 3, 15), date(2021, 4, 1), "A provider is late."),
    ]
    assert [(one.lacks_reason, one.is_later) for one in found] == [(True, False), (False, True)]


@pytest.mark.inventory("D44")
def test_a_corrected_acceptance_moves_the_due_date() -> None:
    mp140 = opened()[0]
    day = date(2021, 2, 8)
    corrected = replace(
        mp140,
        accepted=Dated(day),
        deadline=deadline_of(types()["PA"], day, CALENDAR),
        accepted_note="The first day was wrong.",
    )
    found = date_changes([mp140], [corrected])
    assert [(one.what, one.before, one.after, one.reason) for one in found] == [
        (DateKind.DUE, date(2021, 2, 25), date(2021, 3, 1), "The first day was wrong.")
    ]


def test_a_first_date_is_no_change_and_one_that_was_taken_back_is() -> None:
    mp140 = opened()[0]
    undated = replace(mp140, expected=(), deadline=None, accepted=None)
    assert date_changes([undated], [mp140]) == ()
    assert date_changes([], [mp140]) == ()
    back = date_changes([mp140], [replace(mp140, expected=())])
    assert [(one.after, one.is_later, one.lacks_reason) for one in back] == [(None, False, True)]


@given(st.permutations([*opened(), *completed()]))
def test_the_same_assessments_in_any_order_did_not_change(some: list[Assessment]) -> None:
    assert date_changes(some, reversed(some)) == ()
