"""The acts on assessments, and what each one refuses."""

from __future__ import annotations

from datetime import date

import pytest

from codeclerk.assessments import queries
from codeclerk.assessments.rules import Standing
from codeclerk.kernel import bus
from tests.assessments.support import asked, do, lens, refused, registered, step

pytestmark = pytest.mark.django_db


@pytest.mark.inventory("D01", "D04", "D05", "D06")
def test_G005_the_clock_starts_on_acceptance_and_gives_the_due_date(mp140: str) -> None:
    before = queries.assessment(lens("2021-02-03"), mp140)
    assert (before.standing(date(2021, 2, 3)), before.deadline) == (Standing.REQUESTED, None)
    do("accept_assessment", _from="2021-02-04", assessment=mp140)
    after = queries.assessment(lens("2021-02-26"), mp140)
    assert (after.requested, after.accepted and after.accepted.day) == (date(2021, 1, 27), date(2021, 2, 4))
    assert after.deadline is not None
    assert after.deadline.due == date(2021, 2, 25)
    assert after.target == 15


def test_the_preview_of_an_acceptance_shows_the_deadline(mp140: str) -> None:
    plan = bus.preview("accept_assessment", {"assessment": mp140}, actor="system:import", effective=date(2021, 2, 4))
    assert [deadline.due for deadline in plan.deadlines] == [date(2021, 2, 25)]
    assert queries.assessment(lens(), mp140).accepted is None


@pytest.mark.inventory("D08", "D09")
def test_G016_a_queried_request_is_not_open_until_it_is_accepted() -> None:
    registered("MP125", "Correcting the ESME variant", "2020-06-01")
    key = asked("MP125", day="2020-09-03")
    do("query_assessment", _from="2020-09-03", assessment=key, note="Some requirements are not clear.")
    one = queries.assessment(lens("2021-02-26"), key)
    assert (one.standing(date(2021, 2, 26)), one.accepted, one.deadline) == (Standing.QUERIED, None, None)
    do("answer_assessment_query", _from="2021-03-10", assessment=key)
    do("query_assessment", _from="2021-03-12", assessment=key)
    do("answer_assessment_query", _from="2021-03-15", assessment=key)
    one = queries.assessment(lens("2021-03-31"), key)
    assert one.queried == (date(2020, 9, 3), date(2021, 3, 12))
    assert one.answered == (date(2021, 3, 10), date(2021, 3, 15))
    assert queries.assessment(lens("2021-03-11"), key).queried == (date(2020, 9, 3),)


@pytest.mark.inventory("D04", "D08")
def test_an_acceptance_that_was_queried_before_starts_the_clock_only_then(mp140: str) -> None:
    do("query_assessment", _from="2021-01-29", assessment=mp140)
    assert queries.assessment(lens("2021-02-03"), mp140).standing(date(2021, 2, 3)) is Standing.QUERIED
    do("accept_assessment", _from="2021-02-04", assessment=mp140)
    one = queries.assessment(lens("2021-02-04"), mp140)
    assert (one.standing(date(2021, 2, 4)), one.target) == (Standing.OPEN, 15)
    late = refused("query_assessment", _from="2021-02-05", assessment=mp140)
    assert (late.code, late.facts["other"]) == ("assessments.out_of_order", "accepted")


@pytest.mark.inventory("D07", "D10")
def test_expected_dates_follow_each_other_and_a_late_one_needs_its_reason(mp140: str) -> None:
    do("accept_assessment", _from="2021-02-04", assessment=mp140)
    no = refused("expect_assessment", _from="2021-02-20", assessment=mp140, expected="2021-03-15")
    assert no.code == "assessments.late_without_reason"
    assert no.facts["due"] == "25 February 2021"
    do("expect_assessment", _from="2021-02-10", assessment=mp140, expected="2021-02-24")
    do("expect_assessment", _from="2021-02-20", assessment=mp140, expected="2021-03-15", note="Providers are not done.")
    now = queries.assessment(lens("2021-02-26"), mp140)
    assert now.expected == (date(2021, 2, 24), date(2021, 3, 15))
    assert (now.slip(), now.is_late(date(2021, 2, 24)), now.commentary) == (12, True, "Providers are not done.")
    assert queries.assessment(lens("2021-02-15"), mp140).expected == (date(2021, 2, 24),)


@pytest.mark.inventory("D02", "D03", "D04", "D19")
def test_an_impact_assessment_asked_for_without_its_cost_approved_is_a_warning() -> None:
    registered("MP106", "Unknown WAN Variant", "2020-01-01")
    plan = bus.preview("request_assessment", {"proposal": "MP106", "kind": "FIA"}, actor="system:import")
    assert len(plan.warnings) == 1
    assert "Change Board" in plan.warnings[0]
    key = asked("MP106", "IA", "2020-08-03", cost_approved="2020-07-22")
    do("accept_assessment", _from="2020-08-04", assessment=key)
    do("return_interim_assessment", _from="2020-08-20", assessment=key)
    one = queries.assessment(lens("2020-09-01"), key)
    assert (one.kind, one.target, one.cost_approved) == ("IA", 40, date(2020, 7, 22))
    assert (one.interim, one.standing(date(2020, 9, 1))) == ((date(2020, 8, 20),), Standing.OPEN)


@pytest.mark.inventory("D20")
def test_an_assessment_that_is_not_required_says_why_and_when() -> None:
    registered("MP106", "Unknown WAN Variant", "2020-01-01")
    key = asked("MP106", "IA", "2020-07-23", cost_approved="2020-07-22")
    about = {"proposal": "MP106", "kind": "IA"}
    assert refused("assessment_not_required", **about, reason="").code == "kernel.bad_field"
    plan = bus.preview(
        "assessment_not_required",
        {**about, "reason": "The solution changed."},
        actor="system:import",
        effective=date(2020, 11, 4),
    )
    assert ["told that its work on it ends" in warning for warning in plan.warnings] == [True]
    do("assessment_not_required", _from="2020-11-04", **about, reason="The solution changed.")
    one = queries.assessment(lens("2020-12-01"), key)
    assert (one.standing(date(2020, 12, 1)), one.reason) == (Standing.NOT_REQUIRED, "The solution changed.")
    assert refused("accept_assessment", _from="2020-12-01", assessment=key).code == "assessments.out_of_order"


def test_steps_out_of_order_twice_or_ahead_are_refused(mp140: str) -> None:
    do("accept_assessment", _from="2021-02-04", assessment=mp140)
    early = refused("return_assessment", _from="2021-02-01", assessment=mp140)
    assert (early.code, early.facts["other"]) == ("assessments.out_of_order", "accepted")
    again = refused("accept_assessment", _from="2021-02-05", assessment=mp140)
    assert (again.code, again.facts["day"]) == ("assessments.step_happened", "4 February 2021")
    ahead = refused("return_assessment", _from="2100-01-04", assessment=mp140)
    assert ahead.code == "assessments.not_yet"
    none = refused("return_assessment", assessment="0140-IA-9")
    assert none.code == "assessments.unknown"
    assert mp140 in none.remedy
    assert refused("request_assessment", proposal="M140", kind="PA").code == "register.unknown_proposal"
    assert "PA" in refused("request_assessment", proposal="MP140", kind="XA").remedy


def test_a_paper_is_recorded_at_once_and_a_second_paper_adds_what_is_new() -> None:
    registered("MP092", "New Planned Maintenance methodology")
    steps = [step("returned", "2020-06-05"), step("accepted", "2019-12-02", sure="inferred")]
    key = do("record_assessment", proposal="MP092", kind="PIA", steps=steps)["assessment"]
    do("record_assessment", proposal="MP092", kind="PA", steps=[step("requested", "2019-11-25"), *steps])
    one = queries.assessment(lens(), key)
    assert (key, one.requested, one.returned) == ("0092-PA-1", date(2019, 11, 25), date(2020, 6, 5))
    assert one.accepted is not None
    assert one.accepted.is_inferred


@pytest.mark.inventory("D44")
def test_an_expected_date_that_changes_needs_its_reason_even_when_it_is_in_time(mp140: str) -> None:
    do("accept_assessment", _from="2021-02-04", assessment=mp140)
    do("expect_assessment", _from="2021-02-08", assessment=mp140, expected="2021-02-24")
    do("expect_assessment", _from="2021-02-09", assessment=mp140, expected="2021-02-24")
    no = refused("expect_assessment", _from="2021-02-10", assessment=mp140, expected="2021-02-22")
    assert (no.code, no.facts["before"], no.facts["field"]) == (
        "assessments.moved_without_reason",
        "24 February 2021",
        "note",
    )
    do("expect_assessment", _from="2021-02-10", assessment=mp140, expected="2021-02-22", note="It is done sooner.")
    changed = queries.date_changes(lens("2021-02-09"), lens("2021-02-10"))
    assert [(one.before, one.after, one.reason) for one in changed] == [
        (date(2021, 2, 24), date(2021, 2, 22), "It is done sooner.")
    ]
    assert queries.assessment(lens(), mp140).expected == (date(2021, 2, 24), date(2021, 2, 22))


def test_an_expected_date_in_the_past_or_said_ahead_is_refused(mp140: str) -> None:
    past = refused("expect_assessment", _from="2021-02-20", assessment=mp140, expected="2021-02-19", note="Because.")
    assert (past.code, past.facts["field"]) == ("assessments.expected_before", "expected")
    ahead = refused("expect_assessment", _from="2100-01-04", assessment=mp140, expected="2100-01-05", note="Because.")
    assert ahead.code == "assessments.not_yet"


def test_an_assessment_ends_once(mp140: str) -> None:
    do("accept_assessment", _from="2021-02-04", assessment=mp140)
    do("return_assessment", _from="2021-03-01", assessment=mp140)
    about = {"proposal": "MP140", "kind": "PA", "number": 1, "reason": "Too late."}
    no = refused("assessment_not_required", _from="2021-03-02", **about)
    assert (no.code, no.facts["other"]) == ("assessments.out_of_order", "returned")
    for act in ("query_assessment", "answer_assessment_query", "return_interim_assessment"):
        assert refused(act, _from="2021-03-02", assessment=mp140).code == "assessments.out_of_order", act
    assert refused("return_assessment", _from="2021-03-02", assessment=mp140).code == "assessments.step_happened"


def test_a_late_return_says_so_and_so_does_one_without_an_acceptance(mp140: str) -> None:
    def warned(day: date) -> tuple[str, ...]:
        return bus.preview("return_assessment", {"assessment": mp140}, actor="system:import", effective=day).warnings

    assert warned(date(2021, 2, 3)) == ("Its acceptance is not recorded, so nothing says whether it is in time.",)
    do("accept_assessment", _from="2021-02-04", assessment=mp140)
    assert warned(date(2021, 2, 25)) == ()
    assert warned(date(2021, 2, 26)) == ("It was due on 25 February 2021: this return is late.",)


def test_every_event_says_itself_in_words(mp140: str) -> None:
    do("query_assessment", _from="2021-01-28", assessment=mp140)
    do("answer_assessment_query", _from="2021-01-29", assessment=mp140)
    do("accept_assessment", _from="2021-02-04", assessment=mp140, sure="inferred")
    do("expect_assessment", _from="2021-02-08", assessment=mp140, expected="2021-03-15", note="The providers.")
    do("return_interim_assessment", _from="2021-02-10", assessment=mp140)
    do("return_assessment", _from="2021-03-10", assessment=mp140)
    do("withdraw_assessment_step", _from="2021-03-11", assessment=mp140, which="returned", reason="It did not come.")
    assert [line.what for line in queries.history(lens(), mp140)] == [
        "There is an assessment 0140-PA-1 (PA).",
        "0140-PA-1: requested on 27 January 2021.",
        "0140-PA-1: queried on 28 January 2021.",
        "0140-PA-1: answered on 29 January 2021.",
        "0140-PA-1: accepted on 4 February 2021 (inferred).",
        "0140-PA-1: expected for 15 March 2021.",
        "0140-PA-1: returned in an interim version on 10 February 2021.",
        "0140-PA-1: returned on 10 March 2021.",
        "0140-PA-1: that it was returned on 10 March 2021 is taken back: It did not come.",
    ]
    assert [line.day.isoformat() for line in queries.history(lens("2021-02-04"), mp140)][-1] == "2021-02-04"


@pytest.mark.parametrize(
    ("act", "data", "capability"),
    [
        ("record_assessment", {"proposal": "MP140", "kind": "PA", "steps": [step("returned", "2021-03-01")]}, "manage"),
        ("request_assessment", {"proposal": "MP140", "kind": "PA"}, "manage"),
        ("approve_assessment_cost", {"proposal": "MP140", "kind": "IA"}, "manage"),
        ("assessment_not_required", {"proposal": "MP140", "kind": "IA", "reason": "Because."}, "manage"),
        ("answer_assessment_query", {"assessment": "0140-PA-1"}, "manage"),
        ("withdraw_assessment_step", {"assessment": "0140-PA-1", "which": "requested", "reason": "Because."}, "manage"),
        ("query_assessment", {"assessment": "0140-PA-1"}, "assess"),
        ("accept_assessment", {"assessment": "0140-PA-1"}, "assess"),
        ("expect_assessment", {"assessment": "0140-PA-1", "expected": "2100-01-01"}, "assess"),
        ("return_interim_assessment", {"assessment": "0140-PA-1"}, "assess"),
        ("return_assessment", {"assessment": "0140-PA-1"}, "assess"),
    ],
)
def test_every_act_names_the_capability_that_it_needs(
    mp140: str, act: str, data: dict[str, object], capability: str
) -> None:
    no = refused(act, _by="person:nobody", **data)
    assert (no.code, no.facts["capability"]) == ("kernel.not_allowed", f"assessments.{capability}")


@pytest.mark.inventory("D44")
def test_a_date_that_a_paper_moves_has_its_reason_or_says_that_none_is_printed(mp140: str) -> None:
    do("accept_assessment", _from="2021-02-04", assessment=mp140)
    do("expect_assessment", _from="2021-02-08", assessment=mp140, expected="2021-02-24")
    moved = {"step": "expected", "day": "2021-02-25", "said_on": "2021-02-10"}
    about = {"proposal": "MP140", "kind": "PA"}
    no = refused("record_assessment", _from="2021-02-10", steps=[moved], **about)
    assert (no.code, no.facts["before"], no.facts["field"]) == (
        "assessments.moved_without_reason",
        "24 February 2021",
        "note",
    )
    do("record_assessment", _from="2021-02-10", steps=[{**moved, "note": "Not printed."}], **about)
    (changed,) = queries.date_changes(lens("2021-02-09"), lens("2021-02-10"))
    assert (changed.after, changed.reason) == (date(2021, 2, 25), "Not printed.")
