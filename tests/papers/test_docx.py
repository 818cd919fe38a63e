"""The Word file: headings, tables with repeated headings, footnotes, links, pictures, properties."""

import io
import zipfile
from datetime import datetime

import pytest
from docx import Document
from docx.oxml.ns import qn
from lxml import etree

from codeclerk.papers.writers.docx import to_docx
from tests.papers import sample


@pytest.fixture(scope="module")
def content() -> bytes:
    return to_docx(sample.issued(sample.paper(30)))


@pytest.fixture(scope="module")
def document(content):
    return Document(io.BytesIO(content))


def test_it_opens_with_real_headings(document):
    found = [(one.style.name, one.text) for one in document.paragraphs if one.style.name.startswith("Heading")]
    assert ("Heading 1", "1. Summary") in found
    assert ("Heading 2", "2.3 DCC Assessment timescales") in found
    assert ("Heading 3", "A.A.1 Section J") in found
    assert [one.text for one in document.paragraphs if one.style.name == "Title"] == [sample.FRONT.title]


def test_tables_have_their_rows_and_a_heading_row_that_is_repeated(document):
    assert [len(one.rows) for one in document.tables] == [5, 4, 31, 6, 4]
    for table in document.tables:
        first = table._tbl.tr_lst[0]
        assert first.trPr.find(qn("w:tblHeader")) is not None
        assert table._tbl.tblPr.find(qn("w:tblCaption")) is not None
    completed = document.tables[2]
    assert [cell.text for cell in completed.rows[0].cells][-1] == "Actual duration [R]"
    assert completed.rows[1].cells[3].text == "40 WD"


def test_lists_are_lists(document):
    styles = [one.style.name for one in document.paragraphs]
    assert {"List Bullet", "List Bullet 2", "List Number"} <= set(styles)


def test_footnotes_stand_in_their_own_part_and_are_referred_to(content):
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        notes = etree.fromstring(package.read("word/footnotes.xml"))
        body = etree.fromstring(package.read("word/document.xml"))
    texts = ["".join(one.itertext()).strip() for one in notes][2:]
    assert len(texts) == 4
    assert texts[2].startswith("Facilitate the efficient provision")
    references = [one.get(qn("w:id")) for one in body.iter(qn("w:footnoteReference"))]
    assert references == ["1", "2", "3", "4"]
    assert any("NOTEREF" in one.text for one in body.iter(qn("w:instrText")))


def test_links_lead_somewhere(content, document):
    body = document.element.body
    names = {one.get(qn("w:name")) for one in body.iter(qn("w:bookmarkStart"))}
    anchors = {one.get(qn("w:anchor")) for one in body.iter(qn("w:hyperlink")) if one.get(qn("w:anchor"))}
    assert anchors <= names
    targets = {one.target_ref for one in document.part.rels.values() if one.is_external}
    assert "https://codeclerk.example/proposals/MP147/" in targets
    assert all(len(name) <= 40 for name in names)


@pytest.mark.inventory("F45", partial="no image but a chart")
def test_the_picture_is_described(document):
    [about] = list(document.element.body.iter(qn("wp:docPr")))
    assert about.get("descr").startswith("Most open proposals are being refined: 37 of 54. Data: Define, 7;")


def test_its_properties_and_language(document):
    about = document.core_properties
    assert (about.title, about.author, about.language) == (sample.FRONT.title, "SECAS Team", "en-GB")
    assert about.created == about.modified == datetime(2021, 3, 5, tzinfo=about.created.tzinfo)
    languages = {one.get(qn("w:val")) for one in document.styles.element.iter(qn("w:lang"))}
    assert languages == {"en-GB"}


def test_header_and_footer(document):
    [section] = document.sections
    assert section.header.paragraphs[0].text == ("SECP_90_1203 – Sample Status Report – March 2021\tSECP_90_1203_99")
    footer = section.footer.paragraphs[0]
    assert footer.text == "This document has a Classification of White\tPage 1 of 1"
    fields = [one.text.strip() for one in footer._p.iter(qn("w:instrText"))]
    assert fields == ["PAGE", "NUMPAGES"]


def test_two_numbered_lists_each_begin_with_one():
    from dataclasses import replace

    from codeclerk.papers.build import bullets
    from codeclerk.papers.model import Section

    made = replace(
        sample.paper(), sections=(Section("S", (bullets(["a"], ordered=True), bullets(["b"], ordered=True))),)
    )
    made = replace(made, front=replace(made.front, purpose=()))
    document = Document(io.BytesIO(to_docx(made)))
    ids = [p._p.pPr.numPr.numId.val for p in document.paragraphs if p.style.name == "List Number"]
    assert len(ids) == len(set(ids)) == 2


def test_its_parts_have_fixed_times(content):
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert {one.date_time for one in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        for name in package.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(package.read(name))
