"""Consultations in a real browser: narrow and wide, light and dark, with and without scripts."""

import pytest
from playwright.sync_api import expect

from tests.consultations import example
from tests.register.support import do

PAGES = (
    "/consultations/?as_at=2021-03-05",
    "/consultations/?as_at=2016-11-20",
    "/consultations/0144-refinement-1/?as_at=2021-03-05",
    "/consultations/0144-report-1/?as_at=2021-03-05",
    "/consultations/0147-report-1/",
    "/consultations/0144-report-9/",
)


@pytest.mark.any_database
def test_the_pages_are_accessible_and_fit(site, browser_page, look):
    page = browser_page(allow=("status of 404",))
    look(page, "/consultations/", "consultations-empty")
    example.load()
    do("move_close", _from="2021-03-01", consultation="0144-report-1", closes="2021-04-06", reason="Easter Monday")
    for number, address in enumerate(PAGES):
        look(page, address, f"consultations-{number}")


def test_the_list_is_narrowed_without_scripts(site, browser_page):
    example.load()
    page = browser_page(width=360, javascript=False)
    page.goto("/consultations/?as_at=2021-03-05")
    page.get_by_label("Standing", exact=True).select_option("to be issued")
    page.get_by_role("button", name="Filter").click()
    rows = page.locator("#consultations tbody tr")
    expect(rows).to_have_count(4)
    rows.filter(has_text="MP147").get_by_role("link", name="Modification Report Consultation").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Modification Report Consultation on MP147")
