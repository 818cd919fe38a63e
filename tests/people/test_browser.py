"""People's pages in a real browser: accessible and fitting, with and without scripts."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from codeclerk.kernel import clock
from codeclerk.people.models import Account
from tests.people.support import EMAIL, do, member, organisation, person

PASSWORD = "quiet lantern over the hill"


@pytest.fixture
def world(site, settings):
    """Somebody who runs the installation and can sign in, and a committee with members."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    organisation("north", "North Networks Limited", category="Networks Party")
    who = person(on_behalf_of="north")
    member(who, "operator")
    csc = member(who, "committee_member", body="csc", seat="Networks 1")
    other = person("Pseudonym Other", "other@example.com", on_behalf_of="north")
    member(other, "alternate", body="csc", alternate_for=csc)
    do("open_account", person=who)
    account = Account.objects.get()
    account.set_password(PASSWORD)
    account.save()
    return who


def sign_in(page):
    page.goto("/account/sign-in/")
    page.get_by_label("Email").fill(EMAIL)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("heading", name="My account", exact=True).wait_for()


PUBLIC = (
    "/organisations/",
    "/organisations/north/",
    "/committees/csc/members/",
    "/committees/panel/members/",
    "/people/p-0002/",
    "/memberships/body-csc-1/",
    "/account/sign-in/",
    "/account/password/forgotten/",
    "/account/password/new/1-wrong/",
    "/organisations/?as_at=1999-01-01",
)
MINE = (
    "/account/",
    "/account/password/change/",
    "/account/second-factor/",
    "/account/tokens/",
    "/account/tokens/make/",
    "/account/confirm/",
    "/account/sign-out/",
    "/people/",
    "/people/p-0002/",
    "/committees/csc/members/",
    "/organisations/add/",
    "/people/p-0002/membership/",
    "/people/p-0002/erase/",
    "/memberships/body-csc-1/end/",
)


@pytest.mark.any_database
def test_pages_are_accessible_and_fit(world, browser_page, look):
    page = browser_page()
    for number, address in enumerate(PUBLIC):
        look(page, address, f"people-public-{number}")
    sign_in(page)
    for number, address in enumerate(MINE):
        look(page, address, f"people-mine-{number}")


@pytest.mark.parametrize("javascript", [True, False])
def test_person_is_registered_looked_over_and_given_a_seat(world, browser_page, axe, javascript):
    page = browser_page(javascript=javascript, allow=("status of 409", "status of 422"))
    sign_in(page)
    page.goto("/people/")
    page.get_by_role("button", name="Register a person").click()
    page.get_by_label("Key").fill("Not A Key")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("link", name="Enter name")).to_be_visible()
    if javascript:
        axe(page)
    page.get_by_role("link", name="Enter name").click()
    page.get_by_label("Name").fill("Pseudonym Newcomer")
    page.get_by_label("Key").fill("newcomer-1")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", name="Check before you confirm")).to_be_visible()
    if javascript:
        axe(page)
    page.get_by_role("button", name="Confirm").click()
    page.get_by_role("heading", name="Pseudonym Newcomer", exact=True).wait_for()
    expect(page.get_by_text("The person is registered.")).to_be_visible()
    if javascript:
        axe(page)
    page.get_by_role("link", name="Give a membership").click()
    page.get_by_label("Role").select_option("Committee member")
    page.get_by_label("Body").select_option("Change Sub-Committee")
    page.get_by_label("Seat").fill("Networks 1")
    page.get_by_role("button", name="Continue").click()
    expect(page.locator("#id_seat-error")).to_be_visible()
    page.get_by_label("Seat").fill("Networks 2")
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Confirm").click()
    page.get_by_role("heading", name="Pseudonym Newcomer", exact=True).wait_for()
    expect(page.get_by_role("cell", name="Networks 2")).to_be_visible()


def test_second_factor_page_shows_the_picture(world, browser_page, axe):
    page = browser_page()
    sign_in(page)
    page.goto("/account/second-factor/totp/activate/")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Confirm").click()
    picture = page.get_by_role("img", name="The secret below")
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.naturalWidth") > 0
    axe(page)


@pytest.mark.any_database
def test_a_token_is_made_shown_once_and_revoked(world, browser_page):
    page = browser_page(javascript=False)
    sign_in(page)
    page.get_by_role("link", name="API tokens").click()
    page.get_by_role("button", name="Make an API token").click()
    page.get_by_label("What it is for").fill("Monthly figures")
    page.get_by_label("Read what I may see").check()
    page.get_by_label("Last day").fill((clock.today() + timedelta(days=30)).isoformat())
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Make the token").click()
    expect(page.get_by_role("heading", name="Your new API token")).to_be_visible()
    expect(page.get_by_text("Authorization: Bearer codeclerk_p-0001-1.")).to_be_visible()
    page.get_by_role("link", name="I have copied it").click()
    expect(page.get_by_role("row", name="Monthly figures")).to_contain_text("never")
    page.get_by_role("link", name="Revoke").click()
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Revoke it").click()
    expect(page.get_by_role("row", name="Monthly figures")).to_contain_text("revoked")
