"""Figures that sources print, and names of documents, in one query each: for pages that show a few beside much else.

A page that is about claims reads them with `claims` and `readings`, where they stand with all that is known of them.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from codeclerk.kernel.lens import Lens
from codeclerk.sources.models import DocumentDetails
from codeclerk.sources.queries.seen import details, narrowed, standing
from codeclerk.sources.rules.values import parse_iso


@dataclass(frozen=True)
class Figure:
    """A whole number that a document prints. `about` is the day that it speaks of; None where it names none.

    `document` is a hash, whose name `names` tells.
    """

    property: str
    qualifier: str
    about: date | None
    value: int
    unit: str
    document: str
    locator: str


@dataclass(frozen=True)
class Named:
    """A document as the reader may see it: its reference, or its title where it has none, and when it was published."""

    sha256: str
    name: str
    title: str
    published: date | None


def figures(lens: Lens, properties: Collection[str]) -> tuple[Figure, ...]:
    """The whole numbers that sources print for these properties, in the order of recording. One query."""
    rows = narrowed(standing(lens), None, properties).order_by("pk")
    columns = ("property", "qualifier", "about", "value", "unit", "document__sha256", "locator")
    found = []
    for property, qualifier, about, value, unit, document, locator in rows.values_list(*columns):
        number = _whole(json.loads(value))
        if number is not None:
            day = parse_iso(about).last if about else None
            found.append(Figure(property, qualifier, day, number, unit, document, locator))
    return tuple(found)


def _whole(value: Any) -> int | None:
    """A whole number, which a property with decimals keeps as text; None for anything else."""
    if isinstance(value, str) and value.isascii() and value.isdigit():
        return int(value)
    return value if type(value) is int else None


def names(lens: Lens, hashes: Collection[str]) -> dict[str, Named]:
    """Hash -> name of each of these documents that the reader may see. One query; none for no hash."""
    if not hashes:
        return {}
    rows = details(lens).filter(document__sha256__in=set(hashes))
    columns = ("document__sha256", "reference", "title", "published")
    return {
        sha256: Named(sha256, reference or title, title, published)
        for sha256, reference, title, published in rows.values_list(*columns)
    }


def every(lens: Lens) -> tuple[Named, ...]:
    """Every document that the reader may see, the newest publication first. One query."""
    return _in_order(details(lens))


def matching(lens: Lens, words: Collection[str]) -> tuple[Named, ...]:
    """The documents that the reader may see in whose title or reference every word occurs, newest first. One query."""
    rows = details(lens)
    for word in words:
        rows = rows.filter(Q(title__icontains=word) | Q(reference__icontains=word))
    return _in_order(rows)


def _in_order(rows: QuerySet[DocumentDetails]) -> tuple[Named, ...]:
    """As values, the newest publication first."""
    columns = ("document__sha256", "reference", "title", "published")
    found = [
        Named(sha256, reference or title, title, day) for sha256, reference, title, day in rows.values_list(*columns)
    ]
    return tuple(sorted(found, key=lambda one: (-(one.published or date.min).toordinal(), one.name)))
