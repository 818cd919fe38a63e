"""The code in a real browser: reading at a date, comparing, drafting, settling a conflict, consolidating."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from codeclerk.legaltext import queries
from tests.legaltext.test_pages import CONFLICT, load
from tests.register.support import do, lens, person


@pytest.fixture
def clerk(site):
    """The code with two versions and two drafts in conflict, and somebody who keeps it and can sign in."""
    load()
    person("clerk", "Pseudonym Clerk", email="clerk@example.com")
    do("give_membership", _by="system:install", _from="2020-01-01", person="clerk", role="secretariat")
    do("open_account", _by="system:install", person="clerk")


@pytest.mark.any_database
def test_the_pages_are_accessible_and_fit(clerk, browser_page, look, sign_in):
    page = browser_page()
    for name, address in {
        "code": "/code/?q=the DCC",
        "document": "/code/section-h/",
        "clause": "/code/clause/H8.2(b)/",
        "compare-inline": "/code/compare/?view=inline",
        "compare-side": "/code/compare/?view=side",
        "compare": "/code/compare/",
        "conflicts": "/code/conflicts/",
        "conflict": f"/code/conflicts/{CONFLICT}/",
        "would-be": "/code/would-be/?proposal=0106",
        "redline": "/code/redline/MP106/",
    }.items():
        look(page, address, f"code-{name}")
    sign_in(page, "clerk")
    for name, address in {
        "draft-choose": "/code/redline/MP106/draft/",
        "draft": "/code/redline/MP106/draft/?document=section-h",
        "settle": f"/code/conflicts/{CONFLICT}/",
        "consolidate": "/code/consolidate/",
        "import": "/code/import/",
        "commencement": "/code/commencement/",
    }.items():
        look(page, address, f"code-{name}")


@pytest.mark.any_database
def test_a_reader_reads_at_a_date_and_compares_without_scripts(clerk, browser_page):
    page = browser_page(width=360, javascript=False)
    page.goto("/code/?as_at=2020-12-01")
    page.get_by_role("link", name="Section H").first.click()
    expect(page.get_by_text("to two windows.")).to_have_count(0)
    expect(page.get_by_text("Version 16.0").first).to_be_visible()
    page.goto("/code/section-h/#H8.2-c")
    expect(page.get_by_text("to two windows.")).to_be_in_viewport()
    page.get_by_role("link", name="(c)").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("H8.2(c)")
    expect(page.get_by_role("link", name="MP092")).to_be_visible()
    page.goto("/code/compare/")
    page.get_by_label("From").select_option("16.0")
    page.get_by_label("To", exact=True).select_option("17.0")
    page.get_by_role("button", name="Compare").click()
    expect(page.locator("ins").filter(has_text="to two windows.")).to_be_visible()
    page.get_by_role("link", name="Side by side").click()
    expect(page.locator(".code__sides").first).to_be_visible()


def test_a_drafter_edits_a_clause_is_corrected_and_saves(clerk, browser_page, axe, sign_in):
    page = browser_page(allow=("status of 422",))
    sign_in(page, "clerk")
    page.goto("/code/draft/")
    page.get_by_label("Number of the proposal").fill("MP106")
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("link", name="Section H").first.click()
    box = page.get_by_label("H8.3", exact=True)
    box.fill("H8.9 Whoever needs more writes to the Panel under Section H8.2(a).")
    page.get_by_role("button", name="Check what I typed").click()
    expect(page.locator(".govuk-error-summary")).to_contain_text("Line 1: “H8.9” does not follow")
    expect(box).to_have_value("H8.9 Whoever needs more writes to the Panel under Section H8.2(a).")
    axe(page)
    box.fill("H8.3 Whoever needs more writes to the Panel under Section H8.2(a).")
    page.get_by_role("button", name="Check what I typed").click()
    expect(page.get_by_text("MP106 and MP107: both change the same words")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Continue to save").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Check before you confirm")
    expect(page.get_by_text("Edit text: Section H, H8.3")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_text("The legal text of MP106 is drafted")).to_be_visible()
    expect(page.locator("ins").filter(has_text="writes to")).to_be_visible()


def test_a_conflict_is_settled_and_the_version_published(clerk, browser_page, axe, sign_in):
    page = browser_page(allow=("status of 409",))
    sign_in(page, "clerk")
    page.goto("/code/consolidate/")
    page.get_by_label("Version").fill("18.0")
    page.get_by_label("Holds from").fill("24 June 2021")
    for number in ("MP106", "MP107"):
        page.get_by_label(number).check()
    page.get_by_role("button", name="Continue").click()
    expect(page.locator(".govuk-error-summary")).to_contain_text("MP106 and MP107 conflict")
    page.goto("/code/conflicts/")
    page.get_by_role("link", name="MP106 and MP107").click()
    page.get_by_label("Put other words in their place").check()
    page.get_by_label("The other words").fill("The Panel answers within 15 days.")
    page.get_by_label("Approved by").fill("Change Board")
    page.get_by_label("Reason").fill("It is halfway.")
    page.get_by_role("button", name="Continue").click()
    axe(page)
    page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_text("The conflict is settled")).to_be_visible()
    page.goto("/code/would-be/?proposal=0106&proposal=0107")
    page.get_by_role("link", name="Consolidate and publish these").click()
    expect(page.get_by_label("MP107")).to_be_checked()
    page.get_by_label("Version").fill("18.0")
    page.get_by_label("Holds from").fill("24 June 2021")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_text("No reference to nothing, no label twice, no empty clause")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_text("The version is published")).to_be_visible()
    assert queries.newest(lens()).number == "18.0"
