"""Votes as values for tests: rules, voters and positions, by hand and by chance."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from codeclerk.votes.rules.values import Choice, CountRule, Group, Position, Threshold, Voter

OPENED = datetime(2021, 2, 1, 9, tzinfo=UTC)
CLOSED = datetime(2021, 2, 23, 17, tzinfo=UTC)
LARGE, SMALL, NETWORK = (
    Group(id=one, name=name)
    for one, name in (("large", "Large Suppliers"), ("small", "Small Suppliers"), ("network", "Networks"))
)
HALF = Decimal(50)
WORDS = {"id": "a_rule", "name": "A vote", "words": "Counted so.", "sure": "unverified"}


def rule(
    *groups: Group,
    within: str = "votes",
    across: str = "groups_that_voted",
    more: int = 50,
    over: Threshold | None = None,
    **given,
) -> CountRule:
    """A rule: more than half of the votes, in more than half of the groups that voted, unless said otherwise."""
    return CountRule(
        **WORDS,
        groups=groups,
        within=Threshold(of=within, more_than=Decimal(more)),
        across=(over or Threshold(of=across, more_than=HALF)) if groups else None,
        **given,
    )


def voters(group: str, number: int, weight: int = 1) -> list[Voter]:
    """So many voters of a group: `large-1`, `large-2` …"""
    return [
        Voter(seat=f"{group or 'seat'}-{one}", name=f"{group} {one}", group=group, weight=weight)
        for one in range(1, number + 1)
    ]


def said(**by_choice: str) -> list[Position]:
    """Positions: `said(in_favour="large-1 large-2", against="small-1")`."""
    return [
        Position(seat=seat, choice=Choice(choice), at=OPENED)
        for choice, seats in by_choice.items()
        for seat in seats.split()
    ]


@st.composite
def rules(draw) -> CountRule:
    groups = draw(st.sampled_from([(), (LARGE, SMALL), (LARGE, SMALL, NETWORK)]))
    every = Threshold(of="groups", all=True)
    return rule(
        *groups,
        within=draw(st.sampled_from(["votes", "weighted_votes"])),
        more=draw(st.sampled_from([50, 65, 0])),
        over=draw(
            st.sampled_from([every, *(Threshold(of=of, more_than=HALF) for of in ("groups", "groups_that_voted"))])
        ),
        quorum=draw(st.sampled_from([None, 1, 4])),
        abstentions=draw(st.sampled_from(["not_counted", "against"])),
        ties=draw(st.sampled_from(["not_carried", "carried", "chair_decides"])),
        interests=draw(st.sampled_from(["shown", "excluded"])),
    )


@st.composite
def votes(draw) -> tuple[CountRule, list[Voter], list[Position]]:
    """A rule, its voters, and what they said, some of them several times and some after the close."""
    made = draw(rules())
    groups = [one.id for one in made.groups] or [""]
    electorate = [
        Voter(seat=f"seat-{number:02}", name=f"Seat {number}", group=group, weight=weight)
        for number, (group, weight) in enumerate(
            draw(st.lists(st.tuples(st.sampled_from(groups), st.integers(1, 4)), min_size=1, max_size=14))
        )
    ]
    positions = []
    for voter in electorate:
        choices = draw(st.lists(st.tuples(st.sampled_from(list(Choice)), st.booleans(), st.booleans()), max_size=3))
        for number, (choice, late, interest) in enumerate(choices, start=1):
            at = CLOSED + timedelta(days=number) if late else OPENED + timedelta(days=number)
            objectives = draw(st.sampled_from([(), ("a",), ("a", "c")]))
            positions.append(
                Position(seat=voter.seat, number=number, choice=choice, at=at, interest=interest, objectives=objectives)
            )
    return made, electorate, positions
