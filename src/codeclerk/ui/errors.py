"""The pages that say no: what happened, why, and what to do now.

`handler400` ... `handler500` are named in the root URL configuration, `csrf_failure` in the settings.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from codeclerk.kernel.errors import HTTP_STATUS, Refused

PROBLEM = "application/problem+json"


@dataclass(frozen=True)
class Said:
    """The words of an error page."""

    status: int
    title: str
    what: str
    why: str
    do: tuple[str, ...]


BAD_REQUEST = Said(
    400,
    "This request could not be read",
    "The address or the data that your browser sent is not in a form that this site can read.",
    "A link may have been cut short, or an address changed by hand.",
    ("Go back and try again.", "If you typed or pasted the address, check it from the start to the end."),
)
FORBIDDEN = Said(
    403,
    "You may not see this page",
    "The page exists, but not for the role that you have here.",
    "Access follows your roles in organisations and committees, and the classification of what is shown.",
    (
        "If you have not signed in, sign in and try again.",
        "If you need this access for your work, ask the code administrator.",
    ),
)
NOT_FOUND = Said(
    404,
    "There is no such page",
    "Nothing is kept under this address, or it is not open to you.",
    "The address may be mistyped, or the thing may have another reference.",
    ("Check the address.", "Start from the home page and look for it by its reference or its title."),
)
CSRF = Said(
    403,
    "The form could not be accepted",
    "Nothing was saved. The form did not carry the mark that shows it came from this site.",
    "The page had been open for very long, you signed in or out in another tab, or your browser blocks cookies.",
    (
        "Go back, reload the page and send the form again. Copy a long text first.",
        "If it happens again, allow cookies for this site.",
    ),
)
BROKEN = Said(
    500,
    "Something went wrong on our side",
    "The page could not be made. Nothing that you sent was half saved: a change is kept as a whole or not at all.",
    "A fault in the product or its installation. It has been written to the log.",
    ("Wait a minute and try again.", "If it stays, tell the code administrator what you did and when."),
)


def _page(request: HttpRequest, said: Said) -> HttpResponse:
    if wants_json(request):
        return _json(said.status, said.title, {"detail": f"{said.what} {said.why}", "remedy": " ".join(said.do)})
    return HttpResponse(render_to_string("ui/errors/said.html", {"said": said}, request), status=said.status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """handler400. Needs nothing but the templates: the request itself may be what is wrong."""
    return HttpResponse(_alone(BAD_REQUEST), status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """handler403."""
    return _page(request, FORBIDDEN)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """handler404."""
    return _page(request, NOT_FOUND)


def server_error(request: HttpRequest) -> HttpResponse:
    """handler500. Uses no database, session or context; if even the template fails, plain HTML."""
    return HttpResponse(_alone(BROKEN), status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The setting CSRF_FAILURE_VIEW. `reason` is for the log, not for the reader."""
    return _page(request, CSRF)


def _alone(said: Said) -> str:
    try:
        return render_to_string("ui/errors/alone.html", {"said": said})
    except Exception:  # noqa: BLE001  the last line of defence: whatever broke, the reader gets a sentence
        return (
            f'<!DOCTYPE html><html lang="en-GB"><title>{said.title}</title>'
            f"<h1>{said.title}</h1><p>{said.what}</p><p>{' '.join(said.do)}</p></html>"
        )


def refused_response(request: HttpRequest, refused: Refused) -> HttpResponse:
    """The answer to a refusal, as the reader's programme prefers it."""
    refusals = refused.refusals
    status = HTTP_STATUS[refused.first.kind]
    if wants_json(request):
        first = refused.first.envelope()
        return _json(
            status,
            first["problem"],
            {
                "type": f"urn:codeclerk:refusal:{first['code']}",
                "detail": str(refused),
                **first,
                "refusals": [refusal.envelope() for refusal in refusals],
            },
        )
    return HttpResponse(render_to_string("ui/errors/refused.html", {"refusals": refusals}, request), status=status)


def wants_json(request: HttpRequest) -> bool:
    """Whether the Accept header puts JSON before HTML."""
    preferred = request.get_preferred_type(["text/html", PROBLEM, "application/json"])
    return preferred in (PROBLEM, "application/json")


def _json(status: int, title: str, more: dict[str, Any]) -> HttpResponse:
    body = {"type": "about:blank", "title": title, "status": status, **more}
    return HttpResponse(json.dumps(body, ensure_ascii=False), content_type=PROBLEM, status=status)
