"""Days as calendar entries (iCalendar). Ids stay the same; each change raises the sequence. They name nobody."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe
from icalendar import Calendar, Event

from codeclerk.engagement import queries
from codeclerk.engagement.rules import Engagement
from codeclerk.kernel.calendar import start_of_london_day
from codeclerk.people.middleware import Request

CALENDAR = "text/calendar; charset=utf-8"


@require_safe
def days(request: Request) -> HttpResponse:
    """Every day, the cancelled ones too, so that calendars drop them."""
    return _answer(queries.engagements(request.lens))


@require_safe
def day(request: Request, key: str) -> HttpResponse:
    """One day."""
    return _answer([queries.engagement(request.lens, key)])


def _answer(found: Iterable[Engagement]) -> HttpResponse:
    made = Calendar()
    made.add("prodid", "-//Codeclerk//Engagement//EN")
    made.add("version", "2.0")
    for one in found:
        made.add_component(_entry(one))
    return HttpResponse(made.to_ical(), content_type=CALENDAR)


def _entry(one: Engagement) -> Event:
    entry = Event()
    entry.add("uid", f"engagement-{one.key}@{urlsplit(settings.CONFIG.site_url).hostname or 'localhost'}")
    entry.add("dtstamp", start_of_london_day(one.first))
    entry.add("dtstart", one.first)
    entry.add("dtend", one.last + timedelta(days=1))
    entry.add("sequence", one.sequence)
    entry.add("status", "CANCELLED" if one.is_cancelled else "CONFIRMED")
    entry.add("summary", one.title)
    if one.where:
        entry.add("location", one.where)
    said = [one.hours, *(topic.text for topic in one.topics), one.reason]
    entry.add("description", "\n".join(part for part in said if part))
    entry.add("url", settings.CONFIG.site_url + reverse("engagement:day", args=[one.key]))
    return entry
