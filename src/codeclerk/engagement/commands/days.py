"""Acts on days: plan one, move it, cancel it, take up a topic."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Annotated, Any

from django.utils.text import slugify
from pydantic import Field

from codeclerk.engagement import find
from codeclerk.engagement.commands.inputs import (
    REPLY,
    HoursText,
    KeyOf,
    Managed,
    PlaceText,
    TopicText,
    invitation,
    tell,
)
from codeclerk.engagement.events import (
    EngagementCancelled,
    EngagementMoved,
    EngagementPlanned,
    HelpAnswered,
    TopicAdded,
)
from codeclerk.engagement.models import EngagementRecord, request_stream, stream
from codeclerk.engagement.rules import Engagement, Standing, moved_up, places
from codeclerk.kernel.acts import Context, Notice, Plan, PlannedEvent, act
from codeclerk.kernel.calendar import format_date
from codeclerk.kernel.errors import Kind, Reason
from codeclerk.kernel.packs import Sure
from codeclerk.people.inputs import Line
from codeclerk.register import vocabulary as register
from codeclerk.register.inputs import Pick, SourcedInput, Why

ENDS_BEFORE = Reason(
    "engagement.ends_before_it_begins",
    rule="a day ends on the day on which it begins or later, and bookings close on its last day or earlier",
    problem="{object} would {what}",
    remedy="Correct the days.",
)
NO_PLACE = Reason(
    "engagement.no_place",
    rule="a day is at a place, or online, or both",
    problem="{object} is neither at a place nor online",
    remedy="Name the place, or say that it is online.",
)
TWICE = Reason(
    "engagement.planned_already",
    rule="a day is planned once",
    problem="{object} is planned already",
    remedy="Move that one, or give this one another title.",
    kind=Kind.CONFLICT,
)
NOT_COMING = Reason(
    "engagement.not_coming",
    rule="only a day that is to come can be moved, cancelled or given a topic",
    problem="{object} is {standing}",
    remedy="Plan another one.",
    kind=Kind.CONFLICT,
)
NOTHING_CHANGED = Reason(
    "engagement.nothing_changed",
    rule="what is moved is different afterwards",
    problem="{object} would stay as it is",
    remedy="Fill in what changes.",
)
TOO_SMALL = Reason(
    "engagement.too_small",
    rule="nobody who has a place loses it",
    problem="{object} has {taken} places taken, more than {capacity}",
    remedy="Keep at least so many, or ask those people to cancel.",
    kind=Kind.CONFLICT,
)

Capacity = Annotated[
    int | None, Field(title="Places", ge=1, le=100_000, description="How many people can come. Empty for no limit.")
]
Closes = Annotated[
    date | None, Field(title="Bookings close on", description="The last day of booking. Empty: its first day.")
]


@act
class PlanEngagement(Managed["PlanEngagement.Input"]):
    """Plan a day for the people of the industry. Effective is the day on which it is announced."""

    name = "plan_engagement"
    title = "Plan an engagement day"

    class Input(SourcedInput):
        title: Annotated[Line, Field(title="Title", min_length=3, max_length=200)]
        first: Annotated[date, Field(title="Day", description="The first one, where there are several.")]
        last: Annotated[date | None, Field(title="Last day", description="Empty for one day.")] = None
        hours: HoursText = ""
        place: PlaceText = ""
        online: Annotated[bool, Field(title="One can take part online")] = False
        categories: Annotated[
            tuple[Annotated[Pick, Field(min_length=1)], ...],
            Field(title="For whom", max_length=30, description="Party categories and addressees; none for everybody."),
        ] = ()
        topics: Annotated[tuple[TopicText, ...], Field(title="Topics", max_length=50)] = ()
        capacity: Capacity = None
        closes: Closes = None

    def plan(self, data: Input, context: Context) -> Plan:
        key = f"{data.first.isoformat()}-{slugify(data.title)[:80]}"
        last = data.last or data.first
        _check_days(data.title, data.first, last, data.closes)
        if not data.place and not data.online and data.sure is Sure.STATED:
            raise NO_PLACE.refuse(data.title, field="place")
        if EngagementRecord.objects.filter(key=key).exists():
            raise TWICE.refuse(key, field="title")
        body = EngagementPlanned(
            engagement=key,
            title=data.title,
            first=data.first,
            last=last,
            hours=data.hours,
            place=data.place,
            is_online=data.online,
            categories=tuple(dict.fromkeys(register.party(text, "categories") for text in data.categories)),
            topics=tuple(dict.fromkeys(data.topics)),
            capacity=data.capacity,
            closes=data.closes,
            sure=data.sure,
            note=data.note,
        )
        return Plan((PlannedEvent(stream(key), body),), answer={"engagement": key})


@act
class MoveEngagement(Managed["MoveEngagement.Input"]):
    """Move a day, or change its hours, its place, its places or the end of bookings. Whoever booked is told."""

    name = "move_engagement"
    title = "Move or change an engagement day"

    class Input(SourcedInput):
        engagement: KeyOf
        first: Annotated[date | None, Field(title="New day", description="Empty: it stays.")] = None
        last: Annotated[date | None, Field(title="New last day", description="Empty for one day.")] = None
        hours: HoursText = ""
        place: Annotated[PlaceText, Field(title="New place", description="Empty: it stays.")] = ""
        online: Annotated[bool, Field(title="One can take part online")] = False
        capacity: Annotated[Capacity, Field(title="Places", description="Empty: they stay.")] = None
        closes: Annotated[Closes, Field(title="Bookings close on", description="Empty: it stays.")] = None
        reason: Why

    def plan(self, data: Input, context: Context) -> Plan:
        found = find.engagement(data.engagement)
        day = found.now
        check_coming(day, context)
        then = _changed(day, data)
        if then == day:
            raise NOTHING_CHANGED.refuse(day.title)
        _check_days(day.title, then.first, then.last, then.closes)
        if then.capacity is not None and then.capacity < found.places.taken:
            taken = found.places.taken
            raise TOO_SMALL.refuse(day.title, taken=taken, capacity=then.capacity, field="capacity")
        body = EngagementMoved(**_said(then, data, data.reason))
        after = places((*found.places.confirmed, *found.places.waiting), then.capacity)
        subject = f"Changed: {day.title}"
        words = f"{invitation(then)}\nWhy it is changed: {data.reason}"
        risen = moved_up(found.places, after)
        told = [one for one in (*after.confirmed, *after.waiting) if one not in risen]
        notices = (*tell(told, subject, words), *tell(risen, f"You have a place: {day.title}", words))
        return Plan((PlannedEvent(stream(day.key), body),), notices=notices, answer={"engagement": day.key})


@act
class CancelEngagement(Managed["CancelEngagement.Input"]):
    """Cancel a day. Whoever booked, or waits for a place, is told."""

    name = "cancel_engagement"
    title = "Cancel an engagement day"

    class Input(SourcedInput):
        engagement: KeyOf
        reason: Why

    def plan(self, data: Input, context: Context) -> Plan:
        found = find.engagement(data.engagement)
        check_coming(found.now, context)
        body = EngagementCancelled(**_said(replace(found.now, is_cancelled=True), data, data.reason))
        words = f"{invitation(found.now)}\nIt does not take place: {data.reason}"
        every = (*found.places.confirmed, *found.places.waiting)
        return Plan(
            (PlannedEvent(stream(found.now.key), body),),
            notices=tell(every, f"Cancelled: {found.now.title}", words),
            answer={"engagement": found.now.key},
        )


@act
class AddTopic(Managed["AddTopic.Input"]):
    """Take up a topic for a day: one's own, or one that somebody suggested, who is told then."""

    name = "add_topic"
    title = "Take up a topic"

    class Input(SourcedInput):
        engagement: KeyOf
        topic: TopicText
        request: Annotated[
            Line, Field(title="Suggested in the request", max_length=40, description="Its key; empty for one's own.")
        ] = ""

    def plan(self, data: Input, context: Context) -> Plan:
        found = find.engagement(data.engagement)
        check_coming(found.now, context)
        body = TopicAdded(engagement=found.now.key, title=found.now.title, number=found.topics + 1, text=data.topic)
        events = [PlannedEvent(stream(found.now.key), body)]
        notices: tuple[Notice, ...] = ()
        if data.request:
            row = find.request(data.request)
            if find.is_open(row):
                answer = HelpAnswered(request=row.key, answer=f"Taken up for {found.now.title}: {data.topic}")
                events.append(PlannedEvent(request_stream(row.key), answer))
                subject = f"Your topic is taken up: {found.now.title}"
                because = "You suggested a topic."
                notices = (Notice(REPLY, f"helpdesk:{row.key}", subject, "", because),)
        return Plan(tuple(events), notices=notices, answer={"engagement": found.now.key})


def check_coming(day: Engagement, context: Context) -> None:
    """Refuse a day that is over or cancelled on the act's day."""
    standing = day.standing(context.effective)
    if standing in (Standing.OVER, Standing.CANCELLED):
        raise NOT_COMING.refuse(day.title, standing=standing.value, field="engagement")


def _check_days(title: str, first: date, last: date, closes: date | None) -> None:
    if last < first:
        what = f"begin on {format_date(first)} and end on {format_date(last)}"
        raise ENDS_BEFORE.refuse(title, what=what, field="last")
    if closes is not None and closes > last:
        what = f"take bookings until {format_date(closes)}, after its end on {format_date(last)}"
        raise ENDS_BEFORE.refuse(title, what=what, field="closes")


def _changed(day: Engagement, data: MoveEngagement.Input) -> Engagement:
    """The day as it is to be: what is left empty stays. A day that moves past its end of bookings takes that along."""
    first = data.first or day.first
    last = data.last or (first if data.first else day.last)
    closes = data.closes or day.closes
    if data.closes is None and closes is not None and closes > last:
        closes = None
    return replace(
        day,
        first=first,
        last=last,
        hours=data.hours or day.hours,
        place=data.place or day.place,
        is_online=data.online or day.is_online,
        capacity=data.capacity or day.capacity,
        closes=closes,
    )


def _said(day: Engagement, data: SourcedInput, reason: str) -> dict[str, Any]:
    """What an event says of a day that is changed once more."""
    same = ("title", "first", "last", "hours", "place", "is_online", "categories", "capacity", "closes", "is_cancelled")
    return {
        **{name: getattr(day, name) for name in same},
        "engagement": day.key,
        "reason": reason,
        "sequence": day.sequence + 1,
        "sure": data.sure,
        "note": data.note or day.note,
    }
