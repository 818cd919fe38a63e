"""Event types: what can be recorded, in which version, and how an event is put into the tables.

An event type is a pydantic model. Its `write` puts it into its folder's tables; it is called in the transaction that
appends the event, and again, from the log alone, when tables are rebuilt. Old versions are read through upcasters and
never rewritten. Fields named in `PRIVATE` are personal or confidential: the log keeps an id and a salted digest of
them, the values live in an erasable table, and `write` must accept `None` for them once they are erased.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict

PRIVATE_KEY = "_private"


@dataclass(frozen=True)
class Stamp:
    """What the bus knows of an event beside its body.

    `event_id` is the event's key in the log. `effective` is the London day on which it happened or from which it
    holds; `known_from` the instant its source was published; `recorded_at` the instant the bus recorded it.
    """

    event_id: int
    stream: str
    seq: int
    effective: date
    known_from: datetime
    recorded_at: datetime
    actor: str


class EventBody(BaseModel):
    """Base of every event type. Subclasses set `TYPE` (`folder.thing_happened`) and, from the second on, `VERSION`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    TYPE: ClassVar[str]
    VERSION: ClassVar[int] = 1
    PRIVATE: ClassVar[tuple[str, ...]] = ()

    def write(self, stamp: Stamp) -> None:
        """Put this event into the tables of its folder."""
        raise NotImplementedError(type(self).__name__)

    def in_words(self) -> str:
        """What happened, as a sentence for previews and histories: the type's own first line unless it says more."""
        return (type(self).__doc__ or self.TYPE).strip().splitlines()[0]

    def public_payload(self) -> dict[str, Any]:
        """The JSON that the log keeps, without the private fields."""
        return self.model_dump(mode="json", exclude=set(self.PRIVATE))

    def private_payload(self) -> dict[str, Any]:
        """The JSON that the erasable table keeps."""
        return self.model_dump(mode="json", include=set(self.PRIVATE)) if self.PRIVATE else {}


_TYPES: dict[str, type[EventBody]] = {}
_UPCASTERS: dict[tuple[str, int], Callable[[dict[str, Any]], dict[str, Any]]] = {}


def event_type(body: type[EventBody]) -> type[EventBody]:
    """Class decorator: make an event type known under its name."""
    if _TYPES.setdefault(body.TYPE, body) is not body:
        raise ValueError(f"Two event types are called {body.TYPE!r}.")
    return body


def upcaster(
    name: str, from_version: int
) -> Callable[[Callable[[dict[str, Any]], dict[str, Any]]], Callable[[dict[str, Any]], dict[str, Any]]]:
    """Decorator: how the payload of version `from_version` reads as the next version."""

    def register(function: Callable[[dict[str, Any]], dict[str, Any]]) -> Callable[[dict[str, Any]], dict[str, Any]]:
        _UPCASTERS[(name, from_version)] = function
        return function

    return register


def read_body(name: str, version: int, payload: dict[str, Any], private: dict[str, Any] | None) -> EventBody:
    """The event as the present version of its type. Raises `KeyError` for a type or version no code knows."""
    body = _TYPES[name]
    payload = {key: value for key, value in payload.items() if key != PRIVATE_KEY}
    while version < body.VERSION:
        payload = _UPCASTERS[(name, version)](payload)
        version += 1
    if version > body.VERSION:
        raise KeyError(f"{name} version {version} is newer than this product knows ({body.VERSION}).")
    return body.model_validate({**payload, **(private or {})})


def event_types() -> dict[str, type[EventBody]]:
    """Every known event type by name."""
    return dict(_TYPES)
