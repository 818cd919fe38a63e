"""News as Atom and dates as iCalendar. Everything in them is public, whoever made the address.

An entry of a feed is named by its place in the sealed log, a date by what it is the date of: both stay what they are.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.http import require_safe
from icalendar import Alarm, Calendar, Event

from codeclerk.following import asking, queries
from codeclerk.following.entries import Entry
from codeclerk.following.mailing import address
from codeclerk.following.models import FeedToken
from codeclerk.following.rules import Follow, Happening
from codeclerk.people.middleware import Request
from codeclerk.people.tokens import digest_of

ATOM, CALENDAR = "application/atom+xml; charset=utf-8", "text/calendar; charset=utf-8"
REMINDER = timedelta(days=2)
EPOCH = "2013"
"""The year in which this site's names begin, as the `tag:` scheme asks for."""


@require_safe
def news(request: Request) -> HttpResponse:
    """The public news of what the address asks for, as an Atom feed."""
    asked = asking.read(request.GET)
    page = address(f"{reverse('register:proposals')}{asked.tail}")
    title = f"Codeclerk: {asked.words}"
    return _atom(request, title, page, f"news{asked.tail}", [(one, "") for one in queries.news(asked)])


@require_safe
def dates(request: Request) -> HttpResponse:
    """The dates of the proposals that the address asks for, as a calendar."""
    asked = asking.read(request.GET)
    return _calendar(f"Codeclerk: {asked.words}", queries.dates(asked))


@require_safe
def own_news(request: Request) -> HttpResponse:
    """The public news of what the holder of the token follows, as an Atom feed."""
    follows = _follows(request)
    if isinstance(follows, HttpResponse):
        return follows
    key = request.GET["token"].partition(".")[0]
    found = queries.news_of(follows)
    page = address(reverse("following:mine"))
    return _private(_atom(request, "Codeclerk: what I follow", page, f"own/{key}", found, says_self=False))


@require_safe
def own_dates(request: Request) -> HttpResponse:
    """The dates of the proposals that the holder of the token follows, as a calendar."""
    follows = _follows(request)
    if isinstance(follows, HttpResponse):
        return follows
    return _private(_calendar("Codeclerk: what I follow", queries.dates_of(follows)))


def _follows(request: HttpRequest) -> tuple[Follow, ...] | HttpResponse:
    """What the holder of the address's token follows; 404 for no such token, 410 for one that was revoked."""
    key, _, secret = request.GET.get("token", "").partition(".")
    token = FeedToken.objects.filter(key=key[:60], person__erased_at__isnull=True).select_related("person").first()
    if token is None or not hmac.compare_digest(digest_of(token.salt, secret), token.digest):
        return _gone(request, 404)
    return queries.follows_of(token.person.key) if token.revoked_at is None else _gone(request, 410)


def _gone(request: HttpRequest, status: int) -> HttpResponse:
    return render(request, "following/no_feed.html", {"is_revoked": status == 410}, status=status)


def _private(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "no-referrer"
    return response


def _host() -> str:
    return urlsplit(settings.CONFIG.site_url).hostname or "localhost"


def _tag(name: str) -> str:
    return f"tag:{_host()},{EPOCH}:{name}"


def _atom(
    request: HttpRequest,
    title: str,
    page: str,
    name: str,
    found: Iterable[tuple[Happening, str]],
    *,
    says_self: bool = True,
) -> HttpResponse:
    """A feed. A private one does not repeat its own address, which is a secret."""
    feed = Atom1Feed(
        title=title,
        link=page,
        description="",
        language="en-gb",
        feed_url=address(request.get_full_path()) if says_self else None,
        feed_guid=_tag(name),
    )
    for one, why in found:
        feed.add_item(
            title=one.about,
            link=address(one.path),
            description=f"{one.words} {why}.".strip() if why else one.words,
            unique_id=_tag(f"event/{one.position}"),
            updateddate=one.recorded_at,
            pubdate=one.recorded_at,
            categories=[one.news.value],
        )
    return HttpResponse(feed.writeString("utf-8"), content_type=ATOM)


def _calendar(title: str, found: Iterable[Entry]) -> HttpResponse:
    made = Calendar()
    made.add("prodid", "-//Codeclerk//Dates//EN")
    made.add("version", "2.0")
    made.add("name", title)
    made.add("x-wr-calname", title)
    for one in found:
        made.add_component(_event(one))
    made.add_missing_timezones()
    return HttpResponse(made.to_ical(), content_type=CALENDAR)


def _event(one: Entry) -> Event:
    made = Event()
    made.add("uid", f"{one.name.replace('/', '-')}@{_host()}")
    made.add("dtstamp", one.stamp)
    made.add("dtstart", one.starts)
    if one.at is None:
        made.add("dtend", one.day + timedelta(days=1))
    made.add("sequence", one.sequence)
    made.add("status", "CANCELLED" if one.is_cancelled else "CONFIRMED")
    made.add("transp", "TRANSPARENT")
    made.add("summary", one.title)
    made.add("description", one.description)
    made.add("url", address(one.path))
    if not one.is_cancelled:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", one.title)
        alarm.add("trigger", -REMINDER)
        made.add_component(alarm)
    return made
