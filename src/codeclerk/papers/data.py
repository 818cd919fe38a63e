"""The figures of a paper as plain data, for those who count on with them. Pure.

A builder puts them beside what the paper says. In the JSON they stand at the top, next to `schema` and `paper`, so they
are issued with it and stay as they are.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

RESERVED = frozenset({"schema", "paper"})
"""Names that the JSON of a paper has already."""


@dataclass(frozen=True)
class Data:
    """A JSON object that cannot be changed: two of the same content are equal. Make one with `Data.of`."""

    text: str = "{}"
    """Canonical JSON."""

    def __post_init__(self) -> None:
        value = json.loads(self.text)
        if not isinstance(value, dict) or RESERVED & set(value):
            raise ValueError(f"The data of a paper are an object without {' and '.join(sorted(RESERVED))}.")

    @classmethod
    def of(cls, value: Mapping[str, Any]) -> Data:
        """The data of a mapping of plain JSON: texts, whole numbers, true, false, null, lists, objects.

        Raises `ValueError` for a float, whose digits would depend on the machine, and `TypeError` for anything else.
        """
        _check(value)
        text = json.dumps(dict(value), sort_keys=True, separators=(",", ":"), ensure_ascii=True)
        return cls(text)

    @property
    def value(self) -> dict[str, Any]:
        """A copy of the object."""
        found: dict[str, Any] = json.loads(self.text)
        return found


PRINTED_PERSONS = "printed_persons"
"""Under this name a builder lists whose published contact details the paper prints: `[{"person": "p-0001", ...}]`."""


def persons_in(data: Data) -> tuple[str, ...]:
    """The keys of the persons whose contact details the paper prints."""
    return tuple(one["person"] for one in data.value.get(PRINTED_PERSONS, ()))


NO_DATA = Data()


def _check(value: Any) -> None:
    if isinstance(value, float):
        raise ValueError(f"{value!r}: give a decimal as text.")
    if isinstance(value, Mapping):
        for name, held in value.items():
            if not isinstance(name, str):
                raise TypeError(f"{name!r} cannot name a value in JSON.")
            _check(held)
    elif isinstance(value, list | tuple):
        for held in value:
            _check(held)
    elif value is not None and not isinstance(value, str | int | bool):
        raise TypeError(f"{value!r} is not plain JSON.")
