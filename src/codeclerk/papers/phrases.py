"""Pieces of sentences that several papers need. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from codeclerk.kernel.calendar.dates import DateStyle
from codeclerk.papers.build import proposal
from codeclerk.papers.model import Figure, Noun, Reference, Runs
from codeclerk.papers.runs import Loose, runs
from codeclerk.register.rules.times import When, clause

if TYPE_CHECKING:
    from codeclerk.decisions.queries import Decision

MODIFICATION = Noun("modification")
MODIFICATION_PROPOSAL = Noun("Modification Proposal")
DRAFT_PROPOSAL = Noun("Draft Proposal")
HOLIDAYS = "published count: weekdays from acceptance on, both ends counted, bank holidays not removed"


def page_of(number: str) -> str:
    """The page of a proposal on the site."""
    return f"/proposals/{number}/"


def named(number: str, title: str = "") -> Reference:
    """A proposal with its title, leading to its page: MP107 ‘SMETS1 Validation of SRV 6.15.1’."""
    return proposal(number, title, page_of(number))


def keys_of(numbers: Iterable[str]) -> tuple[str, ...]:
    """The record rows of proposals."""
    return tuple(f"proposal:{number}" for number in numbers)


def day(value: date, style: DateStyle = DateStyle.LONG, rows: tuple[str, ...] = ()) -> Figure:
    """A day of the record."""
    return Figure(value, style=style, rows=rows)


def on(when: When, rows: tuple[str, ...] = ()) -> Runs:
    """`on 23 February 2021`, `in February 2021`, `from 14 December 2020 to 8 January 2021`."""
    if when.is_day:
        return runs("on ", day(when.first, rows=rows))
    preposition, _, rest = clause(when).partition(" ")
    return runs(f"{preposition} ", Figure(rest, rows=rows))


def joined(parts: Sequence[Loose | Runs]) -> Runs:
    """`a`, `a and b`, `a, b and c`, as one line."""
    made: list[Loose | Runs] = []
    for position, part in enumerate(parts):
        if position:
            made.append(" and " if position == len(parts) - 1 else ", ")
        made.append(part)
    return runs(*made)


def by_day(decisions: Iterable[Decision]) -> dict[When, list[Decision]]:
    """Decisions by when they were made, in order."""
    found: dict[When, list[Decision]] = {}
    for one in decisions:
        found.setdefault(one.when, []).append(one)
    return found


def all_same(values: Iterable[date | None]) -> date | None:
    """The one day of them all; None where they differ or one is missing."""
    found = set(values)
    return found.pop() if len(found) == 1 else None
