"""What follows from a list of decisions: who waits, how many, and whether a source's lists agree with it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codeclerk.decisions.rules.lists import OUTCOME, PROPOSAL, Fault, awaiting, compare_lists, tally
from codeclerk.decisions.rules.values import Decision, decision_key
from codeclerk.kernel.lens import Classification
from codeclerk.register.rules.times import day_of, month_of, range_of
from codeclerk.sources.rules.claims import Claim, Question, Source, read
from codeclerk.sources.rules.values import Measure, ValueType

VOTE = date(2021, 2, 23)
GOES_TO = {"recommended_approval": "authority", "recommended_rejection": "authority"}
REPORT = Source("a" * 64, "SECP_90_1203_18", "Change Status Report", date(2021, 3, 5), Classification.WHITE)


def made(number, outcome, when=VOTE, body="change_board"):
    when = day_of(when) if isinstance(when, date) else when
    key = decision_key(body, when, number, outcome)
    names = {"approved": "Approved", "rejected": "Rejected"}
    return Decision(
        key,
        body,
        body.replace("_", " ").title(),
        number,
        number,
        "",
        outcome,
        names.get(outcome, outcome),
        when,
    )


def reading(which, *said, subject="meeting:change_board-2021-02-23", property=PROPOSAL):
    question = Question(subject, property, "", which)
    kind = ValueType.VERBATIM if property == PROPOSAL else ValueType.TEXT
    claims = [
        Claim(f"{which}{n}", question, Measure(kind, text), REPORT, place) for n, (place, text) in enumerate(said)
    ]
    return read(question, claims)


SECOND = reading("the second", ("CSR:105-109", "MP146"), ("CSR:400-402", "MP139"), ("CSR:428", "MP146"))
FIRST = reading("the first", ("CSR:105-107", "MP077"), ("CSR:390", "MP077"))
RECORDED = [made("MP077", "approved"), made("MP146", "approved"), made("SECMP0015", "recommended_approval")]


@pytest.mark.inventory("Q02")
def test_G049_the_vote_list_names_another_proposal_than_summary_and_link():
    # Printed in CSR:109, CSR:400 and CSR:428.
    (finding,) = compare_lists([FIRST, SECOND], RECORDED)
    assert (finding.fault, finding.meeting, finding.which, finding.printed) == (
        Fault.LISTS_DIFFER,
        "change_board-2021-02-23",
        "the second",
        "MP139",
    )
    assert (finding.places, finding.recorded, finding.agreeing) == (
        ("CSR:400-402",),
        ("MP146",),
        ("CSR:105-109", "CSR:428"),
    )
    assert finding.words == (
        "MP139 at CSR:400-402, where CSR:105-109 and CSR:428 name MP146, on which the decision is recorded."
    )


def test_lists_that_agree_with_the_record_have_no_finding():
    assert compare_lists([FIRST], RECORDED) == ()
    elsewhere = reading("", ("CSR:1", "MP139"), subject="meeting:change_board-2021-02-23", property="meeting.date2")
    assert compare_lists([elsewhere], RECORDED) == ()
    assert compare_lists([reading("x", ("CSR:1", "MP001"), subject="report:2021-03")], RECORDED) == ()


def test_a_proposal_that_is_printed_and_not_recorded_is_found():
    (finding,) = compare_lists([reading("the third", ("CSR:402", "MP139"))], RECORDED)
    assert finding.fault is Fault.NOT_RECORDED
    assert finding.words == "MP139 at CSR:402; recorded are decisions on MP077, MP146 and SECMP0015."
    (finding,) = compare_lists([reading("the third", ("CSR:402", "MP139"))], [])
    assert finding.words == "MP139 at CSR:402; no decision is recorded."


def test_an_older_number_of_the_same_proposal_is_no_difference():
    keys = {"DP146": "MP146"}
    one = reading("the second", ("CSR:109", "MP146"), ("CSR:400", "DP146"))
    assert compare_lists([one], RECORDED, lambda text: keys.get(text, "")) == ()
    assert compare_lists([one], RECORDED)[0].printed == "DP146"


def test_another_outcome_than_the_one_recorded_is_found():
    one = reading("MP077", ("CSR:392", "Rejected"), ("CSR:390", "approved"), property=OUTCOME)
    ids = {"Rejected": "rejected", "approved": "approved", "Passed": "approved"}
    (finding,) = compare_lists([one], RECORDED, outcome_of=lambda text: ids.get(text, ""))
    assert (finding.fault, finding.printed, finding.recorded) == (Fault.OUTCOME_DIFFERS, "Rejected", ("Approved",))
    assert finding.words == "Rejected at CSR:392; recorded is Approved."
    passed = reading("MP077", ("CSR:392", "Passed"), property=OUTCOME)
    assert compare_lists([passed], RECORDED, outcome_of=lambda text: ids.get(text, "")) == ()
    assert compare_lists([reading("MP999", ("CSR:1", "Rejected"), property=OUTCOME)], RECORDED) == ()


def keys(found):
    return [(one.proposal, one.outcome) for one in found]


def test_a_recommendation_waits_until_the_authority_decides():
    first = made("SECMP0015", "recommended_approval")
    other = made("MP001", "recommended_rejection", date(2021, 1, 20))
    assert keys(awaiting([first, other], GOES_TO)) == [
        ("MP001", "recommended_rejection"),
        ("SECMP0015", "recommended_approval"),
    ]
    decided = made("SECMP0015", "approved", date(2021, 3, 30), "authority")
    assert keys(awaiting([first, other, decided], GOES_TO)) == [("MP001", "recommended_rejection")]


def test_what_was_sent_back_waits_again_once_it_is_recommended_again():
    first = made("SECMP0015", "recommended_approval")
    back = made("SECMP0015", "sent_back", date(2021, 3, 30), "authority")
    again = made("SECMP0015", "recommended_approval", date(2021, 5, 19))
    assert awaiting([first, back], GOES_TO) == ()
    assert awaiting([first, back, again], GOES_TO) == (again,)


def test_on_one_day_the_recommendation_comes_first_and_a_month_ends_it():
    first = made("SECMP0015", "recommended_approval")
    assert awaiting([first, made("SECMP0015", "approved", VOTE, "authority")], GOES_TO) == ()
    assert awaiting([first, made("SECMP0015", "approved", month_of(2021, 2), "authority")], GOES_TO) == ()
    assert awaiting([first, made("SECMP0015", "ia_cost_approved", date(2021, 3, 17))], GOES_TO) == (first,)


def test_a_count_is_the_length_of_its_list():
    found = tally([*RECORDED, made("MP001", "approved", body="authority")])
    assert [(one.body, one.outcome, one.count) for one in found] == [
        ("authority", "approved", 1),
        ("change_board", "approved", 2),
        ("change_board", "recommended_approval", 1),
    ]
    assert [one.number for one in found[1].decisions] == ["MP077", "MP146"]
    assert tally([]) == ()


def test_keys_are_stable_and_readable():
    assert RECORDED[0].meeting == "change_board-2021-02-23"
    month = made("0092", "derogation", month_of(2019, 2), "panel")
    assert (month.key, month.meeting) == ("panel-2019-02-0092-derogation", "")
    days = range_of(date(2021, 3, 1), date(2021, 3, 2))
    assert decision_key("panel", days, "0092", "derogation") == "panel-2021-03-01-to-2021-03-02-0092-derogation"


OUTCOMES = st.sampled_from([("recommended_approval", "change_board"), ("approved", "authority"),
                            ("sent_back", "authority"), ("ia_cost_approved", "change_board")])  # fmt: skip


@given(st.lists(st.tuples(st.sampled_from(["MP1", "MP2"]), OUTCOMES, st.integers(0, 60)), max_size=12), st.randoms())
def test_who_waits_does_not_depend_on_the_order_of_the_list(drawn, random):
    every = [made(number, outcome, VOTE + timedelta(days), body) for number, (outcome, body), days in drawn]
    shuffled = list(every)
    random.shuffle(shuffled)
    found = awaiting(every, GOES_TO)
    assert keys(found) == keys(awaiting(shuffled, GOES_TO))
    for number in {one.proposal for one in every}:
        recommended = [one.when.last for one in every if one.proposal == number and one.outcome in GOES_TO]
        decided = [one.when.last for one in every if one.proposal == number and one.body == "authority"]
        waits = bool(recommended) and (not decided or max(recommended) > max(decided))
        assert (number in {one.proposal for one in found}) is waits
    assert sum(one.count for one in tally(every)) == len(every)
