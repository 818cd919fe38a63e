"""Papers, claims and the log."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Query

from codeclerk.api import answers, parameters, queries, shapes
from codeclerk.api.answering import answer, head, item, listed, look, part
from codeclerk.api.endpoints.base import key_of, reads
from codeclerk.api.rules import (
    BAD_CURSOR,
    NOT_SEALED,
    UNKNOWN_CLAIM,
    check_value,
    read_position,
)
from codeclerk.kernel.events import event_types
from codeclerk.papers import queries as papers_of
from codeclerk.sources.answers import claim_json


@reads("papers", shapes.Papers, "papers", "papers?kind=change-status")
def papers(request: HttpRequest, asked: Query[parameters.Papers]) -> HttpResponse:
    """The issued papers that are open to the reader, each in its newest version, the newest first."""
    looking = look(request, asked)
    return part(
        looking,
        asked.limit,
        lambda: papers_of.issued(looking.lens, asked.kind, with_files=True),
        papers_of.IssuedView.as_json,
    )


@reads("papers/{reference}", shapes.OnePaper, "papers", "papers/SECP_90_1203_18")
def paper(request: HttpRequest, reference: str, asked: Query[parameters.Paper]) -> HttpResponse:
    """One issued paper, by its reference."""
    looking = look(request, asked, reference=reference)
    return item(looking, lambda: papers_of.paper(looking.lens, reference, asked.version).as_json())


@reads("claims", shapes.Claims, "claims", "claims?property=title&limit=2")
def claims(request: HttpRequest, asked: Query[parameters.Claims]) -> HttpResponse:
    """What documents say, as it was read in them: of the documents that are open to the reader."""
    looking = look(request, asked)

    def make() -> dict[str, Any]:
        found = queries.claims(looking.lens, asked.subject, asked.property, asked.document, looking.first, asked.limit)
        return listed(looking, [claim_json(one) for one in found.claims], found.total)

    return answer(looking, make)


@reads("claims/{key}", shapes.OneClaim, "claims", "claims/0123456789abcdef01234567")
def claim(request: HttpRequest, key: str, asked: Query[parameters.Look]) -> HttpResponse:
    """One claim, by its key."""
    looking = look(request, asked, key=key)

    def make() -> dict[str, Any]:
        found = queries.claim(looking.lens, key)
        if found is None:
            raise UNKNOWN_CLAIM.refuse(key[:40])
        return claim_json(found)

    return item(looking, make)


@reads("events", shapes.Events, "events", "events?proposal=MP107&limit=2")
def events(request: HttpRequest, asked: Query[parameters.Events]) -> HttpResponse:
    """What happened to the record, in the one order of the sealed log."""
    looking = look(request, asked)
    after = read_position(asked.cursor) if asked.cursor else 0
    if after > looking.state.position:
        raise BAD_CURSOR.refuse(asked.cursor)
    narrowed = queries.Asked(
        stream=asked.stream,
        proposal=key_of(looking, asked.proposal) if asked.proposal else "",
        types=tuple(check_value("type", one, event_types()) for one in asked.type),
        is_dated=bool(asked.as_at),
    )

    def make() -> dict[str, Any]:
        upto = looking.state.position
        found = queries.events(looking.lens, narrowed, after, upto, asked.limit + 1)
        shown = found[: asked.limit]
        more = len(found) > len(shown)
        return {
            **head(looking),
            "next": str(shown[-1].position) if more else None,
            "through": shown[-1].position if more else upto,
            "items": [answers.event_json(one) for one in shown],
        }

    return answer(looking, make)


@reads("events/{position}", shapes.OneEvent, "events", "events/1")
def event(request: HttpRequest, position: str, asked: Query[parameters.Look]) -> HttpResponse:
    """One event, by its sealed position."""
    looking = look(request, asked, position=position)
    place = read_position(position, "position")

    def make() -> dict[str, Any]:
        found = queries.event(looking.lens, place)
        if found is None:
            raise NOT_SEALED.refuse(position)
        return answers.event_json(found)

    return item(looking, make)
