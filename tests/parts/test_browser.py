"""The parts of a proposal in a real browser: narrow and wide, light and dark, with and without scripts."""

import pytest
from playwright.sync_api import expect

from tests.register.support import registered


@pytest.mark.any_database
def test_the_page_is_accessible_and_fits(example_site, browser_page, look):
    page = browser_page()
    for number, address in enumerate(("MP106/parts/?as_at=2020-12-04", "DP145/parts/?as_at=2021-03-05")):
        look(page, f"/proposals/{address}", f"parts-{number}")


@pytest.mark.any_database
def test_from_the_proposal_to_its_issue_without_scripts(site, browser_page):
    registered("MP092", "A title")
    page = browser_page(width=360, javascript=False)
    page.goto("/proposals/MP092/")
    page.get_by_role("link", name="The issue", exact=True).click()
    expect(page.get_by_role("heading", level=2, name="What is missing")).to_be_visible()
    expect(page).to_have_url("/proposals/MP092/parts/#issue")
