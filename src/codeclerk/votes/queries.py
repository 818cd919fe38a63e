"""Reads of votes, through a lens. That there is a vote is public; positions and outcome are so once it is published.

Until then they are for the secretariat and the members of the body, by the roles that they hold today. Whoever looks
sees what was given for their own seat.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from codeclerk.kernel import clock
from codeclerk.kernel.calendar.dates import end_of_london_day, london_day
from codeclerk.kernel.lens import Classification, Lens
from codeclerk.people.permissions import PERSON, holdings
from codeclerk.register.queries import names_at, with_names
from codeclerk.votes import find, reasons
from codeclerk.votes.models import VoteMark, VoteRecord, VoterRow
from codeclerk.votes.rows import names_of, spoken_for
from codeclerk.votes.rules.archive import Archive
from codeclerk.votes.rules.standing import Did, Standing
from codeclerk.votes.rules.vote import Vote
from codeclerk.votes.seats import all_mine, parties_of

__all__ = ["Standing", "Vote", "archive", "at_meeting", "of_body", "of_proposal", "to_cast", "vote", "votes"]


def votes(lens: Lens) -> tuple[Vote, ...]:
    """Every vote known at the lens: running ones first, those that close first in front.

    Three queries, and one more for a person who may see what is Amber.

    Those that are over come without their voters.
    """
    return _read(lens, {})


def of_proposal(lens: Lens, proposal: str) -> tuple[Vote, ...]:
    """The votes on a proposal, by its key, in the same way."""
    return _read(lens, {"proposal__key": proposal})


def of_body(lens: Lens, body: str) -> tuple[Vote, ...]:
    """The votes of a body, by its id, in the same way."""
    return _read(lens, {"body": body})


def at_meeting(lens: Lens, body: str, day: date) -> tuple[Vote, ...]:
    """The votes that are held at a meeting of a body, by its id and the day, in the same way."""
    return _read(lens, {"body": body, "meeting": day})


def vote(lens: Lens, key: str) -> Vote:
    """One vote, whole, by its key or its key with any number of the proposal. Refused (votes.unknown)."""
    found = find.vote(key, moment(lens))
    names = names_at(lens, [found.proposal])[found.proposal]
    return _seen(lens, [replace(found, number=names[0], title=names[1])])[0]


def archive(lens: Lens, key: str) -> Archive:
    """What the count of a vote rests on. Refused to whom it is not open, and before it is counted."""
    found = vote(lens, key)
    if not found.is_shown:
        raise reasons.NOT_SHOWN.refuse(found.named)
    if found.recorded is None:
        raise reasons.WRONG_STANDING.refuse(found.named, standing=found.standing.words, hint="Count it first.")
    return found.archive(found.recorded)


def to_cast(lens: Lens) -> tuple[Vote, ...]:
    """The open votes in which whoever looks may vote, those that close first in front, each with the own seats alone.

    Two queries beside who holds what; one where there is none, none for the public.
    """
    if not lens.viewer.key.startswith(PERSON):
        return ()
    at, now, person = moment(lens), clock.now(), lens.viewer.key.removeprefix(PERSON)
    parties = parties_of(person, now)
    opened = VoteMark.objects.filter(vote=OuterRef("pk"), did=Did.REOPENED.value, closes_at__gt=at)
    voters = spoken_for(VoterRow.objects.filter(vote=OuterRef("pk")), names_of(parties, person))
    running = _records(lens).filter(Q(closes_at__gt=at) | Exists(opened), Exists(voters))
    rows = list(running.order_by("closes_at"))
    found = find.loaded(rows, at, _names(rows), seats=parties, person=person)
    mine = (replace(one, own=tuple(each.voter.seat for each in all_mine(one, person, now))) for one in found)
    return tuple(sorted((one.for_others for one in mine if one.standing is Standing.OPEN and one.own), key=_order))


def moment(lens: Lens) -> datetime:
    """The instant that a lens looks at: the end of its day, or the instant up to which it knows."""
    return min(lens.known_at, end_of_london_day(lens.valid_at))


def _read(lens: Lens, only: dict[str, object]) -> tuple[Vote, ...]:
    at = moment(lens)
    rows = list(_records(lens).filter(**only).order_by("closes_at"))
    names = _names(rows)
    plain = {one.key: one for one in find.loaded(rows, at, names, whole=False)}
    going = [row for row in rows if not plain[row.key].standing.is_over]
    if going:
        plain |= {one.key: one for one in find.loaded(going, at, names)}
    seen = _seen(lens, list(plain.values()))
    return tuple(sorted(seen, key=_order))


def _records(lens: Lens) -> QuerySet[VoteRecord]:
    """The votes that were opened by then, with what their proposals are called."""
    rows: QuerySet[VoteRecord] = with_names(lens, VoteRecord.objects.select_related("proposal"))
    return rows.filter(opened_at__lte=moment(lens))


def _names(rows: Iterable[Any]) -> dict[str, tuple[str, str]]:
    return {row.proposal.key: (row.proposal_number, row.proposal_title) for row in rows}


def _order(one: Vote) -> tuple[bool, float, str]:
    """What runs comes first, the first to close in front; what is over, the last one in front."""
    closes = one.times.closes_at.timestamp()
    return (one.standing.is_over, -closes if one.standing.is_over else closes, one.key)


def _seen(lens: Lens, found: Iterable[Vote]) -> list[Vote]:
    """The votes as the viewer may see them, with the seats for which the viewer votes. One query for a person."""
    person = lens.viewer.key.removeprefix(PERSON) if lens.viewer.key.startswith(PERSON) else ""
    bodies = _bodies(lens) if person else frozenset()
    runs = find.MANAGE in lens.viewer.holds
    made = []
    for one in found:
        own = tuple(each.voter.seat for each in all_mine(one, person, clock.now()))
        mine = replace(one, own=own)
        is_open = one.standing is Standing.PUBLISHED or runs or one.body in bodies
        made.append(mine if is_open else mine.for_others)
    return made


def _bodies(lens: Lens) -> Collection[str]:
    """Ids of the bodies in which the viewer holds a role today, for who may see what is Amber. One query."""
    if Classification.AMBER not in lens.viewer.may_see:
        return frozenset()
    now = clock.now()
    today = london_day(now)
    held = holdings(lens.viewer.key, now)
    return frozenset(one.place.removeprefix("body:") for one in held if one.holds_on(today) and "body:" in one.place)
