"""A timetable as rules see it: order, standing, the next step in words."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codeclerk.register.rules.times import read_when
from codeclerk.register.rules.timetable import (
    Revision,
    Row,
    Standing,
    State,
    distinct,
    in_order,
    keys_for,
    lead_in,
    not_confirmed,
    split_condition,
    to_come,
)

DAY = date(2020, 12, 5)


def row(key, when, state=State.PLANNED, position=0, **more):
    return Row(key, key, key.title(), read_when(when), state, position=position, **more)


@pytest.mark.parametrize(
    ("when", "state", "standing"),
    [
        ("2020-11-01", State.HAPPENED, Standing.HAPPENED),
        ("2020-12-01/2020-12-24", State.PLANNED, Standing.RUNNING),
        ("2020-12", State.PLANNED, Standing.RUNNING),
        ("2020-12-05", State.PLANNED, Standing.PLANNED),
        ("2021-01-20", State.PLANNED, Standing.PLANNED),
        ("2020-12-04", State.PLANNED, Standing.PASSED),
        ("2020-11", State.PLANNED, Standing.PASSED),
    ],
)
def test_standing_on_a_day(when, state, standing):
    assert row("vote", when, state).standing(DAY) is standing


def test_a_month_stands_after_the_days_of_that_month():
    rows = [row("requested", "2020-03-26"), row("requirements", "2020-02"), row("converted", "2020-02-14")]
    assert [one.key for one in in_order(rows)] == ["converted", "requirements", "requested"]


def test_an_event_without_a_place_goes_where_its_date_puts_it():
    rows = [row("b", "2020-05-01", position=20), row("a", "2020-01-01", position=10), row("new", "2020-03-01")]
    assert [one.key for one in in_order(rows)] == ["a", "new", "b"]


@given(st.lists(st.tuples(st.integers(0, 5), st.dates(date(2020, 1, 1), date(2021, 1, 1))), max_size=12))
def test_the_order_does_not_depend_on_the_order_of_reading(places):
    rows = [row(f"e{n}", day.isoformat(), position=position) for n, (position, day) in enumerate(places)]
    assert in_order(rows) == in_order(reversed(rows))
    assert len(in_order(rows)) == len(rows)


def clause_of(one):
    return f"the {one.label} is {{when}}"


def test_lead_in_tells_the_next_steps():
    rows = [
        row("vote", "2021-01-20"),
        row("consultation", "2020-12-01/2021-01-08"),
        row("raised", "2019-10-22", State.HAPPENED),
        row("implementation", "2021-01-21", condition="if approved"),
    ]
    assert lead_in(rows, DAY, clause_of) == (
        "Next, the Consultation is until 8 January 2021. After that, the Vote is on 20 January 2021, and then if "
        "approved, the Implementation is on 21 January 2021."
    )


@pytest.mark.parametrize("rows", [[], [row("raised", "2019-10-22", State.HAPPENED)], [row("vote", "2020-11-20")]])
def test_lead_in_says_when_nothing_comes(rows):
    assert lead_in(rows, DAY, clause_of) == "No further step is planned."


def test_what_is_late_is_told_apart():
    rows = [row("late", "2020-12-01"), row("next", "2020-12-11"), row("done", "2020-11-01", State.HAPPENED)]
    assert [one.key for one in not_confirmed(rows, DAY)] == ["late"]
    assert [one.key for one in to_come(rows, DAY)] == ["next"]


def test_revisions_that_repeat_the_date_are_one():
    first = Revision(date(2020, 1, 1), read_when("2020-12-01"), State.PLANNED)
    same = Revision(date(2020, 2, 1), read_when("2020-12-01"), State.PLANNED)
    moved = Revision(date(2020, 3, 1), read_when("2021-01-20"), State.PLANNED)
    assert distinct([moved, same, first]) == (first, moved)


@pytest.mark.parametrize(
    ("label", "parts"),
    [
        ("Implementation (if approved)", ("Implementation", "if approved")),
        ("Change Board vote", ("Change Board vote", "")),
        ("Review (CSC)", ("Review (CSC)", "")),
        ("Review (subject to the Panel)", ("Review", "subject to the Panel")),
    ],
)
def test_a_condition_is_taken_off_the_label(label, parts):
    assert split_condition(label) == parts


def test_keys_are_the_kinds_numbered_where_they_repeat():
    assert keys_for([("raised", "x"), ("working_group", "x"), ("working_group", "x"), ("other", "site-visit")]) == [
        "raised",
        "working_group",
        "working_group-2",
        "site-visit",
    ]
