"""The pages of papers in a real browser: accessible and not wider than the window, on a phone and on a desk."""

from datetime import date

import pytest
from playwright.sync_api import expect

from codeclerk.kernel import bus
from codeclerk.papers.writers.html import to_html
from tests.papers import conftest, sample


@pytest.fixture
def world(site, sample_kind, people):
    bus.execute(
        "issue_paper",
        {"kind": conftest.KIND, "period": "2021-03", "reference": "SECP_90_1203_18", "as_at": date(2021, 3, 5)},
        actor="person:clerk",
    )


@pytest.mark.any_database
def test_the_pages_are_accessible_and_fit(world, browser_page, look):
    page = browser_page()
    look(page, "/papers/", "papers-gallery")
    look(page, f"/papers/{conftest.KIND}/2021-03/", "papers-draft")
    look(page, "/papers/issued/SECP_90_1203_18/", "papers-issued")


@pytest.mark.any_database
def test_the_file_is_accessible_fits_and_loads_nothing(tmp_path, browser_page, look):
    file = tmp_path / "paper.html"
    file.write_bytes(to_html(sample.issued(sample.paper(30))))
    page = browser_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    look(page, file.as_uri(), "papers-file")
    assert asked == [file.as_uri()]


def test_a_figure_leads_to_its_rows_in_the_browser(world, browser_page):
    page = browser_page()
    page.goto(f"/papers/{conftest.KIND}/2021-03/")
    page.get_by_role("link", name="two modifications").first.click()
    expect(page.locator("tr:target")).to_be_visible()
    assert "proposal:DP096" in page.locator("tr:target").inner_text()
