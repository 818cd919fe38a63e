from __future__ import annotations

from datetime import date, timedelta

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from codeclerk.kernel.calendar import (
    Calendar,
    Convention,
    add,
    add_days,
    count,
    count_days,
    latest_notice_day,
)
from codeclerk.kernel.errors import Refused

from .conftest import d

EXCLUSIVE, INCLUSIVE, CLEAR, PUBLISHED = Convention
DAY = timedelta(days=1)

CALENDARS = st.sampled_from(
    [
        Calendar(),
        Calendar("scotland"),
        Calendar("england-wales+scotland"),
        Calendar(known_at=date(2019, 1, 1)),
        Calendar().without(date(2020, 12, 28)),
    ]
)
CONVENTIONS = st.sampled_from(list(Convention))
# Far enough from the table's ends that no sum falls off them.
DAYS = st.dates(date(2014, 1, 1), date(2031, 12, 31))
# Christmas and Easter are where calendars go wrong; look there more often than chance would.
DAYS |= st.dates(date(2020, 12, 20), date(2021, 1, 6)) | st.dates(date(2022, 5, 25), date(2022, 6, 8))
NUMBERS = st.integers(-700, 700) | st.integers(-12, 12)


def has_meaning(n: int, convention: Convention) -> bool:
    return n != 0 or convention in (EXCLUSIVE, CLEAR)


def counts(day: date, convention: Convention, calendar: Calendar) -> bool:
    return day.weekday() < 5 if convention is PUBLISHED else calendar.is_working_day(day)


# The laws


@pytest.mark.inventory("C07")
@given(DAYS, NUMBERS, CONVENTIONS, CALENDARS)
def test_counting_to_a_sum_gives_the_number_back(start, n, convention, calendar):
    if not has_meaning(n, convention):
        return
    end = add_days(start, n, convention, calendar)
    if n == 0 and convention is EXCLUSIVE and not calendar.is_working_day(start):
        assert count_days(start, end, convention, calendar) == 1  # rolled forward from a day off
    elif n == -1 and end == start:
        assert count_days(start, end, convention, calendar) == 1  # a single day has no direction
    else:
        assert count_days(start, end, convention, calendar) == n


@given(DAYS, DAYS, CONVENTIONS, CALENDARS)
def test_adding_a_count_gives_the_end_back_when_it_is_counted(start, end, convention, calendar):
    if start == end or not counts(end, convention, calendar):
        return
    n = count_days(start, end, convention, calendar)
    if n == 0:  # clear, with no Working Day between: 0 only leads forward
        assert convention is CLEAR
        return
    assert add_days(start, n, convention, calendar) == end


@given(DAYS, NUMBERS, CONVENTIONS, CALENDARS)
def test_sum_lands_on_no_day_off(start, n, convention, calendar):
    if has_meaning(n, convention):
        assert counts(add_days(start, n, convention, calendar), convention, calendar)


@given(DAYS, NUMBERS, NUMBERS, CONVENTIONS, CALENDARS)
def test_more_days_never_give_an_earlier_date(start, n, m, convention, calendar):
    low, high = sorted((n, m))
    if has_meaning(low, convention) and has_meaning(high, convention):
        earlier, later = (add_days(start, k, convention, calendar) for k in (low, high))
        assert earlier <= later
        if 0 < low < high or low < high < 0:
            assert earlier < later


@given(DAYS, DAYS, NUMBERS, CONVENTIONS, CALENDARS)
def test_later_start_never_gives_an_earlier_date(one, other, n, convention, calendar):
    if has_meaning(n, convention):
        early, late = sorted((one, other))
        assert add_days(early, n, convention, calendar) <= add_days(late, n, convention, calendar)


@given(DAYS, DAYS, DAYS, CONVENTIONS, CALENDARS)
def test_count_grows_with_the_end_and_shrinks_with_the_start(one, other, third, convention, calendar):
    early, late = sorted((one, other))
    assert count_days(third, early, convention, calendar) <= count_days(third, late, convention, calendar)
    assert count_days(early, third, convention, calendar) >= count_days(late, third, convention, calendar)


@given(DAYS, st.integers(1, 300), st.integers(1, 300), CONVENTIONS, CALENDARS, st.sampled_from([1, -1]))
def test_sums_join(start, n, m, convention, calendar, sign):
    once = add_days(start, sign * n, convention, calendar)
    twice = add_days(once, sign * m, convention, calendar)
    # Day 1 of the second sum is the last day of the first, or is skipped over with one more.
    overlap = {EXCLUSIVE: 0, INCLUSIVE: -1, PUBLISHED: -1, CLEAR: 1}[convention]
    assert twice == add_days(start, sign * (n + m + overlap), convention, calendar)


@given(DAYS, st.integers(1, 300), CONVENTIONS, CALENDARS)
def test_going_back_returns_to_a_start_that_counts(start, n, convention, calendar):
    if counts(start, convention, calendar):
        there = add_days(start, n, convention, calendar)
        assert add_days(there, -n, convention, calendar) == start


@given(DAYS, st.integers(1, 300), CALENDARS)
def test_conventions_relate(start, n, calendar):
    assert add_days(start, n, CLEAR, calendar) == add_days(start, n + 1, EXCLUSIVE, calendar)
    if calendar.is_working_day(start):
        assert add_days(start, n + 1, INCLUSIVE, calendar) == add_days(start, n, EXCLUSIVE, calendar)
    else:
        assert add_days(start, n, INCLUSIVE, calendar) == add_days(start, n, EXCLUSIVE, calendar)
    assert add_days(start, n, PUBLISHED, calendar) <= add_days(start, n, INCLUSIVE, calendar)


@given(DAYS, DAYS, CONVENTIONS, CALENDARS)
def test_count_is_what_a_walk_over_the_days_finds(start, end, convention, calendar):
    if abs((end - start).days) > 400:
        end = start + timedelta(days=(end - start).days % 400)
    low, high = min(start, end), max(start, end)
    walked = [low + DAY * k for k in range((high - low).days + 1)]
    if convention is EXCLUSIVE:
        walked = [day for day in walked if day != start]
    elif convention is CLEAR:
        walked = [day for day in walked if day not in (start, end)]
    sign = 1 if end >= start else -1
    assert count_days(start, end, convention, calendar) == sign * sum(counts(d, convention, calendar) for d in walked)


@given(DAYS, DAYS, CONVENTIONS, CALENDARS)
def test_counted_days_and_days_off_make_up_the_span(start, end, convention, calendar):
    found = count(start, end, convention, calendar)
    span = abs((end - start).days) + {EXCLUSIVE: 0, INCLUSIVE: 1, PUBLISHED: 1, CLEAR: -1}[convention]
    assert abs(found.working_days) + found.weekend_days + len(found.skipped) == max(0, span)


def test_rolling_forward_steps_over_the_start_too(england_wales):
    found = add(d("2020-12-25"), 0, EXCLUSIVE, england_wales)
    assert found.date == d("2020-12-29")
    assert [row.date for row in found.skipped] == [d("2020-12-25"), d("2020-12-28")]
    assert found.weekend_days == 2
    assert add(d("2020-12-24"), 0, EXCLUSIVE, england_wales).skipped == ()
    assert [row.date for row in add(d("2020-12-25"), 0, CLEAR, england_wales).skipped] == [d("2020-12-28")]


@given(DAYS, st.integers(0, 300), CALENDARS)
def test_latest_notice_day_is_the_last_that_leaves_enough(target, n, calendar):
    latest = latest_notice_day(target, n, calendar)
    assert count_days(latest, target, CLEAR, calendar) == n
    if n:
        assert count_days(latest + DAY, target, CLEAR, calendar) < n
    assert add_days(target, -n, CLEAR, calendar) <= latest if n else latest == target - DAY


# Against numpy


def busdays(calendar: Calendar, convention: Convention) -> numpy.busdaycalendar:
    rows = () if convention is PUBLISHED else calendar.holidays_between(date(2010, 1, 1), date(2035, 12, 31))
    return numpy.busdaycalendar(holidays=[row.date for row in rows])


@given(DAYS, DAYS, CONVENTIONS, CALENDARS)
def test_count_agrees_with_numpy(one, other, convention, calendar):
    start, end = sorted((one, other))
    first = start if convention in (INCLUSIVE, PUBLISHED) else start + DAY
    stop = end if convention is CLEAR else end + DAY
    expected = int(numpy.busday_count(first, stop, busdaycal=busdays(calendar, convention))) if first < stop else 0
    assert count_days(start, end, convention, calendar) == expected


@given(DAYS, NUMBERS, CONVENTIONS, CALENDARS)
def test_add_agrees_with_numpy(start, n, convention, calendar):
    if not has_meaning(n, convention):
        return
    sign = 1 if n > 0 or (n == 0 and convention is CLEAR) else -1
    if convention in (INCLUSIVE, PUBLISHED):
        offset, roll = n - sign, "following" if sign > 0 else "preceding"
    else:
        offset, roll = n + (sign if convention is CLEAR else 0), "preceding" if sign > 0 else "following"
    expected = numpy.busday_offset(start, offset, roll=roll, busdaycal=busdays(calendar, convention))
    assert add_days(start, n, convention, calendar) == expected.astype(date)


# Edges, one by one


@pytest.mark.inventory("C09")
@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2021-03-05", "2021-03-05", (0, 1, 0, 1)),
        ("2021-03-06", "2021-03-06", (0, 0, 0, 0)),
        ("2021-03-05", "2021-03-08", (1, 2, 0, 2)),
        ("2021-03-06", "2021-03-08", (1, 1, 0, 1)),
        ("2021-04-01", "2021-04-06", (1, 2, 0, 4)),
        ("2021-04-02", "2021-04-06", (1, 1, 0, 3)),
        ("2021-04-06", "2021-04-01", (-1, -2, 0, -4)),
        ("2021-03-01", "2021-03-12", (9, 10, 8, 10)),
        ("2021-03-12", "2021-03-01", (-9, -10, -8, -10)),
        ("2021-03-13", "2021-03-01", (-10, -10, -9, -10)),
    ],
)
def test_count_at_the_ends(england_wales, start, end, expected):
    assert tuple(count_days(d(start), d(end), convention, england_wales) for convention in Convention) == expected


@pytest.mark.parametrize(
    ("start", "n", "expected"),
    [
        ("2021-04-01", 1, ("2021-04-06", "2021-04-01", "2021-04-07", "2021-04-01")),
        ("2021-04-02", 1, ("2021-04-06", "2021-04-06", "2021-04-07", "2021-04-02")),
        ("2021-04-03", 1, ("2021-04-06", "2021-04-06", "2021-04-07", "2021-04-05")),
        ("2021-04-03", -1, ("2021-04-01", "2021-04-01", "2021-03-31", "2021-04-02")),
        ("2021-04-01", -1, ("2021-03-31", "2021-04-01", "2021-03-30", "2021-04-01")),
        ("2021-03-01", 20, ("2021-03-29", "2021-03-26", "2021-03-30", "2021-03-26")),
    ],
)
def test_add_at_the_ends(england_wales, start, n, expected):
    assert tuple(add_days(d(start), n, c, england_wales).isoformat() for c in Convention) == expected


def test_adding_nothing(england_wales):
    assert add_days(d("2021-03-05"), 0, EXCLUSIVE, england_wales) == d("2021-03-05")
    assert add_days(d("2021-03-06"), 0, EXCLUSIVE, england_wales) == d("2021-03-08")
    assert add_days(d("2021-03-05"), 0, CLEAR, england_wales) == d("2021-03-08")
    for convention in (INCLUSIVE, PUBLISHED):
        with pytest.raises(Refused) as refused:
            add_days(d("2021-03-05"), 0, convention, england_wales)
        assert refused.value.first.code == "calendar.no_day_zero"


@pytest.mark.parametrize("convention", Convention)
@pytest.mark.parametrize("n", [10_000, -10_000, 10**30])
def test_sum_outside_the_table_is_refused(england_wales, convention, n):
    with pytest.raises(Refused) as refused:
        add_days(d("2021-03-05"), n, convention, england_wales)
    assert refused.value.first.code == "calendar.outside_table"


def test_first_and_last_day_of_the_table(england_wales):
    first, last = d("2010-01-01"), d("2035-12-31")
    assert add_days(first, 1, EXCLUSIVE, england_wales) == d("2010-01-04")
    assert add_days(last, 1, INCLUSIVE, england_wales) == last
    total = count_days(first, last, INCLUSIVE, england_wales)
    assert add_days(first, total, INCLUSIVE, england_wales) == last
    for start, n in ((last, 1), (first, -1)):
        with pytest.raises(Refused):
            add_days(start, n, EXCLUSIVE, england_wales)
    with pytest.raises(Refused):
        latest_notice_day(first, 0, england_wales)


@pytest.mark.inventory("C07")
@pytest.mark.parametrize(
    ("target", "days", "jurisdiction", "latest"),
    [
        ("2021-03-01", 20, "england-wales", "2021-01-31"),
        ("2021-04-01", 20, "england-wales", "2021-03-03"),
        ("2021-05-01", 20, "england-wales", "2021-03-31"),
        ("2021-05-01", 20, "scotland", "2021-04-04"),
        ("2021-01-01", 20, "england-wales", "2020-12-01"),
        ("2022-10-01", 20, "england-wales", "2022-09-01"),
        ("2021-04-15", 10, "england-wales", "2021-03-29"),
        ("2021-04-15", 10, "scotland", "2021-03-30"),
        ("2021-04-15", 20, "england-wales", "2021-03-15"),
    ],
)
def test_latest_notice_day_for_planned_maintenance(target, days, jurisdiction, latest):
    assert latest_notice_day(d(target), days, Calendar(jurisdiction)) == d(latest)


def test_clear_working_days_of_a_notice(england_wales):
    # Sunday 31 January leaves 20 before 1 March 2021, Monday 1 February only 19; 5 April leaves 7 before 15 April.
    assert count_days(d("2021-01-31"), d("2021-03-01"), CLEAR, england_wales) == 20
    assert count_days(d("2021-02-01"), d("2021-03-01"), CLEAR, england_wales) == 19
    assert count_days(d("2021-02-01"), d("2021-03-01"), INCLUSIVE, england_wales) == 21
    assert count_days(d("2021-04-05"), d("2021-04-15"), CLEAR, england_wales) == 7


def test_notice_is_not_negative(england_wales):
    with pytest.raises(ValueError, match="negative"):
        latest_notice_day(d("2021-03-01"), -1, england_wales)


def test_notice_judged_by_what_was_known_then():
    # Published on 1 September 2022 for October: the State Funeral had not been announced.
    then = Calendar(known_at=d("2022-09-01"))
    assert count_days(d("2022-09-01"), d("2022-10-01"), CLEAR, then) == 21
    assert count_days(d("2022-09-01"), d("2022-10-01"), CLEAR, Calendar()) == 20


# Names and words


@pytest.mark.inventory("C09")
@pytest.mark.parametrize(("text", "convention"), [("clear", CLEAR), (" Exclusive ", EXCLUSIVE)])
def test_convention_by_its_name(text, convention):
    assert Convention.named(text) is convention


@pytest.mark.parametrize(
    ("text", "hint"),
    [("exclusiv", "Did you mean exclusive?"), ("zzz", "Use one of exclusive, inclusive, clear, published")],
)
def test_unknown_convention_is_refused_with_a_hint(text, hint):
    with pytest.raises(Refused) as refused:
        Convention.named(text)
    assert refused.value.first.code == "calendar.unknown_convention"
    assert refused.value.first.remedy == hint


EW = "England & Wales bank holidays removed"
NOT_REMOVED = "bank holidays not removed"


@pytest.mark.inventory("C09")
@pytest.mark.parametrize(
    ("start", "end", "convention", "words"),
    [
        ("2020-12-01", "2021-02-26", INCLUSIVE, "61 Working Days from 1 Dec 2020 to 26 Feb 2021, both ends counted"),
        ("2020-12-01", "2021-02-26", PUBLISHED, "64 Working Days from 1 Dec 2020 to 26 Feb 2021, both ends counted"),
        (
            "2021-03-05",
            "2021-03-08",
            EXCLUSIVE,
            "1 Working Day from 5 Mar 2021 to 8 Mar 2021, the first day not counted",
        ),
        (
            "2021-01-31",
            "2021-03-01",
            CLEAR,
            "20 clear Working Days from 31 Jan 2021 to 1 Mar 2021, neither end counted",
        ),
        (
            "2021-03-12",
            "2021-03-05",
            EXCLUSIVE,
            "5 Working Days back from 12 Mar 2021 to 5 Mar 2021, the first day not counted",
        ),
    ],
)
def test_explanation_of_a_count(england_wales, start, end, convention, words):
    removed = NOT_REMOVED if convention is PUBLISHED else EW
    assert count(d(start), d(end), convention, england_wales).explanation == f"{words}, {removed}."


@pytest.mark.inventory("C09")
@pytest.mark.parametrize(
    ("start", "n", "convention", "how", "result"),
    [
        ("2021-02-04", 15, EXCLUSIVE, "15 Working Days after 4 Feb 2021, that day not counted", "25 Feb 2021"),
        ("2021-02-25", -10, EXCLUSIVE, "10 Working Days before 25 Feb 2021, that day not counted", "11 Feb 2021"),
        (
            "2021-02-06",
            0,
            EXCLUSIVE,
            "0 Working Days from 6 Feb 2021, the first Working Day on or after that day",
            "8 Feb 2021",
        ),
        ("2021-02-04", 1, INCLUSIVE, "1 Working Day from 4 Feb 2021, that day counted as day 1", "4 Feb 2021"),
        (
            "2021-02-06",
            2,
            INCLUSIVE,
            "2 Working Days from 6 Feb 2021, the first Working Day on or after that day counted as day 1",
            "9 Feb 2021",
        ),
        (
            "2021-02-06",
            -2,
            INCLUSIVE,
            "2 Working Days back from 6 Feb 2021, the last Working Day on or before that day counted as day 1",
            "4 Feb 2021",
        ),
        (
            "2021-04-03",
            1,
            PUBLISHED,
            "1 Working Day from 3 Apr 2021, the first weekday on or after that day counted as day 1",
            "5 Apr 2021",
        ),
        ("2021-02-04", 3, CLEAR, "3 clear Working Days after 4 Feb 2021, neither end counted", "10 Feb 2021"),
        ("2021-04-01", -20, CLEAR, "20 clear Working Days before 1 Apr 2021, neither end counted", "3 Mar 2021"),
    ],
)
def test_explanation_of_a_sum(england_wales, start, n, convention, how, result):
    removed = NOT_REMOVED if convention is PUBLISHED else EW
    assert add(d(start), n, convention, england_wales).explanation == f"{how}, {removed}: {result}."


def test_explanation_of_clear_days_before_names_a_later_notice_day(england_wales):
    assert add(d("2021-03-01"), -20, CLEAR, england_wales).explanation == (
        f"20 clear Working Days before 1 Mar 2021, neither end counted, {EW}: 29 Jan 2021. "
        "Notice on Sunday 31 January 2021 still leaves them clear."
    )


def test_explanation_names_an_unusual_calendar():
    calendar = Calendar("england-wales+scotland", d("2022-09-09")).without(d("2020-12-28"), d("2020-12-25"))
    assert count(d("2021-03-01"), d("2021-03-02"), INCLUSIVE, calendar).explanation == (
        "2 Working Days from 1 Mar 2021 to 2 Mar 2021, both ends counted, England & Wales and Scotland bank holidays "
        "as known on 9 Sep 2022 (25 Dec 2020 and 28 Dec 2020 left out) removed."
    )


def test_count_as_json(england_wales):
    assert count(d("2021-04-01"), d("2021-04-06"), EXCLUSIVE, england_wales).as_json() == {
        "working_days": 1,
        "convention": "exclusive",
        "explanation": f"1 Working Day from 1 Apr 2021 to 6 Apr 2021, the first day not counted, {EW}.",
        "skipped": [
            {"date": "2021-04-02", "name": "Good Friday"},
            {"date": "2021-04-05", "name": "Easter Monday"},
        ],
    }


def test_sum_keeps_its_sentence_as_id_and_facts(england_wales):
    found = add(d("2021-02-04"), 15, EXCLUSIVE, england_wales)
    assert found.weekend_days == 6
    assert found.sentence.as_json() == {
        "id": "calendar.add",
        "facts": {
            "working_days": 15,
            "start": "2021-02-04",
            "start_counts": True,
            "result": "2021-02-25",
            "convention": "exclusive",
            "jurisdiction": "england-wales",
            "known_at": None,
            "left_out": [],
        },
    }
