"""Every calendar and feed of the example is read by programs that know nothing of this product."""

from __future__ import annotations

import feedparser
import pytest
import vobject
from django.test import Client

THEN = "as_at=2021-03-05&known_at=2021-03-05"
CALENDARS = {
    f"/proposals/MP092/deadlines.ics?{THEN}": "MP092: Referral window",
    "/proposals/SECMP0003/deadlines.ics?as_at=2016-11-02&known_at=2016-11-09": "SECMP0003: Time for adoption",
    "/following/dates.ics?proposal=MP092": "",
    f"/meetings/calendar.ics?body=panel&{THEN}": "Panel",
    f"/votes/closing.ics?{THEN}": "",
    "/engagement/events.ics?as_at=2016-11-09&known_at=2016-11-09": "Small Supplier",
}
FEEDS = {
    f"/proposals/MP092/deadlines.atom?{THEN}": "Referral window",
    "/following/news.atom?proposal=MP140": "MP140",
    "/following/news.atom": "MP",
}


@pytest.mark.parametrize("address", CALENDARS)
def test_a_calendar_is_read_by_another_program(example, address):
    answer = Client().get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/calendar")
    text = answer.content.decode()
    read = vobject.readOne(text, validate=True)
    events = list(getattr(read, "vevent_list", ()))
    assert len(events) == text.count("BEGIN:VEVENT")
    assert len({one.uid.value for one in events}) == len(events)
    for one in events:
        assert one.summary.value.strip()
        assert one.dtstart.value
        assert int(one.sequence.value) >= 0
        assert one.dtstamp.value
    assert CALENDARS[address] in "".join(one.summary.value for one in events)
    again = vobject.readOne(Client().get(address).content.decode())
    assert [(one.uid.value, one.sequence.value) for one in getattr(again, "vevent_list", ())] == [
        (one.uid.value, one.sequence.value) for one in events
    ]


@pytest.mark.parametrize("address", FEEDS)
def test_a_feed_is_read_by_another_program(example, address):
    answer = Client().get(address)
    assert answer.status_code == 200
    read = feedparser.parse(answer.content)
    assert not read.bozo, read.bozo_exception
    assert len({one.id for one in read.entries}) == len(read.entries)
    assert all(one.title and one.link and one.updated for one in read.entries)
    assert FEEDS[address] in "".join(one.title for one in read.entries)
