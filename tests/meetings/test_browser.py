"""Meetings in a real browser: narrow and wide, light and dark, with and without scripts."""

import pytest
from playwright.sync_api import expect

from tests.decisions import example as decisions
from tests.meetings import example
from tests.register.support import do

PAGES = (
    "/meetings/?as_at=2021-03-05",
    "/meetings/working_group-2021-03-03/?as_at=2021-03-05",
    "/meetings/working_group-2021-04-07/?as_at=2021-03-22",
    "/meetings/panel-2021-03-12/?as_at=2021-03-05",
    "/meetings/change_board-2021-02-23/",
    "/meetings/panel-2021-03-13/",
    "/meetings/papers-due/?as_at=2021-03-05",
    "/meetings/agendas/?as_at=2021-03-05",
    "/proposals/MP099/",
)


@pytest.mark.any_database
def test_the_pages_are_accessible_and_fit(site, browser_page, look):
    page = browser_page(allow=("status of 404",))
    look(page, "/meetings/", "meetings-empty")
    decisions.load()
    example.load()
    do("move_meeting", _from="2021-03-20", meeting="working_group-2021-04-07", day="2021-04-14", reason="Easter")
    for number, address in enumerate(PAGES):
        look(page, address, f"meetings-{number}")


def test_the_calendar_is_narrowed_without_scripts(site, browser_page):
    example.load()
    page = browser_page(width=360, javascript=False)
    page.goto("/meetings/?as_at=2021-03-05")
    page.get_by_label("Body", exact=True).select_option("Working Group")
    page.get_by_role("button", name="Filter").click()
    rows = page.locator("#meetings tbody tr")
    expect(rows).to_have_count(3)
    rows.filter(has_text="MP104").get_by_role("link", name="Working Group").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Working Group, 3 March 2021")
