"""Votes in a real browser: how they look, and the journeys of voting, counting and publishing."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from codeclerk.kernel import clock
from tests.register.support import do
from tests.votes.support import CLERK, KEY, board, cast, opened


@pytest.fixture
def two(site):
    """A member of the board and the secretariat, who can sign in."""
    board()
    for who in ("clerk", "large-1"):
        do("open_account", _by="system:install", person=who)


def confirm(page, done: str) -> None:
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Check before you confirm")
    page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_text(done)).to_be_visible()


@pytest.mark.any_database
def test_the_pages_are_accessible_and_fit(two, browser_page, look, sign_in):
    page = browser_page()
    look(page, "/votes/", "votes-empty")
    opened()
    cast("small-1", "against")
    look(page, f"/votes/{KEY}/", "vote-public")
    sign_in(page, "large-1")
    for number, address in enumerate(("/votes/", f"/votes/{KEY}/", f"/votes/{KEY}/vote/", "/desk/")):
        look(page, address, f"votes-member-{number}")


@pytest.mark.any_database
def test_a_member_votes_on_a_phone_without_scripts(two, browser_page, sign_in):
    opened()
    page = browser_page(width=360, javascript=False)
    sign_in(page, "large-1")
    page.goto("/desk/")
    page.get_by_role("link", name="Your vote on MP303 is due by").click()
    page.get_by_role("link", name="Vote", exact=True).click()
    page.get_by_label("In favour").check()
    page.get_by_label("Objective (a)").fill("It keeps meters working together.")
    confirm(page, "Your position is recorded")
    expect(page.get_by_text("Large Supplier 1: in favour, given on")).to_be_visible()


@pytest.mark.any_database
def test_the_secretariat_counts_and_publishes(two, browser_page, look, sign_in):
    opened()
    for who, choice in {"large-1": "in_favour", "small-1": "in_favour", "network-1": "against"}.items():
        cast(who, choice)
    do("close_vote", CLERK, vote=KEY, reason="Everybody who came has voted.")
    page = browser_page()
    sign_in(page, "clerk")
    page.goto(f"/votes/{KEY}/")
    page.get_by_text("Change this vote").click()
    page.get_by_role("link", name="Count it").click()
    confirm(page, "The vote is counted")
    expect(page.get_by_text("It is carried in 2 of 3 groups that voted")).to_be_visible()
    page.get_by_text("Change this vote").click()
    page.get_by_role("link", name="Publish it").click()
    expect(page.get_by_label("Decided on")).to_have_value(f"{clock.today().day} {clock.today():%B %Y}")
    confirm(page, "The vote is published")
    look(page, f"/votes/{KEY}/", "vote-published")
    page.goto("/proposals/MP303/")
    expect(page.get_by_text("Pending Implementation").first).to_be_visible()
