"""The hash chain of the event log: pure functions over text, so that anyone can check a log without this product.

An event's hash is SHA-256 over the canonical JSON of its fields and the hash of the event before it in its stream.
Canonical JSON: keys sorted, no spaces, UTF-8 as it is, no floating-point numbers (money and rates travel as text).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

GENESIS = "0" * 64
"""What the first event of a stream, and the first seal, follow."""


def canonical_json(value: Any) -> str:
    """The one text of a JSON value. Raises `ValueError` for floats and for anything that is not JSON."""
    _refuse_floats(value)
    try:
        return _encode(value)
    except TypeError as error:
        raise ValueError(f"Not a JSON value: {error}") from error


_encode = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode
_PLAIN = frozenset({str, int, bool, type(None)})
"""The types of most values by far, which are looked at no further."""


def _refuse_floats(value: Any) -> None:
    kind = type(value)
    if kind in _PLAIN:
        return
    if kind is list or kind is tuple or isinstance(value, list | tuple):
        for item in value:
            if type(item) not in _PLAIN:
                _refuse_floats(item)
    elif kind is dict or isinstance(value, Mapping):
        for key, item in value.items():
            if not isinstance(key, str):
                raise ValueError(f"The key {key!r} is not text.")
            if type(item) not in _PLAIN:
                _refuse_floats(item)
    elif isinstance(value, float):
        raise ValueError(f"{value!r} is a float, whose text differs between machines; pass it as text or Decimal text.")


def sha256(text: str) -> str:
    """Hex SHA-256 of the UTF-8 bytes of `text`."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def event_hash(previous: str, fields: Mapping[str, Any]) -> str:
    """The hash of an event with these fields, following the event with hash `previous` in its stream."""
    return sha256(previous + canonical_json(fields))


def seal_digest(previous: str, position: int, event: str) -> str:
    """The digest at a sealed position: it vouches for every event sealed up to there, in order."""
    return sha256(f"{previous}{position}{event}")


def private_digest(salt: str, body: str) -> str:
    """What an event keeps of a private payload: unguessable while the salt is kept, nothing once it is erased."""
    return sha256(salt + body)
