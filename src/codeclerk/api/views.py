"""The page that describes the API, the description itself, and what is said where nothing is."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from codeclerk.api import parameters
from codeclerk.api.answering import DESCRIPTION, answer, look
from codeclerk.api.rules import NO_ENDPOINT, nearest
from codeclerk.api.schema import PREFIX, schema
from codeclerk.people.middleware import Request
from codeclerk.ui.table_views import static_view
from codeclerk.ui.tables import Column, Kind, Table


@require_safe
def reference(request: Request) -> HttpResponse:
    """Every endpoint with its parameters and an example, made from the description."""
    made = schema()
    endpoints = [_endpoint(path, methods["get"]) for path, methods in made["paths"].items()]
    context = {
        "viewer": request.viewer,
        "lens": request.lens,
        "about": made["info"]["description"],
        "description": DESCRIPTION,
        "endpoints": endpoints,
        "origin": request.build_absolute_uri("/").rstrip("/"),
    }
    return render(request, "api/reference.html", context)


def _endpoint(path: str, operation: dict[str, Any]) -> dict[str, Any]:
    name = str(operation["operationId"])
    rows = tuple(
        {
            "name": one["name"],
            "type": _type(one["schema"]),
            "about": one.get("description", "The one that is told."),
        }
        for one in operation["parameters"]
    )
    columns = (
        Column("name", "Parameter", Kind.REFERENCE, sortable=False),
        Column("type", "Type", sortable=False),
        Column("about", "What it says", sortable=False),
    )
    return {
        "id": name.replace("_", "-"),
        "path": path,
        "summary": operation["summary"],
        "example": PREFIX + operation["x-example"],
        "table": static_view(Table(f"Parameters of {path}", columns, rows, stack=True), name),
    }


def _type(said: dict[str, Any]) -> str:
    """A type in words: `text`, `whole number, 1 to 200`."""
    words = {"string": "text", "integer": "whole number", "boolean": "true or false", "array": "texts, repeated"}
    kinds = [one["type"] for one in said.get("anyOf", [said]) if one.get("type") != "null"]
    span = f", {said['minimum']} to {said['maximum']}" if "maximum" in said and "minimum" in said else ""
    return f"{' or '.join(words[kind] for kind in kinds)}{span}"


def description(request: HttpRequest) -> HttpResponse:
    """The description, OpenAPI 3.1."""
    return answer(look(request, parameters.Look()), schema)


def nothing(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Every other address below `/api/v1/`: refused with the nearest endpoint."""
    known = [path.removeprefix(PREFIX) for path in schema()["paths"]]
    wanted = rest.strip("/")
    near = nearest(wanted, known)
    hint = f"Did you mean {PREFIX}{near}? " if near else ""
    raise NO_ENDPOINT.refuse(request.path[:100], hint=hint, description=DESCRIPTION)
