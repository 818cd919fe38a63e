"""Cursors and parameters, without a database."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codeclerk.api.rules import (
    FIRST_DAY,
    LAST_DAY,
    Cursor,
    check_parameters,
    check_value,
    query_digest,
    read_cursor,
    read_position,
)
from codeclerk.kernel.errors import Refused

NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)
CURSOR = Cursor(date(2021, 3, 5), NOW, 50, "abc")


def code(function, *arguments):
    with pytest.raises(Refused) as caught:
        function(*arguments)
    return caught.value.first.code


@given(st.dates(FIRST_DAY, LAST_DAY), st.timedeltas(timedelta(0), timedelta(days=9999)), st.integers(0, 2**31 - 1))
def test_a_cursor_is_read_as_it_was_written(day, ago, first):
    cursor = Cursor(day, NOW - ago, first, "abc")
    assert read_cursor(str(cursor), "abc", NOW) == cursor


def test_a_cursor_belongs_to_its_query_and_never_to_the_future():
    assert read_cursor(str(CURSOR), "abc", NOW) == CURSOR
    assert code(read_cursor, str(CURSOR), "other", NOW) == "api.bad_cursor"
    assert code(read_cursor, str(CURSOR), "abc", NOW - timedelta(seconds=1)) == "api.bad_cursor"
    assert code(read_cursor, str(Cursor(date(2021, 3, 5), NOW, -1, "abc")), "abc", NOW) == "api.bad_cursor"
    assert code(read_cursor, str(Cursor(date(2021, 3, 5), datetime(2021, 3, 5), 0, "a")), "a", NOW) == "api.bad_cursor"  # noqa: DTZ001


@pytest.mark.parametrize("day", [date.min, date(1899, 12, 31), date(2100, 1, 1), date.max])
def test_a_cursor_looks_at_no_day_that_an_address_cannot_name(day):
    assert code(read_cursor, str(Cursor(day, NOW, 0, "abc")), "abc", NOW) == "api.bad_cursor"


@pytest.mark.parametrize(
    "known", ["0001-01-01T00:00:00+14:00", "0001-01-01T00:00:00+00:00", "1899-12-31T23:59:59+00:00"]
)
def test_a_cursor_looks_at_no_instant_that_an_address_cannot_name(known):
    cursor = Cursor(date(2021, 3, 5), datetime.fromisoformat(known), 0, "abc")
    assert code(read_cursor, str(cursor), "abc", NOW) == "api.bad_cursor"


@given(st.text())
def test_any_other_text_is_refused(text):
    assert code(read_cursor, text, "abc", NOW) == "api.bad_cursor"


@pytest.mark.parametrize("text", ["", "-1", "1.0", "x", "٣", "9" * 19])
def test_a_position_is_a_whole_number(text):
    assert code(read_position, text) == "api.bad_cursor"
    assert code(read_position, text, "position") == "api.not_sealed"
    assert read_position("17") == 17


def test_the_digest_leaves_out_which_part_it_is():
    asked = {"stage": ["refine"], "limit": ["2"]}
    assert query_digest("/a", asked) == query_digest("/a", asked | {"limit": ["3"], "cursor": ["x"]})
    assert query_digest("/a", asked) != query_digest("/a", {"stage": ["define"]})
    assert query_digest("/a", asked) != query_digest("/b", asked)


def test_parameters_are_known_said_once_and_readable():
    known = {"stage": True, "limit": False}
    check_parameters({"stage": ["refine", "define"], "limit": ["2"]}, known)
    check_parameters({"limit": ["2"]}, known, [("limit", "most")])
    with pytest.raises(Refused) as caught:
        check_parameters({"most": ["2"], "limit": ["2"]}, {**known, "most": False}, [("limit", "most")])
    assert str(caught.value.first).startswith("the parameter limit is given as most too. Leave one of them out.")
    with pytest.raises(Refused) as caught:
        check_parameters({"stages": ["refine"]}, known)
    assert caught.value.first.remedy == "Did you mean stage? The parameters are limit and stage."
    assert code(check_parameters, {"limit": ["1", "2"]}, known) == "api.repeated_parameter"
    assert code(check_parameters, {"stage": ["a"] * 51}, known) == "api.repeated_parameter"
    for text in ("a\0", "a\n", "\ud800", "x" * 501):
        assert code(check_parameters, {"stage": [text]}, known) == "api.unreadable_parameter"


def test_a_value_is_one_of_those_there_are():
    assert check_value("order", "age", ["age", "number"]) == "age"
    with pytest.raises(Refused) as caught:
        check_value("order", "agee", ["age", "number"])
    assert str(caught.value.first) == (
        "agee is no value of the parameter order. Did you mean age? The values are age and number. (api.unknown_value: "
        "a list is narrowed to what there can be, so that an empty answer means that there is nothing)"
    )
