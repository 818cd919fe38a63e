"""The acts on votes: what each one records, and what it refuses."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from codeclerk.decisions import queries as decisions
from codeclerk.kernel import bus, clock
from codeclerk.kernel.calendar import format_date
from codeclerk.kernel.models import Event, PrivateRecord
from codeclerk.kernel.tick import tick
from codeclerk.kernel.verify import verify
from codeclerk.people.queries import memberships_as_at
from codeclerk.progression.queries import state_of, steps_of
from codeclerk.votes import find
from codeclerk.votes.clock import forget
from codeclerk.votes.commands import opening
from codeclerk.votes.electorate import Electorate
from codeclerk.votes.events import Speaker
from codeclerk.votes.models import PositionRow, VoteMark
from codeclerk.votes.rules.archive import recount
from codeclerk.votes.rules.standing import Standing, moment_words
from codeclerk.votes.rules.values import Choice, Outcome, Voter
from tests.register.support import do, lens, person, refused, registered
from tests.support.records import loaded_once
from tests.votes.support import (
    AGAINST,
    BECAUSE,
    CLERK,
    KEY,
    SEATS,
    board,
    cast,
    counted,
    later,
    opened,
    role,
)

loaded = loaded_once(board)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]
WON = {"large_1": "in_favour", "small_1": "in_favour", "network_1": "against", "other_1": "abstain"}


def now(key: str = KEY):
    return find.vote(key, clock.now())


def closes(days: int = 7):
    return clock.today() + timedelta(days=days)


def no(act: str, who: str = CLERK, **data):
    return refused(act, who, **({"vote": KEY} | data))


# --- opening -------------------------------------------------------------------


def test_a_vote_is_opened_with_its_question_rule_and_voters():
    assert opened(meeting=closes(6)) == KEY
    vote = now("MP303-change_board-1")
    assert (vote.standing, vote.named) == (Standing.OPEN, "the vote of the Change Board on MP303")
    assert (vote.question.carried, vote.question.lost) == ("approve_self_governance", "reject_self_governance")
    assert [one.name for one in vote.voters] == list(SEATS.values())
    assert [one.id for one in vote.rule.groups] == [
        "large_supplier", "small_supplier", "network", "other_sec_party", "ungrouped"
    ]  # fmt: skip
    assert vote.voters[-1].group == "ungrouped"
    assert (vote.rule.sure, vote.rationale) == ("unverified", "required")
    assert moment_words(vote.times.closes_at) == f"{format_date(closes())}, 17:00"
    assert vote.meeting == closes(6)


def test_opening_warns_of_what_is_in_doubt():
    sunday = closes(7 + (6 - clock.today().weekday()) % 7)
    plan = bus.preview("open_vote", {"proposal": "MP303", "closes": sunday}, actor=CLERK)
    said = " ".join(plan.warnings)
    assert "How it is counted is not confirmed by a source." in said
    assert "Vacant, and without a vote: Small Supplier 3, Network Party 2" in said
    assert "Of no category, and so a group of its own: Consumer body." in said
    assert "which is no Working Day." in said
    assert sorted(one.to for one in plan.notices) == sorted(f"person:{who}" for who in SEATS)
    assert plan.notices[0].subject.startswith("Vote of the Change Board on MP303: open until")
    assert plan.events[0].body.in_words().startswith("The vote of the Change Board on MP303 opens for 7 voters")
    assert not Event.objects.filter(stream__startswith="vote").exists()


def test_the_electorate_is_frozen_when_it_opens():
    opened()
    do("end_membership", "system:install", membership=_membership("large-2"), last_day=clock.today())
    role("late", "Pseudonym Latecomer", "committee_member", body="change_board", seat="Small Supplier 3")
    assert len(now().voters) == len(SEATS)
    assert no("cast_position", "person:late", choice="abstain").code == "votes.no_vote"


def test_alternatives_are_voted_on_separately():
    registered("MP304", "Another way", "2021-01-04", status="change_board", path="self_governance")
    do("link_proposals", proposal="MP304", kind="alternative_to", to="MP303", _from="2021-01-05")
    first = bus.preview("open_vote", {"proposal": "MP303", "closes": closes()}, actor=CLERK)
    assert "The alternative MP304 is voted on separately." in first.warnings
    opened()
    assert do("open_vote", CLERK, proposal="MP304", closes=closes())["vote"] == "0304-change_board-1"


def test_a_vote_opens_where_the_process_has_it_only():
    registered("MP305", "Not yet", "2021-01-04", status="refinement_process", path="self_governance")
    fee = refused("open_vote", CLERK, proposal="MP305", closes=closes())
    assert (fee.code, "Preliminary Assessment" in fee.problem) == ("votes.not_now", True)
    registered("MP306", "Over", "2021-01-04", status="implemented", path="self_governance")
    over = refused("open_vote", CLERK, proposal="MP306", closes=closes())
    assert (over.code, "it is in the status Implemented" in over.problem) == ("votes.not_now", True)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ({"closes_at": "25:00"}, "votes.clock"),
        ({"question": "no such step"}, "votes.which_question"),
        ({"proposal": "MP999"}, "register.unknown_proposal"),
        ({"weights": ("north: 2",)}, "votes.weight"),
    ],
)
def test_what_cannot_be_opened_is_refused(data, code):
    assert refused("open_vote", CLERK, **{"proposal": "MP303", "closes": closes(), **data}).code == code


def test_a_vote_does_not_close_in_the_past_or_before_it_opens():
    past = refused("open_vote", CLERK, proposal="MP303", closes=closes(-1))
    assert (past.code, past.remedy) == ("votes.closing_time", "Choose a later day or hour.")
    early = refused("open_vote", CLERK, proposal="MP303", closes=closes(1), opens=closes(3))
    assert early.code == "votes.closing_time"


def test_a_body_votes_once_on_a_question():
    opened()
    again = refused("open_vote", CLERK, proposal="MP303", closes=closes())
    assert (again.code, KEY in again.problem) == ("votes.open_already", True)
    do("withdraw_vote", CLERK, vote=KEY, reason="It was opened too early.")
    assert opened() == "0303-change_board-2"


def test_only_who_runs_votes_opens_one():
    for who in ("person:large-1", "person:contact"):
        assert refused("open_vote", who, proposal="MP303", closes=closes()).code == "kernel.not_allowed"


def test_a_vote_that_opens_later_takes_no_position_before(monkeypatch):
    opened(opens=closes(2))
    assert now().standing is Standing.TO_OPEN
    early = no("cast_position", "person:large-1", choice="abstain")
    assert (early.code, "opens on" in early.problem) == ("votes.not_yet_open", True)
    later(monkeypatch, 3)
    cast("large-1", "abstain")


# --- voting --------------------------------------------------------------------


def test_a_position_can_be_changed_until_the_close_and_earlier_ones_are_kept():
    opened()
    cast("large-1", "against")
    cast("large-1", "in_favour")
    vote = now()
    assert vote.stands["large_supplier-1"].position.choice is Choice.IN_FAVOUR
    assert [one.position.choice for one in vote.earlier("large_supplier-1")] == [Choice.AGAINST]
    assert vote.stands["large_supplier-1"].rationale == {"a": "It keeps meters working together."}
    assert len(vote.silent) == len(SEATS) - 1


def test_a_vote_after_the_close_is_refused_and_changes_nothing(monkeypatch):
    opened()
    cast("large-1")
    before = now().tally()
    later(monkeypatch)
    late = no("cast_position", "person:large-1", choice="against", rationale=AGAINST)
    assert late.code == "votes.not_open"
    assert "is closed, not counted: it closed on" in late.problem
    assert no("record_position", seat="Small Supplier 1", choice="abstain", given_as="e-mail").code == "votes.not_open"
    assert no("declare_vote_interest", "person:small-1", words="Ours").code == "votes.not_open"
    assert now().tally() == before


def test_who_has_no_vote_is_not_told_whether_it_is_counted(monkeypatch):
    counted(monkeypatch, **WON)
    for act, data in (
        ("cast_position", {"choice": "abstain"}),
        ("appoint_alternate", {"person": "friend"}),
        ("declare_vote_interest", {"words": "Ours"}),
    ):
        assert no(act, "person:contact", **data).code == "votes.no_vote"


def test_who_votes_in_favour_or_against_gives_reasons():
    opened()
    told = no("cast_position", "person:large-1", choice="against")
    assert (told.code, "no reason is given for a position against" in told.problem) == ("votes.no_reasons", True)
    cast("large-1", "abstain")
    twice = no("cast_position", "person:small-1", choice="against", rationale=(*AGAINST, *AGAINST))
    assert twice.code == "votes.reason_twice"
    other = no("cast_position", "person:small-1", choice="against", rationale=("z: It is dear.",))
    assert other.code == "register.unknown_word"


def test_an_alternate_who_was_named_in_time_votes_and_a_late_one_does_not(monkeypatch):
    opened()
    assert no("cast_position", "person:friend", choice="abstain").code == "kernel.not_allowed"
    do("appoint_alternate", "person:large-1", vote=KEY, person="friend")
    cast("friend", "against")
    said = now().stands["large_supplier-1"]
    assert (said.how, said.by) == (PositionRow.ALTERNATE, "person:friend")
    person("tardy", "Pseudonym Tardy")
    assert no("appoint_alternate", "person:friend", person="tardy").code == "votes.not_the_member"
    assert no("appoint_alternate", "person:small-1", person="tardy", seat="Large Supplier 1").code == "votes.which_seat"
    later(monkeypatch)
    late = no("appoint_alternate", "person:small-1", person="tardy")
    assert (late.code, "later ones change nothing" in late.rule) == ("votes.not_open", True)


def test_nobody_votes_for_two_seats():
    opened()
    two = no("appoint_alternate", "person:large-1", person="small-1")
    assert (two.code, "Small Supplier 1, Large Supplier 1" in two.problem) == ("votes.two_seats", True)
    do("appoint_alternate", CLERK, vote=KEY, person="friend", seat="Large Supplier 1")
    again = no("appoint_alternate", person="friend", seat="Small Supplier 1")
    assert again.code == "votes.two_seats"
    assert no("appoint_alternate", person="friend", seat="Large Supplier 1").code == "votes.no_alternate"


def test_a_standing_alternate_votes_in_the_place_of_the_member():
    do("give_membership", "system:install", _from="2020-01-01", person="friend", role="alternate",
       body="change_board", alternate_for=_membership("large-1"))  # fmt: skip
    opened()
    cast("friend", "abstain")
    assert now().stands["large_supplier-1"].how == PositionRow.ALTERNATE


def _membership(who: str) -> str:
    return memberships_as_at(lens(), person=who)[0].key


def test_a_person_who_holds_two_seats_stops_the_opening(monkeypatch):
    twice = Electorate(
        tuple(Voter(seat=one, name=one, group="network") for one in ("s-1", "s-2")),
        tuple(Speaker(seat=one, person="p", role="member") for one in ("s-1", "s-2")),
        (),
    )
    monkeypatch.setattr(opening, "electorate", lambda *_: twice)
    assert refused("open_vote", CLERK, proposal="MP303", closes=closes()).code == "votes.two_seats"


def test_who_has_no_vote_is_refused():
    opened()
    told = no("cast_position", "person:contact", choice="abstain")
    assert (told.code, told.kind.value) == ("votes.no_vote", "forbidden")
    unknown = no("record_position", seat="Nobody", choice="abstain", given_as="e-mail")
    assert (unknown.code, "Large Supplier 1" in unknown.remedy) == ("votes.which_seat", True)
    assert no("cast_position", "person:large-1", vote="0303-change_board-7", choice="abstain").code == "votes.unknown"


def test_the_secretariat_records_a_position_that_was_given_at_the_meeting():
    opened()
    do("record_position", CLERK, vote=KEY, seat="small supplier 1", choice="in_favour", rationale=BECAUSE,
       given_as="At the meeting")  # fmt: skip
    said = now().stands["small_supplier-1"]
    assert (said.how, said.given_as, said.by) == (PositionRow.RECORDED, "At the meeting", CLERK)
    assert no("record_position", "person:large-1", seat="Small Supplier 1", choice="abstain", given_as="x").code == (
        "kernel.not_allowed"
    )


def test_a_declared_interest_is_shown_and_counts_by_this_rule():
    opened()
    do("declare_vote_interest", "person:large-1", vote=KEY, words="We sell the devices.")
    cast("large-1")
    vote = now()
    assert vote.interests == {"large_supplier-1": "We sell the devices."}
    assert vote.stands["large_supplier-1"].position.interest
    assert vote.tally().groups[0].in_favour == ("large_supplier-1",)


def test_reasons_are_private_and_can_be_erased_while_the_position_stays():
    opened()
    cast("large-1")
    do("declare_vote_interest", "person:large-1", vote=KEY, words="We sell the devices.")
    log = json.dumps(list(Event.objects.filter(stream__startswith="vote-seat:").values_list("payload", flat=True)))
    assert "meters working" not in log
    assert "sell the devices" not in log
    do("give_membership", "system:install", _from="2020-01-01", person="friend", role="operator")
    do("erase_vote_reasons", "person:friend", vote=KEY, seat="large_supplier-1")
    said = now().stands["large_supplier-1"]
    assert (said.position.choice, said.rationale, now().interests) == (Choice.IN_FAVOUR, {}, {"large_supplier-1": ""})
    assert not PrivateRecord.objects.filter(subject__startswith="vote-seat:").exclude(body="").exists()


def test_what_an_erased_person_wrote_is_erased_and_nothing_else():
    do("give_membership", "system:install", _from="2020-01-01", person="friend", role="alternate",
       body="change_board", alternate_for=_membership("large-1"))  # fmt: skip
    opened()
    cast("large-1")
    cast("friend", "against")
    cast("small-1")
    do("declare_vote_interest", "person:small-1", vote=KEY, words="We sell the devices.")
    do(
        "record_position",
        CLERK,
        vote=KEY,
        seat="Small Supplier 1",
        choice="against",
        rationale=AGAINST,
        given_as="Mail",
    )
    assert forget(clock.now()) == "0 erased"
    seat = {"vote": KEY, "seat": "small_supplier-1"}
    assert refused("erase_vote_reasons", "system:tick", **seat).code == "kernel.not_allowed"
    for who in ("friend", "small-1"):
        for one in memberships_as_at(lens(), person=who):
            do("end_membership", "system:install", membership=one.key, last_day=clock.today() - timedelta(days=1))
        do("erase_person", "system:install", person=who)
    assert forget(clock.now()) == "2 erased"
    assert forget(clock.now()) == "0 erased"
    said = [(one.by, dict(one.rationale)) for one in now().said]
    assert said == [
        ("person:large-1", {"a": "It keeps meters working together."}), ("person:friend", {}), ("person:small-1", {}),
        (CLERK, {}),
    ]  # fmt: skip
    assert now().interests == {"small_supplier-1": ""}
    kept = PrivateRecord.objects.filter(subject__startswith="vote-seat:").exclude(body="").get()
    assert "meters working" in kept.body
    assert verify().is_sound


# --- the end -------------------------------------------------------------------


def test_an_early_close_takes_a_reason():
    opened()
    assert no("close_vote").code == "votes.early_close"
    assert no("close_vote", "system:tick", reason="It is late.").code == "votes.early_close"
    do("close_vote", CLERK, vote=KEY, reason="Everybody has voted.")
    assert now().standing is Standing.CLOSED
    assert no("cast_position", "person:large-1", choice="abstain").code == "votes.not_open"
    assert no("close_vote").code == "votes.standing"


def test_the_clock_closes_votes_whose_time_is_over(monkeypatch):
    opened()
    assert "closed 0" in str(tick(clock.now()))
    later(monkeypatch)
    assert "closed 1" in str(tick(clock.now()))
    assert VoteMark.objects.get().by == "system:tick"
    assert "closed 0" in str(tick(clock.now()))


def test_the_count_is_kept_with_its_proof_and_counted_again_it_is_the_same(monkeypatch):
    opened()
    assert no("count_vote").code == "votes.standing"
    do("withdraw_vote", CLERK, vote=KEY, reason="Once more.")
    monkeypatch.undo()
    key = opened()
    for who, choice in WON.items():
        cast(who.replace("_", "-"), choice, key)
    later(monkeypatch)
    assert do("count_vote", CLERK, vote=key)["outcome"] == "carried"
    assert do("count_vote", CLERK, vote=key)["outcome"] == "carried"
    assert VoteMark.objects.filter(did="counted").count() == 1
    vote = now(key)
    assert vote.recorded == vote.tally()
    assert vote.recorded.outcome is Outcome.CARRIED
    assert vote.recorded.objectives == ("a",)
    assert recount(vote.archive(vote.recorded)).agrees
    mark = VoteMark.objects.get(did="counted")
    assert json.loads(mark.detail)["archive"] == vote.archive(vote.recorded).sha256
    assert no("count_vote", vote=key, casting="against").code == "votes.no_tie"


@pytest.mark.inventory("G03", "G04", "G05")
def test_a_published_vote_records_the_decision_its_objectives_and_the_step(monkeypatch):
    do("record_decision", body="change_board", proposal="MP303", outcome="ia_cost_approved")
    key = counted(monkeypatch, **WON)
    answer = do("publish_vote", CLERK, vote=key)
    cost, decided = decisions.of_proposal(lens(), "0303")
    assert (cost.body, cost.outcome, cost.objectives) == ("change_board", "ia_cost_approved", ())
    assert (decided.body, decided.outcome, decided.objectives) == ("change_board", "approved", ("a",))
    assert "It is carried in 2 of 3 groups that voted (Large Suppliers, Small Suppliers)" in decided.note
    state = state_of(lens(), "0303")
    assert state.standing.status == "pending_implementation"
    assert answer["step"].startswith("approve_self_governance-")
    vote = now(key)
    assert (vote.standing, vote.step) == (Standing.PUBLISHED, answer["step"])
    taken = steps_of(lens(), "0303")[-1]
    assert KEY in str(taken.shown)


@pytest.mark.inventory("G08", "G09")
def test_a_self_governance_decision_opens_the_referral_window_and_a_referral_is_tracked(monkeypatch):
    do("publish_vote", CLERK, vote=counted(monkeypatch, **WON))
    state = state_of(lens(), "0303")
    (window,) = (one for one in state.running if one.clock == "referral")
    assert window.deadline.working_days == 10
    assert window.deadline.trigger_date == clock.today()
    do("take_step", CLERK, proposal="MP303", step="refer", reason="A Party refers the decision.")
    assert "refer" in [one.step for one in steps_of(lens(), "0303")]


@pytest.mark.inventory("G06")
def test_a_review_is_asked_of_the_panel_with_the_vote(monkeypatch):
    key = counted(monkeypatch, **WON)
    meeting = closes(14)
    half = no("publish_vote", vote=key, review_by="SEC Panel")
    assert (half.code, half.facts["field"]) == ("votes.no_review", "review_of")
    own = no("publish_vote", vote=key, review_by="Change Board", review_of="The date")
    assert own.code == "decisions.own_review"
    past = no("publish_vote", vote=key, review_by="Panel", review_of="The date", review_on=closes(-9))
    assert past.code == "decisions.review_before"
    do("publish_vote", CLERK, vote=key, review_by="Panel", review_of="The implementation date", review_on=meeting)
    (asked,) = decisions.open_reviews(lens())
    assert (asked.number, asked.review.to, asked.review.meeting) == ("MP303", "panel", meeting)
    assert asked.review.about == "The implementation date"


@pytest.mark.inventory("G04")
def test_what_is_not_carried_is_rejected(monkeypatch):
    do("publish_vote", CLERK, vote=counted(monkeypatch, large_1="against", small_1="against"))
    (decided,) = decisions.of_proposal(lens(), "0303")
    assert (decided.outcome, decided.objectives) == ("rejected", ("g",))


def test_a_vote_without_a_vote_is_published_and_moves_nothing(monkeypatch):
    do("publish_vote", CLERK, vote=counted(monkeypatch, large_1="abstain"))
    assert decisions.of_proposal(lens(), "0303") == ()
    assert state_of(lens(), "0303").standing.status == "change_board"


def test_it_is_decided_now_and_published_later(monkeypatch):
    key = counted(monkeypatch, **WON)
    decided_on = clock.today()
    later(monkeypatch, 20)
    assert decisions.of_proposal(lens(), "0303") == ()
    do("publish_vote", CLERK, _from=decided_on, vote=key)
    (decided,) = decisions.of_proposal(lens(), "0303")
    assert decided.when.first == decided_on


def test_the_step_of_a_vote_that_runs_is_not_taken_by_itself(monkeypatch):
    opened()
    told = refused("take_step", CLERK, proposal="MP303", step="approve_self_governance", reason="They voted.")
    assert (told.code, KEY in told.problem) == ("progression.vote_runs", True)
    do("withdraw_vote", CLERK, vote=KEY, reason="It was held by show of hands.")
    plan = bus.preview(
        "take_step", {"proposal": "MP303", "step": "approve_self_governance", "reason": "They voted."}, actor=CLERK
    )
    assert any("a vote that was not held here is shown in a paper" in one for one in plan.warnings)
    shown = ("voted: minutes of the Change Board",)
    do("take_step", CLERK, proposal="MP303", step="approve_self_governance", reason="They voted.", shown=shown)


def test_a_closed_vote_is_opened_again_with_a_reason_until_it_is_published(monkeypatch):
    key = counted(monkeypatch, large_1="against")
    do("reopen_vote", CLERK, vote=key, closes=closes(3), reason="A member could not sign in.")
    assert (now().standing, now().recorded) == (Standing.OPEN, None)
    cast("large-1")
    later(monkeypatch, 5)
    assert do("count_vote", CLERK, vote=key)["outcome"] == "carried"
    do("publish_vote", CLERK, vote=key)
    for act, more in (("reopen_vote", {"closes": closes(3)}), ("withdraw_vote", {})):
        told = no(act, reason="Too late", **more)
        assert (told.code, "is published" in told.problem) == ("votes.standing", True)


def test_what_is_not_counted_is_not_published():
    opened()
    assert no("publish_vote").code == "votes.standing"
