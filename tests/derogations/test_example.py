"""The derogation of the maintenance trial, as the report on MP092 prints it, from the published papers."""

from __future__ import annotations

from datetime import date

import pytest

from codeclerk.derogations import queries
from codeclerk.derogations.rules.terms import InTime, Met, Standing
from codeclerk.site.queries import everything_due

KEY = "dcc-h8-3-2019-02"


LATER = "2021-05-31"
"""By then all of it was known."""


@pytest.mark.inventory("B26")
def test_the_trial_has_its_conditions_start_end_extensions_and_the_proposal_that_ends_it(example):
    found = queries.derogation(example.lens("2020-12-05", LATER), KEY)
    assert (found.body_name, found.party_name, found.name) == (
        "SEC Panel", "DCC", "DCC: derogation from H8.3 and H8.4")  # fmt: skip
    assert (str(found.granted.decided), str(found.starts), str(found.granted.until)) == (
        "February 2019", "1 April 2019", "November 2019")  # fmt: skip
    assert [(str(each.said.decided), str(each.said.until or ""), each.in_time) for each in found.extensions] == [
        ("November 2019", "February 2020", InTime.UNCLEAR),
        ("17 January 2020", "", InTime.IN_TIME),
    ]
    assert (found.ending.number, found.ending.target, found.ending.planned, found.last_day) == (
        "MP092", "February 2021", date(2021, 2, 25), date(2021, 2, 24))  # fmt: skip
    assert [each.met for each in found.conditions] == [Met.MET, Met.NOT_ASSESSED, Met.MET]
    assert found.findings == (
        "It was extended in November 2019 and ran until November 2019: whether it had ended before is not known.",
        "Whether condition 2 is met is not assessed.",
    )
    assert "PMP:300-304, 351" in found.sources
    assert [each.said.decision for each in found.stretches] == [
        "panel-2019-02-0092-derogation",
        "panel-2019-11-0092-derogation",
        "panel-2020-01-17-0092-derogation",
    ]


@pytest.mark.parametrize(
    ("day", "standing"),
    [
        ("2019-03-05", Standing.TO_COME),
        ("2019-10-05", Standing.IN_FORCE),
        ("2019-11-05", Standing.UNCLEAR),
        ("2019-11-20", Standing.IN_FORCE),
        ("2020-12-05", Standing.IN_FORCE),
        ("2021-02-24", Standing.IN_FORCE),
        ("2021-03-05", Standing.ENDED),
    ],
)
def test_it_is_in_force_from_the_trial_until_the_release(example, day, standing):
    lens = example.lens(day, LATER)
    assert queries.derogation(lens, KEY).standing is standing
    is_found = [each.key for each in queries.in_force(lens, "H8.3", "dcc")] == [KEY]
    assert is_found is (standing in (Standing.IN_FORCE, Standing.UNCLEAR))


def test_its_end_is_due_on_the_day_before_the_release(example):
    due = {each.what: each for each in everything_due(example.lens("2021-01-20"))}
    end = due["Derogation of DCC from H8.3 and H8.4 ends"]
    assert (end.day, end.number, end.href) == (date(2021, 2, 24), "MP092", f"/derogations/{KEY}/")
    assert "It runs until MP092 is implemented" in end.why
    month = [each for each in everything_due(example.lens("2019-10-20", LATER)) if each.href == end.href]
    assert [(each.day, each.is_month) for each in month] == [(date(2019, 11, 30), True)]
    assert not [each for each in everything_due(example.lens("2021-03-05", LATER)) if each.href == end.href]
