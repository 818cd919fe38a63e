"""The pages of engagement. Who booked shows to themselves and to the secretariat, and nowhere else."""

from __future__ import annotations

import re
from datetime import timedelta

import icalendar
import pytest
from django.core.cache import cache

from codeclerk.engagement import queries
from codeclerk.engagement.models import EngagementRecord, RequestRecord
from codeclerk.kernel import clock
from codeclerk.kernel.errors import Refused
from codeclerk.kernel.models import Event
from codeclerk.kernel.seal import seal_pending
from codeclerk.people.models import Account
from tests.engagement import example
from tests.register.support import do, lens, registered
from tests.register.support import queries as count
from tests.register.test_forms import send
from tests.support.pages import html
from tests.support.records import loaded_once

pytestmark = pytest.mark.django_db
loaded = loaded_once(example.load)
WHO = ("ada", "Ada", "ben", "Ben", "cleo", "Cleo")
"""What gives away who booked: keys, names and organisations, on whatever surface."""


def signed_in(client, key):
    client.force_login(Account.objects.get(person__key=key))
    return client


def key():
    return EngagementRecord.objects.get().key


def gives_away(page):
    return [who for who in WHO if re.search(rf"\b{who}\b", page)]


@pytest.mark.inventory("G32")
def test_the_day_has_its_page_with_the_places_that_are_left(loaded, client):
    page = html(client.get(f"/engagement/{key()}/"))
    for said in (example.TITLE, "The hall", "Small Suppliers", "1 of 3 left, 3 on the waiting list", "Becoming a User"):
        assert said in page, said
    every = html(client.get("/engagement/"))
    assert example.TITLE in every
    assert "+44 (0) 20 7090 7755" in every


@pytest.mark.any_database
@pytest.mark.parametrize("viewer", ["", "dora", "ada"])
def test_who_booked_shows_to_nobody_else(loaded, client, viewer):
    if viewer:
        signed_in(client, viewer)
    seal_pending(clock.now())
    own = {"ada": ["ada", "Ada"]}.get(viewer, [])
    addresses = (
        "/engagement/",
        f"/engagement/{key()}/",
        f"/engagement/{key()}/event.ics",
        "/engagement/events.ics",
        "/engagement/?format=csv",
        "/engagement/?format=json",
        "/engagement/helpdesk/",
        "/api/v1/events?type=engagement.place_booked",
        "/search/?q=engagement",
        "/",
    )
    for address in addresses:
        page = html(client.get(address))
        log = re.sub(r"<header.*?</header>", "", page)
        if address.startswith("/api/"):
            # Organisations and persons are in the record whether they booked or not: their bookings are what is hidden.
            assert "place_booked" not in log
            assert "booking:" not in log
            continue
        assert [who for who in gives_away(log) if who not in own] == [], address
    assert client.get(f"/engagement/{key()}/bookings.csv").status_code in (403, 404)


def test_the_log_tells_of_days_and_not_of_bookings(loaded, client):
    do("ask_helpdesk", _by="person:ada", kind="other", subject="A question", message="What is this?")
    seal_pending(clock.now())
    kinds = {stream.partition(":")[0] for stream in Event.objects.values_list("stream", flat=True)}
    assert {"engagement", "booking", "helpdesk"} <= kinds
    log = client.get("/api/v1/events?limit=100").content.decode()
    assert "engagement.planned" in log
    for hidden in ("engagement.place_booked", "engagement.help_asked", "What is this", "helpdesk:"):
        assert hidden not in log, hidden


def test_reads_refuse_who_may_not_see_who_booked(loaded):
    one = queries.engagement(lens(), key())
    for read in (lambda: queries.bookings(lens(), one), lambda: queries.attendance(lens(), one)):
        with pytest.raises(Refused, match="not_yours"):
            read()
    with pytest.raises(Refused, match="not_yours"):
        queries.requests(lens())


def test_the_secretariat_sees_who_booked_and_has_the_file(loaded, client):
    signed_in(client, "clerk")
    page = html(client.get(f"/engagement/{key()}/"))
    for said in ("Pseudonym Ada", "Ben Energy Limited", "waits", "has a place"):
        assert said in page, said
    file = client.get(f"/engagement/{key()}/bookings.csv")
    assert file["Content-Type"].startswith("text/csv")
    assert "no-store" in file["Cache-Control"]
    assert "Pseudonym Cleo" in file.content.decode()


def test_a_place_is_booked_and_cancelled_on_pages(loaded, client):
    other = example.planned(title="Another day", categories=[])
    signed_in(client, "ada")
    assert "Book a place" in html(client.get(f"/engagement/{other}/"))
    answer = send(client, f"/engagement/{other}/book/", organisation="ada-energy", places="2")
    assert answer.status_code == 303
    assert "2 places: booked." in html(client.get(f"/engagement/{other}/"))
    assert send(client, f"/engagement/{other}/cancel-booking/").status_code == 303
    assert "Your booking" not in html(client.get(f"/engagement/{other}/"))


def test_looking_over_a_booking_does_not_tell_of_another_that_came_between(loaded, client):
    other = example.planned(title="Another day", categories=[])
    signed_in(client, "ada")
    address = f"/engagement/{other}/book/"
    page = client.get(address).content.decode()
    typed = {"organisation": "ada-energy", "places": "1"}
    typed["carried"] = re.search(r'name="carried" value="([^"]+)"', page)[1]
    checked = client.post(address, {**typed, "step": "check"}).content.decode()
    typed["carried"] = re.search(r'name="carried" value="([^"]+)"', checked)[1]
    example.book(other, "ben", 3)
    assert client.post(address, {**typed, "step": "confirm"}).status_code == 303
    assert "on the waiting list" in html(client.get(f"/engagement/{other}/"))


def test_a_field_that_is_wrong_says_what_to_do(loaded, client):
    signed_in(client, "ada")
    other = example.planned(title="Another day", categories=[])
    address = f"/engagement/{other}/book/"
    carried = re.search(r'name="carried" value="([^"]+)"', client.get(address).content.decode())[1]
    answer = client.post(address, {"organisation": "ada-energy", "places": "4", "carried": carried, "step": "check"})
    assert answer.status_code == 422
    assert "Book fewer." in answer.content.decode()


def test_a_calendar_entry_keeps_its_id_and_raises_its_sequence(loaded, client):
    def entry():
        response = client.get(f"/engagement/{key()}/event.ics")
        (found,) = icalendar.Calendar.from_ical(response.content).walk("VEVENT")
        return found

    first = entry()
    assert (first["SEQUENCE"], first["STATUS"], first["SUMMARY"]) == (0, "CONFIRMED", example.TITLE)
    moved = (clock.today() + timedelta(days=40)).isoformat()
    do("move_engagement", _by="person:clerk", engagement=key(), first=moved, reason="No heat.")
    do("cancel_engagement", _by="person:clerk", engagement=key(), reason="Nobody speaks.")
    last = entry()
    assert (last["UID"], last["SEQUENCE"], last["STATUS"]) == (first["UID"], 2, "CANCELLED")


@pytest.mark.inventory("G31")
def test_somebody_who_is_not_signed_in_writes_to_the_helpdesk(loaded, client):
    cache.clear()
    assert "secas@gemserv.com" in html(client.get("/engagement/helpdesk/"))
    typed = {"kind": "booking", "subject": "A place", "message": "One place, please.", "reply_to": "me@example.com"}
    for _ in range(5):
        assert send(client, "/engagement/helpdesk/write/", **typed).status_code == 303
    row = RequestRecord.objects.order_by("pk").first()
    assert (row.person, row.subject, row.reply_to) == (None, "A place", "me@example.com")
    answer = send(client, "/engagement/helpdesk/write/", **typed)
    assert answer.status_code == 409
    assert "5 requests" in answer.content.decode()
    assert "One place, please" not in html(client.get("/engagement/helpdesk/"))
    signed_in(client, "clerk")
    page = html(client.get("/engagement/helpdesk/"))
    assert "One place, please." in page
    assert f"/engagement/helpdesk/requests/{row.key}/answer/" in page


def test_one_sees_ones_own_requests(loaded, client):
    do("ask_helpdesk", _by="person:ada", kind="other", subject="My question", message="What is this?")
    assert "My question" in html(signed_in(client, "ada").get("/engagement/helpdesk/"))
    assert "My question" not in html(signed_in(client, "ben").get("/engagement/helpdesk/"))


def test_what_does_not_exist_is_refused(loaded, client):
    assert client.get("/engagement/2016-01-01-x/").status_code == 404
    assert client.get(f"/engagement/{key()}/fly/").status_code == 404
    assert client.get(f"/engagement/{key()}/book/").status_code == 302


def test_many_days_cost_no_more_queries_than_one(loaded):
    for number in range(5):
        example.planned(title=f"Another day {number}")
    looked = lens()
    with count(exactly=4):
        assert len(queries.engagements(looked)) == 6


def test_the_frame_leads_to_the_helpdesk(loaded, client):
    assert 'href="/engagement/helpdesk/">Helpdesk</a>' in client.get("/engagement/").content.decode()


@pytest.mark.inventory("G34")
def test_roles_that_papers_address_can_be_invited_and_be_affected(loaded, client):
    # Printed in PMP:1279, PMP:6216-6220 and DCUSA:76-78.
    named = ["RDP", "Other Users", "IPA", "User CIO"]
    words = "Registration Data Providers, Other Users, Independent Privacy Auditors"
    other = example.planned(title="Another day", categories=named)
    page = html(client.get(f"/engagement/{other}/"))
    assert words in page
    assert "Competent Independent Organisation" in page
    # Nothing tells whether an organisation is an Other User: it can book, and the secretariat judges.
    assert example.book(other, "ada") is False
    registered("MP401", "A title", "2020-01-07")
    do("set_impacts", _from="2020-01-07", proposal="MP401", party_categories=named)
    page = html(client.get("/proposals/MP401/"))
    for one in words.split(", "):
        assert one in page, one
