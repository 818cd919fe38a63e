"""Home, search and the navigation in a real browser: narrow and wide, light and dark, with and without scripts."""

import pytest
from playwright.sync_api import expect

from tests.support.browser import HEIGHT, check_fit

THEN = "as_at=2021-03-05&known_at=2021-03-05"
PAGES = (
    f"/?{THEN}",
    "/",
    "/?as_at=2012-01-01",
    "/search/",
    "/search/?q=hub",
    "/search/?q=M092",
    "/papers/",
    f"/due/?{THEN}",
)


@pytest.mark.any_database
def test_the_pages_are_accessible_and_fit(example_site, browser_page, look):
    page = browser_page()
    for number, address in enumerate(PAGES):
        look(page, address, f"site-{number}")


@pytest.mark.any_database
def test_the_frame_fits_between(example_site, browser_page):
    page = browser_page()
    for address in (f"/?{THEN}", "/search/?q=hub"):
        page.goto(address)
        for width in (480, 768, 900, 1024):
            page.set_viewport_size({"width": width, "height": HEIGHT})
            check_fit(page)


def test_the_navigation_of_a_wide_screen_is_one_line(example_site, browser_page):
    page = browser_page(width=1280)
    page.goto(example_site + "/papers/")
    menu = page.get_by_role("navigation", name="Main")
    assert menu.bounding_box()["height"] < 60
    labels = [one.strip() for one in menu.locator("ul").first.locator("> li > a").all_inner_texts()]
    assert labels == [
        "Home",
        "Proposals",
        "Consultations",
        "Decisions",
        "Releases",
        "The code",
        "Meetings",
        "Papers",
    ]


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("javascript", [True, False])
def test_what_is_needed_less_often_is_a_press_away(example_site, browser_page, width, javascript):
    page = browser_page(width=width, javascript=javascript)
    page.goto(f"{example_site}/papers/?{THEN}")
    menu = page.get_by_role("navigation", name="Main")
    if width < 768:
        menu.get_by_text("Menu").click()
    expect(menu.get_by_role("link", name="Organisations")).to_be_hidden()
    menu.get_by_text("More").click()
    menu.get_by_role("link", name="Organisations").click()
    page.wait_for_url(f"**/organisations/?{THEN}")
    if width > 768:
        assert "is-current" in page.get_by_role("navigation", name="Main").locator(".more summary").get_attribute(
            "class"
        )


def test_the_folded_menu_closes_as_menus_do(example_site, browser_page):
    page = browser_page()
    page.goto(example_site + "/papers/")
    more = page.get_by_role("navigation", name="Main").locator("details.more")
    summary = more.locator("summary")
    summary.click()
    expect(more).to_have_attribute("open", "")
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(more).not_to_have_attribute("open", "")
    expect(summary).to_be_focused()
    summary.click()
    page.get_by_role("heading", level=1).click()
    expect(more).not_to_have_attribute("open", "")


@pytest.mark.parametrize(("width", "javascript"), [(1280, True), (1280, False), (360, False)])
def test_a_proposal_is_found_from_any_page(example_site, browser_page, width, javascript):
    page = browser_page(width=width, javascript=javascript)
    page.goto(f"{example_site}/papers/?{THEN}")
    if width < 768:
        page.get_by_role("navigation", name="Main").get_by_text("Menu").click()
    page.get_by_label("Search the record").last.fill("dp144")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/proposals/MP144/?{THEN}")


def test_the_day_of_the_home_page_is_kept_on_the_way(example_site, browser_page):
    page = browser_page()
    page.goto(example_site)
    page.get_by_role("link", name="5 March 2021", exact=True).click()
    page.wait_for_url(f"**/?{THEN}")
    page.get_by_role("link", name="Refine", exact=True).click()
    page.wait_for_url(f"**/proposals/?stage=refine&{THEN}")
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Home").click()
    page.wait_for_url(f"**/?{THEN}")
    page.get_by_role("link", name="Back to today").click()
    expect(page.get_by_text("The record ends on")).to_be_visible()


def test_why_a_day_is_due_is_told_without_scripts(example_site, browser_page):
    page = browser_page(javascript=False)
    page.goto(f"{example_site}/?{THEN}")
    item = page.locator(".agenda__items > li", has_text="Cut-off for decisions for the June 2021 SEC Release")
    why = item.get_by_text("10 Working Days before go-live")
    expect(why).to_be_hidden()
    item.locator("summary").click()
    expect(why).to_be_visible()
