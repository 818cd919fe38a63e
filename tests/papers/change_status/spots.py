"""Every figure, cell and reference of a paper with where it stands, for tests that look for them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from codeclerk.kernel.calendar.dates import format_date
from codeclerk.papers.blocks import Block, Item
from codeclerk.papers.laid import Heading
from codeclerk.papers.layout import lay_out
from codeclerk.papers.model import Bullets, Chart, Figure, Paper, Paragraph, Reference, Runs, Section, Standing, Table
from codeclerk.papers.numbering import walk
from codeclerk.papers.runs import Strong, Text, plain
from codeclerk.sources.rules.values import normal_text

WORDS = "words"
"""The standing of what is no figure: a heading, the text of a cell, a reference."""


@dataclass(frozen=True)
class Spot:
    """Something that the paper shows. `row` has the shown cells of its row; `item` begins the entry of its list."""

    where: str
    shown: str
    standing: str = WORDS
    source: str = ""
    column: str = ""
    row: tuple[str, ...] = ()
    item: str = ""
    href: str = ""

    @property
    def is_computed(self) -> bool:
        """A figure worked out from the record, or words of the record that no figure carries."""
        return self.standing in (Standing.COMPUTED.value, WORDS)


def spots(paper: Paper) -> tuple[Spot, ...]:
    """Everything that the paper shows."""
    return (*_front(paper), *_body(paper))


def _front(paper: Paper) -> Iterator[Spot]:
    front = paper.front
    yield Spot("title", front.title)
    yield Spot("running", front.running_title or front.title)
    yield Spot("sharing", front.sharing)
    yield Spot("marking", paper.appendices[0].marking)
    for name in ("reference", "author", "committee", "meeting"):
        yield Spot("front", getattr(front, name), column=name)
    for name in ("dated", "as_at", "data_date", "meeting_date"):
        if day := getattr(front, name):
            yield Spot("front", format_date(day), column=name)
    yield Spot("front", front.action.value, column="action")
    yield Spot("front", front.classification.value, column="classification")
    for paragraph in front.purpose:
        yield from _line("Purpose", paragraph.runs)
    for one in front.recommendations:
        yield Spot("Recommendation", one.verb)
        yield from _line("Recommendation", one.runs)
    for appendix, letter in zip(paper.appendices, "AB", strict=True):
        yield Spot("attachments", f"Appendix {letter}: {appendix.title}")
        if appendix.dated:
            yield Spot("appendix date", format_date(appendix.dated))


def _body(paper: Paper) -> Iterator[Spot]:
    for heading in lay_out(paper).blocks:
        if isinstance(heading, Heading):
            yield Spot("heading", heading.words)
    for appendix in paper.appendices:
        yield from _blocks(appendix.title, appendix.blocks)
    for section in _sections(paper):
        yield from _blocks(section.title, section.blocks)


def _sections(paper: Paper) -> Iterator[Section]:
    return (spot.thing for spot in walk(paper) if isinstance(spot.thing, Section))


def _blocks(where: str, blocks: tuple[Block, ...]) -> Iterator[Spot]:
    for block in blocks:
        match block:
            case Paragraph():
                yield from _line(where, block.runs)
            case Bullets():
                for item in block.items:
                    yield from _item(where, item)
            case Table():
                yield Spot("caption", block.caption)
                yield from _table(block)
            case Chart():
                yield Spot("caption", block.drawing.title)


def _item(where: str, item: Item) -> Iterator[Spot]:
    begins = plain(item.runs).split(" ")[0]
    yield from _line(where, item.runs, item=begins)
    for below in item.items:
        yield from _item(where, below)


def _table(table: Table) -> Iterator[Spot]:
    for column in table.columns:
        yield Spot(table.key, column.label, column=column.key, row=("head",))
    for cells in table.printed:
        row = tuple(plain(cell) for cell in cells)
        for column, cell in zip(table.columns, cells, strict=True):
            figure = next((run for run in cell if isinstance(run, Figure)), None)
            href = next((run.href for run in cell if isinstance(run, Reference)), "")
            standing, source = (figure.standing.value, figure.source) if figure else (WORDS, "")
            yield Spot(table.key, plain(cell), standing, source, column.key, row, href=href)


def _line(where: str, line: Runs, item: str = "") -> Iterator[Spot]:
    for run in line:
        match run:
            case Figure():
                yield Spot(where, run.shown, run.standing.value, run.source, item=item)
            case Reference():
                yield Spot(where, run.text, item=item, href=run.href)
            case Strong() | Text():
                yield Spot(where, run.text, item=item)


def words_of(paper: Paper, where: str) -> str:
    """Everything that is said at one place, as text in which quotes, dashes and blanks do not count."""
    if where == "paper":
        return said(" ".join(spot.shown for spot in spots(paper)))
    if where == "footnotes":
        return said(" ".join(part.s for note in lay_out(paper).notes for part in note.parts))
    if where == "contents":
        return said(" ".join(one.words for one in lay_out(paper).contents))
    if where == "appendix":
        first = paper.appendices[0]
        return said(f"{first.title} {first.kind} {first.marking}")
    return said("".join(spot.shown for spot in spots(paper) if spot.where == where))


def said(text: str) -> str:
    """The text by which two printings of the same words are equal."""
    return normal_text(text)
