"""Feeds and calendars as independent readers see them: what is in them, under which names, and what never is."""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, date, datetime, timedelta

import feedparser
import pytest
import vobject
from icalendar import Calendar

from codeclerk.following import happenings
from codeclerk.following.happenings import Raw
from codeclerk.kernel import clock, seal
from codeclerk.kernel.calendar.dates import LONDON
from codeclerk.kernel.lens import Classification
from codeclerk.papers.events import PaperIssued
from tests.following.support import follow, follower, hold, signed_in, world
from tests.progression.support import take
from tests.register.support import do, registered
from tests.support.records import loaded_once

pytestmark = pytest.mark.django_db
found = loaded_once(world)
TODAY = clock.today()
SOON, LATER = TODAY + timedelta(days=20), TODAY + timedelta(days=27)


def read(client, address: str):
    answer = client.get(address)
    assert answer.status_code == 200, answer.content[:500]
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    made = feedparser.parse(answer.content)
    assert not made.bozo, made.get("bozo_exception")
    return made


def events(client, address: str) -> dict[str, dict]:
    """UID -> the entry, read from the bytes line by line (RFC 5545), without the library that wrote them."""
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    text = answer.content.decode().replace("\r\n ", "")
    assert "\n" not in text.replace("\r\n", "")
    assert len(Calendar.from_ical(answer.content).walk("VEVENT")) == text.count("BEGIN:VEVENT")
    elsewhere = vobject.readOne(text, validate=True)
    assert len(getattr(elsewhere, "vevent_list", ())) == text.count("BEGIN:VEVENT")
    made: dict[str, dict] = {}
    own: dict[str, str] | None = None
    for line in text.split("\r\n"):
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            own = {}
        elif line == "END:VEVENT" and own is not None:
            assert own["UID"] not in made
            made[own["UID"]], own = own, None
        elif own is not None and name != "BEGIN":
            own.setdefault(name, value)
    return made


def private(client, label: str = "my phone") -> dict[str, str]:
    """A private address made on the page; feed and calendar."""
    page = client.get("/following/addresses/make/").content.decode()
    carried = re.search(r'name="carried" value="([^"]+)"', page)
    sent = {"carried": carried[1], "label": label, "step": "confirm"}
    made = client.post("/following/addresses/make/", sent)
    assert "no-store" in made["Cache-Control"]
    news, dates = re.findall(r"<code>http://[^/]+(/following/[^<]+)</code>", made.content.decode())
    return {"own_news": news, "own_dates": dates}


def consult(closes: date = SOON) -> str:
    key = do("issue_consultation", proposal="MP303", kind="refinement", closes=closes)["consultation"]
    seal.seal_pending(clock.now())
    return key


# --- Atom -----------------------------------------------------------------------


def test_a_feed_of_a_proposal_has_its_news_under_names_that_stay(found, client):
    hold("MP303")
    seal.seal_pending(clock.now())
    first = read(client, "/following/news.atom?proposal=MP303")
    assert first.feed.title == "Codeclerk: MP303"
    assert first.entries[0].title == "MP303 A shorter way"
    assert first.entries[0].summary.startswith("It is on hold")
    assert first.entries[0].link.endswith("/proposals/MP303/")
    ids = [one.id for one in first.entries]
    assert len(set(ids)) == len(ids)
    do("retitle", proposal="MP303", title="A much shorter way", note="It was misread.")
    seal.seal_pending(clock.now())
    second = read(client, "/following/news.atom?proposal=MP303")
    assert [one.id for one in second.entries][1:] == ids
    assert second.feed.id == first.feed.id


def test_every_list_and_every_kind_of_news_has_a_feed(found, client):
    hold("MP303")
    hold("DP301")
    consult()

    def about(query: str) -> set[str]:
        return {one.title[:5] for one in read(client, f"/following/news.atom?{query}").entries}

    assert about("stage=refine") == about("party=small_supplier") == about("document=DUIS") == {"MP303"}
    assert about("touch=party:small_supplier&touch=document:SEC") == {"MP303"}
    assert about("stage=refine&stage=define") == {"MP303", "DP301"}
    assert about("news=consultation") == {"MP303"}
    assert about("party=large_supplier") == set()
    # The words that a reader knows work too.
    assert about("party=Small Suppliers&stage=Refine") == {"MP303"}


def test_the_page_of_feeds_leads_to_feeds_only(found, client):
    page = client.get("/following/feeds/").content.decode()
    hrefs = {href.replace("&amp;", "&") for href in re.findall(r'href="(/following/(?:news|dates)\.[^"]+)"', page)}
    assert {"/following/news.atom?news=decision", "/following/dates.ics?party=small_supplier"} <= hrefs
    for href in ("/following/news.atom", "/following/news.atom?news=paper", "/following/news.atom?stage=refine"):
        assert href in hrefs
        read(client, href)
    assert events(client, "/following/dates.ics?stage=opine") == {}


def test_an_address_with_a_word_that_nobody_knows_says_so(client, found):
    answer = client.get("/following/news.atom?party=small_supliers")
    assert answer.status_code == 422
    assert "small_supplier" in answer.content.decode()
    assert client.get("/following/dates.ics?news=gossip").status_code == 422


def test_reading_a_feed_takes_the_same_queries_however_much_is_in_it(found, client, django_assert_max_num_queries):
    for _ in range(5):
        hold("MP303")
        do("resume_proposal", proposal="MP303", note="It was entered late.")
        seal.seal_pending(clock.now())
    with django_assert_max_num_queries(8):
        read(client, "/following/news.atom?stage=refine")


# --- iCalendar --------------------------------------------------------------------


def test_a_date_keeps_its_name_and_its_sequence_rises_when_it_moves(found, client):
    key = consult()
    address = "/following/dates.ics?proposal=MP303"
    uid = f"consultation-{key}@127.0.0.1"
    first = events(client, address)[uid]
    assert (first["SEQUENCE"], first["STATUS"]) == ("0", "CONFIRMED")
    assert first["DTSTART;TZID=Europe/London"] == f"{SOON:%Y%m%d}T170000"
    assert first["SUMMARY"] == "MP303: Refinement Consultation closes"
    assert events(client, address)[uid] == first, "asked again it is the same, whenever that is"
    do("move_close", consultation=key, closes=LATER, reason="More time was asked for.")
    moved = events(client, address)[uid]
    assert (moved["SEQUENCE"], moved["DTSTART;TZID=Europe/London"]) == ("1", f"{LATER:%Y%m%d}T170000")


def test_the_clocks_of_london_are_kept(found, client):
    consult(date(2027, 3, 29))
    (entry,) = Calendar.from_ical(client.get("/following/dates.ics?proposal=MP303").content).walk("VEVENT")
    start = entry["DTSTART"].dt
    assert start.astimezone(UTC) == datetime(2027, 3, 29, 16, tzinfo=UTC)
    assert start == datetime(2027, 3, 29, 17, tzinfo=LONDON)


def test_what_a_timetable_plans_is_moved_and_cancelled_for_a_while(found, client):
    def say(act: str, **more) -> dict:
        do(act, proposal="MP303", **more)
        made = events(client, "/following/dates.ics?proposal=MP303")
        return next((one for uid, one in made.items() if "timetable" in uid), {})

    first = say("plan_event", kind="working_group", when=str(SOON))
    assert (first["SEQUENCE"], first["STATUS"], first["DTSTART;VALUE=DATE"]) == ("0", "CONFIRMED", f"{SOON:%Y%m%d}")
    moved = say("revise_event", key="working_group", when=str(LATER), note="The room was taken.")
    assert (moved["UID"], moved["SEQUENCE"]) == (first["UID"], "1")
    dropped = say("drop_event", key="working_group", note="It is not needed.")
    assert (dropped["UID"], dropped["SEQUENCE"], dropped["STATUS"]) == (first["UID"], "2", "CANCELLED")


def test_a_deadline_of_the_process_is_named_as_on_its_page_and_moved_and_cancelled(found, client):
    start = TODAY - timedelta(days=8)
    registered("MP305", "A third way", start - timedelta(days=90), status="change_board", path="authority_determined")
    take("MP305", "recommend_approval", str(start), reason="It serves objective (a).")

    def ours() -> dict:
        return next(iter(events(client, "/following/dates.ics?proposal=MP305").values()), {})

    first = ours()
    assert first["UID"] in events(client, "/proposals/MP305/deadlines.ics")
    assert (first["SEQUENCE"], first["STATUS"]) == ("0", "CONFIRMED")
    clock_of = {"proposal": "MP305", "clock": "authority_decision", "by": "Authority"}
    do("move_deadline", **clock_of, due=TODAY + timedelta(days=60), reason="More evidence was asked for.")
    moved = ours()
    assert (moved["UID"], moved["SEQUENCE"]) == (first["UID"], "1")
    take("MP305", "authority_approves", str(TODAY), reason="It is in the interest of consumers.")
    ended = ours()
    assert (ended["UID"], ended["SEQUENCE"], ended["STATUS"]) == (first["UID"], "2", "CANCELLED")


@pytest.mark.any_database
def test_a_calendar_takes_the_same_queries_however_many_proposals(found, client):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def count() -> int:
        client.get("/following/dates.ics?stage=refine")
        with CaptureQueriesContext(connection) as seen:
            client.get("/following/dates.ics?stage=refine")
        return len(seen)

    few = count()
    for number in range(310, 330):
        registered(f"MP{number}", f"Another way {number}", "2021-01-04", status="refinement")
    assert count() == few
    assert few < 24


# --- private addresses ------------------------------------------------------------


def test_a_private_address_shows_what_its_person_follows(found, client):
    reader = follower()
    follow(reader, proposal="MP303")
    signed_in(client, reader)
    made = private(client)
    hold("MP303")
    hold("DP301")
    consult()
    client.logout()
    news = read(client, made["own_news"])
    assert {one.title for one in news.entries} == {"MP303 A shorter way"}
    assert "You follow MP303." in news.entries[0].summary
    assert "token" not in client.get(made["own_news"]).content.decode(), "a secret is not repeated"
    assert any("consultation" in uid for uid in events(client, made["own_dates"]))
    assert all(one["SUMMARY"].startswith("MP303") for one in events(client, made["own_dates"]).values())


def test_a_revoked_or_a_wrong_address_says_so(found, client):
    reader = follower()
    signed_in(client, reader)
    made = private(client)
    do("revoke_feed_token", _by=reader, person="reader", token="reader-r1")
    for address in made.values():
        answer = client.get(address)
        assert (answer.status_code, "was revoked" in answer.content.decode()) == (410, True)
        wrong = client.get(f"{address[:-4]}XXXX")
        assert (wrong.status_code, "no such address" in wrong.content.decode()) == (404, True)
    assert client.get("/following/feed.atom").status_code == 404


def test_a_token_is_kept_as_a_salted_hash_only(found, client):
    from codeclerk.following.models import FeedToken
    from codeclerk.kernel.models import Event, PrivateRecord

    signed_in(client, follower())
    secret = private(client)["own_news"].partition(".atom?token=")[2].partition(".")[2]
    kept = [str(list(table.objects.values_list())) for table in (FeedToken, Event, PrivateRecord)]
    assert not any(secret in text for text in kept)


# --- what is in none of them ------------------------------------------------------


@pytest.mark.any_database
def test_nothing_restricted_is_in_any_feed_calendar_or_page(found, client):
    reader, member = follower(), follower("member")
    do("give_membership", _by="system:install", _from="2020-01-01", person="member", role="chair", body="panel")
    for one in (reader, member):
        follow(one, proposal="MP303")
    sha256 = hashlib.sha256(b"closed").hexdigest()
    do("register_document", sha256=sha256, title="Zanzibar findings", classification="Amber", kind="paper")
    do("attach_document", proposal="MP303", document=sha256, role="annex", label="Zanzibar")
    signed_in(client, member)
    made = private(client)
    seal.seal_pending(clock.now())
    public = (
        "/following/news.atom",
        "/following/news.atom?proposal=MP303",
        "/following/news.atom?stage=refine&news=content",
        "/following/dates.ics",
        "/following/touches/?party=small_supplier",
        "/following/touches/?party=small_supplier&format=csv",
    )
    client.logout()
    for address in (*public, *made.values()):
        text = client.get(address).content.decode()
        assert "Zanzibar" not in text, address
        assert "is attached" not in text, address
        assert sha256[:12] not in text, address


def test_a_paper_is_public_only_where_it_is_marked_so(found):
    def classified(mark: str):
        body = PaperIssued.model_construct(
            reference="SECP_1", title="A report", subject="proposal:0303", classification=Classification(mark),
            version=1, as_at=TODAY, kind="x", files=(),
        )  # fmt: skip
        raw = Raw(0, "paper:SECP_1", body, "{}", TODAY, clock.now(), clock.now())
        return happenings.happenings([raw], both_sides=False)[0].classification

    assert classified("White") is None
    assert classified("Green") is Classification.GREEN
