"""The pages of drafts: written, autosaved, kept, compared, sent, commented on, raised."""

import re

import pytest
from django.test import Client

from codeclerk.kernel import clock
from codeclerk.kernel.tick import tick
from codeclerk.raising import store
from codeclerk.raising.models import DraftForm
from codeclerk.raising.rules.content import Content
from codeclerk.register.models import Proposal
from tests.people.support import person, queries, signed_in
from tests.raising.support import CONTENT, SECRETS, act, change, started, world

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def people():
    return world()


@pytest.fixture
def writer(people, client):
    return signed_in(client, people[0])


def address(key, page=""):
    return f"/raise/drafts/{key}/{page}"


def typed(version=1, **fields):
    """A form as the page sends it."""
    return {**CONTENT.model_dump(mode="json"), "version": version, **fields}


def kept(key):
    return DraftForm.objects.get(key=key)


def carried(response):
    return re.search(r'name="carried" value="([^"]+)"', response.content.decode())[1]


def confirm(client, there, **data):
    """Look an act over, see what it does, and confirm it; the preview and the last answer."""
    first = client.get(there)
    assert first.status_code == 200, first.content.decode()
    version = re.search(r'name="version" value="(\d+)"', first.content.decode())
    data |= {"version": version[1]} if version else {}
    checked = client.post(there, {**data, "carried": carried(first), "step": "check"})
    assert checked.status_code == 200, checked.content.decode()
    return checked, client.post(there, {**data, "carried": carried(checked), "step": "confirm"})


def test_the_public_reads_how_to_raise_a_change_and_signs_in_to_start(client, people):
    page = client.get("/raise/").content.decode()
    assert "5 Working Days" in page
    assert "Sign in to start" in page
    assert "What is the problem?" in page
    assert client.post("/raise/start/").status_code == 302
    assert client.get("/raise/drafts/").status_code == 302
    assert "How to raise a change" in client.get("/").content.decode()
    assert ">Raise a change<" not in client.get("/").content.decode()


def test_a_draft_is_started_typed_and_listed(writer):
    assert ">Raise a change<" in writer.get("/").content.decode()
    there = writer.post("/raise/start/")
    assert there.status_code == 303
    key = kept_key = DraftForm.objects.get().key
    assert there["Location"] == address(key)
    assert kept(key).typed == Content(organisation="north")
    page = writer.get(address(key)).content.decode()
    assert "0 of 6 filled" in page
    assert "solution" not in "".join(re.findall(r'name="([^"]+)"', page))
    saved = writer.post(address(key), typed(title="Half a title", issue=""))
    assert saved["Location"] == address(key) + "?saved=1"
    assert (kept(key).typed.title, kept(key).version) == ("Half a title", 2)
    listed = writer.get("/raise/drafts/").content.decode()
    assert "Half a title" in listed
    assert "5 of 6 filled" in listed
    assert writer.get(address(kept_key)).headers["Cache-Control"].count("no-store")


def test_it_saves_itself_and_says_when(writer, people):
    key = started(people[0], Content(organisation="north"))
    answer = writer.post(address(key), typed(issue="We propose a new clause."), headers=HTMX).content.decode()
    assert "Saved at" in answer
    assert "6 of 6 filled" in answer
    assert 'name="version" value="2"' in answer
    assert "reads like a solution: “We propose”" in answer
    assert kept(key).typed.issue == "We propose a new clause."
    again = writer.post(address(key), typed(2, issue="We propose a new clause."), headers=HTMX).content.decode()
    assert 'name="version" value="2"' in again


def test_two_windows_lose_nothing(writer, people):
    key = started(people[0])
    change(key, issue="Typed in the other window")
    there = typed(1, issue="Typed in this window")
    fragment = writer.post(address(key), there, headers=HTMX).content.decode()
    assert "Not saved" in fragment
    assert "What is the problem?" in fragment
    assert 'id="draft-version"' not in fragment
    page = writer.post(address(key), there)
    assert page.status_code == 409
    shown = page.content.decode()
    assert "Typed in the other window" in shown
    assert "Typed in this window" in shown
    assert kept(key).typed.issue == "Typed in the other window"
    assert 'name="version" value="2"' in shown
    assert writer.post(address(key), typed(2, issue="Both")).status_code == 303
    assert kept(key).typed.issue == "Both"


def test_what_is_typed_when_the_session_has_ended_is_kept(people, client):
    key = started(people[0])
    for headers in ({}, HTMX):
        client.logout()
        answer = client.post(address(key), typed(1, issue="Typed while signed out"), headers=headers)
        if headers:
            assert "You are signed out" in answer.content.decode()
        else:
            assert answer["Location"].startswith("/account/sign-in/")
        assert kept(key).typed == CONTENT
        signed_in(client, people[0])
        page = client.get(address(key)).content.decode()
        assert "You were signed out while you typed" in page
        assert "Typed while signed out" in page
        assert "Typed while signed out" not in client.get(address(key)).content.decode()
    assert client.post(address(key), typed(1, issue="Typed while signed out")).status_code == 303


def test_what_was_kept_is_compared_with_what_another_window_saved_meanwhile(people, client):
    key = started(people[0])
    client.post(address(key), typed(1, issue="Typed while signed out"))
    change(key, issue="Saved meanwhile")
    page = signed_in(client, people[0]).get(address(key)).content.decode()
    assert "Typed while signed out" in page
    assert "Saved meanwhile" in page


def test_what_was_kept_is_not_shown_to_somebody_else(people, client):
    key = started(people[0])
    client.post(address(key), typed(1, issue="Typed while signed out"))
    assert Client().post(address("nothing"), typed()).status_code == 302
    other = person("Pseudonym Other", "other@example.com")
    assert signed_in(client, f"person:{other}").get(address(key)).status_code == 404


def test_a_form_of_an_old_session_is_shown_again_and_one_of_another_site_is_refused(people):
    key = started(people[0])
    client = Client(enforce_csrf_checks=True)
    signed_in(client, people[0])
    page = client.post(address(key), typed(1, issue="Typed in an old page"))
    assert page.status_code == 403
    assert "Typed in an old page" in page.content.decode()
    assert kept(key).typed == CONTENT
    client.logout()
    stranger = client.post(address(key), typed(1, issue="Forged"))
    assert stranger.status_code == 403
    assert "Forged" not in stranger.content.decode()


def test_what_is_missing_is_named_with_a_way_to_it(writer, people):
    key = started(people[0], Content(organisation="north", title="A title"))
    there = writer.get(address(key, "send/"))
    assert there["Location"] == address(key) + "?check=1"
    page = writer.get(there["Location"]).content.decode()
    assert "There is a problem" in page
    for field in ("arrangements", "issue", "categories", "impact", "do_nothing"):
        assert f'href="#id_{field}' in page
    assert 'href="#id_context' not in page


def test_what_is_too_long_is_kept_and_said(writer, people):
    key = started(people[0])
    writer.post(address(key), typed(issue="long " * 1100, step="check"))
    assert len(kept(key).typed.issue) == 5500
    page = writer.get(address(key) + "?check=1").content.decode()
    assert "characters too many" in page


def test_markup_and_odd_characters_are_only_text(writer, people):
    key = started(people[0])
    odd = "<script>alert(1)</script>\x00\x07\ud800\ue000 & more"
    writer.post(address(key), typed(title=odd.replace("\ud800", ""), issue=odd.replace("\ud800", ""), version="½"))
    writer.post(address(key), typed(title=odd.replace("\ud800", ""), issue=odd.replace("\ud800", "")))
    assert kept(key).typed.issue == "<script>alert(1)</script> & more"
    for page in ("", "read/", "send/"):
        shown = writer.get(address(key, page)).content.decode()
        assert "<script>alert" not in shown
        assert "&lt;script&gt;alert(1)" in shown


def test_an_organisation_that_was_not_offered_counts_as_none(writer, people):
    key = started(people[0], Content())
    writer.post(address(key), typed(organisation="somebody-else", categories=["large_supplier", "nonsense"]))
    assert (kept(key).typed.organisation, kept(key).typed.categories) == ("", ("large_supplier",))


def test_the_way_of_a_draft_through_the_pages(writer, people):
    key = started(people[0])
    checked, sent = confirm(writer, address(key, "send/"))
    assert "is sent to the code administrator" in checked.content.decode()
    assert "A draft to comment on by" in checked.content.decode()
    assert "5 Working Days after receipt of the draft" in checked.content.decode()
    assert sent["Location"] == address(key)
    friend = signed_in(Client(), people[1])
    assert CONTENT.title in friend.get("/raise/to-comment/").content.decode()
    there = f"/raise/to-comment/{key}/"
    asked = friend.get(there).content.decode()
    assert CONTENT.issue in asked
    _, said = confirm(friend, there, issue="How often is it?", overall="Clear.")
    assert said["Location"] == "/raise/to-comment/"
    page = writer.get(address(key)).content.decode()
    assert "How often is it?" in page
    assert "Check and raise it" in page
    _, raised = confirm(writer, address(key, "raise/"))
    assert raised["Location"] == "/proposals/DP001/"
    shown = writer.get(raised["Location"]).content.decode()
    assert CONTENT.title in shown
    assert CONTENT.issue in Client().get("/proposals/DP001/parts/").content.decode()
    assert writer.get(address(key))["Location"] == address(key, "read/")
    assert "DP001" in writer.get("/raise/drafts/").content.decode()
    late = writer.post(address(key), typed())
    assert late.status_code == 409
    assert Proposal.objects.count() == 1


def test_a_form_sent_twice_raises_one_proposal(writer, people):
    key = started(people[0])
    act("send_draft", people[0], key)
    act("comment_on_draft", people[1], key, is_ready=True)
    there = address(key, "raise/")
    first = writer.get(there)
    checked = writer.post(there, {"version": 1, "carried": carried(first), "step": "check"})
    data = {"version": 1, "carried": carried(checked), "step": "confirm"}
    assert writer.post(there, data).status_code == 303
    again = writer.post(there, data)
    assert again["Location"] == "/proposals/DP001/"
    assert Proposal.objects.count() == 1


def test_what_is_looked_over_is_looked_over_anew_when_another_window_changed_it(writer, people):
    key = started(people[0])
    there = address(key, "send/")
    first = writer.get(there)
    change(key, title="Another title")
    answer = writer.post(there, {"version": 1, "carried": carried(first), "step": "check"}, follow=True)
    page = answer.content.decode()
    assert "changed in another window" in page
    assert "Another title" in page


def test_comments_on_a_draft_that_was_sent_again_meanwhile_are_not_lost(people, client):
    key = started(people[0])
    act("send_draft", people[0], key)
    friend, there = signed_in(client, people[1]), f"/raise/to-comment/{key}/"
    first = friend.get(there)
    change(key, issue="Better words")
    act("send_draft", people[0], key)
    answer = friend.post(there, {"overall": "My comment", "carried": carried(first), "step": "check"})
    assert answer.status_code == 409
    shown = answer.content.decode()
    assert "My comment" in shown
    assert "Better words" in shown
    assert "What is the problem?" in shown


def test_an_unsent_draft_is_deleted_and_a_sent_one_by_an_act(writer, people):
    key = started(people[0])
    assert "gone for good" in writer.get(address(key, "delete/")).content.decode()
    assert writer.post(address(key, "delete/"))["Location"] == "/raise/drafts/"
    assert not DraftForm.objects.exists()
    key = started(people[0])
    act("send_draft", people[0], key)
    assert writer.get(address(key, "delete/"))["Location"] == address(key, "erase/")
    _, withdrawn = confirm(writer, address(key, "withdraw/"))
    assert withdrawn["Location"] == "/raise/drafts/"
    confirm(writer, address(key, "erase/"))
    assert "What it said is deleted" in writer.get(address(key, "read/")).content.decode()


def test_a_draft_is_open_to_nobody_else_anywhere(people, client):
    key = started(people[0])
    other = signed_in(Client(), f"person:{person('Pseudonym Other', 'other@example.com')}")
    friend = signed_in(Client(), people[1])
    pages = ("", "read/", "send/", "raise/", "withdraw/", "delete/", "erase/", "share/", "share/p-0001/end/")
    for page in pages:
        assert other.get(address(key, page)).status_code == 404
        assert friend.get(address(key, page)).status_code == 404
        assert client.get(address(key, page)).status_code == 302
    assert other.post(address(key), typed()).status_code == 404
    assert other.get("/raise/to-comment/").status_code == 404
    act("send_draft", people[0], key)
    assert friend.get(address(key, "read/")).status_code == 200
    assert friend.get(address(key, "send/")).status_code == 403
    assert friend.get(address(key))["Location"] == address(key, "read/")
    assert friend.post(address(key), typed()).status_code == 403
    tick(clock.now())
    for reader in (client, other, friend):
        for page in ("/", "/search/?q=supply", "/proposals/", "/api/v1/events", f"/api/v1/events?stream=draft:{key}"):
            answer = reader.get(page)
            assert answer.status_code == 200
            assert not [secret for secret in SECRETS if secret in answer.content.decode()]
        assert reader.get(page).json()["items"] == []
        assert key not in reader.get("/api/v1/events").content.decode()


def test_pages_ask_few_queries(people, client):
    key = started(people[0])
    writer = signed_in(client, people[0])
    act("send_draft", people[0], key)
    writer.get(address(key))
    with queries(12):
        writer.get(address(key))


def test_old_and_ownerless_drafts_are_forgotten(people):
    key = started(people[0])
    sent = started(people[0])
    act("send_draft", people[0], sent)
    assert store.forget(clock.now()) == 0
    assert store.forget(clock.now() + store.KEPT_FOR * 2) == 1
    assert not DraftForm.objects.filter(key=key).exists()
    assert DraftForm.objects.filter(key=sent).exists()
