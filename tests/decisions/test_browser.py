"""Decisions in a real browser: narrow and wide, light and dark, with and without scripts."""

import pytest
from playwright.sync_api import expect

from tests.decisions import example

PAGES = (
    "/decisions/?as_at=2021-03-05",
    "/decisions/?as_at=2020-03-05",
    "/decisions/change_board-2021-02-23-0077-approved/?as_at=2021-03-05",
    "/decisions/change_board-2021-02-23-0146-approved/",
    "/decisions/change_board-2021-02-23-0015-recommended_approval/",
    "/decisions/change_board-2021-02-23-0001-approved/",
    "/proposals/MP077/",
    "/decisions/recommendations/DP149/",
)


@pytest.mark.any_database
def test_the_pages_are_accessible_and_fit(site, browser_page, look):
    page = browser_page(allow=("status of 404",))
    look(page, "/decisions/", "decisions-empty")
    example.load()
    for number, address in enumerate(PAGES):
        look(page, address, f"decisions-{number}")


def test_the_list_is_narrowed_without_scripts(site, browser_page):
    example.load()
    page = browser_page(width=360, javascript=False)
    page.goto("/decisions/?as_at=2021-03-05")
    page.get_by_label("Body", exact=True).select_option("Change Board")
    page.get_by_role("button", name="Filter").click()
    rows = page.locator("#decisions tbody tr")
    expect(rows).to_have_count(3)
    rows.filter(has_text="MP077").get_by_role("link", name="Approved").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Approved: MP077")
