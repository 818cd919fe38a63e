"""The page of the API in a real browser."""

import pytest

from tests.register.test_browser import is_wide


@pytest.mark.any_database
@pytest.mark.parametrize(("width", "dark"), [(360, False), (1280, True)])
def test_the_page_is_accessible_and_fits(site, browser_page, axe, screenshot, width, dark):
    page = browser_page(width=width, dark=dark)
    page.goto("/api/")
    axe(page)
    assert not is_wide(page)
    screenshot(page, f"api-{width}{'-dark' if dark else ''}")
