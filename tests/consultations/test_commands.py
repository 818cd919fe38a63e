"""The acts on consultations: what each one records, warns of and refuses."""

from __future__ import annotations

from datetime import date

import pytest

from codeclerk.consultations import queries
from codeclerk.consultations.rules import Standing
from codeclerk.kernel import bus
from codeclerk.kernel.errors import Kind
from codeclerk.register.rules.times import day_of
from tests.register.support import do, lens, refused, registered

pytestmark = pytest.mark.django_db
ABOUT = {"proposal": "MP144", "kind": "refinement"}


@pytest.fixture(autouse=True)
def a_proposal():
    registered("MP144", "A title", "2020-09-28")


def preview(act, day, **data):
    return bus.preview(act, data, actor="system:import", effective=date.fromisoformat(day))


def seen(day, key="0144-refinement-1"):
    return queries.consultation(lens(day), key)


def test_a_planned_one_is_issued_moved_and_closes():
    do("plan_consultation", _from="2020-12-04", expected_issue="week commencing 8 February 2021", **ABOUT)
    do("plan_consultation", _from="2021-02-01", expected_issue="10 February 2021", **ABOUT)
    do("issue_consultation", _from="2021-02-10", closes="2021-03-02", **ABOUT)
    do("move_close", _from="2021-02-26", consultation="MP144-refinement-1", closes="2021-03-24", reason="Asked for")
    assert seen("2020-12-04").expected_issue.isoformat() == "2021-02-08/2021-02-12"
    assert seen("2021-02-09").expected_issue == day_of(date(2021, 2, 10))
    assert seen("2021-02-09").standing is Standing.EXPECTED
    issued = seen("2021-02-10")
    assert (issued.standing, issued.issued, issued.closes, issued.length) == (
        Standing.OPEN,
        day_of(date(2021, 2, 10)),
        date(2021, 3, 2),
        15,
    )
    moved = seen("2021-03-02")
    assert (moved.standing, moved.closes, moved.length) == (Standing.OPEN, date(2021, 3, 24), 31)
    assert [(said.day, said.reason) for said in moved.closing_days] == [
        (date(2021, 3, 2), ""),
        (date(2021, 3, 24), "Asked for"),
    ]
    assert seen("2021-03-25").standing is Standing.CLOSED


def test_a_second_one_of_the_kind_follows_the_first():
    do("issue_consultation", _from="2021-02-10", closes="2021-03-02", **ABOUT)
    assert do("issue_consultation", _from="2021-03-10", closes="2021-03-30", **ABOUT) == {
        "consultation": "0144-refinement-2"
    }
    assert do("plan_consultation", _from="2021-03-11", expected_issue="June 2021", **ABOUT) == {
        "consultation": "0144-refinement-3"
    }


@pytest.mark.inventory("E06", "Q09")
def test_odd_lengths_and_closing_days_are_warned_of_and_never_refused():
    plan = preview("issue_consultation", "2021-03-15", closes="2021-04-05", **ABOUT)
    assert plan.warnings == (
        "It closes on Monday 5 April 2021, which is Easter Monday, no Working Day.",
        "It is open for 14 Working Days (both ends counted), fewer than the usual 15.",
    )
    assert preview("issue_consultation", "2021-03-15", closes="2021-04-06", **ABOUT).warnings == ()
    assert [event.body.in_words() for event in plan.events] == [
        "There is the Refinement Consultation on MP144 (0144-refinement-1).",
        "The Refinement Consultation on MP144 was issued on 15 March 2021.",
        "The Refinement Consultation on MP144 closes on Monday 5 April 2021.",
    ]


@pytest.mark.parametrize(
    ("act", "day", "data"),
    [
        ("issue_consultation", "2021-03-15", {"closes": "2021-03-14"}),
        ("plan_consultation", "2021-03-01", {"expected_issue": "15 March 2021", "closes": "2021-03-14"}),
        ("record_consultation", "2021-04-01", {"issued": "15 March 2021", "closes": "2021-03-14"}),
        ("record_consultation", "2021-04-01", {"issued": "March 2021", "closes": "2021-02-28"}),
        ("record_consultation", "2021-04-01", {"issued": "15 March 2021", "closed": "2021-03-14"}),
    ],
)
def test_a_close_before_the_issue_is_refused(act, day, data):
    no = refused(act, _from=day, **ABOUT, **data)
    assert no.code == "consultations.closes_before_issue"
    assert no.problem.startswith("the Refinement Consultation on MP144 cannot close on")


def test_moving_the_close_before_the_issue_is_refused():
    do("issue_consultation", _from="2021-02-10", closes="2021-03-02", **ABOUT)
    no = refused("move_close", _from="2021-02-11", consultation="0144-refinement-1", closes="2021-02-09", reason="x")
    assert (no.code, no.facts["field"]) == ("consultations.closes_before_issue", "closes")


@pytest.mark.parametrize(
    ("act", "data", "field"),
    [
        ("issue_consultation", {"closes": "2999-02-01"}, "effective"),
        ("record_consultation", {"issued": "2999-01-01"}, "issued"),
        ("record_consultation", {"closed": "2999-01-01"}, "closed"),
    ],
)
def test_what_lies_ahead_has_not_happened(act, data, field):
    day = "2999-01-01" if act == "issue_consultation" else "2021-03-05"
    no = refused(act, _from=day, **ABOUT, **data)
    assert (no.code, no.facts["field"]) == ("consultations.not_yet", field)


def test_one_of_a_kind_is_open_at_a_time():
    do("issue_consultation", _from="2021-02-10", closes="2021-03-02", **ABOUT)
    no = refused("issue_consultation", _from="2021-03-02", closes="2021-03-24", **ABOUT)
    assert (no.code, no.kind) == ("consultations.open_already", Kind.CONFLICT)
    assert do("issue_consultation", _from="2021-03-01", proposal="MP144", kind="report", closes="2021-03-19")


def test_a_record_without_a_date_is_refused():
    assert refused("record_consultation", **ABOUT).code == "consultations.nothing_given"


@pytest.mark.parametrize(
    ("day", "standing"), [("2021-02-09", "expected"), ("2021-03-03", "closed"), ("2021-02-10", "")]
)
def test_only_an_open_one_can_be_closed(day, standing):
    do("plan_consultation", _from="2021-02-01", expected_issue="10 February 2021", **ABOUT)
    do("issue_consultation", _from="2021-02-10", closes="2021-03-02", **ABOUT)
    if not standing:
        do("close_consultation", _from=day, consultation="0144-refinement-1", reason="Withdrawn")
        found = seen("2021-02-11")
        assert (found.standing, found.ended, found.closes, found.reason) == (
            Standing.CLOSED,
            date(2021, 2, 10),
            date(2021, 3, 2),
            "Withdrawn",
        )
        return
    no = refused("close_consultation", _from=day, consultation="0144-refinement-1")
    assert (no.code, no.kind, no.facts["standing"]) == ("consultations.not_open", Kind.CONFLICT, standing)


def test_a_closed_one_is_not_moved_but_what_was_said_while_it_was_open_can_be_recorded():
    do("issue_consultation", _from="2021-02-10", closes="2021-03-02", **ABOUT)
    about = {"consultation": "0144-refinement-1", "closes": "2021-03-24", "reason": "Asked for"}
    no = refused("move_close", _from="2021-03-03", **about)
    assert (no.code, no.facts["standing"]) == ("consultations.not_open", "closed")
    do("move_close", _from="2021-03-02", **about)
    assert seen("2021-03-03").standing is Standing.OPEN


def test_a_planned_close_is_moved_too():
    do("plan_consultation", _from="2021-02-01", expected_issue="10 February 2021", closes="2021-03-02", **ABOUT)
    do("move_close", _from="2021-02-02", consultation="0144-refinement-1", closes="2021-03-03", reason="A day more")
    assert [said.day for said in seen("2021-02-02").closing_days] == [date(2021, 3, 2), date(2021, 3, 3)]


def test_one_that_was_issued_is_not_dropped_and_one_that_was_dropped_is_planned_anew_as_another():
    do("plan_consultation", _from="2021-02-01", expected_issue="10 February 2021", **ABOUT)
    do("drop_consultation", _from="2021-02-02", consultation="0144-refinement-1", reason="Not needed")
    assert seen("2021-02-01").standing is Standing.EXPECTED
    assert seen("2021-02-02").standing is Standing.DROPPED
    no = refused("move_close", _from="2021-02-03", consultation="0144-refinement-1", closes="2021-03-03", reason="x")
    assert no.facts["standing"] == "dropped"
    assert do("issue_consultation", _from="2021-02-10", closes="2021-03-02", **ABOUT)["consultation"].endswith("-2")
    no = refused("drop_consultation", _from="2021-02-11", consultation="0144-refinement-2", reason="x")
    assert (no.code, no.kind) == ("consultations.issued_already", Kind.CONFLICT)


def test_an_issue_known_to_the_month_is_out_once_a_source_says_so():
    do("record_consultation", _from="2021-02-12", issued="February 2021", closes="2021-03-02", **ABOUT)
    assert seen("2021-02-11").standing is Standing.EXPECTED
    assert seen("2021-02-12").standing is Standing.OPEN
    do("record_consultation", _from="2021-03-05", issued="2021-02-08", **ABOUT)
    assert (seen("2021-02-08").standing, seen("2021-03-01").length) == (Standing.OPEN, 17)


def test_one_that_closed_by_a_day_is_closed_after_it():
    do("record_consultation", _from="2020-03-26", closed="2020-03-25", **ABOUT)
    assert (seen("2020-03-25").standing, seen("2020-03-26").standing) == (Standing.OPEN, Standing.CLOSED)
    assert (seen("2020-03-26").closes, seen("2020-03-26").is_issued) == (None, True)


@pytest.mark.parametrize(
    ("act", "data", "code", "remedy"),
    [
        ("plan_consultation", {"proposal": "M144", "kind": "report"}, "register.unknown_proposal", "mean MP144?"),
        ("plan_consultation", {"proposal": "MP144", "kind": "reprot"}, "consultations.unknown_kind", "'report'"),
        ("plan_consultation", {**ABOUT, "expected_issue": "w/c 9 February 2021"}, "consultations.week_not_monday", ""),
        ("drop_consultation", {"consultation": "0144-report-1"}, "consultations.unknown", "is 0144-refinement-1."),
        ("drop_consultation", {"consultation": "nothing"}, "consultations.unknown", "Look for it in the list"),
    ],
)  # fmt: skip
def test_what_names_nothing_is_refused_with_the_nearest(act, data, code, remedy):
    do("plan_consultation", expected_issue="June 2021", **ABOUT)
    defaults = {"expected_issue": "June 2021"} if act == "plan_consultation" else {"reason": "x"}
    no = refused(act, **{**defaults, **data})
    assert no.code == code
    assert remedy in no.remedy


def test_only_those_who_keep_consultations_may():
    no = refused("plan_consultation", _by="person:nobody", expected_issue="June 2021", **ABOUT)
    assert (no.code, no.facts["capability"]) == ("kernel.not_allowed", "consultations.manage")


def test_every_event_says_itself_in_words():
    from codeclerk.kernel.events import read_body
    from codeclerk.kernel.models import Event

    do("record_consultation", _from="2021-03-05", closes="2021-03-24", **ABOUT)
    do("close_consultation", _from="2021-03-10", consultation="0144-refinement-1", reason="Withdrawn")
    do("plan_consultation", _from="2021-03-11", expected_issue="w/c 15 March 2021", **ABOUT)
    do("drop_consultation", _from="2021-03-12", consultation="0144-refinement-2", reason="Not needed.")
    told = [
        read_body(row.type, row.version, row.body_json(), None).in_words()
        for row in Event.objects.filter(stream__startswith="consultation:").order_by("pk")
    ]
    assert told == [
        "There is the Refinement Consultation on MP144 (0144-refinement-1).",
        "The Refinement Consultation on MP144 was out on 5 March 2021.",
        "The Refinement Consultation on MP144 closes on Wednesday 24 March 2021.",
        "The Refinement Consultation on MP144 was open until 10 March 2021: Withdrawn.",
        "There is the Refinement Consultation on MP144 (0144-refinement-2).",
        "The Refinement Consultation on MP144 is to be issued in the week commencing 15 March 2021.",
        "The Refinement Consultation on MP144 will not be issued: Not needed.",
    ]
