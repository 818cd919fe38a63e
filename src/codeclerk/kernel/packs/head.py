"""`pack.yaml`: what the pack is, which code it holds, and the sources that its references name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, Field

from codeclerk.kernel.calendar.holidays import JURISDICTIONS
from codeclerk.kernel.packs.base import Entry, PackFile, Sourced
from codeclerk.kernel.packs.kinds import register_kind
from codeclerk.kernel.packs.reasons import suggest
from codeclerk.kernel.packs.scalars import Date, Id, Text, wrong


def _timezone(value: str) -> str:
    try:
        if not re.fullmatch(r"[A-Za-z0-9_+/-]{1,64}", value):
            raise ValueError(value)
        ZoneInfo(value)
    except (ValueError, OSError, KeyError):
        raise wrong("a time zone of the IANA list", suggest(value, sorted(available_timezones()))) from None
    return value


def _jurisdiction(value: str) -> str:
    if value not in JURISDICTIONS:
        raise wrong("a jurisdiction whose bank holidays are held", suggest(value, JURISDICTIONS))
    return value


class Source(Entry):
    """Something that references may name: a paper, the code, a public site, a statute."""

    id: Annotated[Id, Field(description="the short key that references start with, as in CSR")]
    title: Text
    kind: Literal["paper", "code", "site", "statute"]

    @property
    def key(self) -> str:
        return self.id

    def labels(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        yield ("id",), self.id
        yield ("title",), self.title


class EffectiveFrom(Sourced):
    """The day from which this code exists, with its standing."""

    date: Date


class PackHead(PackFile):
    """The pack's own data. `version` is text: "1.10" is not "1.1"."""

    vocabulary: ClassVar[tuple[str, ...]] = ("sources",)

    id: Annotated[Id, Field(description="the short id of the code, as in sec")]
    title: Annotated[Text, Field(description="the code's name")]
    version: Annotated[Text, Field(description="the version of this pack, as text")]
    effective_from: Annotated[EffectiveFrom, Field(description="the first day of the code")]
    timezone: Annotated[Text, AfterValidator(_timezone), Field(description="the time zone of its dates and times")]
    holidays: Annotated[Id, AfterValidator(_jurisdiction), Field(description="whose bank holidays count")]
    authority: Text | None = None
    notes: Text | None = None
    papers: tuple[Id, ...] = ()
    """The kinds of paper that the product makes for this code, by name, of those that are written for one code."""
    sources: tuple[Source, ...] = ()


register_kind("pack", PackHead, required=True)
