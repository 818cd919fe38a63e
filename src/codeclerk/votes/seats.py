"""For which seats of a vote somebody may vote."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from codeclerk.kernel.acts import Context
from codeclerk.kernel.calendar.dates import london_day
from codeclerk.people.permissions import PERSON, holdings
from codeclerk.votes import reasons
from codeclerk.votes.models import SpeakerRow
from codeclerk.votes.rules.values import Voter
from codeclerk.votes.rules.vote import Vote

CONTACT, ORGANISATION = "party_contact", "organisation:"
"""The role that votes for a Party, and where it is held."""


@dataclass(frozen=True)
class Mine:
    """A voter for whom somebody votes: as the member, for a Party, or else as an alternate."""

    voter: Voter
    is_member: bool = False
    is_party: bool = False


def all_mine(found: Vote, person: str, at: datetime) -> tuple[Mine, ...]:
    """Every voter for whom a person, by key, may vote, their own seat first. One query, for votes of Parties."""
    if not person:
        return ()
    if found.speakers or not found.voters:
        own = {one.seat: one.role for one in found.speakers if one.person == person}
        mine_ = [Mine(one, is_member=own[one.seat] == SpeakerRow.MEMBER) for one in found.voters if one.seat in own]
        return tuple(sorted(mine_, key=lambda one: not one.is_member))
    parties = parties_of(person, at)
    return tuple(Mine(one, is_party=True) for one in found.voters if one.organisation in parties)


def parties_of(person: str, at: datetime) -> frozenset[str]:
    """Keys of the organisations that a person votes for. One query."""
    day = london_day(at)
    held = holdings(f"{PERSON}{person}", at)
    places = {one.place for one in held if one.role == CONTACT and one.holds_on(day)}
    return frozenset(one.removeprefix(ORGANISATION) for one in places)


def mine(found: Vote, person: str, context: Context, seat: str) -> Mine:
    """The voter for whom a person votes. Refuses somebody who has no vote, and where it is not clear which."""
    every = all_mine(found, person, context.now)
    if not every:
        raise reasons.NO_VOTE.refuse(found.key, actor=context.actor)
    wanted = seat.strip().casefold()
    chosen = [one for one in every if not wanted or wanted in (one.voter.seat.casefold(), one.voter.name.casefold())]
    if not wanted and chosen[0].is_member:
        return chosen[0]
    if len(chosen) == 1:
        return chosen[0]
    names = ", ".join(one.voter.name for one in every)
    why = f"you do not vote for {seat[:80]}" if wanted else "you vote for more than one"
    raise reasons.WHICH_SEAT.refuse(found.named, why=why, names=names, field="seat")
