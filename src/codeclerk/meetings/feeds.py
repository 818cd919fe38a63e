"""The meetings of a body as a calendar (iCalendar), for people's own calendars.

An entry keeps its id however often the meeting is moved; its sequence rises with each thing that is said of the
meeting, and one that is dropped is cancelled.
"""

from __future__ import annotations

from collections.abc import Collection
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Count, Max
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe
from icalendar import Calendar, Event

from codeclerk.kernel import models as kernel
from codeclerk.kernel.calendar import format_date
from codeclerk.kernel.lens import Lens
from codeclerk.meetings import queries, vocabulary
from codeclerk.meetings.models import stream
from codeclerk.meetings.rules.meetings import Meeting, State
from codeclerk.people.middleware import Request, with_dates
from codeclerk.people.vocabulary import body as body_named

CALENDAR = "text/calendar; charset=utf-8"
STATUS = {State.PLANNED: "CONFIRMED", State.HELD: "CONFIRMED", State.DROPPED: "CANCELLED"}


@require_safe
def calendar(request: Request) -> HttpResponse:
    """The meetings as calendar entries, of one body with `?body=`; those that were dropped are cancelled. Refused
    (people.unknown_word) for a body that the code does not know."""
    wanted = request.GET.get("body", "")
    body = body_named(wanted) if wanted else None
    found = queries.meetings(request.lens, body=body.id if body else None, with_dropped=True)
    told = changes_of(request.lens, [one.key for one in found])
    made = Calendar()
    made.add("prodid", "-//Codeclerk//Meetings//EN")
    made.add("version", "2.0")
    made.add("x-wr-calname", f"Meetings of the {body.name}" if body else "Meetings")
    for one in found:
        made.add_component(_entry(request, one, *told[one.key]))
    return HttpResponse(made.to_ical(), content_type=CALENDAR)


def changes_of(lens: Lens, keys: Collection[str]) -> dict[str, tuple[int, object]]:
    """Key of a meeting -> how often something was said of it after the first time, and when that was last. One query.

    It never goes down, and tells nothing of items that are not open to everybody: those have a stream of their own.
    """
    rows = kernel.Event.objects.filter(
        stream__in=[stream(key) for key in keys], effective__lte=lens.valid_at, known_from__lte=lens.known_at
    )
    counted = rows.values("stream").annotate(n=Count("pk"), last=Max("known_from"))
    found = {stream: (n - 1, last) for stream, n, last in counted.values_list("stream", "n", "last")}
    return {key: found.get(stream(key), (0, lens.known_at)) for key in keys}


def _entry(request: Request, one: Meeting, sequence: int, stamped: object) -> Event:
    entry = Event()
    host = urlsplit(settings.CONFIG.site_url).hostname or "localhost"
    entry.add("uid", f"meeting-{one.key}@{host}")
    entry.add("dtstamp", stamped)
    entry.add("dtstart", one.day)
    entry.add("sequence", sequence)
    entry.add("status", STATUS[one.state])
    entry.add("summary", one.name)
    entry.add("description", _words(one))
    address = with_dates(request, reverse("meetings:meeting", args=[one.key]))
    entry.add("url", settings.CONFIG.site_url + address)
    return entry


def _words(one: Meeting) -> str:
    agenda = ", ".join(item.number for item in one.agenda)
    said = [
        f"Not held: {one.reason}" if one.state is State.DROPPED else "",
        vocabulary.mode_label(one.mode),
        f"Papers by {format_date(one.paper_day)}" if one.paper_day else "",
        f"On its agenda: {agenda}" if agenda else "",
    ]
    return ". ".join(part for part in said if part)
