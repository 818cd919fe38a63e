"""The pages of the process in a real browser: narrow and wide, light and dark."""

import pytest

from tests.register.support import do, registered

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
def test_the_pages_are_accessible_and_fit(site, browser_page, look):
    registered("DP201", "A title", "2021-01-01", status="draft_proposal")
    registered("MP202", "Another title", "2021-01-01", status="refinement_process")
    do("hold_proposal", _from="2021-02-01", proposal="DP201", reason="It was withdrawn by its Proposer")
    page = browser_page(allow=("status of 404",))
    for number, address in enumerate(PAGES):
        look(page, address, f"process-{number}")
