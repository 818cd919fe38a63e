"""One plain column of the whole register at a time, for orders and counts: quick, since no row becomes an object.

Proposals go by the key of their row. A part of a split proposal has what its whole has, where it has nothing itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.db.models import Exists, OuterRef

from codeclerk.kernel.lens import Lens
from codeclerk.register.models import Number, Proposal, ProposalFact, TimetableFact
from codeclerk.register.rules.times import When
from codeclerk.register.rules.timetable import State

Value = TypeVar("Value")


@dataclass(frozen=True)
class Shape:
    """The proposals that a list without filters has, in the order of their digits, with their keys, and the `wholes`
    of parts."""

    listed: tuple[int, ...]
    keys: tuple[str, ...]
    wholes: Mapping[int, int]


def shape(lens: Lens) -> Shape:
    """Which proposals there are at the lens. One query; `wholes` alone is quicker."""
    rows = Number.objects.as_at(lens).exclude(text="").order_by("proposal__digits", "proposal__letter")
    found = list(rows.values_list("proposal_id", "proposal__key", "proposal__digits", "proposal__letter"))
    whole = {digits: id for id, _, digits, letter in found if not letter}
    split = {digits for _, _, digits, letter in found if letter}
    listed = [(id, key) for id, key, digits, letter in found if letter or digits not in split]
    return Shape(
        tuple(id for id, _ in listed),
        tuple(key for _, key in listed),
        {id: whole[digits] for id, _, digits, letter in found if letter and digits in whole},
    )


def wholes(lens: Lens) -> dict[int, int]:
    """Each part in the register at the lens -> the whole that it was split from, where that is in it too. One query."""
    named = Number.objects.as_at(lens).exclude(text="").filter(proposal=OuterRef("pk"))
    whole = Proposal.objects.filter(Exists(named), letter="", digits=OuterRef("digits")).values("pk")
    parts = Proposal.objects.exclude(letter="").filter(Exists(named)).annotate(whole=whole[:1])
    return {part: found for part, found in parts.values_list("pk", "whole") if found is not None}


def column(lens: Lens, fact: type[ProposalFact], *names: str, **only: Any) -> dict[int, tuple[Any, ...]]:
    """What a fact of which there is one says at the lens, by proposal. One query."""
    rows = fact.objects.as_at(lens).filter(**only).values_list("proposal_id", *names)
    return {row[0]: row[1:] for row in rows}


def with_wholes(values: Mapping[int, Value], wholes: Mapping[int, int]) -> dict[int, Value]:
    """The values, with those of wholes for the parts that have none."""
    lent = {part: values[whole] for part, whole in wholes.items() if part not in values and whole in values}
    return {**values, **lent}


def raised(lens: Lens, wholes: Mapping[int, int]) -> dict[int, When]:
    """When each proposal was raised, as `lines.raised_of` has it. One query, and one more where there are parts."""
    rows = TimetableFact.objects.as_at(lens).filter(kind="raised", state=State.HAPPENED.value)
    every: dict[int, list[tuple[date, date, str, bool]]] = {}
    for proposal, first, last, key, is_month in rows.values_list(
        "proposal_id", "first", "last", "event_key", "is_month"
    ):
        if first is not None and last is not None:
            every.setdefault(proposal, []).append((first, last, key, is_month))
    heirs = {part: every[whole] for part, whole in wholes.items() if whole in every}
    replaced = _own_events(lens, heirs)
    for part, of_whole in heirs.items():
        kept = [row for row in of_whole if (part, row[2]) not in replaced]
        every[part] = [*kept, *every.get(part, [])]
    firsts = ((proposal, min(rows)) for proposal, rows in every.items() if rows)
    return {proposal: When(first, last, is_month) for proposal, (first, last, _, is_month) in firsts}


def _own_events(lens: Lens, parts: Iterable[int]) -> set[tuple[int, str]]:
    """The events that the timetables of parts have themselves."""
    asked = list(parts)
    if not asked:
        return set()
    rows = TimetableFact.objects.as_at(lens).filter(proposal__in=asked)
    return set(rows.values_list("proposal_id", "event_key"))
