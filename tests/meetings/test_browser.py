"""Meetings in a real browser: narrow and wide, light and dark, with and without scripts."""

import pytest
from playwright.sync_api import expect

from tests.decisions import example as decisions
from tests.meetings import example, panel
from tests.register.support import do, person

HERE = f"/meetings/{panel.KEY}"
PAGES = (
    "/meetings/?as_at=2021-03-05",
    "/meetings/working_group-2021-03-03/?as_at=2021-03-05",
    "/meetings/working_group-2021-04-07/?as_at=2021-03-22",
    "/meetings/panel-2021-03-12/?as_at=2021-03-05",
    "/meetings/change_board-2021-02-23/",
    "/meetings/panel-2021-03-13/",
    "/meetings/papers-due/?as_at=2021-03-05",
    "/meetings/agendas/?as_at=2021-03-05",
    "/proposals/MP099/",
)
RUNNING = (
    f"{HERE}/?as_at=2021-03-12",
    f"{HERE}/run/?item=0147&as_at=2021-03-12",
    f"{HERE}/item/",
    f"{HERE}/fill/",
    f"{HERE}/attendance/",
    f"{HERE}/outcome/?item=0147",
    f"{HERE}/action/",
    "/meetings/actions/?as_at=2021-04-05",
    "/meetings/interests/",
    "/meetings/calendar/?body=panel&year=2021&as_at=2021-01-01",
    "/meetings/plan-calendar/",
    "/meetings/plan-calendar/?body=panel&first=2030-01-01&last=2030-04-30",
)


def clerk():
    """Somebody who keeps the meetings and has an account."""
    person("clerk", "Pseudonym Clerk", email="clerk@example.com")
    do("give_membership", _by="system:install", _from="2020-01-01", person="clerk", role="secretariat")
    do("open_account", _by="system:install", person="clerk")


@pytest.mark.any_database
def test_the_pages_are_accessible_and_fit(site, browser_page, look):
    page = browser_page(allow=("status of 404",))
    look(page, "/meetings/", "meetings-empty")
    decisions.load()
    example.load()
    do("move_meeting", _from="2021-03-20", meeting="working_group-2021-04-07", day="2021-04-14", reason="Easter")
    for number, address in enumerate(PAGES):
        look(page, address, f"meetings-{number}")


def test_the_calendar_is_narrowed_without_scripts(site, browser_page):
    example.load()
    page = browser_page(width=360, javascript=False)
    page.goto("/meetings/?as_at=2021-03-05")
    page.get_by_label("Body", exact=True).select_option("Working Group")
    page.get_by_role("button", name="Filter").click()
    rows = page.locator("#meetings tbody tr")
    expect(rows).to_have_count(3)
    rows.filter(has_text="MP104").get_by_role("link", name="Working Group").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Working Group, 3 March 2021")


@pytest.mark.any_database
def test_the_pages_of_a_running_meeting_are_accessible_and_fit(site, browser_page, look, sign_in):
    panel.loaded_and_run()
    page = browser_page()
    clerk()
    sign_in(page, "clerk")
    for number, address in enumerate(RUNNING):
        look(page, address, f"meeting-{number}")


def test_a_meeting_is_run_on_a_phone_without_scripts(site, browser_page, sign_in):
    panel.load()
    page = browser_page(width=360, javascript=False, allow=("status of 422",))
    clerk()
    sign_in(page, "clerk")

    def confirmed(button="Confirm"):
        page.get_by_role("button", name="Continue").click()
        page.get_by_role("button", name=button).click()

    page.goto(f"{HERE}/")
    page.get_by_role("link", name="Run the meeting").click()
    page.get_by_role("link", name="Next: Item 18, MP147: SMKI Full Extract").click()
    expect(page.get_by_text("AGREE that MP147 goes to the Report Phase")).to_be_visible()
    page.get_by_role("link", name="Record what came of it").click()
    page.get_by_label("Outcome").select_option("No consensus")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_text("is said without what follows").first).to_be_visible()
    page.get_by_label("What follows").fill("a paper in April")
    confirmed()
    expect(page.get_by_text("No consensus: a paper in April")).to_be_visible()
    page.get_by_role("link", name="Give an action").click()
    page.get_by_label("What is to be done").fill("Write that paper")
    page.get_by_label("Owner").select_option("Secretariat")
    confirmed()
    expect(page.get_by_text("ACTION 90/1 for Secretariat: Write that paper")).to_be_visible()
    page.get_by_role("link", name="The whole meeting").click()
    expect(page.get_by_role("heading", name="Attendance", exact=True)).to_be_visible()
    expect(page.get_by_text("Quorum: not known.")).to_be_visible()
