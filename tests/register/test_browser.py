"""The register in a real browser: narrow and wide, light and dark, with and without scripts."""

import pytest
from playwright.sync_api import expect

from tests.register import example

PAGES = (
    "/proposals/?as_at=2020-12-05",
    "/proposals/?q=M092",
    "/proposals/MP092/?as_at=2020-12-05",
    "/proposals/SECMP0003/?as_at=2016-11-10",
    "/proposals/DP122/",
    "/proposals/M092/",
    "/proposals/MP106/history/",
)


@pytest.mark.any_database
def test_the_pages_are_accessible_and_fit(site, browser_page, look):
    example.load()
    page = browser_page(allow=("status of 404",))
    for number, address in enumerate(PAGES):
        look(page, address, f"register-{number}")


def test_a_proposal_is_found_without_scripts(site, browser_page):
    example.load()
    page = browser_page(width=360, javascript=False, allow=("status of 404",))
    page.goto("/proposals/")
    page.get_by_label("Number, alias or title").fill("dp092")
    page.get_by_role("button", name="Filter").click()
    page.get_by_role("rowheader", name="MP092").get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("New Planned Maintenance Methodology")
    page.goto("/proposals/M092/")
    page.get_by_role("link", name="MP092").click()
    page.wait_for_url("**/proposals/MP092/")
    expect(page.get_by_role("heading", level=1)).to_have_text("New Planned Maintenance Methodology")
