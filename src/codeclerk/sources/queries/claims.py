"""Reads of claims."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Subquery

from codeclerk.kernel.lens import Classification, Lens
from codeclerk.sources.models import ClaimRecord, Withdrawal
from codeclerk.sources.queries.seen import classification_today, details, narrowed, open_to, standing
from codeclerk.sources.rules.claims import Claim, Question, Source, Stated
from codeclerk.sources.rules.values import Measure
from codeclerk.sources.rules.vocabulary import describe_property


@dataclass(frozen=True)
class WithdrawnClaim:
    """A claim that no longer counts, and why."""

    claim: Claim
    reason: str
    withdrawn_by: str
    withdrawn_at: datetime
    replaced_by: str


def claims_of(lens: Lens, rows: Iterable[ClaimRecord]) -> list[Claim]:
    """These rows as claims with their sources, without those whose document the viewer may not see. One query more."""
    rows = list(rows)
    owners = {row.document_id for row in rows}
    sources = {
        d.document_id: Source(
            d.document.sha256,
            d.reference,
            d.title,
            d.published,
            Classification(d.marked),  # type: ignore[attr-defined]
        )
        for d in (details(lens).filter(document__in=owners) if owners else ())
    }
    return [_claim(row, sources[row.document_id]) for row in rows if row.document_id in sources]


def claims_from(lens: Lens, rows: QuerySet[ClaimRecord]) -> list[Claim]:
    """The same for rows of `seen.standing`, whose documents the viewer may see. One query in all."""
    return [claim_of(row) for row in with_sources(lens, rows)]


def with_sources(lens: Lens, rows: QuerySet[ClaimRecord]) -> QuerySet[ClaimRecord]:
    """Rows of `seen.standing` with what is known of their documents, as `claim_of` takes them."""
    told = "document__details__"
    known = Q(**{f"{told}superseded_from__isnull": True}) | Q(**{f"{told}superseded_from__gt": lens.known_at})
    whole = Q(**{f"{told}valid_to__isnull": True}) | Q(**{f"{told}valid_to__gt": F(f"{told}valid_from")})
    return rows.filter(known, whole, **{f"{told}known_from__lte": lens.known_at}).annotate(
        sha256=F("document__sha256"),
        reference=F(f"{told}reference"),
        title=F(f"{told}title"),
        published=F(f"{told}published"),
        marked=Subquery(classification_today("document").values("classification")[:1]),
    )


def claim_of(row: Any) -> Claim:
    """A row of `with_sources` as a claim."""
    return _claim(row, Source(row.sha256, row.reference, row.title, row.published, Classification(row.marked)))


def _claim(row: ClaimRecord, source: Source) -> Claim:
    declared = describe_property(row.property)
    return Claim(
        key=row.key,
        question=Question(row.subject, row.property, row.about, row.qualifier),
        measure=Measure(declared.type, json.loads(row.value), row.unit),
        source=source,
        locator=row.locator,
        stated=Stated(row.stated),
        reasoning=row.reasoning,
        wording=row.wording,
        note=row.note,
    )


def claims_about(lens: Lens, subject: str, property: str | None = None) -> list[Claim]:
    """What sources say of a subject, oldest source first. One query."""
    rows = narrowed(standing(lens), [subject], None if property is None else [property])
    return sorted(claims_from(lens, rows), key=lambda claim: (claim.question.property, *claim.order))


def claims_in(lens: Lens, sha256: str) -> list[Claim]:
    """What was read in one document, by subject. One query."""
    rows = standing(lens).filter(document__sha256=sha256)
    return sorted(
        claims_from(lens, rows), key=lambda claim: (claim.question.subject, claim.question.property, *claim.order)
    )


def claim(lens: Lens, key: str) -> Claim | None:
    """One claim that counts, by its key."""
    found = claims_from(lens, standing(lens).filter(key=key))
    return found[0] if found else None


@dataclass(frozen=True)
class ClaimStatus:
    """Keys of claims in one document: those that count now, and those that were withdrawn at some time."""

    standing: frozenset[str]
    withdrawn: frozenset[str]


def status_of_claims(sha256: str, keys: Collection[str] | None = None) -> ClaimStatus:
    """Which claims of a document are recorded. For acts on a document that their actor was found to see. One query."""
    rows = ClaimRecord.objects.filter(document__sha256=sha256)
    if keys is not None:
        rows = rows.filter(key__in=keys)
    found = list(rows.values_list("key", "superseded_from"))
    return ClaimStatus(
        frozenset(key for key, ended in found if ended is None),
        frozenset(key for key, ended in found if ended is not None),
    )


def withdrawn(lens: Lens, *, subject: str = "", document: str = "") -> list[WithdrawnClaim]:
    """Claims about a subject or in a document that were withdrawn by the lens's instant, newest first. Two queries."""
    rows = Withdrawal.objects.select_related("claim").filter(
        known_from__lte=lens.known_at, claim__document__in=open_to(lens), claim__known_from__lte=lens.known_at
    )
    if subject:
        rows = rows.filter(claim__subject=subject)
    if document:
        rows = rows.filter(claim__document__sha256=document)
    found = list(rows.order_by("-known_from", "-pk"))
    claims = {id(row): made for row, made in _paired(lens, [one.claim for one in found])}
    return [
        WithdrawnClaim(claims[id(w.claim)], w.reason, w.withdrawn_by, w.known_from, w.replaced_by)
        for w in found
        if id(w.claim) in claims
    ]


def _paired(lens: Lens, rows: Sequence[ClaimRecord]) -> Iterable[tuple[ClaimRecord, Claim]]:
    made = {claim.key: claim for claim in claims_of(lens, rows)}
    return [(row, made[row.key]) for row in rows if row.key in made]


def subjects(lens: Lens) -> list[tuple[str, int]]:
    """Every subject that the viewer can read claims about, with how many. One query."""
    rows = standing(lens).order_by("subject").values("subject").annotate(n=Count("pk"))
    return list(rows.values_list("subject", "n"))
