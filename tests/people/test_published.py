"""Contact details in papers: published by consent, kind by kind, from a day on, until withdrawn (A17)."""

from datetime import date, timedelta

import pytest

from codeclerk.kernel import clock
from codeclerk.kernel.models import Event, OutboxMessage, PrivateRecord, Receipt
from codeclerk.kernel.verify import verify
from codeclerk.people import queries
from codeclerk.people.rules import Detail
from tests.people.support import EMAIL, NAME, SECRETS, TELEPHONE, do, lens, person, refused
from tests.people.support import queries as count
from tests.people.test_persons import said_somewhere

pytestmark = pytest.mark.django_db
MARCH = date(2021, 3, 1)
AGREED = "in a mail of 3 March to Zanzibar"


def publish(key: str, _from: date = MARCH, **details: bool) -> None:
    do("publish_contact", _by=f"person:{key}", _from=_from, person=key, **details)


def printed(key: str, day: date | None = None) -> queries.Contact | None:
    return queries.published_contact(lens(day), key)


def test_only_what_was_chosen_is_printed_from_its_day_on():
    key = person()
    assert printed(key) is None
    publish(key, name=True, email=True)
    assert printed(key, MARCH) == queries.Contact(NAME, EMAIL, "")
    assert printed(key, date(2021, 2, 28)) is None
    publish(key, date(2021, 5, 1), telephone=True)
    assert printed(key, date(2021, 5, 1)) == queries.Contact("", "", TELEPHONE)
    assert printed(key, MARCH) is None  # what is not published any more is printed of no day
    assert queries.published_details(lens(MARCH), key) == (Detail.NAME, Detail.EMAIL)


def test_present_details_are_printed():
    key = person()
    publish(key, name=True)
    do("change_contact", person=key, name="Pseudonym Renamed", email=EMAIL)
    assert printed(key) == queries.Contact("Pseudonym Renamed", "", "")


def test_withdrawal_ends_it_for_every_day_also_what_was_to_begin_later():
    key = person()
    publish(key, name=True)
    publish(key, clock.today() + timedelta(days=9), name=True, email=True)
    do("withdraw_contact", _by=f"person:{key}", person=key)
    assert [printed(key, day) for day in (MARCH, None, clock.today() + timedelta(days=10))] == [None] * 3
    assert queries.ended_consents([key]) == {key: False}
    assert refused("withdraw_contact", person=key).code == "people.contact_not_published"
    publish(key, clock.today(), name=True)
    assert printed(key) == queries.Contact(NAME, "", "")
    assert queries.ended_consents([key]) == {}


def test_erasure_ends_it_and_the_log_says_which_kinds_only():
    key = person()
    do("publish_contact", _from=MARCH, person=key, telephone=True, agreement=AGREED)
    told = said_somewhere(Event, Receipt, OutboxMessage)
    assert [secret for secret in (*SECRETS, "Zanzibar") if secret in told] == []
    assert '\\"details\\": [\\"telephone\\"]' in told.replace('\\":[', '\\": [')
    assert "Zanzibar" in said_somewhere(PrivateRecord)
    do("erase_person", person=key)
    assert printed(key, MARCH) is None
    assert queries.published_details(lens(), key) == ()
    assert queries.ended_consents([key]) == {key: True}
    assert "Zanzibar" not in said_somewhere(PrivateRecord, Event, Receipt)
    types = list(Event.objects.filter(stream=f"person:{key}").order_by("seq").values_list("type", flat=True))
    assert types[-2:] == ["people.contact_withdrawn", "people.person_erased"]
    assert verify().is_sound


def test_what_cannot_be_published_is_refused():
    key, other = person(), do("register_person", name="Pseudonym Other")["person"]
    actor = f"person:{key}"
    assert refused("publish_contact", _by=actor, person=key).code == "people.nothing_to_publish"
    refusal = refused("publish_contact", _by=f"person:{other}", person=other, email=True)
    assert (refusal.code, refusal.facts["field"]) == ("people.detail_not_recorded", "email")
    refusal = refused("publish_contact", person=key, name=True)
    assert (refusal.code, refusal.facts["field"]) == ("people.agreement_needed", "agreement")
    assert refused("publish_contact", _by=actor, person=other, name=True).code == "kernel.not_allowed"
    assert refused("withdraw_contact", _by=actor, person=other).code == "kernel.not_allowed"
    do("erase_person", person=other)
    assert refused("publish_contact", person=other, name=True, agreement=AGREED).code == "people.person_erased"


def test_it_takes_as_many_queries_for_a_long_story():
    key = person()
    with count(1):
        assert printed(key) is None
    for month in range(3, 12):
        publish(key, date(2021, month, 1), name=True)
    with count(2):
        assert printed(key) is not None
    with count(2):
        assert queries.ended_consents([key]) == {}
    with count(0):
        assert queries.ended_consents([]) == {}
