"""The pages of sources in a browser: accessible, at both widths, and a ruling made by hand."""

import pytest
from playwright.sync_api import expect

from tests.sources.support import CLERK, Clerk, make_people, sha

LONG = "Communications Hub and Prepayment Meter Interface Device firmware updates in the home area network"


@pytest.fixture
def filled(site):
    """A record with disagreements, rulings and withdrawn claims."""
    make_people()
    clerk = Clerk()
    clerk.register("paper", title="Change Status Report - March 2021", reference="SECP_90_1203_18", lines=602, pages=7)
    clerk.register("report", title="SEC Modification Progression", reference="SECP_87_1112_18", kind="report")
    clerk.register("letter", title="A letter", kind="letter", published=None, classification="Amber")
    clerk.claim("paper", LONG, locator="CSR:465")
    clerk.claim("report", LONG.replace("firmware", "Firmware"), locator="PMP:5657", wording="Firmware updates to IHDs")
    one = clerk.claim(
        "paper", 64, property="assessment.duration_wd", qualifier="IA", about="2021-02-26", locator="CSR:293"
    )
    other = clerk.claim(
        "report",
        61,
        property="assessment.duration_wd",
        qualifier="IA",
        about="2021-02-26",
        locator="PMP:100",
        stated="inferred",
        reasoning="bank holidays are removed",
    )
    clerk.do(
        "rule_on_claims",
        subject="proposal:MP107",
        property="assessment.duration_wd",
        qualifier="IA",
        about="2021-02-26",
        considered=[one, other],
        follows=one,
        reason="The published convention counts weekdays.",
    )
    clerk.claim("paper", "Refine", property="stage", locator="CSR:119", note="From the chart.")
    clerk.claim("report", "Refine", property="stage", locator="PMP:12")
    clerk.claim("letter", " ", subject="interface:CSPMIS", property="field.value", locator="page 2")
    clerk.do("withdraw_claim", key=clerk.claim("paper", "Titel", locator="CSR:1"), reason="A slip of the pen.")
    return site


def sign_in(page, site):
    """Give the browser the session of the clerk."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from codeclerk.people.models import Account

    account = Account.objects.get(person__key=CLERK.removeprefix("person:"))
    session = SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session.save()
    page.context.add_cookies([{"name": "sessionid", "value": session.session_key, "url": site}])


PATHS = {
    "documents": "/sources/documents/",
    "document": f"/sources/documents/{sha('paper')}/",
    "claims": "/sources/claims/",
    "subject": "/sources/about/proposal:MP107/",
    "add": "/sources/documents/add/",
    "register": f"/sources/documents/register/?sha256={sha('new')}",
    "about": f"/sources/documents/{sha('paper')}/claim/",
    "record": f"/sources/documents/{sha('paper')}/claim/?subject=proposal:MP107&property=assessment.duration_wd",
}


@pytest.mark.any_database
def test_every_page_is_accessible_and_fits(filled, browser_page, look):
    page = browser_page()
    sign_in(page, filled)
    for name, path in PATHS.items():
        look(page, path, f"sources-{name}")


@pytest.mark.parametrize("javascript", [True, False])
def test_somebody_rules_on_a_disagreement(filled, browser_page, axe, screenshot, javascript):
    page = browser_page(javascript=javascript)
    sign_in(page, filled)
    page.goto(PATHS["subject"])
    page.get_by_role("link", name="Rule on Title").click()
    expect(page.get_by_label("Reason")).to_be_visible()
    if javascript:
        axe(page)
        screenshot(page, "sources-rule")
    page.get_by_label("SECP_90_1203_18 at CSR:465").check()
    page.get_by_label("Reason").fill("The later paper corrected it.")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("button", name="Confirm")).to_be_visible()
    if javascript:
        axe(page)
        screenshot(page, "sources-rule-check")
    page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_text("The later paper corrected it.")).to_have_count(2)
