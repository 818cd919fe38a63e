"""The published report of March 2021, cell by cell, against the one that is built from the example."""

from __future__ import annotations

import re
import sys
from collections import Counter

import pytest
from django.conf import settings

from codeclerk.papers.layout import lay_out
from codeclerk.papers.rendering import render
from codeclerk.papers.writers.html import to_html
from tests.papers import pdf_tags
from tests.papers.change_status.cells import CLASSES, Cell, cells
from tests.papers.change_status.spots import Spot, said, spots, words_of

PAPERS = settings.CONFIG.papers
TEXT = "change-status-report-2021-03.txt"
WITHOUT = pytest.mark.skipif(PAPERS is None, reason="CODECLERK_PAPERS names no folder with the papers")


@pytest.fixture
def shown(march) -> tuple[Spot, ...]:
    return spots(march)


def matching(shown: tuple[Spot, ...], cell: Cell) -> list[Spot]:
    """The spots at the place of a cell that show what it expects."""
    return [
        spot
        for spot in shown
        if spot.where == cell.where
        and said(spot.shown) == said(cell.expected)
        and (not cell.column or spot.column == cell.column)
        and (not cell.item or spot.item == cell.item)
        and (not cell.row or _has(spot.row, cell.row))
    ]


def _has(row: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    """Whether a row of the built table begins as the cell's does, whatever columns it has more."""
    have = Counter(map(said, row))
    return not Counter(said(one) for one in wanted if one) - have


@pytest.mark.inventory("K01", "K02", "K03", "K04", "K08", "K10", "P01", "P06", "P23")
def test_every_computed_cell_is_equal_or_the_originals_defect(shown):
    wrong = []
    for cell in cells():
        if cell.kind != "computed" or cell.where == "links":
            continue
        found = matching(shown, cell)
        if not any(spot.is_computed for spot in found):
            wrong.append(f"{cell}: {[(spot.shown, spot.standing) for spot in found] or 'not there'}")
        elif cell.link and not any(spot.href == f"/proposals/{cell.link}/" for spot in found):
            wrong.append(f"{cell}: leads elsewhere")
    assert wrong == []


def test_a_defect_has_its_proof_and_is_another_value():
    defects = [cell for cell in cells() if cell.is_defect]
    assert {cell.at for cell in defects} == {"279", "337", "400", "576", "578", "613"}
    for cell in defects:
        assert cell.why
        assert said(cell.ours) != said(cell.value)


def test_every_reported_cell_is_marked_so_with_its_source_and_never_computed(shown):
    wrong = []
    for cell in cells():
        if cell.kind != "reported":
            continue
        found = matching(shown, cell)
        if not found or any(spot.standing != "reported" or not spot.source for spot in found):
            wrong.append(f"{cell}: {[(spot.shown, spot.standing, spot.source) for spot in found] or 'not there'}")
    assert wrong == []


def test_the_facts_of_every_prose_cell_are_there(march):
    wrong = []
    for cell in cells():
        if cell.kind == "prose":
            text = words_of(march, cell.where)
            missing = [word for word in cell.words if said(word) not in text]
            if missing or not text:
                wrong.append(f"{cell}: without {missing or 'any words'}")
    assert wrong == []


def test_no_withheld_name_is_in_any_file(march):
    pseudonyms = {cell.value for cell in cells() if cell.kind == "withheld"}
    assert len(pseudonyms) >= 4
    for file in render(march):
        if file.name.endswith((".json", ".html", ".csv")):
            text = file.content.decode()
            assert not [one for one in pseudonyms if one in text], file.name


def test_every_link_of_the_paper_is_one_to_the_page_of_its_proposal(march):
    written = to_html(march).decode()
    site = march.front.site
    for cell in cells():
        if cell.where == "links" and f'href="{site}/proposals/{cell.value}/"' not in written:
            assert cell.value == "MP118", cell  # named in the summary of DP153, whose words are the record's own


@pytest.mark.inventory("D17")
def test_the_rows_of_each_table_are_those_of_the_paper_in_the_order_of_return(march):
    by_table = {table.key: table for table in lay_out(march).tables()}
    for key in ("assessments-open", "assessments-completed", "assessments-summary"):
        printed = [cell for cell in cells() if cell.where == key and cell.position is not None]
        assert len(by_table[key].rows) == len({cell.position for cell in printed})


def test_the_four_counts_are_printed(capsys):
    counts = Counter(cell.kind for cell in cells())
    defects = sum(cell.is_defect for cell in cells())
    line = ", ".join(f"{counts[name]} {name}" for name in CLASSES)
    with capsys.disabled():
        sys.stdout.write(f"\nChange Status Report, March 2021: {line}; {defects} defects of the original.\n")
    assert set(counts) == set(CLASSES)


# --- against the paper itself


@WITHOUT
def test_each_expected_cell_stands_on_its_line_of_the_paper():
    lines = lines_of_paper()
    wrong = []
    for cell in cells():
        first, last = cell.lines
        text = squeezed(" ".join(lines[first - 1 : last]))
        expected = squeezed(cell.printed or cell.value)
        if cell.where == "links":
            continue
        if cell.kind in ("computed", "reported") and expected and expected.casefold() not in text.casefold():
            wrong.append(f"{cell}: {text!r}")
    assert wrong == []


@WITHOUT
def test_every_line_of_the_paper_is_classed():
    lines = lines_of_paper()
    classed = {line for cell in cells() for line in range(cell.lines[0], cell.lines[1] + 1)}
    left = [number for number, text in enumerate(lines, start=1) if text.strip() and number not in classed]
    assert left == []


@WITHOUT
def test_no_name_or_address_of_a_person_is_in_any_file(march):
    lines = lines_of_paper()
    withheld = [
        line for cell in cells() if cell.kind == "withheld" for line in lines[cell.lines[0] - 1 : cell.lines[1]]
    ]
    said_by = [found[1] for line in withheld if (found := re.search(r"raised by (.+?) of", line))]
    addresses = [found[0] for line in withheld if (found := re.search(r"\S+@[\w.]+\w", line))]
    names = {lines[45].strip(), *said_by, *addresses}
    assert len(names) == 4
    files = {file.name: file.content for file in render(march)}
    texts = {name: content.decode() for name, content in files.items() if name.endswith((".json", ".html", ".csv"))}
    texts["pdf"] = pdf_tags.text(files["paper.pdf"])
    for name, text in texts.items():
        assert not [one for one in names if one in text], name


def lines_of_paper() -> list[str]:
    return (PAPERS / TEXT).read_text(encoding="utf-8").split("\n")


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", said(text))
