"""Finding decisions for acts: one by its key, those of a proposal, and how the proposal stood. Pages read `queries`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from django.db.models import Q

from codeclerk.decisions import vocabulary
from codeclerk.decisions.models import DecisionFact, DecisionRecord, PresentedFact, ReviewFact
from codeclerk.kernel.errors import Kind, Reason, Refused
from codeclerk.register import find as register
from codeclerk.register import vocabulary as words
from codeclerk.register.models import FlagFact, Number, PathFact, StatusFact
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


def of_proposal(proposal: str) -> tuple[Found, ...]:
    """Every decision on a proposal, by its key, as known now, without those that were withdrawn."""
    return _found(decision__proposal__key=proposal)


def decision(text: str, field: str = "decision") -> Found:
    """The decision that `text` names: its key, which may have any number of the proposal in place of its digits.

    Refused (decisions.unknown) with the nearest key, or because it was withdrawn.
    """
    wanted = key_of(text)
    found = _found(decision__key=wanted)
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


def free_key(key: str) -> str:
    """The key for a new decision: one that was used for a decision that is withdrawn gets `-2`, and so on."""
    taken = set(DecisionRecord.objects.filter(key__startswith=key).values_list("key", flat=True))
    return next(one for one in _numbered(key) if one not in taken)


def _numbered(key: str) -> Iterable[str]:
    yield key
    number = 2
    while True:
        yield f"{key}-{number}"
        number += 1


def _found(**which: str) -> tuple[Found, ...]:
    rows = DecisionFact.objects.filter(**which, superseded_from__isnull=True, valid_to__isnull=True)
    kept = [row for row in rows.select_related("decision__proposal") if not row.is_withdrawn]
    ids = [row.decision_id for row in kept]
    reviews = ReviewFact.objects.filter(decision__in=ids, superseded_from__isnull=True, valid_to__isnull=True)
    asked = {row.decision_id: Asked(row.to, row.about, row.meeting, row.is_settled) for row in reviews}
    had = _numbers({row.decision.proposal.key for row in kept})
    return tuple(
        Found(
            key=row.decision.key,
            proposal=row.decision.proposal.key,
            number=_number_then(had, row.decision.proposal.key, row.valid_from),
            body=row.decision.body,
            outcome=row.decision.outcome,
            when=When(row.first, row.last, row.is_month),
            path=row.path,
            holds_from=row.valid_from,
            review=asked.get(row.decision_id),
        )
        for row in kept
        if row.first and row.last
    )


def number_on(proposal: str, day: date) -> str:
    """The number that a proposal had at the end of a day, as known now; before its first day, its first one."""
    return _number_then(_numbers({proposal}), proposal, day)


def _numbers(proposals: Iterable[str]) -> dict[str, list[tuple[date, str]]]:
    """The numbers that proposals have had, with the first day of each. One query, none for no proposal."""
    rows = Number.objects.filter(proposal__key__in=set(proposals), superseded_from__isnull=True).exclude(text="")
    had: dict[str, list[tuple[date, str]]] = {}
    for key, since, text in rows.order_by("valid_from").values_list("proposal__key", "valid_from", "text"):
        had.setdefault(key, []).append((since, text))
    return had


def _number_then(had: Mapping[str, Sequence[tuple[date, str]]], proposal: str, day: date) -> str:
    own = had.get(proposal, ())
    return next((text for since, text in reversed(own) if since <= day), own[0][1] if own else proposal)


@dataclass(frozen=True)
class Stood:
    """How a proposal stood on a day, as known now: id of the path, ids of the flags that are set, id of the stage.
    What is not known is empty; a part without a fact of its own has that of the whole."""

    path: str
    flags: frozenset[str]
    stage: str


def stood(proposal: str, day: date) -> Stood:
    """How a proposal stood at the end of a day. Three queries."""
    keys = [proposal, *([whole_of(proposal)] if whole_of(proposal) else [])]
    holds = Q(valid_to__isnull=True) | Q(valid_to__gt=day)
    current = {"superseded_from__isnull": True, "valid_from__lte": day, "proposal__key__in": keys}
    paths = dict(PathFact.objects.filter(holds, **current).values_list("proposal__key", "path"))
    stages = dict(StatusFact.objects.filter(holds, **current).values_list("proposal__key", "stage"))
    flags = FlagFact.objects.filter(holds, is_set=True, **current).values_list("flag", flat=True)
    return Stood(_first(paths, keys), frozenset(flags), _first(stages, keys))


def _first(values: dict[str, str], keys: list[str]) -> str:
    return next((values[key] for key in keys if values.get(key)), "")


def is_presented(proposal: str, body: str, meeting: date) -> bool:
    """Whether a proposal is put to a meeting of a body, as known now."""
    rows = PresentedFact.objects.filter(
        proposal__key=proposal, body=body, meeting=meeting, superseded_from__isnull=True, valid_to__isnull=True
    )
    return any(row.asked for row in rows)
