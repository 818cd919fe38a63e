"""Reads of the parts of proposals, through a lens. Parts are public; places in documents that are not open are not."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any, NamedTuple

from django.db.models import QuerySet

from codeclerk.kernel.lens import Lens
from codeclerk.kernel.prepared import Prepared
from codeclerk.kernel.storage import once
from codeclerk.parts import legal_text, vocabulary
from codeclerk.parts.models import PartFact
from codeclerk.parts.rules.contents import CONTENTS, Content, Kind
from codeclerk.parts.rules.documents import Changed, text_named
from codeclerk.parts.rules.findings import (
    Said,
    consumer_findings,
    document_findings,
    objective_findings,
    party_findings,
    system_findings,
)
from codeclerk.parts.rules.missing import Missing, missing
from codeclerk.parts.rules.parts import Part, Parts, Version
from codeclerk.register import queries as register
from codeclerk.register.queries import ProposalLine
from codeclerk.register.rules.numbers import whole_of
from codeclerk.sources import queries as sources
from codeclerk.sources.queries.seen import place_of

__all__ = [
    "Kind",
    "Missing",
    "Parts",
    "documents_changed",
    "documents_findings",
    "documents_listed",
    "findings_on",
    "has_problem",
    "has_solution",
    "impacted",
    "missing_for_report",
    "parts_of",
    "solutions_of",
    "still_missing",
    "who_pays",
]


class Row(NamedTuple):
    """What a part held from a day on."""

    proposal: str
    kind: str
    which: str
    content: str
    valid_from: date
    sure: str
    note: str
    source: str


def _rows(lens: Lens, _: Collection[int], keys: Collection[str]) -> QuerySet[Any, Any]:
    known = PartFact.objects.known_at(lens).filter(proposal__key__in=keys, valid_from__lte=lens.valid_at)
    rows = known.annotate(source=place_of(lens)).order_by("valid_from", "known_from", "pk")
    return rows.values_list("proposal__key", *Row._fields[1:])


_ROWS = Prepared(_rows)


@once
def parts_of(lens: Lens, proposal: str) -> Parts:
    """Every part of a proposal, by its key, with its versions up to the lens's day. One query.

    A part of a split proposal has what its whole had, but for what it says otherwise itself.
    """
    return parts_from(proposal, (Row(*one) for one in _ROWS.read(lens, texts={proposal, whole_of(proposal)} - {""})))


def solutions_of(lens: Lens, proposals: Collection[str]) -> dict[str, str]:
    """The text of the Proposed Solution of each of these proposals that has one, by key. One query, or none."""
    wanted = {key: {key, whole_of(key)} - {""} for key in proposals}
    names = {name for every in wanted.values() for name in every}
    rows = [Row(*one) for one in _ROWS.read(lens, texts=names)] if names else []
    found = {key: parts_from(key, (row for row in rows if row.proposal in own)) for key, own in wanted.items()}
    return {key: one.solution.now.content.text for key, one in found.items() if one.solution is not None}


def parts_from(proposal: str, rows: Iterable[Row]) -> Parts:
    """The parts that rows make, which come in the order of their days."""
    found: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        found.setdefault((row.kind, row.which), []).append(row)
    made = []
    for (kind, which), several in found.items():
        own = [row for row in several if row.proposal == proposal]
        made.append(Part(Kind(kind), which, tuple(_version(Kind(kind), row) for row in own or several)))
    return Parts.of(made)


def _version(kind: Kind, row: Row) -> Version[Content]:
    content = CONTENTS[kind].model_validate(json.loads(row.content))
    return Version(content, row.valid_from, row.sure, row.note, row.source)


def has_problem(lens: Lens, proposal: str) -> bool:
    """Whether the problem of a proposal is written: every text that the pack needs for a Draft Proposal. One query."""
    parts = parts_of(lens, proposal)
    return all(parts.text(one.id) is not None for one in vocabulary.rules().texts if one.needed == "draft")


def has_solution(lens: Lens, proposal: str) -> bool:
    """Whether a proposal has a Proposed Solution. One query."""
    return parts_of(lens, proposal).solution is not None


def missing_for_report(lens: Lens, proposal: str) -> tuple[Missing, ...]:
    """What a complete Modification Report on a proposal still lacks, in the order of the report. Two queries."""
    return missing(parts_of(lens, proposal), vocabulary.rules(), register.affected_known(lens, proposal))


def still_missing(line: ProposalLine, parts: Parts) -> tuple[Missing, ...]:
    """As `missing_for_report`, of what was read already. No query."""
    return missing(parts, vocabulary.rules(), line.affected_known | _ticked(line))


def _ticked(line: ProposalLine) -> set[str]:
    return {kind for kind in ("documents", "systems", "party_categories") if getattr(line, kind)}


@once
def documents_changed(lens: Lens, proposal: str) -> Changed | None:
    """The documents that the newest legal text of a proposal changes, by its key; None where it has none. One query."""
    found = legal_text.amended.ask(lens, proposal)
    if found is None:
        return None
    ids = {name: vocabulary.document_named(name) for name in found.names}
    return Changed(
        text_named(found.revision, found.is_agreed),
        tuple(dict.fromkeys(id for id in ids.values() if id)),
        tuple(name for name, id in ids.items() if not id),
    )


def documents_findings(line: ProposalLine, changed: Changed | None) -> tuple[str, ...]:
    """Where the register's list of documents and the legal text do not agree, in sentences (J05). No query."""
    return document_findings(changed, documents_listed(line))


def documents_listed(line: ProposalLine) -> list[str] | None:
    """The ids of the documents that the register lists; None where no list is recorded yet. No query."""
    return list(line.documents) if "documents" in line.affected_known | _ticked(line) else None


def findings_on(lens: Lens, view: register.ProposalView, parts: Parts) -> tuple[str, ...]:
    """Where what is said of a proposal does not agree, in sentences (J03, J05, J06). Three queries at most.

    The ticks are those of the register; what a summary, a table or a release's matrix says is a claim of a source.
    """
    line = view.line
    has = line.affected_known | _ticked(line)
    tagged = next((one.letters for one in view.objectives if one.view == "proposer"), None)
    names = {**vocabulary.party_names(), **vocabulary.other_party_names()}
    ticks = impacted(line) if "party_categories" in has else None
    areas = {one.id: one.name for one in vocabulary.rules().consumer_areas}
    return (
        *party_findings(ticks, _said(lens, view), names),
        *documents_findings(line, documents_changed(lens, line.key)),
        *consumer_findings(parts, areas),
        *system_findings(parts, line.systems if "systems" in has else None),
        *objective_findings(parts, tagged),
    )


def impacted(line: ProposalLine) -> frozenset[str]:
    """The party categories and types that the register's ticks stand for; a group stands for its categories."""
    return frozenset(id for one in line.party_categories for id in vocabulary.members_of(one))


def _said(lens: Lens, view: register.ProposalView) -> list[Said]:
    """What sources say of who is impacted. A column for a group says it of each of its categories."""
    known = sources.readings(lens, {f"proposal:{name}" for name in view.names}, {"impact"})
    return [
        Said(claim.place, category, claim.measure.value is True)
        for reading in known.values()
        for category in vocabulary.categories_named(reading.question.qualifier)
        for claim in reading.claims
    ]


def who_pays(parts: Parts) -> tuple[tuple[str, str, str], ...]:
    """Each case with who pays now and who would pay as proposed; empty where that is not recorded."""
    cases: dict[str, list[str]] = {}
    for one in parts.charging:
        both = cases.setdefault(one.content.case, ["", ""])
        both[one.content.is_proposed] = one.content.payer
    return tuple((case, now, proposed) for case, (now, proposed) in cases.items())
