"""What is due and what changed, as values: merging, order, headings, words."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codeclerk.kernel.calendar import Calendar
from codeclerk.site import rules
from codeclerk.site.rules import Ages, Change, Due, Printed, Rank, Teller, Urgency

ON = date(2021, 3, 5)


def due(day: str, what: str = "It closes", teller: Teller = Teller.TIMETABLE, **more) -> Due:
    return Due(day=date.fromisoformat(day), what=what, why="Because.", teller=teller, **more)


CLOSES = due("2021-03-24", "Refinement Consultation closes", Teller.CONSULTATIONS, same_as="0144/refinement")
PLANNED = due("2021-02-26", "Refinement Consultation ends", Teller.TIMETABLE, same_as="0144/refinement")
SAME_DAY = due("2021-03-24", "Refinement Consultation ends", Teller.TIMETABLE, same_as="0144/refinement")
ALONE = due("2021-03-12", "Modification Report presented to Panel")


def test_of_several_tellers_the_best_informed_one_is_kept_whatever_the_order():
    for order in permutations((CLOSES, PLANNED, ALONE)):
        kept = rules.merged(order)
        assert {one.what for one in kept} == {CLOSES.what, ALONE.what}
        (closes,) = [one for one in kept if one.what == CLOSES.what]
        assert closes.also == ("The timetable says Friday 26 February 2021.",)


def test_a_teller_that_says_the_same_day_adds_nothing():
    assert rules.merged((SAME_DAY, CLOSES)) == (CLOSES,)


def test_two_things_of_one_folder_are_two_things():
    first = due("2021-03-10", teller=Teller.TIMETABLE, same_as="0144/working_group")
    second = due("2021-04-07", teller=Teller.TIMETABLE, same_as="0144/working_group")
    assert set(rules.merged((second, first))) == {first, second}


def test_things_that_nobody_else_tells_are_never_merged():
    assert rules.merged((ALONE, ALONE)) == (ALONE, ALONE)


def test_what_comes_is_in_order_and_ends_at_the_horizon_but_for_what_is_always_shown():
    late = due("2021-02-25")
    last = due("2021-04-16")
    beyond = due("2021-04-17")
    release = due("2021-06-24", always=True)
    month = due("2021-03-31", is_month=True)
    day = due("2021-03-31")
    found = rules.coming((release, beyond, last, month, day, late), ON)
    assert found == (late, day, month, last, release)


@given(st.lists(st.integers(-30, 400), max_size=30))
def test_nothing_is_lost_or_doubled_under_the_headings(offsets):
    dues = rules.coming([due((ON + timedelta(days=n)).isoformat(), always=True) for n in offsets], ON)
    weeks = rules.by_week(dues, ON)
    assert [one for week in weeks for one in week.dues] == list(dues)
    assert len({week.heading for week in weeks}) == len(weeks)
    for week in weeks:
        assert all((one.day < ON) == (week.heading == "Late") for one in week.dues)


@pytest.mark.parametrize(
    ("day", "heading"),
    [
        ("2021-03-04", "Late"),
        ("2021-03-05", "This week"),
        ("2021-03-07", "This week"),
        ("2021-03-08", "Next week"),
        ("2021-03-15", "Week of 15 March"),
        ("2021-04-16", "Week of 12 April"),
        ("2021-06-24", "Further ahead"),
    ],
)
def test_a_day_stands_under_the_week_that_people_call_it(day, heading):
    assert [week.heading for week in rules.by_week((due(day),), ON)] == [heading]


def test_a_month_stands_under_its_name():
    (week,) = rules.by_week((due("2021-03-31", is_month=True),), ON)
    assert week.heading == "In March 2021, day not known"


@pytest.mark.parametrize(
    ("day", "urgency"),
    [
        ("2021-03-04", Urgency.LATE),
        ("2021-03-05", Urgency.TODAY),
        ("2021-03-12", Urgency.SOON),
        ("2021-03-13", Urgency.AHEAD),
    ],
)
def test_urgency_is_by_calendar_days(day, urgency):
    assert due(day).urgency(ON) is urgency


def test_a_month_is_never_soon_and_is_late_when_it_is_over():
    month = due("2021-03-31", is_month=True)
    assert month.urgency(date(2021, 3, 31)) is Urgency.AHEAD
    assert month.urgency(date(2021, 4, 1)) is Urgency.LATE
    assert month.day_words == "March 2021"
    assert due("2021-03-24").day_words == "Wednesday 24 March 2021"


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "today"),
        (1, "tomorrow"),
        (2, "in 2 days"),
        (20, "in 20 days"),
        (21, "in 3 weeks"),
        (111, "in 4 months"),
        (731, "in 2 years"),
        (-1, "yesterday"),
        (-8, "8 days ago"),
        (-2093, "6 years ago"),
    ],
)
def test_how_far_away_a_day_is(days, words):
    assert rules.away(ON + timedelta(days=days), ON) == words


@pytest.mark.parametrize(
    ("closes", "on", "left"),
    [
        (date(2021, 3, 24), ON, 13),
        (date(2021, 3, 24), date(2021, 3, 24), 0),
        (date(2021, 3, 24), date(2021, 3, 25), 0),
        (date(2021, 4, 6), date(2021, 4, 1), 1),  # Good Friday and Easter Monday lie between
    ],
)
def test_working_days_left_do_not_count_today_or_bank_holidays(closes, on, left):
    assert rules.working_days_left(closes, on, Calendar()) == left


def change(day: int, subject: str, words: str, position: int, rank: Rank = Rank.NEWS, **more) -> Change:
    return Change(date(2021, 3, day), subject, words, rank, position=position, **more)


def test_changes_are_told_by_day_and_subject_newest_first():
    made = [
        change(4, "proposal:0001", "Old.", 1),
        change(5, "proposal:0001", "First.", 2, document="a", locator="CSR:1"),
        change(5, "proposal:0002", "Other.", 3),
        change(5, "proposal:0001", "Second.", 4, document="a", locator="CSR:2"),
        change(5, "proposal:0001", "Third.", 5, document="b", locator="CSR:3"),
    ]
    new, old = rules.told(made, most=9, a_day=9)
    assert (new.day.day, old.day.day) == (5, 4)
    assert [one.subject for one in new.told] == ["proposal:0001", "proposal:0002"]
    assert new.told[0].sentences == ("First.", "Second.")
    assert new.told[0].more == 1
    assert new.told[0].places == (("a", "CSR:1"), ("a", "CSR:2"))


def test_a_day_of_much_news_leaves_room_for_those_before_it():
    made = [change(5, f"proposal:{n}", "News.", n) for n in range(9)]
    made += [change(day, f"proposal:{n}", "Older.", n) for day in (3, 4) for n in range(2)]
    days = rules.told(made, most=5, a_day=3)
    assert [(day.day.day, len(day.told), day.more) for day in days] == [(5, 3, 6), (4, 2, 0)]


def test_news_is_told_before_details_and_a_sentence_once():
    made = [
        change(5, "proposal:0001", "The title is new.", 1, Rank.DETAIL),
        change(5, "proposal:0002", "The status is new.", 2, Rank.STANDING),
        change(5, "proposal:0001", "It is converted.", 3),
        change(5, "proposal:0001", "It is converted.", 4),
        change(5, "proposal:0001", "The status is new.", 5, Rank.STANDING),
    ]
    (day,) = rules.told(made, most=9, a_day=9)
    first, second = day.told
    assert first.sentences == ("It is converted.", "The status is new.")
    assert (first.more, second.subject) == (1, "proposal:0002")


@given(st.lists(st.tuples(st.integers(1, 28), st.integers(0, 5), st.integers(0, 3)), max_size=60))
def test_no_more_is_told_than_asked_and_what_is_left_out_is_counted(made):
    changes = [change(day, f"proposal:{who}", f"{said}.", n) for n, (day, who, said) in enumerate(made)]
    days = rules.told(changes, most=7, a_day=3)
    assert sum(len(day.told) for day in days) <= 7
    for day in days:
        subjects = {one.subject for one in changes if one.day == day.day}
        assert len(day.told) + day.more == len(subjects)
        assert len(day.told) <= 3
        for one in day.told:
            words = {each.words for each in changes if (each.day, each.subject) == (day.day, one.subject)}
            assert len(one.sentences) + one.more == len(words)


def test_a_record_is_quiet_when_nothing_happened_for_two_months():
    assert rules.is_quiet(None, ON)
    assert not rules.is_quiet(ON - timedelta(days=60), ON)
    assert rules.is_quiet(ON - timedelta(days=61), ON)


def printed(figure: int, day: date, name: str = "A") -> Printed:
    return Printed(figure, day, name.lower(), name, f"{name}:1")


def test_the_figure_of_the_latest_report_counts_while_it_lasts():
    old, new = printed(36, date(2021, 2, 5)), printed(37, ON)
    assert rules.reported((old, new), ON) == (new,)
    assert rules.reported((old, new), date(2021, 3, 4)) == (old,)
    assert rules.reported((old, new), ON + timedelta(days=45)) == (new,)
    assert rules.reported((old, new), ON + timedelta(days=46)) == ()
    assert rules.reported((new,), date(2021, 3, 4)) == ()


def test_sources_that_differ_are_told_each_and_those_that_agree_once():
    same = [printed(37, ON, "A"), printed(37, ON, "B"), printed(38, ON, "C")]
    assert [one.name for one in rules.reported(same, ON)] == ["A", "C"]


def test_the_page_in_short():
    following = due("2021-03-12", "Modification Report presented to Panel", number="MP147")
    assert rules.in_short(ON, Ages(29, 29, 387), 2, 1, following) == (
        "29 proposals are undecided, 387 Working Days old on average. 2 assessments are late. "
        "1 consultation can be answered now. "
        "Next, on Friday 12 March 2021: MP147, Modification Report presented to Panel."
    )
    today = due("2021-03-05", "Papers for the SEC Panel")
    assert rules.in_short(ON, Ages(1, 1, 1), 1, 0, today) == (
        "1 proposal is undecided, 1 Working Day old. 1 assessment is late. Today: Papers for the SEC Panel."
    )
    assert rules.in_short(ON, Ages(0, 0, None), 0, 0, None) == "No proposals are undecided."


def test_an_average_says_of_how_many_it_is():
    assert (
        Ages(29, 4, 39).words
        == "29 proposals are undecided; the 4 whose day is known are 39 Working Days old on average"
    )
    assert Ages(29, 1, 39).words == "29 proposals are undecided; the 1 whose day is known is 39 Working Days old"
    assert Ages(29, 0, None).words == "29 proposals are undecided"


@pytest.mark.parametrize(
    ("words", "is_found"), [("hub", True), ("HUB returns", True), ("returns hub", True), ("hub meter", False)]
)
def test_words_are_found_in_any_order(words, is_found):
    assert rules.has_words("CH Returns of the Hub", words) is is_found
