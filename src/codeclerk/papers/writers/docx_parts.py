"""Pieces of a Word file that python-docx does not make: fields, bookmarks, links, table rows, footnotes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph
from lxml import etree  # type: ignore[import-untyped]

FOOTNOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


def _element(tag: str, **attributes: str) -> Any:
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


def _text_run(text: str, style: str = "") -> Any:
    run = _element("w:r")
    if style:
        properties = _element("w:rPr")
        properties.append(_element("w:rStyle", val=style))
        run.append(properties)
    words = _element("w:t")
    words.text = text
    words.set(qn("xml:space"), "preserve")
    run.append(words)
    return run


def _field_char(kind: str, style: str = "") -> Any:
    run = _element("w:r")
    if style:
        properties = _element("w:rPr")
        properties.append(_element("w:rStyle", val=style))
        run.append(properties)
    run.append(_element("w:fldChar", fldCharType=kind))
    return run


def _instruction(text: str) -> Any:
    run = _element("w:r")
    words = _element("w:instrText")
    words.text = f" {text} "
    words.set(qn("xml:space"), "preserve")
    run.append(words)
    return run


def field(paragraph: Paragraph, instruction: str, shown: str, style: str = "") -> None:
    """A field that Word works out; `shown` stands there until it does."""
    for run in (
        _field_char("begin"),
        _instruction(instruction),
        _field_char("separate"),
        _text_run(shown, style),
        _field_char("end"),
    ):
        paragraph._p.append(run)


def contents_field(paragraphs: Sequence[Paragraph], levels: int) -> None:
    """Make these lines the present result of a table of contents, so that Word can bring it up to date with pages."""
    first, last = paragraphs[0]._p, paragraphs[-1]._p
    start = [
        _field_char("begin"),
        _instruction(f'TOC \\o "1-{levels}" \\h \\z \\u'),
        _field_char("separate"),
    ]
    at = 1 if first.pPr is not None else 0
    first[at:at] = start
    last.append(_field_char("end"))


def link(paragraph: Paragraph, text: str, attributes: Mapping[str, str]) -> None:
    """A link in the style of links."""
    made = _element("w:hyperlink")
    for name, value in attributes.items():
        made.set(name, value)
    made.append(_text_run(text, "Hyperlink"))
    paragraph._p.append(made)


def internal_link(paragraph: Paragraph, text: str, to: str) -> None:
    """A link to a bookmark of this file."""
    link(paragraph, text, {qn("w:anchor"): bookmark_name(to), qn("w:history"): "1"})


def bookmark_name(name: str) -> str:
    """The name as Word takes it: letters, digits and underscores, 40 at most, a letter first."""
    return ("b_" + name.replace("-", "_"))[:40]


def bookmark(paragraph: Any, number: int, name: str) -> None:
    """Name the whole paragraph."""
    at = 1 if paragraph.pPr is not None else 0
    paragraph.insert(at, _element("w:bookmarkStart", id=str(number), name=bookmark_name(name)))
    paragraph.append(_element("w:bookmarkEnd", id=str(number)))


def bookmark_around(run: Any, number: int, name: str) -> None:
    """Name one run."""
    run.addprevious(_element("w:bookmarkStart", id=str(number), name=bookmark_name(name)))
    run.addnext(_element("w:bookmarkEnd", id=str(number)))


def repeated_note(paragraph: Paragraph, number: int, to: str) -> None:
    """The number of a footnote that stands elsewhere."""
    field(paragraph, f"NOTEREF {bookmark_name(to)} \\f \\h", str(number), "FootnoteReference")


class Grid:
    """A table in the style of papers, put at the end of the document. Written cell by cell: the library's own way
    looks through the whole table for each cell."""

    def __init__(self, document: Document, caption: str, columns: int, *, has_total: bool = False) -> None:
        made = document.add_table(rows=0, cols=columns)
        made.style = "Paper Table"
        self._table = made._tbl
        self._document = document
        properties = self._table.tblPr
        look = properties.find(qn("w:tblLook"))
        if look is not None:
            properties.remove(look)
        flags = {"firstRow": "1", "lastRow": str(int(has_total)), "firstColumn": "1", "lastColumn": "0"}
        code = 0x0420 | 0x0080 | (0x0040 if has_total else 0)
        properties.append(_element("w:tblLook", val=f"{code:04X}", noHBand="1", noVBand="1", **flags))
        properties.append(_element("w:tblCaption", val=caption))

    def row(self, right: Sequence[bool], is_header: bool = False) -> list[Paragraph]:
        """A row that is not torn by the end of a page; a heading row is repeated on each. Returns the line of each
        cell; `right` says which stand at the right."""
        row = _element("w:tr")
        properties = _element("w:trPr")
        properties.append(_element("w:cantSplit"))
        if is_header:
            properties.append(_element("w:tblHeader"))
        row.append(properties)
        lines = []
        for is_right in right:
            cell, line, style = _element("w:tc"), _element("w:p"), _element("w:pPr")
            style.append(_element("w:pStyle", val="TableText"))
            if is_right:
                style.append(_element("w:jc", val="right"))
            line.append(style)
            cell.append(line)
            row.append(cell)
            lines.append(Paragraph(line, self._document._body))
        self._table.append(row)
        return lines


class Footnotes:
    """The footnotes of the file, kept in a part of their own."""

    def __init__(self) -> None:
        self._notes: list[tuple[int, str]] = []

    def reference(self, paragraph: Paragraph, number: int, words: str) -> Any:
        """Put the number into the line; returns its run. Word counts the notes by itself, in the same order."""
        self._notes.append((number, words))
        run = _element("w:r")
        properties = _element("w:rPr")
        properties.append(_element("w:rStyle", val="FootnoteReference"))
        run.append(properties)
        run.append(_element("w:footnoteReference", id=str(number)))
        paragraph._p.append(run)
        return run

    def add_to(self, document: Document) -> None:
        """Add the part, with the two separators that Word wants."""
        if not self._notes:
            return
        root = etree.fromstring(f"<w:footnotes {nsdecls('w')}/>")
        for number, kind, mark in (
            (-1, "separator", "separator"),
            (0, "continuationSeparator", "continuationSeparator"),
        ):
            note = etree.SubElement(root, qn("w:footnote"), {qn("w:type"): kind, qn("w:id"): str(number)})
            run = etree.SubElement(etree.SubElement(note, qn("w:p")), qn("w:r"))
            etree.SubElement(run, qn(f"w:{mark}"))
        for number, words in self._notes:
            root.append(self._note(number, words))
        content = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        part = Part(PackURI("/word/footnotes.xml"), FOOTNOTES_TYPE, content, document.part.package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)

    def _note(self, number: int, words: str) -> Any:
        note = etree.Element(qn("w:footnote"), {qn("w:id"): str(number)})
        line = etree.SubElement(note, qn("w:p"))
        properties = etree.SubElement(line, qn("w:pPr"))
        etree.SubElement(properties, qn("w:pStyle"), {qn("w:val"): "FootnoteText"})
        run = etree.SubElement(line, qn("w:r"))
        style = etree.SubElement(run, qn("w:rPr"))
        etree.SubElement(style, qn("w:rStyle"), {qn("w:val"): "FootnoteReference"})
        etree.SubElement(run, qn("w:footnoteRef"))
        text = etree.SubElement(etree.SubElement(line, qn("w:r")), qn("w:t"))
        text.set(qn("xml:space"), "preserve")
        text.text = f" {words}"
        return note
