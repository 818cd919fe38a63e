"""Reads of assessments: two times, any order of loading, what sources print, and few queries."""

from __future__ import annotations

from datetime import date
from itertools import permutations

import pytest

from codeclerk.assessments import queries
from codeclerk.assessments.rules import Standing, doubts
from codeclerk.kernel.calendars import calendar_at
from codeclerk.kernel.errors import Refused
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
        (
            "2021-04-09",
            [step("expected", "2021-04-01", said_on="2021-03-20", note="Not printed."), step("returned", "2021-04-01")],
        ),
    )
    for place in order:
        known, steps = sources[place]
        do("record_assessment", _known=known, proposal="MP107", kind="IA", steps=steps)
    then = queries.assessment(lens("2021-03-05", "2021-03-05"), "0107-IA-1")
    assert (then.requested, then.expected, then.returned) == (date(2020, 11, 20), (date(2021, 3, 19),), None)
    now = queries.assessment(lens("2021-04-30"), "0107-IA-1")
    assert (now.expected, now.returned) == ((date(2021, 3, 19), date(2021, 4, 1)), date(2021, 4, 1))
    assert now.standing(date(2021, 3, 31)) is Standing.OPEN


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_papers_that_tell_the_same_steps_may_be_loaded_in_any_order(order: tuple[int, ...]) -> None:
    registered("MP107", "SMETS1 Validation", "2020-01-01")
    accepted = step("accepted", "2020-12-01")
    sources = (
        ("2020-12-18", [accepted]),
        ("2021-03-05", [accepted, step("expected", "2021-03-19", said_on="2021-02-26")]),
        ("2021-05-07", [accepted, step("expected", "2021-03-19", said_on="2021-04-26"), step("queried", "2020-11-24")]),
    )
    for place in order:
        known, steps = sources[place]
        do("record_assessment", _known=known, proposal="MP107", kind="IA", steps=steps)
    key = "0107-IA-1"
    assert queries.assessments(lens("2021-02-26", "2020-12-17")) == ()
    first = queries.assessment(lens("2021-02-26", "2020-12-18"), key)
    assert (first.accepted and first.accepted.day, first.expected, first.queried) == (date(2020, 12, 1), (), ())
    second = queries.assessment(lens("2021-02-26", "2021-03-05"), key)
    assert (second.expected, second.queried) == ((date(2021, 3, 19),), ())
    third = queries.assessment(lens("2021-04-30", "2021-05-07"), key)
    assert (third.expected, third.queried) == ((date(2021, 3, 19),), (date(2020, 11, 24),))
    said = [
        line.since.isoformat() for line in queries.step_lines(lens("2021-04-30"), key) if line.step.value == "expected"
    ]
    assert said == ["2021-02-26", "2021-04-26"]


def test_loading_a_paper_twice_records_nothing_twice() -> None:
    registered("MP107", "SMETS1 Validation", "2020-01-01")
    steps = [step("accepted", "2020-12-01"), step("queried", "2020-11-24"), step("returned", "2021-04-01")]
    for _ in range(2):
        do("record_assessment", _known="2021-05-07", proposal="MP107", kind="IA", steps=steps)
    assert len(queries.history(lens(), "0107-IA-1")) == 4


@pytest.mark.inventory("D01", "D02")
def test_a_return_after_the_day_looked_at_is_open_on_that_day() -> None:
    registered("MP107", "SMETS1 Validation", "2020-01-01")
    steps = [step("accepted", "2020-12-01"), step("interim", "2021-03-01"), step("returned", "2021-03-19")]
    do("record_assessment", proposal="MP107", kind="IA", steps=steps)
    then = queries.assessments(lens("2021-02-26"))[0]
    assert (then.returned, then.interim, then.standing(DAY)) == (None, (), Standing.OPEN)
    at_the_end = queries.assessments(lens("2021-03-19"))[0]
    assert (at_the_end.returned, at_the_end.standing(date(2021, 3, 19))) == (date(2021, 3, 19), Standing.RETURNED)


def printed(key: str, *claims: tuple[str, str | int, str]) -> None:
    """Claims of one report about an assessment: property, value, and the day that it is for."""
    do("register_document", sha256=sha("report"), title="A report", kind="paper", published="2021-03-05", lines=700)
    made = [
        {"subject": f"assessment:{key}", "property": name, "value": value, "about": about, "locator": f"CSR:{n}"}
        for n, (name, value, about) in enumerate(claims, 1)
    ]
    do("record_claims", document=sha("report"), claims=made)


@pytest.mark.parametrize("day", ["2021-02-26", "2021-03-05", "2030-01-01"])
def test_a_duration_printed_for_one_day_is_no_doubt_on_another(day: str) -> None:
    registered("MP107", "SMETS1 Validation", "2020-01-01")
    do("record_assessment", proposal="MP107", kind="IA", steps=[step("accepted", "2020-12-01")])
    printed("0107-IA-1", ("assessment.duration_wd", 64, "2021-02-26"))
    one = queries.assessment(lens(day), "0107-IA-1")
    assert (one.printed_duration, one.printed_as_at) == (64, DAY)
    assert doubts(one, calendar_at(lens(day))) == []
    assert queries.assessment(lens("2021-02-25"), "0107-IA-1").printed_duration is None


def test_of_several_printed_durations_the_one_of_the_whole_stands() -> None:
    registered("MP107", "SMETS1 Validation", "2020-01-01")
    steps = [step("accepted", "2020-12-01"), step("returned", "2021-03-05")]
    do("record_assessment", proposal="MP107", kind="IA", steps=steps)
    days = (("2021-01", 24), ("2021-02-26", 64), ("", 69))
    printed("0107-IA-1", *(("assessment.duration_wd", length, about) for about, length in days))
    one = queries.assessment(lens("2021-03-31"), "0107-IA-1")
    assert (one.printed_duration, one.printed_as_at) == (69, None)
    assert doubts(one, calendar_at(lens())) == []


def test_where_sources_disagree_no_printed_value_is_taken() -> None:
    registered("MP107", "SMETS1 Validation", "2020-01-01")
    do("record_assessment", proposal="MP107", kind="IA", steps=[step("accepted", "2020-12-01")])
    printed("0107-IA-1", ("assessment.due", "2021-01-28", ""), ("assessment.due", "2021-01-29", ""))
    assert queries.assessment(lens("2021-02-26"), "0107-IA-1").printed_due is None


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
    do("record_change_request", proposal="DP122", number="CR1300", _from="2020-04-01")
    do("record_assessment", proposal="DP122", kind="PA", steps=[step("requested", "2020-04-01")])
    do("split_proposal", _from="2020-05-28", proposal="DP122", parts=[{"letter": "A"}])
    do("record_assessment", proposal="MP122A", kind="PA", steps=[step("returned", "2020-05-29")])
    assert [one.key for one in queries.of_proposal(lens(), "0122A")] == ["0122-PA-1", "0122A-PA-1"]
    part = queries.assessment(lens("2020-06-01"), "0122A-PA-1")
    assert (part.number, part.title, part.change_request) == ("MP122A", "Operational Metrics", "CR1300")


def test_before_there_was_a_clock_there_is_no_target() -> None:
    registered("SECMP0011", "MAP ID", "2016-09-01")
    do("record_assessment", proposal="SECMP0011", kind="PA", steps=[step("accepted", "2016-10-03")])
    one = queries.assessments(lens("2016-11-09"))[0]
    assert (one.target, one.deadline, one.is_late(date(2016, 11, 9))) == (None, None, False)


def test_what_is_not_known_yet_is_refused_and_an_unknown_one_too() -> None:
    registered("MP107", "SMETS1 Validation", "2020-01-01")
    do("record_assessment", proposal="MP107", kind="IA", steps=[step("accepted", "2020-12-01")])
    with pytest.raises(Refused) as caught:
        queries.assessment(lens("2020-11-30"), "0107-IA-1")
    assert caught.value.first.problem == "of 0107-IA-1 nothing is known to have happened by 30 November 2020"
    with pytest.raises(Refused) as caught:
        queries.assessment(lens(), "0107-PA-1")
    assert caught.value.first.remedy == "Of that proposal there are: 0107-IA-1."


def test_what_is_running_is_neither_returned_nor_found_not_required() -> None:
    for number, end in (("MP101", ""), ("MP102", "returned"), ("MP103", "not_required")):
        registered(number, number, "2020-01-01")
        ends = [step(end, "2020-06-01")] if end else []
        do("record_assessment", proposal=number, kind="PA", steps=[step("requested", "2020-02-03"), *ends])
    assert [one.key for one in queries.running(lens("2020-05-31"))] == ["0101-PA-1", "0102-PA-1", "0103-PA-1"]
    assert [one.key for one in queries.running(lens("2020-06-01"))] == ["0101-PA-1"]


def test_the_number_of_queries_is_constant() -> None:
    def load(numbers: range) -> None:
        for number in numbers:
            registered(f"MP{number:03d}", f"Title {number}", "2020-01-01")
            steps = [step("requested", "2020-02-03"), step("accepted", "2020-02-10")]
            do("record_assessment", proposal=f"MP{number:03d}", kind="PA", steps=steps)
            do("record_change_request", proposal=f"MP{number:03d}", number=f"CR{number}", _from="2020-02-03")
            claim = {"subject": f"assessment:0{number}-PA-1", "property": "assessment.due", "value": "2020-03-02"}
            do("record_claims", document=sha("report"), claims=[{**claim, "locator": f"CSR:{number}"}])

    do("register_document", sha256=sha("report"), title="A report", kind="paper", published="2021-03-05", lines=700)
    load(range(301, 302))
    one = count(lambda: queries.assessments(lens()))
    load(range(302, 331))
    thirty = count(lambda: queries.assessments(lens()))
    assert len(queries.assessments(lens())) == 30
    assert one == thirty <= 5  # steps; number, title and Change Request; three at most for what sources print
    assert {one.change_request for one in queries.assessments(lens())} == {f"CR{n}" for n in range(301, 331)}
    assert {one.printed_due for one in queries.assessments(lens())} == {date(2020, 3, 2)}
    assert count(lambda: queries.assessment(lens(), "0301-PA-1")) == one
    assert count(lambda: queries.of_proposal(lens(), "0301")) == 1
    assert count(lambda: queries.running(lens())) == 1
    assert count(lambda: queries.step_lines(lens(), "0301-PA-1")) == 1
    assert count(lambda: queries.history(lens(), "0301-PA-1")) == 1
