"""Releases in a real browser: narrow and wide, light and dark, with and without scripts."""

import pytest
from playwright.sync_api import expect

from tests.register.support import do, registered
from tests.releases import example

PAGES = (
    "/releases/?as_at=2021-03-05&decided=2021-02-12",
    "/releases/?as_at=2021-03-05&decided=soon",
    "/releases/?as_at=2021-03-05&decided=2021-03-24&proposal=MP144",
    "/releases/?as_at=2021-03-05&proposal=MP9",
    "/proposals/MP144/?as_at=2021-03-05",
    "/releases/2021-11/?as_at=2021-03-05",
    "/releases/2021-06/?as_at=2021-06-30",
    "/releases/2017-06/?as_at=2016-11-09",
    "/releases/2021-01-ad-hoc/",
    "/releases/2021-07/",
)


@pytest.mark.any_database
def test_the_pages_are_accessible_and_fit(site, browser_page, look):
    page = browser_page(allow=("status of 404",))
    look(page, "/releases/", "releases-empty")
    example.load()
    registered("MP200", "A title", "2021-01-01")
    do("set_target_release", _from="2021-03-01", proposal="MP200", release="Jume 2021")
    do("set_flag", _from="2021-03-05", proposal="MP144", flag="document_only")
    do("set_release_cost", _from="2021-03-05", release="2021-06", effort=["Changing the code: 2", "Tests: at most 5"])
    do("move_release", _from="2021-04-01", release="2021-06", day="2021-07-01", reason="Testing takes longer")
    for number, address in enumerate(PAGES):
        look(page, address, f"releases-{number}")


def test_the_release_of_a_decision_is_found_without_scripts(site, browser_page):
    example.load()
    page = browser_page(width=360, javascript=False)
    page.goto("/releases/?as_at=2021-03-05")
    page.get_by_label("Day of the decision").fill("12 February 2021")
    page.get_by_role("button", name="Look").click()
    page.get_by_role("status").get_by_role("link", name="June 2021 SEC Release").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("June 2021 SEC Release")
