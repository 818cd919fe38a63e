"""The acts on decisions: what each one records, warns of and refuses."""

from __future__ import annotations

from datetime import date

import pytest

from codeclerk.decisions import queries
from codeclerk.kernel import bus
from codeclerk.kernel.errors import Kind, Refused
from codeclerk.register import queries as register
from codeclerk.register.rules.times import day_of, month_of
from tests.register.support import do, lens, refused, registered

pytestmark = pytest.mark.django_db
CB = {"body": "Change Board", "proposal": "MP077"}
APPROVED = {**CB, "outcome": "approved"}
KEY = "change_board-2021-02-24-0077-approved"
VOTE = "2021-02-24"


@pytest.fixture(autouse=True)
def a_proposal():
    registered("MP077", "DCC Service Flagging", "2020-01-07", profile="2018", status="change_board")


def preview(act, day, **data):
    return bus.preview(act, data, actor="system:import", effective=date.fromisoformat(day))


def told(day=VOTE, known=None):
    return [(one.key, one.when) for one in queries.decisions(lens(day, known))]


# --- recording -------------------------------------------------------------------


@pytest.mark.inventory("G05", "A21", partial="objectives of decisions, with their texts; votes by objective come later")
def test_a_decision_is_recorded_with_its_objectives_and_its_review():
    review = {"to": "Panel", "about": "the date", "meeting": "2021-03-12"}
    answer = do("record_decision", _from=VOTE, objectives=["c", "(a)", "SEC Objective (a)"], review=review, **APPROVED)
    assert answer == {"decision": KEY, "number": "MP077"}
    one = queries.decision(lens(VOTE), KEY)
    assert (one.objectives, one.path, one.when) == (("a", "c"), "self_governance", day_of(date(2021, 2, 24)))
    assert (one.review.to, one.review.meeting, one.review.is_settled) == ("panel", date(2021, 3, 12), False)
    plan = preview("record_decision", VOTE, objectives=["a"], review=review, body="CB", proposal="MP077",
                   outcome="ia_cost_approved")  # fmt: skip
    assert [event.body.in_words() for event in plan.events] == [
        "The Change Board approved the cost of an Impact Assessment of MP077 on 24 February 2021, on SEC Objective "
        "(a).",
        "The Change Board approved the cost of an Impact Assessment of MP077 on 24 February 2021. The SEC Panel is "
        "asked to review the date at its meeting on 12 March 2021.",
    ]
    assert [event.stream for event in plan.events] == ["decision:change_board-2021-02-24-0077-ia_cost_approved"] * 2


def test_a_decision_moves_nothing_in_the_register():
    before = register.proposal(lens(VOTE), "MP077").line
    do("record_decision", _from=VOTE, **APPROVED)
    after = register.proposal(lens(VOTE), "MP077").line
    assert after == before


def test_what_is_known_to_the_month_keeps_that_and_counts_once_it_is_certain():
    do("record_decision", _from="2021-03-05", when="February 2021", **APPROVED)
    key = "change_board-2021-02-0077-approved"
    assert told("2021-02-27") == []
    assert told("2021-02-28") == [(key, month_of(2021, 2))]
    assert queries.decision(lens(), key).warnings == ()
    do("record_decision", _from="2021-02-24", when="Feb 2021", body="panel", proposal="MP077", outcome="derogation")
    assert "panel-2021-02-0077-derogation" in dict(told("2021-02-24"))


def test_a_day_may_be_told_apart_from_the_day_of_the_source():
    do("record_decision", _from="2021-03-05", when="24 February 2021", **APPROVED)
    assert told("2021-02-23") == []
    assert told(VOTE) == [(KEY, day_of(date(2021, 2, 24)))]


@pytest.mark.parametrize(
    ("day", "when", "code"),
    [
        ("2021-03-05", "6 March 2021", "decisions.not_yet"),
        ("2021-03-05", "April 2021", "decisions.not_yet"),
        ("2999-03-05", "", "decisions.not_yet"),
        ("2021-03-05", "soon", "calendar.date_unreadable"),
    ],
)
def test_what_lies_ahead_is_not_decided_yet(day, when, code):
    no = refused("record_decision", _from=day, when=when, **APPROVED)
    assert no.code == code


@pytest.mark.parametrize(
    ("body", "outcome", "hint"),
    [
        (
            "CSC",
            "approved",
            "It is for the Change Board, the Authority, the Secretary of State or the SEC Panel. "
            "The Change Sub-Committee may reach “Ready for conversion”.",
        ),
        (
            "Panel",
            "ready_for_conversion",
            "It is for the Change Sub-Committee. The SEC Panel may reach “Converted to a Modification Proposal”, ",
        ),
        ("TABASC", "approved", "The Technical Architecture and Business Architecture Sub-Committee decides nothing"),
    ],
)
def test_a_body_that_may_not_reach_the_outcome_is_refused_with_those_that_may(body, outcome, hint):
    no = refused("record_decision", _from=VOTE, body=body, proposal="MP077", outcome=outcome)
    assert (no.code, no.facts["field"]) == ("decisions.not_theirs", "outcome")
    assert hint in no.remedy


@pytest.mark.inventory("G08", partial="who decides follows from the path; referral comes with the process")
def test_on_another_path_the_change_board_recommends():
    do("set_path", _from="2020-06-01", proposal="MP077", path="authority_determined")
    no = refused("record_decision", _from=VOTE, **APPROVED)
    assert (no.code, no.facts["path"]) == ("decisions.other_path", "Authority Determined")
    assert no.remedy == (
        "Record “Recommended to the Authority for approval” or “Recommended to the Authority for rejection”, or "
        "correct the path to Self-Governance from before the decision."
    )
    do("record_decision", _from=VOTE, outcome="recommended_approval", **CB)
    do("record_decision", _from="2021-03-30", body="Ofgem", proposal="MP077", outcome="approved")
    assert queries.decision(lens(), "authority-2021-03-30-0077-approved").path == ""


@pytest.mark.inventory("G03", "G04", partial="outcomes with their objectives and cost approvals; votes come later")
@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        ("approved", "The Change Board approved MP077 under Self-Governance on 24 February 2021."),
        ("rejected", "The Change Board rejected MP077 under Self-Governance on 24 February 2021."),
        (
            "ia_cost_approved",
            "The Change Board approved the cost of an Impact Assessment of MP077 on 24 February 2021.",
        ),
    ],
)
def test_on_the_path_self_governance_the_change_board_decides(outcome, words):
    do("set_path", _from="2020-06-01", proposal="MP077", path="self_governance")
    plan = preview("record_decision", VOTE, **{**APPROVED, "outcome": outcome})
    assert [event.body.in_words() for event in plan.events] == [words]


def test_the_panel_approves_what_is_fast_track_only():
    about = {"body": "panel", "proposal": "MP077", "outcome": "approved"}
    no = refused("record_decision", _from="2021-03-12", **about)
    assert (no.code, no.facts["flag"]) == ("decisions.no_flag", "Fast-Track")
    do("set_flag", _from="2021-03-01", proposal="MP077", flag="fast_track")
    assert do("record_decision", _from="2021-03-12", **about)


@pytest.mark.parametrize(
    ("second", "code"),
    [
        ({}, "decisions.twice"),
        ({"when": "February 2021"}, "decisions.twice"),
        ({"outcome": "rejected"}, "decisions.twice"),
        ({"outcome": "recommended_approval"}, "decisions.twice"),
        ({"body": "authority"}, None),
        ({"outcome": "ia_cost_approved"}, None),
        ({"when": "20 January 2021"}, None),
    ],
)
def test_the_same_decision_or_its_contrary_on_one_day_is_refused(second, code):
    do("record_decision", _from=VOTE, **APPROVED)
    if code is None:
        assert do("record_decision", _from=VOTE, **{**APPROVED, **second})
        return
    no = refused("record_decision", _from="2021-03-05", **{"when": "24 February 2021", **APPROVED, **second})
    assert (no.code, no.kind) == (code, Kind.CONFLICT)
    assert KEY in no.problem


def test_odd_days_and_stages_are_warned_of_and_never_refused():
    do("set_status", _from="2021-01-01", proposal="MP077", status="refinement_process", profile="2018")
    plan = preview("record_decision", "2021-02-27", **APPROVED)
    assert [warning.split(" is ")[0] for warning in plan.warnings[:2]] == ["Saturday 27 February 2021"] * 2
    assert plan.warnings[2] == "MP077 stood in Refine; this is usually decided on a proposal in Opine."


@pytest.mark.parametrize(
    ("data", "code", "field"),
    [
        ({"proposal": "MP999"}, "register.unknown_proposal", "proposal"),
        ({"body": "Chnge Board"}, "people.unknown_word", "body"),
        ({"outcome": "aproved"}, "decisions.unknown_outcome", "outcome"),
        ({"objectives": ["z"]}, "register.unknown_word", "objectives"),
        ({"review": {"to": "Change Board", "about": "x"}}, "decisions.own_review", "review"),
        ({"review": {"to": "Panl", "about": "x"}}, "people.unknown_word", "review"),
        ({"review": {"to": "Panel", "about": "x", "meeting": "2021-02-23"}}, "decisions.review_before", "review"),
        ({"review": {"to": "Panel", "about": ""}}, "kernel.bad_field", "review.about"),
        ({"vote": "5 to 3"}, "kernel.bad_field", "vote"),
    ],
)
def test_what_cannot_be_recorded_is_refused_at_its_field(data, code, field):
    no = refused("record_decision", _from=VOTE, **{**APPROVED, **data})
    assert (no.code, no.facts["field"]) == (code, field)


def test_who_may_not_is_refused():
    with pytest.raises(Refused) as caught:
        do("record_decision", _by="public", _from=VOTE, **APPROVED)
    assert caught.value.first.code == "kernel.not_allowed"


def test_a_decision_before_the_conversion_names_the_draft_proposal():
    registered("DP096", "DNO Power Outage Alerts", "2020-01-07", profile="2018", status="draft_proposal")
    do("convert_proposal", _from="2021-03-12", proposal="DP096")
    plan = preview("record_decision", "2021-02-23", body="CSC", proposal="MP096", outcome="ready_for_conversion")
    assert plan.events[0].body.in_words() == (
        "The Change Sub-Committee found DP096 ready for conversion to a Modification Proposal on 23 February 2021."
    )
    assert plan.warnings == ()


# --- withdrawing -----------------------------------------------------------------


def test_a_wrong_record_is_withdrawn_and_the_right_one_takes_its_place():
    do("record_decision", _from=VOTE, _known="2021-03-05", **APPROVED)
    assert do("withdraw_decision", _known="2021-03-10", decision=KEY.replace("0077", "MP077"), reason="Misread.") == {
        "decision": KEY,
        "number": "MP077",
    }
    assert told(known="2021-03-09") == [(KEY, day_of(date(2021, 2, 24)))]
    assert told(known="2021-03-10") == []
    assert queries.of_proposal(lens(), "0077") == ()
    no = refused("withdraw_decision", decision=KEY, reason="Again")
    assert (no.code, no.kind, no.remedy) == (
        "decisions.unknown",
        Kind.NOT_FOUND,
        "It was withdrawn. Record the decision anew.",
    )
    assert do("record_decision", _from=VOTE, **APPROVED)["decision"] == f"{KEY}-2"
    assert do("withdraw_decision", decision=f"{KEY}-2", reason="Misread") == {"decision": f"{KEY}-2", "number": "MP077"}


def test_an_unknown_decision_is_refused_with_the_nearest():
    do("record_decision", _from=VOTE, **APPROVED)
    no = refused("withdraw_decision", decision="change_board-2021-02-24-0077-aproved", reason="x")
    assert no.remedy == f"Did you mean {KEY}?"
    assert refused("withdraw_decision", decision="nothing", reason="x").remedy.startswith("Look for it")


# --- reviews ---------------------------------------------------------------------


def test_a_review_is_asked_for_and_settled():
    do("record_decision", _from=VOTE, **APPROVED)
    do("ask_review", decision=KEY, to="Panel", about="the implementation date", meeting="2021-03-12")
    assert [one.key for one in queries.open_reviews(lens(VOTE))] == [KEY]
    do("settle_review", _from="2021-03-12", decision=KEY, proposal="MP77", outcome="It stays in November 2021.")
    assert [one.key for one in queries.open_reviews(lens("2021-03-11"))] == [KEY]
    assert queries.open_reviews(lens("2021-03-12")) == ()
    review = queries.decision(lens("2021-03-12"), KEY).review
    assert (review.is_settled, review.outcome, review.settled_on, review.about) == (
        True,
        "It stays in November 2021.",
        date(2021, 3, 12),
        "the implementation date",
    )


def test_a_review_that_is_settled_on_the_very_day_is_settled():
    do("record_decision", _from=VOTE, review={"to": "Panel", "about": "the date"}, **APPROVED)
    plan = preview("settle_review", VOTE, decision=KEY, outcome="Nothing changes.")
    assert plan.events[0].body.in_words() == (
        "The SEC Panel reviewed the date: Nothing changes. (The Change Board approved MP077 under Self-Governance on "
        "24 February 2021.)"
    )
    do("settle_review", _from=VOTE, decision=KEY, outcome="Nothing changes.")
    assert queries.decision(lens(VOTE), KEY).review.is_settled


@pytest.mark.parametrize(
    ("act", "day", "data", "code", "field"),
    [
        ("ask_review", VOTE, {"to": "Panel", "about": "again"}, "decisions.review_there", "decision"),
        ("settle_review", "2021-02-23", {"outcome": "x"}, "decisions.review_before", "effective"),
        ("settle_review", "2999-02-23", {"outcome": "x"}, "decisions.not_yet", "effective"),
        ("settle_review", "2021-03-12", {"outcome": "x", "proposal": "MP139"}, "decisions.unknown", "proposal"),
    ],
)
def test_what_does_not_fit_a_review_is_refused(act, day, data, code, field):
    registered("MP139", "Another", "2020-08-18")
    do("record_decision", _from=VOTE, review={"to": "Panel", "about": "the date"}, **APPROVED)
    no = refused(act, _from=day, decision=KEY, **data)
    assert (no.code, no.facts["field"]) == (code, field)


def test_a_review_is_asked_for_before_it_is_settled_and_settled_once():
    do("record_decision", _from=VOTE, **APPROVED)
    no = refused("settle_review", _from="2021-03-12", decision=KEY, outcome="x")
    assert (no.code, no.facts["what"]) == ("decisions.review_there", "no review was asked for with it")
    assert refused("ask_review", decision=KEY, to="CB", about="x").code == "decisions.own_review"
    no = refused("ask_review", decision=KEY, to="Panel", about="x", meeting="2021-02-01")
    assert (no.code, no.facts["field"]) == ("decisions.review_before", "meeting")
    do("ask_review", decision=KEY, to="Panel", about="the date")
    do("settle_review", _from="2021-03-12", decision=KEY, outcome="Done")
    no = refused("settle_review", _from="2021-03-13", decision=KEY, outcome="x")
    assert (no.code, no.kind, no.facts["what"]) == (
        "decisions.review_there",
        Kind.CONFLICT,
        "its review is settled already",
    )


# --- what is put to a body -------------------------------------------------------

PUT = {"body": "Panel", "proposal": "MP077", "meeting": "2021-03-12"}


def put(day, **which):
    return [(one.number, one.meeting, one.asks) for one in queries.presented(lens(day), body="panel", **which)]


def test_a_proposal_is_put_to_a_meeting_and_taken_off_it():
    do("put_to_body", _from="2021-03-05", asks=["self_governance", "To the Report Phase"], **PUT)
    asked = ("to_report_phase", "self_governance")
    assert put("2021-03-04") == []
    assert put("2021-03-05") == [("MP077", date(2021, 3, 12), asked)]
    do("put_to_body", _from="2021-03-08", asks=["derogation"], **PUT)
    assert put("2021-03-08") == [("MP077", date(2021, 3, 12), ("derogation",))]
    do("take_from_body", _from="2021-03-09", reason="Not ready", **PUT)
    assert put("2021-03-09") == []
    assert put("2021-03-05", meeting=date(2021, 3, 12)) == [("MP077", date(2021, 3, 12), asked)]
    assert put("2021-03-05", meeting=date(2021, 3, 19)) == []


def test_what_is_put_is_said_as_a_paper_asks_for_it():
    plan = preview("put_to_body", "2021-03-05", asks=["report_approved"], **PUT)
    (event,) = plan.events
    assert (event.stream, event.body.in_words()) == (
        "proposal:0077",
        "MP077 is put to the SEC Panel on 12 March 2021: APPROVE the Modification Report.",
    )
    assert plan.warnings == ()
    odd = preview("put_to_body", "2021-03-05", asks=["report_approved"], **{**PUT, "meeting": "2021-03-15"})
    assert "off the pattern" in odd.warnings[0]


@pytest.mark.parametrize(
    ("act", "data", "code", "field"),
    [
        ("put_to_body", {"asks": ["approved"]}, "", ""),
        ("put_to_body", {"asks": ["ready_for_conversion"]}, "decisions.not_theirs", "asks"),
        ("put_to_body", {"asks": ["nonsense"]}, "decisions.unknown_outcome", "asks"),
        ("put_to_body", {"asks": []}, "kernel.bad_field", "asks"),
        ("put_to_body", {"asks": ["derogation"], "meeting": "2021-03-04"}, "decisions.past_meeting", "meeting"),
        ("take_from_body", {"reason": "x"}, "decisions.not_presented", "meeting"),
    ],
)
def test_what_cannot_be_put_or_taken_off_is_refused(act, data, code, field):
    if not code:
        assert do(act, _from="2021-03-05", **{**PUT, **data})
        return
    no = refused(act, _from="2021-03-05", **{**PUT, **data})
    assert (no.code, no.facts["field"]) == (code, field)


def test_the_history_of_the_proposal_tells_what_was_put():
    do("put_to_body", _from="2021-03-05", asks=["derogation"], **PUT)
    do("take_from_body", _from="2021-03-09", reason="Not ready", **PUT)
    assert [line.what for line in register.history(lens(), "MP077")][-2:] == [
        "MP077 is put to the SEC Panel on 12 March 2021: AGREE the derogation.",
        "MP077 is not put to the SEC Panel on 12 March 2021 after all: Not ready.",
    ]
