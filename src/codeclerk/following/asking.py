"""What an address asks for: the same parameters as the list of proposals, and kinds of news.

`party=small_suppliers&stage=refine&news=decision` stands for decisions on everything in Refinement that touches Small
Suppliers; several values of one parameter are alternatives.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

from codeclerk.following import naming
from codeclerk.following.rules import ASPECTS, FILTERS, TOUCHING, News, Wanted, What, in_words
from codeclerk.kernel.errors import Reason
from codeclerk.register.queries import Filters

UNKNOWN_NEWS = Reason(
    "following.unknown_news",
    rule="the kinds of news are those that the form to follow something lists",
    problem="{object} is no kind of news",
    remedy="Use one of: {known}.",
)
_FIELDS = {
    "stage": "stages",
    "status": "statuses",
    "path": "paths",
    "party": "parties",
    "document": "documents",
    "system": "systems",
    "flag": "flags",
    "release": "releases",
    "touch": "touches",
}
"""Aspect -> what the filters of the register, and the act to follow, call it."""


@dataclass(frozen=True)
class Asked:
    """What is asked for: `wanted` by ids, and kinds of news; nothing asked for is everything."""

    wanted: Wanted
    news: tuple[News, ...] = ()

    @property
    def words(self) -> str:
        """Within a sentence: `everything that touches Small Suppliers`."""
        name = naming.namer(self.wanted.get("proposal", ()))
        single = next((one for one in (What.PROPOSAL, What.CLAUSE) if set(self.wanted) == {one.value}), What.RULE)
        return in_words(single, self.wanted, self.news, name)

    @property
    def filters(self) -> Filters:
        """The part of it that narrows the list of proposals."""
        given: dict[str, Any] = {_FIELDS[aspect]: self.wanted.get(aspect, ()) for aspect in FILTERS}
        return Filters(**given)

    @property
    def by_touch(self) -> Asked:
        """The party categories, documents and systems that are asked for, as alternatives to each other."""
        touched = (f"{aspect}:{value}" for aspect in TOUCHING for value in self.wanted.get(aspect, ()))
        every = tuple(sorted({*touched, *self.wanted.get("touch", ())}))
        return Asked({"touch": every} if every else {}, self.news)

    @property
    def query(self) -> str:
        """As the part of an address after the question mark."""
        return urlencode([*self.pairs, *(("news", one.value) for one in self.news)])

    @property
    def tail(self) -> str:
        """What an address of it ends with; empty for everything."""
        return f"?{self.query}" if self.query else ""

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        return tuple((aspect, value) for aspect in ASPECTS for value in self.wanted.get(aspect, ()))

    @property
    def as_input(self) -> dict[str, Any]:
        """As the act to follow takes it."""
        for aspect in ("proposal", "clause"):
            if aspect in self.wanted:
                return {aspect: self.wanted[aspect][0], "news": list(self.news)}
        named: dict[str, Any] = {field: list(self.wanted.get(aspect, ())) for aspect, field in _FIELDS.items()}
        return named | {"news": list(self.news)}


def read(query: QueryDict) -> Asked:
    """What an address asks for. Refused: a word that the pack does not know, with the nearest one."""
    given: Mapping[str, Iterable[str]] = {aspect: query.getlist(aspect) for aspect in ASPECTS}
    return Asked(naming.ids_of(given), _news(query.getlist("news")))


def _news(texts: Iterable[str]) -> tuple[News, ...]:
    known = {one.value for one in News}
    for text in texts:
        if text and text not in known:
            raise UNKNOWN_NEWS.refuse(text[:40], known=", ".join(sorted(known)))
    return tuple(one for one in News if one.value in set(texts))
