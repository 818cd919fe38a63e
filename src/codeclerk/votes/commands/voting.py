"""Voting: a position for a seat or a Party, alternates, interests, and what the secretariat records for others."""

from __future__ import annotations

from collections import Counter
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, Field

from codeclerk.kernel.acts import Act, ActInput, Context, Plan, act
from codeclerk.kernel.ports import Permission, permission
from codeclerk.people import find as people
from codeclerk.people.inputs import Key, Line
from codeclerk.people.permissions import PERSON
from codeclerk.register import vocabulary
from codeclerk.register.inputs import Pick, Words
from codeclerk.votes import find, reasons
from codeclerk.votes.commands.base import ManageAct, OfVote, on_seat
from codeclerk.votes.events import AlternateNamed, InterestDeclared, PositionGiven, ReasonsErased
from codeclerk.votes.models import PositionRow, SpeakerRow
from codeclerk.votes.rules.values import Choice, Voter
from codeclerk.votes.rules.vote import Vote
from codeclerk.votes.seats import mine


def _reason(value: Any) -> Any:
    """`a: It keeps meters working together`, as the command line sends it, as what the schema takes."""
    if not isinstance(value, str):
        return value
    objective, _, words = value.partition(":")
    return {"objective": objective.strip(), "reason": words.strip()}


class ReasonInput(ActInput):
    """Why somebody votes so, by one objective of the code."""

    objective: Annotated[Line, Field(min_length=1, max_length=40)]
    reason: Annotated[Words, Field(min_length=1, max_length=2000)]


Rationale = Annotated[
    tuple[Annotated[ReasonInput, BeforeValidator(_reason)], ...],
    Field(title="Reasons by objective", max_length=12, description="For each objective on which the position rests."),
]
ChoiceOf = Annotated[Choice, Field(title="Position", strict=False)]
SeatOf = Annotated[Pick, Field(title="Voting for", description="Needed where you can vote for several.")]


class PositionInput(OfVote):
    """A position in a vote."""

    PRIVATE: ClassVar[tuple[str, ...]] = ("rationale",)

    choice: ChoiceOf
    rationale: Rationale = ()


def _given(found: Vote, voter: Voter, data: PositionInput, how: str, given_as: str = "") -> Plan:
    """The plan of a position. Refuses one without reasons where they are required."""
    by_letter = [(vocabulary.objective(one.objective, "rationale"), one.reason) for one in data.rationale]
    twice = [letter for letter, times in Counter(letter for letter, _ in by_letter).items() if times > 1]
    if twice:
        raise reasons.REASON_TWICE.refuse(twice[0], field="rationale")
    if not by_letter and found.rationale == "required" and data.choice is not Choice.ABSTAIN:
        raise reasons.NO_REASONS.refuse(found.named, choice=data.choice.words, field="rationale")
    number = 1 + max((one.position.number for one in found.said if one.position.seat == voter.seat), default=0)
    event = PositionGiven(
        vote=found.key,
        named=found.named,
        seat=voter.seat,
        seat_name=voter.name,
        number=number,
        choice=data.choice,
        objectives=tuple(sorted(letter for letter, _ in by_letter)),
        how=how,
        given_as=given_as,
        rationale=dict(sorted(by_letter)),
    )
    excluded = voter.seat in found.interests and found.rule.interests == "excluded"
    said = "It is kept and does not count, since an interest was declared." if excluded else ""
    return on_seat(found, voter.seat, event, *([said] if said else []))


class SpeaksAct(Act[Any]):
    """Base of the acts of who votes: with the capability, or as the alternate whom a member named for this vote."""

    capability: ClassVar[str] = find.CAST

    def may(self, data: Any, context: Context) -> Permission:
        answer = permission.ask(context.actor, self.capability, context.now)
        if answer.allowed or not context.actor.startswith(PERSON):
            return answer
        if find.speaks_in(context.actor.removeprefix(PERSON), find.key_of(data.vote)):
            return Permission(True, "votes.alternate", f"{context.actor} was named as an alternate for this vote")
        return answer


@act
class CastPosition(SpeaksAct):
    """Vote for one's own seat, as an alternate, or for one's Party. It can be changed until the close."""

    name = "cast_position"
    title = "Vote"

    class Input(PositionInput):
        seat: SeatOf = ""

    def plan(self, data: Input, context: Context) -> Plan:
        person = context.actor.removeprefix(PERSON)
        found = find.vote_of(data.vote, person, context.now)
        own = mine(found, person, context, data.seat)
        find.check_open(found, context)
        how = PositionRow.CAST if own.is_member or own.is_party else PositionRow.ALTERNATE
        return _given(found, own.voter, data, how)


@act
class RecordPosition(ManageAct["RecordPosition.Input"]):
    """Record a position that a voter gave at the meeting or by e-mail, while the vote is open."""

    name = "record_position"
    title = "Record a position"

    class Input(PositionInput):
        seat: Annotated[Pick, Field(title="Voter", min_length=1)]
        given_as: Annotated[
            Line,
            Field(
                title="How it was given",
                min_length=1,
                max_length=300,
                description="Such as: at the meeting of 23 February 2021; e-mail of 22 February 2021.",
            ),
        ]

    def plan(self, data: Input, context: Context) -> Plan:
        found = find.vote(data.vote, context.now)
        find.check_open(found, context)
        return _given(found, voter_named(found, data.seat), data, PositionRow.RECORDED, data.given_as)


def voter_named(found: Vote, text: str, field: str = "seat") -> Voter:
    """The voter that a text names: the seat's key or its name. Refuses another one with those that there are."""
    wanted = text.strip().casefold()
    for one in found.voters:
        if wanted in (one.seat.casefold(), one.name.casefold()):
            return one
    names = ", ".join(one.name for one in found.voters[:20])
    raise reasons.WHICH_SEAT.refuse(found.named, why=f"{text[:80]} is no voter in it", names=names, field=field)


class ForSeatAct(SpeaksAct):
    """Base of what the voter of a seat does, or the secretariat for it."""

    def may(self, data: Any, context: Context) -> Permission:
        answer = permission.ask(context.actor, find.MANAGE, context.now)
        return answer if answer.allowed else super().may(data, context)

    @staticmethod
    def voter(found: Vote, seat: str, context: Context) -> Voter:
        """The voter that the act is about; whoever runs the vote names one, a voter has one."""
        if permission.ask(context.actor, find.MANAGE, context.now).allowed:
            return voter_named(found, seat)
        return mine(found, context.actor.removeprefix(PERSON), context, seat).voter


@act
class AppointAlternate(ForSeatAct):
    """Name an alternate for a seat, for one vote, before it closes: by its member, or by who runs the vote."""

    name = "appoint_alternate"
    title = "Name an alternate"

    class Input(OfVote):
        person: Annotated[Key, Field(title="Person", description="Key of the person who votes in the member's place.")]
        seat: SeatOf = ""

    def plan(self, data: Input, context: Context) -> Plan:
        found = find.vote(data.vote, context.now)
        voter = self.voter(found, data.seat, context)
        find.check_open(found, context)
        if not found.speakers:
            hint = "Give the person the role of party contact of the Party."
            raise reasons.NO_ALTERNATE.refuse(voter.name, why="it is a Party", hint=hint, field="seat")
        member = next(
            (one.person for one in found.speakers if (one.seat, one.role) == (voter.seat, SpeakerRow.MEMBER)), ""
        )
        if context.actor != f"{PERSON}{member}" and not permission.ask(context.actor, find.MANAGE, context.now).allowed:
            raise reasons.NOT_THE_MEMBER.refuse(voter.name, actor=context.actor, field="seat")
        person = people.person(data.person, "person").key
        for one in found.speakers:
            if one.person == person and one.seat == voter.seat:
                hint = "Nothing is to be done."
                raise reasons.NO_ALTERNATE.refuse(
                    voter.name, why="the person can vote for it", hint=hint, field="person"
                )
            if one.person == person:
                other = found.voter(one.seat)
                both = f"{other.name if other else one.seat}, {voter.name}"
                hint = "Name somebody who votes for no other seat."
                raise reasons.TWO_SEATS.refuse(f"person:{person}", seats=both, hint=hint, field="person")
        event = AlternateNamed(vote=found.key, named=found.named, seat=voter.seat, seat_name=voter.name, person=person)
        return on_seat(found, voter.seat, event)


@act
class DeclareInterest(ForSeatAct):
    """Declare an interest in what is voted on. The rule of the vote says whether the position counts."""

    name = "declare_vote_interest"
    title = "Declare an interest in a vote"

    class Input(OfVote):
        PRIVATE: ClassVar[tuple[str, ...]] = ("words",)

        words: Annotated[Words, Field(title="Interest", min_length=1, max_length=2000)]
        seat: SeatOf = ""

    def plan(self, data: Input, context: Context) -> Plan:
        found = find.vote(data.vote, context.now)
        voter = self.voter(found, data.seat, context)
        find.check_open(found, context)
        event = InterestDeclared(
            vote=found.key, named=found.named, seat=voter.seat, seat_name=voter.name, words=data.words
        )
        counts = "does not count" if found.rule.interests == "excluded" else "counts, and the interest is shown with it"
        return on_seat(found, voter.seat, event, f"By the rule of this vote the position {counts}.")


@act
class EraseReasons(ManageAct["EraseReasons.Input"]):
    """Erase what was written for a seat in a vote: reasons and interests. The positions and the count stay."""

    name = "erase_vote_reasons"
    title = "Erase the reasons of a voter"
    capability: ClassVar[str] = "people.erase"

    class Input(OfVote):
        seat: Annotated[Pick, Field(title="Voter", min_length=1)]
        by: Annotated[
            Line, Field(title="Written by", max_length=150, description="Key of the actor; empty for everybody.")
        ] = ""

    def may(self, data: Input, context: Context) -> Permission:
        if context.actor == find.CLOCK and (data.vote, data.seat, data.by) in find.written_by_erased():
            return permission.ask(context.actor, find.TICK, context.now)
        return super().may(data, context)

    def plan(self, data: Input, context: Context) -> Plan:
        found = find.vote(data.vote, context.now)
        voter = voter_named(found, data.seat)
        event = ReasonsErased(
            vote=found.key, named=found.named, seat=voter.seat, seat_name=voter.name, by=data.by.strip()
        )
        return on_seat(found, voter.seat, event, "This cannot be undone.")
