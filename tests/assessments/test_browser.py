"""Assessments in a real browser: narrow and wide, light and dark."""

from __future__ import annotations

import pytest

from tests.assessments.support import load_three
from tests.register.test_browser import is_wide

PAGES = (
    "/assessments/?as_at=2021-02-26",
    "/assessments/0140-PA-1/?as_at=2021-02-26",
    "/assessments/0092-PA-1/",
    "/assessments/0140-IA-9/",
)


@pytest.mark.parametrize(("width", "dark"), [(360, False), (1280, True)])
def test_the_pages_are_accessible_and_fit(site, browser_page, axe, screenshot, width, dark) -> None:
    page = browser_page(width=width, dark=dark, allow=("status of 404",))
    page.goto("/assessments/")
    axe(page)
    load_three()
    for address in PAGES:
        page.goto(address)
        page.evaluate("document.querySelectorAll('main details').forEach((each) => { each.open = true; })")
        axe(page)
        assert not is_wide(page), address
        screenshot(page, f"assessments-{PAGES.index(address)}-{width}")
