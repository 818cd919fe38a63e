"""The home page, the search, and the page that says whether this installation is well."""

from typing import Any

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from codeclerk.people.middleware import Request, with_dates
from codeclerk.site import presenting, queries
from codeclerk.site import search as searching


def _page(request: Request, template: str, **context: Any) -> HttpResponse:
    return render(request, f"site/{template}", {"lens": request.lens, "viewer": request.viewer, **context})


@require_safe
def home(request: Request) -> HttpResponse:
    """Where the process stands on the day that the page looks at: what is open, what is due, what changed."""
    found = queries.home(request.lens)
    on = request.lens.valid_at
    return _page(
        request,
        "home.html",
        found=found,
        on=on,
        in_short=presenting.in_short(found, on),
        tiles=presenting.tiles(request, found),
        bars=presenting.stage_bars(request, found.stages),
        counted_by=presenting.counted_by(request, found.stages),
        agenda=presenting.agenda(request, found, on),
        late=presenting.late(request, found),
        assessments=presenting.assessments_page(request),
        changed=presenting.changed(request, found),
        days=presenting.days(found),
        drafts=[] if found.papers else presenting.drafts(request),
    )


@require_safe
def search(request: Request) -> HttpResponse:
    """What is known by the words of `q`. A reference that names a proposal leads straight to it."""
    found = searching.search(request.lens, request.GET.get("q", ""))
    if found.number:
        return redirect(with_dates(request, reverse("register:proposal", args=[found.number])))
    return _page(request, "search.html", found=found)


@require_safe
@never_cache
def health(request: HttpRequest) -> JsonResponse:
    """200 when the database answers, 503 when it does not: for load balancers and the demo."""
    try:
        connection.ensure_connection()
    except DatabaseError:
        return JsonResponse({"well": False, "database": "does not answer"}, status=503)
    return JsonResponse({"well": True})
