"""The register as a list: whole, or a page of it, narrowed and in an order.

What stands on a page is decided by the database, or over plain columns; only the proposals on it are read whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Value

from codeclerk.kernel.lens import Lens
from codeclerk.register.queries import columns
from codeclerk.register.queries.facets import Facets, facets
from codeclerk.register.queries.kept import Kept
from codeclerk.register.queries.lines import Filters, ProposalLine, lines_of
from codeclerk.register.queries.matching import matching
from codeclerk.register.queries.orders import ORDERS
from codeclerk.register.queries.words import with_words
from codeclerk.register.rules.numbers import digits_of

EVERYTHING = Filters()


@dataclass(frozen=True)
class Page:
    """Some lines of a list, and how many the whole list has."""

    lines: tuple[ProposalLine, ...]
    total: int


def proposals(lens: Lens, filters: Filters = EVERYTHING, order: str = "number") -> tuple[ProposalLine, ...]:
    """The proposals in the register at the lens. `order` is a key of `ORDERS`, with `-` in front for descending.

    Three queries for up to a thousand, and two for each further thousand; for words and other orders some five more.
    A page needs `page_of`.
    """
    return _lines(lens, _keys(lens, filters, order, False))


def page_of(
    lens: Lens,
    filters: Filters = EVERYTHING,
    order: str = "number",
    first: int = 0,
    size: int | None = 50,
    *,
    unknown_last: bool = False,
    known: Facets | None = None,
) -> Page:
    """The `size` lines of `proposals(lens, filters, order)` from the place `first` on (0 is the first); None for all.

    With `unknown_last`, proposals of which nothing is known that orders them come last, whichever way the order runs.
    `known` is what `facets` gave for the lens, where the caller has it. Three queries for a list that was asked for
    since anything was last recorded; else some two to seven more.
    """
    if filters == EVERYTHING and ORDERS[order.removeprefix("-")].column is None:
        every = list((known or facets(lens)).keys)[:: -1 if order.startswith("-") else 1]
    else:
        every = _KEPT.at(lens, filters, order, unknown_last)
    return Page(_lines(lens, every[first : None if size is None else first + size]), len(every))


def pages_of(lens: Lens, several: Sequence[Filters], size: int = 50) -> tuple[Page, ...]:
    """The first page of each of several lists, the lowest numbers first, without what comes next for each proposal.

    Three queries for all together, two where they were asked for since anything was last recorded. Not for words, nor
    for the day raised: see `page_of`.
    """
    lists = _FIRST_PAGES.at(lens, *several)
    keys = {key for keys in lists for key in keys[:size]}
    lines = {line.key: line for line in lines_of(lens, keys, coming=False)} if keys else {}
    return tuple(Page(tuple(lines[key] for key in keys[:size] if key in lines), len(keys)) for keys in lists)


def _key_lists(lens: Lens, *several: Filters) -> tuple[list[str], ...]:
    """The keys of the proposals that each of the filters keeps, the lowest numbers first. One query, none for none."""
    assert not any(_needs_columns(one) for one in several)
    lists: tuple[list[str], ...] = tuple([] for _ in several)
    parts = [
        matching(lens, one).order_by().annotate(place=Value(place)).values_list("place", "key")
        for place, one in enumerate(several)
    ]
    for place, key in parts[0].union(*parts[1:], all=True) if parts else ():
        lists[place].append(key)
    for keys in lists:
        keys.sort(key=digits_of)
    return lists


def _lines(lens: Lens, keys: list[str]) -> tuple[ProposalLine, ...]:
    """The lines of these proposals, in this order."""
    by_key = {line.key: line for line in lines_of(lens, keys)} if keys else {}
    return tuple(by_key[key] for key in keys if key in by_key)


def _needs_columns(filters: Filters) -> bool:
    return bool(filters.words.strip() or filters.raised_from or filters.raised_to)


def _keys(lens: Lens, filters: Filters, order: str, unknown_last: bool) -> list[str]:
    """The keys of the proposals that the filters keep, in an order."""
    found = list(matching(lens, filters).values_list("pk", "key"))
    by, descending = order.removeprefix("-"), order.startswith("-")
    wholes = columns.wholes(lens) if _needs_columns(filters) or ORDERS[by].column else {}
    if filters.words.strip():
        said = with_words(lens, filters.words, wholes)
        found = [one for one in found if one[0] in said]
    if filters.raised_from or filters.raised_to:
        raised = columns.raised(lens, wholes)
        found = [one for one in found if filters.keeps_raised(raised.get(one[0]))]
    plain, unknown = ORDERS[by].column, ORDERS[by].unknown
    if plain is None:
        return [key for _, key in (reversed(found) if descending else found)]
    value = plain(lens, wholes)
    valued = [(value(id), key) for id, key in found]
    last = [key for one, key in valued if unknown_last and one is None]
    ordered = [(unknown if one is None else one, key) for one, key in valued if not (unknown_last and one is None)]
    ordered.sort(key=lambda pair: pair[0], reverse=descending)
    return [*(key for _, key in ordered), *last]


_KEPT: Kept[list[str]] = Kept(_keys, most=32)
_FIRST_PAGES: Kept[tuple[list[str], ...]] = Kept(_key_lists, most=32)
"""The lists that were asked for last, so that turning a page does not look for them again."""
