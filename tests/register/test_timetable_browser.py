"""The grid of timetables in a real browser: its drawing, its table and its filters, narrow and wide, light and dark."""

import pytest
from playwright.sync_api import expect


@pytest.mark.inventory("C18")
def test_the_grid_is_accessible_and_fits(example_site, browser_page, look):
    page = browser_page()
    look(page, "/timetables/?as_at=2016-11-09", "timetables-grid")
    look(page, "/proposals/SECMP0016/timetable/?as_at=2016-11-09", "timetables-one")


def test_the_grid_is_narrowed_without_scripts(example_site, browser_page):
    page = browser_page(width=360, javascript=False)
    page.goto("/timetables/?as_at=2016-11-09")
    page.get_by_label("Working Group").select_option("WG2")
    page.get_by_label("First month").fill("2016-10")
    page.get_by_role("textbox", name="Months").fill("4")
    page.get_by_role("button", name="Show").click()
    expect(page.locator("#timetables-rows tbody tr")).to_have_count(3)
    expect(page.get_by_role("columnheader", name="Oct 2016")).to_be_visible()
    expect(page.get_by_role("columnheader", name="Feb 2017")).to_have_count(0)
    page.get_by_role("link", name="Later months").click()
    expect(page.get_by_label("First month")).to_have_value("2016-12")
