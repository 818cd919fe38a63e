"""The look of a paper in Word: styles, language, numbering."""

from __future__ import annotations

import copy
from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph

FONT = "Arial"
"""Liberation Sans has the same widths, and Word's users have Arial."""
BRAND, MUTED = RGBColor(0x0B, 0x3F, 0x49), RGBColor(0x4A, 0x5B, 0x63)
LINK = RGBColor(0x0A, 0x5A, 0x78)
_SIZES = {1: 15, 2: 12, 3: 10.5, 4: 10, 5: 10, 6: 10}


def set_up(document: Document) -> None:
    """Give the document the styles of papers."""
    styles = document.styles
    _language(document)
    _font(styles["Normal"], 10)
    styles["Normal"].paragraph_format.space_after = Pt(7)
    styles["Normal"].paragraph_format.line_spacing = 1.15
    for level, size in _SIZES.items():
        style = styles[f"Heading {level}"]
        _font(style, size, BRAND, bold=True)
        style.font.italic = False
        style.paragraph_format.space_before = Pt(18 if level == 1 else 12)
        style.paragraph_format.space_after = Pt(6)
        style.paragraph_format.keep_with_next = True
    _font(styles["Title"], 24, BRAND, bold=True)
    _underline(styles["Title"], "0B3F49")
    _font(styles["Subtitle"], 11, MUTED)
    styles["Subtitle"].font.italic = False
    _font(styles["Caption"], 9, bold=True)
    styles["Caption"].paragraph_format.keep_with_next = True
    styles["Caption"].paragraph_format.space_before = Pt(12)
    for name in ("Header", "Footer"):
        _font(styles[name], 8.5, MUTED)
        _one_tab(styles[name], WD_TAB_ALIGNMENT.RIGHT, 16.6)
    _own_styles(document)


def _own_styles(document: Document) -> None:
    fact = _new(document, "Fact", 9)
    fact.paragraph_format.space_after = Pt(2)
    _one_tab(fact, WD_TAB_ALIGNMENT.LEFT, 4)
    _new(document, "Table Text", 9).paragraph_format.space_after = Pt(2)
    note = _new(document, "Table Note", 8.5, MUTED)
    note.paragraph_format.space_before = Pt(3)
    note.paragraph_format.space_after = Pt(3)
    classification = _new(document, "Classification", 10)
    classification.paragraph_format.space_before = Pt(12)
    _shade(classification, "E9F0F0")
    heading = _new(document, "Contents Heading", 15, BRAND)
    heading.font.bold = True
    for level in (1, 2, 3):
        line = _new(document, f"Contents {level}", 10)
        line.paragraph_format.left_indent = Cm(0.6 * (level - 1))
        line.paragraph_format.space_after = Pt(3)
    text = _new(document, "Footnote Text", 8.5)
    text.paragraph_format.space_after = Pt(2)
    reference = document.styles.add_style("Footnote Reference", WD_STYLE_TYPE.CHARACTER)
    reference.font.superscript = True
    link = document.styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
    link.font.color.rgb, link.font.underline = LINK, True
    document.styles.element.append(parse_xml(_TABLE_STYLE))


def _new(document: Document, name: str, size: float, colour: RGBColor | None = None) -> Any:
    style: Any = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    _font(style, size, colour)
    return style


def _font(style: Any, size: float, colour: RGBColor | None = None, bold: bool | None = None) -> None:
    style.font.name, style.font.size, style.font.bold = FONT, Pt(size), bold
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        if name.endswith("Theme") or "Theme" in name:
            del fonts.attrib[name]
    for name in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(name), FONT)
    if colour is not None:
        style.font.color.rgb = colour


def _language(document: Document) -> None:
    defaults = document.styles.element.find(qn("w:docDefaults"))
    for language in defaults.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")


def _one_tab(style: Any, alignment: WD_TAB_ALIGNMENT, at: float) -> None:
    stops = style.paragraph_format.tab_stops
    for stop in list(stops):
        stops.clear_all()
        del stop
        break
    stops.add_tab_stop(Cm(at), alignment)


def _properties(style: Any) -> Any:
    return style.element.get_or_add_pPr()


def _shade(style: Any, fill: str) -> None:
    made = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", fill)):
        made.set(qn(f"w:{name}"), value)
    _properties(style).insert_element_before(made, "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl")


def _underline(style: Any, colour: str) -> None:
    for bottom in style.element.iter(qn("w:bottom")):
        bottom.set(qn("w:color"), colour)
        for name in list(bottom.attrib):
            if "theme" in name:
                del bottom.attrib[name]


def new_numbering(document: Document) -> int:
    """A list that counts from 1 again; its id."""
    numbering = document.part.numbering_part.element
    style = document.styles["List Number"].element
    number = style.find(f".//{qn('w:numId')}").get(qn("w:val"))
    [original] = [one for one in numbering.findall(qn("w:num")) if one.get(qn("w:numId")) == number]
    identity = max(int(one.get(qn("w:numId"))) for one in numbering.findall(qn("w:num"))) + 1
    made = copy.deepcopy(original)
    made.set(qn("w:numId"), str(identity))
    override = OxmlElement("w:lvlOverride")
    override.set(qn("w:ilvl"), "0")
    start = OxmlElement("w:startOverride")
    start.set(qn("w:val"), "1")
    override.append(start)
    made.append(override)
    numbering.append(made)
    return identity


def use_numbering(paragraph: Paragraph, identity: int) -> None:
    """Count the paragraph in that list."""
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = identity


_TABLE_STYLE = f"""<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="PaperTable">
<w:name w:val="Paper Table"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="99"/>
<w:tblPr><w:tblBorders><w:top w:val="single" w:sz="8" w:space="0" w:color="0B3F49"/>
<w:bottom w:val="single" w:sz="4" w:space="0" w:color="B9C6C7"/>
<w:insideH w:val="single" w:sz="4" w:space="0" w:color="B9C6C7"/></w:tblBorders>
<w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="90" w:type="dxa"/><w:bottom w:w="40" w:type="dxa"/>
<w:right w:w="90" w:type="dxa"/></w:tblCellMar></w:tblPr>
<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:color w:val="0B3F49"/></w:rPr>
<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="E9F0F0"/></w:tcPr></w:tblStylePr>
<w:tblStylePr w:type="lastRow"><w:rPr><w:b/></w:rPr></w:tblStylePr>
</w:style>"""
