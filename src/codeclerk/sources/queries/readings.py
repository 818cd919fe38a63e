"""Readings: what the record says to a question, with every claim and the ruling that it rests on."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import Count, F, QuerySet, Value
from django.db.models.functions import Concat

from codeclerk.kernel.errors import Kind, Reason
from codeclerk.kernel.lens import Lens
from codeclerk.sources.models import ClaimRecord, RulingRecord
from codeclerk.sources.queries.claims import claims_from
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

    A question without a claim has no reading. Three queries at most, however many subjects there are.
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
    """Every question on which sources disagree, those without a ruling first. Three queries at most."""
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
    for one in claims_from(lens, rows):
        by_question.setdefault(one.question, []).append(one)
    if not by_question:
        return {}
    read_already = {claim.key for claims in by_question.values() for claim in claims}
    rulings = _rulings(lens, RulingRecord.objects.filter(question__in=rows.order_by().values("question")), read_already)
    return {question: read(question, claims, rulings.get(question)) for question, claims in by_question.items()}


def _rulings(lens: Lens, rows: QuerySet[RulingRecord], seen: Collection[str]) -> dict[Question, Ruling]:
    """The rulings in force, without those that weighed a claim which the viewer may not see: its value or its reason
    could tell what that claim says. `seen` are keys of claims that the viewer sees. One query, or two."""
    found = [(row, frozenset(json.loads(row.considered))) for row in rows.known_at(lens)]  # type: ignore[attr-defined]
    others = {key for _, considered in found for key in considered}.difference(seen)
    if others:
        open_ones = ClaimRecord.objects.filter(key__in=others, document__in=open_to(lens)).order_by()
        seen = {*seen, *open_ones.values_list("key", flat=True)}
    return {ruling.question: ruling for ruling in (_ruling(row, c) for row, c in found if c <= set(seen))}


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
