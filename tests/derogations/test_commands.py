"""The acts on derogations: what each one records, and what it refuses with which remedy."""

from __future__ import annotations

from datetime import date

import pytest

from codeclerk.decisions import queries as decisions
from codeclerk.derogations import queries
from codeclerk.derogations.rules.terms import InTime, Met, Standing
from codeclerk.kernel import bus
from codeclerk.kernel.errors import Refused
from codeclerk.register.rules.times import month_of
from tests.derogations import example
from tests.derogations.example import GRANT, KEY
from tests.register.support import IMPORT, do, lens, refused, registered
from tests.support.records import loaded_once

pytestmark = pytest.mark.django_db

loaded = loaded_once(example.load)
founded = loaded_once(example.found)


def one(day, known=None):
    return queries.derogation(lens(day, known), KEY)


def grant(**more):
    return {**GRANT, "decided": "February 2019", **more}


def test_a_grant_records_the_decision_too(founded):
    answer = do("grant_derogation", _from="2019-02-28", **grant(proposal="MP092"))
    assert answer == {"derogation": KEY, "decision": "panel-2019-02-0092-derogation"}
    (decided,) = decisions.of_proposal(lens("2019-03-01"), "0092")
    assert (decided.body, decided.outcome, decided.when) == ("panel", "derogation", month_of(2019, 2))
    made = one("2019-03-01")
    assert (made.standing, made.granted.decision) == (Standing.TO_COME, decided.key)
    assert [str(rule) for rule in made.rules] == ["H8.3 (hours of Planned Maintenance)", "H8.4"]
    assert [(each.number, each.text, each.shown_by, each.met) for each in made.conditions] == [
        (1, "The schedule is shown to the Operations Group first.", "The minutes of the Operations Group.",
         Met.NOT_ASSESSED),
        (2, "Terms are made clear.", "", Met.NOT_ASSESSED),
    ]  # fmt: skip


def test_a_decision_that_is_recorded_already_is_not_recorded_twice(founded):
    do("record_decision", _from="2019-02-15", body="panel", proposal="MP092", outcome="derogation")
    answer = do("grant_derogation", _from="2019-02-28", **grant(proposal="MP092"))
    assert answer["decision"] == "panel-2019-02-15-0092-derogation"
    assert len(decisions.of_proposal(lens("2019-03-01"), "0092")) == 1


def test_without_a_proposal_no_decision_is_recorded_and_that_is_said(founded):
    plan = bus.preview("grant_derogation", grant(), actor=IMPORT, effective=date(2019, 2, 28))
    assert plan.warnings == ("No proposal is named, so that no decision is recorded beside the derogation.",)
    assert [event.stream for event in plan.events] == [f"derogation:{KEY}"] * 3
    assert plan.events[0].body.in_words() == (
        "The SEC Panel granted the derogation of DCC from H8.3 and H8.4 until November 2019: "
        "Maintenance may be tried out another way."
    )
    assert do("grant_derogation", _from="2019-02-28", **grant()) == {"derogation": KEY}


def test_extensions_come_one_after_the_other(loaded):
    made = one("2020-02-01")
    assert [(each.first, each.last, each.in_time) for each in made.stretches] == [
        (date(2019, 4, 1), date(2019, 11, 30), None),
        (date(2019, 12, 1), date(2020, 2, 29), InTime.IN_TIME),
        (date(2020, 3, 1), date(2021, 2, 24), InTime.IN_TIME),
    ]
    assert (made.ending.number, made.ending.planned) == ("MP092", date(2021, 2, 25))
    assert made.end_words == "until MP092 is implemented, planned for 25 February 2021"
    keys = [each.said.decision for each in made.stretches]
    assert keys == ["panel-2019-02-0092-derogation", "", "panel-2020-01-17-0092-derogation"]
    before = one("2019-10-17")
    assert (len(before.stretches), before.ending) == (1, None)


def test_an_extension_brings_conditions_with_numbers_of_their_own(loaded):
    do("extend_derogation", _from="2020-02-20", derogation=KEY, ends_with="MP092", until="2022-06-30",
       conditions=["A report comes each month. | The report."])  # fmt: skip
    made = one("2020-02-21")
    assert [each.number for each in made.conditions] == [1, 2, 3]
    assert made.end_words.startswith("until 30 June 2022 or until MP092 is implemented")


def test_a_proposal_that_is_implemented_ends_it(loaded):
    do("set_status", _from="2021-02-25", proposal="MP092", status="Implemented")
    assert one("2021-02-24").standing is Standing.IN_FORCE
    over = one("2021-02-25")
    assert (over.standing, over.last_day, over.days_left(date(2021, 2, 25))) == (
        Standing.ENDED, date(2021, 2, 24), None)  # fmt: skip
    assert over.end_words == "until MP092 is implemented, which was on 25 February 2021"


def test_a_proposal_that_is_withdrawn_ends_nothing(loaded):
    do("set_status", _from="2020-06-01", proposal="MP092", status="Withdrawn")
    made = one("2020-06-02")
    assert made.standing is Standing.IN_FORCE
    assert "MP092 was to end it, and is closed without having been implemented: nothing ends it." in made.findings


def test_conditions_are_met_or_breached_from_a_day_on(loaded):
    assert one("2019-03-19").conditions[0].met is Met.NOT_ASSESSED
    first = one("2019-03-20").conditions[0]
    assert (first.met, first.on, first.evidence) == (Met.MET, date(2019, 3, 20), "Seen on that day.")
    do("record_condition", _from="2019-06-03", derogation=KEY, number=2, met="breached")
    made = one("2019-06-04")
    assert made.conditions[1].met is Met.BREACHED
    assert made.findings[0] == "Condition 2 is breached since 3 June 2019."
    assert one("2019-06-02").conditions[1].met is Met.NOT_ASSESSED


def test_it_is_ended_early_on_its_last_day(loaded):
    do("end_derogation", _from="2020-05-29", derogation=KEY, reason="The trial failed.")
    assert one("2020-05-29").standing is Standing.IN_FORCE
    over = one("2020-05-30")
    assert (over.standing, over.last_day, over.end_words) == (
        Standing.ENDED, date(2020, 5, 29), "ended on 29 May 2020")  # fmt: skip
    assert over.over.reason == "The trial failed."
    again = refused("extend_derogation", _from="2020-06-05", derogation=KEY, ends_with="MP092")
    assert (again.code, again.remedy) == ("derogations.over", "Grant a new one.")


def test_a_wrong_record_is_withdrawn_and_was_known_until_then(loaded):
    do("withdraw_derogation", _from="2020-02-03", derogation=KEY, reason="It was another rule.")
    assert queries.derogations(lens("2019-06-01")) == ()
    assert one("2019-06-01").standing is Standing.WITHDRAWN
    gone = refused("extend_derogation", derogation=KEY, ends_with="MP092")
    assert gone.remedy == "It was withdrawn. Record the derogation anew."
    assert do("grant_derogation", _from="2019-02-28", **grant())["derogation"] == f"{KEY}-2"


def test_an_extension_after_the_end_is_recorded_as_what_it_is(founded):
    do("grant_derogation", _from="2019-02-28", **grant())
    late = {"derogation": KEY, "until": "2020-02-29"}
    no = refused("extend_derogation", _from="2019-12-05", **late)
    assert (no.code, no.facts["field"]) == ("derogations.after_end", "after_end")
    assert "tick “After its end”" in no.remedy
    do("extend_derogation", _from="2019-12-05", after_end=True, **late)
    assert one("2019-12-04").standing is Standing.ENDED
    made = one("2019-12-05")
    assert (made.standing, made.extensions[0].in_time) == (Standing.IN_FORCE, InTime.LATE)
    assert "5 days after it had ended on 30 November 2019: in between there was none." in made.findings[0]


def test_another_rule_another_party_or_another_time_is_no_overlap(loaded):
    do("grant_derogation", _from="2019-03-01", **grant(rules=["H8.5"], decided=""))
    do("grant_derogation", _from="2019-03-01", **grant(party="north", decided=""))
    do("end_derogation", _from="2020-05-29", derogation=KEY, reason="Enough")
    do("grant_derogation", _from="2020-05-30", **grant(starts="", decided="", until="2020-12-31"))
    assert len(queries.derogations(lens("2020-06-01"))) == 4


@pytest.mark.parametrize(
    ("more", "code", "field", "said"),
    [
        ({"body": "Change Board"}, "not_granted_by", "body", "It is for the SEC Panel."),
        ({"until": ""}, "no_end", "until", "name the proposal that ends it"),
        ({"until": "2019-03-31"}, "end_before_start", "until", "Correct its first day or its end"),
        ({"decided": "2019-03-01"}, "not_yet", "decided", "Choose today or an earlier day"),
        ({"rules": ["hours of maintenance"]}, "no_clause", "rules", "Write the clause first"),
        ({"conditions": [" | shown so"]}, "empty_condition", "conditions", "Write the condition first"),
    ],
)
def test_a_grant_is_refused_with_a_remedy(founded, more, code, field, said):
    no = refused("grant_derogation", _from="2019-02-28", **grant(**more))
    assert (no.code, no.facts["field"]) == (f"derogations.{code}", field)
    assert said in no.remedy


@pytest.mark.parametrize("rules", [["H8.3"], ["H8"], ["H8.4(b)", "A1"]])
def test_a_second_one_from_the_same_rule_is_refused(loaded, rules):
    no = refused("grant_derogation", _from="2019-05-01", **grant(rules=rules, decided=""))
    assert (no.code, no.remedy) == ("derogations.overlap", "Extend that one, or end it first.")
    assert KEY in no.problem


@pytest.mark.parametrize(
    ("act", "day", "more", "code"),
    [
        ("extend_derogation", "2020-02-10", {}, "no_end"),
        ("extend_derogation", "2019-01-05", {"until": "2022-01-01"}, "before_grant"),
        ("record_condition", "2020-02-10", {"number": 9, "met": "met"}, "no_condition"),
        ("record_condition", "2999-02-10", {"number": 1, "met": "met"}, "not_yet"),
        ("end_derogation", "2019-03-30", {"reason": "Enough"}, "end_before_start"),
        ("end_derogation", "2999-03-30", {"reason": "Enough"}, "not_yet"),
        ("end_derogation", "2020-03-30", {"reason": "Enough", "derogation": "dcc-h8-3-2019-03"}, "unknown"),
    ],
)
def test_what_cannot_be_said_is_refused(loaded, act, day, more, code):
    assert refused(act, _from=day, **{"derogation": KEY, **more}).code == f"derogations.{code}"


def test_an_extension_is_longer_and_an_end_is_not_after_the_end(founded):
    do("grant_derogation", _from="2019-02-28", **grant(until="2019-11-30"))
    no = refused("extend_derogation", _from="2019-10-05", derogation=KEY, until="2019-10-31")
    assert (no.code, no.facts["end"]) == ("derogations.not_longer", "30 November 2019")
    assert refused("end_derogation", _from="2019-12-01", derogation=KEY, reason="Enough").code == "derogations.over"


def test_who_may_not_record_decisions_may_not_record_these(loaded):
    with pytest.raises(Refused, match="may not grant_derogation"):
        bus.execute("grant_derogation", grant(), actor="public")


def test_a_code_that_knows_no_derogations_says_so(founded, monkeypatch):
    monkeypatch.setattr("codeclerk.derogations.guards.DEROGATION", "nothing")
    no = refused("grant_derogation", _from="2019-02-28", **grant())
    assert no.remedy == "This code knows no derogations."


def test_a_proposal_that_ends_it_may_be_any(founded):
    registered("MP107", "Another", "2019-01-01")
    do("grant_derogation", _from="2019-02-28", **grant(until="", ends_with="MP107"))
    assert [made.key for made in queries.ended_by(lens("2019-05-01"), "0107")] == [KEY]
    no = refused("extend_derogation", _from="2019-05-01", derogation=KEY, ends_with="MP999")
    assert (no.code, no.facts["field"]) == ("register.unknown_proposal", "ends_with")
