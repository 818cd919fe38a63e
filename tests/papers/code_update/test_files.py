"""The update as files: the wide table lies on pages of its own, and the command line writes every format."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest
from click.testing import CliRunner
from django.test import Client
from docx import Document
from docx.enum.section import WD_ORIENT
from pypdf import PdfReader

from codeclerk.cli import main
from codeclerk.papers.codec import from_json
from codeclerk.papers.rendering import FORMATS


@pytest.mark.inventory("P19")
def test_the_pdf_turns_the_page_of_the_grid(november):
    pages = PdfReader(BytesIO(FORMATS["pdf"].write(november))).pages
    turned = [page for page in pages if page.mediabox.width > page.mediabox.height]
    assert turned
    assert all("Modification" in page.extract_text() for page in turned)
    assert "SECMP0024" in turned[-1].extract_text()
    assert pages[-1].mediabox.width < pages[-1].mediabox.height


@pytest.mark.inventory("P19")
def test_the_word_file_turns_the_page_of_the_grid_and_repeats_its_heading(november):
    content = FORMATS["docx"].write(november)
    document = Document(BytesIO(content))
    assert [one.orientation for one in document.sections] == [
        WD_ORIENT.PORTRAIT,
        WD_ORIENT.LANDSCAPE,
        WD_ORIENT.PORTRAIT,
    ]
    wide = next(one for one in document.tables if len(one.columns) == 18)
    assert "w:tblHeader" in wide.rows[0]._tr.xml
    assert ZipFile(BytesIO(content)).testzip() is None


def test_the_json_gives_the_paper_back(november):
    assert from_json(FORMATS["json"].write(november)) == november


def test_the_page_offers_it_with_its_downloads(example):
    page = Client().get("/papers/code-update/2016-11/?as_at=2016-11-09")
    assert page.status_code == 200
    assert "Smart Energy Code (SEC) Update" in page.content.decode()


@pytest.mark.inventory("G29")
def test_the_command_line_writes_it(example, tmp_path):
    file = tmp_path / "update.pdf"
    done = CliRunner().invoke(
        main,
        ["paper", "code-update", "--as-at", "2016-11-09", "--format", "pdf", "--output", str(file), "--quiet"],
    )
    assert done.exit_code == 0
    assert file.read_bytes().startswith(b"%PDF")
    wrong = CliRunner().invoke(main, ["paper", "code-update", "--as-at", "2016-11-09", "--set", "since=2017-01-01"])
    assert wrong.exit_code == 2
    assert "is after 9 November 2016" in wrong.stderr
