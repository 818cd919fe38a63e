"""Finding a proposal by whatever names it, or refusing with the nearest number. For acts; pages read `queries`."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from codeclerk.kernel.errors import Kind, Reason
from codeclerk.kernel.lens import PUBLIC, Lens
from codeclerk.kernel.prepared import Prepared
from codeclerk.kernel.storage import once
from codeclerk.register.models import AliasRecord, IssuedNumber, Number, Proposal
from codeclerk.register.rules.numbers import (
    KEY,
    UNKNOWN_PROPOSAL,
    AliasKind,
    did_you_mean,
    digits_of,
    normal,
)

SPLIT = Reason(
    "register.split",
    rule="a proposal that was split goes on as its parts",
    problem="{object} was split into {parts}",
    remedy="Name the part that you mean.",
    kind=Kind.CONFLICT,
)


@dataclass(frozen=True)
class Named:
    """What a text names: a proposal, the number that it goes by now, and why. `kind` is None for a number or the key
    itself."""

    key: str
    number: str
    kind: AliasKind | None


@dataclass(frozen=True)
class Subject:
    """A proposal as an act finds it: its present number, and the first day on which the register has it."""

    key: str
    number: str
    series: str
    first_day: date
    parts: tuple[str, ...]

    @property
    def stream(self) -> str:
        return f"proposal:{self.key}"


@once
def lookup(text: str) -> Named | None:
    """What a text names in the table of numbers and aliases, misprints too; None for nothing. One to three queries."""
    wanted = normal(text)
    if not wanted or len(wanted) > 60 or any(unicodedata.category(c) in ("Cc", "Cs") for c in wanted):
        return None
    for key, number in _ISSUED.read(_ANY, texts=[wanted]):
        return Named(key, number or key, None)
    aliases = AliasRecord.objects.filter(
        text=wanted, superseded_from__isnull=True, valid_to__isnull=True, proposal__isnull=False
    )
    for key, number, kind in aliases.annotate(now=_number_now("proposal")).values_list("proposal__key", "now", "kind"):
        return Named(key, number or key, AliasKind(kind))
    if KEY.fullmatch(wanted):
        for number in Proposal.objects.filter(key=wanted).annotate(now=_number_now("pk")).values_list("now", flat=True):
            return Named(wanted, number or wanted, None)
    return None


def _number_now(proposal: str) -> Subquery:
    """The number that the proposal of the outer query's field goes by now."""
    rows = Number.objects.filter(proposal=OuterRef(proposal), superseded_from__isnull=True, valid_to__isnull=True)
    return Subquery(rows.values("text")[:1])


def _issued(lens: Lens, numbers: Collection[int], texts: Collection[str]) -> QuerySet[Any, Any]:
    """The proposals that these numbers were given to, with the number that each goes by now."""
    rows = IssuedNumber.objects.filter(text__in=texts).annotate(now=_number_now("proposal"))
    return rows.values_list("proposal__key", "now")


def _had(lens: Lens, numbers: Collection[int], texts: Collection[str]) -> QuerySet[Any, Any]:
    """Every number of the proposals with these digits and of their parts, as known now, the first ones first."""
    rows = Number.objects.filter(proposal__digits__in=numbers, superseded_from__isnull=True).exclude(text="")
    return rows.order_by("valid_from", "pk").values_list("proposal__key", "text", "series", "valid_from", "valid_to")


def _keyed(lens: Lens, numbers: Collection[int], keys: Collection[str]) -> QuerySet[Any, Any]:
    return Proposal.objects.filter(key__in=keys).values_list("pk")


_ISSUED, _NUMBERS, _ROWS = Prepared(_issued), Prepared(_had), Prepared(_keyed)
_ANY = Lens(PUBLIC, date(2013, 9, 23), datetime(2013, 9, 23, tzinfo=UTC))
"""What is known now needs no lens; a prepared query takes one."""


def names() -> dict[str, str]:
    """Every text that names a proposal -> its present number, keys too. Two queries; for suggestions."""
    present = present_numbers()
    found = dict(present)
    for text, key in IssuedNumber.objects.values_list("text", "proposal__key"):
        found[text] = present.get(key, text)
    rows = AliasRecord.objects.filter(superseded_from__isnull=True, valid_to__isnull=True, proposal__isnull=False)
    for text, key in rows.exclude(kind=AliasKind.WEB_ADDRESS.value).values_list("text", "proposal__key"):
        found.setdefault(text, present.get(key, text))
    return found


def present_numbers() -> dict[str, str]:
    """Key of each proposal -> the number that it goes by now."""
    rows = Number.objects.filter(superseded_from__isnull=True, valid_to__isnull=True)
    return dict(rows.values_list("proposal__key", "text"))


def key_of(text: str, field: str = "proposal") -> str:
    """The key of the proposal that `text` names. Raises `Refused` (register.unknown_proposal) with the nearest number;
    a misprint is refused in the same way."""
    named = lookup(text)
    if named is None or named.kind is AliasKind.MISPRINT:
        raise UNKNOWN_PROPOSAL.refuse(text[:60], suggestion=did_you_mean(text, names()), field=field)
    return named.key


def present_number(key: str) -> str:
    """The number that one proposal goes by now."""
    rows = Number.objects.filter(proposal__key=key, superseded_from__isnull=True, valid_to__isnull=True)
    return rows.values_list("text", flat=True).first() or key


def proposal_named(text: str, field: str = "proposal") -> Proposal:
    """The row of the proposal that `text` names, for the tables of other folders. Refuses as `key_of` does."""
    return Proposal.objects.get(key=key_of(text, field))


def row_id(key: str) -> int:
    """The key of the database for the proposal with a key: what its facts are stored under. One query."""
    for (found,) in _ROWS.read(_ANY, texts=[key]):
        return int(found)
    raise Proposal.DoesNotExist(key)


@once
def _numbers(digits: int) -> list[tuple[Any, ...]]:
    return _NUMBERS.read(_ANY, numbers=[digits])


def subject(text: str, field: str = "proposal", *, may_be_split: bool = False) -> Subject:
    """The proposal that an act is about. Refused: unknown (with the nearest), or split and not one of its parts."""
    key = key_of(text, field)
    digits, letter = digits_of(key)
    rows = _numbers(digits)
    own = [row for row in rows if row[0] == key and row[3] != row[4]]
    parts = tuple(sorted({row[1] for row in rows if row[0] != key and row[4] is None})) if not letter else ()
    if parts and not may_be_split:
        raise SPLIT.refuse(own[-1][1], parts=", ".join(parts), field=field)
    return Subject(key, own[-1][1], own[-1][2], own[0][3], parts)
