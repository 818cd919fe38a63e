"""The reads that only the API has: the sealed log as far as it is open to a viewer, claims in pages, and how far the
record has come."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Substr

from codeclerk.decisions.models import DecisionRecord
from codeclerk.kernel.lens import Lens
from codeclerk.kernel.models import Event, Seal
from codeclerk.papers.models import IssuedPaper
from codeclerk.register.queries.history import told_of
from codeclerk.sources.queries.claims import claims_from
from codeclerk.sources.queries.figures import names
from codeclerk.sources.queries.seen import narrowed, open_to, standing
from codeclerk.sources.rules.claims import Claim

OPEN = ("proposal", "assessment", "consultation", "decision", "derogation", "engagement", "meeting", "release")
"""The kinds of stream whose events anybody may read. Every kind that is named nowhere here is told to nobody."""
LATE = 1000
"""Of so many keys before the last sealed event, later commits are noticed: on PostgreSQL a lower key may come later."""


@dataclass(frozen=True)
class State:
    """How far the record has come. Equal for two moments between which nothing was recorded.

    `position` is the last sealed one; the rest tells what is recorded and not sealed yet. `recorded` is the last
    instant at which something was; None in an empty log.
    """

    position: int
    newest: int
    late: int
    recorded: datetime | None

    def told_at(self, known_at: datetime) -> list[Any]:
        """What a reader who knows what was known at an instant may know of it: that instant too, where something was
        recorded since, which the next reader will know."""
        behind = self.recorded is not None and self.recorded > known_at
        return [self.position, self.newest, self.late, known_at.isoformat() if behind else ""]


def state() -> State:
    """How far the record has come now. Two queries."""
    position, event = Seal.objects.order_by("-position").values_list("position", "event_id").first() or (0, 0)
    tail = Event.objects.filter(pk__gt=event - LATE).aggregate(
        newest=Max("pk"), late=Count("pk"), recorded=Max("recorded_at")
    )
    return State(position, tail["newest"] or 0, tail["late"], tail["recorded"])


@dataclass(frozen=True)
class Asked:
    """What the log is narrowed to. `proposal` is a key; `is_dated` leaves out what comes after the lens's day."""

    stream: str = ""
    proposal: str = ""
    types: tuple[str, ...] = ()
    is_dated: bool = False


@dataclass(frozen=True)
class Told:
    """An event with its place in the log, None while it is not sealed, and the document behind it where that is open to
    the viewer."""

    event: Event
    position: int | None
    document: str


def events(lens: Lens, asked: Asked, after: int, upto: int, size: int) -> tuple[Told, ...]:
    """The events at the positions after one and up to another that the viewer may see, at most `size`. Two queries;
    three for those of a proposal.

    The log is read in the order of its positions, also for one type: an index on the type, measured at 200,000 events,
    made a frequent type a hundred times slower on SQLite, which then sorts all of it, and nothing faster on PostgreSQL.
    """
    rows = _open(lens).filter(seal__position__gt=after, seal__position__lte=upto)
    if asked.stream:
        rows = rows.filter(stream=asked.stream)
    if asked.types:
        rows = rows.filter(type__in=asked.types)
    if asked.proposal:
        rows = rows.filter(_about(asked.proposal))
    if asked.is_dated:
        rows = rows.filter(effective__lte=lens.valid_at)
    return _told(lens, list(rows.select_related("seal").order_by("seal__position")[:size]))


def event(lens: Lens, position: int) -> Told | None:
    """The event at a position; None where there is none that the viewer may see. Two queries."""
    found = _told(lens, list(_open(lens).filter(seal__position=position).select_related("seal")))
    return found[0] if found else None


def since(lens: Lens, seen: Mapping[str, int], most: int = 50) -> tuple[Told, ...]:
    """What happened in these streams after the versions that somebody saw, as far as the viewer may see it, the oldest
    first. Two queries."""
    after = reduce(or_, (Q(stream=stream, seq__gt=version) for stream, version in seen.items()), Q(pk__in=()))
    return _told(lens, list(_open(lens).filter(after).select_related("seal").order_by("pk")[:most]))


def _open(lens: Lens) -> QuerySet[Event]:
    """What was published by the lens's instant of what the viewer may see.

    Of documents and their claims that is decided by the document's classification of today, of papers by that of the
    version that was issued. Rulings are told with the claims that they weigh, never here.
    """
    public = reduce(or_, (Q(stream__startswith=f"{kind}:") for kind in OPEN))
    seen = [one.value for one in lens.viewer.may_see]
    hung = Q(pk__in=())
    for kind in ("document", "claims"):
        own = open_to(lens).filter(sha256=Substr(OuterRef("stream"), Value(len(kind) + 2)))
        hung |= Q(stream__startswith=f"{kind}:") & Q(Exists(own))
    issued = IssuedPaper.objects.filter(event=OuterRef("pk"), classification__in=seen)
    hung |= Q(stream__startswith="paper:") & Q(Exists(issued))
    return Event.objects.filter(public | hung, told_of(lens), known_from__lte=lens.known_at)


def _about(proposal: str) -> Q:
    """The events of a proposal, and those of its assessments, consultations and decisions. One query."""
    decided = DecisionRecord.objects.filter(proposal__key=proposal).values_list("key", flat=True)
    streams = [f"proposal:{proposal}", *(f"decision:{key}" for key in decided)]
    of_it = Q(stream__startswith=f"assessment:{proposal}-") | Q(stream__startswith=f"consultation:{proposal}-")
    return Q(stream__in=streams) | of_it


def _told(lens: Lens, rows: list[Event]) -> tuple[Told, ...]:
    known = names(lens, {row.source_document for row in rows if row.source_document})
    return tuple(
        Told(
            row,
            row.seal.position if hasattr(row, "seal") else None,
            row.source_document if row.source_document in known else "",
        )
        for row in rows
    )


@dataclass(frozen=True)
class Claims:
    """Some claims of a list, and how many the whole list has."""

    claims: tuple[Claim, ...]
    total: int


def claims(
    lens: Lens, subjects: Collection[str], properties: Collection[str], document: str, first: int, size: int
) -> Claims:
    """The claims that count for the lens, in the order of recording, from the place `first` on. Three queries."""
    rows = narrowed(standing(lens), subjects or None, properties or None)
    if document:
        rows = rows.filter(document__sha256=document)
    keys = list(rows.order_by("pk").values_list("key", flat=True)[first : first + size])
    found = {one.key: one for one in claims_from(lens, standing(lens).filter(key__in=keys))} if keys else {}
    return Claims(tuple(found[key] for key in keys if key in found), rows.count())


def claim(lens: Lens, key: str) -> Claim | None:
    """One claim that counts for the lens; None where there is none that the viewer may see. One query."""
    found = claims_from(lens, standing(lens).filter(key=key))
    return found[0] if found else None
