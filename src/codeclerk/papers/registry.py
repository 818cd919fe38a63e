"""The kinds of paper and who builds them. A folder registers its builder when the application is ready. Pure.

    register("change-status-report", "Change Status Report", build, describes="Progress of every proposal, monthly.")

A builder gets a lens and what was asked for, and gives back a draft. It reads through the lens only, whose viewer is
the audience of the paper and not the person who asks: a White paper is built from what the public may see, so nothing
else can get into it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from difflib import get_close_matches

from codeclerk.kernel.calendar.dates import Month, end_of_london_day, london_day
from codeclerk.kernel.errors import Kind as RefusalKind
from codeclerk.kernel.errors import Reason
from codeclerk.kernel.lens import Classification, Lens, Viewer
from codeclerk.papers.model import Paper
from codeclerk.papers.windows import Covered, up_to

UNKNOWN_KIND = Reason(
    "papers.unknown_kind",
    rule="a paper is of one of the kinds that the product builds",
    problem="{object}: there is no such kind of paper",
    remedy="{hint}The kinds are: {kinds}.",
    kind=RefusalKind.NOT_FOUND,
)
NOT_OPEN = Reason(
    "papers.not_open",
    rule="a paper is shown to those who may see its classification",
    problem="the paper {object} does not exist or is not open to you",
    remedy="Sign in with a role that may see it.",
    kind=RefusalKind.NOT_FOUND,
)
UNKNOWN_VALUE = Reason(
    "papers.unknown_value",
    rule="a kind of paper takes the values that it knows",
    problem="a {kind} knows no value {object}",
    remedy="It knows {known}.",
)
WRONG_AUDIENCE = Reason(
    "papers.wrong_audience",
    rule="a paper bears the classification of what its builder was allowed to see",
    problem="the builder of {object} gave a {given} paper from a record opened to {allowed} readers",
    remedy="Report this sentence: it is a fault of the product. Nothing was shown or issued.",
    kind=RefusalKind.BROKEN,
)


@dataclass(frozen=True)
class Params:
    """What is asked of a builder besides the lens.

    Args:
        period: the month in the paper's title.
        reference: the paper's reference, empty while it has none.
        classification: the audience; None takes the kind's own.
        values: whatever else this kind understands, as text.
    """

    period: Month
    reference: str = ""
    classification: Classification | None = None
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Asked:
    """A value without which a kind makes no paper: its name, what a form calls it, and what stands in it.

    `subject` is the kind of thing that it names, so that the subject of an issued paper gives it back.
    """

    name: str
    label: str
    hint: str = ""
    subject: str = ""


Builder = Callable[[Lens, Params], Paper]
Covers = Callable[[Lens, Params], tuple[Covered, ...]]
"""Gives the windows of days that a paper covers."""


def _end_of(period: Month) -> date:
    return period.last_day


def _always() -> bool:
    return True


def _as_at(lens: Lens, params: Params) -> tuple[Covered, ...]:
    return (up_to(lens.valid_at),)


@dataclass(frozen=True)
class Kind:
    """A kind of paper. `as_at` says which day a period's paper looks at when nobody names one; `classification` is
    what it bears when nobody says; `asks` are the values that it needs, by which its papers are told apart; `covers`
    gives the windows of days that a paper covers; `is_made` says whether the running code has such papers."""

    name: str
    title: str
    builder: Builder
    describes: str = ""
    classification: Classification = Classification.WHITE
    as_at: Callable[[Month], date] = _end_of
    asks: tuple[Asked, ...] = ()
    covers: Covers = _as_at
    is_made: Callable[[], bool] = _always

    def values_in(self, given: Mapping[str, str]) -> dict[str, str]:
        """What it asks for, as far as it is given: the rest of an address is no business of a paper."""
        return {one.name: given[one.name] for one in self.asks if given.get(one.name)}

    def values_of(self, subject: str) -> dict[str, str]:
        """What it asks for, from the subject of a paper of it: `proposal:0092`."""
        kind, _, key = subject.partition(":")
        return {one.name: key for one in self.asks if key and one.subject == kind}


_KINDS: dict[str, Kind] = {}


def register(
    name: str,
    title: str,
    builder: Builder,
    *,
    describes: str = "",
    classification: Classification = Classification.WHITE,
    as_at: Callable[[Month], date] = _end_of,
    asks: tuple[Asked, ...] = (),
    covers: Covers = _as_at,
    is_made: Callable[[], bool] = _always,
) -> Kind:
    """Make a kind of paper known. The same one twice is one; another under its name is a mistake in the house."""
    made = Kind(name, title, builder, describes, classification, as_at, asks, covers, is_made)
    if _KINDS.setdefault(name, made) != made:
        raise ValueError(f"Two kinds of paper are called {name!r}.")
    return made


def forget(name: str) -> None:
    """Take a kind out again; for tests."""
    _KINDS.pop(name, None)


def kinds() -> tuple[Kind, ...]:
    """Every kind that the running code has, by title."""
    return tuple(sorted((kind for kind in _KINDS.values() if kind.is_made()), key=lambda kind: kind.title))


def find(name: str) -> Kind:
    """The kind of this name. Refuses any other, with the nearest."""
    known = {kind.name: kind for kind in kinds()}
    if name not in known:
        near = get_close_matches(name, known, n=1)
        hint = f"Did you mean {near[0]}? " if near else ""
        raise UNKNOWN_KIND.refuse(name[:80], hint=hint, kinds=", ".join(sorted(known)) or "none yet")
    return known[name]


def audience(classification: Classification) -> Viewer:
    """The reader that a paper of this classification is written for: sees it and everything freer."""
    every = list(Classification)
    seen = frozenset(every[: every.index(classification) + 1])
    return Viewer(f"audience:{classification.value.lower()}", seen)


def lens_for(kind: Kind, viewer: Viewer, params: Params, as_at: date, known_at: datetime) -> Lens:
    """The lens a paper is built with. Refuses a viewer who may not see papers of its classification."""
    classification = params.classification or kind.classification
    if classification not in viewer.may_see:
        raise NOT_OPEN.refuse(f"{kind.name} of {params.period}")
    return Lens(audience(classification), as_at, known_at)


def known_by(as_at: date, now: datetime) -> datetime:
    """What a paper of a day knows unless somebody says otherwise: everything known by the end of it, or by now."""
    return min(now, end_of_london_day(as_at))


def as_at_of(kind: Kind, period: Month, now: datetime) -> date:
    """The day that a period's paper looks at; today for a period that has not come to it yet."""
    return min(kind.as_at(period), london_day(now))


def check_values(title: str, params: Params, known: Sequence[str]) -> None:
    """Refuse a value that a kind of paper, by its title, does not know. For builders."""
    if unknown := sorted(set(params.values) - set(known)):
        raise UNKNOWN_VALUE.refuse(unknown[0][:60], kind=title, known=" and ".join(known), field="values")


def build(kind: Kind, lens: Lens, params: Params, *, site: str = "") -> Paper:
    """A draft from the builder, checked: its kind, its times and its audience are those of the lens."""
    paper = kind.builder(lens, params)
    front = paper.front
    if front.classification not in lens.viewer.may_see or (
        front.classification is not (params.classification or kind.classification)
    ):
        allowed = (params.classification or kind.classification).value
        raise WRONG_AUDIENCE.refuse(kind.name, given=front.classification.value, allowed=allowed)
    if (front.kind, front.as_at, front.known_at) != (kind.name, lens.valid_at, lens.known_at):
        raise ValueError(f"The builder of {kind.name} gave a paper of another kind or time than it was asked for.")
    return replace(paper, front=replace(front, site=front.site or site))
