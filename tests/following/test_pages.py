"""The pages of following: what I follow, forms, the link that stops e-mails, what touches me, and previews."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from codeclerk.following.models import FollowRecord
from codeclerk.kernel import clock, seal
from codeclerk.kernel.models import Event, PrivateRecord, Receipt
from tests.following.support import follow, follower, hold, run, signed_in, world
from tests.register.support import do, refused, registered
from tests.support.pages import text
from tests.support.records import loaded_once

pytestmark = pytest.mark.django_db
found = loaded_once(world)


def send(client, address: str, **data):
    """Fill a form in, look at the preview, confirm; the preview and the answer."""

    def step(page, name: str):
        carried = re.search(r'name="carried" value="([^"]+)"', page.content.decode())[1]
        return client.post(address, data | {"carried": carried, "step": name})

    preview = step(client.get(address), "check")
    return preview, step(preview, "confirm") if preview.status_code == 200 else preview


# --- what I follow ----------------------------------------------------------------


def test_a_proposal_is_followed_from_its_page(found, client):
    reader = follower()
    page = client.get("/proposals/MP303/")
    assert "Follow MP303" in text(page)
    assert "Follow everything that touches DUIS" in text(page)
    signed_in(client, reader)
    preview, done = send(client, "/following/follow/?proposal=0303", how_often="daily", news=["decision"])
    assert "Followed: decisions on MP303. E-mail: once a day, at 08:00." in text(preview)
    assert done.status_code == 303
    mine = text(client.get("/following/"))
    assert "Decisions on MP303" in mine
    assert "Once a day, at 08:00" in mine
    assert "You follow MP303" in text(client.get("/proposals/MP303/"))
    again, _ = send(client, "/following/follow/?proposal=0303", how_often="daily", news=["decision"])
    assert (again.status_code, "you follow decisions on MP303 already" in text(again).lower()) == (409, False)
    assert "ou follow decisions on MP303 already" in text(again)


def test_the_list_of_proposals_is_followed_as_it_is_narrowed(found, client):
    page = client.get("/proposals/?stage=refine&party=small_supplier").content.decode()
    href = re.search(r'href="(/following/follow/[^"]+)">Follow this list', page)[1].replace("&amp;", "&")
    assert "/following/news.atom?stage=refine&amp;party=small_supplier" in page
    signed_in(client, follower())
    _, done = send(client, href, how_often="at_once")
    assert done.status_code == 303
    assert "Everything in Refine that touches Small Suppliers" in text(client.get("/following/"))


@pytest.mark.any_database
def test_a_rule_is_put_together_in_the_form(found, client):
    signed_in(client, follower())
    refusal, _ = send(client, "/following/follow/", how_often="weekly")
    assert refusal.status_code == 422
    assert "names nothing to follow" in text(refusal)
    refusal, _ = send(client, "/following/follow/", how_often="weekly", clause="nonsense")
    assert "no label of a clause" in text(refusal)
    _, done = send(client, "/following/follow/", how_often="weekly", clause="clause h8.3")
    assert done.status_code == 303
    _, done = send(client, "/following/follow/rule/", how_often="weekly", systems=["dcc"], news=["paper", "decision"])
    assert done.status_code == 303
    mine = text(client.get("/following/"))
    assert "Clause H8.3" in mine
    assert "Decisions and papers on everything that touches DCC Systems" in mine


def test_the_public_is_offered_feeds_and_the_way_to_sign_in(found, client):
    page = client.get("/following/follow/?party=small_supplier")
    assert page.status_code == 200
    assert "/following/news.atom?party=small_supplier" in text(page)
    assert "/account/sign-in/?next=/following/follow/" in page.content.decode()
    assert client.get("/following/")["Location"].startswith("/account/sign-in/")


def test_how_often_is_changed_and_something_removed(found, client):
    reader = follower()
    key, other = follow(reader, proposal="MP303"), follow(reader, document="DUIS")
    signed_in(client, reader)
    send(client, f"/following/{key}/how-often/", how_often="never")
    send(client, f"/following/{other}/remove/")
    mine = text(client.get("/following/"))
    assert "No e-mail (paused)" in mine
    assert "Go on" in mine
    assert "Remove DUIS" not in mine
    assert client.get(f"/following/{other}/remove/").status_code == 404


def test_nobody_chooses_for_others(found):
    follower("other")
    reader = follower()
    key = follow(reader, proposal="MP303")
    assert refused("follow", _by="person:other", person="reader", proposal="MP303").code == "following.not_yours"
    assert refused("unfollow", _by="person:other", person="other", follow=key).code == "following.not_followed"
    assert refused("note_bounce", _by=reader, person="other").code == "kernel.not_allowed"


def test_what_somebody_follows_stands_in_no_log(found, client):
    reader = follower()
    follow(reader, clause="H8.3", how_often="weekly")
    seal.seal_pending(clock.now())
    event = Event.objects.get(type="following.followed")
    assert "H8" not in event.payload + str(Receipt.objects.values_list("digest", "answer"))
    assert "H8.3" in PrivateRecord.objects.get(subject=reader, body__contains="H8.3").body
    log = client.get("/api/v1/events?limit=200").content.decode()
    assert "following." not in log
    assert "reader" not in log


def test_the_page_shows_what_i_was_told_why_and_what_became_of_it(found, client):
    reader = follower()
    follow(reader, proposal="MP303")
    follow(reader, proposal="DP301", how_often="weekly")
    hold("MP303")
    hold("DP301")
    run()
    signed_in(client, reader)
    page = text(client.get("/following/"))
    assert "You follow MP303." in page
    assert re.search(r"It is on hold: .* You follow MP303\. sent", page)
    assert "waiting for the digest" in page
    download = json.loads(client.get("/following/?format=json").content)
    assert {row["state"] for row in download["rows"]} == {"sent", "waiting for the digest"}


def test_the_page_says_that_mail_comes_back_and_what_to_do(found, client):
    reader = follower()
    for _ in range(3):
        do("note_bounce", person="reader", said="550 Zanzibar")
    signed_in(client, reader)
    page = text(client.get("/following/"))
    assert "Mail to your address comes back" in page
    assert "Zanzibar" not in page
    _, done = send(client, "/following/confirm-address/")
    assert done.status_code == 303
    assert "comes back" not in text(client.get("/following/"))


def test_the_page_takes_the_same_queries_however_much_was_told(found, client):
    reader = follower()
    follow(reader, proposal="MP303")
    signed_in(client, reader)

    def count() -> int:
        with CaptureQueriesContext(connection) as seen:
            client.get("/following/")
        return len(seen)

    hold("MP303")
    run()
    few = count()
    for number in range(310, 318):
        registered(f"MP{number}", f"Another way {number}", "2021-01-04", status="refinement")
        follow(reader, proposal=f"MP{number}")
        hold(f"MP{number}")
    run()
    assert count() == few


# --- stopping e-mails ---------------------------------------------------------------


def stop_link() -> str:
    hold("MP303")
    (sent,) = run()
    return urlsplit(sent.extra_headers["List-Unsubscribe"].strip("<>")).path


def test_one_click_stops_the_mails_without_signing_in(found):
    key = follow(follower(), proposal="MP303")
    there = stop_link()
    client = Client(enforce_csrf_checks=True)
    asked = client.get(there)
    assert "Stop these e-mails?" in text(asked)
    assert FollowRecord.objects.get(key=key).how_often == "at_once", "looking changes nothing"
    done = client.post(there, "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded")
    assert (done.status_code, "These e-mails are stopped" in text(done)) == (200, True)
    assert FollowRecord.objects.get(key=key).how_often == "never"
    again = client.post(there, {"List-Unsubscribe": "One-Click"})
    assert (again.status_code, "stopped" in text(again)) == (200, True)
    do("resume_proposal", proposal="MP303", note="It was entered late.")
    assert run() == []
    assert Event.objects.filter(type="following.digest_set").count() == 1


def test_a_link_that_is_not_ours_or_of_nobody_says_so(found, client):
    follow(follower(), proposal="MP303")
    there = stop_link()
    for address in (f"{there[:-6]}AAAAA/", "/following/stop/nonsense/"):
        answer = client.post(address)
        assert (answer.status_code, "This link does not work" in text(answer)) == (404, True)
    do("unfollow", _by="person:reader", person="reader", follow="reader-f1")
    assert "They were stopped before" in text(client.get(there))
    do("erase_person", _by="system:install", person="reader")
    assert client.get(there).status_code == 404


# --- does it touch me? ----------------------------------------------------------------


def test_open_proposals_that_touch_somebody_are_listed_with_why(found, client):
    closes = clock.today() + timedelta(days=20)
    do("issue_consultation", proposal="MP303", kind="refinement", closes=closes)
    registered("MP304", "It is over", "2021-01-04", status="implemented")
    do("set_impacts", _from="2021-01-04", proposal="MP304", party_categories=("small_supplier",))
    registered("MP306", "It is for all suppliers", "2021-01-04", status="refinement")
    do("set_impacts", _from="2021-01-04", proposal="MP306", party_categories=("supplier",))
    page = client.get("/following/touches/?party=small_supplier")
    shown = text(page)
    assert "2 open proposals touch you" in shown
    assert "MP303" in shown
    assert "MP306" in shown
    assert "MP304" not in shown
    assert "Small Suppliers, as recorded; no document is named" in shown
    assert "everything that touches Small Suppliers or Suppliers" in shown, "with the group that they are in"
    assert "Refinement Consultation, until" in shown
    assert "/following/follow/?touch=party%3Asmall_supplier&amp;touch=party%3Asupplier" in page.content.decode()
    rows = json.loads(client.get("/following/touches/?party=small_supplier&document=DUIS&format=json").content)["rows"]
    assert [row["number"] for row in rows] == ["MP303", "MP306"]
    assert "DUIS" in rows[0]["why"]
    assert "Small Suppliers" in rows[0]["why"]


def test_who_signs_in_begins_with_their_own_party_category(found, client):
    reader = follower()
    do("set_on_behalf_of", _by="system:install", person="reader", organisation="north")
    signed_in(client, reader)
    page = text(client.get("/following/touches/"))
    assert "the party category of your organisation" in page
    assert "1 open proposal touches you" in page


def test_nothing_chosen_and_nothing_touched_are_said(found, client):
    assert "Choose at least one thing." in text(client.get("/following/touches/"))
    assert "Nothing open touches you" in text(client.get("/following/touches/?party=large_supplier"))
    assert client.get("/following/touches/?party=nonsense").status_code == 422


@pytest.mark.any_database
def test_what_touches_takes_the_same_queries_however_much_does(found, client):
    def count() -> int:
        with CaptureQueriesContext(connection) as seen:
            client.get("/following/touches/?party=small_supplier&document=DUIS")
        return len(seen)

    few = count()
    for number in range(310, 330):
        registered(f"MP{number}", f"Another way {number}", "2021-01-04", status="refinement")
        do("set_impacts", _from="2021-01-04", proposal=f"MP{number}", party_categories=("small_supplier",))
    assert count() == few
    assert few <= 12


# --- previews ---------------------------------------------------------------------


def test_a_preview_says_how_many_will_be_told_and_who_to_those_who_manage_people(found, client):
    follow(follower(), proposal="MP303")
    follow(follower("weekly"), stages=("Refine",), how_often="weekly")
    clerk = follower("clerk")
    do("give_membership", _by="system:install", _from="2020-01-01", person="clerk", role="secretariat")
    signed_in(client, clerk)
    address = "/proposals/MP303/change/hold_proposal/"
    data = {"reason": "It waits.", "note": "As decided.", "effective": clock.today().strftime("%d %B %Y")}
    preview, _ = send(client, address, **data)
    assert "2 people follow this and will be told; 1 of them in a digest." in text(preview)
    assert "They are: Pseudonym Reader, Pseudonym Weekly." in text(preview)


def test_the_api_says_in_a_preview_who_will_be_told(found, client):
    follow(follower(), proposal="MP303")
    analyst = follower("analyst")
    do("give_membership", _by="system:install", _from="2020-01-01", person="analyst", role="secretariat")
    signed_in(client, analyst)
    data = {"data": {"proposal": "MP303", "reason": "It waits.", "note": "As decided."}}
    answer = client.post("/api/v1/acts/hold_proposal/preview/", data, content_type="application/json")
    assert answer.status_code == 200, answer.content
    assert answer.json()["told"][0] == "1 person follows this and will be told."


def test_a_change_of_the_past_tells_nobody(found):
    from codeclerk.following.audience import audience
    from codeclerk.kernel import bus
    from codeclerk.kernel.lens import PUBLIC

    follow(follower(), proposal="MP303")
    plan = bus.preview("hold_proposal", {"proposal": "MP303", "reason": "It waited."}, actor="system:import")
    assert audience(PUBLIC, plan.events, clock.today(), clock.now()) == ("1 person follows this and will be told.",)
    assert audience(PUBLIC, plan.events, clock.today() - timedelta(days=60), clock.now()) == ()
