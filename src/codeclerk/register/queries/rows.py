"""How the tables are read: the proposals that are there on a day, and their facts.

A part of a split proposal shares the history of the whole: where it has no fact of its own, the whole's counts.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar, cast

from codeclerk.kernel.lens import Lens
from codeclerk.register.models import Number, ProposalFact
from codeclerk.register.rules.numbers import digits_of, whole_of

Fact = TypeVar("Fact", bound=ProposalFact)


@dataclass(frozen=True)
class Present:
    """A proposal as the register has it on a day."""

    id: int
    key: str
    number: str
    series: str
    since: date
    """The first day of this number."""
    whole: int | None = None
    whole_number: str = ""
    parts: tuple[str, ...] = ()

    @property
    def order(self) -> tuple[int, str]:
        return digits_of(self.key)


def present(lens: Lens, keys: Collection[str] | None = None) -> dict[int, Present]:
    """The proposals that are in the register at the lens, by row id, in the order of their digits. One query.

    Args:
        keys: only these, their wholes and their parts.
    """
    rows = Number.objects.as_at(lens).exclude(text="")
    if keys is not None:
        rows = rows.filter(proposal__digits__in={digits_of(key)[0] for key in keys})
    found = [
        Present(id, key, number, series, since)
        for id, key, number, series, since in rows.order_by("proposal__digits", "proposal__letter").values_list(
            "proposal_id", "proposal__key", "text", "series", "valid_from"
        )
    ]
    by_key = {one.key: one for one in found}
    parts: dict[str, list[str]] = {}
    for one in found:
        if whole := whole_of(one.key):
            parts.setdefault(whole, []).append(one.number)
    return {one.id: _with_parts(one, by_key, parts) for one in found}


def _with_parts(one: Present, by_key: Mapping[str, Present], parts: Mapping[str, list[str]]) -> Present:
    whole = by_key.get(whole_of(one.key)) if whole_of(one.key) else None
    return Present(
        one.id,
        one.key,
        one.number,
        one.series,
        one.since,
        whole.id if whole else None,
        whole.number if whole else "",
        tuple(parts.get(one.key, ())),
    )


def ids_with_wholes(found: Mapping[int, Present], keys: Collection[str] | None) -> set[int] | None:
    """The rows to read facts of: those asked for, and the wholes of parts; None for all."""
    if keys is None:
        return None
    asked = [one for one in found.values() if one.key in keys]
    return {one.id for one in asked} | {one.whole for one in asked if one.whole is not None}


def single(lens: Lens, fact: type[Fact], found: Mapping[int, Present], ids: set[int] | None = None) -> dict[int, Fact]:
    """The one fact of each proposal at the lens; a part without one has that of the whole. One query."""
    rows = fact.objects.as_at(lens)
    if ids is not None:
        rows = rows.filter(proposal_id__in=ids)
    own: dict[int, Fact] = {row.proposal_id: row for row in cast("Iterable[Fact]", rows)}
    return {id: row for id, one in found.items() if (row := own.get(id) or own.get(one.whole or 0)) is not None}


def several(
    lens: Lens,
    fact: type[Fact],
    found: Mapping[int, Present],
    which: Callable[[Fact], Hashable],
    ids: set[int] | None = None,
) -> dict[int, list[Fact]]:
    """Every fact of each proposal at the lens; a part has those of the whole that it has not itself. One query."""
    rows = fact.objects.as_at(lens).order_by("pk")
    if ids is not None:
        rows = rows.filter(proposal_id__in=ids)
    own: dict[int, list[Fact]] = {}
    for row in cast("Iterable[Fact]", rows):
        own.setdefault(row.proposal_id, []).append(row)
    return {id: inherited(own.get(id, []), own.get(one.whole or 0, []), which) for id, one in found.items()}


def inherited(own: list[Fact], whole: list[Fact], which: Callable[[Fact], Hashable]) -> list[Fact]:
    """The whole's facts, with the part's own in the place of those that they replace, and beside the others."""
    replaced = {which(row) for row in own}
    return [row for row in whole if which(row) not in replaced] + own
