"""Acts at a meeting: who was there, interests, verbal updates, and what came of each item."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Annotated

from pydantic import BeforeValidator, Field

from codeclerk.committees import queries as committees
from codeclerk.kernel.acts import ActInput, Context, Plan, PlannedEvent, act
from codeclerk.kernel.chain import canonical_json
from codeclerk.kernel.errors import Kind, Reason
from codeclerk.meetings import vocabulary
from codeclerk.meetings.commands.base import AtMeeting, ItemOf, MeetingAct, Opened, names_of, opened
from codeclerk.meetings.commands.outcomes import came_from
from codeclerk.meetings.events.running import (
    AttendanceRecorded,
    GuestsBody,
    InterestDeclared,
    OfItem,
    OutcomeSaid,
    ThereBody,
    VerballyReported,
)
from codeclerk.meetings.models import stream
from codeclerk.meetings.rules.agenda import Interest, Item, Presence, There, quorum, slug
from codeclerk.people.inputs import Key, Line
from codeclerk.register.inputs import Pick, Words

NO_SEAT = Reason(
    "meetings.no_seat",
    rule="attendance is recorded by seat, as the body is made up on the day of the meeting",
    problem="{object} is no seat of the {body} on that day",
    remedy="{hint}",
    kind=Kind.NOT_FOUND,
)
SEAT_TWICE = Reason(
    "meetings.seat_twice",
    rule="a seat is filled once",
    problem="{object} is named twice",
    remedy="Name it once.",
)
NOBODY = Reason(
    "meetings.nobody",
    rule="attendance names seats, or guests by organisation",
    problem="{object} are not said",
    remedy="Say how one seat was filled, or which organisation sent guests.",
)


def _presence(value: object) -> object:
    if isinstance(value, str) and not isinstance(value, Presence):
        labels = {one.label.lower(): one.value for one in Presence}
        return labels.get(value.strip().lower(), value.strip().lower())
    return value


class SeatThere(ActInput):
    """How one seat was filled. Of an alternate, `organisation` is the alternate's."""

    seat: Annotated[Line, Field(min_length=1, max_length=80, description="Its key or its name.")]
    how: Annotated[
        Presence,
        BeforeValidator(_presence),
        Field(description="present, telephone, alternate, apologies or absent."),
    ]
    organisation: Annotated[Key | None, Field(description="Key of the organisation, where another sat there.")] = None


class GuestsOf(ActInput):
    """So many guests of an organisation. They are not named."""

    organisation: Annotated[Line, Field(min_length=1, max_length=100, description="Whose guests they were.")]
    number: Annotated[int, Field(ge=1, le=500, description="How many.")] = 1


@act
class RecordAttendance(MeetingAct["RecordAttendance.Input"]):
    """Record who was at a meeting: by seat, guests by organisation. Seats that are not named stay as they were."""

    name = "record_attendance"
    title = "Record who was there"

    class Input(AtMeeting):
        seats: Annotated[tuple[SeatThere, ...], Field(title="Seats", max_length=200)] = ()
        guests: Annotated[tuple[GuestsOf, ...], Field(title="Guests", max_length=50)] = ()

    def plan(self, data: Input, context: Context) -> Plan:
        at = opened(data.meeting, context, has_begun=True)
        if not data.seats and not data.guests:
            raise NOBODY.refuse("seats and guests", field="seats")
        known = committees.seats(at.lens.at(at.day), at.body.id)
        made: dict[str, ThereBody] = {}
        persons: dict[str, str] = {}
        for one in data.seats:
            seat = next((seat for seat in known if one.seat in (seat.key, seat.name)), None)
            if seat is None:
                names = ", ".join(seat.name or seat.organisation_name or seat.key for seat in known)
                hint = f"Choose one of {names}." if known else "Record its members first; guests need no seat."
                raise NO_SEAT.refuse(one.seat, body=at.body.name, hint=hint, field="seats")
            if seat.key in made:
                raise SEAT_TWICE.refuse(seat.name or seat.key, field="seats")
            name = seat.name or seat.organisation_name or "Member"
            made[seat.key] = ThereBody(
                seat=seat.key, name=name, how=one.how, organisation=one.organisation or seat.organisation
            )
            if seat.person and one.how in (Presence.PRESENT, Presence.TELEPHONE):
                persons[seat.key] = seat.person
        event = AttendanceRecorded(
            **at.about(data.sure),
            day=at.day,
            seats=tuple(made.values()),
            guests=tuple(
                GuestsBody(about=slug(one.organisation), organisation=one.organisation, number=one.number)
                for one in data.guests
            ),
            persons=persons,
        )
        return _plan(at, event, *_quorum(at, made.values()))


def _quorum(at: Opened, seats: Iterable[ThereBody]) -> tuple[str, ...]:
    """What the attendance says of the quorum; that it is not known is said too."""
    needed = vocabulary.quorum_of(at.body.id, at.day)
    there = [There(one.seat, one.name, one.how) for one in seats]
    found = quorum(needed.value if needed else None, there, needed.sure if needed else None)
    return (f"Quorum: {found.answer.value}. {found.words}",)


class OfItemInput(AtMeeting):
    """Base of what is said of one item at a meeting."""

    item: ItemOf


@act
class RecordOutcome(MeetingAct["RecordOutcome.Input"]):
    """Record what came of an item: an outcome of the code's list with what that needs, words, or both. Said again, it
    replaces what was said before."""

    name = "record_outcome"
    title = "Record what came of an item"

    class Input(OfItemInput):
        outcome: Annotated[Pick, Field(title="Outcome")] = ""
        words: Annotated[Line, Field(title="In words", max_length=300)] = ""
        whom: Annotated[
            Pick, Field(title="Whom it asks", description="A body, a role or an organisation, where input is sought.")
        ] = ""
        when: Annotated[
            Line, Field(title="When it goes on", max_length=60, description="A day or a month: November 2016.")
        ] = ""
        follow_up: Annotated[
            Line, Field(title="What follows", max_length=300, description="Needed where there was no consensus.")
        ] = ""

    def plan(self, data: Input, context: Context) -> Plan:
        at = opened(data.meeting, context, has_begun=True)
        item = at.item(data.item)
        came = came_from(data.outcome, data.words, data.whom, data.when, data.follow_up)
        value = {key: one for key, one in asdict(came).items() if one}
        words = came.told(vocabulary.outcomes())
        return _of_item(OutcomeSaid, at, data, item, item.key, canonical_json(value), words)


@act
class ReportVerbally(MeetingAct["ReportVerbally.Input"]):
    """Record what was reported on an item by word of mouth (DCUSA:7-9)."""

    name = "report_verbally"
    title = "Record a verbal update"

    class Input(OfItemInput):
        words: Annotated[Words, Field(title="What was reported", min_length=1, max_length=2000)]

    def plan(self, data: Input, context: Context) -> Plan:
        at = opened(data.meeting, context, has_begun=True)
        item = at.item(data.item)
        return _of_item(VerballyReported, at, data, item, item.key, data.words, "a verbal update")


@act
class DeclareInterest(MeetingAct["DeclareInterest.Input"]):
    """Record that a member declared an interest in an item, by seat or organisation. Persons are not named."""

    name = "declare_interest"
    title = "Record a declared interest"

    class Input(OfItemInput):
        who: Annotated[
            Line, Field(title="Who", min_length=1, max_length=100, description="The seat, or the organisation.")
        ]
        words: Annotated[Line, Field(title="Interest", min_length=1, max_length=300)]
        took_part: Annotated[bool, Field(title="Took part in the item all the same")] = False

    def plan(self, data: Input, context: Context) -> Plan:
        at = opened(data.meeting, context, has_begun=True)
        item = at.item(data.item)
        one = Interest(item.key, data.who, data.words, data.took_part)
        value = {key: part for key, part in asdict(one).items() if key != "since"}
        words = f"the {data.who} declared an interest"
        return _of_item(InterestDeclared, at, data, item, f"{item.key}|{slug(data.who)}", canonical_json(value), words)


def _of_item(kind: type[OfItem], at: Opened, data: OfItemInput, item: Item, about: str, text: str, words: str) -> Plan:
    called = at.called(item, names_of(at.lens, [item]))
    event = kind(
        **at.about(data.sure),
        day=at.day,
        about=about,
        told=f"Of {called} at {at.title}: {words}.",
        text=text,
    )
    return Plan((PlannedEvent(at.stream_of(item), event),), answer={"meeting": at.found.key, "item": item.key})


def _plan(at: Opened, event: AttendanceRecorded, *warned: str) -> Plan:
    return Plan((PlannedEvent(stream(at.found.key), event),), answer={"meeting": at.found.key}, warnings=warned)
