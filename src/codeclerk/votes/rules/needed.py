"""What would still carry a vote, or lose it: worked out by the rule that counts it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from itertools import product

from codeclerk.votes.rules.tally import across_result, group_result, has_quorum, tally
from codeclerk.votes.rules.values import Count, CountRule, GroupCount, Outcome, Position, Result, Voter


class Outlook(Enum):
    """How a vote stands while it is open, if those who have voted change nothing."""

    CERTAIN = "certain"
    """It carries, whatever the others say."""
    CARRIES = "carries"
    """It carries if nobody else votes."""
    OPEN = "open"
    """It does not carry yet, and still can."""
    LOST = "lost"
    """It cannot carry any more, whatever the others say."""


@dataclass(frozen=True)
class Needed:
    """What a vote still needs. `votes`: the fewest more votes in favour that carry it, by id of the group where they
    are needed; `more_voters`: so many more positions, whatever they say, for the quorum."""

    outlook: Outlook
    votes: Mapping[str, int]
    more_voters: int
    words: str


def still_needed(rule: CountRule, electorate: Iterable[Voter], positions: Iterable[Position]) -> Needed:
    """What it still takes. What those who have voted said is taken to stand, though they can change it."""
    voters = {one.seat: one for one in electorate}
    count = tally(rule, voters.values(), positions)
    more_voters = max(0, (rule.quorum or 0) - count.voted)
    if _at_worst(rule, count, voters) is Outcome.CARRIED:
        return Needed(Outlook.CERTAIN, {}, 0, "It carries, whatever those say who have not voted.")
    fewest = _fewest(rule, count, voters)
    if fewest is None or count.voted + len(count.silent) < (rule.quorum or 0):
        return Needed(Outlook.LOST, {}, more_voters, "It cannot carry any more unless somebody changes a position.")
    short = max(0, more_voters - sum(fewest.values()))
    if count.outcome is Outcome.CARRIED:
        return Needed(Outlook.CARRIES, {}, 0, "It carries as it stands; votes to come can change that.")
    return Needed(Outlook.OPEN, fewest, short, _words(count, fewest, short))


def _at_worst(rule: CountRule, count: Count, voters: Mapping[str, Voter]) -> Outcome:
    """The outcome if everybody who has not voted votes against."""
    if not has_quorum(rule, count.voted):
        return Outcome.VOID
    results = [
        group_result(rule, one.votes_for, one.counted + _weight(rule, one.silent, voters), None) for one in count.groups
    ]
    return Outcome.CARRIED if across_result(rule, results, None) is Result.CARRIED else Outcome.NOT_CARRIED


def _fewest(rule: CountRule, count: Count, voters: Mapping[str, Voter]) -> dict[str, int] | None:
    """The fewest votes in favour that carry it, by group; None where none do."""
    ways = []
    for one in count.groups:
        more = _to_carry(rule, one, voters)
        ways.append([(0, one.result)] + ([(more, Result.CARRIED)] if more else []))
    enough = [
        tuple(more for more, _ in chosen)
        for chosen in product(*ways)
        if across_result(rule, [result for _, result in chosen], None) is Result.CARRIED
    ]
    if not enough:
        return None
    best = min(enough, key=lambda numbers: (sum(numbers), tuple(-one for one in numbers)))
    return {one.id: more for one, more in zip(count.groups, best, strict=True) if more}


def _to_carry(rule: CountRule, group: GroupCount, voters: Mapping[str, Voter]) -> int | None:
    """How many more votes in favour carry it in a group, the weightiest first; None where not even all do."""
    votes_for, counted = group.votes_for, group.counted
    weights = sorted((_weight(rule, [seat], voters) for seat in group.silent), reverse=True)
    for number, weight in enumerate(weights, start=1):
        votes_for, counted = votes_for + weight, counted + weight
        if group_result(rule, votes_for, counted, None) is Result.CARRIED:
            return number
    return None


def _weight(rule: CountRule, seats: Sequence[str], voters: Mapping[str, Voter]) -> Decimal:
    if not rule.is_weighted:
        return Decimal(len(seats))
    return sum((voters[seat].weight for seat in seats), Decimal(0))


def _words(count: Count, fewest: Mapping[str, int], short: int) -> str:
    names = {one.id: one.name for one in count.groups}
    total = sum(fewest.values())
    parts = []
    if total:
        of = ", ".join(f"{number} of {names[id]}" for id, number in fewest.items())
        parts.append(f"{total} more vote{'' if total == 1 else 's'} in favour, such as {of},")
    if short:
        parts.append(f"{short} more position{'' if short == 1 else 's'} for the quorum")
    if not parts:
        return "It does not carry as it stands, and a tie is for the chair to decide."
    return f"It still takes {' and '.join(parts)} if nobody votes against."
