"""Checks in a real browser: from a finding to the row that it is about."""

import pytest
from playwright.sync_api import expect

from tests.consultations import example


@pytest.mark.any_database
def test_a_finding_is_narrowed_to_and_leads_to_its_row(site, browser_page, look):
    example.load()
    page = browser_page()
    look(page, "/checks/?as_at=2021-03-04", "checks-0")
    look(page, "/checks/consultation-closes-on-a-working-day/?as_at=2021-03-04", "checks-1")
    page.get_by_label("Verdict", exact=True).select_option("FAIL")
    page.get_by_role("button", name="Filter").click()
    rows = page.locator("tbody tr")
    expect(rows).to_have_count(1)
    rows.get_by_role("link", name="Modification Report Consultation on MP144").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Modification Report Consultation on MP144")
    assert "as_at=2021-03-04" in page.url
