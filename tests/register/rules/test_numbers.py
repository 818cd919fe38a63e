"""Numbers of proposals: reading, short forms, suggestions. With properties: every number reads back, none is reused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codeclerk.kernel.errors import Refused
from codeclerk.register import vocabulary
from codeclerk.register.rules import numbers
from codeclerk.register.rules.numbers import check_number, digits_of, key_of, next_digits, read_number, short_forms

SERIES = vocabulary.all_series()
series = st.sampled_from(SERIES)
digits = st.integers(min_value=1, max_value=99_999)
letters = st.sampled_from(["", "A", "B", "Z"])


@given(series, digits, letters)
def test_a_number_reads_back(one, number, letter):
    read = read_number(one.format(number, letter), SERIES)
    assert read is not None
    assert (read.digits, read.letter, read.series, read.key) == (number, letter, one.id, key_of(number, letter))
    assert digits_of(read.key) == (number, letter)


@given(st.text(max_size=20))
def test_reading_is_total_and_exact(text):
    read = read_number(text, SERIES)
    assert read is None or read.text == numbers.normal(text)


@given(st.tuples(series, digits, letters), st.tuples(series, digits, letters))
def test_two_proposals_never_share_a_number_or_a_short_form(first, second):
    one, other = (
        numbers.Number(number, letter, s.id, s.format(number, letter)) for s, number, letter in (first, second)
    )
    names = [
        {number.text, *(alias.text for alias in short_forms(number, vocabulary.series(number.series)))}
        for number in (one, other)
    ]
    if one.key != other.key:
        assert not names[0] & names[1]


@given(st.lists(st.integers(min_value=1, max_value=500), max_size=40))
def test_the_next_digits_were_never_given_out(taken):
    for _ in range(3):
        fresh = next_digits(taken)
        assert fresh not in taken
        assert fresh > max(taken, default=0)
        taken = [*taken, fresh]


@pytest.mark.parametrize("text", ["SECMP0012", "secmp0012", " SECMP0012 "])
def test_legacy_numbers_have_four_digits(text):
    number = read_number(text, SERIES)
    assert number is not None
    assert (number.text, number.key, number.series) == ("SECMP0012", "0012", "secmp")


@pytest.mark.parametrize("text", ["SECMP12", "0012", "M092", "MP92", "MP 092", "MP000", "MP092AB", "DP-144", ""])
def test_what_is_not_written_in_full_is_no_number(text):
    assert read_number(text, SERIES) is None


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("SECMP12", "Did you mean SECMP0012?"),
        ("M092", "Did you mean MP092?"),
        ("MP 92", "Did you mean MP092?"),
        ("DP-144", "Did you mean DP144?"),
        ("???", "Write it in full, as in MP092."),
    ],
)
def test_a_malformed_number_is_refused_with_the_one_meant(text, hint):
    with pytest.raises(Refused) as caught:
        check_number(text, SERIES)
    assert caught.value.first.remedy == hint


def test_short_forms_are_those_that_papers_print():
    def forms(text):
        number = read_number(text, SERIES)
        return {alias.text for alias in short_forms(number, vocabulary.series(number.series))}

    assert {"SECMP12", "SECMP012", "0012", "SECMP-12", "SECMP-0012"} <= forms("SECMP0012")
    assert forms("MP092") == {"MP92"}
    assert forms("MP122A") == set()


def test_a_series_has_a_status_that_its_profile_knows():
    for one in SERIES:
        assert vocabulary.status(one.profile, one.first_status)[0].id == one.first_status
