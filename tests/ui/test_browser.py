"""The pages in a real browser: narrow and wide, light and dark, with and without scripts."""

import re

import pytest
from playwright.sync_api import expect

from tests.support.browser import NARROW, OPEN_ALL, WIDE, check_fit


@pytest.mark.any_database
@pytest.mark.parametrize("width", [NARROW, WIDE])
@pytest.mark.parametrize("dark", [False, True])
def test_every_component_is_accessible_in_every_look(site, browser_page, axe, width, dark):
    page = browser_page(width=width, dark=dark)
    page.goto("/style/")
    page.evaluate(OPEN_ALL)
    if width == NARROW:  # elsewhere an open menu lies over the page
        page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    axe(page)
    check_fit(page)


@pytest.mark.any_database
def test_the_other_pages_are_accessible_and_fit(site, browser_page, look):
    page = browser_page(allow=("status of 404", "status of 422"))
    look(page, "/", "home-empty")
    look(page, "/style/nothing-here/", "style-nothing-here")
    look(page, "/style/refused/", "style-refused")


@pytest.mark.any_database
@pytest.mark.parametrize(("width", "dark"), [(360, True), (1280, False)])
def test_a_wrong_form_is_accessible_and_leads_to_the_field(site, browser_page, axe, width, dark):
    page = browser_page(width=width, dark=dark)
    page.goto("/style/")
    page.get_by_role("button", name="Send").click()
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    axe(page)
    page.get_by_role("link", name="Enter title of the proposal").click()
    expect(page.locator("#id_title")).to_be_focused()


def test_the_first_key_reaches_the_skip_link(site, browser_page):
    page = browser_page()
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


@pytest.mark.parametrize("javascript", [True, False])
def test_colours_are_chosen_with_and_without_scripts(site, browser_page, javascript):
    page = browser_page(javascript=javascript)
    page.goto("/style/?stage=Refine")
    page.get_by_role("button", name="Dark").click()
    page.wait_for_url("**/style/?stage=Refine")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(page.get_by_role("button", name="Dark")).to_have_attribute("aria-pressed", "true")


@pytest.mark.parametrize("javascript", [True, False])
def test_a_heading_sorts(site, browser_page, javascript):
    page = browser_page(javascript=javascript)
    page.goto("/style/")
    table = page.get_by_role("table", name="Sample proposals", exact=True)
    table.get_by_role("link", name="Raised").click()
    page.wait_for_url("**sort=raised**")
    assert table.locator("th[aria-sort]").inner_text().strip() == "Raised"
    expect(table.locator("tbody th").first).to_have_text("MP9")


def test_the_filter_works_while_typing(site, browser_page):
    page = browser_page()
    page.goto("/style/?sort=raised")
    page.get_by_label("Find in this table").press_sequentially("alerts")
    page.wait_for_url(re.compile("q=alerts"))
    table = page.get_by_role("table", name="Sample proposals", exact=True)
    expect(table.locator("tbody tr")).to_have_count(2)
    page.get_by_label("Stage", exact=True).select_option("Closed")
    page.wait_for_url(re.compile("stage=Closed"))
    assert page.url.count("q=alerts") == 1
    expect(table.locator("tbody tr")).to_have_count(1)


def test_the_filter_works_with_its_button(site, browser_page):
    page = browser_page(javascript=False)
    page.goto("/style/?sort=raised")
    page.get_by_label("Find in this table").fill("alerts")
    page.get_by_role("button", name="Filter").first.click()
    table = page.get_by_role("table", name="Sample proposals", exact=True)
    expect(table.locator("tbody tr")).to_have_count(2)
    expect(page).to_have_url(re.compile("sort=raised"))


@pytest.mark.parametrize("javascript", [True, False])
def test_the_menu_of_a_phone_opens(site, browser_page, javascript):
    page = browser_page(width=360, javascript=javascript)
    page.goto("/")
    menu = page.get_by_role("navigation", name="Main")
    expect(menu.get_by_role("link", name="Home")).to_be_hidden()
    menu.get_by_text("Menu").click()
    expect(menu.get_by_role("link", name="Home")).to_be_visible()


def test_the_menu_of_a_wide_screen_is_open(site, browser_page):
    page = browser_page(javascript=False)
    page.goto("/")
    menu = page.get_by_role("navigation", name="Main")
    expect(menu.get_by_role("link", name="Home")).to_be_visible()
    expect(menu.get_by_text("Menu")).to_be_hidden()


def test_a_page_prints_in_the_light_palette_without_its_controls(site, browser_page):
    page = browser_page(dark=True)
    page.goto("/style/")
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    expect(page.get_by_role("button", name="Send")).to_be_hidden()
    expect(page.locator(".site-footer")).to_be_hidden()
