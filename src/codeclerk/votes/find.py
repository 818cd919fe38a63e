"""Finding votes as they stand at an instant: for acts as recorded now, for pages at the lens's."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from datetime import datetime
from decimal import Decimal
from difflib import get_close_matches

from django.db.models import Exists, OuterRef, Q

from codeclerk.decisions.vocabulary import body_name
from codeclerk.kernel.acts import Context
from codeclerk.kernel.errors import Refused
from codeclerk.people.models import Person
from codeclerk.people.permissions import PERSON
from codeclerk.process import vocabulary
from codeclerk.register import find as register
from codeclerk.votes import reasons
from codeclerk.votes.models import InterestRow, PositionRow, SpeakerRow, VoteMark, VoteRecord, VoterRow
from codeclerk.votes.rows import Row, Rows, of_votes
from codeclerk.votes.rules.standing import Did, Mark, Standing, moment_words, times
from codeclerk.votes.rules.values import Choice, Count, CountRule, Position, Voter
from codeclerk.votes.rules.vote import Question, Said, Speaker, Vote
from codeclerk.votes.seats import parties_of

MANAGE, CAST = "votes.manage", "votes.cast"
"""The capabilities of who runs votes, and of who votes."""
WEIGHT = Decimal(1).scaleb(-VoterRow._meta.get_field("weight").decimal_places)
"""The last place of a weight."""
CLOCK, TICK = "system:tick", "votes.tick"
"""The clock, and its capability: it closes votes whose time is over, and erases what erased persons wrote."""


def vote(text: str, at: datetime, field: str = "vote", seats: Collection[str] | None = None, person: str = "") -> Vote:
    """The vote that `text` names, whole: its key, or its key with any number of the proposal in front.

    Six queries at most. Refused (votes.unknown) with the nearest.

    Args:
        seats, person: only these voters, and those for whom that person speaks, and what was given for them; None for
            all.
    """
    wanted = key_of(text)
    row = VoteRecord.objects.select_related("proposal").filter(key=wanted, opened_at__lte=at).first()
    if row is None:
        raise reasons.UNKNOWN.refuse(text[:80], suggestion=_suggestion(wanted), field=field)
    names = {row.proposal.key: (register.present_number(row.proposal.key), "")}
    return loaded([row], at, names, seats=seats, person=person)[0]


def vote_of(text: str, person: str, at: datetime) -> Vote:
    """As `vote`, with the voters for whom a person, by key, may vote and nothing of the others."""
    return vote(text, at, seats=parties_of(person, at), person=person)


def key_of(text: str) -> str:
    """The key that is meant: `MP092-change_board-1` is `0092-change_board-1`."""
    ref, dash, rest = text.strip().partition("-")
    try:
        return f"{register.key_of(ref)}-{rest}" if dash else ref
    except Refused:
        return text.strip()


def _suggestion(wanted: str) -> str:
    keys = list(VoteRecord.objects.order_by("key").values_list("key", flat=True))
    near = get_close_matches(wanted, keys, n=1)
    return f"Did you mean {near[0]}?" if near else "Look for it in the list of votes."


def loaded(
    rows: Sequence[VoteRecord],
    at: datetime,
    names: dict[str, tuple[str, str]],
    *,
    whole: bool = True,
    seats: Collection[str] | None = None,
    person: str = "",
) -> tuple[Vote, ...]:
    """Votes as they stood at an instant. One query however many there are.

    Args:
        names: key of a proposal -> its number and title.
        whole, seats, person: what is read of each, as `rows.of_votes` takes them.
    """
    told = of_votes([row.pk for row in rows], at, whole=whole, seats=seats, person=person) if rows else {}
    return tuple(
        _made(row, at, names.get(row.proposal.key, (row.proposal.key, "")), told.get(row.pk, Rows())) for row in rows
    )


def _made(row: VoteRecord, at: datetime, names: tuple[str, str], told: Rows) -> Vote:
    own = [_mark(one) for one in told.of(VoteMark)]
    stands = times(row.opens_at, row.closes_at, own, at)
    counted, published = stands.last(Did.COUNTED), stands.last(Did.PUBLISHED)
    declared = {one.said["seat"]: one.said["words"] for one in told.of(InterestRow)}
    return Vote(
        key=row.key,
        proposal=row.proposal.key,
        number=names[0],
        title=names[1],
        body=row.body,
        body_name=body_name(row.body),
        question=_question(row),
        rule=CountRule.model_validate_json(row.rule),
        rationale=row.rationale,
        opened_at=row.opened_at,
        opens_at=row.opens_at,
        times=stands,
        meeting=row.meeting,
        voters=tuple(_voter(one) for one in told.of(VoterRow)),
        speakers=tuple(Speaker(**one.said) for one in told.of(SpeakerRow)),
        said=tuple(_said(one, one.said["seat"] in declared) for one in told.of(PositionRow)),
        interests=declared,
        recorded=Count.model_validate(json.loads(counted.detail)["count"]) if counted else None,
        step=json.loads(published.detail)["step"] if published else "",
    )


def _voter(row: Row) -> Voter:
    """Its weight with the places that the table keeps: JSON has none of its own, and archives hash what is printed."""
    return Voter(**{**row.said, "weight": Decimal(str(row.said["weight"])).quantize(WEIGHT)})


def _mark(row: Row) -> Mark:
    said = row.said
    assert row.at is not None
    return Mark(Did(said["did"]), row.at, said["by"], said["reason"], said["detail"], row.closes_at)


def _said(row: Row, interest: bool) -> Said:
    said = row.said
    assert row.at is not None
    position = Position(
        seat=said["seat"],
        number=said["number"],
        choice=Choice(said["choice"]),
        at=row.at,
        interest=interest,
        objectives=tuple(said["objectives"].split(",")) if said["objectives"] else (),
    )
    return Said(position, said["how"], said["by"], said["given_as"], json.loads(said["rationale"] or "{}"))


def _question(row: VoteRecord) -> Question:
    """The question with the names of its steps; an id that the running pack does not know stays as it is."""
    names: dict[str, str] = {}
    if row.profile in vocabulary.profiles():
        names = {step.id: step.name for step in vocabulary.process(row.profile).rules.steps}
    return Question(
        row.profile, row.carried, names.get(row.carried, row.carried), row.lost, names.get(row.lost, row.lost)
    )


def running(proposal: str, at: datetime) -> tuple[Vote, ...]:
    """The votes on a proposal, by its key, that are neither published nor withdrawn; without voters. Two queries."""
    rows = list(VoteRecord.objects.select_related("proposal").filter(proposal__key=proposal, opened_at__lte=at))
    if not rows:
        return ()
    number = register.present_number(proposal)
    every = loaded(rows, at, {proposal: (number, "")}, whole=False)
    return tuple(one for one in every if not one.standing.is_over)


def last_number(proposal: str, body: str) -> int:
    """How many votes of a body on a proposal there were."""
    return VoteRecord.objects.filter(proposal__key=proposal, body=body).count()


def speaks_in(person: str, key: str) -> bool:
    """Whether a person, by key, may speak for a seat in a vote."""
    return SpeakerRow.objects.filter(vote__key=key, person=person).exists()


def written_by_erased() -> frozenset[tuple[str, str, str]]:
    """What erased persons wrote in votes and is not erased yet: the vote, the seat, and the key of the actor who wrote
    it, empty for all that was written for the seat of an erased member. Three queries; one where nobody is erased."""
    erased = list(Person.objects.filter(erased_at__isnull=False).values_list("key", flat=True))
    if not erased:
        return frozenset()
    member = SpeakerRow.objects.filter(
        vote=OuterRef("vote"), seat=OuterRef("seat"), role=SpeakerRow.MEMBER, person__in=erased
    )
    theirs = Q(of_member=True) | Q(by__in=[f"{PERSON}{key}" for key in erased])
    found: set[tuple[str, str, str]] = set()
    for table, words in ((PositionRow, "rationale"), (InterestRow, "words")):
        rows = table._default_manager.exclude(**{words: ""}).annotate(of_member=Exists(member)).filter(theirs)
        for vote, seat, by, of_member in rows.values_list("vote__key", "seat", "by", "of_member"):
            found.add((vote, seat, "" if of_member else by))
    return frozenset(found)


def check_open(found: Vote, context: Context) -> None:
    """Refuse what is taken only while a vote is open."""
    if found.standing is Standing.TO_OPEN:
        raise reasons.NOT_YET_OPEN.refuse(found.named, opens=moment_words(found.opens_at))
    if found.standing is not Standing.OPEN:
        raise reasons.NOT_OPEN.refuse(
            found.named, standing=found.standing.words, closed=moment_words(found.times.closed_at)
        )
