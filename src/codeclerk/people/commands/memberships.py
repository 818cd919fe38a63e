"""Acts on memberships: who holds which role, where, and for how long.

A term begins on the bus's `effective` day. All rules of seats are about one place, and all events of a place go to one
stream, so two changes of one body are recorded one after the other and the rules hold under concurrency too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated

from pydantic import Field

from codeclerk.kernel.acts import Act, ActInput, Context, Plan, PlannedEvent, act
from codeclerk.kernel.calendar.dates import format_date
from codeclerk.kernel.errors import Kind, Reason
from codeclerk.kernel.packs import Role
from codeclerk.people import find, vocabulary
from codeclerk.people.events import MembershipEnded, MembershipGiven, MembershipStruck
from codeclerk.people.inputs import Key, Line
from codeclerk.people.models import Membership
from codeclerk.people.rules import Seat, check_seats, check_term

ROLE_ELSEWHERE = Reason(
    "people.role_elsewhere",
    rule="a role is held where the code pack says: in a body, in an organisation or in the installation",
    problem="{object} is {where}",
    remedy="{remedy}",
)
ALTERNATE_ELSEWHERE = Reason(
    "people.alternate_elsewhere",
    rule="an alternate stands in for a member of the same body",
    problem="{object} is a membership of {place}, not of {wanted}",
    remedy="Name a membership of the same body.",
)
ALTERNATE_OF_ALTERNATE = Reason(
    "people.alternate_of_alternate",
    rule="an alternate stands in for a member, not for another alternate",
    problem="{object} stands in for a member itself",
    remedy="Name the membership of that member.",
)
MEMBER_NOT_THERE = Reason(
    "people.member_not_there",
    rule="an alternate stands in for somebody who holds the membership at that time",
    problem="{object} is not held on {first_day}",
    remedy="Choose a first day inside the term of the member.",
)
ENDED = Reason(
    "people.membership_ended",
    rule="a membership ends once; a later end would be another term",
    problem="{object} ended on {last_day}",
    remedy="To go on, give a membership that begins after it. An earlier end may still be recorded.",
    kind=Kind.CONFLICT,
)
NEVER_HELD = Reason(
    "people.membership_never_held",
    rule="only a membership that is held can be ended or struck",
    problem="{object} was struck: it was never held",
    remedy="Nothing is to be done.",
    kind=Kind.CONFLICT,
)

INSTALLATION = "installation:roles"

MembershipKey = Annotated[Line, Field(title="Membership", max_length=100)]
LastDay = Annotated[date | None, Field(title="Last day", description="Leave empty when the term has no end yet.")]


@dataclass(frozen=True)
class Place:
    """Where a membership is held: one of a body, an organisation, the installation."""

    stream: str
    name: str
    body: str = ""
    organisation: str = ""

    @property
    def prefix(self) -> str:
        return self.stream.replace(":", "-").removesuffix("-roles")


@dataclass(frozen=True)
class Held:
    """A membership with its term, the days from `first_day` up to but not on `end`, as known now."""

    membership: Membership
    first_day: date
    end: date | None

    def seat(self) -> Seat:
        principal = self.membership.alternate_for
        return Seat(
            membership=self.membership.key,
            person=self.membership.person.actor,
            role=self.membership.role,
            first_day=self.first_day,
            end=self.end,
            seat=self.membership.seat,
            stands_in_as=principal.role if principal else "",
        )


def held_in(place: str) -> tuple[Held, ...]:
    """Every membership of a place with its term, past and coming ones too, as recorded now."""
    rows = (
        find.recorded_terms()
        .filter(membership__place=place)
        .select_related("membership__person", "membership__alternate_for")
        .order_by("valid_from", "pk")
    )
    return tuple(Held(row.membership, row.valid_from, row.valid_to) for row in rows)


@act
class GiveMembership(Act["GiveMembership.Input"]):
    """Give a person a role in a body, an organisation or the installation, from the effective day on."""

    name = "give_membership"
    title = "Give a membership"
    capability = "people.manage_memberships"

    class Input(ActInput):
        person: Annotated[Key, Field(title="Person")]
        role: Annotated[Line, Field(title="Role", max_length=100)]
        body: Annotated[
            Line, Field(title="Body", max_length=100, description="For roles that are held in a committee or group.")
        ] = ""
        organisation: Annotated[
            Key | None, Field(title="Organisation", description="For roles that are held in an organisation.")
        ] = None
        seat: Annotated[
            Line,
            Field(
                title="Seat",
                max_length=100,
                description="Where a body names its seats, such as Small Supplier 2. Not the name of a person.",
            ),
        ] = ""
        alternate_for: Annotated[
            Line,
            Field(
                title="Stands in for",
                max_length=100,
                description="For an alternate: the membership of the member.",
            ),
        ] = ""
        last_day: LastDay = None

    def plan(self, data: Input, context: Context) -> Plan:
        person = find.person(data.person)
        role = vocabulary.role(data.role)
        place = self._place(role, data)
        check_term(place.name, context.effective, data.last_day)
        there = held_in(place.stream)
        last_day, warnings = data.last_day, []
        principal = self._principal(data, place, there, context) if data.alternate_for else None
        if principal is not None and principal.end is not None:
            their_last = principal.end - timedelta(days=1)
            if last_day is None or last_day > their_last:
                last_day = their_last
                warnings.append(f"The term ends on {format_date(last_day)}, with {principal.membership.key}.")
        new = Seat(
            membership="",
            person=person.actor,
            role=role.id,
            first_day=context.effective,
            end=last_day + timedelta(days=1) if last_day else None,
            seat=data.seat,
            stands_in_as=principal.membership.role if principal else "",
        )
        check_seats(place.name, new, [held.seat() for held in there])
        body = MembershipGiven(
            membership=f"{place.prefix}-{Membership.objects.filter(place=place.stream).count() + 1}",
            person=person.key,
            role=role.id,
            body=place.body,
            organisation=place.organisation,
            seat=data.seat,
            alternate_for=principal.membership.key if principal else "",
            last_day=last_day,
        )
        return Plan(
            events=(PlannedEvent(place.stream, body),),
            answer={"membership": body.membership, "person": person.key},
            warnings=tuple(warnings),
        )

    @staticmethod
    def _place(role: Role, data: Input) -> Place:
        """Where the role is to be held, as the pack's scope says; refuses a place that is missing or too many."""
        given = {"body": data.body, "organisation": data.organisation or ""}
        where = f"held in a {role.scope}" if role.scope != "organisation" else "held in an organisation"
        if role.scope not in ("body", "organisation", "installation"):
            where = "given with a proposal" if role.scope == "proposal" else "a name for addressees that nobody holds"
            raise ROLE_ELSEWHERE.refuse(role.name, field="role", where=where, remedy="Choose another role.")
        for name, value in given.items():
            if name == role.scope and not value:
                raise ROLE_ELSEWHERE.refuse(role.name, field=name, where=where, remedy=f"Name the {name}.")
            if name != role.scope and value:
                raise ROLE_ELSEWHERE.refuse(role.name, field=name, where=where, remedy=f"Leave the {name} empty.")
        if role.scope == "body":
            body = vocabulary.body(data.body)
            return Place(f"body:{body.id}", body.name, body=body.id)
        if role.scope == "organisation":
            key = find.organisation(data.organisation or "").key
            return Place(f"organisation:{key}", key, organisation=key)
        return Place(INSTALLATION, "this installation")

    @staticmethod
    def _principal(data: Input, place: Place, there: Sequence[Held], context: Context) -> Held:
        member = find.membership(data.alternate_for, "alternate_for")
        facts = {"field": "alternate_for"}
        if member.place != place.stream or not place.body:
            raise ALTERNATE_ELSEWHERE.refuse(member.key, place=member.place, wanted=place.stream, **facts)
        if member.alternate_for_id is not None:
            raise ALTERNATE_OF_ALTERNATE.refuse(member.key, **facts)
        day = context.effective
        for held in there:
            if held.membership.pk == member.pk and held.first_day <= day and (held.end is None or day < held.end):
                return held
        raise MEMBER_NOT_THERE.refuse(member.key, first_day=format_date(day), **facts)


def running(membership: Membership) -> tuple[Held, tuple[Held, ...]]:
    """The membership with its term, and the alternates that stand in for it. Refuses one that was struck."""
    there = held_in(membership.place)
    own = [held for held in there if held.membership.pk == membership.pk]
    if not own:
        raise NEVER_HELD.refuse(membership.key, field="membership")
    return own[-1], tuple(held for held in there if held.membership.alternate_for_id == membership.pk)


@act
class EndMembership(Act["EndMembership.Input"]):
    """End a membership: its rights are gone on the day after the last day. Those who stand in for it end with it."""

    name = "end_membership"
    title = "End a membership"
    capability = "people.manage_memberships"

    class Input(ActInput):
        membership: MembershipKey
        last_day: Annotated[date, Field(title="Last day", description="The last day on which it is held.")]

    def plan(self, data: Input, context: Context) -> Plan:
        membership = find.membership(data.membership)
        held, alternates = running(membership)
        check_term(membership.key, held.first_day, data.last_day)
        end = data.last_day + timedelta(days=1)
        if held.end is not None and end >= held.end:
            ended = format_date(held.end - timedelta(days=1))
            raise ENDED.refuse(membership.key, field="membership", last_day=ended)
        with_it = [a for a in alternates if (a.end is None or a.end > end) and a.first_day < end]
        never = [a for a in alternates if a.first_day >= end]
        events = [
            PlannedEvent(membership.place, MembershipEnded(membership=m.key, last_day=data.last_day))
            for m in (membership, *(alternate.membership for alternate in with_it))
        ]
        events += [
            PlannedEvent(membership.place, MembershipStruck(membership=a.membership.key, first_day=a.first_day))
            for a in never
        ]
        return Plan(events=tuple(events), answer={"membership": membership.key, "person": membership.person.key})


@act
class StrikeMembership(Act["StrikeMembership.Input"]):
    """Strike a membership that was recorded in error: it was never held, and nobody stood in for it."""

    name = "strike_membership"
    title = "Strike a membership"
    capability = "people.manage_memberships"

    class Input(ActInput):
        membership: MembershipKey

    def plan(self, data: Input, context: Context) -> Plan:
        membership = find.membership(data.membership)
        held, alternates = running(membership)
        struck = (held, *alternates)
        return Plan(
            events=tuple(
                PlannedEvent(membership.place, MembershipStruck(membership=one.membership.key, first_day=one.first_day))
                for one in struck
            ),
            answer={"membership": membership.key, "person": membership.person.key},
            warnings=("Votes and papers that rest on this membership are not changed by striking it.",),
        )
