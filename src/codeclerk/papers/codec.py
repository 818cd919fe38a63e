"""A paper as JSON and back. Canonical: one text for one value, fields at their default left out. Pure.

The object has the schema version under `schema`, the paper under `paper`, and beside them the data of the paper, each
under its own name. A dataclass is an object with its `type`, an enum its value, a tuple a list. A day or decimal whose
place also takes text or whole numbers says what it is: `{"date": "2021-03-05"}`, `{"decimal": "1.50"}`.
"""

from __future__ import annotations

import json
import sys
import types
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from enum import Enum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from codeclerk.kernel.errors import Reason
from codeclerk.papers import blocks, model
from codeclerk.papers import runs as inline
from codeclerk.papers.data import NO_DATA, RESERVED, Data
from codeclerk.papers.words import Noun
from codeclerk.ui import charts

UNREADABLE = Reason(
    "papers.unreadable_value",
    rule="the JSON of a paper has the shape of its schema version",
    problem="{object} is not a paper that this product can read: {what}",
    remedy="Use the JSON that the product wrote, unchanged, or a product that knows its schema version.",
)

_TYPES: dict[str, type[Any]] = {
    "text": inline.Text,
    "strong": inline.Strong,
    "reference": inline.Reference,
    "footnote": inline.Footnote,
    "cross_reference": inline.CrossReference,
    "figure": inline.Figure,
    "noun": Noun,
    "paragraph": blocks.Paragraph,
    "item": blocks.Item,
    "bullets": blocks.Bullets,
    "column": blocks.Column,
    "table": blocks.Table,
    "chart": blocks.Chart,
    "drawing": charts.Chart,
    "series": charts.Series,
    "recommendation": model.Recommendation,
    "attachment": model.Attachment,
    "version": model.Version,
    "term": model.Term,
    "front": model.Front,
    "section": model.Section,
    "appendix": model.Appendix,
    "paper": model.Paper,
}
_NAMES = {made: name for name, made in _TYPES.items()}


READ = (1, 2, model.SCHEMA)
"""The schema versions that can be read: the first one had no data, the second one no subject."""


def to_value(paper: model.Paper) -> dict[str, Any]:
    """The paper as a JSON value, with its schema version and its data."""
    bare = replace(paper, data=NO_DATA)
    return {**paper.data.value, "schema": model.SCHEMA, "paper": _encode(bare)}


def to_json(paper: model.Paper) -> bytes:
    """The canonical bytes: the same paper gives the same ones on every machine."""
    text = json.dumps(to_value(paper), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    # Half a surrogate pair has no bytes in UTF-8; JSON can still name it.
    return "".join(f"\\u{ord(c):04x}" if 0xD800 <= ord(c) <= 0xDFFF else c for c in text).encode() + b"\n"


def from_json(content: bytes | str) -> model.Paper:
    """The paper that these bytes hold. Refuses anything else, also a newer schema."""
    try:
        value = json.loads(content)
    except ValueError as error:
        raise UNREADABLE.refuse("the file", what=f"not JSON ({error})") from error
    except RecursionError:
        raise UNREADABLE.refuse("the file", what="nested too deeply") from None
    return from_value(value)


def from_value(value: Any) -> model.Paper:
    """The paper that a JSON value holds."""
    if not isinstance(value, dict) or not set(value) >= RESERVED:
        raise UNREADABLE.refuse("the value", what="it has no schema version and paper")
    if value["schema"] not in READ or isinstance(value["schema"], bool):
        what = f"schema version {value['schema']!r}; this product knows {READ[-1]}"
        raise UNREADABLE.refuse("the value", what=what)
    try:
        data = Data.of({name: held for name, held in value.items() if name not in RESERVED})
        if data != NO_DATA and value["schema"] == 1:
            raise ValueError("schema version 1 has no data beside the paper")
        bare: model.Paper = _decode(model.Paper, value["paper"])
        paper = replace(bare, data=data)
    except (ValueError, TypeError, KeyError, InvalidOperation) as error:
        raise UNREADABLE.refuse("the value", what=str(error) or type(error).__name__) from error
    return paper


def _encode(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        made: dict[str, Any] = {"type": _NAMES[type(value)]}
        for name, _, default in _fields(type(value)):
            held = getattr(value, name)
            if default is MISSING or held != default or type(held) is not type(default):
                made[name] = _encode(held)
        return made
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        return [_encode(one) for one in value]
    if isinstance(value, datetime):
        return {"instant": value.astimezone(UTC).isoformat(timespec="microseconds")}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if isinstance(value, Decimal):
        return {"decimal": str(value)}
    if isinstance(value, float):
        return {"float": repr(value)}
    return value


_SCALARS: dict[str, Callable[[str], Any]] = {
    "instant": datetime.fromisoformat,
    "date": date.fromisoformat,
    "decimal": Decimal,
    "float": float,
}


def _decode(hint: Any, value: Any) -> Any:
    origin = get_origin(hint)
    if origin in (types.UnionType, Union):
        return _decode_union(get_args(hint), value)
    if origin is tuple:
        return _decode_tuple(get_args(hint), value)
    if isinstance(hint, type) and is_dataclass(hint):
        if not isinstance(value, dict) or value.get("type") != _NAMES[hint]:
            raise ValueError(f"{_short(value)} is no {_NAMES[hint]}")
        return _decode_fields(hint, value)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint(value)
    made = _scalar(value)
    if hint is bool or isinstance(made, bool):
        right = hint is bool and isinstance(made, bool)
    else:
        right = type(made) is hint
    if not right:
        raise ValueError(f"{_short(value)} is no {getattr(hint, '__name__', hint)}")
    return made


def _decode_union(hints: tuple[Any, ...], value: Any) -> Any:
    if value is None and type(None) in hints:
        return None
    if isinstance(value, dict) and isinstance(name := value.get("type"), str):
        made = _TYPES.get(name)
        if made is None or made not in hints:
            raise ValueError(f"nothing of type {name!r} can stand here")
        return _decode_fields(made, value)
    for hint in hints:
        if isinstance(hint, type) and issubclass(hint, Enum):
            return hint(value)
    found = _scalar(value)
    if type(found) not in hints:
        raise ValueError(f"{_short(value)} cannot stand here")
    return found


def _decode_tuple(hints: tuple[Any, ...], value: Any) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise ValueError(f"{_short(value)} is no list")
    if len(hints) == 2 and hints[1] is Ellipsis:
        return tuple(_decode(hints[0], one) for one in value)
    if len(hints) != len(value):
        raise ValueError(f"{_short(value)} does not have {len(hints)} parts")
    return tuple(_decode(hint, one) for hint, one in zip(hints, value, strict=True))


def _decode_fields(made: Any, value: dict[str, Any]) -> Any:
    known = {name: hint for name, hint, _ in _fields(made)}
    if unknown := set(value) - set(known) - {"type"}:
        raise ValueError(f"a {_NAMES[made]} has no {', '.join(sorted(unknown))}")
    return made(**{name: _decode(known[name], held) for name, held in value.items() if name != "type"})


def _scalar(value: Any) -> Any:
    if isinstance(value, dict):
        if len(value) != 1:
            raise ValueError(f"{_short(value)} is no value")
        [(kind, text)] = value.items()
        if kind not in _SCALARS or not isinstance(text, str):
            raise ValueError(f"{_short(value)} is no value")
        return _SCALARS[kind](text)
    return value


@cache
def _fields(made: Any) -> tuple[tuple[str, Any, Any], ...]:
    """Name, type and default of each field."""
    hints = get_type_hints(made, vars(sys.modules[made.__module__]))
    return tuple((f.name, hints[f.name], f.default) for f in fields(made))


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."
