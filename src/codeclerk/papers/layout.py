"""From a paper to what is printed: numbers, letters, contents, footnotes, notes below tables, glossary. Pure.

Every writer reads the result, so no two files of a paper can say different things.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from codeclerk.papers import cover
from codeclerk.papers.blocks import Cells
from codeclerk.papers.cleaning import clean, clean_basic
from codeclerk.papers.laid import (
    BlockLaid,
    ChartLaid,
    ColumnLaid,
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
from codeclerk.papers.lines import Lines
from codeclerk.papers.model import Appendix, Bullets, Chart, Item, Paper, Paragraph, Section, Table, Term
from codeclerk.papers.numbering import Place, Spot, places, walk
from codeclerk.papers.runs import plain
from codeclerk.papers.table_notes import column_marks, table_notes
from codeclerk.ui.charts import Chart as Drawing
from codeclerk.ui.tables import Kind

GLOSSARY = "Glossary"
DEEPEST = 6


def lay_out(paper: Paper) -> Laid:
    """The paper as it is printed. Raises `ValueError` for a reference to a key that nothing has, or that two have."""
    front = paper.front
    lines = Lines(places(paper), front)
    first = cover.cover(paper, lines)
    blocks: list[BlockLaid] = []
    for spot in walk(paper):
        blocks += _laid(spot, lines)
    # The glossary is the last part of the paper's own text, before the appendices.
    end = next((n for n, one in enumerate(blocks) if isinstance(one, Heading) and one.appendix), len(blocks))
    blocks[end:end] = _glossary(paper, [*first.blocks, *blocks])
    return Laid(
        paper=paper,
        title=clean(front.title),
        running=clean(front.running_title or front.title),
        reference=clean(front.reference),
        author=clean(front.author),
        classification=front.classification,
        marking=clean(front.marking),
        dated=front.dated,
        cover=first,
        contents=tuple(one for one in blocks if isinstance(one, Heading) and one.level <= paper.contents),
        blocks=_with_leads(blocks),
        notes=tuple(lines.notes),
        figures=tuple(lines.figures),
    )


def _with_leads(blocks: list[BlockLaid]) -> tuple[BlockLaid, ...]:
    """The blocks, each paragraph in front of a list marked as its lead."""
    made = list(blocks)
    for position, (one, after) in enumerate(pairwise(blocks)):
        if isinstance(one, ParagraphLaid) and isinstance(after, ListLaid):
            made[position] = replace(one, leads=True)
    return tuple(made)


def _laid(spot: Spot, lines: Lines) -> Iterator[BlockLaid]:
    thing, place = spot.thing, spot.place
    match thing:
        case str():
            yield ParagraphLaid((Part("text", clean(thing)),))
        case Section():
            level = min(spot.level, DEEPEST)
            yield Heading(level, place.number, clean(thing.title), place.id, clean(place.label), thing.new_page)
        case Appendix():
            level = min(spot.level, DEEPEST)
            yield Heading(level, f"{place.number}:", clean(thing.title), place.id, place.label, True, appendix=True)
            facts, listed = cover.title_page(thing, lines)
            if facts:
                yield FactsLaid(facts)
            yield from listed
        case Paragraph():
            yield ParagraphLaid(lines.line(thing.runs, spot.inside))
        case Bullets():
            yield ListLaid(_items(thing.items, lines, spot.inside), thing.ordered)
        case Table():
            yield _table(thing, place, lines)
        case Chart():
            lines.chart(place.label, spot.inside, thing.rows)
            yield _chart(thing, place, lines)


def _items(items: tuple[Item, ...], lines: Lines, where: str) -> tuple[ItemLaid, ...]:
    return tuple(ItemLaid(lines.line(one.runs, where), _items(one.items, lines, where)) for one in items)


def _table(table: Table, place: Place, lines: Lines) -> TableLaid:
    marks = column_marks(table)
    columns = tuple(
        ColumnLaid(one.key, clean(one.label), one.kind, one.width, mark)
        for one, mark in zip(table.columns, marks, strict=True)
    )

    def cells(row: Cells) -> tuple[Parts, ...]:
        made = []
        for position, cell in enumerate(row):
            head = clean(plain(row[0])) if position else ""
            where = ", ".join(part for part in (place.label, head, columns[position].label) if part)
            parts = lines.line(cell, where, in_table=True)
            made.append(_unmarked(parts) if marks[position] else parts)
        return tuple(made)

    return TableLaid(
        id=place.id,
        number=place.number,
        caption=clean(table.caption),
        columns=columns,
        rows=tuple(cells(row) for row in table.rows),
        total=cells(table.total) if table.rows else (),
        empty=clean(table.empty),
        notes=table_notes(table),
        key=table.key or place.id,
    )


def _unmarked(parts: Parts) -> Parts:
    return tuple(Part(p.kind, p.s, p.href, p.to, p.number) if p.mark else p for p in parts)


def _chart(chart: Chart, place: Place, lines: Lines) -> ChartLaid:
    drawing = _clean_drawing(chart.drawing)
    data = drawing.table()
    rows = "; ".join(", ".join(text for text in data.texts(row) if text) for row in data.rows)
    alt = f"{drawing.description} Data: {rows}."
    description = drawing.description
    if chart.table:
        description = f"{description} Its data are in {lines.place(chart.table).label}."
    return ChartLaid(place.id, place.number, drawing, drawing.title, description, alt, has_data=not chart.table)


def _clean_drawing(drawing: Drawing) -> Drawing:
    """The drawing with words that the library can draw: control characters end its process, and it cuts long labels
    through the middle of a character outside the basic plane."""
    return replace(
        drawing,
        title=clean(drawing.title),
        description=clean(drawing.description),
        places=tuple(clean_basic(one) if isinstance(one, str) else one for one in drawing.places),
        series=tuple(replace(one, name=clean_basic(one.name)) for one in drawing.series),
        place_label=clean_basic(drawing.place_label),
        value_label=clean_basic(drawing.value_label),
    )


def _glossary(paper: Paper, blocks: Iterable[BlockLaid]) -> list[BlockLaid]:
    """The terms that the paper uses, each once, in the order of the alphabet."""
    words = "\n".join(_words(blocks))
    used = {term.acronym: term for term in paper.glossary if term.acronym and _uses(words, term)}
    if not used:
        return []
    ordered = sorted(used.values(), key=lambda term: (term.acronym.casefold(), term.acronym))
    columns = (ColumnLaid("acronym", "Acronym", Kind.REFERENCE, 1), ColumnLaid("meaning", "Full term", Kind.TEXT, 4))
    rows = tuple(((Part("text", clean(t.acronym)),), (Part("text", clean(t.meaning)),)) for t in ordered)
    return [
        Heading(1, "", GLOSSARY, "glossary", "the glossary"),
        TableLaid("glossary-table", "", "Acronyms used in this paper", columns, rows, (), "", (), "glossary"),
    ]


def _uses(words: str, term: Term) -> bool:
    return re.search(rf"(?<![A-Za-z0-9]){re.escape(clean(term.acronym))}s?(?![A-Za-z0-9])", words) is not None


def _words(blocks: Iterable[BlockLaid]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Heading():
                yield block.title
            case ParagraphLaid():
                yield _joined(block.parts)
            case ListLaid():
                yield from _item_words(block.items)
            case TableLaid():
                yield block.caption
                yield from (column.label for column in block.columns)
                yield from (_joined(cell) for row in (*block.rows, block.total) for cell in row)
                yield from block.notes
            case ChartLaid():
                yield f"{block.title} {block.description}"
            case FactsLaid():
                yield from (value for _, value in block.facts)


def _item_words(items: tuple[ItemLaid, ...]) -> Iterator[str]:
    for item in items:
        yield _joined(item.parts)
        yield from _item_words(item.items)


def _joined(parts: Parts) -> str:
    return "".join("" if part.kind == "note" else part.s for part in parts)
