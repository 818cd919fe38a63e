"""How the tables are read: the proposals that are there on a day, and their facts.

A part of a split proposal shares the history of the whole: where it has no fact of its own, the whole's counts.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from codeclerk.kernel.lens import Lens
from codeclerk.register.models import Number
from codeclerk.register.queries.told import Told
from codeclerk.register.rules.numbers import digits_of, whole_of


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
    names = ("proposal_id", "proposal__key", "text", "series", "valid_from")
    return _present(Present(*row) for row in rows.values_list(*names))


def present_in(rows: Iterable[Told]) -> dict[int, Present]:
    """As `present`, from the numbers among what was read of a day."""
    return _present(
        Present(row.proposal, row.value["key"], row.value["text"], row.value["series"], row.first_day)
        for row in rows
        if row.fact == "number" and row.value["text"]
    )


def _present(rows: Iterable[Present]) -> dict[int, Present]:
    found = sorted(rows, key=lambda one: one.order)
    by_key = {one.key: one for one in found}
    parts: dict[str, list[str]] = {}
    for one in found:
        if whole := whole_of(one.key):
            parts.setdefault(whole, []).append(one.number)
    return {one.id: _with_parts(one, by_key, parts) for one in found}


def _with_parts(one: Present, by_key: Mapping[str, Present], parts: Mapping[str, list[str]]) -> Present:
    whole = by_key.get(whole_of(one.key)) if whole_of(one.key) else None
    if whole is None and one.key not in parts:
        return one
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


@dataclass(frozen=True)
class Said:
    """What is said of one proposal, by the names of the facts, and what is said of its whole."""

    own: Mapping[str, Sequence[Told]]
    whole: Mapping[str, Sequence[Told]]

    def one(self, fact: str) -> Told | None:
        """The row of a fact of which there is one; a part without one has that of the whole."""
        rows = self.own.get(fact) or self.whole.get(fact)
        return rows[-1] if rows else None

    def several(self, fact: str, which: str) -> list[Told]:
        """The rows of a fact of which there are several, told apart by their value `which`: the whole's, with the
        part's own in the place of those that they replace, and beside the others."""
        own = sorted(self.own.get(fact, ()), key=lambda row: row.row)
        whole = sorted(self.whole.get(fact, ()), key=lambda row: row.row)
        replaced = {row.value[which] for row in own}
        return [row for row in whole if row.value[which] not in replaced] + own

    def by_key(self, fact: str, which: str) -> dict[str, list[Told]]:
        """All rows of a fact of which there are several, by their value `which`, oldest first; the part's own rows of a
        value replace the whole's."""
        every: dict[str, list[Told]] = {}
        for rows in (self.whole.get(fact, ()), self.own.get(fact, ())):
            of_these: dict[str, list[Told]] = {}
            for row in sorted(rows, key=lambda row: row.first_day):
                of_these.setdefault(row.value[which], []).append(row)
            every |= of_these
        return every


def said_of(found: Mapping[int, Present], rows: Iterable[Told]) -> dict[int, Said]:
    """What was read, by row id of the proposals that are there."""
    every: dict[int, dict[str, list[Told]]] = {}
    for row in rows:
        every.setdefault(row.proposal, {}).setdefault(row.fact, []).append(row)
    nothing: dict[str, list[Told]] = {}
    return {
        id: Said(every.get(id, nothing), every.get(one.whole, nothing) if one.whole is not None else nothing)
        for id, one in found.items()
    }
