"""What a complete Modification Report on a proposal still lacks, with what to do about each."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from codeclerk.parts.packs import PartRules
from codeclerk.parts.rules.contents import Kind
from codeclerk.parts.rules.parts import Parts


@dataclass(frozen=True)
class Missing:
    """One thing that is not recorded. `section` is the anchor of the page's section, `act` the act that records it, and
    `asks` what its form is to hold already, as the query of an address."""

    what: str
    remedy: str
    section: str
    act: str
    asks: str = ""


def missing(parts: Parts, rules: PartRules, register_has: Collection[str]) -> tuple[Missing, ...]:
    """What is missing, in the order of the report.

    Args:
        register_has: of `documents`, `systems` and `party_categories`, what the register has a list of, if only an
            empty one.
    """
    return (
        *_texts(parts, rules, ("issue",)),
        *_solution(parts),
        *_impacts(parts, rules, register_has),
        *_costs(parts, rules),
        *_texts(parts, rules, ("implementation", "assessment")),
        *_views(parts, rules),
    )


def _texts(parts: Parts, rules: PartRules, sections: Collection[str]) -> list[Missing]:
    return [
        Missing(one.name, f"Write “{one.name}”.", one.section, "write_part", f"?part={one.id}")
        for one in rules.texts
        if one.needed and one.section in sections and parts.text(one.id) is None
    ]


def _solution(parts: Parts) -> list[Missing]:
    if parts.solution is not None:
        return []
    return [Missing("Proposed Solution", "Set the Proposed Solution.", "solution", "set_solution")]


def _impacts(parts: Parts, rules: PartRules, register_has: Collection[str]) -> list[Missing]:
    documents = rules.area_name("documents", "Documents")
    ticks = [
        Missing(name, f"{what} on the page of the proposal, if only as none.", "impacts", "set_impacts")
        for kind, name, what in (
            ("party_categories", "Party categories", "Tick the categories that are impacted"),
            ("documents", documents, "List the documents that change"),
        )
        if kind not in register_has
    ]
    return ticks + [
        Missing(one.name, f"Say whether it impacts: {one.name}.", "impacts", "record_impact", f"?area={one.id}")
        for one in rules.impact_areas
        if one.needed and parts.impact(one.id) is None
    ]


def _costs(parts: Parts, rules: PartRules) -> list[Missing]:
    known = {one.content.kind for one in parts.costs()}
    acts = {"administrator": "record_effort"}
    return [
        Missing(
            one.name,
            f"Record them, if only as nothing: {one.name}.",
            "costs",
            acts.get(one.id, "record_cost"),
            f"?kind={one.id}",
        )
        for one in rules.costs
        if one.needed and one.id not in known
    ]


def _views(parts: Parts, rules: PartRules) -> list[Missing]:
    made = []
    if not parts.views(Kind.SUPPORT):
        remedy = "Record what the bodies and the respondents think of it."
        made.append(Missing("Support for the change", remedy, "support", "record_support"))
    holders = {one.which.partition("/")[0] for one in parts.views(Kind.OBJECTIVE)}
    made += [
        Missing(
            f"Views on the objectives: {one.name}",
            f"Record the views on the objectives: {one.name}.",
            "objectives",
            "record_objective_view",
            f"?who={one.id}",
        )
        for one in rules.view_holders
        if one.id not in holders
    ]
    areas = {one.which for one in parts.views(Kind.CONSUMER)}
    return made + [
        Missing(
            f"Consumer area: {one.name}",
            f"Give the verdict on the consumer area “{one.name}”.",
            "consumers",
            "record_consumer_view",
            f"?area={one.id}",
        )
        for one in rules.consumer_areas
        if one.id not in areas
    ]
