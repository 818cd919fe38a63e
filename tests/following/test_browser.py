"""Following in a real browser: follow a proposal, be told, stop it; how the pages look, on a phone too."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from codeclerk.kernel import clock
from tests.following.support import follow, follower, hold, run, world
from tests.register.support import do


@pytest.fixture
def reader(site):
    """Somebody who can sign in, and two proposals."""
    world()
    actor = follower("reader")
    do("open_account", _by="system:install", person="reader")
    run()
    return actor


@pytest.mark.any_database
def test_somebody_follows_a_proposal_is_told_and_stops_it_on_a_phone(reader, browser_page, sign_in):
    page = browser_page(width=360, javascript=False)
    sign_in(page, "reader")
    page.goto("/proposals/MP303/")
    page.get_by_role("link", name="Follow MP303").click()
    page.get_by_label("At once").check()
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_text("Followed: MP303. E-mail: at once.")).to_be_visible()
    page.get_by_role("button", name="Follow").click()
    expect(page.get_by_role("heading", name="What I follow")).to_be_visible()
    hold("MP303")
    (sent,) = run()
    assert "Why: You follow MP303." in sent.body
    page.goto("/following/")
    expect(page.get_by_role("table", name="What you were told").get_by_text("You follow MP303.")).to_be_visible()
    page.context.clear_cookies()
    page.goto(urlsplit(sent.extra_headers["List-Unsubscribe"].strip("<>")).path)
    expect(page.get_by_role("listitem").filter(has_text="MP303")).to_be_visible()
    page.get_by_role("button", name="Stop these e-mails").click()
    expect(page.get_by_role("heading", name="These e-mails are stopped")).to_be_visible()
    do("resume_proposal", proposal="MP303", note="It was entered late.")
    assert run() == []


@pytest.mark.any_database
def test_the_pages_are_accessible_and_fit(reader, browser_page, look, sign_in):
    follow(reader, proposal="MP303")
    follow(reader, stages=("Refine",), parties=("Small Suppliers",), how_often="weekly")
    do("issue_consultation", proposal="MP303", kind="refinement", closes=clock.today() + timedelta(days=20))
    hold("MP303")
    (sent,) = run()
    page = browser_page(allow=("status of 404",))
    look(page, "/following/follow/?party=small_supplier", "following-signed-out")
    look(page, "/following/feeds/", "following-feeds")
    look(page, "/following/touches/?party=small_supplier&document=DUIS", "following-touches")
    look(page, urlsplit(sent.extra_headers["List-Unsubscribe"].strip("<>")).path, "following-stop")
    for _ in range(3):
        do("note_bounce", person="reader")
    sign_in(page, "reader")
    for number, address in enumerate(
        (
            "/following/",
            "/following/follow/",
            "/following/follow/rule/",
            "/following/reader-f1/how-often/",
            "/following/touches/",
        )
    ):
        look(page, address, f"following-{number}")
