"""The deadlines that run for a proposal as a feed (Atom) and as a calendar (iCalendar), for readers and programs.

Ids stay the same whenever they are fetched: a deadline is named by its clock and the day from which that runs. One that
was moved keeps its id and has a higher sequence.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.http import require_safe
from icalendar import Calendar, Event

from codeclerk.kernel.calendar import format_date, start_of_london_day
from codeclerk.people.middleware import Request, with_dates
from codeclerk.process.queries import standing_in
from codeclerk.progression.queries import Running, running_of
from codeclerk.progression.views import line_of
from codeclerk.register.queries import ProposalLine

ATOM, CALENDAR = "application/atom+xml; charset=utf-8", "text/calendar; charset=utf-8"


@require_safe
def atom(request: Request, ref: str) -> HttpResponse:
    """The deadlines that run for a proposal on the day that is looked at, as an Atom feed."""
    line, running = _found(request, ref)
    page = _address(request, line)
    feed = Atom1Feed(
        title=f"Deadlines of {line.number}",
        link=page,
        description=line.title,
        language="en-gb",
        feed_url=settings.CONFIG.site_url + request.get_full_path(),
        feed_guid=f"tag:{_host()},2013:proposal/{line.key}/deadlines",
    )
    for one in running:
        feed.add_item(
            title=f"{format_date(one.due)}: {one.name}",
            link=f"{page}#deadlines",
            description=one.explanation,
            unique_id=f"tag:{_host()},2013:{_name(line, one)}",
            updateddate=start_of_london_day(one.deadline.trigger_date),
        )
    return HttpResponse(feed.writeString("utf-8"), content_type=ATOM)


@require_safe
def calendar(request: Request, ref: str) -> HttpResponse:
    """The same as calendar entries, each on its last day."""
    line, running = _found(request, ref)
    made = Calendar()
    made.add("prodid", "-//Codeclerk//Deadlines//EN")
    made.add("version", "2.0")
    for one in running:
        entry = Event()
        entry.add("uid", f"{_name(line, one).replace('/', '-')}@{_host()}")
        entry.add("dtstamp", start_of_london_day(one.deadline.trigger_date))
        entry.add("dtstart", one.due)
        entry.add("sequence", 1 if one.moved else 0)
        entry.add("summary", f"{line.number}: {one.name}")
        entry.add("description", one.explanation)
        entry.add("url", _address(request, line))
        made.add_component(entry)
    return HttpResponse(made.to_ical(), content_type=CALENDAR)


def _found(request: Request, ref: str) -> tuple[ProposalLine, tuple[Running, ...]]:
    line = line_of(request, ref)
    standing = standing_in(line)
    return line, running_of(request.lens, line.key, standing) if standing is not None else ()


def _address(request: Request, line: ProposalLine) -> str:
    return settings.CONFIG.site_url + with_dates(request, reverse("progression:steps", args=[line.number]))


def _name(line: ProposalLine, one: Running) -> str:
    return f"{line.key}/{one.clock}/{one.deadline.trigger_date.isoformat()}"


def _host() -> str:
    return urlsplit(settings.CONFIG.site_url).hostname or "localhost"
