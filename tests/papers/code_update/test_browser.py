"""The update on the site: accessible, and its wide table scrolls inside the page, on a phone and on a desk."""

import pytest


@pytest.mark.inventory("P19")
def test_the_update_is_accessible_and_fits(example_site, browser_page, look):
    look(browser_page(), "/papers/code-update/2016-11/?as_at=2016-11-09", "papers-code-update")
