"""Finding days, bookings and requests for acts, as they are recorded now. Pages read `queries`."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from codeclerk.engagement.models import BookingFact, EngagementFact, EngagementRecord, RequestRecord, TopicFact
from codeclerk.engagement.rules import Booking, Engagement, Places, RequestState, places
from codeclerk.kernel.errors import Kind, Reason
from codeclerk.people.models import OnBehalfOf, OrganisationCategory, Term

UNKNOWN = Reason(
    "engagement.unknown",
    rule="a day is named by its key, such as 2016-11-25-small-supplier-engagement-day",
    problem="{object}: no such day",
    remedy="{suggestion}",
    kind=Kind.NOT_FOUND,
)
UNKNOWN_REQUEST = Reason(
    "engagement.unknown_request",
    rule="a request to the helpdesk is named by its key",
    problem="{object}: no such request",
    remedy="Look for it in the list of requests.",
    kind=Kind.NOT_FOUND,
)


@dataclass(frozen=True)
class Found:
    """A day as an act finds it: its row, what holds of it now, and who has a place."""

    row: EngagementRecord
    now: Engagement
    places: Places
    topics: int


def engagement(text: str, field: str = "engagement") -> Found:
    """The day with this key, and its bookings. Refused (engagement.unknown) with the nearest. Four queries."""
    row = EngagementRecord.objects.filter(key=text.strip()).first()
    if row is None:
        raise UNKNOWN.refuse(text[:100], suggestion=suggestion(text), field=field)
    fact = EngagementFact.objects.filter(engagement=row, superseded_from__isnull=True).order_by("valid_from").last()
    if fact is None:
        raise UNKNOWN.refuse(text[:100], suggestion=suggestion(text), field=field)
    topics = TopicFact.objects.filter(engagement=row, superseded_from__isnull=True).count()
    now = engagement_of(fact)
    return Found(row, now, places(bookings(row), now.capacity), topics)


def suggestion(text: str) -> str:
    """What to do about a key that names nothing."""
    keys = list(EngagementRecord.objects.order_by("key").values_list("key", flat=True))
    near = get_close_matches(text, keys, n=1)
    return f"Did you mean {near[0]}?" if near else "Look for it in the list of days."


def engagement_of(fact: EngagementFact) -> Engagement:
    """What a row says of a day."""
    if fact.first is None or fact.last is None:
        raise ValueError(f"{fact.engagement_id} has no day.")
    return Engagement(
        key=fact.engagement.key,
        title=fact.title,
        first=fact.first,
        last=fact.last,
        hours=fact.hours,
        place=fact.place,
        is_online=fact.is_online,
        categories=tuple(json.loads(fact.categories)),
        capacity=fact.capacity,
        closes=fact.closes,
        is_cancelled=fact.is_cancelled,
        reason=fact.reason,
        sequence=fact.sequence,
        note=fact.note,
        sure=fact.sure,
    )


def bookings(row: EngagementRecord) -> tuple[Booking, ...]:
    """Every booking that stands now, in the order of booking. One query."""
    rows = BookingFact.objects.filter(
        engagement=row, superseded_from__isnull=True, valid_to__isnull=True, places__gt=0
    ).order_by("event")
    wanted = ("person__key", "organisation__key", "places", "event", "valid_from")
    return tuple(Booking(*one) for one in rows.values_list(*wanted))


def booked_by_erased(day: date) -> tuple[tuple[str, str], ...]:
    """What erased persons booked of the days that are not over: the keys of the day and the person. One query."""
    stands = {"superseded_from__isnull": True, "valid_to__isnull": True}
    coming = EngagementFact.objects.filter(**stands, last__gte=day, is_cancelled=False).values("engagement")
    rows = BookingFact.objects.filter(**stands, places__gt=0, person__erased_at__isnull=False, engagement__in=coming)
    return tuple(rows.order_by("pk").values_list("engagement__key", "person__key"))


def request(text: str, field: str = "request") -> RequestRecord:
    """The request with this key. Refused (engagement.unknown_request)."""
    row = RequestRecord.objects.filter(key=text.strip()).first()
    if row is None:
        raise UNKNOWN_REQUEST.refuse(text[:40], field=field)
    return row


def is_open(row: RequestRecord) -> bool:
    """Whether a request waits for its answer."""
    return row.state == RequestState.OPEN.value


def organisations_of(person: str, day: date) -> frozenset[str]:
    """The keys of the organisations for which a person can book on a day: those that they stand for, or in which they
    hold a role. Two queries."""
    holds = {"superseded_from__isnull": True, "valid_from__lte": day}
    stands = OnBehalfOf.objects.filter(person__key=person, organisation__isnull=False, **holds)
    terms = Term.objects.filter(membership__person__key=person, held=True, **holds)
    ended = {"valid_to__lte": day}
    found = set(stands.exclude(**ended).values_list("organisation__key", flat=True))
    held = terms.exclude(membership__organisation__isnull=True).exclude(**ended)
    return frozenset(found | set(held.values_list("membership__organisation__key", flat=True)))


def category_of(organisation: str, day: date) -> str:
    """The party category of an organisation on a day; empty for none. One query."""
    rows = OrganisationCategory.objects.filter(
        organisation__key=organisation, superseded_from__isnull=True, valid_from__lte=day
    ).exclude(valid_to__lte=day)
    return rows.values_list("category", flat=True).first() or ""
