"""The PDF of a paper: tagged, PDF/UA-1 and PDF/A-3a at once, its JSON attached. Set by typst from `paper.typ`.

The time stamp is the day that the paper bears, so the same paper gives the same bytes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

from codeclerk.kernel.errors import Kind, Reason
from codeclerk.papers import fonts
from codeclerk.papers.cleaning import code_of
from codeclerk.papers.codec import to_json
from codeclerk.papers.laid import (
    BlockLaid,
    ChartLaid,
    FactsLaid,
    Heading,
    ItemLaid,
    Laid,
    ListLaid,
    ParagraphLaid,
    Part,
    Parts,
    TableLaid,
)
from codeclerk.papers.layout import lay_out
from codeclerk.papers.model import Paper, Status
from codeclerk.papers.writers.picture import font_book
from codeclerk.ui.charts import chart_svg
from codeclerk.ui.tables import Kind as ColumnKind
from codeclerk.ui.tables import Table

ATTACHMENT = "paper.json"
TEMPLATE = Path(__file__).with_name("paper.typ")
LONGEST_WORD = 28
"""Letters after which a word may break anywhere; longer than every ordinary word and reference of the papers."""
SHORT_CONTENTS = 24
"""Up to so many entries of the contents, the first section follows on the same page."""
NARROW, LINE = 45, 108
"""Letters in the widest cells of a table: fewer, and it is not stretched over the line; more, and cells must break."""
MOST_KEPT = 12
"""Up to so many rows, or a few long ones, stay together on a page; more go on over it, their heading repeated."""
MOST_PLACES = 24
"""A chart with more places than these prints no data table; the attached JSON has the data."""

CANNOT_SET = Reason(
    "papers.cannot_set",
    rule="a paper is printed as an accessible, archivable PDF or not at all",
    problem="{object} cannot be set as PDF: {what}",
    remedy="Take another format, and report this sentence: it is a fault of the product.",
    kind=Kind.BROKEN,
)

# No glyph of their own is needed for these: blanks and break opportunities.
_SILENT = frozenset({0x20, 0xA0, 0xAD, 0x200B, 0x200C, 0x200D, 0x2009, 0x202F})
_LONG = re.compile(rf"[^\s\u200b\u00ad]{{{LONGEST_WORD},}}")


def to_pdf(paper: Paper, font_folder: Path | None = None) -> bytes:
    """The PDF. Refuses when a font is missing."""
    import typst  # a large library: loaded by the first paper that is set

    folder = fonts.check(font_folder)
    laid = lay_out(paper)
    data = _Sheet(laid, fonts.characters(folder)).data()
    inputs = {"data": json.dumps(data, ensure_ascii=False), "json": to_json(paper).decode()}
    stamp = datetime.combine(laid.dated, time(), UTC)
    try:
        made: bytes = typst.compile(
            TEMPLATE.read_bytes(),
            font_paths=font_book(folder),
            ignore_system_fonts=True,
            format="pdf",
            sys_inputs=inputs,
            pdf_standards=["ua-1", "a-3a"],
            timestamp=stamp,
        )
    except typst.TypstError as error:
        raise CANNOT_SET.refuse(laid.title, what=f"{error.message} {' '.join(error.hints)}".strip()) from error
    return made


def _widths(labels: list[str], rows: list[tuple[Parts, ...]]) -> list[int]:
    """The share of the line for each column when every cell fits on one line; zeros let typst find the widths."""
    longest = [len(label) for label in labels]
    for row in rows:
        longest = [max(n, _length(cell)) for n, cell in zip(longest, row, strict=True)] if row else longest
    total = sum(longest) + 3 * len(longest)
    return [n + 3 for n in longest] if NARROW < total <= LINE else [0] * len(longest)


def _length(parts: Parts) -> int:
    return sum(len(part.s) + 4 * bool(part.mark) for part in parts)


def _longest(row: tuple[Parts, ...]) -> int:
    return max(map(_length, row), default=0)


class _Sheet:
    """The data that the template reads."""

    def __init__(self, laid: Laid, has: frozenset[int]) -> None:
        self.laid = laid
        self._has = has
        self._notes = {note.number: note.parts for note in laid.notes}
        self._noted: set[int] = set()

    def data(self) -> dict[str, Any]:
        laid, front = self.laid, self.laid.paper.front
        status = "Draft. " if front.status is Status.DRAFT else ""
        marking = f" ({laid.marking})" if laid.marking else ""
        cover = {
            "eyebrow": self.text(laid.cover.eyebrow),
            "facts": self.facts(laid.cover.facts),
            "blocks": [self.block(one, outlined=False) for one in laid.cover.blocks],
            "signed": [self.text(one) for one in laid.cover.signed],
            "sharing": self.text(laid.cover.sharing),
        }
        return {
            "title": self.shown(laid.title),
            "heading": self.text(laid.title),
            "author": self.shown(laid.author) if laid.author else [],
            "description": self.shown(" ".join([laid.cover.eyebrow, laid.reference]).strip()),
            "keywords": [self.shown(one) for one in (laid.reference, laid.classification.value) if one],
            "dated": [laid.dated.year, laid.dated.month, laid.dated.day],
            "running": self.text(laid.running),
            "reference": self.text(laid.reference),
            "footer": self.text(f"{status}This document has a Classification of {laid.classification.value}{marking}"),
            "attachment": {"name": ATTACHMENT, "description": "Everything that this paper says, as data"},
            "cover": cover,
            "contents": laid.paper.contents if laid.contents else 0,
            "break-before-body": not 0 < len(laid.contents) <= SHORT_CONTENTS,
            "blocks": [one for block in laid.blocks for one in self.blocks(block)],
        }

    def blocks(self, block: BlockLaid) -> Iterable[dict[str, Any]]:
        yield self.block(block)
        if isinstance(block, ChartLaid) and block.has_data and len(block.drawing.places) <= MOST_PLACES:
            yield self._data_table(block)

    def block(self, block: BlockLaid, outlined: bool = True) -> dict[str, Any]:
        match block:
            case Heading():
                listed = outlined and block.level <= self.laid.paper.contents
                return {
                    "t": "h",
                    "level": block.level,
                    "s": self.text(block.words),
                    "id": block.id,
                    "page": block.new_page,
                    "outlined": listed,
                }
            case ParagraphLaid():
                return {"t": "p", "p": self.line(block.parts), "leads": block.leads}
            case ListLaid():
                return {"t": "l", "ordered": block.ordered, "items": [self.item(one) for one in block.items]}
            case TableLaid():
                return self.table(block)
            case ChartLaid():
                return {
                    "t": "c",
                    "id": block.id,
                    "caption": self.text(f"{block.number}: {block.title}"),
                    "description": self.text(block.description),
                    "alt": self.text(block.alt),
                    "svg": self.svg(block),
                }
            case FactsLaid():
                return {"t": "d", "facts": self.facts(block.facts)}

    def table(self, table: TableLaid) -> dict[str, Any]:
        widths = [column.width for column in table.columns]
        if not any(widths):
            widths = _widths([f"{one.label}{4 * one.mark}" for one in table.columns], [*table.rows, table.total])
        return {
            "t": "t",
            "id": table.id,
            "caption": self.text(f"{table.number}: {table.caption}" if table.number else table.caption),
            "columns": [
                {
                    "label": self.text(column.label),
                    "mark": column.mark,
                    "right": column.kind is ColumnKind.NUMBER,
                    "width": width,
                }
                for column, width in zip(table.columns, widths, strict=True)
            ],
            "rows": [[self.cell(cell) for cell in row] for row in table.rows],
            "total": [self.cell(cell) for cell in table.total],
            "notes": [self.text(note) for note in table.notes],
            "empty": self.text(table.empty),
            "wide": table.is_wide,
            "parts": len(table.rows) > MOST_KEPT or sum(map(_longest, table.rows)) > MOST_KEPT * LINE / 4,
        }

    def _data_table(self, chart: ChartLaid) -> dict[str, Any]:
        data: Table = chart.drawing.table()
        return {
            "t": "t",
            "id": f"{chart.id}-data",
            "caption": self.text(f"Data of {chart.number}"),
            "columns": [
                {"label": self.text(c.label), "mark": "", "right": c.kind is ColumnKind.NUMBER, "width": 0}
                for c in data.columns
            ],
            "rows": [[self.text(text) for text in data.texts(row)] for row in data.rows],
            "total": [],
            "notes": [],
            "empty": "",
            "wide": False,
            "parts": len(data.rows) > MOST_KEPT,
        }

    def item(self, item: ItemLaid) -> dict[str, Any]:
        return {"p": self.line(item.parts), "items": [self.item(one) for one in item.items]}

    def cell(self, parts: Parts) -> Any:
        line = self.line(parts)
        return line[0] if len(line) == 1 and isinstance(line[0], str) else line

    def facts(self, facts: tuple[tuple[str, str], ...]) -> list[list[str]]:
        return [[self.text(label), self.text(value)] for label, value in facts]

    def line(self, parts: Parts) -> list[Any]:
        return [self.part(one) for one in parts]

    def part(self, part: Part) -> Any:
        words = self.text(part.s)
        match part.kind:
            case "strong":
                return {"k": "b", "s": words}
            case "link":
                return {"k": "a", "s": words, "h": self.laid.address(part.href)}
            case "place":
                return {"k": "r", "s": words, "to": part.to}
            case "figure" if part.mark:
                return {"k": "f", "s": words, "m": part.mark}
            case "note":
                first = part.number not in self._noted
                self._noted.add(part.number)
                body = self.line(self._notes[part.number]) if first else []
                return {"k": "n", "id": part.to, "first": first, "body": body}
        return words

    def svg(self, chart: ChartLaid) -> str:
        return self.shown(chart_svg(chart.drawing))

    def text(self, words: str) -> str:
        """The words with what the font lacks named by its code, and long words allowed to break."""
        shown = self.shown(words)
        return _LONG.sub(_breakable, shown) if len(shown) >= LONGEST_WORD else shown

    def shown(self, words: str) -> str:
        if words.isascii():
            return words
        return "".join(c if ord(c) in self._has or ord(c) in _SILENT else code_of(c) for c in words)


_breakable: Callable[[re.Match[str]], str] = lambda found: "\u200b".join(found[0])  # noqa: E731
