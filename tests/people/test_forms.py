"""Act forms: preview, confirm, refusals at their fields, stale forms, forms sent twice, forms tampered with."""

import re
from datetime import date

import pytest
from django.test import Client

from codeclerk.kernel.models import Event
from codeclerk.people import queries
from codeclerk.people.models import Organisation, Person
from tests.people.support import INSTALL, do, lens, lens_of, member, operator, organisation, person, signed_in

pytestmark = pytest.mark.django_db
ADD = "/organisations/add/"
NORTH = {"key": "north", "name": "North Networks", "kind": "party", "category": "network", "effective": "1 May 2020"}


@pytest.fixture
def manager(client):
    return signed_in(client, operator())


def carried(response):
    return re.search(r'name="carried" value="([^"]+)"', response.content.decode())[1]


def send(client, address, step, response, **data):
    return client.post(address, data | {"carried": carried(response), "step": step})


def text(response):
    return response.content.decode()


def added():
    return Organisation.objects.filter(key="north").count()


def test_form_is_filled_in_looked_over_and_confirmed(manager):
    form = manager.get(ADD)
    preview = send(manager, ADD, "check", form, **NORTH)
    assert preview.status_code == 200
    assert "The organisation North Networks is added under the key north." in text(preview)
    assert "1 May 2020" in text(preview)
    assert "Network Party" in text(preview)
    assert added() == 0
    done = send(manager, ADD, "confirm", preview, **NORTH)
    assert (done.status_code, done["Location"]) == (303, "/organisations/north/")
    assert "The organisation is added." in text(manager.get("/organisations/north/"))
    line = queries.organisation_as_at(lens(date(2020, 5, 1)), "north")
    assert (line.name, line.category) == ("North Networks", "network")
    assert queries.organisations_as_at(lens(date(2020, 4, 30))) == ()


def test_what_was_typed_is_kept_when_it_is_changed_after_the_preview(manager):
    preview = send(manager, ADD, "check", manager.get(ADD), **NORTH)
    form = send(manager, ADD, "change", preview, **NORTH)
    assert form.status_code == 200
    assert 'value="North Networks"' in text(form)
    assert 'value="1 May 2020"' in text(form)
    assert added() == 0


def test_form_sent_twice_is_done_once(manager):
    preview = send(manager, ADD, "check", manager.get(ADD), **NORTH)
    for _ in range(2):
        done = send(manager, ADD, "confirm", preview, **NORTH)
        assert done.status_code == 303
    assert added() == 1
    assert "It was recorded already, and not a second time" in text(manager.get(done["Location"]))


def test_form_confirmed_edited_and_confirmed_again_is_not_taken_for_the_same(manager):
    preview = send(manager, ADD, "check", manager.get(ADD), **NORTH)
    send(manager, ADD, "confirm", preview, **NORTH)
    again = send(manager, ADD, "confirm", preview, **NORTH | {"key": "south", "name": "South"})
    assert again.status_code == 409
    assert 'value="South"' in text(again)
    done = send(manager, ADD, "confirm", again, **NORTH | {"key": "south", "name": "South"})
    assert done.status_code == 303


def test_every_wrong_field_says_what_to_do_and_keeps_what_was_typed(manager):
    form = manager.get(ADD)
    answer = send(manager, ADD, "check", form, key="Bad Key", name="", kind="emperor", effective="31 February 2020")
    page = text(answer)
    assert answer.status_code == 422
    for sentence in (
        "Enter name",
        "Kind: choose one of those listed",
        "Key: use small letters, digits and single hyphens, such as north-networks",
        "Known by this name from must be a real date",
    ):
        assert sentence in page
    assert 'value="Bad Key"' in page
    assert 'value="31 February 2020"' in page


def test_refusal_of_a_guard_stands_at_its_field(manager):
    organisation("north")
    answer = send(manager, ADD, "check", manager.get(ADD), **NORTH)
    assert answer.status_code == 409
    assert 'href="#id_key"' in text(answer)
    assert "The key north is in use already. Choose another key" in text(answer)


def test_two_seats_are_refused_in_the_form(manager):
    key = person()
    member(key, "committee_member", body="change_board", seat="Networks 1")
    address = f"/people/{key}/membership/"
    data = {"role": "committee_member", "body": "change_board", "seat": "Networks 2", "effective": "1 March 2021"}
    answer = send(manager, address, "check", manager.get(address), **data)
    assert answer.status_code == 409
    assert "already has a place in Change Board" in text(answer)
    assert 'value="Networks 2"' in text(answer)


def test_stale_form_shows_what_changed_and_keeps_what_was_typed(manager):
    organisation("north", "North")
    address = "/organisations/north/name/"
    form = manager.get(address)
    preview = send(manager, address, "check", form, name="Northern", effective="1 May 2020")
    do("rename_organisation", organisation="north", name="Meanwhile", _from=date(2020, 1, 1))
    stale = send(manager, address, "confirm", preview, name="Northern", effective="1 May 2020")
    page = text(stale)
    assert stale.status_code == 409
    assert "This changed while you were typing" in page
    assert "The organisation north is called Meanwhile." in page
    assert INSTALL in page
    assert 'value="Northern"' in page
    again = send(manager, address, "check", stale, name="Northern", effective="1 May 2020")
    assert again.status_code == 200
    assert send(manager, address, "confirm", again, name="Northern", effective="1 May 2020").status_code == 303
    assert queries.organisation_as_at(lens(), "north").name == "Northern"


def test_form_that_went_stale_before_the_preview_says_so_then(manager):
    organisation("north", "North")
    address = "/organisations/north/category/"
    form = manager.get(address)
    do("set_party_category", organisation="north", category="dcc")
    assert send(manager, address, "check", form, category="network", effective="1 May 2020").status_code == 409


@pytest.mark.parametrize("value", ["", "x", "W10:1abc:xyz", "\x00", "a" * 10000])
def test_tampered_form_is_refused_and_can_be_sent_again(manager, value):
    answer = manager.post(ADD, NORTH | {"carried": value, "step": "confirm"})
    assert answer.status_code == 422
    assert "The hidden part of the form cannot be read" in text(answer)
    assert added() == 0
    assert send(manager, ADD, "confirm", answer, **NORTH).status_code == 303


def test_form_of_another_act_or_actor_is_not_accepted(manager, client):
    organisation("north")
    form = manager.get("/organisations/north/name/")
    assert send(manager, ADD, "confirm", form, **NORTH).status_code == 422


def test_what_the_address_says_is_not_read_from_the_form(manager):
    organisation("north", "North"), organisation("south", "South")
    address = "/organisations/north/name/"
    preview = send(
        manager, address, "check", manager.get(address), name="Changed", organisation="south", effective="1 May 2020"
    )
    send(manager, address, "confirm", preview, name="Changed", organisation="south", effective="1 May 2020")
    assert {line.name for line in queries.organisations_as_at(lens())} == {"Changed", "South"}


def test_form_asks_the_public_to_sign_in_and_refuses_others_before_they_type(client):
    assert client.get(ADD)["Location"].startswith("/account/sign-in/?next=")
    key = person()
    signed_in(client, f"person:{key}")
    refusal = client.get(ADD)
    assert refusal.status_code == 403
    assert "people.manage is held by Operator, Secretariat" in text(refusal)
    assert client.post(ADD, NORTH).status_code == 403
    assert added() == 0


def test_contact_form_of_somebody_else_is_closed_and_ones_own_is_open(client):
    key, other = person(), person("Pseudonym Other", "other@example.com")
    signed_in(client, f"person:{other}")
    assert client.get(f"/people/{key}/contact/").status_code == 403
    own = client.get(f"/people/{other}/contact/")
    assert 'value="other@example.com"' in text(own)
    address = f"/people/{other}/contact/"
    data = {"name": "Pseudonym New", "email": "new@example.com"}
    preview = send(client, address, "check", own, **data)
    assert send(client, address, "confirm", preview, **data).status_code == 303
    assert Person.objects.get(key=other).name == "Pseudonym New"


def test_own_contact_is_published_and_withdrawn_by_forms(client):
    """Only the person, or who manages people with their agreement."""
    key, other = person(), person("Pseudonym Other", "other@example.com")
    signed_in(client, f"person:{other}")
    assert client.get(f"/people/{key}/publish-contact/").status_code == 403
    assert client.get(f"/people/{key}/withdraw-contact/").status_code == 403
    assert "No paper prints these contact details" in text(client.get("/account/"))
    address, data = f"/people/{other}/publish-contact/", {"name": "on", "email": "on", "effective": "1 February 2021"}
    form = client.get(address)
    assert "keeps it for good" in text(form)
    assert "How the person agreed" not in text(form)
    preview = send(client, address, "check", form, **data)
    assert "nothing can take them out of it again" in text(preview)
    assert send(client, address, "confirm", preview, **data).status_code == 303
    assert "Papers may print, for anybody: name and e-mail address." in text(client.get("/account/"))
    address = f"/people/{other}/withdraw-contact/"
    assert send(client, address, "confirm", send(client, address, "check", client.get(address))).status_code == 303
    for address in ("/account/", f"/people/{other}/?as_at=2021-02-01"):
        assert "No paper prints these contact details" in text(client.get(address)), address


def test_who_manages_people_says_how_the_person_agreed(manager):
    key = person()
    address, data = f"/people/{key}/publish-contact/", {"telephone": "on", "effective": "1 February 2021"}
    refusal = send(manager, address, "check", manager.get(address), **data)
    assert refusal.status_code == 422
    assert "Say how and when the person agreed" in text(refusal)
    data |= {"agreement": "In a mail of 3 March, said Zanzibar"}
    preview = send(manager, address, "check", refusal, **data)
    assert send(manager, address, "confirm", preview, **data).status_code == 303
    assert "Papers may print, for anybody: telephone number." in text(manager.get(f"/people/{key}/"))
    assert "Papers may print" not in text(Client().get(f"/people/{key}/"))
    assert not Event.objects.filter(payload__contains="Zanzibar").exists()


def test_form_is_kept_by_no_cache(manager):
    assert "no-store" in manager.get(ADD)["Cache-Control"]


def test_person_is_registered_given_a_role_ended_and_erased_by_forms(manager):
    def through(address, **data):
        preview = send(manager, address, "check", manager.get(address), **data)
        assert preview.status_code == 200, text(preview)
        done = send(manager, address, "confirm", preview, **data)
        assert done.status_code == 303, text(done)
        return done["Location"]

    home = through("/people/register/", name="Pseudonym Guest", email="guest@example.com")
    key = home.split("/")[2]
    through(f"{home}membership/", role="chair", body="csc", effective="1 February 2021")
    through("/memberships/body-csc-1/end/", last_day="28 February 2021")
    through(f"{home}open-account/")
    through(f"{home}close-account/")
    through(f"{home}erase/")
    assert Person.objects.get(key=key).name == ""
    assert queries.person_as_at(lens_of(INSTALL), key).is_erased
    assert not Event.objects.filter(payload__contains="Guest").exists()


def test_preview_says_who_will_be_told(manager):
    key = person()
    address = f"/people/{key}/open-account/"
    page = text(send(manager, address, "check", manager.get(address)))
    assert f"person:{key}: “Your account in Codeclerk”, because an account was opened for you" in page
