"""How far dates moved, and why."""

from __future__ import annotations

from datetime import date

import pytest

from codeclerk.register.rules.times import read_when
from codeclerk.register.rules.timetable import Revision, Row, State
from codeclerk.register.rules.timetable_slip import slip_of, slips, summary


def row(*said, label="Change Board vote"):
    """An event of which these (when, state, note) were said, one a month."""
    revisions = tuple(
        Revision(date(2021, n, 1), read_when(when), State(state), note=note)
        for n, (when, state, note) in enumerate(said, 1)
    )
    return Row("k", "other", label, revisions[-1].when, revisions[-1].state, revisions=revisions)


@pytest.mark.inventory("C15")
@pytest.mark.parametrize(
    ("said", "days", "months", "words", "why"),
    [
        ([("2021-01-20", "planned", "")], 0, None, "as first planned", ""),
        ([("2021-01-20", "planned", ""), ("2021-01-27", "planned", "No quorum")], 5, None, "5 WD later", "No quorum"),
        ([("2021-01-27", "planned", ""), ("2021-01-20", "happened", "")], -5, None, "5 WD earlier", "no reason given"),
        # Good Friday and Easter Monday are not counted.
        ([("2021-04-01", "planned", ""), ("2021-04-06", "happened", "Late")], 1, None, "1 WD later", "Late"),
        ([("Feb 2021", "planned", ""), ("Apr 2021", "planned", "")], None, 2, "2 months later", "no reason given"),
        ([("Feb 2021", "planned", ""), ("2021-02-24", "happened", "")], None, 0, "within the same month",
         "no reason given"),
        ([("2021-01-20", "happened", "")], None, None, "not planned beforehand", ""),
        ([("2021-01-01/2021-01-15", "planned", ""), ("2021-01-01/2021-01-22", "planned", "Extended")], 5, None,
         "5 WD later", "Extended"),
    ],
)  # fmt: skip
def test_slip_is_counted_in_working_days_where_days_are_known(said, days, months, words, why):
    found = slip_of(row(*said))
    assert (found.days, found.months, found.words, found.why) == (days, months, words, why)


def test_original_revised_and_actual_stand_apart():
    found = slip_of(
        row(("2021-01-20", "planned", ""), ("2021-02-17", "planned", "Asked again"), ("2021-02-24", "happened", ""))
    )
    shown = [one.isoformat() if one else None for one in (found.original, found.revised, found.actual)]
    assert (shown, found.days, found.reason) == (["2021-01-20", "2021-02-17", "2021-02-24"], 25, "Asked again")


def test_the_summary_names_the_farthest():
    late = row(("2021-01-20", "planned", ""), ("2021-02-17", "planned", ""), label="Vote")
    month = row(("Feb 2021", "planned", ""), ("May 2021", "planned", ""), label="Report")
    same = row(("2021-01-20", "planned", ""))
    assert summary(slips([late, month, same])) == (
        "3 events were planned beforehand; 2 moved. The farthest is “Report”: first planned Feb 2021, 3 months later."
    )
    assert summary(slips([same])) == "1 event was planned beforehand, and none has moved."
    assert summary(()) == "No date of it was planned beforehand, so nothing can have moved."
