"""Engagement in a real browser: how its pages look, and the journey of booking a place and cancelling it."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from codeclerk.people.models import Account
from tests.engagement import example

PASSWORD = "a long pass phrase of a test"


@pytest.fixture
def ada(site, settings):
    """Ada of a small supplier, who can sign in."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    example.people()
    account = Account.objects.get(person__key="ada")
    account.set_password(PASSWORD)
    account.save()


@pytest.mark.any_database
def test_a_place_is_booked_and_cancelled(ada, browser_page, look):
    key = example.planned()
    page = browser_page()
    for address, name in (
        ("/engagement/", "engagement"),
        ("/engagement/helpdesk/", "helpdesk"),
        ("/engagement/helpdesk/write/", "helpdesk-write"),
    ):
        look(page, address, name)
    page.goto(f"/account/sign-in/?next=/engagement/{key}/")
    page.get_by_label("Email").fill("ada@example.com")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(example.TITLE)
    page.get_by_role("link", name="Book a place").click()
    page.get_by_label("Ada Energy Limited").check()
    page.get_by_label("Places").fill("2")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_text(f"2 places at {example.TITLE} are booked.")).to_be_visible()
    page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_text("2 places: booked.")).to_be_visible()
    look(page, f"/engagement/{key}/", "engagement-day")
    page.goto(f"/engagement/{key}/")
    page.get_by_role("link", name="Cancel the booking").click()
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_text("3 of 3 left")).to_be_visible()
