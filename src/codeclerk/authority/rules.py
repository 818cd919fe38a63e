"""How long the Authority aims to take, and how long its decisions took. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from codeclerk.decisions.rules.values import Decision
from codeclerk.kernel.calendar import Calendar, Convention
from codeclerk.kernel.calendar.conventions import count_days


@dataclass(frozen=True)
class Aim:
    """How long the Authority means to take: so many Working Days by a convention, and how sure that is."""

    clock: str
    name: str
    working_days: int
    convention: str
    words: str
    sure: str
    reference: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Decided:
    """A decision of the Authority, with the day on which it was asked and the Working Days that it took; None where no
    recommendation is recorded, or a day is known to the month only."""

    decision: Decision
    asked_on: date | None
    taken: int | None


def working_days(first: date, last: date, convention: str, calendar: Calendar | None = None) -> int:
    """Working Days from one day to another by a named convention."""
    return count_days(first, last, Convention(convention), calendar or Calendar())


def decided(
    made: Iterable[Decision],
    asked: Iterable[Decision],
    convention: str,
    calendar: Calendar | None = None,
) -> tuple[Decided, ...]:
    """Each decision with the recommendation that came last before it, newest first (CSR:404-412).

    Args:
        made: the decisions of those who have the last word.
        asked: the recommendations to them.
    """
    by_proposal: dict[str, list[Decision]] = {}
    for one in asked:
        by_proposal.setdefault(one.proposal, []).append(one)
    found = [_decided(one, by_proposal.get(one.proposal, ()), convention, calendar) for one in made]
    return tuple(sorted(found, key=lambda one: one.decision.order, reverse=True))


def _decided(one: Decision, asked: Collection[Decision], convention: str, calendar: Calendar | None) -> Decided:
    days = [each.when.first for each in asked if each.when.is_day and each.when.first <= one.when.last]
    asked_on = max(days, default=None)
    if asked_on is None or not one.when.is_day:
        return Decided(one, asked_on, None)
    return Decided(one, asked_on, working_days(asked_on, one.when.first, convention, calendar))
