"""How many proposals have each status, and what was decided (DCUSA:395-471). Pure."""

from __future__ import annotations

from codeclerk.papers.build import count_of, listing, paragraph, sentence, table
from codeclerk.papers.change_status.outcomes import groups
from codeclerk.papers.code_update.record import REFINE, Record, Status
from codeclerk.papers.model import Block, Chart, Column, Figure, Form, Noun, Section, Standing
from codeclerk.papers.phrases import MODIFICATION, day, keys_of, named
from codeclerk.ui.charts import Chart as Drawing
from codeclerk.ui.charts import Form as Shape
from codeclerk.ui.charts import Series
from codeclerk.ui.tables import Kind

OPEN_CHART = "Status of open modifications"
REFINEMENT_CHART = "Modifications in refinement"
WHY_PARTS = "no source names the proposals of each part; which they are follows from their timetables"


def counted(record: Record, status: Status, part: str = "") -> Figure:
    """How many open proposals have a status, or one part of it."""
    found = record.of_status(status, part)
    rows = keys_of(line.number for line in found)
    if part and any("status" in line.sure for line in found):
        return Figure(len(found), standing=Standing.INFERRED, rows=rows, why=WHY_PARTS)
    return Figure(len(found), rows=rows)


def refining(record: Record) -> tuple[tuple[str, Figure], ...]:
    """The parts of refinement with their counts, of every version of the process that has parts."""
    return tuple(
        (name, counted(record, status, part))
        for status in record.statuses
        if status.stage == REFINE
        for part, name in status.parts
    )


def section(record: Record) -> Section:
    """The chart of 2016 with the breakdown of refinement, and what was decided."""
    return Section("Status of Open Modifications", (*_chart(record), *_held(record)), key="status")


def _chart(record: Record) -> tuple[Block, ...]:
    found = [(status, counted(record, status)) for status in record.statuses]
    rows = keys_of(line.number for line in record.lines)
    shown = ", ".join(f"{status.name} {figure.shown}" for status, figure in found)
    total = len(record.lines)
    blocks: list[Block] = [
        Chart(
            Drawing(
                f"{OPEN_CHART}: {total}",
                f"{total} open modifications: {shown}.",
                tuple(status.name for status, _ in found),
                (Series("Modifications", tuple(len(record.of_status(status)) for status, _ in found)),),
                Shape.HORIZONTAL_BAR,
                "Status",
                "Modifications",
                has_labels=True,
            ),
            key="open-chart",
            rows=rows,
            table="open",
        )
    ]
    parts = refining(record)
    if parts:
        within = ", ".join(f"{name} {figure.shown}" for name, figure in parts)
        inside = len(record.in_refinement)
        blocks.append(
            Chart(
                Drawing(
                    f"{REFINEMENT_CHART}: {inside}",
                    f"{inside} modifications in refinement: {within}.",
                    tuple(name for name, _ in parts),
                    (Series("Modifications", tuple(_whole(figure) for _, figure in parts)),),
                    Shape.HORIZONTAL_BAR,
                    "With whom",
                    "Modifications",
                    has_labels=True,
                ),
                key="refinement-chart",
                rows=keys_of(line.number for line in record.in_refinement),
                table="open",
            )
        )
    cells: list[tuple[str, Figure]] = []
    for status, figure in found:
        cells.append((status.name, figure))
        cells += [(f"of these: {name}", counted(record, status, part)) for part, name in status.parts]
    blocks.append(
        table(
            "Open modifications by status",
            (Column("status", "Status", width=3), Column("count", "Modifications", Kind.NUMBER, width=1)),
            cells,
            key="open",
            total=("Open modifications", Figure(total, rows=rows)),
        )
    )
    return tuple(blocks)


def _whole(figure: Figure) -> int:
    if not isinstance(figure.value, int):
        raise ValueError("A status counts whole proposals.")
    return figure.value


def _held(record: Record) -> tuple[Block, ...]:
    """Those that are counted although they are being withdrawn (DCUSA:438-439)."""
    held = [line for line in record.undecided if line.is_held]
    if not held:
        return ()
    count = count_of(keys_of(line.number for line in held), Noun("modification"), Form.CAPITAL_WORDS)
    return (
        paragraph(
            sentence("{count} of these {is} on hold and counted until the hold ends: ", count),
            *[part for n, line in enumerate(held) for part in ((", ",) if n else ()) + (named(line.number),)],
            ".",
        ),
    )


def decided(record: Record) -> Section:
    """What each body decided in the window, in words, and what waits for the Authority."""
    blocks: list[Block] = []
    for body in record.deciding:
        found = [one for one in record.decisions if one.body == body.id]
        if not found:
            blocks.append(paragraph(f"No approvals or rejections by the {body.name}."))
        for group in groups(found, record.wording):
            blocks += group.blocks
    lead = "There {is} {count} awaiting a decision by the Authority"
    blocks += listing(lead, MODIFICATION, [named(one.number, one.title) for one in record.awaiting])
    first = paragraph("Decided from ", day(record.since), " to ", day(record.as_at), ":")
    return Section("Approvals and Rejections", (first, *blocks), key="decisions")
