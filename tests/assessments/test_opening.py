"""How an assessment comes into the record: by an approved cost, a request, a paper, or because none is required."""

from __future__ import annotations

from datetime import date

import pytest

from codeclerk.assessments import queries
from codeclerk.assessments.rules import Standing
from codeclerk.kernel import bus
from tests.assessments.support import asked, do, lens, refused, registered, step

pytestmark = pytest.mark.django_db


@pytest.mark.inventory("D19")
def test_an_approved_cost_comes_before_the_request_and_the_request_goes_on_with_it() -> None:
    registered("MP106", "Unknown WAN Variant", "2020-01-01")
    about = {"proposal": "MP106", "kind": "IA"}
    key = do("approve_assessment_cost", _from="2020-07-22", **about)["assessment"]
    assert queries.assessment(lens("2020-07-31"), key).standing(date(2020, 7, 31)) is Standing.NOT_REQUESTED
    plan = bus.preview("request_assessment", about, actor="system:import", effective=date(2020, 8, 3))
    assert (plan.answer, plan.warnings) == ({"assessment": key}, ())
    assert asked("MP106", "IA", "2020-08-03") == key
    one = queries.assessment(lens("2020-08-03"), key)
    assert (one.cost_approved, one.requested) == (date(2020, 7, 22), date(2020, 8, 3))
    again = refused("approve_assessment_cost", _from="2020-08-04", **about)
    assert (again.code, again.facts["day"]) == ("assessments.step_happened", "22 July 2020")


@pytest.mark.inventory("D19")
def test_a_cost_approved_after_the_request_is_a_warning_and_a_type_without_a_fee_is_refused() -> None:
    registered("MP106", "Unknown WAN Variant", "2020-01-01")
    asked("MP106", "IA", "2020-07-20")
    plan = bus.preview(
        "approve_assessment_cost",
        {"proposal": "MP106", "kind": "IA"},
        actor="system:import",
        effective=date(2020, 7, 22),
    )
    assert plan.warnings == (
        "The Change Board approved its cost on 22 July 2020, after it was requested on 20 July 2020.",
    )
    no = refused("approve_assessment_cost", proposal="MP106", kind="PA")
    assert (no.code, no.facts["field"]) == ("assessments.no_fee", "kind")
    no = refused("request_assessment", proposal="MP106", kind="PA", cost_approved="2020-07-22")
    assert no.code == "assessments.no_fee"
    accepted = bus.preview(
        "accept_assessment", {"assessment": "0106-IA-1"}, actor="system:import", effective=date(2020, 7, 21)
    )
    assert ["Change Board" in warning for warning in accepted.warnings] == [True]


@pytest.mark.inventory("D20")
def test_an_assessment_that_was_never_asked_for_is_found_not_required() -> None:
    registered("MP092", "New Planned Maintenance methodology")
    about = {"proposal": "MP092", "kind": "FIA"}
    plan = bus.preview(
        "assessment_not_required", {**about, "reason": "No cost."}, actor="system:import", effective=date(2020, 11, 6)
    )
    assert plan.warnings == ()
    key = do("assessment_not_required", _from="2020-11-06", **about, reason="No cost to the industry.")["assessment"]
    one = queries.assessment(lens("2020-11-30"), key)
    assert (key, one.not_required, one.reason) == ("0092-IA-1", date(2020, 11, 6), "No cost to the industry.")
    assert not one.was_requested_by(date(2020, 11, 5))
    assert asked("MP092", "IA", "2021-01-11") == "0092-IA-2"


def test_where_two_are_under_way_the_number_says_which() -> None:
    registered("MP105", "Two of a type", "2020-01-01")
    first = asked("MP105", "PA", "2020-04-01")
    plan = bus.preview("request_assessment", {"proposal": "MP105", "kind": "PA"}, actor="system:import")
    assert plan.warnings == (f"{first} is under way already.",)
    second = asked("MP105", "PA", "2020-07-01")
    about = {"proposal": "MP105", "kind": "PA", "reason": "Both ask the same."}
    no = refused("assessment_not_required", _from="2020-07-02", **about)
    assert (no.code, no.facts["keys"]) == ("assessments.which", f"{first}, {second}")
    done = do("assessment_not_required", _from="2020-07-02", **about, number=2)
    assert done["assessment"] == second == "0105-PA-2"
    assert refused("assessment_not_required", **about, number=3).code == "assessments.unknown"
    assert do("assessment_not_required", _from="2020-07-03", **about)["assessment"] == first


@pytest.mark.inventory("D03")
@pytest.mark.parametrize(("printed", "kind"), [("PIA", "PA"), ("Full Impact Assessment", "IA"), ("fia", "IA")])
def test_the_names_of_papers_are_understood(printed: str, kind: str) -> None:
    registered("MP140", "CH Stock Transfer", "2020-09-01")
    assert asked(kind=printed) == f"0140-{kind}-1"


def test_an_unknown_type_is_refused_with_the_nearest() -> None:
    registered("MP140", "CH Stock Transfer", "2020-09-01")
    for act in ("request_assessment", "approve_assessment_cost"):
        no = refused(act, proposal="MP140", kind="Impct Assessment")
        assert (no.code, no.facts["field"]) == ("assessments.unknown_type", "kind")
        assert "Impact Assessment" in no.remedy


def test_one_is_named_by_proposal_and_type_too_and_a_wrong_name_gets_the_nearest(mp140: str) -> None:
    for name in ("MP140-PA-1", "mp140 pa", "MP140 PIA 1", "0140 PA"):
        assert queries.assessment(lens(), name).key == mp140, name
    do("accept_assessment", _from="2021-02-04", assessment="MP140 PA")
    assert refused("return_assessment", assessment="0140-IA-9").remedy == f"Of that proposal there are: {mp140}."
    assert refused("return_assessment", assessment="0104-PA-1").remedy == f"Did you mean {mp140}?"
    assert refused("return_assessment", assessment="zzz").remedy == "Look at the list of assessments."


def test_a_record_of_a_paper_says_how_sure_it_is_and_what_lacks_a_reason() -> None:
    registered("MP107", "SMETS1 Validation", "2020-01-01")
    about = {"proposal": "MP107", "kind": "IA", "sure": "printed"}
    steps = [step("accepted", "2020-12-01"), step("expected", "2021-03-19", said_on="2021-02-26")]
    plan = bus.preview("record_assessment", {**about, "steps": steps}, actor="system:import")
    assert plan.warnings == ("No reason is given for 19 March 2021, which is later than the due date.",)
    key = do("record_assessment", **about, note="As printed.", steps=steps)["assessment"]
    lines = queries.step_lines(lens(), key)
    assert [(line.step.value, line.sure, line.note) for line in lines] == [
        ("accepted", "printed", "As printed."),
        ("expected", "printed", "As printed."),
    ]


def test_an_expected_date_of_a_paper_holds_from_the_day_of_the_act() -> None:
    registered("MP107", "SMETS1 Validation", "2020-01-01")
    steps = [step("accepted", "2020-12-01"), step("expected", "2021-03-19", note="Confusion.")]
    key = do("record_assessment", _from="2021-03-05", proposal="MP107", kind="IA", steps=steps)["assessment"]
    assert queries.assessment(lens("2021-03-04"), key).expected == ()
    assert queries.assessment(lens("2021-03-05"), key).expected == (date(2021, 3, 19),)
