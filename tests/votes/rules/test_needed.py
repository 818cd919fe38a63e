"""What a vote still needs, checked against what happens when it gets that."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from codeclerk.votes.rules.needed import Outlook, still_needed
from codeclerk.votes.rules.tally import tally
from codeclerk.votes.rules.values import Choice, Outcome, Position
from tests.votes.rules.made import LARGE, NETWORK, OPENED, SMALL, rule, said, voters, votes

BOARD = [*voters("large", 4), *voters("small", 3), *voters("network", 3)]
GROUPED = rule(LARGE, SMALL, NETWORK)


@pytest.mark.parametrize(
    ("made", "positions", "outlook", "words"),
    [
        (
            GROUPED,
            {},
            Outlook.OPEN,
            "It still takes 1 more vote in favour, such as 1 of Large Suppliers, if nobody votes against.",
        ),
        (
            GROUPED,
            {"in_favour": "large-1", "against": "small-1 network-1 network-2"},
            Outlook.OPEN,
            "It still takes 2 more votes in favour, such as 2 of Small Suppliers, if nobody votes against.",
        ),
        (GROUPED, {"in_favour": "large-1"}, Outlook.CARRIES, "It carries as it stands; votes to come can change that."),
        (
            GROUPED,
            {"in_favour": "large-1 large-2 large-3 small-1 small-2"},
            Outlook.CERTAIN,
            "It carries, whatever those say who have not voted.",
        ),
        (
            GROUPED,
            {"against": "large-1 large-2 small-1 small-2"},
            Outlook.LOST,
            "It cannot carry any more unless somebody changes a position.",
        ),
        (
            rule(LARGE, SMALL, NETWORK, quorum=3),
            {"in_favour": "large-1"},
            Outlook.OPEN,
            "It still takes 2 more positions for the quorum if nobody votes against.",
        ),
    ],
)  # fmt: skip
def test_what_is_still_needed_is_said(made, positions, outlook, words):
    found = still_needed(made, BOARD, said(**positions))
    assert (found.outlook, found.words) == (outlook, words)


def more(group: str, seats: list[str], choice: Choice, number: int) -> list[Position]:
    return [Position(seat=seat, choice=choice, at=OPENED) for seat in seats[:number]]


@settings(max_examples=50)
@given(votes())
def test_what_is_said_to_carry_it_does_and_one_less_does_not(vote):
    made, electorate, positions = vote
    found = still_needed(made, electorate, positions)
    count = tally(made, electorate, positions)
    weight = {one.seat: one.weight for one in electorate}
    silent = {one.id: sorted(one.silent, key=lambda seat: -weight[seat]) for one in count.groups}
    every = [seat for seats in silent.values() for seat in seats]
    all_for, all_against = (
        tally(made, electorate, [*positions, *more("", every, choice, len(every))]).outcome
        for choice in (Choice.IN_FAVOUR, Choice.AGAINST)
    )
    if found.outlook is Outlook.CERTAIN:
        assert Outcome.CARRIED is all_for is all_against is count.outcome
    elif found.outlook is Outlook.LOST:
        assert all_for is not Outcome.CARRIED
    elif found.outlook is Outlook.CARRIES:
        assert count.outcome is Outcome.CARRIED
    elif found.votes and not found.more_voters:
        extra = [one for id, n in found.votes.items() for one in more(id, silent[id], Choice.IN_FAVOUR, n)]
        assert tally(made, electorate, [*positions, *extra]).outcome is Outcome.CARRIED
        assert count.outcome is not Outcome.CARRIED
