"""Reads of consultations: what is open, what comes, two times, constant numbers of queries."""

from __future__ import annotations

from datetime import date

import pytest

from codeclerk.consultations import queries
from codeclerk.consultations.rules import Standing, issue_words
from codeclerk.kernel.errors import Refused
from codeclerk.register.rules.times import day_of
from tests.consultations import example
from tests.register.support import do, lens, registered
from tests.register.support import queries as count
from tests.support.records import loaded_once

pytestmark = pytest.mark.django_db
NOW = "2021-03-05"
loaded = loaded_once(example.load)


def on(day=NOW, known=None):
    return {one.key: one for one in queries.consultations(lens(day, known))}


@pytest.mark.inventory("E01", partial="issue and closing day; reminders come with the consultations in full")
def test_the_refinement_consultation_that_is_open_in_march_2021(loaded):
    (one,) = queries.open_on(lens(NOW), "refinement")
    assert (one.key, one.number, one.title, one.kind_name) == (
        "0144-refinement-1",
        "MP144",
        "Charging of Random Sample Privacy Assessments",
        "Refinement Consultation",
    )
    assert (one.closes, one.standing, one.is_issued, one.issued) == (date(2021, 3, 24), Standing.OPEN, True, None)
    assert [said.day for said in one.closing_days] == [date(2021, 2, 26), date(2021, 3, 24)]
    assert one.length is None


@pytest.mark.inventory("E02", partial="its dates; that the Panel agrees first is a decision")
def test_the_report_consultations_to_be_issued_in_march_2021(loaded):
    assert queries.open_on(lens(NOW), "report") == ()
    found = queries.to_be_issued(lens(NOW), "Modification Report Consultation")
    assert [(one.number, issue_words(one.expected_issue)) for one in found] == [
        ("MP092", "Monday 14 December 2020"),
        ("MP106", "Monday 14 December 2020"),
        ("MP144", "Monday 15 March 2021"),
        ("MP147", "week commencing 15 March 2021"),
    ]
    assert found[0].warnings[-1] == "It was to be issued on 14 December 2020, and no source says that it was."
    assert found[2].warnings[0] == "It closes on Monday 5 April 2021, which is Easter Monday, no Working Day."


@pytest.mark.inventory("E03", partial="its dates and kind; answers come with the consultations in full")
def test_the_working_group_consultation_of_2016(loaded):
    (one,) = queries.consultations(lens("2016-11-09"), kinds=("working_group",))
    assert (one.number, one.issued, one.closes, one.standing) == (
        "SECMP0016",
        day_of(date(2016, 10, 5)),
        date(2016, 10, 21),
        Standing.CLOSED,
    )


def test_a_window_is_seen_from_its_own_days_whenever_the_paper_came(loaded):
    # The papers came later; known at the end, the past is seen as it was.
    assert on("2020-07-19").keys() == {"0016-working_group-1", "0020-report-1", "0106-refinement-1"}
    assert on("2020-07-20")["0092-refinement-1"].standing is Standing.OPEN
    assert on("2020-08-07")["0092-refinement-1"].standing is Standing.OPEN
    assert on("2020-08-08")["0092-refinement-1"].standing is Standing.CLOSED


def test_what_was_not_known_yet_is_not_shown():
    registered("MP144", "A title", "2020-09-28")
    do("plan_consultation", _from="2020-12-04", _known="2020-12-04", proposal="MP144", kind="refinement",
       expected_issue="2021-02-08", closes="2021-02-26")  # fmt: skip
    do("record_consultation", _from="2021-03-05", _known="2021-03-10", proposal="MP144", kind="refinement",
       issued="2021-03-04", closes="2021-03-24")  # fmt: skip
    assert on("2021-03-05", "2021-03-09")["0144-refinement-1"].standing is Standing.EXPECTED
    assert on("2021-03-05", "2021-03-10")["0144-refinement-1"].standing is Standing.OPEN
    assert on("2021-03-05", "2020-12-03") == {}


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (3, 2, 1, 0), (1, 3, 0, 2)])
def test_the_order_of_loading_does_not_matter(order):
    registered("MP144", "A title", "2020-09-28")
    about = {"proposal": "MP144", "kind": "refinement"}
    acts = (
        lambda: do("record_consultation", _from="2020-12-04", _known="2020-12-04", expected_issue="2021-02-08",
                   closes="2021-02-26", **about),
        lambda: do("record_consultation", _from="2021-03-05", _known="2021-03-05", closes="2021-03-24", **about),
        lambda: do("record_consultation", _from="2021-03-12", _known="2021-03-12", issued="2021-03-03", **about),
        lambda: do("record_consultation", _from="2021-04-01", _known="2021-04-01", closed="2021-03-25", **about),
    )  # fmt: skip
    for n in order:
        acts[n]()

    def told(day, known):
        (one,) = queries.consultations(lens(day, known))
        return (one.standing.value, one.issued and one.issued.isoformat(), one.closes, one.ended)

    assert told("2021-01-01", "2021-01-01") == ("expected", None, date(2021, 2, 26), None)
    assert told("2021-03-05", "2021-03-06") == ("open", None, date(2021, 3, 24), None)
    assert told("2021-03-25", "2021-03-26") == ("closed", "2021-03-03", date(2021, 3, 24), None)
    assert told("2021-03-25", "2021-04-02") == ("open", "2021-03-03", date(2021, 3, 24), date(2021, 3, 25))
    assert told("2021-03-26", "2021-04-02") == ("closed", "2021-03-03", date(2021, 3, 24), date(2021, 3, 25))


def test_one_that_was_dropped_has_a_page_and_is_in_no_list(loaded):
    do("drop_consultation", _from="2021-03-06", consultation="MP147-report-1", reason="The Panel sent it back")
    assert "0147-report-1" in on()
    assert "0147-report-1" not in on("2021-03-06")
    assert queries.of_proposal(lens("2021-03-06"), "0147") == ()
    one = queries.consultation(lens("2021-03-06"), "0147-report-1")
    assert (one.standing, one.reason) == (Standing.DROPPED, "The Panel sent it back")


def test_an_unknown_one_is_refused_with_those_that_there_are(loaded):
    with pytest.raises(Refused) as caught:
        queries.consultation(lens(), "0144-panel-1")
    assert caught.value.first.remedy == "There are 0144-refinement-1, 0144-report-1."
    with pytest.raises(Refused) as caught:
        queries.consultation(lens(), "O147-report-1")
    assert caught.value.first.remedy == "Did you mean 0147-report-1?"
    with pytest.raises(Refused, match="Look for it in the list"):
        queries.consultation(lens(), "nothing")


def test_a_part_has_the_consultations_of_the_whole():
    registered("DP122", "Operational Metrics", "2020-01-01")
    do("issue_consultation", _from="2020-06-01", proposal="DP122", kind="refinement", closes="2020-06-19")
    do("split_proposal", _from="2020-12-11", proposal="DP122", parts=["A: Operational Metrics"])
    do("issue_consultation", _from="2021-01-11", proposal="MP122A", kind="report", closes="2021-01-29")
    assert [one.key for one in queries.of_proposal(lens("2021-02-01"), "0122A")] == [
        "0122-refinement-1",
        "0122A-report-1",
    ]
    assert [one.number for one in queries.consultations(lens("2021-02-01"))] == ["DP122", "MP122A"]


@pytest.mark.parametrize("size", [1, 30])
def test_a_list_takes_as_many_queries_for_one_as_for_thirty(size):
    for n in range(1, size + 1):
        registered(f"MP{n:03d}", f"Title {n}", "2020-01-01")
        do("issue_consultation", _from="2020-06-01", proposal=f"MP{n:03d}", kind="refinement", closes="2020-06-19")
    with count(3):
        assert len(queries.consultations(lens("2020-06-10"))) == size
    with count(3):
        assert len(queries.open_on(lens("2020-06-10"), "refinement")) == size
    with count(1):
        assert {one.number for one in queries.consultations(lens("2020-06-10"), named=False)} == {""}
    with count(1):
        assert len(queries.of_proposal(lens("2020-06-10"), "0001")) == 1
    with count(3):
        assert queries.consultation(lens("2020-06-10"), "0001-refinement-1").number == "MP001"
