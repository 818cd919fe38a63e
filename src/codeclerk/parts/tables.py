"""The tables of the page of a proposal's parts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from codeclerk.parts import queries, vocabulary, wording
from codeclerk.parts.rules.contents import Cost, Kind
from codeclerk.parts.rules.parts import Part, Parts
from codeclerk.register.queries import ProposalLine
from codeclerk.ui.tables import Column, Table
from codeclerk.ui.tables import Kind as Shape
from codeclerk.ui.words import money

TICK = {True: "impacted", False: "not impacted", None: None}
SOURCE = Column("source", "Printed in", Shape.REFERENCE, none="no paper named")
SINCE = Column("since", "Since", Shape.DATE)


def ticks_table(line: ProposalLine, caption: str, names: dict[str, str]) -> Table:
    """Who is ticked, in words: a mark alone is not read by everybody (J01)."""
    known = bool(line.party_categories) or "party_categories" in line.affected_known
    has = queries.impacted(line)
    rows = tuple({"party": name, "tick": TICK[id in has] if known else None} for id, name in names.items())
    columns = (Column("party", "Party category"), Column("tick", "Impacted", none="not recorded"))
    return Table(caption, columns, rows, stack=True)


def impacts_table(parts: Parts) -> Table:
    """Every area with its answer; what is not recorded is said."""
    rows = []
    for area in vocabulary.rules().impact_areas:
        part = parts.impact(area.id)
        if part is None and not area.yes_no:
            continue
        content = part.content if part else None
        rows.append(
            {
                "area": area.name,
                "impacted": wording.IMPACTED[content.impacted] if content else None,
                "text": (content.text if content else "") or None,
                **_told(part),
            }
        )
    columns = (
        Column("area", "Area"),
        Column("impacted", "Impacted", none="not recorded"),
        Column("text", "How", none="–"),
        SINCE,
        SOURCE,
    )
    return Table("Impacts by area", columns, tuple(rows), stack=True)


def costs_table(costs: Iterable[Part[Cost]], caption: str) -> Table:
    """Costs with how each figure came about. Amounts are computed, and none is added up over kinds of cost."""
    rows = tuple(
        {
            "cost": wording.cost_name(one.content),
            "amount": _amount(one),
            "how": wording.cost_how(one.content, one.now.since) or None,
            **_told(one),
        }
        for one in costs
    )
    columns = (
        Column("cost", "Cost"),
        Column("amount", "Pounds", none="no figure"),
        Column("how", "How it is made up", none="–"),
        SINCE,
        SOURCE,
    )
    return Table(caption, columns, rows, stack=True)


def _amount(part: Part[Cost]) -> str | None:
    amount = wording.cost_amount(part.content, part.now.since)
    return str(amount) if amount is not None else None


def payers_table(parts: Parts) -> Table:
    """Who pays in each case: now, and as proposed (I10)."""
    rows = tuple(
        {"case": case, "now": now or None, "proposed": then or None} for case, now, then in queries.who_pays(parts)
    )
    columns = (
        Column("case", "For what"),
        Column("now", "Paid now by", none="not recorded"),
        Column("proposed", "As proposed", none="not recorded"),
    )
    return Table("Who pays", columns, rows, stack=True)


def benefits_table(parts: Parts) -> Table:
    """The benefits that are counted, each with its formula."""
    rows = tuple(
        {
            "benefit": one.content.label,
            "how": wording.benefit_words(one.content).partition(" = ")[0],
            "value": f"{money(one.content.value)}{' at most' if one.content.is_most else ''}",
            "text": one.content.text or None,
            **_told(one),
        }
        for one in parts.benefits
    )
    columns = (
        Column("benefit", "What is gained or avoided"),
        Column("how", "Computed from"),
        Column("value", "Pounds"),
        Column("text", "In words", none="–"),
        SINCE,
        SOURCE,
    )
    return Table("Benefits", columns, rows, stack=True)


def support_table(parts: Parts, of_bodies: bool) -> Table:
    """What bodies, or groups of respondents, think of the change."""
    every = wording.views_in_order(parts, Kind.SUPPORT)
    found = [one for one in every if vocabulary.is_body(one.which) is of_bodies]
    rows = tuple({"who": wording.supporter(one.which), **_view(one)} for one in found)
    caption = "Support of the committees" if of_bodies else "Support of the respondents"
    return Table(caption, (Column("who", "Body" if of_bodies else "Group"), *VIEW_COLUMNS), rows, stack=True)


def objectives_table(parts: Parts) -> Table:
    """The views of the Proposer and of the industry on each objective."""
    holders = vocabulary.rules().view_holders
    rows = []
    for one in wording.views_in_order(parts, Kind.OBJECTIVE):
        holder, _, letter = one.which.partition("/")
        rows.append({"objective": f"({letter})", "who": vocabulary.name_of(holders, holder), **_view(one)})
    columns = (Column("objective", "Objective"), Column("who", "Whose view"), *VIEW_COLUMNS)
    return Table("Views on the objectives", columns, tuple(rows), stack=True)


def consumers_table(parts: Parts) -> Table:
    """The verdict on each consumer area."""
    by_area = {one.which: one for one in parts.views(Kind.CONSUMER)}
    rows = tuple(
        {"area": area.name, **(_view(by_area[area.id]) if area.id in by_area else {})}
        for area in vocabulary.rules().consumer_areas
    )
    columns = (Column("area", "Consumer area"), *(column for column in VIEW_COLUMNS if column.key != "counts"))
    rows = tuple({key: value for key, value in row.items() if key != "counts"} for row in rows)
    return Table("Consumer areas", columns, rows, stack=True)


VIEW_COLUMNS = (
    Column("verdict", "Verdict", none="not recorded"),
    Column("counts", "Counted", none="–"),
    Column("text", "In words", none="–"),
    SINCE,
    SOURCE,
)


def _view(one: Part[Any]) -> dict[str, Any]:
    return {
        "verdict": wording.verdict(one.content.verdict),
        "counts": wording.counts(one.content) or None,
        "text": one.content.text or None,
        **_told(one),
    }


def _told(part: Part[Any] | None) -> dict[str, Any]:
    if part is None:
        return {"since": None, "source": None}
    return {"since": part.now.since, "source": part.now.source or None}


def changes_table(parts: Parts) -> Table:
    """Every version of every part, the newest first: what it said, from which day, and where that is printed."""
    every = [(version, part) for part in parts.every() for version in part.versions]
    every.sort(key=lambda pair: pair[0].since, reverse=True)
    rows = tuple(
        {
            "since": version.since,
            "part": wording.part_name(part),
            "said": wording.version_words(version),
            "sure": version.sure,
            "note": version.note or None,
            "source": version.source or None,
        }
        for version, part in every
    )
    columns = (
        Column("since", "From", Shape.DATE),
        Column("part", "Part"),
        Column("said", "What it says"),
        Column("sure", "How sure"),
        Column("note", "Note", none="–"),
        SOURCE,
    )
    return Table("Every version of every part", columns, rows, stack=True)
