"""The proposals of a list as SQL: those that are in the register at a lens and that its filters let through.

`Filters.keeps` says the same of a line that was read already; a property test holds the two together.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from functools import reduce
from operator import or_

from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import StrIndex
from django.db.models.lookups import GreaterThan

from codeclerk.kernel.lens import Lens
from codeclerk.register import vocabulary
from codeclerk.register.models import (
    AffectedFact,
    FlagFact,
    HoldFact,
    LeadAnalyst,
    Number,
    PathFact,
    Proposal,
    ProposalFact,
    ProposerFact,
    StatusFact,
    TargetRelease,
)
from codeclerk.register.queries.lines import Filters


def listed(lens: Lens, with_split: bool = False) -> QuerySet[Proposal]:
    """The proposals that are in the register at the lens, in the order of their digits; without split wholes."""
    named = Number.objects.as_at(lens).exclude(text="")
    rows = Proposal.objects.filter(Exists(named.filter(proposal=OuterRef("pk")))).order_by("digits", "letter")
    return rows if with_split else rows.filter(~_is_split(lens))


def matching(lens: Lens, filters: Filters) -> QuerySet[Proposal]:
    """Those of them that the filters keep, but for words and the day raised, which `columns` and `words` decide."""
    rows = listed(lens, filters.with_split)
    for fact, column, wanted in (
        (StatusFact, "stage", filters.stages),
        (StatusFact, "status", filters.statuses),
        (PathFact, "path", filters.paths),
        (TargetRelease, "release", filters.releases),
    ):
        if wanted:
            rows = rows.filter(_says(lens, fact, wanted, Q(**{f"{column}__in": wanted})))
    if wanted := filters.proposers:
        rows = rows.filter(_says(lens, ProposerFact, wanted, Q(organisation__in=wanted) | Q(on_behalf_of__in=wanted)))
    if wanted := filters.whose:
        of = Q(person__in=wanted) | Q(organisation__in=wanted) | Q(on_behalf_of__in=wanted)
        rows = rows.filter(_has(lens, ProposerFact, of) | _has(lens, LeadAnalyst, Q(person__in=wanted)))
    if filters.flags:
        rows = rows.filter(_has(lens, FlagFact, Q(flag__in=filters.flags, is_set=True)))
    for kind, wanted in (
        ("documents", filters.documents),
        ("systems", filters.systems),
        ("party_categories", filters.parties),
    ):
        if wanted:
            rows = rows.filter(_affects(lens, kind, wanted))
    if filters.is_held is not None:
        held = _has(lens, HoldFact, Q(is_held=True) & (Q(until__isnull=True) | Q(until__gte=lens.valid_at)))
        rows = rows.filter(held if filters.is_held else ~held)
    if filters.is_pre_decision is not None:
        before = [stage.id for stage in vocabulary.stages() if stage.pre_decision]
        is_open = _has(lens, StatusFact, Q(stage__in=before)) & ~_is_split(lens)
        rows = rows.filter(is_open if filters.is_pre_decision else ~is_open)
    return rows


def _is_split(lens: Lens) -> Q:
    """It has a part that is in the register."""
    parts = Number.objects.as_at(lens).exclude(text="").exclude(proposal__letter="")
    return Q(letter="") & Q(Exists(parts.filter(proposal__digits=OuterRef("digits"))))


def _has(lens: Lens, fact: type[ProposalFact], said: Q) -> Q:
    """A row of the fact says so of the proposal; or of its whole, and the part has no such row of its own."""
    rows = fact.objects.as_at(lens)
    which = {name: OuterRef(name) for name in fact.identity if name != "proposal_id"}
    own = rows.filter(proposal=OuterRef(OuterRef("pk")), **which)
    there = Number.objects.as_at(lens).exclude(text="").filter(proposal=OuterRef("proposal"))
    whole = rows.filter(said, ~Exists(own), Exists(there), proposal__digits=OuterRef("digits"), proposal__letter="")
    return Q(pk__in=rows.filter(said).values("proposal")) | (~Q(letter="") & Q(Exists(whole)))


def _says(lens: Lens, fact: type[ProposalFact], wanted: Collection[str], said: Q) -> Q:
    """As `_has`; an empty text among those wanted stands for not known, and is so for who has no row at all."""
    found = _has(lens, fact, said)
    return found | ~_has(lens, fact, Q()) if "" in wanted else found


def _affects(lens: Lens, kind: str, wanted: Collection[str]) -> Q:
    """One of the ids is in the list of that kind, which is canonical JSON: an id stands in it in its quotes.

    Looking for the quoted text tells DUIS from DUIS2 and duis, on both databases alike (docs/decisions/0005).
    """
    quoted = (Value(json.dumps(one, ensure_ascii=False)) for one in wanted)
    said = (Q(GreaterThan(StrIndex("listed", one), 0)) for one in quoted)
    return _has(lens, AffectedFact, Q(kind=kind) & reduce(or_, said))
