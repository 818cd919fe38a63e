"""Reads of assessments: two times, any order of loading, what sources print, and few queries."""

from __future__ import annotations

from datetime import date
from itertools import permutations

import pytest

from codeclerk.assessments import queries
from codeclerk.assessments.rules import Standing
from tests.assessments.support import count, do, lens, registered, step
from tests.sources.support import sha

pytestmark = pytest.mark.django_db
DAY = date(2021, 2, 26)


def test_what_was_not_known_yet_is_not_shown() -> None:
    registered("MP107", "SMETS1 Validation", "2020-01-01")
    do("record_assessment", _known="2021-03-05", proposal="MP107", kind="IA", steps=[step("accepted", "2020-12-01")])
    assert queries.assessments(lens("2021-02-26", "2021-02-26")) == ()
    assert [one.key for one in queries.assessments(lens("2021-02-26", "2021-03-05"))] == ["0107-IA-1"]
    assert queries.assessments(lens("2020-11-30", "2021-03-05")) == ()


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_order_of_loading_does_not_matter(order: tuple[int, ...]) -> None:
    registered("MP107", "SMETS1 Validation", "2020-01-01")
    sources = (
        ("2020-12-04", [step("requested", "2020-11-20")]),
        ("2021-03-05", [step("accepted", "2020-12-01"), step("expected", "2021-03-19", said_on="2021-02-26")]),
        ("2021-04-09", [step("expected", "2021-04-01", said_on="2021-03-20"), step("returned", "2021-04-01")]),
    )
    for place in order:
        known, steps = sources[place]
        do("record_assessment", _known=known, proposal="MP107", kind="IA", steps=steps)
    then = queries.assessment(lens("2021-03-05", "2021-03-05"), "0107-IA-1")
    assert (then.requested, then.expected, then.returned) == (date(2020, 11, 20), (date(2021, 3, 19),), None)
    now = queries.assessment(lens("2021-04-30"), "0107-IA-1")
    assert (now.expected, now.returned) == ((date(2021, 3, 19), date(2021, 4, 1)), date(2021, 4, 1))
    assert now.standing(date(2021, 3, 31)) is Standing.OPEN


def test_what_sources_print_stands_beside_what_is_computed() -> None:
    registered("MP107", "SMETS1 Validation", "2020-01-01")
    do("record_change_request", proposal="MP107", number="CR1352", _from="2021-01-01")
    do("record_assessment", proposal="MP107", kind="IA", steps=[step("accepted", "2020-12-01")])
    do("register_document", sha256=sha("report"), title="A report", kind="paper", published="2021-03-05", lines=700)
    claims = [
        {"subject": "assessment:0107-IA-1", "property": name, "value": value, "locator": "CSR:576"}
        for name, value in (
            ("assessment.due", "2021-01-28"),
            ("assessment.duration_wd", 64),
            ("assessment.target_wd", 40),
        )
    ]
    do("record_claims", document=sha("report"), claims=claims)
    one = queries.assessment(lens("2021-02-26"), "0107-IA-1")
    assert (one.printed_due, one.printed_duration, one.printed_target) == (date(2021, 1, 28), 64, 40)
    assert (one.number, one.title, one.change_request) == ("MP107", "SMETS1 Validation", "CR1352")
    assert queries.assessments(lens("2021-02-26")) == (one,)


def test_a_part_shows_the_assessments_of_the_whole_too() -> None:
    registered("DP122", "Operational Metrics", "2020-03-26", status="Draft Proposal")
    do("record_assessment", proposal="DP122", kind="PA", steps=[step("requested", "2020-04-01")])
    do("split_proposal", _from="2020-05-28", proposal="DP122", parts=[{"letter": "A"}])
    do("record_assessment", proposal="MP122A", kind="PA", steps=[step("returned", "2020-05-29")])
    assert [one.key for one in queries.of_proposal(lens(), "0122A")] == ["0122-PA-1", "0122A-PA-1"]


def test_before_there_was_a_clock_there_is_no_target() -> None:
    registered("SECMP0011", "MAP ID", "2016-09-01")
    do("record_assessment", proposal="SECMP0011", kind="PA", steps=[step("accepted", "2016-10-03")])
    one = queries.assessments(lens("2016-11-09"))[0]
    assert (one.target, one.deadline, one.is_late(date(2016, 11, 9))) == (None, None, False)


def test_the_number_of_queries_is_constant() -> None:
    def load(numbers: range) -> None:
        for number in numbers:
            registered(f"MP{number:03d}", f"Title {number}", "2020-01-01")
            steps = [step("requested", "2020-02-03"), step("accepted", "2020-02-10")]
            do("record_assessment", proposal=f"MP{number:03d}", kind="PA", steps=steps)

    load(range(301, 302))
    one = count(lambda: queries.assessments(lens()))
    load(range(302, 331))
    thirty = count(lambda: queries.assessments(lens()))
    assert len(queries.assessments(lens())) == 30
    assert one == thirty
    assert thirty <= 7
    assert count(lambda: queries.of_proposal(lens(), "0301")) == 1
