"""What a text names: `June 2021`, `Jun 2021`, `June 2021 SEC Release`, `2021-06` and `24 June 2021` are one release.

The forms are those of the pack. Nothing is guessed: a text that names no registered release is refused with the nearest
name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from difflib import get_close_matches
from typing import Protocol

from codeclerk.kernel.calendar import Month, parse_date, parse_month
from codeclerk.kernel.errors import Kind, Reason, Refused
from codeclerk.kernel.packs.base import normal

KEY = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])(-[a-z0-9]+)*")
"""A release's key: its month, and what tells an ad-hoc one from others of that month."""

UNKNOWN_RELEASE = Reason(
    "releases.unknown",
    rule="a release is named by its key, its name or its day: 2021-06, June 2021 SEC Release, 24 June 2021",
    problem="{object}: no such release",
    remedy="{suggestion}",
    kind=Kind.NOT_FOUND,
)


class HasName(Protocol):
    """A release, as finding one needs it."""

    @property
    def key(self) -> str: ...

    @property
    def name(self) -> str: ...

    @property
    def day(self) -> date | None: ...


def month_of(key: str) -> Month:
    """The month in a key."""
    year, month = key.split("-")[:2]
    return Month(int(year), int(month))


def ad_hoc_key(day: date) -> str:
    """The key of an ad-hoc release on a day, unless another one of its month has it: `2021-01-ad-hoc`."""
    return f"{Month(day.year, day.month).isoformat()}-ad-hoc"


def match(text: str, releases: Iterable[HasName], forms: Iterable[str]) -> str:
    """The key of the release that `text` names; empty when it names none.

    Args:
        forms: the forms in which a name may stand, with `{name}` in them.
    """
    inner = _inside(text, forms)
    month, day = _month(inner), _date(inner)
    for one in releases:
        if normal(inner) in (one.key, normal(one.name)) or month == one.key or (day is not None and day == one.day):
            return one.key
    return ""


def resolve(text: str, releases: Sequence[HasName], forms: Iterable[str], field: str = "release") -> str:
    """As `match`, or a refusal (releases.unknown) with the nearest name."""
    found = match(text, releases, forms)
    if not found:
        raise UNKNOWN_RELEASE.refuse(text[:80], suggestion=suggestion(text, releases, forms), field=field)
    return found


def suggestion(text: str, releases: Sequence[HasName], forms: Iterable[str]) -> str:
    """The remedy for a text that names no release: the nearest name, else those that there are."""
    if not releases:
        return "No release is registered yet; register it first."
    near = nearest(text, releases, forms)
    return f"Did you mean {near}?" if near else f"Registered are {_listed([one.name for one in releases])}."


def nearest(text: str, releases: Iterable[HasName], forms: Iterable[str]) -> str:
    """The name of the release that is written most like `text`; empty when none is like it."""
    names = {normal(label): one.name for one in releases for label in (one.key, one.name)}
    inner = _inside(text, forms)
    near = get_close_matches(normal(_month(inner) or inner), names, n=1, cutoff=0.7)
    return names[near[0]] if near else ""


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(names[:12])
    return f"{shown}, …" if len(names) > 12 else shown


def _inside(text: str, forms: Iterable[str]) -> str:
    """The name inside the first form that fits."""
    typed = " ".join(text.split())
    for form in forms:
        before, _, after = form.partition("{name}")
        fits = re.fullmatch(f"{re.escape(before)}(.+){re.escape(after)}", typed, re.IGNORECASE)
        if fits:
            return fits[1].strip()
    return typed


def _month(text: str) -> str:
    try:
        return parse_month(text).isoformat()
    except Refused:
        return ""


def _date(text: str) -> date | None:
    try:
        return parse_date(text)
    except Refused:
        return None
