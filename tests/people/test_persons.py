"""Persons: personal data in erasable places only; erasure leaves a sound record."""

import json
import uuid

import pytest

from codeclerk.kernel import bus
from codeclerk.kernel.events import read_body
from codeclerk.kernel.models import Event, OutboxMessage, PrivateRecord, Receipt
from codeclerk.kernel.verify import verify
from codeclerk.people import queries
from codeclerk.people.models import Account, Person
from tests.people.support import (
    EMAIL,
    INSTALL,
    NAME,
    SECRETS,
    TELEPHONE,
    do,
    lens,
    lens_of,
    member,
    operator,
    organisation,
    person,
    refused,
)
from tests.people.support import (
    queries as count,
)

pytestmark = pytest.mark.django_db


def said_somewhere(*models):
    """Everything that these tables hold, as one text."""
    return json.dumps([list(model.objects.values()) for model in models], default=str)


def test_key_is_the_next_free_one_and_says_nothing():
    assert [person(email=f"{n}@example.com") for n in range(2)] == ["p-0001", "p-0002"]
    assert person(email="x@example.com", key="analyst-1") == "analyst-1"


def test_key_that_repeats_the_name_is_a_warning():
    plan = bus.preview("register_person", {"name": NAME, "key": "quillfeather-1"}, actor=INSTALL)
    assert plan.warnings == ("The key repeats a part of the name, and the key stays when the name is erased.",)


@pytest.mark.inventory("R10", partial="the people part: one record of contact details; papers and exports come later")
def test_contact_details_stand_in_erasable_places_only():
    key = person()
    do("change_contact", person=key, name=f"{NAME} Junior", email=EMAIL, telephone=TELEPHONE)
    do("open_account", person=key)
    kept_for_ever = said_somewhere(Event, Receipt, OutboxMessage)
    assert [secret for secret in SECRETS if secret in kept_for_ever] == []
    assert PrivateRecord.objects.filter(subject=f"person:{key}").count() == 2


def test_contact_is_given_to_who_manages_people_and_to_the_person():
    key, other = person(), person("Pseudonym Other", "other@example.com")
    own = queries.Contact(NAME, EMAIL, TELEPHONE)
    assert queries.contact_of(lens(), key) is None
    assert queries.contact_of(lens_of(f"person:{other}"), key) is None
    assert queries.contact_of(lens_of(f"person:{key}"), key) == own
    assert queries.contact_of(lens_of(operator()), key) == own
    assert queries.person_as_at(lens(), key).label == f"Person {key}"
    assert queries.names_of(lens()) == {}
    with pytest.raises(Exception, match="may not see the contact details of others"):
        queries.persons_as_at(lens())


def test_person_stands_for_an_organisation_from_a_day_on():
    from datetime import date

    organisation("north", "North Networks"), organisation("south", "South Supply")
    key = person(on_behalf_of="north")
    do("set_on_behalf_of", _from=date(2031, 5, 1), person=key, organisation="south")
    do("set_on_behalf_of", _from=date(2032, 5, 1), person=key)
    stood_for = [
        queries.person_as_at(lens(day), key).on_behalf_of_name for day in (None, date(2031, 5, 1), date(2032, 5, 1))
    ]
    assert stood_for == ["North Networks", "South Supply", ""]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("email", "nobody"),
        ("email", "a@b"),
        ("telephone", "ring me"),
        ("name", " "),
        ("name", "A\nB\x07"),
        ("key", "A B"),
    ],
)
def test_details_that_cannot_be_right_are_refused(field, value):
    refusal = refused("register_person", **({"name": NAME} | {field: value}))
    assert (refusal.code, refusal.facts["field"]) == ("kernel.bad_field", field)
    assert value.strip() == "" or value not in json.dumps(refusal.facts)


def test_erasure_empties_every_place_and_the_log_is_sound():
    key = person()
    do("open_account", person=key)
    ended = member(key, "chair", body="csc")
    do("end_membership", membership=ended, last_day="2021-06-30")
    do("change_contact", person=key, name=f"{NAME} Junior", email=EMAIL, telephone=TELEPHONE)
    do("erase_person", person=key)
    row = Person.objects.get(key=key)
    assert (row.name, row.email, row.telephone, row.erased_at is not None) == ("", "", "", True)
    assert not Account.objects.exists()
    everything = said_somewhere(Event, Receipt, OutboxMessage, PrivateRecord, Person, Account)
    assert [secret for secret in SECRETS if secret in everything] == []
    assert verify().is_sound
    assert [line.role for line in queries.terms_of_person(lens(), key)] == ["chair"]
    assert queries.person_as_at(lens_of(operator()), key).contact is None


def test_erased_events_are_read_and_written_without_the_private_part():
    key = person()
    do("change_contact", person=key, name=NAME, email=EMAIL, telephone=TELEPHONE)
    do("erase_person", person=key)
    for event in Event.objects.filter(stream=f"person:{key}"):
        body = read_body(event.type, event.version, event.body_json(), None)
        assert body.private_payload() in ({}, {"name": None, "email": None, "telephone": None})
    changed = Event.objects.get(type="people.contact_changed")
    read_body(changed.type, changed.version, changed.body_json(), None).write(bus.stamp_of(changed))
    assert Person.objects.get(key=key).name == ""


def test_erased_person_gets_and_does_nothing_more():
    who = operator()
    key = person()
    do("erase_person", person=key)
    for act, data in (
        ("give_membership", {"person": key, "role": "chair", "body": "csc"}),
        ("change_contact", {"person": key, "name": NAME}),
        ("open_account", {"person": key}),
        ("erase_person", {"person": key}),
    ):
        assert refused(act, _by=who, **data).code == "people.person_erased"
    refusal = refused("register_person", _by=f"person:{key}", name=NAME)
    assert "was erased" in str(refusal)


def test_who_holds_a_role_is_not_erased():
    key = person()
    member(key, "chair", body="csc")
    refusal = refused("erase_person", person=key)
    assert (refusal.code, refusal.facts["memberships"]) == ("people.erase_holds_roles", "body-csc-1")


def test_unknown_person_is_refused_with_the_nearest():
    person(key="analyst-1")
    assert refused("open_account", person="analyst-2").remedy.startswith("Did you mean analyst-1?")


def test_own_contact_details_may_be_changed_and_nobody_elses():
    key, other = person(), person("Pseudonym Other", "other@example.com")
    actor = f"person:{key}"
    do("change_contact", _by=actor, person=key, name="Pseudonym Renamed", email=EMAIL)
    assert Person.objects.get(key=key).name == "Pseudonym Renamed"
    assert refused("change_contact", _by=actor, person=other, name="X").code == "kernel.not_allowed"


def test_address_signs_in_one_person():
    key = person()
    do("open_account", person=key)
    refusal = refused("register_person", name="Pseudonym Other", email=EMAIL.upper())
    assert (refusal.code, refusal.facts["field"]) == ("people.address_taken", "email")
    assert EMAIL.upper() not in str(refusal)
    assert refused("change_contact", person=key, name=NAME).code == "people.address_needed"


def test_same_command_twice_is_done_once():
    command = uuid.uuid4()
    for _ in range(2):
        bus.execute("register_person", {"name": NAME}, actor=INSTALL, command_id=command)
    assert Person.objects.count() == 1


@pytest.mark.parametrize("size", [1, 30])
def test_list_of_persons_takes_four_queries(size):
    who = lens_of(operator())
    for number in range(size - 1):
        person(f"Pseudonym {number}", f"p{number}@example.com")
    with count(4):
        assert len(queries.persons_as_at(who)) == size
