"""The home page, the search, and the page that says whether this installation is well."""

from typing import Any

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from codeclerk.people.middleware import Request, with_dates
from codeclerk.site import presenting, queries, tables
from codeclerk.site import search as searching
from codeclerk.site.rules import Urgency
from codeclerk.ui.table_views import table_response


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
def due(request: Request) -> HttpResponse:
    """Everything that is late or due, to filter, to sort and to download."""
    found = queries.everything_due(request.lens)
    on = request.lens.valid_at
    shown = table_response(request, tables.due_table(request, found), "due", filters=("standing",), searchable=True)
    if isinstance(shown, HttpResponse):
        return shown
    late = sum(1 for one in found if one.urgency(on) is Urgency.LATE)
    soon = sum(1 for one in found if one.urgency(on) in (Urgency.TODAY, Urgency.SOON))
    tiles = [
        {"figure": late, "label": "Late or not confirmed", "tone": "bad" if late else "good"},
        {"figure": soon, "label": "Within seven days", "tone": "warn" if soon else "grey"},
        {"figure": len(found) - late - soon, "label": "Later", "tone": "info"},
    ]
    return _page(request, "due.html", table=shown, tiles=tiles)


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
