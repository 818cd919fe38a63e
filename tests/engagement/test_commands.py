"""Acts on days, bookings and the helpdesk: what each does, what it refuses, who is told."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core import mail

from codeclerk.engagement import queries
from codeclerk.engagement.forgetting import forget, free
from codeclerk.engagement.models import RequestRecord
from codeclerk.kernel import bus, clock, outbox
from codeclerk.kernel.models import OutboxMessage, PrivateRecord
from tests.engagement import example
from tests.engagement.example import book
from tests.register.support import do, lens, person, refused
from tests.support.records import loaded_once

pytestmark = pytest.mark.django_db
people = loaded_once(example.people)
KEY_OF_2016 = "2016-11-25-sec-small-supplier-engagement-day"


@pytest.fixture
def day(people):
    return example.planned()


def told():
    """To whom messages go, and what about: the newest first."""
    rows = OutboxMessage.objects.order_by("-pk").values_list("to", "subject")
    return [(to, subject.split(":")[0]) for to, subject in rows]


@pytest.mark.inventory("G32")
def test_first_come_first_served_with_a_waiting_list(day):
    assert [book(day, "ada", 2), book(day, "ben", 2), book(day, "cleo", 1)] == [False, True, True]
    one = queries.engagement(lens(), day)
    assert (one.booked, one.waiting, one.free) == (2, 3, 1)
    do("cancel_booking", _by="person:ada", engagement=day)
    one = queries.engagement(lens(), day)
    assert (one.booked, one.waiting, one.free) == (3, 0, 0)
    assert set(told()[:2]) == {("person:ben", "You have a place"), ("person:cleo", "You have a place")}


def test_who_cancels_does_not_learn_who_waits(day):
    book(day, "ada", 2)
    book(day, "ben", 2)
    for who, shown in (("ada", "Somebody who waits for a place"), ("clerk", "person:ben")):
        data = {"engagement": day, "person": "ada"}
        plan = bus.preview("cancel_booking", data, actor=f"person:{who}")
        assert [(one.to, one.shown_to) for one in plan.notices] == [("person:ben", shown)]


def test_a_cancelled_booking_can_be_made_again_at_the_end(day):
    book(day, "ada", 2)
    book(day, "ben", 1)
    do("cancel_booking", _by="person:ada", engagement=day)
    assert book(day, "cleo", 2) is False
    assert book(day, "ada", 1) is True


def test_what_cannot_be_booked(day):
    book(day, "ada")
    for who, data, code in (
        ("ada", {"organisation": "ada-energy"}, "booked_already"),
        ("ben", {"organisation": "ada-energy"}, "not_their_organisation"),
        ("dora", {"organisation": "wires"}, "not_invited"),
        ("ben", {"organisation": "ben-energy", "places": 4}, "too_many_places"),
        ("ben", {"organisation": "ben-energy", "engagement": "2016-01-01-x"}, "unknown"),
    ):
        no = refused("book_place", _by=f"person:{who}", **{"engagement": day, **data})
        assert no.code == f"engagement.{code}", who
    no = refused("book_place", _by="person:ben", engagement=day, organisation="ada-energy", person="ada")
    assert no.code == "kernel.not_allowed"
    assert refused("cancel_booking", _by="person:ben", engagement=day).code == "engagement.not_booked"
    assert refused("cancel_booking", _by="person:ben", engagement=day, person="ada").code == "kernel.not_allowed"


def test_bookings_close(people):
    yesterday = clock.today() - timedelta(days=1)
    key = example.planned(closes=yesterday.isoformat())
    no = refused("book_place", _by="person:ada", engagement=key, organisation="ada-energy")
    assert no.code == "engagement.closed"
    assert "they closed on" in no.problem


@pytest.mark.inventory("G31")
def test_the_helpdesk_books_for_who_asks(day):
    do("book_place", _by="person:clerk", engagement=day, organisation="wires", person="dora")
    clerk = lens(viewer=viewer("clerk"))
    (line,) = queries.bookings(clerk, queries.engagement(clerk, day))
    assert (line.booking.person, line.organisation_name, line.waits) == ("dora", "Wires Limited", False)
    assert told()[0] == ("person:dora", "Booked")
    assert refused("book_place", _by="system:import", engagement=day, organisation="wires").code == "engagement.who"


def test_a_moved_day_tells_whoever_booked(day):
    book(day, "ada", 2)
    book(day, "ben", 2)
    first = clock.today() + timedelta(days=30)
    do("move_engagement", _by="person:clerk", engagement=day, first=first.isoformat(), capacity=4, reason="No heat.")
    one = queries.engagement(lens(), day)
    assert (one.first, one.last, one.sequence, one.place, one.booked) == (first, first, 1, "The hall", 4)
    assert set(told()[:2]) == {("person:ada", "Changed"), ("person:ben", "You have a place")}
    no = refused("move_engagement", _by="person:clerk", engagement=day, capacity=3, reason="Too dear.")
    assert (no.code, no.facts["taken"]) == ("engagement.too_small", 4)
    no = refused("move_engagement", _by="person:clerk", engagement=day, reason="Why not.")
    assert no.code == "engagement.nothing_changed"


def test_a_cancelled_day_tells_whoever_booked_and_takes_nothing_more(day):
    book(day, "ada", 2)
    book(day, "ben", 2)
    do("cancel_engagement", _by="person:clerk", engagement=day, reason="Nobody speaks.")
    assert set(told()[:2]) == {("person:ada", "Cancelled"), ("person:ben", "Cancelled")}
    assert queries.coming(lens()) == ()
    no = refused("book_place", _by="person:cleo", engagement=day, organisation="cleo-energy")
    assert (no.code, "it is cancelled" in no.problem) == ("engagement.closed", True)
    no = refused("cancel_engagement", _by="person:clerk", engagement=day, reason="Again.")
    assert no.code == "engagement.not_coming"


def test_what_cannot_be_planned(people):
    first = clock.today() + timedelta(days=3)
    given = {"title": "A day", "first": first.isoformat()}
    assert refused("plan_engagement", _by="person:clerk", **given).code == "engagement.no_place"
    earlier = (first - timedelta(days=1)).isoformat()
    no = refused("plan_engagement", _by="person:clerk", **given, online=True, last=earlier)
    assert no.code == "engagement.ends_before_it_begins"
    do("plan_engagement", _by="person:clerk", **given, online=True)
    assert refused("plan_engagement", _by="person:clerk", **given, online=True).code == "engagement.planned_already"
    assert refused("plan_engagement", _by="person:ada", **given, online=True).code == "kernel.not_allowed"


@pytest.mark.inventory("G32")
def test_who_came_is_counted_by_organisation(people):
    key = do("plan_engagement", _from="2016-11-09", title=example.TITLE, first="2016-11-25", place="Hall")["engagement"]
    no = refused("record_engagement_attendance", _from="2016-11-24", engagement=key, organisation="wires", number=3)
    assert no.code == "engagement.not_yet"
    for organisation, number in (("wires", 3), ("ada-energy", 1), ("wires", 2)):
        do("record_engagement_attendance", _from="2016-11-25", engagement=key, organisation=organisation,
           number=number)  # fmt: skip
    one = queries.engagement(lens(), key)
    assert one.attended == 3
    clerk = lens(viewer=viewer("clerk"))
    assert queries.attendance(clerk, one) == (("Ada Energy Limited", 1), ("Wires Limited", 2))


def test_a_suggested_topic_is_taken_up_and_who_suggested_it_is_told(day):
    key = do("suggest_topic", _by="person:ada", engagement=day, topic="How votes are counted")["request"]
    assert [topic.text for topic in queries.engagement(lens(), day).topics] == ["Becoming a User"]
    do("add_topic", _by="person:clerk", engagement=day, topic="Counting votes", request=key)
    assert [topic.text for topic in queries.engagement(lens(), day).topics] == ["Becoming a User", "Counting votes"]
    outbox.deliver_due(clock.now())
    (message,) = [one for one in mail.outbox if "taken up" in one.subject]
    assert message.to == ["ada@example.com"]
    assert RequestRecord.objects.get().state == "answered"


@pytest.mark.inventory("G31")
def test_a_request_is_answered_by_mail_and_erased(people):
    key = do("ask_helpdesk", _by="system:helpdesk", kind="booking", subject="Two places",
             message="For us both, please.", reply_to="someone@example.com")["request"]  # fmt: skip
    do("answer_request", _by="person:clerk", request=key, answer="They are booked.")
    assert not OutboxMessage.objects.filter(to__contains="@").exists()
    assert not OutboxMessage.objects.filter(body__contains="booked").exists()
    outbox.deliver_due(clock.now())
    (message,) = [one for one in mail.outbox if key in one.subject]
    assert (message.to, message.body.splitlines()[0]) == (["someone@example.com"], "They are booked.")
    assert (
        refused("close_request", _by="person:clerk", request=key, reason="Done.").code == "engagement.request_settled"
    )
    do("erase_request", _by="person:clerk", request=key)
    row = RequestRecord.objects.get()
    assert (row.subject, row.message, row.reply_to, row.answer, row.state) == ("", "", "", "", "answered")
    assert not PrivateRecord.objects.filter(subject=f"helpdesk:{key}").exclude(body="").exists()
    assert refused("erase_request", _by="person:clerk", request=key).code == "engagement.request_settled"


def test_what_the_helpdesk_refuses(people):
    given = {"subject": "A question", "message": "What is this?"}
    no = refused("ask_helpdesk", _by="system:helpdesk", kind="other", **given)
    assert no.code == "engagement.no_address"
    no = refused("ask_helpdesk", _by="person:ada", kind="weather", **given)
    assert no.code == "engagement.unknown_kind"
    for _ in range(10):
        do("ask_helpdesk", _by="person:ada", kind="other", **given)
    no = refused("ask_helpdesk", _by="person:ada", kind="other", **given)
    assert (no.code, no.facts["most"]) == ("engagement.too_many_requests", 10)
    assert (
        refused("answer_request", _by="person:ada", request="2021-01-01-1", answer="Yes.").code == "kernel.not_allowed"
    )
    no = refused("answer_request", _by="person:clerk", request="2021-01-01-1", answer="Yes.")
    assert no.code == "engagement.unknown_request"


def viewer(key):
    from codeclerk.people.middleware import viewer_for

    return viewer_for(f"person:{key}", clock.now())


@pytest.mark.inventory("G32")
def test_the_day_of_november_2016_with_its_topics(people):
    # Printed in DCUSA:56-80; the paper names no place.
    do("plan_engagement", _from="2016-11-09", title=example.TITLE, first="2016-11-25", sure="printed",
       categories=["small_supplier"], topics=["Becoming a DCC User", "Security and privacy assessments"])  # fmt: skip
    (one,) = queries.coming(lens("2016-11-09"))
    assert (one.key, one.first, one.categories) == (KEY_OF_2016, date(2016, 11, 25), ("small_supplier",))
    assert [topic.text for topic in one.topics] == ["Becoming a DCC User", "Security and privacy assessments"]
    assert queries.coming(lens("2016-11-08")) == ()
    assert queries.coming(lens("2016-11-26")) == ()


def test_what_an_erased_person_wrote_is_erased_with_the_next_tick(people):
    person("eve", "Pseudonym Eve", email="eve@example.com")
    key = do("ask_helpdesk", _by="person:eve", kind="other", subject="A question", message="Who am I?")["request"]
    do("erase_person", _by="system:install", person="eve")
    assert forget(clock.now()) == "1 erased"
    assert forget(clock.now()) == "0 erased"
    row = RequestRecord.objects.get(key=key)
    assert (row.message, row.erased_at is not None) == ("", True)
    assert refused("erase_request", _by="system:helpdesk", request=key).code == "kernel.not_allowed"
    other = do("ask_helpdesk", _by="person:ada", kind="other", subject="A question", message="Who am I?")["request"]
    assert refused("erase_request", _by="system:tick", request=other).code == "kernel.not_allowed"


def test_what_an_erased_person_booked_goes_to_who_waits(day):
    person("eve", "Pseudonym Eve", email="eve@example.com", on_behalf_of="ada-energy")
    do("book_place", _by="person:eve", engagement=day, organisation="ada-energy", places=3)
    assert book(day, "ben") is True
    assert refused("cancel_booking", _by="system:tick", engagement=day, person="eve").code == "kernel.not_allowed"
    do("erase_person", _by="system:install", person="eve")
    assert free(clock.now()) == "1 cancelled"
    assert free(clock.now()) == "0 cancelled"
    one = queries.engagement(lens(), day)
    assert (one.booked, one.waiting) == (1, 0)
    assert told()[0] == ("person:ben", "You have a place")
    kept = OutboxMessage.objects.get(to="person:eve")
    assert (kept.subject, kept.body, kept.because) == ("(erased)", "", "")


def test_nobody_but_the_secretariat_books_or_cancels_as_of_an_earlier_day(people):
    day = clock.today() - timedelta(days=1)
    key = example.planned(closes=day.isoformat())
    late = {"engagement": key, "organisation": "ada-energy"}
    assert refused("book_place", _by="person:ada", _from=day, **late).code == "engagement.closed"
    do("book_place", _by="person:clerk", _from=day, person="ada", **late)
    past = do("plan_engagement", _from="2021-01-04", title="A day that was", first="2021-03-05", online=True)
    booked = {"engagement": past["engagement"], "_from": "2021-03-01"}
    do("book_place", _by="person:clerk", person="ben", organisation="ben-energy", **booked)
    assert refused("cancel_booking", _by="person:ben", **booked).code == "engagement.not_booked"
