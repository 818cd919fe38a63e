"""The HTML: structure, marks, footnotes with ways back, a file that loads nothing."""

from itertools import pairwise

import pytest
from lxml import html

from codeclerk.papers.layout import lay_out
from codeclerk.papers.writers.html import article, article_of, to_html
from tests.papers import sample


@pytest.fixture(scope="module")
def file() -> bytes:
    return to_html(sample.issued(sample.paper(30)))


@pytest.fixture(scope="module")
def page(file):
    return html.fromstring(file)


def test_headings_go_down_one_level_at_a_time(page):
    levels = [int(one.tag[1]) for one in page.xpath("//h1 | //h2 | //h3 | //h4 | //h5 | //h6")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_it_loads_and_runs_nothing(file, page):
    assert not page.xpath("//script | //link | //img | //iframe | //@onclick | //@style")
    assert b"url(" not in file
    assert b"@import" not in file
    [policy] = page.xpath("//meta[@http-equiv]/@content")
    assert policy.startswith("default-src 'none'")
    assert page.xpath("/html/@lang") == ["en-GB"]


def test_tables_name_the_headings_of_rows_and_columns(page):
    for table in page.xpath("//div[@class='paper-table']//table"):
        assert table.xpath("caption")
        assert table.xpath("thead//th[@scope='col']")
        assert all(len(row.xpath("th[@scope='row']")) == 1 for row in table.xpath("tbody/tr"))


def test_every_link_within_leads_somewhere_and_every_id_is_one(page):
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    for href in page.xpath("//a/@href"):
        assert not href.startswith("#") or href[1:] in ids


def test_links_of_a_file_lead_to_the_site_and_those_of_a_page_stay_in_it(page):
    assert "https://codeclerk.example/proposals/MP147/" in page.xpath("//a/@href")
    inside = html.fromstring(str(article(lay_out(sample.paper()))))
    assert "/proposals/MP147/" in inside.xpath("//a/@href")


def test_footnotes_have_ways_there_and_back(page):
    assert len(page.xpath("//a[@role='doc-noteref'][@href='#note-3']")) == 2
    assert page.xpath("//li[@id='note-3']//a[@role='doc-backlink']/@href") == ["#note-3-ref"]
    assert len(page.xpath("//*[@id='note-3-ref']")) == 1


def test_a_figure_leads_to_its_rows(page):
    there = page.xpath("//a[@class='fig'][text()='two modifications']/@href")[0]
    row = page.xpath(f"//tr[@id='{there[1:]}']")[0]
    assert row.xpath(".//a/@href") == [
        "https://codeclerk.example/proposals/DP096/",
        "https://codeclerk.example/proposals/DP149/",
    ]


def test_a_mark_is_seen_and_heard(page):
    [cell] = page.xpath("//td[contains(., '£12,500.00')]")[:1]
    assert " ".join(cell.text_content().split()) == "£12,500.00 [R] (reported)"


@pytest.mark.inventory("F45", partial="no image but a chart")
def test_a_drawing_has_its_description_and_its_data(page):
    drawing = page.xpath("//*[local-name()='svg']")[0]
    assert drawing.xpath("*[local-name()='title']")[0].text == "Proposals currently in each stage"
    data = page.xpath("//figure//table//tr")
    assert [" ".join(row.text_content().split()) for row in data][2] == "Refine37"


def test_the_article_is_taken_from_the_file_byte_for_byte(file):
    inside = str(article_of(file)).strip()
    assert inside.startswith('<article class="paper">')
    assert inside.endswith("</article>")
    assert inside.encode() in file
