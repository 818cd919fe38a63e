"""Text that a careless writer would run, drop or choke on."""

import io
import unicodedata
from dataclasses import replace

import pytest
from docx import Document
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from lxml import html

from codeclerk.papers.build import bullets, footnote, paragraph, proposal, table
from codeclerk.papers.cleaning import clean
from codeclerk.papers.codec import to_json
from codeclerk.papers.model import Appendix, Chart, Column, Figure, Paper, Section, Standing
from codeclerk.papers.writers.csv import to_csvs
from codeclerk.papers.writers.docx import to_docx
from codeclerk.papers.writers.html import to_html
from codeclerk.papers.writers.pdf import to_pdf
from codeclerk.ui.charts import Chart as Drawing
from codeclerk.ui.charts import Series
from tests.papers import sample
from tests.papers.pdf_tags import text
from tests.papers.strategies import papers

ODD = (
    '#let x = 1; #panic("run"); *bold* _it_ $x^2$ `raw` @label <label> \\u{41} // gone /* gone */ [x] {y} ~ ---',
    "<script>alert(1)</script> &amp; <b>x</b> ]]> <!--paper--> <!--/paper-->",
    "{{ laid }} {% raw %} %s {0}",
    "=HYPERLINK(1)",
    "  blanks   inside  ",
)
SHAPELESS = "\x00\x07\x1b\x7f\x9f\u202e\u2066\ufeff\ufffe\ue000\ud800\U000e0041\U0001fffe"
FOREIGN = "日本 العربية שלום 👩‍🚀 ☃ ﷽ e\u0301 Ünïcödé “quotes” – £€ ﬁ"


def paper_of(words: str) -> Paper:
    """A paper with these words in every place that takes words."""
    front = replace(
        sample.FRONT,
        title=words,
        purpose=(paragraph(words),),
        committee=words,
        author=words,
        sharing=words,
        running_title=words,
        marking=words,
        history=(),
        reference=words,
    )
    drawing = Drawing(words, words, (words or "x", "y"), (Series(words, (1, 2)),), place_label=words)
    return Paper(
        front,
        (
            Section(
                words,
                (
                    paragraph(words, footnote(words), proposal(words, words, "/x/")),
                    bullets([words]),
                    table(
                        words,
                        (Column("a", words), Column("b", words)),
                        [(words, Figure(words, standing=Standing.REPORTED, source=words, rows=(words,)))],
                    ),
                    Chart(drawing),
                ),
            ),
        ),
        (Appendix(words, subject=words),),
    )


@pytest.mark.parametrize("words", ODD)
def test_markup_is_printed_and_never_run(words):
    made = paper_of(words)
    squeezed = " ".join(words.split())
    said = " ".join(text(to_pdf(made)).replace("\u200b", "").split())
    assert squeezed.replace(" ", "") in said.replace(" ", "")
    page = html.fromstring(to_html(made))
    assert not page.xpath("//script | //article//b")
    assert squeezed in " ".join(page.xpath("//h1")[0].text_content().split())
    assert any(squeezed in " ".join(p.text.split()) for p in Document(io.BytesIO(to_docx(made))).paragraphs)
    assert to_csvs(made)


@pytest.mark.parametrize("character", SHAPELESS)
def test_a_character_without_a_shape_is_named_by_its_code(character):
    words = f"before {character} after"
    shown = f"before [U+{ord(character):04X}] after"
    assert clean(words) == shown
    made = paper_of(words)
    assert shown in text(to_pdf(made)).replace("\u200b", "")
    assert shown in to_html(made).decode()
    assert any(shown in p.text for p in Document(io.BytesIO(to_docx(made))).paragraphs)
    to_json(made)


def test_what_the_font_lacks_is_named_in_the_pdf_and_kept_elsewhere():
    made = paper_of(FOREIGN)
    said = text(to_pdf(made)).replace("\u200b", "")
    assert "[U+65E5][U+672C]" in said.replace("\n", "")
    assert "[U+1F469]" in said.replace("\n", "")
    for kept in ("Ünïcödé", "“quotes”", "– £€"):
        assert kept in said
    assert "日本" in to_html(made).decode()
    assert any("日本 العربية" in p.text for p in Document(io.BytesIO(to_docx(made))).paragraphs)


@pytest.mark.parametrize("words", ["x" * 250, "https://example.org/" + "a-b/" * 50])
def test_a_very_long_word_breaks_instead_of_leaving_the_page(words):
    import pypdfium2

    for page in pypdfium2.PdfDocument(to_pdf(paper_of(words))):
        width, words_of = page.get_width(), page.get_textpage()
        assert max(words_of.get_charbox(n)[2] for n in range(words_of.count_chars())) <= width - 60


@pytest.mark.parametrize("character", ["\t", "\n", "\r\n", "\u2028", "\x0b"])
def test_line_ends_and_tabs_are_blanks(character):
    assert clean(f"a{character}b") == "a b"


@given(st.text())
def test_cleaned_text_has_nothing_that_xml_forbids(words):
    for character in clean(words):
        assert unicodedata.category(character) not in ("Cc", "Cs")
    assert clean(clean(words)) == clean(words)


# A failure is shown as it is found: to shrink one takes minutes.
@settings(
    deadline=None, max_examples=15, suppress_health_check=list(HealthCheck), phases=(Phase.explicit, Phase.generate)
)
@given(papers)
def test_any_paper_can_be_written_in_every_format(paper):
    for write in (to_pdf, to_html, to_docx, to_json):
        assert write(paper)
    to_csvs(paper)
