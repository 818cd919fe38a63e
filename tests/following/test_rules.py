"""Matching, wording and digests, without a database."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest

from codeclerk.following.audience import in_words as audience_words
from codeclerk.following.rules import (
    NEWS_AGE,
    Follow,
    Happening,
    HowOften,
    News,
    What,
    clause_label,
    clauses_in,
    in_words,
    last_digest,
    listed,
    matches,
)
from codeclerk.kernel.errors import Refused

NOW = datetime(2021, 3, 5, 12, tzinfo=UTC)
NAMES = {"refine": "Refinement", "small_supplier": "Small Suppliers", "0092": "MP092"}


def name(aspect: str, value: str) -> str:
    return NAMES.get(value, value)


def happening(**more) -> Happening:
    has = {
        "proposal": frozenset({"0092"}),
        "stage": frozenset({"refine", "opine"}),
        "party": frozenset({"small_supplier"}),
        "document": frozenset({"DUIS"}),
        "clause": frozenset({"H8", "H8.3"}),
    }
    given = {
        "position": 1,
        "stream": "proposal:0092",
        "news": News.DECISION,
        "day": NOW.date(),
        "recorded_at": NOW,
        "known_from": NOW,
        "words": "It is so.",
        "about": "MP092",
        "path": "/proposals/MP092/",
        "has": has,
    }
    return Happening(**given | more)


def follow(wanted, what=What.RULE, news=(), since=None) -> Follow:
    named = in_words(what, wanted, news, name)
    return Follow("f", "reader", what, wanted, tuple(news), HowOften.AT_ONCE, named, since)


@pytest.mark.parametrize(
    ("what", "wanted", "why"),
    [
        (What.PROPOSAL, {"proposal": ("0092",)}, "You follow MP092"),
        (What.DOCUMENT, {"document": ("DUIS",)}, "You follow DUIS"),
        (What.CLAUSE, {"clause": ("H8",)}, "You follow H8"),
        (
            What.RULE,
            {"stage": ("refine",), "party": ("small_supplier",)},
            "You follow everything in Refinement that touches Small Suppliers",
        ),
        (What.RULE, {"stage": ("define", "refine")}, "You follow everything in define or Refinement"),
        (What.PROPOSAL, {"proposal": ("0107",)}, None),
        (What.RULE, {"stage": ("refine",), "party": ("large_supplier",)}, None),
        (What.RULE, {"system": ("dcc",)}, None),
    ],
)
def test_a_follow_matches_what_it_names_and_says_so(what, wanted, why):
    assert matches(follow(wanted, what), happening()) == why


def test_kinds_of_news_narrow_a_follow():
    assert matches(follow({"proposal": ("0092",)}, What.PROPOSAL, [News.DECISION]), happening()) == (
        "You follow decisions on MP092"
    )
    assert matches(follow({"proposal": ("0092",)}, What.PROPOSAL, [News.PAPER, News.DEADLINE]), happening()) is None
    assert matches(follow({}, What.RULE, [News.DECISION, News.PAPER]), happening()) == (
        "You follow decisions and papers"
    )


def test_nothing_before_somebody_began_to_follow_is_told():
    later = follow({"proposal": ("0092",)}, What.PROPOSAL, since=NOW + timedelta(seconds=1))
    assert matches(later, happening()) is None


@pytest.mark.parametrize(
    ("given", "is_news"),
    [
        ({}, True),
        ({"known_from": NOW - NEWS_AGE}, True),
        ({"known_from": NOW - NEWS_AGE - timedelta(seconds=1)}, False),
        ({"day": date(2021, 2, 19)}, True),
        ({"day": date(2021, 2, 18)}, False),
        ({"day": date(2021, 6, 24)}, True),
    ],
)
def test_what_is_loaded_of_the_past_is_no_news(given, is_news):
    assert happening(**given).is_news is is_news


def test_rules_are_put_into_words():
    wanted = {"status": ("refinement",), "path": ("self_governance",), "touch": ("a", "b", "c"), "flag": ("urgent",)}
    assert in_words(What.RULE, wanted | {"release": ("June 2021 SEC Release",)}, (), name) == (
        "everything in refinement on the path self_governance that touches a, b or c marked urgent "
        "meant for June 2021 SEC Release"
    )
    assert listed([]) == ""


def test_clauses_are_found_in_a_text_with_those_they_stand_in():
    assert clauses_in("as clause H8.3 says, and D9; not MP092, DP100 or v1.2") == {"H8", "H8.3", "D9"}
    assert clause_label(" section h8.3 ") == "H8.3"
    with pytest.raises(Refused, match=r"H8\.3 or D9"):
        clause_label("the one on maintenance")


@pytest.mark.parametrize(
    ("how_often", "now", "due"),
    [
        (HowOften.DAILY, datetime(2021, 3, 5, 8, tzinfo=UTC), datetime(2021, 3, 5, 8, tzinfo=UTC)),
        (HowOften.DAILY, datetime(2021, 3, 5, 7, 59, tzinfo=UTC), datetime(2021, 3, 4, 8, tzinfo=UTC)),
        # The clocks go forward on 28 March 2021 and back on 31 October 2021: 08:00 in London all the same.
        (HowOften.DAILY, datetime(2021, 3, 28, 9, tzinfo=UTC), datetime(2021, 3, 28, 7, tzinfo=UTC)),
        (HowOften.DAILY, datetime(2021, 10, 31, 7, 30, tzinfo=UTC), datetime(2021, 10, 30, 7, tzinfo=UTC)),
        (HowOften.WEEKLY, datetime(2021, 3, 5, 12, tzinfo=UTC), datetime(2021, 3, 1, 8, tzinfo=UTC)),
        (HowOften.WEEKLY, datetime(2021, 3, 29, 6, tzinfo=UTC), datetime(2021, 3, 22, 8, tzinfo=UTC)),
        (HowOften.WEEKLY, datetime(2021, 3, 29, 7, tzinfo=UTC), datetime(2021, 3, 29, 7, tzinfo=UTC)),
    ],
)
def test_digests_are_made_at_eight_in_london(how_often, now, due):
    assert last_digest(how_often, now) == due


def test_a_preview_counts_who_will_be_told():
    how = Counter({HowOften.AT_ONCE: 8, HowOften.DAILY: 2, HowOften.WEEKLY: 1, HowOften.NEVER: 1})
    assert audience_words(how) == "12 people follow this and will be told; 3 of them in a digest, 1 without e-mail."
    assert audience_words(Counter({HowOften.AT_ONCE: 1})) == "1 person follows this and will be told."
    assert audience_words(Counter({HowOften.NEVER: 2})) == "2 people follow this without e-mail."
