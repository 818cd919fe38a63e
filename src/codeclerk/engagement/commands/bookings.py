"""Acts on bookings: book a place, cancel it, record who came."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from codeclerk.engagement import find
from codeclerk.engagement.commands.inputs import CLOCK, MANAGE, PERSON, TICK, KeyOf, Managed, SignedIn, invitation, tell
from codeclerk.engagement.events import AttendanceRecorded, BookingCancelled, PlaceBooked
from codeclerk.engagement.models import attendance_stream, booking_stream
from codeclerk.engagement.rules import Booking, Standing, moved_up, places
from codeclerk.kernel import ports
from codeclerk.kernel.acts import ActInput, Context, Plan, PlannedEvent, act
from codeclerk.kernel.calendar import format_date, london_day
from codeclerk.kernel.errors import Kind, Reason
from codeclerk.people import find as people
from codeclerk.people.inputs import Key
from codeclerk.people.vocabulary import category_names
from codeclerk.register import vocabulary as register
from codeclerk.register.inputs import SourcedInput

CLOSED = Reason(
    "engagement.closed",
    rule="places are booked up to the day on which bookings close",
    problem="{object} takes no bookings on {day}: {why}",
    remedy="Ask the helpdesk whether a place is left.",
    kind=Kind.CONFLICT,
)
BOOKED_ALREADY = Reason(
    "engagement.booked_already",
    rule="one person books once, for as many places as they need",
    problem="there is a booking of yours at {object} already",
    remedy="Cancel it first, to book another number of places.",
    kind=Kind.CONFLICT,
)
NOT_BOOKED = Reason(
    "engagement.not_booked",
    rule="only what is booked can be cancelled, before the day is over",
    problem="there is no booking to cancel at {object}",
    remedy="Look at your bookings on its page.",
    kind=Kind.NOT_FOUND,
)
NOT_THEIRS = Reason(
    "engagement.not_their_organisation",
    rule="a place is booked for an organisation that the person stands for, or holds a role in",
    problem="{object} is not an organisation that you act for",
    remedy="Have that recorded first, or ask the helpdesk to book the place.",
    kind=Kind.FORBIDDEN,
)
NOT_INVITED = Reason(
    "engagement.not_invited",
    rule="some days are for party categories that they name (DCUSA:56-60)",
    problem="{object} is for {categories}, and the organisation is {own}",
    remedy="Ask the helpdesk whether you can come all the same.",
)
TOO_MANY = Reason(
    "engagement.too_many_places",
    rule="nobody books more places than there are",
    problem="{object} has {capacity} places",
    remedy="Book fewer.",
)
WHO = Reason(
    "engagement.who",
    rule="a booking is for a person",
    problem="the booking at {object} names nobody",
    remedy="Say who is to come.",
)
NOT_YET = Reason(
    "engagement.not_yet",
    rule="who came is recorded once the day has begun",
    problem="{object} begins on {first}",
    remedy="Record it then.",
)

PARTIES = "party_categories"
WHO_WAITS = "Somebody who waits for a place"
ForWhom = Annotated[Key | None, Field(title="Person", description="Who it is for; empty for yourself.")]


@act
class BookPlace(SignedIn["BookPlace.Input"]):
    """Book places at a day, for oneself and colleagues of one organisation; where they are taken, on the waiting list.

    The secretariat books for whoever asks the helpdesk (DCUSA:78-80).
    """

    name = "book_place"
    title = "Book a place"

    class Input(ActInput):
        engagement: KeyOf
        organisation: Annotated[Key, Field(title="Organisation", description="For whom you come.")]
        places: Annotated[int, Field(title="Places", ge=1, le=50, description="With your own.")] = 1
        person: ForWhom = None

    def plan(self, data: Input, context: Context) -> Plan:
        found = find.engagement(data.engagement)
        day, today = found.now, _day_of(context)
        person = _person(data.person, day.title, context)
        if not day.takes_bookings(today) or today > london_day(context.now):
            standing = day.standing(today)
            is_out = standing in (Standing.OVER, Standing.CANCELLED)
            why = f"it is {standing.value}" if is_out else f"they closed on {format_date(day.last_booking_day)}"
            raise CLOSED.refuse(day.title, day=format_date(today), why=why, field="engagement")
        if found.places.booking(person) is not None:
            raise BOOKED_ALREADY.refuse(day.title, field="places")
        organisation = people.organisation(data.organisation).key
        warnings = self._check_organisation(data, context, organisation, person, day.categories, day.title)
        if day.capacity is not None and data.places > day.capacity:
            raise TOO_MANY.refuse(day.title, capacity=day.capacity, field="places")
        mine = Booking(person, organisation, data.places, turn=_last_turn(found.places.confirmed, found.places.waiting))
        after = places((*found.places.confirmed, *found.places.waiting, mine), day.capacity)
        waits = not after.has(person)
        body = PlaceBooked(
            engagement=day.key,
            title=day.title,
            person=person,
            organisation=organisation,
            places=data.places,
            waits=waits,
        )
        subject = f"{'On the waiting list' if waits else 'Booked'}: {day.title}"
        return Plan(
            (PlannedEvent(booking_stream(day.key, person), body),),
            notices=tell((mine,), subject, invitation(day)),
            answer={"engagement": day.key, "waits": waits},
            warnings=(*warnings, *(("All places are taken: this goes on the waiting list.",) if waits else ())),
        )

    @staticmethod
    def _check_organisation(
        data: Input, context: Context, organisation: str, person: str, categories: tuple[str, ...], title: str
    ) -> tuple[str, ...]:
        """Refuse an organisation that the person does not act for, or that is not invited; the secretariat is warned
        of the latter."""
        manages = _manages(context)
        if not manages and organisation not in find.organisations_of(person, context.effective):
            raise NOT_THEIRS.refuse(organisation, field="organisation")
        own = find.category_of(organisation, context.effective) if categories else ""
        if not categories or own in categories:
            return ()
        names = register.affected_names()
        listed = ", ".join(names.get((PARTIES, one), one) for one in categories)
        called = names.get((PARTIES, own), own) or "in no party category"
        # Whether an organisation is an Other User, say, is in no record: then it is for the secretariat to judge.
        if not manages and set(categories) <= set(category_names()):
            raise NOT_INVITED.refuse(title, categories=listed, own=called, field="organisation")
        return (f"The day is for {listed}, and the organisation is {called}.",)


@act
class CancelBooking(SignedIn["CancelBooking.Input"]):
    """Cancel a booking, that of an erased person too. Who moves up from the waiting list is told."""

    name = "cancel_booking"
    title = "Cancel a booking"

    class Input(ActInput):
        engagement: KeyOf
        person: ForWhom = None

    def may(self, data: Input, context: Context) -> ports.Permission:
        asked = (data.engagement, data.person)
        if context.actor == CLOCK and asked in find.booked_by_erased(london_day(context.now)):
            return ports.permission.ask(context.actor, TICK, context.now)
        return super().may(data, context)

    def plan(self, data: Input, context: Context) -> Plan:
        found = find.engagement(data.engagement)
        person = (data.person or context.actor).removeprefix(PERSON)
        standing = found.now.standing(_day_of(context))
        if found.places.booking(person) is None or standing is Standing.OVER:
            raise NOT_BOOKED.refuse(found.now.title)
        rest = [one for one in (*found.places.confirmed, *found.places.waiting) if one.person != person]
        risen = moved_up(found.places, places(rest, found.now.capacity))
        told_as = "" if _manages(context) else WHO_WAITS
        body = BookingCancelled(engagement=found.now.key, title=found.now.title, person=person)
        return Plan(
            (PlannedEvent(booking_stream(found.now.key, person), body),),
            notices=tell(risen, f"You have a place: {found.now.title}", invitation(found.now), told_as),
            answer={"engagement": found.now.key},
        )


@act
class RecordAttendance(Managed["RecordAttendance.Input"]):
    """Record how many people of an organisation came. Recorded again, the later number counts."""

    name = "record_engagement_attendance"
    title = "Record who came"

    class Input(SourcedInput):
        engagement: KeyOf
        organisation: Annotated[Key, Field(title="Organisation")]
        number: Annotated[int, Field(title="How many people came", ge=0, le=10_000)]

    def plan(self, data: Input, context: Context) -> Plan:
        found = find.engagement(data.engagement)
        if context.effective < found.now.first or found.now.is_cancelled:
            raise NOT_YET.refuse(found.now.title, first=format_date(found.now.first), field="effective")
        body = AttendanceRecorded(
            engagement=found.now.key,
            title=found.now.title,
            organisation=people.organisation(data.organisation).key,
            number=data.number,
        )
        event = PlannedEvent(attendance_stream(found.now.key), body)
        return Plan((event,), answer={"engagement": found.now.key})


def _manages(context: Context) -> bool:
    return ports.permission.ask(context.actor, MANAGE, context.now).allowed


def _day_of(context: Context) -> date:
    """The day on which somebody books or cancels. Only the secretariat can say afterwards that it was an earlier one:
    nobody else gets round the end of bookings by it."""
    return context.effective if _manages(context) else max(context.effective, london_day(context.now))


def _person(named: str | None, title: str, context: Context) -> str:
    """The key of who it is for. Refuses nobody, and a person who is unknown or erased."""
    if not named and not context.actor.startswith(PERSON):
        raise WHO.refuse(title, field="person")
    return people.person(named or context.actor.removeprefix(PERSON)).key


def _last_turn(*groups: tuple[Booking, ...]) -> int:
    return 1 + max((one.turn for group in groups for one in group), default=0)
