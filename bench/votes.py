"""Counting a vote: 2,000 voters with the proof, beside the bare tally that a spreadsheet or a short script has.

The goal is 100 ms. A plain loop gives two numbers for each group; the count gives every seat by what it said, the
sentences of the proof, and what follows from them. Through the bus a vote of as many Parties is opened and counted.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from bench._databases import both, run_probe
from bench.commands import row
from codeclerk.votes.rules.archive import Archive, recount
from codeclerk.votes.rules.needed import still_needed
from codeclerk.votes.rules.tally import tally
from codeclerk.votes.rules.values import Choice, CountRule, Group, Position, Threshold, Voter

VOTERS, GOAL_MS, ROUNDS = 2000, 100, 5
GROUPS = ("large_supplier", "small_supplier", "network", "other_sec_party")
AT = datetime(2021, 2, 1, 9, tzinfo=UTC)
CLOSED = datetime(2021, 2, 23, 17, tzinfo=UTC)


def measure() -> list[dict[str, Any]]:
    """Rows for the pure count, then for both databases."""
    rule, voters, positions = made(VOTERS)
    count = tally(rule, voters, positions, closed_at=CLOSED)
    assert by_hand(voters, positions) == {one.id: (int(one.votes_for), int(one.counted)) for one in count.groups}
    kept = archive(rule, voters, positions)
    plain = best(lambda: by_hand(voters, positions))
    goal = f"goal {GOAL_MS} ms; a Counter for each group: {plain:.1f} ms"
    took = best(lambda: tally(rule, voters, positions, closed_at=CLOSED))
    rows = [
        row("count 2,000 voters, with the proof", took, "ms", goal, took / GOAL_MS),
        row("what 2,000 voters still need", best(lambda: still_needed(rule, voters, positions)), "ms", ""),
        row("recount of an archive of 2,000, with its hash", best(lambda: recount(kept)), "ms", ""),
    ]
    with both() as environments:
        for name, environment in environments.items():
            told = run_probe("_votes_probe", environment | {"CODECLERK_CODE": "dcusa"})
            rows += [
                row(f"{name}: open a vote of 2,000 Parties", told["open"], "ms", ""),
                row(f"{name}: one Party votes in it", told["cast"], "ms", ""),
                row(f"{name}: count it, {told['given']:.0f} positions given", told["count"], "ms", ""),
            ]
    return rows


def made(number: int) -> tuple[CountRule, list[Voter], list[Position]]:
    """A vote of so many: four groups, three of four voters in favour, some of whom had said otherwise before."""
    half = Decimal(50)
    rule = CountRule(
        id="bench",
        name="A vote",
        words="Counted by category.",
        sure="unverified",
        groups=tuple(Group(id=one, name=one) for one in GROUPS),
        within=Threshold(of="votes", more_than=half),
        across=Threshold(of="groups_that_voted", more_than=half),
    )
    voters = [Voter(seat=f"seat-{n:05}", name=f"Seat {n}", group=GROUPS[n % len(GROUPS)]) for n in range(number)]
    positions = [
        Position(seat=one.seat, number=1, choice=Choice.AGAINST if n % 16 < 4 else Choice.IN_FAVOUR, at=AT)
        for n, one in enumerate(voters)
        if n % 10
    ]
    positions += [one.model_copy(update={"number": 2, "choice": Choice.ABSTAIN}) for one in positions[::20]]
    return rule, voters, positions


def archive(rule: CountRule, voters: list[Voter], positions: list[Position]) -> Archive:
    return Archive(
        vote="bench-1",
        proposal="MP001",
        body="change_board",
        question="Approval",
        opened_at=AT,
        closed_at=CLOSED,
        rule=rule,
        electorate=tuple(voters),
        positions=tuple(positions),
        count=tally(rule, voters, positions, closed_at=CLOSED),
    ).sealed()


def by_hand(voters: list[Voter], positions: list[Position]) -> dict[str, tuple[int, int]]:
    """What a spreadsheet would have: votes in favour, and votes that count, of each group."""
    last = {one.seat: one.choice for one in positions}
    counts = Counter((one.group, last[one.seat]) for one in voters if one.seat in last)
    found = {}
    for group in GROUPS:
        in_favour = counts[group, Choice.IN_FAVOUR]
        found[group] = (in_favour, in_favour + counts[group, Choice.AGAINST])
    return found


def best(work: Callable[[], object]) -> float:
    """Milliseconds of the best of several rounds."""
    took = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        work()
        took.append(time.perf_counter() - begun)
    return min(took) * 1000
