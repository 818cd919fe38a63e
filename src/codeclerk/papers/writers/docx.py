"""The Word file of a paper: real headings, lists, captions, footnotes, repeated table headings, described pictures.

The same paper gives the same bytes: properties are set from the paper, and the package is written with fixed times.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime, time
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph as WordParagraph

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
from codeclerk.papers.writers import docx_parts, docx_styles
from codeclerk.papers.writers.picture import to_png
from codeclerk.ui.charts import chart_svg
from codeclerk.ui.tables import Kind

TEXT_WIDTH, SMALL = Cm(16.6), Pt(7)


def to_docx(paper: Paper) -> bytes:
    """The Word file."""
    return _Writer(lay_out(paper)).file()


class _Writer:
    def __init__(self, laid: Laid) -> None:
        self.laid = laid
        self.document: WordDocument = Document()
        self.notes = docx_parts.Footnotes()
        self._note_parts = {note.number: note.parts for note in laid.notes}
        self._noted: set[int] = set()
        self._bookmarks = 0
        self._lists = 0

    def file(self) -> bytes:
        docx_styles.set_up(self.document)
        self._properties()
        self._running()
        self._cover()
        self._contents()
        for block in self.laid.blocks:
            self._block(block)
        self.notes.add_to(self.document)
        raw = io.BytesIO()
        self.document.save(raw)
        return _fixed(raw.getvalue())

    # --- the file itself

    def _properties(self) -> None:
        properties = self.document.core_properties
        stamp = datetime.combine(self.laid.dated, time(), UTC).replace(tzinfo=None)
        properties.title = self.laid.title[:255]
        properties.author = self.laid.author[:255] or "Codeclerk"
        properties.last_modified_by = properties.author
        properties.subject = self.laid.cover.eyebrow[:255]
        properties.keywords = self.laid.reference[:255]
        properties.category = self.laid.classification.value
        properties.comments = ""
        properties.language = "en-GB"
        properties.created = properties.modified = stamp
        properties.revision = 1

    def _running(self) -> None:
        section = self.document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.2)
        section.top_margin, section.bottom_margin = Cm(2.6), Cm(2.4)
        header = section.header.paragraphs[0]
        header.style = self.document.styles["Header"]
        header.add_run(f"{self.laid.running}\t{self.laid.reference}")
        footer = section.footer.paragraphs[0]
        footer.style = self.document.styles["Footer"]
        marking = f" ({self.laid.marking})" if self.laid.marking else ""
        draft = "Draft. " if self.laid.paper.front.status is Status.DRAFT else ""
        classification = self.laid.classification.value
        footer.add_run(f"{draft}This document has a Classification of {classification}{marking}\tPage ")
        docx_parts.field(footer, "PAGE", "1")
        footer.add_run(" of ")
        docx_parts.field(footer, "NUMPAGES", "1")

    # --- the cover and the contents

    def _cover(self) -> None:
        cover = self.laid.cover
        if cover.eyebrow:
            self._paragraph(cover.eyebrow, style="Subtitle")
        self._paragraph(cover.title, style="Title")
        self._facts(cover.facts)
        for block in cover.blocks:
            self._block(block)
        if cover.signed:
            signed = self._paragraph()
            for position, one in enumerate(cover.signed):
                if position:
                    signed.add_run().add_break()
                signed.add_run(one)
        self._paragraph(cover.sharing, style="Classification")

    def _contents(self) -> None:
        if not self.laid.contents:
            return
        heading = self._paragraph("Contents", style="Contents Heading")
        heading.paragraph_format.page_break_before = True
        paragraphs = []
        for one in self.laid.contents:
            line = self._paragraph(style=f"Contents {min(one.level, 3)}")
            docx_parts.internal_link(line, one.words, one.id)
            paragraphs.append(line)
        docx_parts.contents_field(paragraphs, self.laid.paper.contents)

    # --- blocks

    def _paragraph(self, text: str = "", style: str = "") -> WordParagraph:
        """A paragraph at the end. The style is set by its id: the library looks each one up by name, slowly."""
        made = self.document.add_paragraph()
        if style:
            made._p.style = style.replace(" ", "")
        if text:
            made.add_run(text)
        return made

    def _block(self, block: BlockLaid) -> None:
        match block:
            case Heading():
                heading = self._paragraph(block.words, style=f"Heading {block.level}")
                heading.paragraph_format.page_break_before = block.new_page or None
                self._bookmark(heading, block.id)
            case ParagraphLaid():
                line = self._paragraph()
                line.paragraph_format.keep_with_next = block.leads or None
                self._line(line, block.parts)
            case ListLaid():
                self._lists += block.ordered
                restart = docx_styles.new_numbering(self.document) if block.ordered else None
                self._items(block.items, 1, restart)
            case TableLaid():
                self._table(block)
            case ChartLaid():
                self._chart(block)
            case FactsLaid():
                self._facts(block.facts)

    def _facts(self, facts: Iterable[tuple[str, str]]) -> None:
        for label, value in facts:
            line = self._paragraph(style="Fact")
            line.add_run(f"{label}:\t").bold = True
            line.add_run(value)

    def _items(self, items: tuple[ItemLaid, ...], depth: int, numbering: int | None) -> None:
        kind = "List Number" if numbering is not None else "List Bullet"
        for one in items:
            suffix = f" {min(depth, 3)}" if depth > 1 else ""
            line = self._paragraph(style=kind + suffix)
            if numbering is not None:
                docx_styles.use_numbering(line, numbering)
            self._line(line, one.parts)
            self._items(one.items, depth + 1, None)

    def _table(self, table: TableLaid) -> None:
        """A wide one lies on pages of its own, turned on their side."""
        if not (table.is_wide and table.rows):
            self._grid(table)
            return
        self._turn()
        self._grid(table)
        self._turn()

    def _turn(self) -> None:
        """Go on on a new page, lying where this one stands upright and the other way round."""
        before = self.document.sections[-1]
        made = self.document.add_section(WD_SECTION.NEW_PAGE)
        lies = before.orientation is WD_ORIENT.LANDSCAPE
        made.orientation = WD_ORIENT.PORTRAIT if lies else WD_ORIENT.LANDSCAPE
        made.page_width, made.page_height = before.page_height, before.page_width

    def _grid(self, table: TableLaid) -> None:
        caption = f"{table.number}: {table.caption}" if table.number else table.caption
        self._bookmark(self._paragraph(caption, style="Caption"), table.id)
        if not table.rows:
            self._paragraph(table.empty)
            return
        right = [column.kind is Kind.NUMBER for column in table.columns]
        grid = docx_parts.Grid(self.document, caption, len(right), has_total=bool(table.total))
        size = SMALL if table.is_wide else None
        for line, column in zip(grid.row(right, is_header=True), table.columns, strict=True):
            run = line.add_run(column.label)
            run.bold, run.font.size = True, size
            if column.mark:
                run.add_text(f" [{column.mark}]")
        for row in (*table.rows, *((table.total,) if table.total else ())):
            for line, parts in zip(grid.row(right), row, strict=True):
                self._line(line, parts)
                if size is not None:
                    for run in line.runs:
                        run.font.size = size
        for note in table.notes or ("",):
            self._paragraph(note, style="Table Note")

    def _chart(self, chart: ChartLaid) -> None:
        caption = self._paragraph(f"{chart.number}: {chart.title}", style="Caption")
        self._bookmark(caption, chart.id)
        line = self._paragraph()
        line.paragraph_format.keep_with_next = True
        picture: Any = line.add_run().add_picture(io.BytesIO(to_png(chart_svg(chart.drawing))), width=TEXT_WIDTH)
        about = picture._inline.docPr
        about.set("name", chart.number)
        about.set("title", chart.title)
        about.set("descr", chart.alt)
        self._paragraph(chart.description, style="Table Note")
        if chart.has_data:
            self._data(chart)

    def _data(self, chart: ChartLaid) -> None:
        data = chart.drawing.table()
        right = [column.kind is Kind.NUMBER for column in data.columns]
        grid = docx_parts.Grid(self.document, f"Data of {chart.number}", len(right))
        for line, column in zip(grid.row(right, is_header=True), data.columns, strict=True):
            line.add_run(column.label).bold = True
        for row in data.rows:
            for line, text in zip(grid.row(right), data.texts(row), strict=True):
                line.add_run(text)
        self._paragraph("", style="Table Note")

    # --- lines

    def _line(self, paragraph: WordParagraph, parts: Parts) -> None:
        for part in parts:
            self._part(paragraph, part)

    def _part(self, paragraph: WordParagraph, part: Part) -> None:
        match part.kind:
            case "strong":
                paragraph.add_run(part.s).bold = True
            case "link" if address := self.laid.address(part.href):
                self._external(paragraph, part.s, address)
            case "place":
                docx_parts.internal_link(paragraph, part.s, part.to)
            case "note":
                self._note(paragraph, part)
            case "figure" if part.mark:
                paragraph.add_run(part.s)
                mark = paragraph.add_run(f" [{part.mark}]")
                mark.font.size, mark.font.color.rgb = Pt(7.5), RGBColor(0x4A, 0x5B, 0x63)
            case _:
                paragraph.add_run(part.s)

    def _note(self, paragraph: WordParagraph, part: Part) -> None:
        if part.number in self._noted:
            docx_parts.repeated_note(paragraph, part.number, f"bm-{part.to}")
            return
        self._noted.add(part.number)
        words = "".join(one.s for one in self._note_parts[part.number])
        reference = self.notes.reference(paragraph, part.number, words)
        self._bookmark_element(reference, f"bm-{part.to}")

    def _external(self, paragraph: WordParagraph, text: str, address: str) -> None:
        key = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        docx_parts.link(paragraph, text, {qn("r:id"): key})

    def _bookmark(self, paragraph: WordParagraph, name: str) -> None:
        self._bookmarks += 1
        docx_parts.bookmark(paragraph._p, self._bookmarks, name)

    def _bookmark_element(self, run: Any, name: str) -> None:
        self._bookmarks += 1
        docx_parts.bookmark_around(run, self._bookmarks, name)


def _fixed(package: bytes) -> bytes:
    """The same package with fixed times on its parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as made, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as fixed:
        for name in made.namelist():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            entry.create_system = 3
            fixed.writestr(entry, made.read(name), compresslevel=6)
    return out.getvalue()
