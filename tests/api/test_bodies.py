"""Votes, committees, what is with the Authority, and engagement days on the API: told as far as they are open."""

from __future__ import annotations

import pytest
from django.test import Client

from codeclerk.api import shapes
from tests.api.support import token_of
from tests.authority import example as authority
from tests.committees import example as committees
from tests.engagement import example as engagement
from tests.register.support import do
from tests.register.support import queries as counted
from tests.votes import support as votes

pytestmark = pytest.mark.django_db
STATE = 2
"""Queries that tell how far the record has come."""


def get(address, token="", **headers):
    headers |= {"authorization": f"Bearer {token}"} if token else {}
    return Client().get(f"/api/v1/{address}", headers=headers)


def told(address, shape, token=""):
    response = get(address, token)
    assert response.status_code == 200, response.content[:600]
    shape.model_validate(response.json())
    return response.json()


@pytest.fixture
def vote():
    votes.board()
    key = votes.opened()
    votes.cast("large-1", vote=key)
    for who in ("large-1", "clerk"):
        do("open_account", _by="system:install", person=who)
    return key


def test_a_vote_is_told_and_its_positions_to_those_for_whom_they_are(vote):
    public = told("votes", shapes.Votes)["items"]
    assert [(one["key"], one["standing"], one["still_needed"]) for one in public] == [(vote, "open", None)]
    one = told(f"votes/{vote}", shapes.OneVote)["item"]
    assert (one["positions_open"], {voter["position"] for voter in one["voters"]}) == (False, {None})
    own = told(f"votes/{vote}", shapes.OneVote, token_of("large-1", "read"))["item"]
    assert own["voters"][0]["position"]["reasons"]
    clerk = told(f"votes/{vote}", shapes.OneVote, token_of("clerk", "read"))["item"]
    assert clerk["positions_open"]
    assert sum(voter["position"] is not None for voter in clerk["voters"]) == 1
    assert told("votes?standing=open", shapes.Votes, token_of("clerk", "read"))["items"][0]["still_needed"]


def test_whether_a_vote_is_counted_is_told_to_nobody_else(vote, monkeypatch):
    votes.later(monkeypatch)
    do("count_vote", votes.CLERK, vote=vote)
    clerk = token_of("clerk", "read")
    assert [one["standing"] for one in told("votes", shapes.Votes)["items"]] == ["closed"]
    assert told("votes?standing=counted", shapes.Votes)["items"] == []
    assert told("votes?standing=counted", shapes.Votes, clerk)["items"][0]["outcome"]
    assert told(f"votes/{vote}", shapes.OneVote)["item"]["count"] is None
    assert told(f"votes/{vote}", shapes.OneVote, clerk)["item"]["count"]["groups"]


def test_a_vote_that_the_clock_closes_has_another_tag(vote, monkeypatch):
    tags = {address: get(address)["ETag"] for address in ("votes", f"votes/{vote}")}
    for address, tag in tags.items():
        assert get(address, **{"if-none-match": tag}).status_code == 304
    votes.later(monkeypatch)
    for address, tag in tags.items():
        changed = get(address, **{"if-none-match": tag})
        assert changed.status_code == 200
        assert "closed" in changed.content.decode()


def test_votes_are_narrowed(vote):
    for asked, count in (("proposal=MP303", 1), ("body=change_board", 1), ("body=panel", 0), ("standing=published", 0)):
        assert told(f"votes?{asked}", shapes.Votes)["total"] == count, asked


def test_votes_cost_no_query_each(vote):
    with counted(STATE + 3):
        get("votes")
    with counted(STATE + 7):
        get(f"votes/{vote}")


def test_committees_have_seats_and_organisations_and_no_persons(vote):
    votes.role("thistle", "Pseudonym Thistle", "committee_member", body="panel")
    votes.role("teasel", "Pseudonym Teasel", "committee_member", body="opsg")
    with counted(STATE + 4):
        found = told("committees", shapes.Committees)
    board = next(one for one in found["items"] if one["id"] == "change_board")
    held = [one["name"] for one in board["seats"] if not one["is_vacant"]]
    assert "Large Supplier 1" in held
    for word in ("thistle", "teasel", "pseudonym", "person", "membership"):
        assert word not in str([{**one, "function": ""} for one in found["items"]]).lower()
    first = told("committees?limit=1", shapes.Committees)
    assert (len(first["items"]), first["total"]) == (1, found["total"])
    second = told(f"committees?limit=1&cursor={first['next']}", shapes.Committees)
    assert second["items"] == found["items"][1:2]


def test_interest_is_told_by_proposal(client):
    committees.load()
    with counted(STATE + 1):
        found = told("committees/interest", shapes.CommitteesInterest)["items"]
    by_number = {one["proposal"]["number"]: one["committees"] for one in found}
    assert by_number["DP144"]["ssc"]["answer"] == "interested"
    assert by_number["MP139"]["ssc"]["waits"]
    only = told("committees/interest?proposal=DP144&body=ssc", shapes.CommitteesInterest)["items"]
    assert [one["proposal"]["number"] for one in only] == ["DP144"]


def test_what_is_with_the_authority_is_told_with_its_aim():
    authority.load()
    found = told("authority", shapes.Authority)
    assert [one["proposal"]["number"] for one in found["items"]] == ["MP303"]
    assert found["aim"]["working_days"] > 0
    assert found["items"][0]["asked"]["outcome"]["id"] == "recommended_approval"
    assert told("authority?as_at=2021-02-01", shapes.Authority)["total"] == 1
    with counted(STATE + 8):
        get("authority")


def test_engagement_says_how_many_come_and_not_who():
    engagement.people()
    key = engagement.planned()
    engagement.book(key, "ada", 2)
    with counted(STATE + 4):
        found = told("engagement?standing=coming", shapes.EngagementDays)["items"]
    assert [(one["key"], one["booked"]) for one in found] == [(key, 2)]
    one = told(f"engagement/{key}", shapes.OneEngagementDay)["item"]
    assert one == found[0]
    assert "ada" not in str(one).lower()
    assert told("engagement?standing=over", shapes.EngagementDays)["total"] == 0
