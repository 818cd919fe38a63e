"""The report and the page of its proposal in a browser: accessible and no wider than the window."""

import pytest
from playwright.sync_api import expect

DAY = "as_at=2020-12-05"
PAGES = {
    "report": f"/papers/modification-report/2020-12/?proposal=MP092&{DAY}",
    "proposal": f"/proposals/MP092/?{DAY}",
    "gallery": f"/papers/?{DAY}",
}


@pytest.mark.any_database
def test_the_pages_are_accessible_and_fit(example_site, browser_page, look):
    page = browser_page()
    for name, address in PAGES.items():
        look(page, address, f"modification-report-{name}")


@pytest.mark.any_database
def test_a_reader_comes_from_a_proposal_to_its_report_and_an_annex(example_site, browser_page):
    page = browser_page()
    page.goto(example_site + PAGES["proposal"])
    page.get_by_role("link", name="Modification Report of MP092, draft").click()
    title = "MP092 ‘New Planned Maintenance methodology’ – Modification Report"
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    page.get_by_role("link", name="Annex B", exact=True).click()
    expect(page.get_by_text("SECP_87_1112_18").first).to_be_visible()
