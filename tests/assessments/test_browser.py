"""Assessments in a real browser: narrow and wide, light and dark, with and without scripts."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.assessments.support import load_three

PAGES = (
    "/assessments/?as_at=2021-02-26",
    "/assessments/0140-PA-1/?as_at=2021-02-26",
    "/assessments/0092-PA-1/",
    "/assessments/0140-IA-9/",
)
EXAMPLE = (
    "/assessments/?as_at=2021-03-05",
    "/assessments/0107-IA-1/?as_at=2021-03-05",
    "/assessments/0105-PA-2/",
    "/assessments/0106-IA-1/",
)


@pytest.mark.any_database
def test_the_pages_are_accessible_and_fit(site, browser_page, look) -> None:
    page = browser_page(allow=("status of 404",))
    look(page, "/assessments/", "assessments-empty")
    load_three()
    for number, address in enumerate(PAGES):
        look(page, address, f"assessments-{number}")


@pytest.mark.any_database
def test_the_pages_of_the_example_are_accessible_and_fit(example_site, browser_page, look) -> None:
    page = browser_page()
    for number, address in enumerate(EXAMPLE):
        look(page, address, f"assessments-example-{number}")


def test_a_table_is_sorted_and_leads_to_an_assessment_without_scripts(site, browser_page) -> None:
    load_three()
    page = browser_page(width=1280, javascript=False)
    page.goto("/assessments/?as_at=2021-02-26")
    page.locator("#assessments-open").get_by_role("link", name="Due", exact=True).click()
    expect(page.locator("#assessments-open th[aria-sort=ascending]")).to_have_text("Due")
    expect(page.locator("#assessments-completed th[aria-sort]")).to_have_count(0)
    page.locator("#assessments-open").get_by_role("link", name="PA", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("PA of MP140")
    expect(page).to_have_url(re.compile("as_at=2021\\-02\\-26"))
