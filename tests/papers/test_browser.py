"""The pages of papers in a real browser: accessible and not wider than the window, on a phone and on a desk."""

from datetime import date

import pytest
from playwright.sync_api import expect

from codeclerk.kernel import bus
from codeclerk.papers.writers.html import to_html
from tests.papers import conftest, sample

SIZES = [(360, False), (1280, True)]


@pytest.fixture
def world(site, sample_kind, people):
    bus.execute(
        "issue_paper",
        {"kind": conftest.KIND, "period": "2021-03", "reference": "SECP_90_1203_18", "as_at": date(2021, 3, 5)},
        actor="person:clerk",
    )


def is_wide(page):
    return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


def open_all(page):
    page.evaluate("document.querySelectorAll('main details').forEach((each) => { each.open = true; })")


@pytest.mark.any_database
@pytest.mark.parametrize(("width", "dark"), SIZES)
@pytest.mark.parametrize("name", ["gallery", "draft", "issued"])
def test_the_pages_are_accessible_and_fit(world, browser_page, axe, screenshot, name, width, dark):
    addresses = {
        "gallery": "/papers/",
        "draft": f"/papers/{conftest.KIND}/2021-03/",
        "issued": "/papers/issued/SECP_90_1203_18/",
    }
    page = browser_page(width=width, dark=dark)
    page.goto(addresses[name])
    screenshot(page, f"papers-{name}-{width}-{'dark' if dark else 'light'}")
    open_all(page)
    axe(page)
    assert not is_wide(page)


@pytest.mark.any_database
@pytest.mark.parametrize("width", [360, 1280])
def test_the_file_is_accessible_fits_and_loads_nothing(tmp_path, browser_page, axe, width):
    file = tmp_path / "paper.html"
    file.write_bytes(to_html(sample.issued(sample.paper(30))))
    page = browser_page(width=width)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    open_all(page)
    axe(page)
    assert not is_wide(page)
    assert asked == [file.as_uri()]


def test_a_figure_leads_to_its_rows_in_the_browser(world, browser_page):
    page = browser_page()
    page.goto(f"/papers/{conftest.KIND}/2021-03/")
    page.get_by_role("link", name="two modifications").first.click()
    expect(page.locator("tr:target")).to_be_visible()
    assert "proposal:DP096" in page.locator("tr:target").inner_text()
