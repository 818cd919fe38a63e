"""Ports: what the legal text needs to know of releases and of decisions, which are above it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date

from codeclerk.kernel.errors import Kind, Reason
from codeclerk.kernel.lens import Lens
from codeclerk.kernel.ports import Port
from codeclerk.legaltext import queries
from codeclerk.legaltext.queries import ProposalRedline, Version

NOTHING_GOES_LIVE = Reason(
    "legaltext.nothing_goes_live",
    rule="at go-live the approved proposals of a release are carried out whose legal text waits",
    problem="{object} has no approved proposal with legal text that waits",
    remedy="Draft it: `draft_redline`; or record the decision first.",
    kind=Kind.CONFLICT,
)


@dataclass(frozen=True)
class Going:
    """A release as the legal text looks at it.

    Args:
        day: when it goes live; None where nobody knows.
        approved: the keys of the proposals in it that are approved, those carried out too.
        undecided: the numbers of those that are not.
    """

    name: str
    day: date | None
    approved: tuple[str, ...] = ()
    undecided: tuple[str, ...] = ()


release_named: Port[Callable[[Lens, str], Going]] = Port("release", lambda lens, name: Going(name, None))
"""What goes live with the release of this name? Refused where there is none."""
not_approved: Port[Callable[[Lens, Collection[str]], dict[str, str]]] = Port("not approved", lambda lens, keys: {})
"""Which of these proposals, by their keys, are not approved: the number of each, with the status that it has?"""


@dataclass(frozen=True)
class GoLive:
    """What a release does to the text of the code.

    Args:
        waiting: the redlines of its approved proposals that wait.
        carried: the versions that carry out some of them already.
        without: the keys of approved proposals with neither.
    """

    going: Going
    waiting: tuple[ProposalRedline, ...]
    carried: tuple[Version, ...]
    without: tuple[str, ...]


def go_live(lens: Lens, going: Going) -> GoLive | None:
    """What a release does to the text; None where the record has no version of the code. Four queries at most."""
    every = queries.versions(lens)
    if not every:
        return None
    waiting = queries.redlines(lens, going.approved) if going.approved else ()
    carried = tuple(one for one in every if set(one.proposals) & set(going.approved))
    done = {one.key for one in waiting} | {key for one in carried for key in one.proposals}
    return GoLive(going, waiting, carried, tuple(key for key in going.approved if key not in done))


def chosen_of(lens: Lens, name: str) -> tuple[Going, tuple[str, ...]]:
    """A release, and the keys of the proposals that are carried out when it goes live.

    Refused: unknown releases, and legaltext.nothing_goes_live.
    """
    going = release_named.ask(lens, name)
    found = go_live(lens, going)
    keys = tuple(one.key for one in found.waiting) if found else ()
    if not keys:
        raise NOTHING_GOES_LIVE.refuse(going.name)
    return going, keys


def warnings(lens: Lens, keys: Collection[str]) -> tuple[str, ...]:
    """What is wrong with carrying out these proposals, in sentences."""
    return tuple(
        f"{number} is not approved: it is {status}." for number, status in not_approved.ask(lens, keys).items()
    )
