"""Reads of engagement, through a lens. Days are public; who booked, and who came, is for the secretariat."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Any

from codeclerk.engagement.commands.inputs import MANAGE, PERSON
from codeclerk.engagement.find import UNKNOWN, engagement_of, suggestion
from codeclerk.engagement.models import AttendanceFact, BookingFact, EngagementFact, RequestRecord, TopicFact
from codeclerk.engagement.rules import (
    Booking,
    Engagement,
    Places,
    Request,
    RequestState,
    Standing,
    Topic,
    places,
)
from codeclerk.kernel.errors import Kind, Reason
from codeclerk.kernel.lens import Lens
from codeclerk.people.queries import names_as_at, names_of
from codeclerk.sources.queries.seen import place_of

__all__ = [
    "BookingLine",
    "Engagement",
    "Standing",
    "attendance",
    "bookings",
    "coming",
    "engagement",
    "engagements",
    "manages",
    "own_booking",
    "own_requests",
    "requests",
]

NOT_YOURS = Reason(
    "engagement.not_yours",
    rule="who booked, who came, and what somebody asks the helpdesk, is for the secretariat",
    problem="{object} may not see that",
    remedy="Your own bookings and requests stand on the page of engagement.",
    kind=Kind.FORBIDDEN,
)


def engagements(lens: Lens, keys: Collection[str] = ()) -> tuple[Engagement, ...]:
    """Every day that was planned by the lens's day, in order, the cancelled ones too. Four queries, however many.

    Args:
        keys: only these; all unless given.
    """
    facts = EngagementFact.objects.as_at(lens).select_related("engagement").annotate(source=place_of(lens))
    if keys:
        facts = facts.filter(engagement__key__in=keys)
    rows = list(facts)
    if not rows:
        return ()
    ids = [row.engagement_id for row in rows]
    topics: dict[int, list[Topic]] = {}
    said = TopicFact.objects.as_at(lens).filter(engagement__in=ids).order_by("number")
    for id, number, text in said.values_list("engagement_id", "number", "text"):
        topics.setdefault(id, []).append(Topic(number, text))
    booked = _booked(lens, ids)
    came: dict[int, int] = {}
    for id, number in AttendanceFact.objects.as_at(lens).filter(engagement__in=ids).values_list("engagement", "number"):
        came[id] = came.get(id, 0) + number
    made = (
        _with(row, topics.get(row.engagement_id, ()), booked.get(row.engagement_id, ()), came.get(row.engagement_id))
        for row in rows
    )
    return tuple(sorted(made, key=lambda one: (one.first, one.key)))


def _with(row: Any, topics: Iterable[Topic], booked: Iterable[Booking], attended: int | None) -> Engagement:
    one = engagement_of(row)
    own = places(booked, one.capacity)
    waiting = sum(each.places for each in own.waiting)
    sources = (row.source,) if row.source else ()
    return replace(one, topics=tuple(topics), booked=own.taken, waiting=waiting, attended=attended, sources=sources)


def coming(lens: Lens) -> tuple[Engagement, ...]:
    """The days that are to come, or are on, on the lens's day; cancelled ones left out. Four queries."""
    wanted = (Standing.COMING, Standing.ON)
    return tuple(one for one in engagements(lens) if one.standing(lens.valid_at) in wanted)


def engagement(lens: Lens, key: str) -> Engagement:
    """One day by its key. Refused (engagement.unknown) with the nearest. Four queries."""
    found = engagements(lens, (key,))
    if not found:
        raise UNKNOWN.refuse(key[:100], suggestion=suggestion(key))
    return found[0]


def manages(lens: Lens) -> bool:
    """Whether the viewer keeps days, bookings and requests."""
    return MANAGE in lens.viewer.holds


# --- who booked, and who came ----------------------------------------------------


@dataclass(frozen=True)
class BookingLine:
    """A booking with names, for the secretariat: `name` is empty for who may not see contact details."""

    booking: Booking
    name: str
    organisation_name: str
    waits: bool


def own_booking(lens: Lens, one: Engagement) -> tuple[Booking, bool] | None:
    """The viewer's own booking at a day, and whether it waits; None for none. One query."""
    person = lens.viewer.key.removeprefix(PERSON)
    if person == lens.viewer.key:
        return None
    found = _places(lens, one)
    booking = found.booking(person)
    return None if booking is None else (booking, not found.has(person))


def bookings(lens: Lens, one: Engagement) -> tuple[BookingLine, ...]:
    """Every booking at a day, in the order of booking, those that wait last. Refused (engagement.not_yours) for others
    than the secretariat. Three queries."""
    _check(lens)
    found = _places(lens, one)
    every = (*found.confirmed, *found.waiting)
    organisations = names_as_at(lens, {each.organisation for each in every}) if every else {}
    names = names_of(lens) if every else {}
    return tuple(
        BookingLine(
            each,
            names.get(each.person, ""),
            organisations.get(each.organisation, each.organisation),
            not found.has(each.person),
        )
        for each in every
    )


def attendance(lens: Lens, one: Engagement) -> tuple[tuple[str, int], ...]:
    """How many people of each organisation came: (its name, how many), by name. Refused (engagement.not_yours) for
    others than the secretariat. Two queries."""
    _check(lens)
    rows = AttendanceFact.objects.as_at(lens).filter(engagement__key=one.key, number__gt=0)
    found = dict(rows.values_list("organisation__key", "number"))
    names = names_as_at(lens, found.keys()) if found else {}
    return tuple(sorted((names.get(key, key), number) for key, number in found.items()))


def _places(lens: Lens, one: Engagement) -> Places:
    rows = BookingFact.objects.as_at(lens).filter(engagement__key=one.key, places__gt=0).order_by("event")
    wanted = ("person__key", "organisation__key", "places", "event", "valid_from")
    return places((Booking(*row) for row in rows.values_list(*wanted)), one.capacity)


def _booked(lens: Lens, ids: Collection[int]) -> dict[int, list[Booking]]:
    """The places booked at days, by the row of the day; whose they are is not read."""
    rows = BookingFact.objects.as_at(lens).filter(engagement__in=ids, places__gt=0)
    found: dict[int, list[Booking]] = {}
    for id, count, turn in rows.values_list("engagement", "places", "event"):
        found.setdefault(id, []).append(Booking("", "", count, turn))
    return found


def _check(lens: Lens) -> None:
    if not manages(lens):
        raise NOT_YOURS.refuse(lens.viewer.key)


# --- the helpdesk ----------------------------------------------------------------


def requests(lens: Lens) -> tuple[Request, ...]:
    """Every request to the helpdesk, open ones first, then the newest. Refused (engagement.not_yours) for others than
    the secretariat. One query."""
    _check(lens)
    return _requests(RequestRecord.objects.all())


def own_requests(lens: Lens) -> tuple[Request, ...]:
    """The viewer's own requests; none for the public. One query, or none."""
    if not lens.viewer.key.startswith(PERSON):
        return ()
    return _requests(RequestRecord.objects.filter(person__key=lens.viewer.key.removeprefix(PERSON)))


def _requests(rows: Any) -> tuple[Request, ...]:
    found = [
        Request(
            key=row.key,
            kind=row.kind,
            asked_on=row.asked_on,
            state=RequestState(row.state),
            person=row.person.key if row.person else "",
            engagement=row.engagement.key if row.engagement else "",
            subject=row.subject,
            message=row.message,
            reply_to=row.reply_to,
            answer=row.answer,
            settled_on=row.settled_on,
            is_erased=row.erased_at is not None,
        )
        for row in rows.select_related("person", "engagement").order_by("-pk")
    ]
    return tuple(sorted(found, key=lambda one: one.state is not RequestState.OPEN))
