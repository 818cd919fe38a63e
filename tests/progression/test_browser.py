"""Steps and the desk in a real browser: how they look, and the journeys of a conversion, a withdrawal, a decision."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.progression.support import take
from tests.register.support import do, organisation, person, registered


@pytest.fixture
def clerk(site):
    """Somebody who keeps the register and can sign in."""
    person("clerk", "Pseudonym Clerk", email="clerk@example.com")
    do("give_membership", _by="system:install", _from="2020-01-01", person="clerk", role="secretariat")
    do("open_account", _by="system:install", person="clerk")


def confirm(page, step: str):
    """Look the step over, then confirm it."""
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Check before you confirm")
    page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_text(f"{step}: it is recorded")).to_be_visible()


def found():
    organisation("north", "North Networks Limited", category="Networks Party")
    registered("DP301", "A longer notice before maintenance", "2021-01-04", status="draft_proposal")
    take("DP301", "csc_final_comment", "2021-02-23", shown=("problem_defined",))
    registered("MP303", "A shorter way", "2021-01-04", status="change_board", path="authority_determined")
    take("MP303", "recommend_approval", "2021-06-23", reason="It serves objective (a).")


@pytest.mark.any_database
def test_the_pages_are_accessible_and_fit(clerk, browser_page, look, sign_in):
    found()
    page = browser_page(allow=("status of 404",))
    look(page, "/proposals/DP301/steps/", "steps-public")
    sign_in(page, "clerk")
    addresses = (
        "/proposals/DP301/steps/",
        "/proposals/DP301/steps/convert/",
        "/proposals/MP303/steps/?as_at=2021-07-01",
        "/proposals/MP303/steps/authority_approves/",
        "/proposals/MP303/deadlines/authority_decision/",
        "/proposals/MP303/steps/undo/",
        "/desk/",
    )
    for number, address in enumerate(addresses):
        look(page, address, f"steps-{number}")


@pytest.mark.any_database
def test_a_proposal_is_converted_withdrawn_and_adopted_without_scripts(clerk, browser_page, sign_in):
    found()
    page = browser_page(width=360, javascript=False)
    sign_in(page, "clerk")
    page.goto("/proposals/DP301/steps/")
    page.locator("a[href='/proposals/DP301/steps/convert/']").click()
    page.get_by_label("Where it is shown: First package of work").fill("SECP_90_1203_18")
    page.get_by_label("Taken on").fill("12 March 2021")
    confirm(page, "Conversion to a Modification Proposal")
    expect(page.get_by_role("heading", level=1)).to_have_text("Steps of MP301")
    page.goto("/proposals/MP301/steps/withdraw/")
    page.get_by_label("Reason").fill("The cost of the change.")
    page.get_by_label("Taken on").fill("15 March 2021")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_text("due 29 Mar 2021")).to_be_visible()
    page.get_by_role("button", name="Confirm").click()
    page.goto("/proposals/MP301/steps/?as_at=2021-03-16")
    expect(page.get_by_role("heading", name="Deadlines that run")).to_be_visible()
    page.goto("/proposals/MP301/steps/adopt/?as_at=2021-03-16")
    page.get_by_label("Organisation").select_option("North Networks Limited")
    page.get_by_label("Taken on").fill("16 March 2021")
    confirm(page, "Adoption")


@pytest.mark.any_database
def test_the_authority_decides(clerk, browser_page, axe, sign_in):
    found()
    page = browser_page(allow=("status of 409", "status of 422"))
    sign_in(page, "clerk")
    page.goto("/proposals/MP303/steps/authority_rejects/")
    page.get_by_label("Taken on").fill("20 July 2021")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_text("Enter reason").first).to_be_visible()
    axe(page)
    page.get_by_label("Reason").fill("It costs more than it brings.")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_text("rejected MP303 on 20 July 2021")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_text("The process has come to its end here.")).to_be_visible()
