"""What is odd about the day of a decision, and about the stage of its proposal."""

from __future__ import annotations

from datetime import date

import pytest

from codeclerk.decisions import vocabulary
from codeclerk.decisions.rules.days import Odd, day_doubts, stage_warning
from codeclerk.register.rules.times import day_of, month_of, range_of


def body(name):
    return vocabulary.body_by_id(name)


@pytest.mark.parametrize(
    ("name", "day", "odd"),
    [
        ("change_board", "2021-02-23", [Odd.OFF_PATTERN]),
        ("change_board", "2021-02-24", []),
        ("csc", "2020-08-28", [Odd.OFF_PATTERN]),
        ("csc", "2021-02-23", []),
        ("panel", "2021-03-12", []),
        ("panel", "2021-04-02", [Odd.OFF_PATTERN, Odd.NO_WORKING_DAY]),
        ("working_group", "2020-01-01", [Odd.NO_WORKING_DAY]),
        ("authority", "2021-02-26", []),
        ("authority", "2021-02-27", [Odd.NO_WORKING_DAY]),
    ],
)
def test_days_off_the_pattern_and_no_working_days(name, day, odd):
    found = day_doubts(day_of(date.fromisoformat(day)), body(name))
    assert [one.odd for one in found] == odd


def test_a_doubt_says_what_is_usual():
    (doubt,) = day_doubts(day_of(date(2021, 2, 23)), body("change_board"))
    assert doubt.words == (
        "Tuesday 23 February 2021 is off the pattern of its meetings: the Change Board meets on the third or fourth "
        "Wednesday of the month, here 17 February 2021 or 24 February 2021."
    )
    (doubt,) = day_doubts(day_of(date(2021, 4, 2)), None)
    assert doubt.words == "Friday 2 April 2021 is Good Friday, no Working Day."


@pytest.mark.parametrize("when", [month_of(2021, 2), range_of(date(2021, 2, 27), date(2021, 2, 28))])
def test_what_is_not_known_to_the_day_raises_no_doubt(when):
    assert day_doubts(when, body("change_board")) == ()


def test_before_a_pattern_is_known_no_day_is_off_it():
    assert day_doubts(day_of(date(2016, 10, 4)), body("change_board")) == ()


NAMES = {"define": "Define", "refine": "Refine", "opine": "Opine", "release": "Release"}


@pytest.mark.parametrize(
    ("usual", "stood", "words"),
    [
        (("opine",), ("opine", "release"), ""),
        (("opine",), ("refine", "opine"), ""),
        (("opine",), ("", ""), ""),
        ((), ("define", "define"), ""),
        (("opine",), ("", "refine"), "MP139 stood in Refine; this is usually decided on a proposal in Opine."),
        (
            ("define", "refine"),
            ("opine", "opine"),
            "MP139 stood in Opine; this is usually decided on a proposal in Define or Refine.",
        ),
    ],
)
def test_a_stage_fits_before_or_after_the_decision(usual, stood, words):
    assert stage_warning("MP139", usual, stood, NAMES) == words
