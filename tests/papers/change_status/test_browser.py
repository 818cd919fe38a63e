"""The report as a page of the site and as a file: accessible and no wider than the window, on a phone and on a desk."""

import re

import pytest
from playwright.sync_api import expect

PAGE = "/papers/change-status/2021-03/?as_at=2021-03-05&known_at=2021-03-05"


@pytest.mark.any_database
def test_the_draft_is_accessible_and_fits(example_site, browser_page, look):
    look(browser_page(), PAGE, "change-status")


def test_a_reader_finds_the_report_and_follows_it_to_a_proposal(example_site, browser_page):
    page = browser_page()
    page.goto(f"{example_site}/papers/")
    expect(page.get_by_role("heading", name="Change Status Report")).to_be_visible()
    page.goto(example_site + PAGE)
    expect(page.get_by_role("heading", level=1)).to_have_text("Change Status Report – March 2021")
    page.get_by_role("link", name="MP147 ‘SMKI Full Extract’").first.click()
    expect(page).to_have_url(re.compile("/proposals/MP147/"))
    expect(page.get_by_text("SMKI Full Extract").first).to_be_visible()
