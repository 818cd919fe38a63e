"""Counting a vote: each line of the proof is something that a reader can count again by hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal

from codeclerk.votes.rules.values import (
    Choice,
    Count,
    CountRule,
    Group,
    GroupCount,
    Outcome,
    Position,
    Result,
    Threshold,
    Voter,
    standing,
)

EVERYBODY = Group(id="", name="All voters")
HALF = Decimal(50)


def tally(
    rule: CountRule,
    electorate: Iterable[Voter],
    positions: Iterable[Position],
    *,
    closed_at: datetime | None = None,
    casting: Choice | None = None,
) -> Count:
    """Count a vote. The order of voters and of positions changes nothing; positions of nobody's seat are left out.

    Args:
        closed_at: when it closed; what was said at that instant or later does not count.
        casting: what the chair decides on a tie, where the rule leaves it to the chair.
    """
    voters = sorted(electorate, key=lambda one: one.seat)
    said = standing(positions, closed_at)
    by_group: dict[str, list[Voter]] = {}
    for voter in voters:
        by_group.setdefault(voter.group, []).append(voter)
    groups = tuple(
        _group(rule, group, by_group[group.id], said, casting)
        for group in (rule.groups or (EVERYBODY,))
        if group.id in by_group
    )
    uncounted = tuple(one.seat for one in by_group.get("", ()) if one.seat in said) if rule.groups else ()
    steps = [one.words for one in groups]
    if uncounted:
        steps.append(f"{_voters(len(uncounted))} of no group gave a position, which is shown and not counted.")
    outcome, more = _outcome(rule, groups, casting)
    counted = Count(outcome=outcome, groups=groups, uncounted=uncounted, casting=casting, steps=(*steps, *more))
    return counted.model_copy(update={"objectives": _objectives(counted, said)})


def _group(
    rule: CountRule, group: Group, voters: Sequence[Voter], said: Mapping[str, Position], casting: Choice | None
) -> GroupCount:
    seats: dict[str, list[str]] = {"in_favour": [], "against": [], "abstain": [], "excluded": [], "silent": []}
    weights: dict[str, Decimal] = dict.fromkeys(seats, Decimal(0))
    for voter in voters:
        position = said.get(voter.seat)
        if position is None:
            kind = "silent"
        elif position.interest and rule.interests == "excluded":
            kind = "excluded"
        else:
            kind = position.choice.value
        seats[kind].append(voter.seat)
        weights[kind] += voter.weight if rule.is_weighted else 1
    votes_for, votes_against = weights["in_favour"], weights["against"]
    if rule.abstentions == "against":
        votes_against += weights["abstain"]
    counted = votes_for + votes_against
    result = group_result(rule, votes_for, counted, casting)
    return GroupCount(
        id=group.id,
        name=group.name,
        in_favour=tuple(seats["in_favour"]),
        against=tuple(seats["against"]),
        abstained=tuple(seats["abstain"]),
        excluded=tuple(seats["excluded"]),
        silent=tuple(seats["silent"]),
        votes_for=votes_for,
        counted=counted,
        result=result,
        words=_group_words(rule, group, {kind: len(own) for kind, own in seats.items()}, votes_for, counted, result),
    )


def group_result(rule: CountRule, votes_for: Decimal, counted: Decimal, casting: Choice | None) -> Result:
    """How a group stands with these votes for, of those that count."""
    if not counted:
        return Result.NONE
    if is_tie(rule.within, votes_for, counted):
        return _on_tie(rule, casting)
    return Result.CARRIED if reaches(rule.within, votes_for, counted) else Result.NOT_CARRIED


def across_result(rule: CountRule, results: Sequence[Result], casting: Choice | None) -> Result:
    """How the groups stand together. A rule without groups has one, which decides."""
    if rule.across is None:
        return results[0] if results else Result.NONE
    voted = [one for one in results if one is not Result.NONE]
    if not voted:
        return Result.NONE
    if Result.TIED in voted:
        return Result.TIED
    carried = Decimal(sum(one is Result.CARRIED for one in voted))
    of = Decimal(len(results) if rule.across.of == "groups" else len(voted))
    if is_tie(rule.across, carried, of):
        return _on_tie(rule, casting)
    return Result.CARRIED if reaches(rule.across, carried, of) else Result.NOT_CARRIED


def reaches(threshold: Threshold, part: Decimal, whole: Decimal) -> bool:
    """Whether a part of a whole that is not empty is enough."""
    if threshold.more_than is None:
        return part == whole
    return part * 100 > threshold.more_than * whole


def is_tie(threshold: Threshold, part: Decimal, whole: Decimal) -> bool:
    """Whether as many are for as against, where half is what it turns on."""
    return threshold.more_than == HALF and part * 2 == whole


def _on_tie(rule: CountRule, casting: Choice | None) -> Result:
    if rule.ties == "chair_decides":
        known = {Choice.IN_FAVOUR: Result.CARRIED, Choice.AGAINST: Result.NOT_CARRIED}
        return known.get(casting, Result.TIED) if casting else Result.TIED
    return Result.CARRIED if rule.ties == "carried" else Result.NOT_CARRIED


def has_quorum(rule: CountRule, voted: int) -> bool:
    """Whether enough voters gave a position."""
    return rule.quorum is None or voted >= rule.quorum


def _outcome(rule: CountRule, groups: Sequence[GroupCount], casting: Choice | None) -> tuple[Outcome, list[str]]:
    """The outcome, with the lines of the proof that come after the groups."""
    voted, voters = sum(one.voted for one in groups), sum(one.seats for one in groups)
    said = []
    if rule.quorum is not None:
        found = "there is a quorum" if has_quorum(rule, voted) else "there is no quorum"
        said.append(f"{voted} of {_voters(voters)} gave a position, and it takes {rule.quorum}: {found}.")
    result = across_result(rule, [one.result for one in groups], casting)
    if rule.across is not None and result is not Result.NONE:
        said.append(_across_words(rule, rule.across, groups, result))
    if not has_quorum(rule, voted) or result is Result.NONE:
        why = "there is no quorum" if not has_quorum(rule, voted) else "no vote counts"
        return Outcome.VOID, [*said, f"Nothing is decided, since {why}."]
    outcome = {
        Result.CARRIED: Outcome.CARRIED,
        Result.NOT_CARRIED: Outcome.NOT_CARRIED,
        Result.TIED: Outcome.UNDECIDED,
    }[result]
    if casting is not None and rule.ties == "chair_decides":
        said.append(f"On a tie the chair decides {'in favour' if casting is Choice.IN_FAVOUR else 'against'}.")
    last = {
        Outcome.CARRIED: "The vote is carried.",
        Outcome.NOT_CARRIED: "The vote is not carried.",
        Outcome.UNDECIDED: "It is tied, and the chair has not decided.",
    }
    return outcome, [*said, last[outcome]]


def _objectives(count: Count, said: Mapping[str, Position]) -> tuple[str, ...]:
    """The letters for which those who prevailed give reasons, each once."""
    won = count.outcome is Outcome.CARRIED
    seats = (seat for group in count.groups for seat in (group.in_favour if won else group.against))
    return tuple(sorted({letter for seat in seats for letter in said[seat].objectives}))


# --- words ---------------------------------------------------------------------


def _group_words(
    rule: CountRule, group: Group, of: Mapping[str, int], votes_for: Decimal, counted: Decimal, result: Result
) -> str:
    parts = [f"{of['in_favour']} in favour", f"{of['against']} against", f"{of['abstain']} abstained"]
    parts += [f"{of['excluded']} not counted for an interest"] if of["excluded"] else []
    parts += [f"{of['silent']} did not vote"]
    head = f"{group.name}: {_voters(sum(of.values()))}; {', '.join(parts)}."
    if result is Result.NONE:
        return f"{head} No vote counts, so there is no outcome."
    unit = " by weight" if rule.is_weighted else ""
    against = " (abstentions count against)" if rule.abstentions == "against" and of["abstain"] else ""
    votes = f"{figure(votes_for)} of {figure(counted)} votes{unit} in favour{against}"
    if is_tie(rule.within, votes_for, counted):
        return f"{head} {votes}, a tie: {result.words}."
    return f"{head} {votes}; {takes(rule.within, counted)}: {result.words}."


def _across_words(rule: CountRule, across: Threshold, groups: Sequence[GroupCount], result: Result) -> str:
    voted = [one for one in groups if one.result is not Result.NONE]
    asked = across.of == "groups"
    whole = Decimal(len(groups) if asked else len(voted))
    carried = [one.name for one in groups if one.result is Result.CARRIED]
    named = f" ({', '.join(carried)})" if carried else ""
    which = "groups" if asked else "groups that voted"
    head = f"It is carried in {len(carried)} of {figure(whole)} {which}{named}"
    if any(one.result is Result.TIED for one in groups):
        return f"{head}, and tied in {', '.join(one.name for one in groups if one.result is Result.TIED)}."
    if is_tie(across, Decimal(len(carried)), whole):
        return f"{head}, a tie: {result.words}."
    return f"{head}; {takes(across, whole)}: {result.words}."


def takes(threshold: Threshold, whole: Decimal) -> str:
    """`it takes more than 2.5, which is 50% of 5`."""
    if threshold.more_than is None:
        return f"it takes all {figure(whole)}"
    share = threshold.more_than * whole / 100
    return f"it takes more than {figure(share)}, which is {figure(threshold.more_than)}% of {figure(whole)}"


def figure(number: Decimal) -> str:
    """A number without zeros that say nothing: `2.5`, `3`."""
    return f"{number.normalize():f}"


def _voters(number: int) -> str:
    return f"{number:,} voter{'' if number == 1 else 's'}"
