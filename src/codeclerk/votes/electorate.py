"""Who may vote: the seats of a body and who holds them, or the Parties of the categories that vote."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from codeclerk.committees import queries as committees
from codeclerk.kernel.lens import Lens
from codeclerk.kernel.packs import Body, PartyCategories
from codeclerk.kernel.publishing import running_pack
from codeclerk.people import queries as people
from codeclerk.people.rules import OrganisationKind
from codeclerk.process.packs import VoteRule
from codeclerk.votes import reasons
from codeclerk.votes.events import Speaker
from codeclerk.votes.models import SpeakerRow
from codeclerk.votes.rules.values import Group, Voter

UNGROUPED = "ungrouped"
"""The id of the group of voters who are of no category, where the rule gives them one."""


@dataclass(frozen=True)
class Electorate:
    """Who may vote, and who speaks for whom. `groups` are those of the rule that the vote is counted by; `warnings`
    say what is odd about the electorate."""

    voters: tuple[Voter, ...]
    speakers: tuple[Speaker, ...]
    groups: tuple[Group, ...]
    warnings: tuple[str, ...] = ()


def electorate(lens: Lens, rule: VoteRule, body: Body, weights: Mapping[str, Decimal]) -> Electorate:
    """The electorate of a vote that opens on the lens's day. Three queries.

    Args:
        weights: key of an organisation -> the weight of its vote; 1 for those that are left out.
    """
    if rule.electorate == "parties":
        return _of_parties(lens, rule, weights)
    if weights:
        raise reasons.BAD_WEIGHT.refuse(next(iter(weights)), why="seats of a body have no weight", field="weights")
    return _of_seats(lens, rule, body)


def _of_seats(lens: Lens, rule: VoteRule, body: Body) -> Electorate:
    made_up = committees.constitution(lens, body.id)
    known = _groups(rule)
    voters: list[Voter] = []
    speakers: list[Speaker] = []
    loose: list[str] = []
    for number, seat in enumerate(made_up.seats, start=1):
        if seat.is_vacant:
            continue
        group = known.get(seat.category, "")
        name = seat.name or f"Member {number}"
        if rule.groups and not group:
            loose.append(name)
            group = UNGROUPED if rule.ungrouped == "own_group" else ""
        voters.append(Voter(seat=seat.key, name=name, group=group, organisation=seat.organisation))
        speakers.append(Speaker(seat=seat.key, person=seat.person, role=SpeakerRow.MEMBER))
        speakers += [Speaker(seat=seat.key, person=one.person, role=SpeakerRow.ALTERNATE) for one in seat.alternates]
    groups = _named(rule)
    if loose and rule.ungrouped == "own_group":
        groups = (*groups, Group(id=UNGROUPED, name=", ".join(dict.fromkeys(loose))))
    warnings = [f"{one.why}" for one in made_up.doubts]
    if vacant := [seat.name for seat in made_up.vacant]:
        warnings.append(f"Vacant, and without a vote: {', '.join(vacant)}.")
    if loose:
        how = "a group of its own" if rule.ungrouped == "own_group" else "shown and not counted"
        warnings.append(f"Of no category, and so {how}: {', '.join(loose)}.")
    return Electorate(tuple(voters), tuple(speakers), groups, tuple(warnings))


def _of_parties(lens: Lens, rule: VoteRule, weights: Mapping[str, Decimal]) -> Electorate:
    known = _groups(rule)
    parties = [one for one in people.organisations_as_at(lens) if one.kind is OrganisationKind.PARTY]
    voters = tuple(
        Voter(
            seat=one.key,
            name=one.name,
            group=known[one.category],
            organisation=one.key,
            weight=weights.get(one.key, Decimal(1)),
        )
        for one in parties
        if one.category in known
    )
    stray = sorted(set(weights) - {one.seat for one in voters})
    if stray:
        raise reasons.BAD_WEIGHT.refuse(stray[0], why="it is no Party that votes", field="weights")
    if weights and rule.within.of != "weighted_votes":
        raise reasons.BAD_WEIGHT.refuse(next(iter(weights)), why="the rule weighs no votes", field="weights")
    warnings = [] if weights or rule.within.of != "weighted_votes" else ["No weight is given: every vote weighs 1."]
    return Electorate(voters, (), _named(rule), tuple(warnings))


def _groups(rule: VoteRule) -> dict[str, str]:
    """Party category, or group of them -> the group of the rule in which it votes."""
    found = {one: one for one in rule.groups}
    if rule.groups:
        for category in running_pack().of(PartyCategories).categories:
            if category.id not in found and category.group in found:
                found[category.id] = str(category.group)
    return found


def _named(rule: VoteRule) -> tuple[Group, ...]:
    if not rule.groups:
        return ()
    parties = running_pack().of(PartyCategories)
    names = {one.id: one.plural or one.name for one in (*parties.categories, *parties.groups)}
    return tuple(Group(id=one, name=names[one]) for one in rule.groups)
