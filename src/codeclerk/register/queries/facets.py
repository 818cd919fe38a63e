"""The whole list at a glance: how many proposals stand where, how old the undecided ones are, what can be chosen."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from codeclerk.kernel.lens import Lens
from codeclerk.kernel.prepared import Prepared
from codeclerk.register import vocabulary
from codeclerk.register.models import AffectedFact, StatusFact, TargetRelease
from codeclerk.register.queries import columns
from codeclerk.register.queries.kept import Kept
from codeclerk.register.rules.ages import age, mean_age
from codeclerk.register.rules.numbers import whole_of


@dataclass(frozen=True)
class Facets:
    """What the list without any filter holds: the `keys` of its proposals in the order of their numbers.

    `stages` and `undecided` count proposals; a stage that nobody knows counts under an empty id. `statuses` are pairs
    of profile and status; `documents` and `party_categories` what is affected by any of them.
    """

    keys: tuple[str, ...]
    stages: Mapping[str, int]
    statuses: frozenset[tuple[str, str]]
    releases: frozenset[str]
    documents: frozenset[str]
    party_categories: frozenset[str]
    undecided: int
    ages_known: int
    mean_age: int | None

    @property
    def total(self) -> int:
        return len(self.keys)


def stage_counts(lens: Lens) -> dict[str, int]:
    """Id of each stage, in the order of the process -> how many proposals are in it at the lens (B14). Two queries.

    A whole that was split does not count, its parts do. One whose stage nobody knows counts under an empty id, which is
    there only when there is one.
    """
    shape = columns.shape(lens)
    standing = columns.with_wholes(columns.column(lens, StatusFact, "stage"), shape.wholes)
    counts = dict.fromkeys(vocabulary.stage_names(), 0)
    for id in shape.listed:
        (stage,) = standing.get(id, ("",))
        counts[stage] = counts.get(stage, 0) + 1
    return counts


def facets(lens: Lens) -> Facets:
    """The list at a glance. One query while nothing is recorded, six more, or seven, after that."""
    return _KEPT.at(lens)


def _facets(lens: Lens) -> Facets:
    shape = columns.shape(lens)
    wholes = shape.wholes
    standing = columns.with_wholes(columns.column(lens, StatusFact, "profile", "status", "stage"), wholes)
    releases = columns.with_wholes(columns.column(lens, TargetRelease, "release"), wholes)
    raised = columns.raised(lens, wholes)
    stages: Counter[str] = Counter(dict.fromkeys(vocabulary.stage_names(), 0))
    before = {stage.id for stage in vocabulary.stages() if stage.pre_decision}
    statuses, ages = set(), []
    for id in shape.listed:
        profile, status, stage = standing.get(id, ("", "", ""))
        stages[stage] += 1
        if status:
            statuses.add((profile, status))
        if stage in before:
            when = raised.get(id)
            ages.append(when.first if when is not None and when.is_day else None)
    there = set(shape.listed)
    affected = _affected(lens, there, wholes)
    known = Counter(ages)
    days = {day: age(day, lens.valid_at) for day in known}
    every = [days[day] for day, count in known.items() for _ in range(count)]
    return Facets(
        keys=shape.keys,
        stages=dict(stages),
        statuses=frozenset(statuses),
        releases=frozenset(name for id, (name,) in releases.items() if name and id in there),
        documents=affected["documents"],
        party_categories=affected["party_categories"],
        undecided=len(ages),
        ages_known=sum(1 for one in every if one is not None),
        mean_age=mean_age(every),
    )


def _affected(lens: Lens, there: set[int], wholes: Mapping[int, int]) -> dict[str, frozenset[str]]:
    """Kind -> everything of that kind that any proposal affects."""
    by_kind: dict[str, dict[int, str]] = {"documents": {}, "party_categories": {}}
    rows = AffectedFact.objects.as_at(lens).filter(kind__in=by_kind)
    for proposal, kind, text in rows.values_list("proposal_id", "kind", "listed"):
        by_kind[kind][proposal] = text
    found = {}
    for kind, lists in by_kind.items():
        texts = {text for id, text in columns.with_wholes(lists, wholes).items() if id in there}
        found[kind] = frozenset(one for text in texts for one in json.loads(text))
    return found


_KEPT = Kept(_facets)


def affected_known(lens: Lens, proposal: str) -> frozenset[str]:
    """The kinds of what it affects of which something was recorded of a proposal, by its key, or of its whole, if only
    "none". One query."""
    return frozenset(kind for (kind,) in _AFFECTED_KINDS.read(lens, texts={proposal, whole_of(proposal)} - {""}))


def _affected_kinds(lens: Lens, _: Collection[int], keys: Collection[str]) -> QuerySet[Any, Any]:
    return AffectedFact.objects.as_at(lens).filter(proposal__key__in=keys).values_list("kind")


_AFFECTED_KINDS = Prepared(_affected_kinds)
