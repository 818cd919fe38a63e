"""Finding decisions for acts: one by its key, those of a proposal, and how the proposal stood. Pages read `queries`."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from difflib import get_close_matches
from typing import Any

from django.db.models import CharField, F, Q, QuerySet, Value

from codeclerk.decisions import vocabulary
from codeclerk.decisions.models import DecisionFact, DecisionRecord, PresentedFact, ReviewFact
from codeclerk.kernel.errors import Kind, Reason, Refused
from codeclerk.kernel.lens import PUBLIC, Lens
from codeclerk.kernel.prepared import Prepared
from codeclerk.kernel.storage import once
from codeclerk.register import find as register
from codeclerk.register import vocabulary as words
from codeclerk.register.models import FlagFact, Number, PathFact, ProposalFact, StatusFact
from codeclerk.register.rules.numbers import whole_of
from codeclerk.register.rules.times import When, clause

UNKNOWN = Reason(
    "decisions.unknown",
    rule="a decision is named by its key, such as change_board-2021-02-23-0077-approved",
    problem="{object}: no such decision",
    remedy="{suggestion}",
    kind=Kind.NOT_FOUND,
)


@dataclass(frozen=True)
class Asked:
    """The review that was asked for with a decision, as an act finds it."""

    to: str
    about: str
    meeting: date | None
    is_settled: bool


@dataclass(frozen=True)
class Found:
    """A decision as an act finds it, as known now. `holds_from` is the day from which it is certain."""

    key: str
    proposal: str
    number: str
    body: str
    outcome: str
    when: When
    path: str
    holds_from: date
    review: Asked | None = None

    @property
    def named(self) -> str:
        """`The Change Board approved MP077 under Self-Governance on 23 February 2021`."""
        return named(self.body, self.outcome, self.number, self.when, self.path)


def named(body: str, outcome: str, number: str, when: When, path: str = "") -> str:
    """How sentences tell a decision."""
    found = vocabulary.outcome_by_id(outcome)
    did = found.did.format(what=number) if found else f"decided on {number} ({outcome})"
    under = next((f" under {one.name}" for one in words.paths() if one.id == path), "")
    return f"The {vocabulary.body_name(body)} {did}{under} {clause(when)}"


@once
def of_proposal(proposal: str) -> tuple[Found, ...]:
    """Every decision on a proposal, by its key, as known now, without those that were withdrawn. Three queries, one
    where there is none."""
    return _found(_OF_PROPOSAL, proposal)


def decision(text: str, field: str = "decision") -> Found:
    """The decision that `text` names: its key, which may have any number of the proposal in place of its digits.

    Refused (decisions.unknown) with the nearest key, or because it was withdrawn.
    """
    wanted = key_of(text)
    found = _found(_BY_KEY, wanted)
    if not found:
        raise UNKNOWN.refuse(text[:160], suggestion=suggestion(wanted), field=field)
    return found[0]


_KEY = re.compile(
    r"([a-z0-9_]+-[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?(?:-to-[0-9-]{10})?)-([^-]+(?:-[0-9]+)?)-([a-z_]+(?:-[0-9]+)?)"
)


def key_of(text: str) -> str:
    """The key that is meant: `change_board-2021-02-23-MP077-approved` is `change_board-2021-02-23-0077-approved`."""
    typed = text.strip()
    parts = _KEY.fullmatch(typed)
    if parts is None:
        return typed
    try:
        return f"{parts[1]}-{register.key_of(parts[2])}-{parts[3]}"
    except Refused:
        return typed


def suggestion(wanted: str) -> str:
    """What to do about a key that names nothing."""
    if DecisionRecord.objects.filter(key=wanted).exists():
        return "It was withdrawn. Record the decision anew."
    near = get_close_matches(wanted, DecisionRecord.objects.values_list("key", flat=True), n=1)
    return f"Did you mean {near[0]}?" if near else "Look for it in the list of decisions."


def free_key(key: str, proposal: str) -> str:
    """The key for a new decision on a proposal: one that was used for a decision that is withdrawn gets `-2`, and so
    on."""
    taken = _keys(proposal)
    return next(one for one in _numbered(key) if one not in taken)


@once
def _keys(proposal: str) -> frozenset[str]:
    """The keys of all decisions on a proposal, withdrawn ones too. One query."""
    return frozenset(key for (key,) in _KEYS.read(_ANY, texts=[proposal]))


def _numbered(key: str) -> Iterable[str]:
    yield key
    number = 2
    while True:
        yield f"{key}-{number}"
        number += 1


def _found(decided: Prepared, key: str) -> tuple[Found, ...]:
    kept = decided.read(_ANY, texts=[key])
    asked = {id: Asked(*own) for id, *own in _REVIEWS.read(_ANY, numbers=[row[0] for row in kept])}
    had = {proposal: _numbers(proposal) for proposal in {row[2] for row in kept}}
    return tuple(
        Found(
            key=own,
            proposal=proposal,
            number=_number_then(had[proposal], proposal, since),
            body=body,
            outcome=outcome,
            when=When(first, last, is_month),
            path=path,
            holds_from=since,
            review=asked.get(id),
        )
        for id, own, proposal, body, outcome, first, last, is_month, path, since in kept
        if first and last
    )


def _decided(by: str) -> Callable[[Lens, Collection[int], Collection[str]], QuerySet[Any, Any]]:
    """The decisions that are not withdrawn, by what they are looked for."""

    def rows(lens: Lens, _: Collection[int], keys: Collection[str]) -> QuerySet[Any, Any]:
        known = DecisionFact.objects.filter(superseded_from__isnull=True, valid_to__isnull=True, is_withdrawn=False)
        which = ("decision", "decision__key", "decision__proposal__key", "decision__body", "decision__outcome")
        found = known.filter(**{f"{by}__in": keys}).order_by("pk")
        return found.values_list(*which, "first", "last", "is_month", "path", "valid_from")

    return rows


def _reviews(lens: Lens, decisions: Collection[int], _: Collection[str]) -> QuerySet[Any, Any]:
    known = ReviewFact.objects.filter(superseded_from__isnull=True, valid_to__isnull=True, decision__in=decisions)
    return known.values_list("decision", "to", "about", "meeting", "is_settled")


def _all_keys(lens: Lens, _: Collection[int], proposals: Collection[str]) -> QuerySet[Any, Any]:
    return DecisionRecord.objects.filter(proposal__key__in=proposals).values_list("key")


def number_on(proposal: str, day: date) -> str:
    """The number that a proposal had at the end of a day, as known now; before its first day, its first one."""
    return _number_then(_numbers(proposal), proposal, day)


@once
def _numbers(proposal: str) -> tuple[tuple[date, str], ...]:
    """The numbers that a proposal has had, with the first day of each. One query."""
    return tuple((since, text) for since, text in _NUMBERS.read(_ANY, texts=[proposal]))


def _numbered_from(lens: Lens, _: Collection[int], proposals: Collection[str]) -> QuerySet[Any, Any]:
    rows = Number.objects.filter(proposal__key__in=proposals, superseded_from__isnull=True).exclude(text="")
    return rows.order_by("valid_from").values_list("valid_from", "text")


def _number_then(had: Sequence[tuple[date, str]], proposal: str, day: date) -> str:
    return next((text for since, text in reversed(had) if since <= day), had[0][1] if had else proposal)


@dataclass(frozen=True)
class Stood:
    """How a proposal stood on a day, as known now: id of the path, ids of the flags that are set, id of the stage.
    What is not known is empty; a part without a fact of its own has that of the whole."""

    path: str
    flags: frozenset[str]
    stage: str


@once
def stood(proposal: str, day: date) -> Stood:
    """How a proposal stood at the end of a day. One query."""
    keys = [proposal, *([whole_of(proposal)] if whole_of(proposal) else [])]
    rows = _STOOD.read(Lens(PUBLIC, day, _ANY.known_at), texts=keys)
    paths, stages = ({key: value for fact, key, value in rows if fact == name} for name in ("path", "stage"))
    flags = frozenset(value for fact, _, value in rows if fact == "flag")
    return Stood(_first(paths, keys), flags, _first(stages, keys))


def _stood(lens: Lens, _: Collection[int], proposals: Collection[str]) -> QuerySet[Any, Any]:
    """Path, stage and the flags that are set, on the lens's day and as known now."""

    def rows(fact: type[ProposalFact], name: str, column: str, **more: Any) -> QuerySet[Any, Any]:
        holds = Q(valid_to__isnull=True) | Q(valid_to__gt=lens.valid_at)
        current = {"superseded_from__isnull": True, "valid_from__lte": lens.valid_at, "proposal__key__in": proposals}
        found = fact.objects.filter(holds, **current, **more)
        told = found.annotate(fact=Value(name, output_field=CharField()), said=F(column))
        return told.values_list("fact", "proposal__key", "said")

    union: QuerySet[Any, Any] = rows(PathFact, "path", "path").union(
        rows(StatusFact, "stage", "stage"), rows(FlagFact, "flag", "flag", is_set=True), all=True
    )
    return union


def _first(values: Mapping[str, str], keys: Sequence[str]) -> str:
    return next((values[key] for key in keys if values.get(key)), "")


_OF_PROPOSAL, _BY_KEY = Prepared(_decided("decision__proposal__key")), Prepared(_decided("decision__key"))
_REVIEWS, _KEYS, _NUMBERS, _STOOD = Prepared(_reviews), Prepared(_all_keys), Prepared(_numbered_from), Prepared(_stood)
_ANY = Lens(PUBLIC, date(2013, 9, 23), datetime(2013, 9, 23, tzinfo=UTC))
"""What is known now needs no lens; a prepared query takes one."""


def is_presented(proposal: str, body: str, meeting: date) -> bool:
    """Whether a proposal is put to a meeting of a body, as known now."""
    rows = PresentedFact.objects.filter(
        proposal__key=proposal, body=body, meeting=meeting, superseded_from__isnull=True, valid_to__isnull=True
    )
    return any(row.asked for row in rows)
