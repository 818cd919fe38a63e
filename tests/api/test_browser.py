"""The page of the API in a real browser."""

import pytest


@pytest.mark.any_database
def test_the_page_is_accessible_and_fits(site, browser_page, look):
    look(browser_page(), "/api/", "api")
