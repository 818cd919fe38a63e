"""Readings: what the record says to a question, with every claim and the ruling that it rests on."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import Count, F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Concat, JSONObject

from codeclerk.kernel.errors import Kind, Reason
from codeclerk.kernel.lens import Lens
from codeclerk.sources.models import ClaimRecord, RulingRecord
from codeclerk.sources.queries.claims import claim_of, with_sources
from codeclerk.sources.queries.seen import narrowed, open_to, standing
from codeclerk.sources.rules.claims import Claim, Question, Reading, Ruling, State, Verdict, read
from codeclerk.sources.rules.values import Measure
from codeclerk.sources.rules.vocabulary import describe_property

UNKNOWN_QUESTION = Reason(
    "sources.unknown_question",
    rule="a ruling is on a question that claims are about",
    problem="there is no question {object}, or its claims are not open to you",
    remedy="Start from the page of its subject.",
    kind=Kind.NOT_FOUND,
)


def readings(
    lens: Lens, subjects: Collection[str] | None = None, properties: Collection[str] | None = None
) -> dict[Question, Reading]:
    """What the record says to every question about these subjects and properties (all of them unless given).

    A question without a claim has no reading. Two queries at most, however many subjects there are.
    """
    return _readings(lens, narrowed(standing(lens), subjects, properties))


def reading(lens: Lens, question: Question) -> Reading | None:
    """What the record says to one question; None when no source that the viewer may see says anything."""
    return _readings(lens, standing(lens).filter(question=question.key)).get(question)


def reading_of(lens: Lens, key: str) -> Reading:
    """What the record says to the question with this key. Refused when nothing that the viewer may see is about it."""
    found = _readings(lens, standing(lens).filter(question=key))
    if not found:
        raise UNKNOWN_QUESTION.refuse(key[:24])
    return next(iter(found.values()))


def disagreements(lens: Lens) -> list[Reading]:
    """Every question on which sources disagree, those without a ruling first. Two queries at most."""
    apart = (
        standing(lens)
        .order_by()
        .values("question")
        .annotate(said=Count(Concat(F("value"), Value(" "), F("unit")), distinct=True))
        .filter(said__gt=1)
        .values("question")
    )
    found = _readings(lens, standing(lens).filter(question__in=apart))
    return in_order(one for one in found.values() if one.state is State.DISAGREE)


def in_order(readings: Iterable[Reading]) -> list[Reading]:
    """Disputed ones first, then those that were ruled on, then by question."""
    verdicts = list(Verdict)
    return sorted(
        readings,
        key=lambda one: (
            verdicts.index(one.verdict),
            one.question.subject,
            one.question.property,
            one.question.about,
            one.question.qualifier,
        ),
    )


def _readings(lens: Lens, rows: QuerySet[ClaimRecord]) -> dict[Question, Reading]:
    by_question: dict[Question, list[Claim]] = {}
    ruled: dict[Question, Mapping[str, Any]] = {}
    for row in with_sources(lens, rows).annotate(ruling=_ruling_on(lens)):
        claim = claim_of(row)
        by_question.setdefault(claim.question, []).append(claim)
        if row.ruling:
            ruled[claim.question] = row.ruling
    rulings = {question: _ruling_told(question, told) for question, told in ruled.items()}
    seen = _seen(lens, rulings.values(), {claim.key for claims in by_question.values() for claim in claims})
    return {
        question: read(question, claims, ruling if ruling and ruling.considered <= seen else None)
        for question, claims in by_question.items()
        for ruling in (rulings.get(question),)
    }


def _ruling_on(lens: Lens) -> Subquery:
    """The ruling on the question of the outer query's claim, as known at the lens, as JSON."""
    same = {name: OuterRef(name) for name in ("question", "subject", "property")}  # the latter two have the index
    rows = RulingRecord.objects.known_at(lens).filter(**same)
    return Subquery(rows.values(told=JSONObject(**{name: name for name in _RULING}))[:1])


_RULING = ("ruled_value", "unit", "follows", "considered", "reason", "ruled_by", "ruled_on")


def _ruling_told(question: Question, told: Mapping[str, Any]) -> Ruling:
    return Ruling(
        question=question,
        measure=Measure(describe_property(question.property).type, json.loads(told["ruled_value"]), told["unit"]),
        follows=told["follows"],
        considered=frozenset(json.loads(told["considered"])),
        reason=told["reason"],
        ruled_by=told["ruled_by"],
        ruled_on=date.fromisoformat(told["ruled_on"]) if told["ruled_on"] else date.min,
    )


def _seen(lens: Lens, rulings: Iterable[Ruling], seen: set[str]) -> set[str]:
    """The keys of claims, among those that rulings weighed, that the viewer may see: a ruling's value or its reason
    could tell what the claims say that it weighed. `seen` are some that the viewer sees. One query, or none."""
    others = {key for ruling in rulings for key in ruling.considered} - seen
    if not others:
        return seen
    rows = ClaimRecord.objects.filter(key__in=others, document__in=open_to(lens)).order_by()
    return seen | set(rows.values_list("key", flat=True))


def _ruling(row: RulingRecord, considered: frozenset[str]) -> Ruling:
    question = Question(row.subject, row.property, row.about, row.qualifier)
    return Ruling(
        question=question,
        measure=Measure(describe_property(row.property).type, json.loads(row.ruled_value), row.unit),
        follows=row.follows,
        considered=considered,
        reason=row.reason,
        ruled_by=row.ruled_by,
        ruled_on=row.ruled_on or date.min,
    )


def rulings_on(lens: Lens, subject: str) -> list[Ruling]:
    """Every ruling ever made about a subject that the viewer may read, as known at the lens's instant, oldest first."""
    rows = RulingRecord.objects.filter(subject=subject, known_from__lte=lens.known_at).order_by("known_from", "pk")
    found = [(row, frozenset(json.loads(row.considered or "[]"))) for row in rows]
    keys = {key for _, considered in found for key in considered}
    seen = set(ClaimRecord.objects.filter(key__in=keys, document__in=open_to(lens)).values_list("key", flat=True))
    return [_ruling(row, considered) for row, considered in found if considered and considered <= seen]
