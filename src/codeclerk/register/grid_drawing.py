"""The grid of timetables as a drawing: own SVG, the same bytes for the same grid. Pure.

Every bar bears its name, every row its Working Group, and every boxed date a word, so nothing is told by colour alone.
No style, script, link or id of its own; the classes take the reader's theme, in which each colour keeps its contrast.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from codeclerk.kernel.calendar.dates import Month
from codeclerk.register.rules.timetable import Standing
from codeclerk.register.rules.timetable_grid import Box, Boxed, Grid, GridRow, Run, month_label, runs

LEFT, CELL, TOP, LANE, PAD, LEGEND, LABEL = 212, 56, 40, 22, 6, 72, 42
LONGEST_TITLE = 32
LETTER = 6.4
"""Width of a letter of a bar, so that its full name is written where it fits."""
FONT = 'font-family="Liberation Sans, Arial, sans-serif"'
_COLOURS = ("#0f6673", "#c9820a", "#7b3f83", "#4a8b34", "#2f6db5", "#74848b")
UNDATED = "Printed, month not known"
_NONE = 6
"""The colour of proposals without a Working Group."""
_BOXES = {
    Box.DUE: ('class="s-due" stroke="#b3261e" stroke-width="2.5"',),
    # Yellow alone would not stand out on white: a broken dark line runs in it.
    Box.DECISION: (
        'class="s-deadline" stroke="#f0b440" stroke-width="4"',
        'class="s-ink" stroke="#14242b" stroke-width="1" stroke-dasharray="4 2"',
    ),
}


def grid_svg(grid: Grid, title: str) -> str:
    """The drawing, safe to put into a page. Empty without rows or months."""
    if not grid.rows or not grid.months:
        return ""
    colours = colours_of(grid)
    heights = [_height(grid, row) for row in grid.rows]
    width, bottom = LEFT + CELL * len(grid.months) + 2, TOP + sum(heights)
    height = bottom + LEGEND
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="img" aria-label="{escape(title)}. {escape(grid.description)}" {FONT}>',
        *_months(grid, bottom),
    ]
    y = TOP
    for row, tall in zip(grid.rows, heights, strict=True):
        parts += _row(grid, row, y, tall, width, colours.get(row.group, _NONE))
        y += tall
    parts += _legend(grid, bottom + 18, colours)
    return "".join([*parts, "</svg>"])


def colours_of(grid: Grid) -> dict[str, int]:
    """Which of the five colours each Working Group in the grid has, in the order of the code pack."""
    here = {row.group for row in grid.rows if row.group}
    known = [group for group in grid.groups if group in here]
    every = [*known, *sorted(here - set(known))]
    return {group: 1 + place % 5 for place, group in enumerate(every)}


def _lanes(grid: Grid, row: GridRow) -> tuple[int, ...]:
    """The lanes of a row in which something stands in these months."""
    return tuple(
        lane for lane in grid.lanes if any(row.in_month(month, lane) or row.boxed(month, lane) for month in grid.months)
    )


def _height(grid: Grid, row: GridRow) -> int:
    return max(LABEL, LANE * (len(_lanes(grid, row)) + bool(row.undated)) + PAD)


def _months(grid: Grid, bottom: int) -> list[str]:
    parts = []
    for place, month in enumerate(grid.months):
        x = LEFT + CELL * place
        name, year = month_label(month).split(" ")
        here = month == Month(grid.day.year, grid.day.month)
        if here:
            parts.append(f'<rect class="f-now" x="{x}" y="2" width="{CELL}" height="{bottom - 2}" fill="#ecf1f0"/>')
        weight = ' font-weight="700"' if here else ""
        parts.append(
            f'<line class="s-line" x1="{x}" y1="4" x2="{x}" y2="{bottom}" stroke="#d3dcdc"/>'
            f'<text class="f-ink" x="{x + CELL / 2}" y="18" font-size="12" text-anchor="middle" fill="#14242b"{weight}>'
            f"{name}</text>"
            f'<text class="f-muted" x="{x + CELL / 2}" y="32" font-size="11" text-anchor="middle" fill="#4a5b63">'
            f"{year}</text>"
        )
    return parts


def _row(grid: Grid, row: GridRow, y: int, tall: int, width: int, colour: int) -> list[str]:
    title = row.title if len(row.title) <= LONGEST_TITLE else row.title[: LONGEST_TITLE - 1].rstrip() + "…"
    label = f"{row.number} · {row.group}" if row.group else row.number
    parts = [
        f'<line class="s-line" x1="0" y1="{y}" x2="{width}" y2="{y}" stroke="#d3dcdc"/>'
        f'<rect class="f-{colour}" x="0" y="{y + 5}" width="4" height="{tall - 10}" fill="{_COLOURS[colour - 1]}"/>'
        f'<text class="f-ink" x="10" y="{y + 18}" font-size="12.5" font-weight="700" fill="#14242b">{escape(label)}'
        "</text>"
        f'<text class="f-muted" x="10" y="{y + 34}" font-size="11" fill="#4a5b63">{escape(title)}</text>'
    ]
    lanes = _lanes(grid, row)
    if row.undated:
        y_undated = y + PAD / 2 + LANE * len(lanes) + 14
        parts.append(
            f'<text class="f-muted" x="{LEFT + 6}" y="{y_undated}" font-size="11" fill="#4a5b63">'
            f"{escape(f'{UNDATED}: {row.undated_words}')}</text>"
        )
    for place, lane in enumerate(lanes):
        top = y + PAD / 2 + LANE * place + 1
        parts += [_bar(row, run, top, colour) for run in runs(row, grid.months, lane)]
        for number, month in enumerate(grid.months):
            if boxed := row.boxed(month, lane):
                parts.append(_boxed(row, boxed, LEFT + CELL * number, top))
    return parts


def _bar(row: GridRow, run: Run, top: float, colour: int) -> str:
    """A bar is a frame in the colour of its group with its name inside; what has happened has a thick edge."""
    x, width = LEFT + CELL * run.start + 2, CELL * (run.end - run.start + 1) - 4
    name = run.name if len(run.name) * LETTER <= width - 8 else run.short
    size = 11 if len(name) * LETTER <= width - 8 else 9
    look = f'class="f-surface s-{colour}" fill="#ffffff" stroke="{_COLOURS[colour - 1]}"'
    dashed = ' stroke-dasharray="3 2"' if run.standing in (Standing.PLANNED, Standing.PASSED) else ""
    edge = (
        f'<rect class="f-{colour}" x="{x}" y="{top}" width="5" height="{LANE - 4}" fill="{_COLOURS[colour - 1]}"/>'
        if not dashed
        else ""
    )
    said = f"{row.number}: {run.name}, {run.standing.value}"
    return (
        f"<g><title>{escape(said)}</title>"
        f'<rect {look} x="{x}" y="{top}" width="{width}" height="{LANE - 4}" rx="2" stroke-width="1.5"{dashed}/>{edge}'
        f'<text class="f-ink" x="{x + width / 2 + (2 if edge else 0)}" y="{top + 13}" font-size="{size}" '
        f'text-anchor="middle" fill="#14242b">{escape(name)}</text></g>'
    )


def _boxed(row: GridRow, boxed: Sequence[Boxed], x: int, top: float) -> str:
    """The box around a first date, with a word where no bar stands in it any more."""
    said = "; ".join(f"{one.words}: {one.when}" for one in boxed)
    month = boxed[0].month
    empty = not row.in_month(month, boxed[0].bar.lane)
    word = " ".join(dict.fromkeys(one.bar.short for one in boxed))
    text = (
        f'<text class="f-muted" x="{x + CELL / 2}" y="{top + 13}" font-size="10" text-anchor="middle" fill="#4a5b63">'
        f"{escape(word)} first</text>"
        if empty
        else ""
    )
    return (
        f"<g><title>{escape(row.number)}: {escape(said)}</title>"
        f"{_box(boxed[0].box, x + 0.5, top - 1.5, CELL - 1, LANE - 1)}{text}</g>"
    )


def _box(box: Box, x: float, y: float, width: float, height: float) -> str:
    return "".join(
        f'<rect {look} fill="none" x="{x}" y="{y}" width="{width}" height="{height}"/>' for look in _BOXES[box]
    )


def _legend(grid: Grid, y: int, colours: dict[str, int]) -> list[str]:
    """The colours of the groups, the boxes, and what an edge and a broken frame say."""
    parts, x = [], 0.0
    for group, colour in colours.items():
        parts.append(
            f'<rect class="f-{colour}" x="{x}" y="{y - 9}" width="14" height="10" fill="{_COLOURS[colour - 1]}"/>'
            f'<text class="f-ink" x="{x + 19}" y="{y}" font-size="12" fill="#14242b">{escape(group)}</text>'
        )
        x += 34 + 7.4 * len(group)
    x, y = 0.0, y + 24 if colours else y
    for box, words in ((Box.DUE, "first due date of a PA or IA"), (Box.DECISION, "first deadline of the decision")):
        parts.append(_box(box, x + 2, y - 10, 19, 12))
        parts.append(f'<text class="f-ink" x="{x + 27}" y="{y}" font-size="12" fill="#14242b">{words}</text>')
        x += 40 + 6.5 * len(words)
    for dash, words in (("", "happened or running"), (' stroke-dasharray="3 2"', "planned, or not confirmed")):
        edge = "" if dash else f'<rect class="f-6" x="{x + 1}" y="{y - 10}" width="5" height="12" fill="#74848b"/>'
        parts.append(
            f'<rect class="s-6" fill="none" stroke="#74848b" stroke-width="1.5" x="{x + 1}" y="{y - 10}" width="20" '
            f'height="12"{dash}/>{edge}'
            f'<text class="f-ink" x="{x + 27}" y="{y}" font-size="12" fill="#14242b">{words}</text>'
        )
        x += 40 + 6.5 * len(words)
    return parts
