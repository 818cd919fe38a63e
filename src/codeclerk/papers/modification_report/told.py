"""The parts of a proposal in words, as the report prints them: the names of ids, and every figure computed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from codeclerk.parts import queries, vocabulary, wording
from codeclerk.parts.rules.contents import Cost, Kind
from codeclerk.parts.rules.parts import Part, Parts
from codeclerk.register.queries import ProposalLine


@dataclass(frozen=True)
class Row:
    """One line of a table: what it is of, what it says, what is said with it, and how sure that is."""

    name: str
    value: str
    text: str = ""
    sure: str = ""


@dataclass(frozen=True)
class Written:
    """A text by its id and name, and the section of the report that has it."""

    id: str
    name: str
    section: str
    text: str


@dataclass(frozen=True)
class Option:
    """A release that a decision on certain days leads to: `words` says on which."""

    day: Any
    name: str
    words: str


@dataclass(frozen=True)
class Told:
    """Everything that the record has of what a proposal is made of. `costs`: number of a solution that was given up ->
    its costs; None has those of the present proposal. `ticks` is empty where nobody ticked. `areas_open` and
    `costs_open` name the areas and the kinds of cost that a report needs and nobody recorded."""

    texts: tuple[Written, ...] = ()
    ticks: tuple[Row, ...] = ()
    areas: tuple[Row, ...] = ()
    areas_open: tuple[str, ...] = ()
    costs_open: tuple[str, ...] = ()
    costs: Mapping[int | None, tuple[Row, ...]] = field(default_factory=dict)
    payers: tuple[tuple[str, str, str], ...] = ()
    benefits: tuple[Row, ...] = ()
    views: Mapping[Kind, tuple[Row, ...]] = field(default_factory=dict)
    withdrawal: str = ""


def told_of(parts: Parts, line: ProposalLine) -> Told:
    """The parts in words."""
    rules = vocabulary.rules()
    withdrawn = parts.withdrawal
    recorded = {one.content.kind for one in parts.costs()}
    return Told(
        texts=tuple(
            Written(one.id, one.name, one.section, part.content.text)
            for one in rules.texts
            if (part := parts.text(one.id)) is not None
        ),
        ticks=_ticks(line),
        areas=tuple(
            Row(one.name, wording.IMPACTED[said.content.impacted], said.content.text, said.now.sure)
            for one in rules.impact_areas
            if (said := parts.impact(one.id)) is not None
        ),
        areas_open=tuple(
            one.name
            for one in rules.impact_areas
            if one.yes_no and one.needed and ((said := parts.impact(one.id)) is None or said.content.impacted is None)
        ),
        costs_open=tuple(one.name for one in rules.costs if one.needed and one.id not in recorded),
        costs={
            None: _costs(parts.costs()),
            **{int(one.which): _costs(parts.costs(int(one.which))) for one in parts.superseded},
        },
        payers=queries.who_pays(parts),
        benefits=tuple(
            Row(one.content.label, wording.benefit_words(one.content), one.content.text, one.now.sure)
            for one in parts.benefits
        ),
        views={kind: _views(parts, kind) for kind in (Kind.SUPPORT, Kind.OBJECTIVE, Kind.CONSUMER)},
        withdrawal=wording.version_words(withdrawn.now) if withdrawn else "",
    )


def _ticks(line: ProposalLine) -> tuple[Row, ...]:
    if not line.party_categories and "party_categories" not in line.affected_known:
        return ()
    has = queries.impacted(line)
    others = vocabulary.other_party_names()
    names = {**vocabulary.party_names(), **{id: name for id, name in others.items() if has & set(others)}}
    return tuple(Row(name, "yes" if id in has else "no") for id, name in names.items())


def _costs(costs: Iterable[Part[Cost]]) -> tuple[Row, ...]:
    """Costs in the order of the pack, whichever was recorded last."""
    order = {one.id: place for place, one in enumerate(vocabulary.rules().costs)}
    made = []
    for one in sorted(costs, key=lambda one: order.get(one.content.kind, len(order))):
        amount = wording.cost_amount(one.content, one.now.since)
        said = wording.cost_how(one.content, one.now.since)
        made.append(Row(wording.cost_name(one.content), str(amount) if amount else "", said, one.now.sure))
    return tuple(made)


def _views(parts: Parts, kind: Kind) -> tuple[Row, ...]:
    made = []
    for one in wording.views_in_order(parts, kind):
        counted = wording.counts(one.content)
        verdict = wording.verdict(one.content.verdict)
        name = wording.part_name(one).partition(": ")
        who = f"{name[2]} on {name[0].lower()}" if kind is Kind.OBJECTIVE else name[2]
        made.append(Row(who, f"{verdict}{f' ({counted})' if counted else ''}", one.content.text, one.now.sure))
    return tuple(made)
