"""What the endpoints share: the API itself, how one is added to it, what parameters mean, and refusals."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI, Schema
from ninja.errors import ValidationError

from codeclerk.api import shapes
from codeclerk.api.answering import DESCRIPTION, Looking, problem, unreadable
from codeclerk.api.rules import WRONG_VALUE, check_value
from codeclerk.kernel.calendar import parse_date
from codeclerk.kernel.errors import Refused
from codeclerk.register import queries as register
from codeclerk.register.rules.numbers import whole_of

api = NinjaAPI(
    title="Codeclerk",
    version="1",
    description=(
        "The record of an industry code's change process, to read. Every answer looks at one day, as known at one "
        "instant, and shows what is open to the reader; without signing in, what is public."
    ),
    docs_url=None,
    openapi_url=None,
    urls_namespace="codeclerk_api_v1",
)
Function = TypeVar("Function", bound=Callable[..., Any])


def reads(path: str, shape: type[Schema], tag: str, example: str) -> Callable[[Function], Function]:
    """An endpoint that tells something. `example` is an address below `/api/v1/` that shows it."""
    responses = {200: shape, 404: shapes.Problem, 422: shapes.Problem}

    def register_it(function: Function) -> Function:
        lines = (function.__doc__ or "").strip().splitlines()
        made: Function = api.get(
            path,
            response=responses,
            tags=[tag],
            by_alias=True,
            operation_id=function.__name__,
            summary=lines[0],
            openapi_extra={"x-example": example},
        )(function)
        return made

    return register_it


def key_of(looking: Looking, ref: str) -> str:
    """The key of the proposal that a reference names. Refused (register.unknown_proposal) with the nearest."""
    return register.key_of_address(ref) or register.resolve(looking.lens, ref).key


def keys_of(looking: Looking, ref: str) -> set[str]:
    """The keys under which things about a proposal stand: its own and, for a part, that of the whole. Empty for all."""
    if not ref:
        return set()
    key = key_of(looking, ref)
    return {key, whole_of(key)} - {""}


def day_of(text: str) -> date | None:
    """The day that a parameter names; None where it was not given."""
    return parse_date(text) if text.strip() else None


def check(value: str, name: str, known: set[str]) -> None:
    """Refuse (api.unknown_value) what is none of the known values. Nothing is always right."""
    if value:
        check_value(name, value, known)


@api.exception_handler(Refused)
def _refused(request: HttpRequest, refused: Refused) -> HttpResponse:
    return problem(refused)


@api.exception_handler(ValidationError)
def _wrong(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """What is no number, no yes or no, too long or too large, each by its parameter."""
    refusals = [
        WRONG_VALUE.refuse(str(one["loc"][-1])[:60], what=str(one["msg"])[:200], description=DESCRIPTION).first
        for one in error.errors
    ]
    return problem(Refused(*refusals))


@api.exception_handler(SuspiciousOperation)
def _suspicious(request: HttpRequest, error: SuspiciousOperation) -> HttpResponse:
    return unreadable()
