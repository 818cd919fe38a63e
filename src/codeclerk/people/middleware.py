"""What every page starts from: who looks (`request.viewer`) and at what (`request.lens`)."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from codeclerk.kernel import clock
from codeclerk.kernel.calendar.dates import end_of_london_day, format_date, london_day, parse_date
from codeclerk.kernel.errors import Reason, Refused
from codeclerk.kernel.lens import PUBLIC, Lens, Viewer
from codeclerk.kernel.storage import reading_once
from codeclerk.people import vocabulary
from codeclerk.people.permissions import holdings
from codeclerk.people.rules import may_see

AS_AT, KNOWN_AT = ("as_at", "as-at"), ("known_at", "known-at")
"""The names of the two dates in an address. The first is what the site writes, the second is understood too."""

SAFE = ("GET", "HEAD")

BAD_DATE = Reason(
    "people.lens_date",
    rule="a page looks at a day, written as 2021-03-05 or 5 March 2021",
    problem="{name} in the address is not a date: {object}",
    remedy="Correct it in the dates bar, or leave it out to look at today",
)
FUTURE_KNOWLEDGE = Reason(
    "people.lens_future",
    rule="nobody knows what will be published: `known at` is today or earlier",
    problem="known at {object} lies ahead",
    remedy="Choose today or an earlier day; `as at` may lie ahead",
)


class Request(HttpRequest):
    """A request behind `LookingMiddleware`, for the signatures of views."""

    viewer: Viewer
    lens: Lens


class LookingMiddleware:
    """Gives each request its `viewer` and its `lens`, worked out when first used.

    A wrong date in the address is refused there and then, as a page that says what to correct. What several parts of
    the answer ask of the record is read once, and all parts of a page that only reads look from the same instant.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.viewer = SimpleLazyObject(lambda: viewer_of(request))  # type: ignore[attr-defined]
        request.lens = SimpleLazyObject(lambda: lens_of(request))  # type: ignore[attr-defined]
        with ExitStack() as answering:
            answering.enter_context(reading_once())
            if request.method in SAFE:
                answering.enter_context(clock.one_instant())
            return self.get_response(request)


def viewer_of(request: HttpRequest) -> Viewer:
    """Who looks. Nobody signed in: the public. Else the person, with what their roles of today allow. One query."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return PUBLIC
    return viewer_for(user.person.actor, clock.now())


def viewer_for(actor: str, at: datetime) -> Viewer:
    """A person as a viewer at an instant; for pages, the API and tests."""
    day = london_day(at)
    roles = {holding.role for holding in holdings(actor, at) if holding.holds_on(day)}
    return Viewer(actor, may_see(roles), vocabulary.capabilities_of(roles, day))


def lens_of(request: HttpRequest) -> Lens:
    """The lens that the address asks for; today as known now unless it says otherwise. Raises `Refused`."""
    now = clock.now()
    today = london_day(now)
    valid_at = _date(request, AS_AT) or today
    known = _date(request, KNOWN_AT)
    if known is not None and known > today:
        raise FUTURE_KNOWLEDGE.refuse(format_date(known))
    known_at = now if known is None or known == today else end_of_london_day(known)
    return Lens(viewer_now(request), valid_at, known_at)


def viewer_now(request: HttpRequest) -> Viewer:
    """The request's viewer as a plain value."""
    viewer: Any = getattr(request, "viewer", None)
    return viewer_of(request) if viewer is None else Viewer(viewer.key, viewer.may_see, viewer.holds)


def _date(request: HttpRequest, names: tuple[str, ...]) -> date | None:
    text = next((request.GET[name].strip() for name in names if request.GET.get(name, "").strip()), "")
    if not text:
        return None
    try:
        return parse_date(text)
    except Refused as refused:
        raise BAD_DATE.refuse(text[:40], name=names[0].replace("_", " ").capitalize()) from refused


def with_dates(request: HttpRequest, href: str) -> str:
    """`href` with the dates that this page looks at, so that a link stays on the day the reader chose."""
    kept = {names[0]: day.isoformat() for names in (AS_AT, KNOWN_AT) if (day := _date(request, names))}
    return f"{href}{'&' if '?' in href else '?'}{urlencode(kept)}" if kept else href


def context(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `viewer`, `lens` for the frame (none when the address asks for nonsense), `dated(href)`."""
    lens = getattr(request, "lens", None)
    try:
        known = lens and lens.known_at
    except Refused:
        known = None
    return {
        "lens": lens if known else None,
        "viewer": getattr(request, "viewer", PUBLIC),
        "dated": lambda href: with_dates(request, href) if known else href,
        "sign_in_provider": _sign_in_provider,
    }


def _sign_in_provider() -> str:
    """What the sign-in page calls the other provider; empty when none is configured."""
    return settings.CONFIG.oidc_name if settings.CONFIG.oidc_url else ""
