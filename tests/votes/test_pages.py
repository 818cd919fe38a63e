"""The pages of votes: what each reader sees, forms, downloads, panel, desk, feeds, and that nothing leaks."""

from __future__ import annotations

import json
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from codeclerk.kernel import clock, seal
from codeclerk.people.models import Account
from codeclerk.votes import queries
from codeclerk.votes.rules.archive import read_archive, recount
from tests.papers.change_status.conftest import report
from tests.papers.change_status.spots import words_of
from tests.register.support import do, registered
from tests.register.support import queries as count
from tests.register.test_forms import send
from tests.support.pages import html
from tests.support.records import loaded_once
from tests.votes.support import CLERK, KEY, board, cast, counted, later, lens_of, opened

loaded = loaded_once(board)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]
WON = {"large_1": "in_favour", "small_1": "in_favour", "network_1": "against", "other_1": "abstain"}
SECRETS = ("keeps meters working", "costs more than it brings", "in favour", "We sell the devices")


@pytest.fixture
def as_(client):
    """The client, signed in as somebody."""

    def sign_in(who: str):
        if not Account.objects.filter(person__key=who).exists():
            do("open_account", _by="system:install", person=who)
        client.force_login(Account.objects.get(person__key=who))
        return client

    return sign_in


def voted():
    opened()
    cast("large-1", "against")
    cast("large-1")
    cast("small-1", "against")
    do("declare_vote_interest", "person:large-1", vote=KEY, words="We sell the devices.")


@pytest.mark.any_database
def test_a_vote_is_opened_from_the_page_of_its_proposal(client, as_):
    registered("MP304", "Decided", "2021-01-04", status="pending_implementation", path="self_governance")
    link = 'href="/votes/open/?proposal=MP303"'
    assert link not in html(client.get("/proposals/MP303/"))
    assert link in html(as_("clerk").get("/proposals/MP303/"))
    assert "/votes/open/" not in html(client.get("/proposals/MP304/"))
    opened()
    assert link not in html(client.get("/proposals/MP303/"))


def test_a_vote_leads_to_its_committee_and_its_meeting_and_back(client):
    assert "What it votes on" not in html(client.get("/committees/change_board/"))
    opened(meeting=clock.today() + timedelta(days=7))
    assert f'href="/votes/{KEY}/"' in html(client.get("/committees/change_board/"))
    page = html(client.get(f"/votes/{KEY}/"))
    assert 'href="/committees/change_board/"' in page
    assert "/meetings/?body=Change%20Board&amp;q=" in page


def test_without_any_the_page_says_so(client):
    page = html(client.get("/votes/"))
    assert "No vote yet" in page
    assert 'href="/decisions/"' in page
    assert 'id="open"' not in page


def test_what_is_open_is_listed_with_what_is_still_needed_for_its_members(as_, client):
    voted()
    page = html(client.get("/votes/"))
    assert "The Change Board votes on MP303" in page
    assert "have voted" not in page
    member = html(as_("other-1").get("/votes/"))
    assert "2 of 7 have voted." in member
    assert "It still takes" in member or "It carries" in member or "It does not carry" in member


def test_a_member_sees_positions_and_who_has_not_voted(as_):
    voted()
    page = html(as_("other-1").get(f"/votes/{KEY}/"))
    for said in (
        "Vote of the Change Board on MP303",
        "Approval under Self-Governance",
        "(a) It keeps meters working together.",
        "against (",
        "We sell the devices.",
        "Not voted yet",
        "Large Supplier 2, Small Supplier 2, Network Party 1, Other SEC Party 1, Consumer body.",
        "For the Change Board and the secretariat only",
        "in which category the consumer body counts is not told",
        "unverified",
    ):
        assert said in page, said


@pytest.mark.any_database
@pytest.mark.parametrize("who", ["", "contact"])
def test_nobody_else_sees_positions_or_outcome_before_publication(as_, client, monkeypatch, who):
    voted()
    if who:
        as_(who)

    def look(address):
        return html(client.get(address, follow=True))

    for _ in range(2):  # open, then counted
        for address in (
            "/votes/", f"/votes/{KEY}/", "/votes/?format=json", f"/votes/{KEY}/?format=csv", "/proposals/MP303/",
            "/votes/closing.atom", "/votes/closing.ics", "/proposals/MP303/steps/", "/", "/search/?q=MP303",
        ):  # fmt: skip
            page = look(address)
            for secret in (*SECRETS, "not carried", "carried in"):
                assert secret not in page, (address, secret)
        later(monkeypatch)
        do("count_vote", CLERK, vote=KEY)
    refused = client.get(f"/votes/{KEY}/archive.json")
    assert refused.status_code == 403
    if who:
        assert "Its outcome is published later" in look(f"/votes/{KEY}/") or "closed" in look(f"/votes/{KEY}/")


def test_a_vote_that_was_withdrawn_stays_confidential(as_, client, monkeypatch):
    key = counted(monkeypatch, **WON)
    do("withdraw_vote", CLERK, vote=key, reason="The report was not the last one.")
    page = html(client.get(f"/votes/{key}/"))
    assert "withdrawn: The report was not the last one." in page
    for secret in (*SECRETS, ": counted", "carried in"):
        assert secret not in page
    assert "(a) It keeps meters working together." in html(as_("large-2").get(f"/votes/{key}/"))


def test_the_log_of_the_api_tells_nobody_of_positions(client, monkeypatch):
    voted()
    later(monkeypatch)
    do("count_vote", CLERK, vote=KEY)
    seal.seal_pending(clock.now())
    log = html(client.get("/api/v1/events?limit=200"))
    assert "register.proposal_registered" in log
    assert "votes." not in log
    assert client.get(f"/api/v1/events?stream=vote:{KEY}").json()["items"] == []


def test_whoever_votes_sees_their_own_position_alone(as_):
    opened()
    do("appoint_alternate", "person:large-1", vote=KEY, person="friend")
    cast("friend")
    cast("small-1", "against")
    page = html(as_("friend").get(f"/votes/{KEY}/"))
    assert "Large Supplier 1: in favour, given on" in page
    assert "costs more" not in page
    assert "How each of them votes is published with the outcome." in page


def test_a_published_vote_shows_each_position_and_the_proof_to_everybody(client, monkeypatch):
    do("publish_vote", CLERK, vote=counted(monkeypatch, **WON))
    page = html(client.get(f"/votes/{KEY}/"))
    for said in (
        "(a) It keeps meters working together.",
        "Large Suppliers: 2 voters; 1 in favour, 0 against, 0 abstained, 1 did not vote.",
        "The vote is carried.",
        "Did not vote",
        "did not vote",
        "codeclerk vote recount FILE",
    ):
        assert said in page, said
    found = recount(read_archive(client.get(f"/votes/{KEY}/archive.json").content.decode(), "x"))
    assert found.agrees
    rows = json.loads(client.get(f"/votes/{KEY}/?format=json").content)["rows"]
    assert [row["position"] for row in rows] == [
        "in favour", "did not vote", "in favour", "did not vote", "against", "abstains", "did not vote"
    ]  # fmt: skip
    assert client.get(f"/votes/{KEY}/?format=xlsx").content[:2] == b"PK"
    assert b"Consumer body" in client.get(f"/votes/{KEY}/?format=csv").content


@pytest.mark.inventory("G07", "G11")
def test_list_counts_and_report_of_a_month_come_from_the_one_record_of_the_vote(client, monkeypatch):
    """What the vote recorded is counted and listed in the same words, on the page and in the report of the month."""
    do("publish_vote", CLERK, vote=counted(monkeypatch, **WON))
    rows = json.loads(client.get("/decisions/?format=json").content)["rows"]
    assert [(row["proposal"], row["outcome"]) for row in rows] == [("MP303", "Approved")]
    page = html(client.get("/proposals/MP303/"))
    assert "Approval under Self-Governance" in page
    today = clock.today()
    next_month = (today.replace(day=1) + timedelta(days=32)).replace(day=5)
    month = report(later(monkeypatch, (next_month - today).days).isoformat())
    assert [(one["proposal"], one["outcome"]) for one in month.data.value["decisions"]] == [("MP303", "approved")]
    assert "The Change Board voted on one modification" in words_of(month, "Change Board votes")
    assert "SEC Objective (a)" in words_of(month, "Change Board votes")


def checked(client, address, **typed):
    """Fill in and look at what would happen, or at what is wrong."""
    carried = re.search(r'name="carried" value="([^"]+)"', client.get(address).content.decode())[1]
    return client.post(address, {**typed, "carried": carried, "step": "check"})


@pytest.mark.any_database
def test_voting_by_form(as_):
    opened()
    client = as_("large-1")
    page = html(client.get(f"/votes/{KEY}/vote/"))
    assert "Objective (a)" in page
    bad = checked(client, f"/votes/{KEY}/vote/", choice="against")
    assert "No reason is given for a position against" in html(bad, 422)
    done = send(client, f"/votes/{KEY}/vote/", choice="against", rationale__g="It is dear.")
    assert done.status_code == 303
    page = html(client.get(f"/votes/{KEY}/"))
    assert "Large Supplier 1: against, given on" in page
    assert "Change your vote" in page
    assert "(g) It is dear." in page
    again = html(client.get(f"/votes/{KEY}/vote/"))
    assert "It is dear." in again


def test_running_a_vote_by_forms(as_, monkeypatch):
    client = as_("clerk")
    page = html(client.get("/votes/open/?proposal=MP303"))
    assert "17:00" in page
    closes = (clock.today()).isoformat()
    done = send(client, "/votes/open/", proposal="MP303", closes=closes, closes_at="23:59")
    assert (done.status_code, done["Location"]) == (303, f"/votes/{KEY}/")
    page = html(client.get(f"/votes/{KEY}/"))
    assert "not yet" in page
    for label in ("Name an alternate", "Record a position", "Close it now", "Withdraw it"):
        assert label in page
    recorded = send(
        client, f"/votes/{KEY}/record/", seat="large_supplier-1", choice="in_favour",
        given_as="At the meeting", rationale__a="It helps.",
    )  # fmt: skip
    assert recorded.status_code == 303
    assert send(client, f"/votes/{KEY}/interest/", seat="small_supplier-1", words="Ours").status_code == 303
    assert send(client, f"/votes/{KEY}/alternate/", seat="small_supplier-1", person="friend").status_code == 303
    assert "runs until" in html(checked(client, f"/votes/{KEY}/close/"), 422)
    assert send(client, f"/votes/{KEY}/close/", reason="All voted").status_code == 303
    assert send(client, f"/votes/{KEY}/count/").status_code == 303
    today = clock.today().isoformat()
    preview = html(checked(client, f"/votes/{KEY}/publish/", reason="The count", effective=today))
    assert "is published with its positions and its count" in preview
    assert "pending implementation" in preview.casefold()
    published = send(client, f"/votes/{KEY}/publish/", reason="The count", effective=today)
    assert published.status_code == 303
    assert "published" in html(client.get("/votes/"))
    assert "Small Supplier 1: an alternate named for this vote" in html(client.get(f"/votes/{KEY}/"))


def test_forms_of_others_are_refused(as_, client):
    opened()
    assert client.get(f"/votes/{KEY}/close/").status_code == 302
    member = as_("large-1")
    assert member.get(f"/votes/{KEY}/close/").status_code == 403
    assert member.get(f"/votes/{KEY}/nothing/").status_code == 404
    assert member.get("/votes/0303-change_board-9/").status_code == 404


def test_the_desk_says_by_when_to_vote(as_):
    opened()
    page = html(as_("large-1").get("/desk/"))
    assert re.search(r"Your vote on MP303 is due by \d+ \w+ \d{4}, 17:00", page)
    cast("large-1", "abstain")
    assert "abstains" in html(as_("large-1").get("/desk/"))
    assert "Your vote on MP303" not in html(as_("contact").get("/desk/"))


def test_the_close_stands_in_feed_and_calendar(client):
    opened()
    atom = client.get("/votes/closing.atom").content.decode()
    assert "The vote of the Change Board closes" in atom
    calendar = client.get("/votes/closing.ics").content.decode()
    assert f"UID:vote-{KEY}-close@" in calendar
    assert "SEQUENCE:0" in calendar
    own = client.get("/proposals/MP303/deadlines.atom").content.decode()
    assert "The vote of the Change Board closes" in own
    for times in (1, 2):
        do("close_vote", CLERK, vote=KEY, reason="Too early.")
        closes = clock.today() + timedelta(days=7 - times)
        do("reopen_vote", CLERK, vote=KEY, closes=closes, reason="Somebody was missing.")
        dated = client.get("/proposals/MP303/deadlines.ics").content.decode()
        assert (f"UID:vote-{KEY}-close@" in dated, f"SEQUENCE:{times}" in dated) == (True, True)


def test_lists_take_as_many_queries_however_many_votes_there_are(django_assert_num_queries):
    opened()
    with CaptureQueriesContext(connection) as one:
        queries.votes(lens_of("large-1"))
    for number in (304, 305, 306):
        registered(f"MP{number}", "More", "2021-01-04", status="change_board", path="self_governance")
        do("open_vote", CLERK, proposal=f"MP{number}", closes=clock.today() + timedelta(days=9))
    with count(exactly=len(one)):
        assert len(queries.votes(lens_of("large-1"))) == 4


def test_a_vote_is_shown_as_it_stood_at_an_earlier_instant(monkeypatch):
    opened()
    cast("large-1", "abstain")
    before = lens_of("small-1")
    later(monkeypatch, 1)
    cast("large-1", "against")
    (then,) = queries.votes(before)
    assert [one.position.choice.value for one in then.said] == ["abstain"]
    assert queries.vote(lens_of("small-1"), KEY).stands["large_supplier-1"].position.choice.value == "against"


def test_what_a_meeting_shows(monkeypatch):
    day = clock.today()
    opened(meeting=day)
    (found,) = queries.at_meeting(lens_of("large-1"), "change_board", day)
    assert (found.key, found.is_shown) == (KEY, True)
    assert queries.at_meeting(lens_of(), "change_board", day)[0].is_shown is False
    assert queries.at_meeting(lens_of(), "panel", day) == ()


def test_an_earlier_day_knows_nothing_of_later_votes(client):
    opened()
    assert "No vote yet" in html(client.get("/votes/?as_at=2021-03-05"))
    assert client.get(f"/votes/{KEY}/?as_at=2021-03-05").status_code == 404
