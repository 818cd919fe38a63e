"""Who looks and at what: the two dates in the address."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.http import HttpResponse
from django.test import RequestFactory

from codeclerk.kernel import clock
from codeclerk.kernel.errors import Refused
from codeclerk.people.middleware import LookingMiddleware, lens_of, with_dates
from codeclerk.people.permissions import holdings
from tests.people.support import do, organisation, person
from tests.people.support import queries as count

pytestmark = pytest.mark.django_db
NOON = datetime(2021, 3, 5, 12, tzinfo=UTC)


def lens(address):
    with time_machine.travel(NOON, tick=False):
        return lens_of(RequestFactory().get(address))


def test_today_as_known_now_is_looked_at_unless_asked():
    looked = lens("/organisations/")
    assert (looked.viewer.key, looked.valid_at, looked.known_at) == ("public", date(2021, 3, 5), NOON)


@pytest.mark.parametrize("name", ["as_at", "as-at"])
@pytest.mark.parametrize("text", ["2020-11-30", "30 November 2020", "30/11/2020"])
def test_day_is_read_in_every_form(name, text):
    assert lens(f"/?{name}={text.replace(' ', '+')}").valid_at == date(2020, 11, 30)


def test_knowledge_reaches_to_the_end_of_the_london_day():
    assert lens("/?known_at=2020-07-01").known_at == datetime(2020, 7, 1, 22, 59, 59, 999999, tzinfo=UTC)
    assert lens("/?known-at=2021-03-05").known_at == NOON


@pytest.mark.parametrize("text", ["30/02/2021", "yesterday", "2021", "Tuesday 5 March 2021", "%00", "9" * 500])
def test_impossible_day_is_refused(text):
    with pytest.raises(Refused) as caught:
        lens(f"/?as_at={text}")
    assert caught.value.first.code == "people.lens_date"
    assert len(caught.value.first.object) <= 40


def test_knowledge_of_the_future_is_refused_and_a_day_in_the_future_is_not():
    with pytest.raises(Refused) as caught:
        lens("/?known_at=2021-03-06")
    assert caught.value.first.code == "people.lens_future"
    assert lens("/?as_at=2021-11-04").valid_at == date(2021, 11, 4)


def test_links_stay_on_the_day_that_was_chosen():
    request = RequestFactory().get("/?as-at=5+March+2020&q=x")
    assert with_dates(request, "/organisations/north/") == "/organisations/north/?as_at=2020-03-05"
    assert with_dates(request, "/x/?a=1") == "/x/?a=1&as_at=2020-03-05"


def test_wrong_day_makes_a_page_that_says_what_to_correct(client):
    response = client.get("/organisations/?as_at=31/02/2021")
    assert response.status_code == 422
    assert "As at in the address is not a date: 31/02/2021" in response.content.decode()


def test_page_of_another_day_shows_that_day(client):
    organisation("north", "Old Name", since=date(2015, 1, 1))
    do("rename_organisation", organisation="north", name="New Name", _from=date(2020, 1, 1))
    then = client.get("/organisations/?as_at=2019-12-31").content.decode()
    assert ("Old Name" in then, "New Name" in then) == (True, False)
    assert 'href="/organisations/north/?as_at=2019-12-31"' in then
    assert "The record of 31 December 2019" in then


def test_public_page_asks_nobody_who_is_looking(client):
    person()
    with count(3):
        client.get("/organisations/")


@pytest.mark.parametrize(("method", "queries"), [("get", 1), ("head", 1), ("post", 2)])
def test_a_page_looks_from_one_instant_and_reads_what_somebody_holds_once(method, queries):
    def page(request):
        holdings("person:clerk", clock.now())
        holdings("person:clerk", clock.now())
        return HttpResponse()

    with count(queries):
        LookingMiddleware(page)(getattr(RequestFactory(), method)("/"))
    with count(1):
        holdings("person:clerk", clock.now())
