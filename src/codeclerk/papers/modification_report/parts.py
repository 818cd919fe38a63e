"""What the proposal is made of: issue, solution, impacts, costs, implementation, assessment (F07-F18). Pure.

A section of a part that nobody wrote says so; a Draft Proposal Report leaves out what a draft does not have yet.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from codeclerk.kernel.calendar.dates import format_date
from codeclerk.papers.build import bullets, paragraph, table
from codeclerk.papers.model import Block, Column, Figure, Section, Standing
from codeclerk.papers.modification_report.record import WHY, Record
from codeclerk.papers.phrases import day
from codeclerk.papers.runs import Loose, Runs
from codeclerk.parts.rules.contents import Kind

if TYPE_CHECKING:
    from codeclerk.papers.modification_report.told import Row

UNKNOWN = "–"
RULES = "the cut-offs of the releases"


def issue(record: Record) -> Section:
    """The problem, in the texts that say what is so, what is wrong with it and what it causes."""
    return _texts(record, "Issue", "issue", f"The issue of {record.number} is not written yet.")


def solution(record: Record) -> Section:
    """The Proposed Solution, and those that were given up, with what they would have cost and why."""
    sections = []
    now = record.parts.solution
    if now is not None:
        sections.append(Section("Proposed Solution", _prose(now.content.text)))
    for one in record.parts.superseded:
        name = f": {one.content.name}" if one.content.name else ""
        why = paragraph("It was given up on ", day(one.now.since), f": {one.content.reason}")
        costs = [_cost_words(row) for row in record.told.costs.get(int(one.which), ())]
        blocks: tuple[Block, ...] = (*_prose(one.content.text), why)
        if costs:
            blocks = (*blocks, paragraph("What it would have cost:"), bullets(costs))
        sections.append(Section(f"Earlier solution {one.which}{name}", blocks))
    return Section("Solution", (), tuple(sections), empty=f"No solution is proposed for {record.number} yet.")


def _cost_words(row: Row) -> str:
    return f"{row.name}: {row.value or 'no figure'}{f'. {row.text}' if row.text else ''}"


def impacts(record: Record) -> tuple[Block, ...]:
    """Who is ticked, in words, and each area with its answer: what follows the list of what it affects."""
    blocks: list[Block] = []
    if record.told.ticks:
        parties = (Column("party", "Party category", width=3), Column("impacted", "Impacted", width=1))
        ticks = [(one.name, one.value) for one in record.told.ticks]
        blocks.append(table(f"Parties that {record.number} impacts", parties, ticks, key="ticks"))
    if record.told.areas:
        columns = (
            Column("area", "Area", width=2),
            Column("impacted", "Impacted", width=1),
            Column("how", "How", width=5),
        )
        rows = [(one.name, marked(record, one, one.value), one.text or UNKNOWN) for one in record.told.areas]
        blocks.append(table(f"Impacts of {record.number} by area", columns, rows, key="impacts"))
    return tuple(blocks)


def costs(record: Record) -> Section:
    """What it costs, each figure computed; who pays; no total over kinds, which papers do not add up either."""
    rows = [
        (one.name, marked(record, one, one.value or "no figure"), one.text or UNKNOWN)
        for one in record.told.costs.get(None, ())
    ]
    blocks: list[Block] = []
    if rows:
        columns = (
            Column("cost", "Cost", width=2),
            Column("amount", "Pounds", width=2),
            Column("how", "How it is made up", width=4),
        )
        blocks.append(table(f"Costs of {record.number}", columns, rows, key="costs"))
    if payers := record.told.payers:
        columns = (
            Column("case", "For what", width=3),
            Column("now", "Paid now by", width=2),
            Column("proposed", "As proposed", width=2),
        )
        payers_rows = [(case, now or "not recorded", then or "not recorded") for case, now, then in payers]
        blocks.append(table("Who pays", columns, payers_rows, key="payers"))
    return Section("Costs", tuple(blocks), empty=f"No cost of {record.number} is recorded yet.")


def implementation(record: Record) -> Section:
    """How it would be implemented, and the releases that a decision leads to, from their cut-offs (F13)."""
    blocks: list[Block] = list(_prose(_text(record, "implementation")))
    if record.options:
        blocks.append(paragraph(f"By {RULES}, {record.number} would be implemented on:"))
        items = [
            f"{format_date(one.day)} ({one.name}) if a decision to approve is received {one.words}"
            for one in record.options
        ]
        ends = ["; or"] * (len(items) - 1) + ["."]
        blocks.append(bullets(f"{item}{end}" for item, end in zip(items, ends, strict=True)))
    blocks += [paragraph(words) for words in record.shorter]
    empty = f"The implementation approach of {record.number} is not written yet."
    return Section("Implementation approach", tuple(blocks), empty=empty)


def assessment(record: Record) -> Section:
    """Observations, how the solution came about, the business case, and what everybody thinks of it."""
    whole = _texts(record, "Assessment of the proposal", "assessment", f"{record.number} is not assessed yet.")
    sections = list(whole.sections)
    if benefits := record.told.benefits:
        said = bullets(f"{one.name}: {one.value}{f'. {one.text}' if one.text else ''}" for one in benefits)
        at = next((n for n, one in enumerate(sections) if one.key == "text-business_case"), None)
        if at is None:
            sections.append(Section("Benefits", (said,)))
        else:
            found = sections[at]
            sections[at] = Section(found.title, (*found.blocks, said), key=found.key)
    for kind, title, first in (
        (Kind.SUPPORT, "Support for change", "Body or group"),
        (Kind.OBJECTIVE, "Views against the SEC Objectives", "Whose view"),
        (Kind.CONSUMER, "Views against the consumer areas", "Consumer area"),
    ):
        if views := record.told.views.get(kind):
            sections.append(Section(title, (_views(record, kind, first, views),)))
    return Section(whole.title, (), tuple(sections), empty=whole.empty)


def _views(record: Record, kind: Kind, first: str, views: Iterable[Row]) -> Block:
    rows: list[tuple[Loose | Runs, ...]] = [
        (one.name, marked(record, one, one.value), one.text or UNKNOWN) for one in views
    ]
    columns = (
        Column("who", first, width=3),
        Column("verdict", "Verdict", width=2),
        Column("words", "In words", width=4),
    )
    captions = {
        Kind.SUPPORT: "What bodies and respondents think",
        Kind.OBJECTIVE: "Objectives as the Proposer and the industry see them",
        Kind.CONSUMER: "What the change does for consumers",
    }
    return table(captions[kind], columns, rows, key=f"views-{kind.value}")


def withdrawal(record: Record) -> tuple[Section, ...]:
    """Why it was withdrawn; nothing where that is not recorded."""
    said = record.told.withdrawal
    return (Section("Why it was withdrawn", _prose(said)),) if said else ()


def _texts(record: Record, title: str, section: str, empty: str) -> Section:
    made = [
        Section(one.name, _prose(one.text), key=f"text-{one.id}")
        for one in record.told.texts
        if one.section == section and one.text
    ]
    return Section(title, (), tuple(made), empty=empty)


def _text(record: Record, id: str) -> str:
    return next((one.text for one in record.told.texts if one.id == id), "")


def _prose(text: str) -> tuple[Block, ...]:
    return tuple(paragraph(one.strip()) for one in text.split("\n\n") if one.strip())


def marked(record: Record, row: Row, value: str) -> Figure:
    """A value as the record has it, marked where no source states it."""
    if row.sure in WHY:
        return Figure(value, standing=Standing.INFERRED, rows=record.rows, why=WHY[row.sure])
    return Figure(value, rows=record.rows)
