"""When votes close, as a feed (Atom) and as a calendar (iCalendar). The ids stay; a close that was moved has a higher
sequence. Nothing of the positions is in them."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.http import require_safe
from icalendar import Calendar, Event

from codeclerk.people.middleware import Request, with_dates
from codeclerk.progression.feeds import ATOM, CALENDAR
from codeclerk.votes import queries
from codeclerk.votes.rules.standing import Standing, moment_words
from codeclerk.votes.rules.vote import Vote


@require_safe
def atom(request: Request) -> HttpResponse:
    """The closes of the votes that are open, or will be, on the day that is looked at."""
    feed = Atom1Feed(
        title="Votes to close",
        link=settings.CONFIG.site_url + with_dates(request, reverse("votes:votes")),
        description="When the votes of bodies close",
        language="en-gb",
        feed_url=settings.CONFIG.site_url + request.get_full_path(),
        feed_guid=f"tag:{_host()},2013:votes/closing",
    )
    for one in _running(request):
        feed.add_item(
            title=f"{moment_words(one.times.closes_at)}: {one.named} closes",
            link=_address(request, one),
            description=one.question.carried_name,
            unique_id=f"tag:{_host()},2013:vote/{one.key}/close",
            updateddate=one.opened_at,
        )
    return HttpResponse(feed.writeString("utf-8"), content_type=ATOM)


@require_safe
def calendar(request: Request) -> HttpResponse:
    """The same as calendar entries, each at its hour."""
    made = Calendar()
    made.add("prodid", "-//Codeclerk//Votes//EN")
    made.add("version", "2.0")
    for one in _running(request):
        entry = Event()
        entry.add("uid", f"vote-{one.key}-close@{_host()}")
        entry.add("dtstamp", one.opened_at)
        entry.add("dtstart", one.times.closes_at)
        entry.add("sequence", 1 if one.times.closes_at != one.first_closes_at else 0)
        entry.add("summary", f"{one.number}: the vote of the {one.body_name} closes")
        entry.add("description", one.question.carried_name)
        entry.add("url", _address(request, one))
        made.add_component(entry)
    return HttpResponse(made.to_ical(), content_type=CALENDAR)


def _running(request: Request) -> list[Vote]:
    return [one for one in queries.votes(request.lens) if one.standing in (Standing.OPEN, Standing.TO_OPEN)]


def _address(request: Request, one: Vote) -> str:
    return settings.CONFIG.site_url + with_dates(request, reverse("votes:vote", args=[one.key]))


def _host() -> str:
    return urlsplit(settings.CONFIG.site_url).hostname or "localhost"
