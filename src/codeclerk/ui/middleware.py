"""Turns a `Refused` that no view caught into a page or a problem+json answer."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from codeclerk.kernel.errors import Refused
from codeclerk.ui.errors import refused_response


class RefusalMiddleware:
    """Put it last, so that everything else of the request is still in force when it answers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return refused_response(request, exception) if isinstance(exception, Refused) else None
