"""A figure of a paper as plain data. Pure."""

from __future__ import annotations

from datetime import date
from typing import Any

from codeclerk.papers.runs import Figure, Standing


def figure(one: Figure, named: Figure | None = None) -> dict[str, Any]:
    """A figure as an object. `named` is what the register gives where the figure is reported."""
    made: dict[str, Any] = {"value": _value(one.value), "unit": one.unit, "standing": one.standing.value}
    made |= {name: text for name in ("source", "why", "convention") if (text := getattr(one, name))}
    if one.value is None and one.standing is not Standing.WITHHELD:
        made["none"] = one.none
    if named is not None and one.standing is Standing.REPORTED:
        made["named"] = _value(named.value)
    return made


def _value(value: object) -> str | int | None:
    if value is None or isinstance(value, int | str):
        return value
    return value.isoformat() if isinstance(value, date) else str(value)
