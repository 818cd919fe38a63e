"""The PDF: tags, standards, language, attachment, header and footer, long tables, missing fonts."""

import re
import shutil
from dataclasses import replace

import pytest

from codeclerk.kernel.errors import Refused
from codeclerk.papers import fonts
from codeclerk.papers.build import paragraph, table
from codeclerk.papers.codec import to_json
from codeclerk.papers.layout import lay_out
from codeclerk.papers.model import Column, CrossReference, Paper, Section
from codeclerk.papers.writers.pdf import to_pdf
from tests.papers import sample
from tests.papers.pdf_tags import reader, text, tree, xmp

NOT_YET = "no Modification Report is built of it yet"


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return to_pdf(sample.issued(sample.paper(40)))


def test_it_says_that_it_is_accessible_and_archivable(pdf):
    said = xmp(pdf)
    assert "<pdfuaid:part>1</pdfuaid:part>" in said
    assert "<pdfaid:part>3</pdfaid:part>" in said
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in said
    root = reader(pdf).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] is True or root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]


def test_its_properties_are_those_of_the_paper(pdf):
    about = reader(pdf).metadata
    assert about.title == "Sample Status Report – March 2021"
    assert about.author == "SECAS Team"
    assert about.creation_date.date() == sample.FRONT.dated
    assert "SECP_90_1203_99" in about["/Keywords"]


def test_the_attached_file_is_the_json_and_belongs_to_the_document(pdf):
    attached = reader(pdf).attachments
    assert list(attached) == ["paper.json"]
    assert attached["paper.json"] == [to_json(sample.issued(sample.paper(40)))]
    [related] = reader(pdf).trailer["/Root"]["/AF"]
    assert related.get_object()["/AFRelationship"] == "/Data"


def test_headings_are_tagged_by_their_level(pdf):
    found = [(one.tag, one.attributes["T"]) for one in tree(pdf).all("H1", "H2", "H3")]
    assert ("H1", "Purpose") in found
    assert ("H1", "1. Summary") in found
    assert ("H2", "2.3 DCC Assessment timescales") in found
    assert ("H2", "A.1 Introduction") in found
    assert ("H3", "A.A.1 Section J") in found
    assert len(tree(pdf).all("Title")) == 1


def test_tables_have_heading_cells_that_their_cells_name(pdf):
    tables = tree(pdf).all("Table")
    assert len(tables) == 5  # the chart's data, three with rows, the glossary
    for one in tables:
        [head] = one.all("THead")
        headings = head.all("TH")
        assert headings
        assert all(cell.attributes["Scope"] == "/Column" for cell in headings)
        assert all(cell.attributes["Headers"] for cell in one.all("TD"))
        assert one.all("Caption")
    assert sum(len(one.all("TR")) for one in tables) == 5 + 4 + 41 + 6 + 4


def test_lists_notes_links_and_the_drawing_are_tagged(pdf):
    found = tree(pdf)
    assert len(found.all("Note")) == 4
    assert found.all("L")
    assert all(item.all("LBody") for item in found.all("LI"))
    assert found.all("Link")
    [drawing] = found.all("Figure")
    assert drawing.attributes["Alt"] == (
        "Most open proposals are being refined: 37 of 54. Data: Define, 7; Refine, 37; Opine, 5; Release, 5."
    )


def test_the_contents_have_leaders_pages_and_links(pdf):
    contents = tree(pdf).all("TOC")[0]
    assert len(contents.all("TOCI")) == 14
    assert re.search(r"3\. Opine ?(\. ?)+ ?\d", text(pdf).replace("\n", " "))
    outline = [one["/Title"] for one in reader(pdf).outline if not isinstance(one, list)]
    assert "2. Refine" in outline


def test_every_page_bears_its_name_its_number_and_its_classification(pdf):
    pages = [page.extract_text() for page in reader(pdf).pages]
    for number, page in enumerate(pages, start=1):
        assert f"Page {number} of {len(pages)}" in page
        assert "SECP_90_1203 – Sample Status Report – March 2021" in page
        assert "This document has a Classification of White" in page
    assert "Draft." not in pages[0]
    assert "Draft. This document" in reader(to_pdf(sample.paper())).pages[0].extract_text()


def test_a_heading_row_is_repeated_on_each_page_of_a_long_table():
    pages = [page.extract_text() for page in reader(to_pdf(sample.paper(500))).pages]
    with_rows = [page for page in pages if "SECMP0067" in page]
    assert len(with_rows) > 12
    assert all("Actual duration" in page for page in with_rows)


def test_every_word_is_there_in_order(pdf):
    said = re.sub(r"\s+", "", text(pdf))
    position = 0
    laid = lay_out(sample.issued(sample.paper(40)))
    for heading in laid.contents:
        position = said.index(re.sub(r"\s+", "", heading.words), position)
    for row in laid.tables()[1].rows:
        words = re.sub(r"\s+", "", "".join(part.s for cell in row for part in cell))
        assert words in said


def test_links_lead_to_the_site_and_within(pdf):
    targets = [
        annotation.get_object()["/A"].get("/URI")
        for page in reader(pdf).pages
        for annotation in page.get("/Annots", [])
        if "/A" in annotation.get_object()
    ]
    assert "https://codeclerk.example/proposals/MP147/" in targets


def test_only_the_shipped_fonts_are_in_it(pdf):
    names = set()
    for page in reader(pdf).pages:
        fonts_of = page["/Resources"].get("/Font", {})
        names |= {str(font.get_object()["/BaseFont"]).partition("+")[2] for font in fonts_of.values()}
    assert names <= {"LiberationSans", "LiberationSans-Bold", "LiberationSans-Italic", "LiberationSans-BoldItalic"}
    assert names


@pytest.mark.parametrize("how", ["missing", "another"])
def test_a_missing_or_changed_font_is_refused(tmp_path, how):
    for name in fonts.FILES:
        shutil.copy(fonts.FOLDER / name, tmp_path)
    broken = tmp_path / "LiberationSans-Bold.ttf"
    broken.unlink() if how == "missing" else broken.write_bytes(b"no font")
    with pytest.raises(Refused) as caught:
        to_pdf(sample.paper(), tmp_path)
    assert caught.value.first.code == "papers.font_missing"
    assert "LiberationSans-Bold.ttf" in str(caught.value)


def test_the_fonts_are_those_of_the_vendor_folder():
    root = fonts.FOLDER.parents[3] / "vendor" / "liberation-fonts"
    for name in (*fonts.FILES, "LICENSE.txt"):
        assert (fonts.FOLDER / name).read_bytes() == (root / name).read_bytes()


FRONT = replace(sample.FRONT, purpose=())


def test_a_reference_to_an_empty_table_holds():
    said = paragraph("See ", CrossReference("none"), ".")
    made = Paper(FRONT, (Section("One", (said, table("Nothing", (Column("a", "A"),), [], key="none"))),))
    assert "Table 1: Nothing\nThere is nothing to show in this table." in text(to_pdf(made))


@pytest.mark.parametrize("rows", [1, 12, 13])
def test_wide_tables_stay_on_the_page(rows):
    import pypdfium2

    columns = tuple(Column(f"c{n}", f"Rather long heading {n}") for n in range(9))
    made = table("Wide", columns, [["word " * 12] * 9] * rows)
    content = to_pdf(Paper(FRONT, (Section("S", (made,)),)))
    assert " ".join(text(content).split()).count("word") == rows * 9 * 12
    for page in pypdfium2.PdfDocument(content):
        words = page.get_textpage()
        assert max(words.get_charbox(n)[2] for n in range(words.count_chars())) <= page.get_width() - 60


def test_a_table_of_few_long_rows_goes_on_over_the_page_and_one_of_short_rows_does_not():
    def pages_of(rows):
        made = table("T", (Column("a", "Head", width=1), Column("b", "B", width=1)), rows)
        words = [paragraph("Words before. " * 40)] * 4
        content = to_pdf(Paper(FRONT, (Section("S", (*words, made)),), contents=0))
        return [n for n, page in enumerate(reader(content).pages, start=1) if "Head" in page.extract_text()]

    assert pages_of([("row", "long words " * 40)] * 6) == [2, 3]
    assert len(pages_of([("row", "short")] * 12)) == 1
