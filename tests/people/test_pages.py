"""The pages: what they show, to whom, and in how many queries."""

import io
import logging
from datetime import date

import pytest
from openpyxl import load_workbook

from tests.people.support import SECRETS, do, member, operator, organisation, person, signed_in
from tests.people.support import queries as count

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    """An operator, and somebody with contact details who sits on a committee for an organisation."""
    organisation("north", "North Networks", category="Networks Party")
    key = person(on_behalf_of="north")
    csc = member(key, "committee_member", body="csc", seat="Networks 1")
    other = person("Pseudonym Other", "other@example.com", on_behalf_of="north")
    member(other, "alternate", body="csc", alternate_for=csc)
    member(key, "party_contact", organisation="north")
    return {"operator": operator(), "person": f"person:{key}", "other": f"person:{other}", "key": key}


def addresses(key):
    return [
        "/organisations/",
        "/organisations/north/",
        "/committees/csc/members/",
        f"/people/{key}/",
        "/memberships/body-csc-1/",
    ]


def text(response):
    if "spreadsheet" in response["Content-Type"]:
        sheet = load_workbook(io.BytesIO(response.content))
        return str([[[cell.value for cell in row] for row in page] for page in sheet])
    return response.content.decode()


@pytest.mark.inventory("R10", partial="pages and downloads of people; papers and exports come later")
@pytest.mark.parametrize("form", ["", "csv", "xlsx", "json"])
@pytest.mark.parametrize("who", ["", "other"])
def test_personal_data_is_on_no_page_and_in_no_download_for_others(client, world, form, who, caplog):
    if who:
        signed_in(client, world[who])
    with caplog.at_level(logging.DEBUG):
        for address in addresses(world["key"]):
            response = client.get(address, {"format": form} if form else {})
            assert response.status_code == 200, address
            assert [secret for secret in SECRETS if secret in text(response)] == [], address
    assert [secret for secret in SECRETS if secret in caplog.text] == []


def test_list_of_people_is_closed_to_others(client, world):
    assert client.get("/people/").status_code == 403
    assert signed_in(client, world["other"]).get("/people/").status_code == 403


def test_who_manages_people_sees_names_and_downloads_leave_them_out(client, world):
    signed_in(client, world["operator"])
    for address in ("/people/", "/committees/csc/members/", "/organisations/north/", f"/people/{world['key']}/"):
        assert SECRETS[0] in text(client.get(address)), address
        for form in ("csv", "xlsx", "json"):
            downloaded = text(client.get(address, {"format": form}))
            assert [secret for secret in SECRETS if secret in downloaded] == [], (address, form)


def test_person_sees_own_contact_details_and_nothing_to_change_others(client, world):
    page = text(signed_in(client, world["person"]).get(f"/people/{world['key']}/"))
    assert SECRETS[0] in page
    assert "Erase this person" not in page
    account = text(client.get("/account/"))
    may, may_not = account.split("What you may not do, and why")
    assert "people.manage" not in may
    assert "people.manage is held by Operator, Secretariat" in may_not


def test_account_page_names_the_rule_of_what_may_be_done(client, world):
    page = text(signed_in(client, world["operator"]).get("/account/"))
    assert "people.erase is held by Operator; " in page
    assert "is Operator since 1 February 2021" in page
    assert "packs/sec/capabilities.yaml line" in page


def test_body_page_shows_members_as_at_the_day(client, world):
    page = text(client.get("/committees/csc/members/"))
    assert all(word in page for word in ("Change Sub-Committee", "Networks 1", "Alternate", "North Networks"))
    before = text(client.get("/committees/csc/members/?as_at=2021-01-31"))
    assert "No membership was held on the day" in before


def test_body_is_found_by_its_short_name_and_unknown_ones_are_refused(client, world):
    assert client.get("/committees/csc/members/").status_code == 200
    assert client.get("/committees/nothing/members/").status_code in (404, 422)
    assert client.get("/organisations/nort/").status_code == 404
    assert "Did you mean north?" in text(client.get("/organisations/nort/"))
    assert client.get("/people/p-9999/").status_code == 404
    assert client.get("/memberships/body-csc-99/").status_code == 404


def test_unknown_person_page_suggests_no_other_person_to_the_public(client, world):
    assert "Did you mean" not in text(client.get("/people/p-0009/"))


def test_organisations_are_filtered_by_category(client, world):
    organisation("bright", "Bright Supply", category="Large Supplier")
    page = text(client.get("/organisations/", {"category": "Large Supplier"}))
    assert ("Bright Supply" in page, "North Networks" in page) == (True, False)


def test_erased_person_has_a_page_without_personal_data(client, world):
    gone = person("Pseudonym Gone", "gone@example.com")
    do("erase_person", person=gone)
    page = text(signed_in(client, world["operator"]).get(f"/people/{gone}/"))
    assert "was erased" in page
    assert "Open an account" not in page


@pytest.mark.parametrize("size", [1, 30])
def test_pages_take_the_same_queries_however_much_they_list(client, size):
    for number in range(size):
        organisation(f"o-{number}", category="dcc")
        who = person(f"Pseudonym {number}", f"p{number}@example.com", on_behalf_of=f"o-{number}")
        member(who, "committee_member", body="csc", seat=str(number))
    with count(3):
        client.get("/organisations/")
    with count(3):
        client.get("/committees/csc/members/")
    member("p-0001", "operator", date(2021, 2, 1))
    signed_in(client, "person:p-0001")
    # Session, account, roles; then what the page itself reads.
    with count(3 + 4):
        client.get("/people/")
    with count(3 + 4):
        client.get("/committees/csc/members/")


def test_pages_of_one_thing_take_few_queries(client, world):
    with count(10):
        client.get("/organisations/north/")
    with count(4):
        client.get(f"/people/{world['key']}/")
    signed_in(client, world["operator"])
    with count(7):  # one of them: what papers may print
        client.get("/account/")
