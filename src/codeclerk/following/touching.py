"""Does it touch me? The open proposals that touch somebody, each with what ticks it, where, and by when to answer."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from codeclerk.consultations import queries as consultations
from codeclerk.consultations.queries import Consultation
from codeclerk.following import naming, queries
from codeclerk.following.asking import Asked
from codeclerk.kernel.lens import Lens
from codeclerk.progression.queries import running_in
from codeclerk.register.models import AffectedFact
from codeclerk.register.queries import ProposalLine
from codeclerk.register.rules.numbers import whole_of
from codeclerk.sources.queries.seen import place_of

_ASPECTS = {"party_categories": "party", "documents": "document", "systems": "system"}


@dataclass(frozen=True)
class Touched:
    """A proposal that touches somebody.

    Attributes:
        why: one sentence for each tick: what it is, since when, and where that is printed.
        open: the consultations on it that take answers now.
        due: the next day by which somebody must act on it.
    """

    line: ProposalLine
    why: tuple[str, ...]
    open: tuple[Consultation, ...]
    due: date | None


@dataclass(frozen=True)
class Page:
    """Some of them, and how many there are."""

    lines: tuple[Touched, ...]
    total: int


def touched(lens: Lens, asked: Asked, first: int, size: int | None) -> Page:
    """The open proposals that touch any of what is asked for, from the place `first` on. Fourteen queries at most,
    however many there are; and one for each on the page that is on hold."""
    found = queries.touching(lens, asked, first, size)
    keys = {line.key for line in found.lines}
    if not keys:
        return Page((), found.total)
    reasons = _reasons(lens, keys | {whole_of(key) for key in keys} - {""}, asked)
    running = running_in(lens, found.lines)
    is_open: dict[str, list[Consultation]] = {}
    for one in consultations.open_on(lens):
        is_open.setdefault(one.proposal, []).append(one)
    made = []
    for line in found.lines:
        own = running.get(line.key, ())
        due = min((one.due for one in own if one.due >= lens.valid_at), default=None)
        why = reasons.get(line.key) or reasons.get(whole_of(line.key)) or []
        made.append(Touched(line, tuple(why), tuple(is_open.get(line.key, ())), due))
    return Page(tuple(made), found.total)


def _reasons(lens: Lens, keys: Collection[str], asked: Asked) -> dict[str, list[str]]:
    """Key of a proposal -> what of it is asked for, in sentences. One query."""
    rows = AffectedFact.objects.as_at(lens).filter(proposal__key__in=keys).annotate(source=place_of(lens))
    wanted = set(asked.wanted.get("touch", ()))
    found: dict[str, list[str]] = {}
    columns = ("proposal__key", "kind", "listed", "sure", "source")
    for key, kind, listed, sure, source in rows.order_by("kind").values_list(*columns):
        aspect = _ASPECTS.get(kind, kind)
        for value in json.loads(listed):
            if f"{aspect}:{value}" in wanted:
                printed = f", as {source} says" if source else ", as recorded; no document is named"
                unsure = f" ({sure})" if sure in ("inferred", "unverified") else ""
                found.setdefault(key, []).append(f"{naming.name_of(aspect, value)}{printed}{unsure}")
    return found
