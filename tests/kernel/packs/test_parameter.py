"""Dated parameters: the latest value that has begun, with its mark; nothing before the first."""

from __future__ import annotations

from datetime import date

import pytest

from codeclerk.kernel.errors import Refused
from codeclerk.kernel.packs import Int, Parameter, Sure, weakest

_PARAMETER = Parameter[Int].model_validate(
    {
        "meaning": "Windows in a month",
        "values": {
            "2021-02-25": {"value": "6", "sure": "printed", "reference": "SEC H8.3"},
            "2013-09-23": {"value": "1", "sure": "unverified", "note": "Guessed."},
        },
    }
)


@pytest.mark.parametrize(
    ("on", "value", "since", "sure"),
    [
        (date(2013, 9, 23), 1, date(2013, 9, 23), Sure.UNVERIFIED),
        (date(2021, 2, 24), 1, date(2013, 9, 23), Sure.UNVERIFIED),
        (date(2021, 2, 25), 6, date(2021, 2, 25), Sure.PRINTED),
        (date(2030, 1, 1), 6, date(2021, 2, 25), Sure.PRINTED),
    ],
)
def test_later_values_win_and_carry_their_mark(on: date, value: int, since: date, sure: Sure) -> None:
    found = _PARAMETER.at(on)
    assert (found.value, found.since, found.sure) == (value, since, sure)
    assert found.sure.is_unverified == (sure is Sure.UNVERIFIED)


def test_reference_and_note_are_carried() -> None:
    assert _PARAMETER.at(date(2022, 1, 1)).reference == "SEC H8.3"
    assert _PARAMETER.at(date(2020, 1, 1)).note == "Guessed."


def test_nothing_is_known_before_the_first_value() -> None:
    with pytest.raises(Refused) as caught:
        _PARAMETER.at(date(2013, 9, 22))
    assert caught.value.first.code == "kernel.pack_no_value_yet"
    assert caught.value.first.problem == "Windows in a month has no value on 2013-09-22"
    assert caught.value.first.facts == {"on": "2013-09-22", "first": "2013-09-23"}


def test_whole_is_as_sure_as_its_weakest_part() -> None:
    assert weakest([Sure.PRINTED, Sure.INFERRED, Sure.STATED]) is Sure.INFERRED
    assert weakest([Sure.UNVERIFIED, Sure.PRINTED]) is Sure.UNVERIFIED
    assert weakest([]) is Sure.PRINTED
