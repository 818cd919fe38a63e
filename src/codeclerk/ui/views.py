"""The style page and the choice of colours."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_http_methods

from codeclerk.kernel.errors import Refused
from codeclerk.ui import samples, tags
from codeclerk.ui.shell import THEME_COOKIE, THEMES
from codeclerk.ui.table_views import static_view, table_response

_YEAR = 365 * 24 * 3600


@require_GET
def theme(request: HttpRequest) -> HttpResponse:
    """Keep the reader's choice of colours in a cookie and go back. Nothing else is changed by it."""
    back = request.GET.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = "/"
    response = HttpResponseRedirect(back)
    chosen = request.GET.get("theme", "")
    if chosen in THEMES:
        response.set_cookie(
            THEME_COOKIE, chosen, max_age=_YEAR, samesite="Lax", httponly=True, secure=request.is_secure()
        )
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def style(request: HttpRequest) -> HttpResponse:
    """Every component in every state."""
    form = samples.SampleForm(request.POST or None, request.FILES or None) if request.method == "POST" else None
    if form is not None and form.is_valid():
        return redirect("/style/?sent=1#form")
    register = table_response(
        request, samples.table(), "sample-proposals", filters=("stage", "verdict"), searchable=True
    )
    if isinstance(register, HttpResponse):
        return register
    long = table_response(request, samples.table(30), "long-table", per_page=8, prefix="long-")
    if isinstance(long, HttpResponse):
        return long
    context = {
        "register": register,
        "long": long,
        "stacked": static_view(samples.STACKED, "votes"),
        "empty": samples.EMPTY,
        "charts": samples.CHARTS,
        "agenda": samples.AGENDA,
        "bars": samples.BARS,
        "refusal": samples.refusal(),
        "form": form if form is not None else samples.SampleForm(),
        "sent": "sent" in request.GET,
        "tags": tags,
    }
    return render(request, "ui/style.html", context)


@require_GET
def refused(request: HttpRequest) -> HttpResponse:
    """What a refusal looks like when no view catches it."""
    raise Refused(*samples.refusals())
