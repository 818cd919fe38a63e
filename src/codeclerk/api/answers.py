"""Events of the log as JSON. Every other thing is made JSON by its own folder."""

from __future__ import annotations

from typing import Any

from codeclerk.api.queries import Told
from codeclerk.kernel.events import read_body


def event_json(told: Told) -> dict[str, Any]:
    """An event in the words and the shape of its present version, without private fields.

    The source is null where nothing is open of it to the viewer.
    """
    event = told.event
    body = read_body(event.type, event.version, event.body_json(), None)
    source = {"document": told.document, "locator": event.source_locator or None} if told.document else None
    return {
        "position": told.position,
        "stream": event.stream,
        "number": event.seq,
        "type": event.type,
        "version": body.VERSION,
        "words": body.in_words(),
        "effective": event.effective.isoformat(),
        "known_from": event.known_from.isoformat(),
        "recorded_at": event.recorded_at.isoformat(),
        "actor": event.actor,
        "source": source,
        "body": body.public_payload(),
        "hash": event.hash,
    }
