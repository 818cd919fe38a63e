"""How the API answers: the lens of a request, parts of a list, tags for caches, and refusals as problem+json."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import wraps
from typing import Any, get_origin
from urllib.parse import urlencode

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags
from ninja import Schema

from codeclerk import __version__
from codeclerk.api import queries
from codeclerk.api.acting import identify
from codeclerk.api.parameters import Part
from codeclerk.api.rules import (
    STATUS,
    TOO_MANY,
    WRONG_METHOD,
    WRONG_VALUE,
    Cursor,
    check_parameters,
    check_text,
    query_digest,
    read_cursor,
)
from codeclerk.kernel import clock
from codeclerk.kernel.errors import HTTP_STATUS, Refusal, Refused
from codeclerk.kernel.lens import PUBLIC, Lens
from codeclerk.people.middleware import AS_AT, KNOWN_AT, lens_of
from codeclerk.ui.errors import PROBLEM

DESCRIPTION = "/api/v1/openapi.json"
View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Looking:
    """A request whose parameters were checked. `tag` is what its answer is known by to caches."""

    request: HttpRequest
    lens: Lens
    query: str
    first: int
    state: queries.State
    tag: str


def look(request: HttpRequest, asked: Schema, **named: str) -> Looking:
    """Check a request, and read through which lens it looks. `named` are the texts of its path.

    Refuses unknown and unreadable parameters, wrong dates in the words of the pages, and wrong cursors. Two queries.
    """
    given = {name: [str(one) for one in values] for name, values in request.GET.lists()}
    check_parameters(given, _known(type(asked)), (AS_AT, KNOWN_AT))
    for name, text in named.items():
        check_text(name, text)
    lens, query, first = lens_of(request), query_digest(request.path, given), 0
    if isinstance(asked, Part) and asked.cursor:
        cursor = read_cursor(asked.cursor, query, clock.now())
        lens = replace(lens, valid_at=cursor.valid_at, known_at=cursor.known_at)
        first = cursor.first
    state = queries.state()
    seen = sorted(one.value for one in lens.viewer.may_see)
    days = [clock.today().isoformat(), lens.valid_at.isoformat()]
    told = state.told_at(lens.known_at)
    parts = [__version__, request.path, sorted(given.items()), lens.viewer.key, seen, days, told]
    tag = hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:32]
    return Looking(request, lens, query, first, state, f'W/"{tag}"')


def _known(asked: type[Schema]) -> dict[str, bool]:
    """Each parameter that an endpoint has, and whether it takes several values."""
    own = {name: get_origin(field.annotation) is list for name, field in asked.model_fields.items()}
    return own | dict.fromkeys((*AS_AT, *KNOWN_AT), False)


def answer(looking: Looking, make: Callable[[], Mapping[str, Any]]) -> HttpResponse:
    """The answer, or 304 without making it where the reader has it already."""
    request = looking.request
    # Compared weakly (RFC 9110, 13.1.2): caches may have made the tag strong.
    held = {tag.removeprefix("W/") for tag in parse_etags(request.META.get("HTTP_IF_NONE_MATCH", ""))}
    if looking.tag.removeprefix("W/") in held:
        response = HttpResponse(status=304)
    else:
        made = dict(make())
        response = HttpResponse(json.dumps(made, ensure_ascii=False), content_type="application/json")
        if made.get("next"):
            kept = [pair for pair in _pairs(request) if pair[0] != "cursor"]
            following = urlencode([*kept, ("cursor", str(made["next"]))])
            response["Link"] = f'<{request.path}?{following}>; rel="next"'
    response["ETag"] = looking.tag
    # Kept by caches, and asked about each time: what was restricted since is not told from a cache.
    whose = "public" if looking.lens.viewer.key == PUBLIC.key else "private"
    response["Cache-Control"] = f"{whose}, no-cache"
    return response


def _pairs(request: HttpRequest) -> list[tuple[str, str]]:
    return [(name, str(value)) for name, values in request.GET.lists() for value in values]


def head(looking: Looking) -> dict[str, Any]:
    """What every answer begins with: the day and the instant that it holds for."""
    return {"as_at": looking.lens.valid_at.isoformat(), "known_at": looking.lens.known_at.isoformat()}


def item(looking: Looking, make: Callable[[], Mapping[str, Any]]) -> HttpResponse:
    """The answer with one thing."""
    return answer(looking, lambda: {**head(looking), "item": make()})


def by_content(looking: Looking, content: Any) -> Looking:
    """The same with a tag that tells the content too, for what the clock alone changes, as it closes a vote."""
    digest = hashlib.sha256(json.dumps([looking.tag, content]).encode()).hexdigest()[:32]
    return replace(looking, tag=f'W/"{digest}"')


def part(
    looking: Looking, limit: int, every: Callable[[], Iterable[Any]], json_of: Callable[[Any], Any]
) -> HttpResponse:
    """The answer with a part of a list that is read whole."""

    def make() -> Mapping[str, Any]:
        found = list(every())
        shown = found[looking.first : looking.first + limit]
        return listed(looking, [json_of(one) for one in shown], len(found))

    return answer(looking, make)


def listed(looking: Looking, items: list[Any], total: int) -> dict[str, Any]:
    """A part of a list: `total` counts the whole, `next` is null at its end."""
    end, lens = looking.first + len(items), looking.lens
    follows = str(Cursor(lens.valid_at, lens.known_at, end, looking.query)) if items and end < total else None
    return {**head(looking), "total": total, "next": follows, "items": items}


def problem(refused: Refused, status: int | None = None, **more: Any) -> HttpResponse:
    """A refusal as problem+json (RFC 9457), with the house's code, rule, object and remedy; `more` stands beside."""
    first = refused.first.envelope()
    status = status or STATUS.get(refused.first.code) or HTTP_STATUS[refused.first.kind]
    body = {
        "type": f"urn:codeclerk:refusal:{first['code']}",
        "title": first["problem"],
        "status": status,
        "detail": str(refused),
        **first,
        "refusals": [_told(refusal) for refusal in refused.refusals],
        **more,
    }
    response = HttpResponse(json.dumps(body, ensure_ascii=False), content_type=PROBLEM, status=status)
    response["Cache-Control"] = "no-store"
    if status == 401:
        response["WWW-Authenticate"] = 'Bearer realm="codeclerk"'
    if refused.first.code == TOO_MANY.code:
        response["Retry-After"] = str(refused.first.facts["wait"])
    return response


def _told(refusal: Refusal) -> dict[str, str]:
    """A refusal with the field that it is about and the rule that decided, where it names them."""
    facts = {name: str(refusal.facts[name]) for name in ("field", "decided_by") if refusal.facts.get(name)}
    return {**refusal.envelope(), **facts}


def unreadable() -> HttpResponse:
    """What is said of an address with more parameters than the server reads."""
    return problem(WRONG_VALUE.refuse("address", what="it has too many parameters", description=DESCRIPTION), 400)


READS = ("GET", "HEAD")


def boundary(view: View, *allowed: str) -> View:
    """The boundary of every endpoint: GET and HEAD only, unless it says what is `allowed`; and who asks, by session or
    token.

    What GET answers is readable by scripts of other sites as by the public: `*` never goes with cookies, so such a
    script sees what anybody sees, whoever is signed in (docs/decisions).
    """
    allowed = allowed or READS

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        method = request.method or ""
        if method not in allowed:
            response = problem(WRONG_METHOD.refuse(method[:20], allowed=" or ".join(allowed)))
            response["Allow"] = ", ".join(allowed)
        else:
            # What answers GET answers HEAD.
            request.method = "GET" if method == "HEAD" else method
            try:
                identify(request)
                response = view(request, *args, **kwargs)
            except Refused as refused:
                response = problem(refused)
            except SuspiciousOperation:
                response = unreadable()
            finally:
                request.method = method
        if method == "HEAD":
            response["Content-Length"] = str(len(response.content))
            response.content = b""
        if method in READS or method not in allowed:
            response["Access-Control-Allow-Origin"] = "*"
            response["Access-Control-Expose-Headers"] = "ETag, Link"
        patch_vary_headers(response, ["Cookie", "Authorization"])
        return response

    answered.csrf_exempt = True  # type: ignore[attr-defined]
    return answered
