"""Statuses as places and steps as ways between them: what can be reached, and where it goes on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Way:
    """A step as it moves: from any of these statuses to that one. Without sources it begins the process."""

    sources: tuple[str, ...]
    to: str


def beginnings(ways: Iterable[Way]) -> frozenset[str]:
    """The statuses that a proposal may have first."""
    return frozenset(way.to for way in ways if not way.sources)


def reached(start: Iterable[str], ways: Iterable[Way]) -> frozenset[str]:
    """Every status that can be reached from these, themselves included."""
    ways = tuple(ways)
    found = set(start)
    while more := {way.to for way in ways if found.intersection(way.sources)} - found:
        found |= more
    return frozenset(found)


def leading_to(ends: Iterable[str], ways: Iterable[Way]) -> frozenset[str]:
    """Every status from which one of these can be reached, themselves included."""
    ways = tuple(ways)
    found = set(ends)
    while more := {source for way in ways if way.to in found for source in way.sources} - found:
        found |= more
    return frozenset(found)
