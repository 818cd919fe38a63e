"""What is derived: numbers, letters, contents, footnotes, notes below tables, sentences, the glossary."""

import io
from dataclasses import replace

import pytest
from docx import Document

from codeclerk.papers.build import bullets, footnote, paragraph, table
from codeclerk.papers.laid import ChartLaid, FactsLaid, Heading, ListLaid, ParagraphLaid, TableLaid
from codeclerk.papers.layout import lay_out
from codeclerk.papers.model import (
    Appendix,
    Chart,
    Column,
    CrossReference,
    Figure,
    Paper,
    Recommendation,
    Section,
    Standing,
    Term,
)
from codeclerk.papers.numbering import letter
from codeclerk.papers.runs import runs
from codeclerk.papers.writers.docx import to_docx
from codeclerk.papers.writers.html import to_html
from codeclerk.papers.writers.pdf import to_pdf
from codeclerk.ui.charts import Chart as Drawing
from codeclerk.ui.charts import Series
from tests.papers import sample
from tests.papers.pdf_tags import text

NOT_YET = "no Modification Report is built of it yet"


def words(parts):
    return "".join(part.s for part in parts)


def headings(paper):
    return [block.words for block in lay_out(paper).blocks if isinstance(block, Heading)]


@pytest.mark.inventory("F05", "F06", "F44", partial=NOT_YET)
def test_sections_are_numbered_and_appendices_lettered_each_in_its_own_way():
    assert headings(sample.paper()) == [
        "1. Summary",
        "Recommended to proceed to Refinement Process",
        "Recommended to proceed to Report Phase",
        "2. Refine",
        "2.1 Impact Assessment requests",
        "2.2 Working Group meetings",
        "2.3 DCC Assessment timescales",
        "3. Opine",
        "Glossary",
        "Appendix A: DCC Regulatory Report",
        "A.1 Introduction",
        "A.2 Code Performance Measures",
        "Annex A: Legal text",
        "A.A.1 Section J",
        "Annex B: Responses",
    ]


def test_the_contents_are_the_headings_that_are_there():
    made = replace(sample.paper(), contents=1)
    assert [one.words for one in lay_out(made).contents] == [
        "1. Summary",
        "2. Refine",
        "3. Opine",
        "Glossary",
        "Appendix A: DCC Regulatory Report",
    ]
    assert lay_out(replace(made, contents=0)).contents == ()


def test_numbering_can_stop_at_a_level():
    one = replace(sample.paper(), numbered_levels=1)
    assert "Impact Assessment requests" in headings(one)
    assert "2. Refine" in headings(one)


def test_ids_are_unique_even_where_titles_are_not():
    twice = Section("Same", sections=(Section("Same", numbered=False), Section("Same", numbered=False)))
    made = Paper(sample.FRONT, (twice, twice, replace(twice, numbered=False)))
    made = replace(made, front=replace(made.front, purpose=()))
    ids = [block.id for block in lay_out(made).blocks if isinstance(block, Heading)]
    assert len(set(ids)) == len(ids) == 9


@pytest.mark.parametrize(("position", "name"), [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (53, "BA"), (703, "AAA")])
def test_letters_go_on_behind_z(position, name):
    assert letter(position) == name


def test_tables_and_charts_are_numbered_and_referred_to():
    laid = lay_out(sample.paper())
    assert [(one.number, one.caption) for one in laid.tables()] == [
        ("Table 1", "Open Assessments"),
        ("Table 2", "Assessments completed in the last 12 months"),
        ("Table 3", "Assessments withdrawn"),
        ("", "Acronyms used in this paper"),
        ("Table A1", "Assessments completed in the last 12 months"),
    ]
    first = next(block for block in laid.blocks if isinstance(block, ParagraphLaid))
    assert words(first.parts).endswith("stand in Figure 1 and every duration in Table 2.")


@pytest.mark.parametrize("twice", [False, True])
def test_a_reference_that_leads_nowhere_or_to_two_places_is_a_mistake(twice):
    sections = (Section("One", (paragraph(CrossReference("x")),)),)
    if twice:
        sections += (Section("Two", key="x"), Section("Three", key="x"))
    front = replace(sample.FRONT, purpose=())
    with pytest.raises(ValueError, match="key"):
        lay_out(Paper(front, sections))


@pytest.mark.inventory("F19", "F20", "P23", partial=NOT_YET)
def test_footnotes_are_numbered_in_order_and_the_same_words_are_one():
    laid = lay_out(sample.paper())
    assert [(one.number, words(one.parts)[:30]) for one in laid.notes] == [
        (1, "Published count; 61 with bank "),
        (2, "Withheld: the supplier’s answe"),
        (3, "Facilitate the efficient provi"),
        (4, "Facilitate energy consumers’ m"),
    ]
    votes = next(block for block in laid.blocks if isinstance(block, ListLaid) and len(block.items[0].parts) > 3)
    assert [p.number for item in votes.items for p in item.parts if p.kind == "note"] == [3, 4, 3]


def test_a_table_says_below_what_was_not_computed_and_how_days_were_counted():
    laid = {one.key: one for one in lay_out(sample.paper()).tables()}
    assert laid["open"].notes == (
        "[R] Reported: copied from a source, not computed. Cost (MP107): CSR:570.",
        "[I] Inferred: no source states it. Current duration (MP140): the acceptance was printed, the end was not.",
        "[W] Withheld from the readers of this paper. Cost (MP140): confidential.",
        "Current duration (MP107): published count; 61 with bank holidays removed.",
    )
    marks = [part.mark for cell in laid["open"].rows[1] for part in cell]
    assert marks == ["", "", "", "", "I", "W"]


def test_a_mark_that_holds_for_a_whole_column_stands_in_its_heading():
    laid = {one.key: one for one in lay_out(sample.paper()).tables()}
    assert [column.mark for column in laid["completed"].columns] == ["", "", "", "", "R"]
    assert not [part for row in laid["completed"].rows for cell in row for part in cell if part.mark]
    assert laid["completed"].notes == (
        "[R] Reported: copied from a source, not computed. Actual duration: CSR:301-330.",
        "Actual duration: published count.",
    )


def test_many_rows_are_counted_not_listed():
    rows = [(f"MP{n}", Figure(n, "WD", Standing.REPORTED, source="X:1")) for n in range(9)] + [("MP9", Figure(1, "WD"))]
    made = table("t", (Column("a", "A"), Column("b", "B")), rows)
    [laid] = lay_out(Paper(replace(sample.FRONT, purpose=()), (Section("S", (made,)),))).tables()
    assert laid.notes == ("[R] Reported: copied from a source, not computed. B (9 rows): X:1.",)


def test_every_figure_with_rows_is_in_the_register_with_links_to_them():
    figures = {one.shown: one for one in reversed(lay_out(sample.paper(0)).figures)}
    assert figures["two modifications"].rows == (
        ("proposal:DP096", "/proposals/DP096/"),
        ("proposal:DP149", "/proposals/DP149/"),
    )
    assert figures["64 WD"].where == "section 2.3"
    assert figures["17 WD"].where == "Table 1, MP140, Current duration"
    assert figures["Data of Figure 1"].rows == (("proposal:MP107", "/proposals/MP107/"),)


def test_the_cover_is_filled_from_the_front_matter():
    cover = lay_out(sample.issued(sample.paper())).cover
    assert cover.facts == (
        ("Paper reference", "SECP_90_1203_99"),
        ("Action", "For Information"),
        ("Meeting", "12 March 2021"),
        ("Date", "5 March 2021"),
        ("Figures run to", "28 February 2021"),
        ("Record as at", "5 March 2021"),
        ("Known by", "5 March 2021 at 17:00"),
        ("Classification", "White"),
        ("Checkpoint", "1234, 9f86d081884c7d65"),
    )
    said = [words(block.parts) for block in cover.blocks if isinstance(block, ParagraphLaid)]
    assert "The Panel is requested to NOTE the contents of this report." in said
    attachments = [words(item.parts) for block in cover.blocks if isinstance(block, ListLaid) for item in block.items]
    assert attachments[0] == "Appendix A: DCC Regulatory Report"
    assert cover.signed == ("SECAS Team", "5 March 2021")


def test_a_draft_says_so():
    assert ("Status", "Draft, made from the record; not issued") in lay_out(sample.paper()).cover.facts


def test_several_recommendations_are_a_list():
    asked = (Recommendation("AGREE", runs("the report")), Recommendation("NOTE", runs("the votes")))
    cover = lay_out(replace(sample.paper(), front=replace(sample.FRONT, recommendations=asked))).cover
    titles = [block.title for block in cover.blocks if isinstance(block, Heading)]
    assert "Recommendations" in titles
    items = [words(item.parts) for block in cover.blocks if isinstance(block, ListLaid) for item in block.items]
    assert items[:2] == ["AGREE the report", "NOTE the votes"]


@pytest.mark.inventory("F06", partial=NOT_YET)
def test_separate_annexes_are_counted_lettered_and_described():
    cover = lay_out(sample.with_attachments(sample.paper())).cover
    said = [words(block.parts) for block in cover.blocks if isinstance(block, ParagraphLaid)]
    assert "This document also has two annexes:" in said
    items = [words(item.parts) for block in cover.blocks if isinstance(block, ListLaid) for item in block.items]
    assert "Annex A contains the redlined changes to the SEC." in items
    assert "Annex B contains the full responses to the consultation." in items


@pytest.mark.inventory("F47", "F43", partial=NOT_YET)
def test_an_appendix_has_its_title_page():
    blocks = lay_out(sample.paper()).blocks
    at = next(n for n, one in enumerate(blocks) if isinstance(one, Heading) and one.appendix)
    assert blocks[at].new_page
    assert isinstance(blocks[at + 1], FactsLaid)
    assert blocks[at + 1].facts == (
        ("Subject", "MP107 ‘SMETS1 Validation of SRV 6.15.1’"),
        ("Document", "Monthly update"),
        ("Version", "1.0"),
        ("Date", "26 February 2021"),
        ("Marking", "DCC Public"),
    )
    assert words(blocks[at + 2].parts) == "This document also has two annexes:"


def test_an_empty_section_an_empty_table_and_an_empty_annex_say_so():
    laid = lay_out(sample.paper())
    said = [words(block.parts) for block in laid.blocks if isinstance(block, ParagraphLaid)]
    assert said.count("There is nothing to report.") == 2
    assert "There were no Impact Assessment requests in February 2021." in said
    assert [one.empty for one in laid.tables() if not one.rows] == ["None was withdrawn."]


def test_the_glossary_has_the_terms_that_are_used():
    [glossary] = [one for one in lay_out(sample.paper()).tables() if one.id == "glossary-table"]
    assert [words(row[0]) for row in glossary.rows] == ["DCC", "IA", "PA", "SEC", "WD"]


def test_a_term_inside_another_word_is_not_used():
    made = Paper(replace(sample.FRONT, purpose=()), (Section("WANT", (paragraph("SMETS2 PAs"),)),))
    made = replace(made, glossary=(Term("WAN", "Wide Area Network"), Term("SMETS", "Specification"), Term("PA", "P A")))
    [glossary] = [one for one in lay_out(made).blocks if isinstance(one, TableLaid)]
    assert [words(row[0]) for row in glossary.rows] == ["PA"]


def test_a_footnote_in_a_table_and_deep_nesting_are_laid_out():
    deep = Appendix("1", annexes=(Appendix("2", annexes=(Appendix("3", (Section("s", sections=(Section("t"),)),)),)),))
    made = table("t", (Column("a", "A"),), [(runs("x", footnote("n")),)])
    laid = lay_out(Paper(replace(sample.FRONT, purpose=()), (Section("S", (made,)),), (deep,), numbered_levels=5))
    assert [note.number for note in laid.notes] == [1]
    assert [block.words for block in laid.blocks if isinstance(block, Heading)][-2:] == ["A.A.A.1 s", "A.A.A.1.1 t"]


def test_the_data_of_a_drawing_stand_in_a_table_of_the_paper_or_below_it():
    drawing = Drawing("Stages", "Most are in Refine.", ("Define", "Refine"), (Series("Proposals", (5, 20)),))
    shown = table(
        "In each stage", (Column("stage", "Stage"), Column("n", "Proposals")), [("Define", Figure(5))], key="t"
    )

    def chart_of(chart):
        laid = lay_out(Paper(replace(sample.FRONT, purpose=()), (Section("One", (chart, shown)),)))
        return laid, next(block for block in laid.blocks if isinstance(block, ChartLaid))

    laid, chart = chart_of(Chart(drawing))
    assert (chart.has_data, chart.description) == (True, "Most are in Refine.")
    assert "Data of Figure 1" in text(to_pdf(laid.paper))
    laid, chart = chart_of(Chart(drawing, table="t"))
    assert (chart.has_data, chart.description) == (False, "Most are in Refine. Its data are in Table 1.")
    assert "Data: Define, 5; Refine, 20." in chart.alt
    for said in (text(to_pdf(laid.paper)), to_html(laid.paper).decode()):
        assert "Data of Figure 1" not in said
    assert len(Document(io.BytesIO(to_docx(laid.paper))).tables) == 1
    with pytest.raises(ValueError, match="nothing in it has that key"):
        chart_of(Chart(drawing, table="none"))


def test_a_paragraph_in_front_of_a_list_leads_it_and_stays_with_it():
    blocks = (paragraph("Alone."), paragraph("These:"), bullets(["a"]))
    made = Paper(replace(sample.FRONT, purpose=()), (Section("One", blocks),))
    laid = lay_out(made)
    assert [block.leads for block in laid.blocks if isinstance(block, ParagraphLaid)] == [False, True]
    [lead] = [one for one in Document(io.BytesIO(to_docx(made))).paragraphs if one.text == "These:"]
    assert lead.paragraph_format.keep_with_next
