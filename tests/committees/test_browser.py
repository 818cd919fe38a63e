"""Committees in a real browser: narrow and wide, light and dark; a question from the form to its answer."""

import pytest
from playwright.sync_api import expect

from tests.committees import example
from tests.register.support import do, person

PAGES = (
    "/committees/?as_at=2020-12-05",
    "/committees/change_board/?as_at=2020-12-05",
    "/committees/ssc/?as_at=2020-12-05",
    "/committees/interest/?as_at=2020-12-05",
    "/committees/inputs/0139-ssc-1/?as_at=2020-12-05",
    "/committees/inputs/0080-tabasc-1/?as_at=2020-12-05",
)


@pytest.mark.any_database
def test_the_pages_are_accessible_and_fit(site, browser_page, look):
    example.load()
    page = browser_page()
    for number, address in enumerate(PAGES):
        look(page, address, f"committees-{number}")


def test_a_committee_is_asked_and_says_what_it_will_follow(site, browser_page, sign_in):
    example.load()
    person("clerk", "Pseudonym Clerk", email="clerk@example.com")
    do("give_membership", _by="system:install", _from="2020-01-01", person="clerk", role="secretariat")
    do("open_account", _by="system:install", person="clerk")
    page = browser_page(width=360, javascript=False)
    sign_in(page, "clerk")
    page.goto("/committees/")
    page.get_by_role("button", name="Ask a committee").or_(page.get_by_role("link", name="Ask a committee")).click()
    page.get_by_label("Proposal").fill("MP139")
    page.get_by_label("Committee", exact=True).select_option("tabasc")
    page.get_by_label("Whether it is interested").check()
    page.get_by_label("Asked on").fill("1 December 2020")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_text("The TABASC is asked about MP139")).to_be_visible()
    page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("TABASC on MP139")
    page.goto("/desk/")
    expect(page.get_by_role("heading", name="What committees are asked")).to_be_visible()
    page.goto("/committees/inputs/0139-tabasc-1/answer/")
    page.get_by_label("will follow it").check()
    page.get_by_label("Said on").fill("3 December 2020")
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Confirm").click()
    page.goto("/committees/interest/?as_at=2020-12-05")
    expect(page.locator("#interest tbody tr").filter(has_text="MP139")).to_contain_text("will follow it")
