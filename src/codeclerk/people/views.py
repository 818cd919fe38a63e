"""The pages of people: organisations, bodies, persons, my account. Forms stand in `forms.py`."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from codeclerk.kernel import clock
from codeclerk.kernel.calendar.dates import london_day
from codeclerk.kernel.lens import Lens
from codeclerk.people import permissions, queries, tables, vocabulary
from codeclerk.people.middleware import Request
from codeclerk.people.rules import decide, details_in_words
from codeclerk.ui.table_views import table_response


def _page(request: Request, template: str, **context: Any) -> HttpResponse:
    return render(request, f"people/{template}", context)


@require_safe
def organisations(request: Request) -> HttpResponse:
    """Every organisation of the day, sortable, by category and kind, to download."""
    table = tables.organisations_table(request, queries.organisations_as_at(request.lens))
    shown = table_response(request, table, "organisations", filters=("category", "kind"), searchable=True)
    return shown if isinstance(shown, HttpResponse) else _page(request, "organisations.html", table=shown)


@require_safe
def organisation(request: Request, key: str) -> HttpResponse:
    """One organisation: names, kinds and categories over time, who holds roles in it, who stands for it."""
    line = queries.organisation_as_at(request.lens, key)
    held = queries.memberships_as_at(request.lens, organisation=key)
    names = _names(request)
    table = tables.members_table(request, f"Roles held in {line.name}", held, names)
    shown = table_response(request, table, "members")
    if isinstance(shown, HttpResponse):
        return shown
    return _page(
        request,
        "organisation.html",
        line=line,
        history=queries.history_of_organisation(request.lens, key),
        table=shown,
        stand_for=[(person, names.get(person, "")) for person in queries.represented_by(request.lens, key)],
    )


@require_safe
def body(request: Request, key: str) -> HttpResponse:
    """One committee: members, seats, alternates and terms on the day of the lens."""
    found = vocabulary.body(key)
    held = queries.memberships_as_at(request.lens, body=found.id)
    table = tables.members_table(request, f"Members of the {found.name}", held, _names(request), with_seats=True)
    shown = table_response(request, table, "members")
    if isinstance(shown, HttpResponse):
        return shown
    return _page(request, "body.html", body=found, table=shown)


@require_safe
def membership(request: Request, key: str) -> HttpResponse:
    """One membership: role, place, seat, term; for who manages them, the ways to end and to strike it."""
    line = queries.membership_known(request.lens, key)
    return _page(request, "membership.html", line=line)


@require_safe
@never_cache
def persons(request: Request) -> HttpResponse:
    """Every person, for who manages people. The download leaves the contact details out."""
    lines = queries.persons_as_at(request.lens)
    table = tables.persons_table(request, lines)
    shown = table_response(request, table, "people", searchable=True)
    return shown if isinstance(shown, HttpResponse) else _page(request, "persons.html", table=shown)


@require_safe
@never_cache
def person(request: Request, key: str) -> HttpResponse:
    """One person: roles for everybody; contact details for who manages people and for the person."""
    line = queries.person_as_at(request.lens, key)
    table = tables.roles_table(request, f"Roles of person {line.key}", queries.terms_of_person(request.lens, key))
    shown = table_response(request, table, "roles")
    if isinstance(shown, HttpResponse):
        return shown
    return _page(request, "person.html", line=line, table=shown, published=_published(request, line))


@login_required
@require_safe
@never_cache
def account(request: Request) -> HttpResponse:
    """My account: who I am, which roles I hold, and what I may do by which rule."""
    actor = request.viewer.key
    now = clock.now()
    today = london_day(now)
    held = permissions.holdings(actor, now)
    names = vocabulary.role_names()
    answers = [
        (meaning, decide(actor, vocabulary.grant(capability, today), today, held, names))
        for capability, meaning in vocabulary.capabilities().items()
    ]
    key = actor.removeprefix("person:")
    line = queries.person_as_at(request.lens, key)
    table = tables.roles_table(request, "Your roles", queries.terms_of_person(request.lens, key))
    shown = table_response(request, table, "roles")
    if isinstance(shown, HttpResponse):
        return shown
    return _page(
        request,
        "account.html",
        line=line,
        table=shown,
        published=_published(request, line),
        allowed=[(meaning, answer) for meaning, answer in answers if answer.allowed],
        refused=[(meaning, answer) for meaning, answer in answers if not answer.allowed],
        contact_href=reverse("people:change_contact", args=[key]),
    )


@login_required
@require_safe
@never_cache
def tokens(request: Request) -> HttpResponse:
    """My API tokens: what each is for, what it may do, until when, and when it was last used."""
    lines = queries.tokens_of(request.lens, request.viewer.key.removeprefix("person:"))
    shown = table_response(request, tables.tokens_table(request, lines), "tokens")
    return shown if isinstance(shown, HttpResponse) else _page(request, "tokens.html", table=shown)


def _published(request: Request, line: queries.PersonLine) -> str:
    """Which contact details papers may print, in words, for who sees the details themselves. Of today, whatever day the
    page looks at: what was withdrawn since is printed of no day."""
    today = Lens(request.viewer, clock.today(), clock.now())
    return details_in_words(queries.published_details(today, line.key)) if line.contact else ""


def _names(request: Request) -> dict[str, str]:
    """Names for the page; never for a download."""
    return {} if request.GET.get("format") else queries.names_of(request.lens)
