"""The shapes that every pack file is built from: how sure a rule is, named entries, and dated parameters.

The marks of `sure`, strongest first:

| mark | meaning | mark in the process notes |
|---|---|---|
| `printed` | printed in a published paper or in the code itself; the reference names the lines or the clause | P |
| `stated` | said on the code administrator's public site | S |
| `inferred` | worked out from printed dates or figures; the reference or the note says from which | E |
| `unverified` | general knowledge or a choice of this pack, confirmed by no source; every page shows the mark | U |
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Annotated, ClassVar, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field, model_validator

from codeclerk.kernel.packs.reasons import BEFORE_FIRST, NAME_UNKNOWN, short, suggest
from codeclerk.kernel.packs.scalars import Date, Frozen, Id, References, Text, wrong

T = TypeVar("T")


class PackModel(BaseModel):
    """Base of everything in a pack: immutable, no unknown keys, no conversion but the one from text."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, validate_by_name=False, validate_by_alias=True)


class PackFile(PackModel):
    """The content of one file. `vocabulary` names the lists of entries that `Pack.find_alias` looks through."""

    vocabulary: ClassVar[tuple[str, ...]] = ()


class Sure(StrEnum):
    """How sure a rule is; see the table above."""

    PRINTED = "printed"
    STATED = "stated"
    INFERRED = "inferred"
    UNVERIFIED = "unverified"

    @property
    def is_unverified(self) -> bool:
        return self is Sure.UNVERIFIED


def weakest(marks: Iterable[Sure]) -> Sure:
    """The mark of a whole that rests on several rules: that of the least sure one. `printed` when there is none."""
    order = list(Sure)
    return order[max((order.index(mark) for mark in marks), default=0)]


class Sourced(PackModel):
    """A rule with its standing. What is printed or stated names where; what is inferred says from what."""

    sure: Annotated[Sure, Field(strict=False, description="how sure it is: printed, stated, inferred or unverified")]
    reference: References = ()
    note: Text | None = None

    @model_validator(mode="after")
    def _names_its_ground(self) -> Sourced:
        if self.sure in (Sure.PRINTED, Sure.STATED) and not self.reference:
            raise wrong("a 'reference' beside it", "Add the source, or mark the rule unverified.", at="sure")
        if self.sure is Sure.INFERRED and not (self.reference or self.note):
            raise wrong("a 'reference' or a 'note' beside it", "Say from what it was worked out.", at="sure")
        return self


class Entry(PackModel):
    """Something with an id that people also call by other names."""

    @property
    def key(self) -> str:
        """The id that other files refer to."""
        raise NotImplementedError

    def labels(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """Every text that means this entry, with its path inside the entry."""
        raise NotImplementedError


class Named(Sourced, Entry):
    """An entry with an id, its proper name, and the names that papers also use for it."""

    id: Annotated[Id, Field(description="a short stable id")]
    name: Annotated[Text, Field(description="the proper name, singular")]
    plural: Text | None = None
    aliases: tuple[Text, ...] = ()

    @property
    def key(self) -> str:
        return self.id

    def labels(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        yield ("id",), self.id
        yield ("name",), self.name
        if self.plural:
            yield ("plural",), self.plural
        for index, alias in enumerate(self.aliases):
            yield ("aliases", index), alias


EntryT = TypeVar("EntryT", bound=Entry)


@lru_cache(maxsize=10_000)
def normal(text: str) -> str:
    """`text` as names are compared: case, spacing and the form of dashes and apostrophes do not count."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    folded = re.sub("[\u2010-\u2015\u2212]", "-", folded).replace("\u2019", "'")
    return re.sub(r"\s+", "", folded)


def find_named(entries: Iterable[EntryT], text: str, what: str) -> EntryT:
    """The entry that `text` names. Raises `Refused` (kernel.pack_name_unknown) with the nearest name.

    Args:
        what: what is looked for, as the refusal's object: "assessment type".
    """
    wanted = normal(text)
    labels: list[str] = []
    for entry in entries:
        for _path, label in entry.labels():
            if normal(label) == wanted:
                return entry
            labels.append(label)
    raise NAME_UNKNOWN.refuse(what, found=short(text), hint=suggest(text, labels))


@dataclass(frozen=True)
class InForce(Generic[T]):
    """A dated parameter's value on one day, with what it rests on."""

    value: T
    since: date
    sure: Sure
    reference: str
    note: str | None


class DatedValue(Sourced, Generic[T]):
    """One value of a parameter, in force from the date that is its key until the next date."""

    value: T


class Parameter(PackModel, Generic[T]):
    """A figure or choice that changes over time. Each value states the day it holds from, and its reference.

    In YAML::

        meaning: Working Days the DCC has to return a Preliminary Assessment
        unit: Working Days
        values:
          2018-11-01: {value: 15, sure: printed, reference: "CSR:297"}
    """

    meaning: Annotated[Text, Field(description="what the figure is, in words")]
    unit: Text | None = None
    values: Annotated[Frozen[Date, DatedValue[T]], Field(description="the values by the day each holds from")]

    @model_validator(mode="after")
    def _has_a_value(self) -> Parameter[T]:
        if not self.values:
            raise wrong("at least one dated value", "Add the day that the first value holds from.", at="values")
        return self

    def at(self, on: date) -> InForce[T]:
        """The value in force on the day `on` (London). Raises `Refused` (kernel.pack_no_value_yet) before the first."""
        days = [day for day in self.values if day <= on]
        if not days:
            first = min(self.values)
            raise BEFORE_FIRST.refuse(self.meaning, on=on.isoformat(), first=first.isoformat())
        since = max(days)
        held = self.values[since]
        reference = ", ".join(str(item) for item in held.reference)
        return InForce(held.value, since, held.sure, reference, held.note)
