"""Raising a change in a real browser: typed, saved by itself, sent, commented on, raised; with and without scripts."""

import re

import pytest
from playwright.sync_api import expect

from codeclerk.people.models import Account
from codeclerk.raising.models import DraftForm
from tests.people.support import do
from tests.raising.support import CONTENT, world

DRAFT = re.compile("/raise/drafts/[a-z0-9]+/$")
PASSWORD = "quiet lantern over the hill"


@pytest.fixture
def people(site, settings):
    """Somebody who speaks for a Party, and the code administrator, who can both sign in."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    actors = world()
    for actor in actors:
        do("open_account", person=actor.removeprefix("person:"))
    for account in Account.objects.all():
        account.set_password(PASSWORD)
        account.save()
    return actors


def sign_in(page, email):
    page.goto("/account/sign-in/")
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("heading", name="My account", exact=True).wait_for()


def fill(page, **other):
    """Answer the questions of the form."""
    texts = {**CONTENT.model_dump(), **other}
    for question in ("title", "arrangements", "issue", "impact", "do_nothing", "context"):
        page.locator(f"#id_{question}").fill(texts[question])
    page.get_by_label("Electricity Network Operators").check()


@pytest.mark.any_database
def test_a_change_is_raised_from_the_first_word_to_the_number(people, browser_page, look):
    page, friend = browser_page(), browser_page()
    sign_in(page, "writer@example.com")
    look(page, "/raise/", "raise-how")
    page.goto("/raise/")
    page.get_by_role("button", name="Start a draft").click()
    page.wait_for_url(DRAFT)
    there = page.url
    key = DraftForm.objects.get().key
    expect(page.get_by_text("0 of 6 filled")).to_be_visible()
    fill(page, issue="We propose a new clause in Section H.")
    expect(page.get_by_text("6 of 6 filled").first).to_be_visible()
    expect(page.get_by_text(re.compile("This reads like a solution: “We propose”"))).to_be_visible()
    expect(page.get_by_text(re.compile(r"Saved at \d\d:\d\d"))).to_be_visible()
    page.locator("#id_issue").fill("")
    page.get_by_role("button", name="What is missing?").click()
    expect(page.get_by_role("link", name="Answer “What is the problem?”")).to_be_visible()
    look(page, page.url, "raise-missing")
    page.get_by_role("link", name="Answer “What is the problem?”").click()
    expect(page.locator("#id_issue")).to_be_focused()
    page.locator("#id_issue").fill(CONTENT.issue)
    expect(page.get_by_text("6 of 6 filled").first).to_be_visible()
    page.goto(there)
    expect(page.locator("#id_issue")).to_have_value(CONTENT.issue)
    page.get_by_role("button", name="Check and send for comments").click()
    look(page, page.url, "raise-send")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", name="Which deadlines start")).to_be_visible()
    page.get_by_role("button", name="Send it").click()
    expect(page.get_by_text("The draft is sent.")).to_be_visible()
    sign_in(friend, "friend@example.com")
    look(friend, "/raise/to-comment/", "raise-to-comment")
    look(friend, f"/raise/to-comment/{key}/", "raise-comment")
    friend.get_by_label("On the problem").fill("How many meters change network in a week?")
    friend.get_by_label("On the whole draft").fill("A clear problem. Say where the figure of forty comes from.")
    friend.get_by_label("It is ready to be raised").check()
    friend.get_by_role("button", name="Continue").click()
    friend.get_by_role("button", name="Send the comments").click()
    expect(friend.get_by_text("The comments are sent.")).to_be_visible()
    look(page, there, "raise-commented")
    page.locator("#id_issue").fill(f"{CONTENT.issue} About two hundred meters do so in a week.")
    page.get_by_role("button", name="Check and raise it").click()
    expect(page.get_by_text("About two hundred meters")).to_be_visible()
    page.get_by_role("button", name="Continue").click()
    look(page, "/raise/drafts/", "raise-drafts")
    page.goto(there + "raise/")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_text("DP001 is in the register.")).to_be_visible()
    page.get_by_role("button", name="Raise it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(CONTENT.title)
    expect(page.get_by_text("The change is raised.")).to_be_visible()
    look(page, there + "read/", "raise-raised")


@pytest.mark.any_database
def test_without_scripts_a_button_saves_and_two_windows_are_compared(people, browser_page):
    page = browser_page(width=360, javascript=False, allow=("status of 409",))
    sign_in(page, "writer@example.com")
    page.goto("/raise/")
    page.get_by_role("button", name="Start a draft").click()
    page.wait_for_url(DRAFT)
    there = page.url
    other = page.context.new_page()
    other.goto(there)
    page.locator("#id_title").fill("Typed here")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text(re.compile(r"Saved at \d\d:\d\d"))).to_be_visible()
    other.locator("#id_title").fill("Typed there")
    other.get_by_role("button", name="Save").click()
    expect(other.get_by_role("heading", name="This draft was changed in another window")).to_be_visible()
    expect(other.locator("#id_title")).to_have_value("Typed there")
    other.get_by_role("button", name="Save").click()
    page.goto(there)
    expect(page.locator("#id_title")).to_have_value("Typed there")


@pytest.mark.any_database
def test_what_is_typed_while_the_session_ends_or_the_site_is_gone_is_not_lost(people, browser_page, axe):
    page = browser_page(allow=("ERR_", "Failed to load", "htmx:"))
    sign_in(page, "writer@example.com")
    page.goto("/raise/")
    page.get_by_role("button", name="Start a draft").click()
    page.wait_for_url(DRAFT)
    there = page.url
    page.context.set_offline(True)
    page.locator("#id_issue").fill("Typed offline")
    expect(page.get_by_text("Not saved: this site cannot be reached")).to_be_visible()
    page.context.set_offline(False)
    page.context.clear_cookies(name="sessionid")
    page.locator("#id_issue").fill("Typed after the session ended")
    expect(page.get_by_text("You are signed out.")).to_be_visible()
    axe(page)
    page.locator("#draft-state").get_by_role("link", name="Sign in").click()
    page.get_by_label("Email").fill("writer@example.com")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.locator("#id_issue")).to_have_value("Typed after the session ended")
    page.get_by_role("button", name="Save").click()
    page.goto(there)
    expect(page.locator("#id_issue")).to_have_value("Typed after the session ended")
