"""What sources print beside what is computed, and what does not fit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from codeclerk.assessments.rules import DoubtKind, beside, doubts
from codeclerk.kernel.lens import Classification
from codeclerk.sources.rules.claims import Claim, Question, Reading, Source, read
from codeclerk.sources.rules.values import Measure, ValueType
from codeclerk.sources.rules.vocabulary import find_property
from tests.assessments.example import CALENDAR, DATA_DAY, completed, opened

REPORT = Source("a" * 64, "Report", "A report", date(2021, 3, 5), Classification.WHITE)


def reading(property: str, *values: str | int, about: str = "") -> Reading:
    """What one report prints for one property, at as many places as there are values."""
    declared = find_property(property)
    question = Question("assessment:0107-IA-1", property, about)
    unit = "WD" if declared.type is ValueType.DURATION else ""
    claims = [
        Claim(f"k{n}", question, Measure(declared.type, value, unit), REPORT, f"CSR:{n}")
        for n, value in enumerate(values, 1)
    ]
    return read(question, claims)


def of(number: str, kind: str = "IA"):
    return next(one for one in [*opened(), *completed()] if (one.number, one.kind) == (number, kind))


@pytest.mark.inventory("D16", "Q04")
def test_G012_type_and_target_check() -> None:
    found = {one.key: doubts(one, CALENDAR) for one in completed()}
    odd = {key: [(d.kind, d.printed, d.computed) for d in some] for key, some in found.items() if some}
    assert odd == {"MP105-PA-2": [(DoubtKind.TARGET_OF_OTHER_TYPE, "40 WD", "15 WD")]}


@pytest.mark.inventory("D06")
def test_G007_a_printed_due_date_that_differs_is_a_doubt_with_what_explains_it() -> None:
    found = doubts(of("MP107"), CALENDAR)
    assert [(one.kind, one.printed, one.computed) for one in found] == [
        (DoubtKind.DUE_DATE_DIFFERS, "2021-01-28", "2021-01-29")
    ]
    assert "differs by 1 Working Day" in found[0].why
    assert "28 Dec 2020" in found[0].why
    assert doubts(of("MP140", "PA"), CALENDAR) == []


def test_a_printed_duration_is_compared_with_the_count_to_the_day_for_which_it_was_printed() -> None:
    one = replace(of("MP107"), printed_due=None, printed_duration=64, printed_as_at=DATA_DAY)
    assert doubts(one, CALENDAR) == []
    odd = doubts(replace(one, printed_duration=61), CALENDAR)
    assert [(d.kind, d.printed, d.computed) for d in odd] == [(DoubtKind.DURATION_DIFFERS, "61 WD", "64 WD")]
    # Printed for no day, and not back yet: there is nothing to compare it with.
    assert doubts(replace(one, printed_duration=61, printed_as_at=None), CALENDAR) == []
    back = replace(one, printed_duration=61, printed_as_at=None, returned=DATA_DAY)
    assert [d.computed for d in doubts(back, CALENDAR)] == ["64 WD"]


def test_an_inferred_acceptance_makes_its_own_duration_no_proof() -> None:
    assert all(one.is_inferred and one.printed_duration for one in completed())
    assert not [d for one in completed() for d in doubts(one, CALENDAR) if d.kind is DoubtKind.DURATION_DIFFERS]


def test_each_printed_value_stands_beside_the_record() -> None:
    one = of("MP107")
    rows = beside(
        one,
        [
            reading("assessment.due", "2021-01-28"),
            reading("assessment.duration_wd", 64, about="2021-02-26"),
            reading("assessment.target_wd", 40),
            reading("assessment.accepted", "2020-12-01"),
            reading("assessment.expected", "2021-03-19"),
            reading("assessment.requested", "2020-11-20"),
            reading("assessment.type", "IA"),
            reading("assessment.returned", "2021-03-19"),
        ],
        CALENDAR,
    )
    assert [(row.label, row.as_at, row.computed, str(row.printed), row.agrees) for row in rows] == [
        ("Assessment due", None, "29 January 2021", "28 January 2021", False),
        ("Assessment duration", DATA_DAY, "64 WD", "64 WD", True),
        ("Assessment target", None, "40 WD", "40 WD", True),
        ("Assessment accepted", None, "1 December 2020", "1 December 2020", True),
        ("Assessment expected", None, "19 March 2021", "19 March 2021", True),
        ("Assessment requested", None, "", "20 November 2020", None),
        ("Assessment type", None, "IA", "“IA”", True),
        ("Assessment returned", None, "", "19 March 2021", None),
    ]
    assert [claim.locator for claim in rows[0].claims] == ["CSR:1"]


def test_sources_that_disagree_stand_in_a_row_each() -> None:
    rows = beside(of("MP140", "PA"), [reading("assessment.type", "PA", "IA")], CALENDAR)
    assert [(str(row.printed), row.agrees) for row in rows] == [("“PA”", True), ("“IA”", False)]


def test_a_month_agrees_with_a_day_in_it() -> None:
    one = of("MP107")
    months = [reading("assessment.expected", text) for text in ("2021-03", "2021-04")]
    assert [row.agrees for row in beside(one, months, CALENDAR)] == [True, False]


def test_what_is_counted_from_an_inferred_acceptance_is_marked() -> None:
    one = of("MP093")
    rows = beside(one, [reading("assessment.duration_wd", 2), reading("assessment.returned", "2020-03-06")], CALENDAR)
    assert [(row.computed, row.is_inferred, row.agrees) for row in rows] == [
        ("2 WD", True, True),
        ("6 March 2020", False, True),
    ]
