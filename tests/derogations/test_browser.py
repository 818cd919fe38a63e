"""Derogations in a real browser: narrow and wide, light and dark, with and without scripts."""

import pytest
from playwright.sync_api import expect

from tests.derogations import example
from tests.derogations.example import KEY

PAGES = (
    "/derogations/?as_at=2020-12-05",
    f"/derogations/{KEY}/?as_at=2020-12-05",
    "/proposals/MP092/steps/?as_at=2020-12-05",
)


@pytest.mark.any_database
def test_the_pages_are_accessible_and_fit(site, browser_page, look):
    page = browser_page()
    look(page, "/derogations/", "derogations-empty")
    example.load()
    for number, address in enumerate(PAGES):
        look(page, address, f"derogations-{number}")


@pytest.mark.any_database
def test_from_the_proposal_to_the_derogation_that_it_ends_without_scripts(site, browser_page):
    example.load()
    page = browser_page(width=360, javascript=False)
    page.goto("/proposals/MP092/steps/?as_at=2020-12-05")
    page.get_by_role("link", name="H8.3 and H8.4").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("DCC: derogation from H8.3 and H8.4")
    expect(page.get_by_text("81 days left")).to_be_visible()
