"""The progress of every open proposal, month by month: the grid of 2016 as a table (DCUSA:584-948). Pure."""

from __future__ import annotations

from codeclerk.kernel.calendar.dates import Month
from codeclerk.papers.build import bullets, paragraph, table
from codeclerk.papers.code_update.record import Record
from codeclerk.papers.model import Block, Column, Section
from codeclerk.papers.phrases import named
from codeclerk.papers.runs import Loose, Runs, runs
from codeclerk.register.rules.timetable_grid import Box, GridRow, month_label


def section(record: Record) -> Section:
    """What the marks mean, and the table, which goes on over pages with its heading repeated."""
    grid = record.grid
    columns = [
        Column("proposal", "Modification", width=9),
        *(Column(month.isoformat(), month_label(month), width=2) for month in grid.months),
        *([Column("undated", "Month not known", width=7)] if grid.undated else []),
    ]
    rows: list[list[Loose | Runs]] = []
    for row in grid.rows:
        group = f" ({row.group})" if row.group else ""
        title = f" {row.title}" if row.title else ""
        cells: list[Loose | Runs] = [
            runs(named(row.number), f"{group}{title}"),
            *(cell(row, month) for month in grid.months),
        ]
        rows.append([*cells, undated(record, row)] if grid.undated else cells)
    made = table(
        "Progress of open modifications, month by month",
        columns,
        rows,
        key="progress",
        empty="No modification is open.",
    )
    return Section("Modification Proposal Progress", (*_lead(record), made), key="progress-section")


def cell(row: GridRow, month: Month) -> str:
    """The bars of a month in few letters, first dates in brackets: `DMR / CB`, `(PA)`, `[Dec]`."""
    bars = row.cell(month, short=True).split("; ")
    boxed = {one.words for one in row.boxed(month)}
    said = [one for one in bars if one and one not in boxed]
    said += [f"({one.bar.short})" if one.box is Box.DUE else f"[{one.bar.short}]" for one in row.boxed(month)]
    return "; ".join(said)


def undated(record: Record, row: GridRow) -> str:
    """What is printed of a row without a month, in the letters of the table: `Ref, Sol × 3, DMR / CB`."""
    short = {bar.name: bar.short for bar in record.grid.bars}
    said = []
    for one in row.undated:
        name = " / ".join(short.get(part, part) for part in one.name.split(" / "))
        said.append(name if one.months == 1 else f"{name} × {one.months}")
    return ", ".join(said)


def _lead(record: Record) -> tuple[Block, ...]:
    grid = record.grid
    blocks: list[Block] = [
        paragraph(
            "The table has every open modification from its start to the decision expected last, with the dates that "
            "were revised. In round brackets stands the month in which the DCC was first to return an assessment, in "
            "square brackets the month of the first deadline of the last decision. What is combined in one month is "
            "written with a stroke. The Working Group stands in brackets behind the number."
        ),
        bullets([f"{bar.short}: {bar.name}" for bar in grid.bars if bar.short != bar.name]),
    ]
    if grid.undated:
        places = sorted({one.place.partition(" at ")[0] for row in grid.rows for one in row.undated})
        blocks.append(
            paragraph(
                f"{' and '.join(places)} prints bars by their place on the page. In the text at hand the places are "
                "lost: their kinds and how many months each takes stand in the last column, and no month is guessed."
            )
        )
    return tuple(blocks)
