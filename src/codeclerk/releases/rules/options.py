"""Which release a decision leads to, and the check that every decision day leads to exactly one.

A report recommends releases as branches: "24 June 2021 if decided before 3 June 2021; 4 November 2021 if decided after
3 June 2021 ...". That wording leaves 3 June 2021 in no branch (PMP:3873-3879).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Protocol, TypeVar

from codeclerk.kernel.calendar import Calendar, format_date, parse_date
from codeclerk.kernel.errors import Reason
from codeclerk.releases.packs import LeadTime
from codeclerk.releases.rules.days import cut_off

ONE_DAY = timedelta(days=1)

UNREADABLE_BRANCH = Reason(
    "releases.branch_unreadable",
    rule="a branch says before, after or on which days a decision is made",
    problem="“{object}” does not say for which decision days it is",
    remedy="Write it as: after 11 February 2021 but on or before 10 June 2021.",
)
EMPTY_BRANCH = Reason(
    "releases.branch_empty",
    rule="a branch has at least one decision day",
    problem="no day is in the branch “{object}”",
    remedy="Write the earlier day after “after”, the later one after “before”.",
)
NOT_ONE_BRANCH = Reason(
    "releases.decision_day_not_in_one_branch",
    rule="every decision day falls in exactly one branch of the options that a report offers",
    problem="{object}: {what}",
    remedy="Let one branch end on the day before the next one begins, such as on or before 3 June, then after 3 June.",
)


class HasDay(Protocol):
    """A release, as choosing one needs it. Without a day it cannot be chosen."""

    @property
    def key(self) -> str: ...

    @property
    def day(self) -> date | None: ...


ReleaseT = TypeVar("ReleaseT", bound=HasDay)


def choose_release(
    decided: date, releases: Iterable[ReleaseT], lead: LeadTime, calendar: Calendar | None = None
) -> ReleaseT | None:
    """The earliest release for which a decision on `decided` is in time: on or before its cut-off (PMP:644-652).

    None: every release that is known comes too early, and a later one is to be set.
    """
    for one in in_order(releases):
        if one.day is not None and decided <= cut_off(one.day, lead, calendar).due:
            return one
    return None


def in_order(releases: Iterable[ReleaseT]) -> list[ReleaseT]:
    """Those that have a day, earliest first."""
    return sorted((one for one in releases if one.day is not None), key=lambda one: (one.day or date.max, one.key))


@dataclass(frozen=True)
class Branch:
    """The decision days that lead to a release: from `first` to `last`, both in it; None is open."""

    release: str
    first: date | None
    last: date | None

    def __contains__(self, day: object) -> bool:
        return (
            isinstance(day, date)
            and (self.first is None or self.first <= day)
            and (self.last is None or day <= self.last)
        )

    @property
    def words(self) -> str:
        """`on or before 11 February 2021`, `after 11 February 2021 but on or before 10 June 2021`."""
        after = f"after {format_date(self.first - ONE_DAY)}" if self.first else ""
        before = f"on or before {format_date(self.last)}" if self.last else ""
        return " but ".join(part for part in (after, before) if part) or "on any day"


def branches_of(releases: Iterable[HasDay], lead: LeadTime, calendar: Calendar | None = None) -> tuple[Branch, ...]:
    """The branches that the releases' cut-offs make: the first is open at its start, each later one falls back from the
    one before it (PMP:646-652). A release whose cut-off is that of an earlier one has no branch."""
    made: list[Branch] = []
    for one in in_order(releases):
        if one.day is None:
            continue
        last = cut_off(one.day, lead, calendar).due
        before = made[-1].last if made else None
        if before is None or last > before:
            made.append(Branch(one.key, before + ONE_DAY if before else None, last))
    return tuple(made)


_BOUND = re.compile(r"(?:if .*?)?\b(on or before|up to|until|by|before|on or after|from|after|on)\s+", re.IGNORECASE)
_STARTS = {"after": ONE_DAY, "on or after": timedelta(), "from": timedelta()}
_ENDS = {
    "before": -ONE_DAY,
    "on or before": timedelta(),
    "up to": timedelta(),
    "until": timedelta(),
    "by": timedelta(),
}


def read_branch(release: str, text: str) -> Branch:
    """The branch that a report's words describe: `before 3 June 2021`, `after 3 June 2021 but by 21 October 2021`.

    Refused: words that name no day, a day that cannot be read, and a branch in which no day lies.
    """
    first, last = None, None
    parts = _BOUND.split(" ".join(text.split()))
    bounds = list(zip(parts[1::2], parts[2::2], strict=True))
    if not bounds or parts[0].strip():
        raise UNREADABLE_BRANCH.refuse(text[:120], field="branch")
    for word, rest in bounds:
        bound, day = word.casefold(), parse_date(re.sub(r"(\s*,)?(\s+(but|and))?\s*[.;]?$", "", rest.strip()))
        if bound in _STARTS or bound == "on":
            first = day + _STARTS.get(bound, timedelta())
        if bound in _ENDS or bound == "on":
            last = day + _ENDS.get(bound, timedelta())
    if first is not None and last is not None and last < first:
        raise EMPTY_BRANCH.refuse(text[:120], field="branch")
    return Branch(release, first, last)


@dataclass(frozen=True)
class BranchFault:
    """Decision days, from `first` to `last`, that are in no branch or in several. `last` None: and every later one."""

    first: date | None
    last: date | None
    releases: tuple[str, ...]

    @property
    def is_gap(self) -> bool:
        return not self.releases

    @property
    def words(self) -> str:
        """`a decision on 3 June 2021 falls in no branch`."""
        where = "no branch" if self.is_gap else f"{len(self.releases)} branches ({', '.join(self.releases)})"
        if self.first is not None and self.first == self.last:
            return f"a decision on {format_date(self.first)} falls in {where}"
        since = f" from {format_date(self.first)}" if self.first else ""
        until = f" to {format_date(self.last)}" if self.last else " on" if since else ""
        return f"a decision{since}{until} falls in {where}"


def branch_faults(branches: Iterable[Branch]) -> tuple[BranchFault, ...]:
    """Every run of decision days that is in no branch, or in more than one, up to the end of the last branch.

    Days before the first branch and after the last one are not looked at: later ones have a release still to be set.
    """
    every = list(branches)
    edges = sorted({_start(one) for one in every} | {_end(one) for one in every})
    faults = []
    for here, following in pairwise(edges):
        holding = tuple(one.release for one in every if _start(one) <= here < _end(one))
        if len(holding) != 1:
            faults.append(BranchFault(_day(here), _day(following - 1), holding))
    return tuple(_joined(faults))


_BEFORE_ALL, _AFTER_ALL = date.min.toordinal(), date.max.toordinal() + 1


def _start(branch: Branch) -> int:
    return branch.first.toordinal() if branch.first else _BEFORE_ALL


def _end(branch: Branch) -> int:
    """The day after the last one."""
    return branch.last.toordinal() + 1 if branch.last else _AFTER_ALL


def _day(ordinal: int) -> date | None:
    return None if ordinal in (_BEFORE_ALL, _AFTER_ALL - 1) else date.fromordinal(ordinal)


def _joined(faults: Sequence[BranchFault]) -> list[BranchFault]:
    """Runs that follow each other and lie in the same branches become one."""
    joined: list[BranchFault] = []
    for one in faults:
        last = joined[-1] if joined else None
        if last and last.releases == one.releases and last.last and one.first and last.last + ONE_DAY == one.first:
            joined[-1] = BranchFault(last.first, one.last, last.releases)
        else:
            joined.append(one)
    return joined


def check_branches(about: str, branches: Iterable[Branch]) -> None:
    """Refuse options that leave a decision day in no branch, or in several (H05, Q07)."""
    faults = branch_faults(branches)
    if faults:
        raise NOT_ONE_BRANCH.refuse(about, what="; ".join(fault.words for fault in faults))
