"""How dates, numbers and amounts are written."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from codeclerk.ui import words


def test_a_day_is_written_without_a_leading_zero():
    assert words.day(date(2021, 3, 5)) == "5 March 2021"


def test_an_instant_is_read_in_london():
    late = datetime(2021, 6, 30, 23, 30, tzinfo=UTC)
    assert words.day(late) == "1 July 2021"
    assert words.moment(late) == "1 July 2021 at 00:30"


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [(1234, None, "1,234"), (Decimal("1234.50"), None, "1,234.50"), (1234, 2, "1,234.00"), (-5, None, "-5")],
)
def test_numbers_have_separators(value, places, text):
    assert words.number(value, places) == text


@pytest.mark.parametrize(
    ("value", "text"), [(1200, "£1,200"), (Decimal("1200.5"), "£1,200.50"), (Decimal("-3"), "-£3"), (0, "£0")]
)
def test_amounts_show_pence_only_where_there_are_some(value, text):
    assert words.money(value) == text


def test_working_days_agree_with_their_number():
    assert [words.working_days(n) for n in (0, 1, 15)] == ["0 Working Days", "1 Working Day", "15 Working Days"]


@pytest.mark.parametrize("write", [words.day, words.moment, words.number, words.money, words.working_days])
def test_nothing_is_written_for_what_is_not_known(write):
    assert write(None) == ""
