"""The home page, and the page that says whether this installation is well."""

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What this place is. The register takes this page over when it is there."""
    return render(request, "site/home.html")


@require_safe
@never_cache
def health(request: HttpRequest) -> JsonResponse:
    """200 when the database answers, 503 when it does not: for load balancers and the demo."""
    try:
        connection.ensure_connection()
    except DatabaseError:
        return JsonResponse({"well": False, "database": "does not answer"}, status=503)
    return JsonResponse({"well": True})
