"""Reads of derogations: what is in force for whom, two times, constant numbers of queries."""

from __future__ import annotations

import pytest

from codeclerk.derogations import queries
from codeclerk.derogations.rules.terms import Standing
from codeclerk.kernel.errors import Refused
from tests.derogations import example
from tests.derogations.example import GRANT, KEY
from tests.register.support import do, lens, organisation, registered
from tests.register.support import queries as count
from tests.support.records import loaded_once

pytestmark = pytest.mark.django_db

loaded = loaded_once(example.load)


@pytest.mark.parametrize(
    ("day", "rule", "party", "expected"),
    [
        ("2019-03-31", "H8.3", "dcc", []),
        ("2019-04-01", "H8.3", "dcc", ["in_force"]),
        ("2019-04-01", "Section H8.4(b)", "dcc", ["in_force"]),
        ("2019-04-01", "H8", "dcc", []),
        ("2019-04-01", "H8.5", "dcc", []),
        ("2019-04-01", "H8.3", "north", []),
        ("2020-12-31", "H8.3", "dcc", ["in_force"]),
    ],
)
def test_a_checker_asks_whether_a_rule_need_not_be_met(loaded, day, rule, party, expected):
    with count(1):
        found = queries.in_force(lens(day), rule, party)
    assert [one.standing.value for one in found] == expected


def test_in_the_month_of_an_end_a_checker_is_told_that_it_is_unclear(loaded):
    do("grant_derogation", _from="2021-01-08", **{**GRANT, "party": "north", "starts": "", "until": "March 2021"})
    (one,) = queries.in_force(lens("2021-03-10"), "H8.3", "north")
    assert one.standing is Standing.UNCLEAR


def test_what_is_said_later_was_not_known_before(loaded):
    published = "2020-12-04"
    do("end_derogation", _from="2020-05-29", _known=published, derogation=KEY, reason="Enough")
    assert queries.derogation(lens("2020-06-10"), KEY).standing is Standing.ENDED
    early = lens("2020-06-10", "2020-01-01")
    assert queries.derogations(early) == ()  # the others are known since they were recorded, which is today
    with pytest.raises(Refused, match="It was not known by then"):
        queries.derogation(early, KEY)
    with pytest.raises(Refused, match="It was not known by then"):  # the end is known, and of what it is the end is not
        queries.derogation(lens("2020-06-10", "2020-12-31"), KEY)


def test_an_unknown_one_is_refused_with_the_nearest(loaded):
    with pytest.raises(Refused, match="Did you mean dcc-h8-3-2019-02"):
        queries.derogation(lens(), "dcc-h8-3-2019-03")
    assert queries.derogation(lens("2020-01-01"), KEY.upper()).key == KEY


@pytest.mark.parametrize("size", [1, 20])
def test_as_many_queries_for_one_as_for_twenty(size):
    example.found()
    for n in range(1, size + 1):
        organisation(f"party-{n}", f"Party {n}")
        registered(f"MP{n + 200:03d}", f"Title {n}", "2019-01-01")
        do("set_target_release", _from="2019-02-01", proposal=f"MP{n + 200:03d}", release="February 2021")
        given = {**GRANT, "party": f"party-{n}", "until": "", "ends_with": f"MP{n + 200:03d}", "starts": ""}
        do("grant_derogation", _from="2019-03-01", **given)
    day = lens("2020-06-01")
    with count(3):
        found = queries.derogations(day)
    assert len(found) == size
    assert {one.last_day.isoformat() for one in found} == {"2021-02-24"}
    with count(3):
        queries.derogation(day, found[0].key)
    with count(1):
        assert len(queries.brief(day)) == size
    with count(1):
        assert len(queries.ended_by(day, "0201")) == 1
