"""The pages of engagement: days, one of them, the helpdesk. Forms stand in `forms.py`."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from codeclerk.engagement import forms, queries, tables, vocabulary
from codeclerk.engagement.rules import Engagement
from codeclerk.kernel import clock
from codeclerk.kernel.calendar import format_date
from codeclerk.kernel.lens import PUBLIC
from codeclerk.people.middleware import Request, with_dates
from codeclerk.ui.table_files import to_csv
from codeclerk.ui.table_views import static_view, table_response


def _page(request: Request, template: str, **context: Any) -> HttpResponse:
    shown = {
        "lens": request.lens,
        "viewer": request.viewer,
        "contact": vocabulary.helpdesk(request.lens.valid_at),
        "manages": queries.manages(request.lens),
        "signed_in": request.viewer.key != PUBLIC.key,
        "with_dates": lambda href: with_dates(request, href),
        **context,
    }
    response = render(request, f"engagement/{template}", shown)
    if request.viewer.key != PUBLIC.key:
        # One's own bookings and requests stand on it: no cache keeps it.
        patch_cache_control(response, private=True, no_store=True)
    return response


@require_safe
def days(request: Request) -> HttpResponse:
    """What comes, with the places that are left; every day, to sort and to download; whom to ask."""
    every = queries.engagements(request.lens)
    shown = table_response(request, tables.days_table(request, every), "days", filters=("standing",), searchable=True)
    if isinstance(shown, HttpResponse):
        return shown
    coming = [one for one in every if one.standing(request.lens.valid_at).value in ("coming", "on")]
    return _page(
        request,
        "days.html",
        table=shown,
        coming=[(one, tables.for_whom(one), tables.places_words(one)) for one in coming],
    )


@require_safe
def day(request: Request, key: str) -> HttpResponse:
    """One day: when, where, for whom, its topics; one's own booking; for the secretariat who booked and who came."""
    one = queries.engagement(request.lens, key)
    mine = queries.own_booking(request.lens, one)
    manages = queries.manages(request.lens)
    return _page(
        request,
        "day.html",
        one=one,
        standing=tables.STANDINGS[one.standing(request.lens.valid_at)],
        facts=_facts(one),
        mine=mine,
        open=one.takes_bookings(clock.today()),
        bookings=static_view(tables.bookings_table(queries.bookings(request.lens, one)), "bookings")
        if manages
        else None,
        attendance=static_view(tables.attendance_table(came), "attendance")
        if manages and (came := queries.attendance(request.lens, one))
        else None,
        own=forms.offered(request, one, own=True),
        changes=forms.offered(request, one, own=False),
    )


def _facts(one: Engagement) -> list[tuple[str, str]]:
    closes = f"{format_date(one.last_booking_day)}{'' if one.closes else ', the first day itself'}"
    attended = f"{one.attended} {'person' if one.attended == 1 else 'people'}" if one.attended is not None else ""
    facts = [
        ("When", f"{one.when}{f', {one.hours}' if one.hours else ''}"),
        ("Where", one.where or "not known"),
        ("For whom", tables.for_whom(one)),
        ("Places", tables.places_words(one) or "no limit"),
        ("Bookings until", closes),
        ("Who came", attended),
        ("Why it was changed", one.reason),
        ("Note", one.note),
    ]
    return [fact for fact in facts if fact[1]]


@require_safe
def bookings(request: Request, key: str) -> HttpResponse:
    """Who booked, as CSV, for the secretariat only."""
    one = queries.engagement(request.lens, key)
    found = queries.bookings(request.lens, one)
    response = HttpResponse(to_csv(tables.bookings_table(found)), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{one.first.isoformat()}-bookings.csv"'
    response["X-Content-Type-Options"] = "nosniff"
    patch_cache_control(response, private=True, no_store=True)
    return response


@require_safe
def helpdesk(request: Request) -> HttpResponse:
    """Whom to ask; one's own requests; for the secretariat every request."""
    own = queries.own_requests(request.lens)
    every = queries.requests(request.lens) if queries.manages(request.lens) else None
    return _page(
        request,
        "helpdesk.html",
        own=static_view(tables.requests_table(own, own=True), "own") if own else None,
        every=static_view(tables.requests_table(every, own=False), "requests") if every is not None else None,
    )
