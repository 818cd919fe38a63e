"""Counting: what carries, what does not, and the properties that every count has."""

from __future__ import annotations

import re
import time
from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codeclerk.votes.rules.tally import tally
from codeclerk.votes.rules.values import Choice, Outcome, Position, Result, Threshold
from tests.votes.rules.made import CLOSED, LARGE, NETWORK, OPENED, SMALL, rule, said, voters, votes

GROUPED = (LARGE, SMALL, NETWORK)
BOARD = [*voters("large", 4), *voters("small", 3), *voters("network", 3)]


def count(made, *positions, **given):
    return tally(made, BOARD, [*positions], closed_at=CLOSED, **given)


def test_a_majority_in_a_majority_of_the_groups_that_voted_carries_it():
    found = count(
        rule(*GROUPED),
        *said(in_favour="large-1 large-2 large-3 network-1", against="large-4 small-1 small-2", abstain="small-3"),
    )
    assert found.outcome is Outcome.CARRIED
    assert [one.result for one in found.groups] == [Result.CARRIED, Result.NOT_CARRIED, Result.CARRIED]
    assert found.silent == ("network-2", "network-3")
    assert found.steps == (
        "Large Suppliers: 4 voters; 3 in favour, 1 against, 0 abstained, 0 did not vote. 3 of 4 votes in favour; "
        "it takes more than 2, which is 50% of 4: carried.",
        "Small Suppliers: 3 voters; 0 in favour, 2 against, 1 abstained, 0 did not vote. 0 of 2 votes in favour; "
        "it takes more than 1, which is 50% of 2: not carried.",
        "Networks: 3 voters; 1 in favour, 0 against, 0 abstained, 2 did not vote. 1 of 1 votes in favour; "
        "it takes more than 0.5, which is 50% of 1: carried.",
        "It is carried in 2 of 3 groups that voted (Large Suppliers, Networks); it takes more than 1.5, which is 50% "
        "of 3: carried.",
        "The vote is carried.",
    )


@pytest.mark.parametrize(
    ("made", "positions", "outcome"),
    [
        pytest.param(rule(), {"in_favour": "large-1"}, Outcome.VOID, id="a voter of another group has no vote here"),
        pytest.param(rule(*GROUPED), {}, Outcome.VOID, id="nobody voted"),
        pytest.param(
            rule(*GROUPED), {"abstain": "large-1 small-1"}, Outcome.VOID, id="abstentions alone decide nothing"
        ),
        pytest.param(
            rule(*GROUPED, abstentions="against"), {"abstain": "large-1"}, Outcome.NOT_CARRIED, id="they count against"
        ),
        pytest.param(rule(*GROUPED), {"in_favour": "large-1", "against": "large-2"}, Outcome.NOT_CARRIED, id="a tie"),
        pytest.param(
            rule(*GROUPED, ties="carried"),
            {"in_favour": "large-1", "against": "large-2"},
            Outcome.CARRIED,
            id="carries",
        ),
        pytest.param(
            rule(*GROUPED, ties="chair_decides"),
            {"in_favour": "large-1", "against": "small-2"},
            Outcome.UNDECIDED,
            id="the groups are tied, and the chair has not said",
        ),
        pytest.param(rule(*GROUPED, quorum=3), {"in_favour": "large-1 small-1"}, Outcome.VOID, id="no quorum"),
        pytest.param(
            rule(*GROUPED, across="groups"), {"in_favour": "large-1"}, Outcome.NOT_CARRIED, id="of the groups asked"
        ),
        pytest.param(
            rule(*GROUPED, over=Threshold(of="groups_that_voted", all=True)),
            {"in_favour": "large-1 small-1", "against": "network-1"},
            Outcome.NOT_CARRIED,
            id="it takes every group that voted",
        ),
        pytest.param(
            rule(*GROUPED, more=65),
            {"in_favour": "large-1 large-2 large-3", "against": "large-4"},
            Outcome.CARRIED,
            id="three quarters are more than 65 of a hundred",
        ),
    ],
)
def test_outcomes(made, positions, outcome):
    assert count(made, *said(**positions)).outcome is outcome


def test_the_chair_decides_on_a_tie():
    made = rule(*GROUPED, ties="chair_decides")
    tied = said(in_favour="large-1", against="large-2")
    assert count(made, *tied, casting=Choice.IN_FAVOUR).outcome is Outcome.CARRIED
    decided = count(made, *tied, casting=Choice.AGAINST)
    assert (decided.outcome, decided.casting) == (Outcome.NOT_CARRIED, Choice.AGAINST)
    assert "On a tie the chair decides against." in decided.steps


def test_votes_count_by_their_weight_where_the_rule_says_so():
    electorate = [*voters("large", 1, weight=5), *voters("small", 3)]
    positions = said(in_favour="large-1", against="small-1 small-2 small-3")
    made = rule(within="weighted_votes")
    alike = [one.model_copy(update={"group": ""}) for one in electorate]
    assert tally(made, alike, positions).outcome is Outcome.CARRIED
    assert "5 of 8 votes by weight in favour" in tally(made, alike, positions).steps[0]
    assert tally(rule(), alike, positions).outcome is Outcome.NOT_CARRIED


def test_who_declared_an_interest_counts_unless_the_rule_says_otherwise():
    interested = Position(seat="large-1", choice=Choice.IN_FAVOUR, at=OPENED, interest=True)
    assert count(rule(*GROUPED), interested).outcome is Outcome.CARRIED
    excluded = count(rule(*GROUPED, interests="excluded"), interested)
    assert excluded.outcome is Outcome.VOID
    assert excluded.groups[0].excluded == ("large-1",)
    assert "1 not counted for an interest" in excluded.steps[0]


def test_the_last_position_stands_and_one_at_the_close_does_not_count():
    first = Position(seat="large-1", number=1, choice=Choice.AGAINST, at=OPENED)
    second = Position(seat="large-1", number=2, choice=Choice.IN_FAVOUR, at=CLOSED - timedelta(seconds=1))
    late = Position(seat="large-1", number=3, choice=Choice.AGAINST, at=CLOSED)
    assert count(rule(*GROUPED), second, first, late).outcome is Outcome.CARRIED


def test_a_voter_of_no_group_is_shown_and_not_counted():
    extra = [*BOARD, *voters("", 1)]
    found = tally(rule(*GROUPED), extra, said(in_favour="seat-1", against="large-1"))
    assert (found.outcome, found.uncounted) == (Outcome.NOT_CARRIED, ("seat-1",))
    assert "1 voter of no group gave a position, which is shown and not counted." in found.steps


def test_the_objectives_are_those_of_the_side_that_prevailed():
    for_it = Position(seat="large-1", choice=Choice.IN_FAVOUR, at=OPENED, objectives=("c", "a"))
    against = Position(seat="small-1", choice=Choice.AGAINST, at=OPENED, objectives=("g",))
    assert count(rule(LARGE, ties="carried"), for_it, against).objectives == ("a", "c")
    assert count(rule(LARGE, SMALL), for_it, against).objectives == ("g",)


@settings(max_examples=60)
@given(votes(), st.randoms(use_true_random=False))
def test_permuting_voters_and_positions_changes_nothing(vote, chance):
    made, electorate, positions = vote
    found = tally(made, electorate, positions, closed_at=CLOSED)
    chance.shuffle(electorate)
    chance.shuffle(positions)
    assert tally(made, electorate, positions, closed_at=CLOSED) == found


@settings(max_examples=60)
@given(votes(), st.sampled_from(list(Choice)), st.integers(0, 13))
def test_a_position_after_the_close_changes_nothing(vote, choice, which):
    made, electorate, positions = vote
    seat = electorate[which % len(electorate)].seat
    number = 1 + max((one.number for one in positions if one.seat == seat), default=0)
    late = Position(seat=seat, number=number, choice=choice, at=CLOSED, objectives=("g",))
    assert tally(made, electorate, [*positions, late], closed_at=CLOSED) == tally(
        made, electorate, positions, closed_at=CLOSED
    )


LINE = re.compile(r"(\d+) in favour, (\d+) against, (\d+) abstained,(?: (\d+) not counted for an interest,)? (\d+) did")
SHARE = re.compile(r"([\d.]+) of ([\d.]+) votes")


@settings(max_examples=50)
@given(votes())
def test_the_proof_recounts_by_steps_that_a_hand_can_check(vote):
    """Count heads and weights again, as a reader would with the list of positions and a pencil."""
    made, electorate, positions = vote
    found = tally(made, electorate, positions, closed_at=CLOSED)
    last = {one.seat: one for one in sorted(positions, key=lambda one: one.number) if one.at < CLOSED}
    carried = voted = 0
    for group in found.groups:
        own = [one for one in electorate if one.group == group.id]
        counts = {choice: [v for v in own if v.seat in last and last[v.seat].choice is choice] for choice in Choice}
        if made.interests == "excluded":
            counts = {choice: [v for v in those if not last[v.seat].interest] for choice, those in counts.items()}
        told = [int(one or 0) for one in LINE.search(group.words).groups()]
        assert told[:3] == [len(counts[choice]) for choice in (Choice.IN_FAVOUR, Choice.AGAINST, Choice.ABSTAIN)]
        assert sum(told) == len(own)
        weigh = (lambda v: v.weight) if made.is_weighted else (lambda v: Decimal(1))
        votes_for = sum(map(weigh, counts[Choice.IN_FAVOUR]), Decimal(0))
        counted = votes_for + sum(map(weigh, counts[Choice.AGAINST]), Decimal(0))
        if made.abstentions == "against":
            counted += sum(map(weigh, counts[Choice.ABSTAIN]), Decimal(0))
        if counted:
            assert [Decimal(one) for one in SHARE.search(group.words).groups()] == [votes_for, counted]
            enough = votes_for * 100 > made.within.more_than * counted
            if made.ties == "not_carried" or votes_for * 2 != counted:
                assert (group.result is Result.CARRIED) == enough
        voted += group.result is not Result.NONE
        carried += group.result is Result.CARRIED
    if made.across and voted:
        whole = len(found.groups) if made.across.of == "groups" else voted
        assert any(f"It is carried in {carried} of {whole} groups" in line for line in found.steps)
    ends = {Outcome.CARRIED: "is carried.", Outcome.NOT_CARRIED: "is not carried.", Outcome.VOID: "Nothing is decided"}
    assert ends.get(found.outcome, "the chair has not decided.") in found.steps[-1]


def test_two_thousand_voters_are_counted_in_less_than_a_tenth_of_a_second():
    electorate = [one for group in ("large", "small", "network") for one in voters(group, 667)]
    choices = list(Choice)
    positions = [Position(seat=v.seat, choice=choices[i % 3], at=OPENED) for i, v in enumerate(electorate)]
    took = []
    for _ in range(3):
        begun = time.perf_counter()
        found = tally(rule(*GROUPED), electorate, positions, closed_at=CLOSED)
        took.append(time.perf_counter() - begun)
    assert found.voted == 2001
    assert min(took) < 0.1
