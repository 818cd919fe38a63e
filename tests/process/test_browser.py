"""The pages of the process in a real browser: narrow and wide, light and dark."""

import pytest

from tests.register.support import do, registered
from tests.register.test_browser import is_wide

PAGES = (
    "/process/",
    "/process/2018/",
    "/process/2013/",
    "/process/2018/draft_proposal/",
    "/process/2018/awaiting_authority_decision/",
    "/process/2018/withdrawn/",
    "/process/2018/steps/approve_self_governance/",
    "/process/2018/steps/fast_track/",
    "/process/2018/steps/adopted/",
    "/proposals/DP201/",
    "/proposals/MP202/",
)


@pytest.mark.any_database
@pytest.mark.parametrize(("width", "dark"), [(360, False), (1280, True)])
def test_the_pages_are_accessible_and_fit(site, browser_page, axe, screenshot, width, dark):
    registered("DP201", "A title", "2021-01-01", status="draft_proposal")
    registered("MP202", "Another title", "2021-01-01", status="refinement_process")
    do("hold_proposal", _from="2021-02-01", proposal="DP201", reason="It was withdrawn by its Proposer")
    page = browser_page(width=width, dark=dark, allow=("status of 404",))
    for address in PAGES:
        page.goto(address)
        page.evaluate("document.querySelectorAll('main details').forEach((each) => { each.open = true; })")
        axe(page)
        assert not is_wide(page), address
        screenshot(page, f"process-{PAGES.index(address)}-{width}")
