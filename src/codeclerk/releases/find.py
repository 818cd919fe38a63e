"""Finding a release by whatever names it, or refusing with the nearest. For acts; pages read `queries`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from codeclerk.releases import vocabulary
from codeclerk.releases.models import ReleaseDay
from codeclerk.releases.rules.names import resolve


@dataclass(frozen=True)
class Found:
    """A release as an act finds it: the day is the last one that was said."""

    key: str
    name: str
    day: date | None


def registered() -> tuple[Found, ...]:
    """Every release, in the order of their keys. One query."""
    rows = ReleaseDay.objects.filter(superseded_from__isnull=True, valid_to__isnull=True).order_by("release__key")
    return tuple(Found(*one) for one in rows.values_list("release__key", "release__name", "day"))


def release_named(text: str, field: str = "release") -> Found:
    """The release that `text` names. Refused (releases.unknown) with the nearest. One query."""
    every = registered()
    key = resolve(text, every, vocabulary.forms(), field)
    return next(one for one in every if one.key == key)
