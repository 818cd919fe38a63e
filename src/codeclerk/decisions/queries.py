"""Reads of decisions, through a lens. Decisions are public. Lists leave out the ones that were withdrawn."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from django.db.models import (
    BooleanField,
    CharField,
    DateField,
    Exists,
    F,
    FilteredRelation,
    OuterRef,
    Q,
    QuerySet,
    Value,
)

from codeclerk.decisions import vocabulary
from codeclerk.decisions.find import UNKNOWN, key_of, suggestion
from codeclerk.decisions.models import DecisionFact, PresentedFact
from codeclerk.decisions.rules.days import day_doubts
from codeclerk.decisions.rules.lists import (
    OUTCOME,
    PROPOSAL,
    Fault,
    Finding,
    Tally,
    awaiting,
    compare_lists,
    meeting_of,
    tally,
)
from codeclerk.decisions.rules.values import Decision, Presented, Review, presented_key
from codeclerk.kernel.calendar import Calendar
from codeclerk.kernel.calendars import calendar_at
from codeclerk.kernel.errors import Refused
from codeclerk.kernel.lens import Lens
from codeclerk.kernel.prepared import Prepared
from codeclerk.register.models import IssuedNumber, StatusFact
from codeclerk.register.queries import names_at
from codeclerk.register.rules.numbers import normal, whole_of
from codeclerk.register.rules.times import When
from codeclerk.sources import queries as sources
from codeclerk.sources.queries.seen import place_of
from codeclerk.sources.rules.claims import Reading

__all__ = [
    "Decision",
    "Fault",
    "Finding",
    "Presented",
    "Review",
    "Tally",
    "awaiting_authority",
    "counts",
    "decision",
    "decisions",
    "findings",
    "findings_in",
    "of_proposal",
    "on_proposal",
    "open_reviews",
    "presented",
]

AUTHORITY = "authority"
CLOSED = "closed"
"""The stage of a proposal on which nothing is decided any more."""

Names = Mapping[str, tuple[str, str]]


def decisions(
    lens: Lens,
    *,
    bodies: Collection[str] = (),
    outcomes: Collection[str] = (),
    first: date | None = None,
    last: date | None = None,
) -> tuple[Decision, ...]:
    """The decisions made by the lens's day, as known at its instant, in day order. Two queries, however many.

    Args:
        bodies, outcomes: ids of the pack; empty for all.
        first, last: only those that may have been made from the one day to the other. What is known to the month only
            is in every window that the month touches.
    """
    rows = _rows(lens)
    if bodies:
        rows = rows.filter(decision__body__in=bodies)
    if outcomes:
        rows = rows.filter(decision__outcome__in=outcomes)
    if first is not None:
        rows = rows.filter(last__gte=first)
    if last is not None:
        rows = rows.filter(first__lte=last)
    return _named(lens, rows)


def decision(lens: Lens, key: str) -> Decision:
    """One decision by its key. Refused (decisions.unknown) with the nearest, or because it was withdrawn."""
    found = _named(lens, _rows(lens).filter(decision__key=key))
    if not found and (wanted := key_of(key)) != key:
        found = _named(lens, _rows(lens).filter(decision__key=wanted))
    if not found:
        raise UNKNOWN.refuse(key[:160], suggestion=suggestion(key_of(key)))
    return found[0]


def of_proposal(lens: Lens, key: str) -> tuple[Decision, ...]:
    """The decisions on a proposal, by its key, in day order; a part's begin with those on the whole. One query.

    `number` and `title` are left empty: who asks has them.
    """
    return on_proposal(lens, key)[0]


def on_proposal(lens: Lens, key: str) -> tuple[tuple[Decision, ...], tuple[Presented, ...]]:
    """The decisions on a proposal, as `of_proposal`, and what is, or was, put to bodies on it. One query for both."""
    rows = _ON_PROPOSAL.read(lens, texts={key, whole_of(key)} - {""})
    made = _made(lens, [Row(*row[1:]) for row in rows if row[0] == DECIDED], {})
    return made, _put_made([_put_from(Row(*row[1:])) for row in rows if row[0] == PUT], {})


def _on_proposal(lens: Lens, _: Collection[int], keys: Collection[str]) -> QuerySet[Any, Any]:
    decided = _rows(lens).filter(decision__proposal__key__in=keys).annotate(told=Value(DECIDED))
    put = (
        _presented(lens)
        .filter(proposal__key__in=keys)
        .annotate(
            told=Value(PUT),
            last_day=F("meeting"),
            **{name: Value("", output_field=CharField()) for name in _NOT_PUT[CharField]},
            **{name: Value(None, output_field=DateField()) for name in _NOT_PUT[DateField]},
            **{name: Value(False, output_field=BooleanField()) for name in _NOT_PUT[BooleanField]},
        )
    )
    both: QuerySet[Any, Any] = decided.values_list("told", *COLUMNS).union(
        put.values_list("told", *_PUT_COLUMNS), all=True
    )
    return both


_ON_PROPOSAL = Prepared(_on_proposal)


def awaiting_authority(lens: Lens) -> tuple[Decision, ...]:
    """The recommendations to the Authority on which it has not decided since, oldest first (CSR:410-412). Two queries.

    A proposal that is closed by then, because it was withdrawn, say, is not with the Authority any more.
    """
    goes_to = {one.id: one.goes_to for one in vocabulary.outcomes() if one.goes_to == AUTHORITY}
    last = vocabulary.last_word()
    closed = StatusFact.objects.as_at(lens).filter(proposal=OuterRef("decision__proposal"), stage=CLOSED)
    rows = _rows(lens).filter(Q(decision__body__in=last) | Q(decision__outcome__in=goes_to))
    return awaiting(_named(lens, rows.filter(~Exists(closed))), goes_to, dict.fromkeys(last, AUTHORITY))


def open_reviews(lens: Lens) -> tuple[Decision, ...]:
    """The decisions with which a review was asked for that is not settled, by the meeting at which it is raised. Two
    queries."""
    found = _named(lens, _rows(lens).filter(review__isnull=False, review__is_settled=False))
    return tuple(sorted(found, key=lambda one: ((one.review and one.review.meeting) or date.max, one.order)))


def counts(lens: Lens, first: date, last: date, *, bodies: Collection[str] = ()) -> tuple[Tally, ...]:
    """The decisions from one day to another, counted by body, outcome and path, each with its list. Two queries."""
    return tally(decisions(lens, bodies=bodies, first=first, last=last))


# --- what is put to bodies -----------------------------------------------------


def presented(lens: Lens, *, body: str, meeting: date | None = None) -> tuple[Presented, ...]:
    """What is put to meetings of a body, as said by the lens's day, by meeting and proposal. Two queries.

    Args:
        body: id of the pack; empty for every body.
        meeting: only what is put to the meeting on this day; every meeting, past ones too, without it.
    """
    rows = _presented(lens)
    if body:
        rows = rows.filter(body=body)
    if meeting is not None:
        rows = rows.filter(meeting=meeting)
    found = [Put(*row) for row in rows.values_list("proposal__key", "body", "meeting", "asks", "note", "source")]
    return _put_made(found, names_at(lens, {row.proposal for row in found}))


class Put(NamedTuple):
    """A row of what is put to bodies."""

    proposal: str
    body: str
    meeting: date
    asks: str
    note: str
    source: str


def _presented(lens: Lens) -> QuerySet[Any]:
    return PresentedFact.objects.as_at(lens).exclude(asks="[]").annotate(source=place_of(lens))


def _put_from(row: Row) -> Put:
    """What a union of both kinds of rows says of one that is put."""
    return Put(row.proposal, row.body, row.first, row.outcome, row.note, row.source)


def _put_made(rows: Iterable[Put], names: Names) -> tuple[Presented, ...]:
    made = []
    for row in rows:
        number, title = names.get(row.proposal, ("", ""))
        asks = tuple(json.loads(row.asks))
        made.append(
            Presented(
                key=presented_key(row.body, row.meeting, row.proposal),
                body=row.body,
                meeting=row.meeting,
                proposal=row.proposal,
                number=number,
                title=title,
                asks=asks,
                words=vocabulary.recommendations(asks, number or "it"),
                note=row.note,
                sources=(row.source,) if row.source else (),
            )
        )
    return tuple(sorted(made, key=lambda one: one.order))


# --- what sources' lists say ---------------------------------------------------


def findings(lens: Lens, *, meetings: Collection[str] | None = None) -> tuple[Finding, ...]:
    """Where the lists of sources differ from each other or from the decisions recorded (G049). Six queries at most.

    Args:
        meetings: keys such as `change_board-2021-02-23`; every one unless given.
    """
    subjects = None if meetings is None else [f"meeting:{key}" for key in meetings]
    return findings_in(lens, sources.readings(lens, subjects, (PROPOSAL, OUTCOME)).values())


def findings_in(
    lens: Lens, readings: Iterable[Reading], known: Collection[Decision] | None = None
) -> tuple[Finding, ...]:
    """As `findings`, for readings that were read already. `known` are the decisions of their meetings, if they were
    read too. Three queries at most."""
    about = [one for one in readings if meeting_of(one.question)]
    if not about:
        return ()
    own = decisions(lens) if known is None else known
    numbers = {one.number for one in own}
    printed = {str(claim.measure.value) for one in about for claim in one.claims if one.question.property == PROPOSAL}
    others = {normal(text) for text in printed - numbers}
    issued = IssuedNumber.objects.filter(text__in=others).values_list("text", "proposal__key") if others else ()
    keys = dict(issued)
    return compare_lists(about, own, lambda text: keys.get(normal(text), ""), _outcome_id)


def _outcome_id(text: str) -> str:
    try:
        return vocabulary.outcome(text).id
    except Refused:
        return ""


# --- rows to values ------------------------------------------------------------


class Row(NamedTuple):
    """A row of a decision, with the review that was asked for with it."""

    key: str
    proposal: str
    body: str
    outcome: str
    first: date
    last: date
    is_month: bool
    objectives: str
    path: str
    sure: str
    note: str
    source: str
    review_to: str | None
    review_about: str | None
    review_meeting: date | None
    review_settled: bool | None
    review_outcome: str | None
    review_since: date | None
    review_source: str | None


COLUMNS = (
    *(f"decision__{name}" for name in ("key", "proposal__key", "body", "outcome")),
    *("first", "last", "is_month", "objectives", "path", "sure", "note", "source"),
    *("review_to", "review_about", "review_meeting", "review_settled", "review_outcome", "review_since"),
    "review_source",
)
"""What `Row` is read from, in its order."""
DECIDED, PUT = "decided", "put"
_NOT_PUT: dict[Any, tuple[str, ...]] = {
    CharField: ("no_key", "no_objectives", "no_path", "no_to", "no_about", "no_outcome", "no_source"),
    DateField: ("no_meeting", "no_since"),
    BooleanField: ("no_month", "no_settled"),
}
"""What a row of `Put` has nothing for, in a union with rows of decisions."""
_PUT_COLUMNS = (
    *("no_key", "proposal__key", "body", "asks", "meeting", "last_day", "no_month", "no_objectives", "no_path"),
    *("sure", "note", "source", "no_to", "no_about", "no_meeting", "no_settled", "no_outcome", "no_since"),
    "no_source",
)


def _rows(lens: Lens) -> QuerySet[Any]:
    """The decisions at the lens, each with the review that was asked for with it as the relation `review`."""
    review = "decision__reviews"
    holds = (
        Q(**{f"{review}__valid_from__lte": lens.valid_at, f"{review}__known_from__lte": lens.known_at})
        & (Q(**{f"{review}__valid_to__isnull": True}) | Q(**{f"{review}__valid_to__gt": lens.valid_at}))
        & (Q(**{f"{review}__superseded_from__isnull": True}) | Q(**{f"{review}__superseded_from__gt": lens.known_at}))
    )
    rows = DecisionFact.objects.as_at(lens).filter(is_withdrawn=False)
    return rows.annotate(
        review=FilteredRelation(review, condition=holds),
        review_to=F("review__to"),
        review_about=F("review__about"),
        review_meeting=F("review__meeting"),
        review_settled=F("review__is_settled"),
        review_outcome=F("review__outcome"),
        review_since=F("review__valid_from"),
        review_source=place_of(lens, "review__event"),
        source=place_of(lens),
    )


def _read(rows: QuerySet[Any]) -> list[Row]:
    return [Row(*row) for row in rows.values_list(*COLUMNS)]


def _named(lens: Lens, rows: QuerySet[Any]) -> tuple[Decision, ...]:
    found = _read(rows)
    return _made(lens, found, names_at(lens, {row.proposal for row in found}))


def _made(lens: Lens, rows: Iterable[Row], names: Names) -> tuple[Decision, ...]:
    calendar = calendar_at(lens)
    return tuple(sorted((_one(row, names, calendar) for row in rows), key=lambda one: one.order))


def _one(row: Row, names: Names, calendar: Calendar) -> Decision:
    number, title = names.get(row.proposal, ("", ""))
    when = When(row.first, row.last, row.is_month)
    return Decision(
        key=row.key,
        body=row.body,
        body_name=vocabulary.body_name_on(row.body, row.last),
        proposal=row.proposal,
        number=number,
        title=title,
        outcome=row.outcome,
        outcome_name=vocabulary.outcome_name(row.outcome),
        when=when,
        objectives=tuple(row.objectives),
        path=row.path,
        review=_review(row),
        note=row.note,
        sure=row.sure,
        sources=tuple(dict.fromkeys(place for place in (row.source, row.review_source) if place)),
        doubts=day_doubts(when, vocabulary.body_by_id(row.body), calendar),
    )


def _review(row: Row) -> Review | None:
    if row.review_to is None:
        return None
    return Review(
        to=row.review_to,
        to_name=vocabulary.body_name(row.review_to),
        about=row.review_about or "",
        meeting=row.review_meeting,
        is_settled=bool(row.review_settled),
        outcome=row.review_outcome or "",
        settled_on=row.review_since if row.review_settled else None,
    )
