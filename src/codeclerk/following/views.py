"""The pages of following: what I follow and was told, what touches me, and the link that stops e-mails."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from codeclerk.following import asking, naming, queries, tables, touching
from codeclerk.following.commands import SetDigest
from codeclerk.following.forms import feeds_of, own_key
from codeclerk.following.mailing import read_stop_token
from codeclerk.following.rules import TOUCHING, HowOften
from codeclerk.kernel import bus
from codeclerk.people.middleware import Request, with_dates
from codeclerk.ui.table_views import Fetched, Wish, queried_response, table_response


@never_cache
@login_required
@require_safe
def mine(request: Request) -> HttpResponse:
    """What I follow, the private addresses that I made, and what I was told with why."""
    person = own_key(request)
    told = table_response(
        request, tables.told_table(queries.told_to(request.lens, person)), "told", filters=("state",), searchable=True
    )
    if isinstance(told, HttpResponse):
        return told
    follows = table_response(request, tables.follows_table(queries.follows_of(person)), "follows", prefix="f-")
    if isinstance(follows, HttpResponse):
        return follows
    tokens = queries.feed_tokens_of(person)
    state = queries.address_state(person)
    context = {
        "follows": follows,
        "told": told,
        "tokens": tables.tokens_view(tokens) if tokens else None,
        "state": state,
        "is_held": state is not None and state.is_held(),
    }
    return render(request, "following/mine.html", context)


@csrf_exempt  # the mail programs of others send this (RFC 8058); the token in the address says who asks for what
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Stop the e-mails that a mail's link names, without signing in. GET asks; POST does it, once or again."""
    read = read_stop_token(token)
    person = queries.person_of(read[0]) if read else None
    if read is None or person is None:
        return render(request, "following/no_stop.html", {}, status=404)
    own = [one for one in queries.follows_of(person.key) if one.key in read[1]]
    going = [one for one in own if one.how_often is not HowOften.NEVER]
    if request.method == "POST" and going:
        data: dict[str, Any] = {"person": person.key, "follows": [one.key for one in going], "how_often": "never"}
        bus.execute(SetDigest, data, actor=person.actor)
    response = render(request, "following/stop.html", {"own": own, "going": going, "is_done": request.method == "POST"})
    response["Referrer-Policy"] = "no-referrer"
    return response


@require_safe
def feeds(request: Request) -> HttpResponse:
    """The public feeds and calendars: of every kind of news, of every stage, of every party category."""
    shown = table_response(request, tables.feeds_table(), "feeds", searchable=True)
    if isinstance(shown, HttpResponse):
        return shown
    return render(request, "following/feeds.html", {"table": shown})


@require_safe
def touches(request: Request) -> HttpResponse:
    """The open proposals that touch a party category, a document or a system, with why and by when to answer."""
    asked = asking.read(request.GET)
    is_preset = False
    if not asked.wanted and own_key(request):
        preset = naming.ids_of({"party": queries.categories_of(request.lens, own_key(request))})
        asked, is_preset = asking.Asked(preset), bool(preset)
    parties = naming.with_groups(asked.wanted.get("party", ()))
    touch = asking.Asked({**asked.wanted, "party": parties}).by_touch
    counted = 0

    def fetch(wish: Wish) -> Fetched:
        nonlocal counted
        found = touching.touched(request.lens, touch, wish.first, wish.size)
        counted = found.total
        return Fetched(tables.touched_table(request, found.lines), found.total)

    shown = None
    if touch.wanted:
        shown = queried_response(request, fetch, "touches", orders=())
        if isinstance(shown, HttpResponse):
            return shown
    choices = naming.choices()
    return render(
        request,
        "following/touches.html",
        {
            "lens": request.lens,
            "table": shown,
            "total": counted,
            "asked": touch,
            "is_preset": is_preset,
            "groups": [
                (aspect, label, choices[aspect], set(asked.wanted.get(aspect, ())))
                for aspect, label in zip(TOUCHING, ("Who you are", "Documents", "Systems"), strict=True)
            ],
            "items_of": _items,
            "keep": [(name, request.GET[name]) for name in ("as_at", "known_at") if request.GET.get(name)],
            "follow": f"{reverse('following:follow')}?{touch.query}",
            "with_dates": lambda href: with_dates(request, href),
            **feeds_of(touch),
        },
    )


def _items(aspect: str, choices: list[tuple[str, str]], chosen: set[str]) -> list[dict[str, Any]]:
    """Boxes to tick as the macro takes them."""
    return [{"value": id, "text": name, "checked": id in chosen} for id, name in choices]
