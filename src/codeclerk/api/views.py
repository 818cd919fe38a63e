"""The page that describes the API, the description itself, and what is said where nothing is."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from codeclerk.api import parameters
from codeclerk.api.acts import ACTS
from codeclerk.api.answering import DESCRIPTION, answer, look
from codeclerk.api.rules import NO_ENDPOINT, nearest
from codeclerk.api.schema import PREFIX, schema
from codeclerk.kernel.acts import acts
from codeclerk.people.middleware import Request
from codeclerk.ui.table_views import TableView, static_view
from codeclerk.ui.tables import Column, Kind, Link, Table


@require_safe
def reference(request: Request) -> HttpResponse:
    """Every endpoint with its parameters and an example, made from the description."""
    made = schema()
    operations = {path: methods["get"] for path, methods in made["paths"].items() if not path.startswith(ACTS)}
    named = [{one["name"] for one in operation["parameters"]} for operation in operations.values()]
    everywhere = set.intersection(*named)
    first = next(iter(operations.values()))
    context = {
        "viewer": request.viewer,
        "lens": request.lens,
        "about": made["info"]["description"],
        "description": DESCRIPTION,
        "everywhere": _table("everywhere", "Parameters of every endpoint", first, everywhere),
        "acts": _acts(),
        "acts_at": ACTS,
        "endpoints": [_endpoint(path, operation, everywhere) for path, operation in operations.items()],
        "origin": request.build_absolute_uri("/").rstrip("/"),
    }
    return render(request, "api/reference.html", context)


def _acts() -> TableView:
    columns = (
        Column("name", "Act", Kind.REFERENCE, sortable=False),
        Column("title", "What it does", sortable=False),
        Column("capability", "For holders of", sortable=False),
    )
    rows = tuple(
        {"name": Link(one.name, f"{ACTS}{one.name}/"), "title": one.title, "capability": one.capability}
        for one in acts().values()
    )
    return static_view(Table("Acts", columns, rows, stack=True), "acts")


def _endpoint(path: str, operation: dict[str, Any], everywhere: set[str]) -> dict[str, Any]:
    """An endpoint as the page shows it. The example of one thing is no link: an installation may not have it."""
    own = {one["name"] for one in operation["parameters"]} - everywhere
    name = str(operation["operationId"])
    return {
        "id": name,
        "path": path,
        "summary": operation["summary"],
        "example": PREFIX + operation["x-example"],
        "is_list": "{" not in path,
        "table": _table(name, f"Parameters of {path}", operation, own) if own else None,
    }


def _table(name: str, caption: str, operation: dict[str, Any], names: set[str]) -> TableView:
    columns = (
        Column("name", "Parameter", Kind.REFERENCE, sortable=False),
        Column("type", "Type", sortable=False),
        Column("about", "What it says", sortable=False),
    )
    rows = tuple(
        {"name": one["name"], "type": _type(one["schema"]), "about": one.get("description", "Which one.")}
        for one in operation["parameters"]
        if one["name"] in names
    )
    return static_view(Table(caption, columns, rows, stack=True), name)


def _type(said: dict[str, Any]) -> str:
    """A type in words: `text`, `whole number, 1 to 200`."""
    words = {"string": "text", "integer": "whole number", "boolean": "true or false", "array": "texts, repeated"}
    kinds = [one["type"] for one in said.get("anyOf", [said]) if one.get("type") != "null"]
    span = f", {said['minimum']} to {said['maximum']}" if "maximum" in said and "minimum" in said else ""
    return f"{' or '.join(words[kind] for kind in kinds)}{span}"


def description(request: HttpRequest) -> HttpResponse:
    """The description, OpenAPI 3.1."""
    return answer(look(request, parameters.Look(as_at="", known_at="")), schema)


def nothing(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Every other address below `/api/v1/`: refused with the nearest endpoint."""
    known = [path.removeprefix(PREFIX) for path in schema()["paths"]]
    wanted = rest.strip("/")
    near = nearest(wanted, known)
    hint = f"Did you mean {PREFIX}{near}? " if near else ""
    raise NO_ENDPOINT.refuse(request.path[:100], hint=hint, description=DESCRIPTION)
