"""A token sees what its person may see, and no cache tells it to others."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from codeclerk.kernel import clock, seal
from tests.api.support import someone, token_of
from tests.api.test_answers import problem
from tests.people.support import do

pytestmark = pytest.mark.django_db
PAPER = "/api/v1/events"


@pytest.fixture
def restricted():
    data = {"sha256": "ab" * 32, "title": "Closed", "kind": "paper", "classification": "Red"}
    do("register_document", _by="system:import", **data)
    seal.seal_pending(clock.now())


def get(token="", client=None, **headers):
    if token:
        headers["authorization"] = f"Bearer {token}"
    return (client or Client()).get(PAPER, headers=headers)


def test_a_token_reads_what_its_person_may_see(restricted):
    assert get().json()["items"] == []
    for scope in ("read", "act"):
        token = token_of(someone("secretariat", email=f"{scope}@example.com"), scope)
        assert [one["stream"] for one in get(token).json()["items"]] == ["document:" + "ab" * 32]
    assert get(token_of(someone(email="plain@example.com"))).json()["items"] == []


def test_what_a_token_saw_is_told_to_nobody_else(restricted):
    token = token_of(someone("secretariat"))
    mine = get(token)
    assert mine["Cache-Control"] == "private, no-cache"
    assert {"Cookie", "Authorization"} <= {one.strip() for one in mine["Vary"].split(",")}
    assert "Authorization" in get()["Vary"]
    assert get(token, **{"if-none-match": mine["ETag"]}).status_code == 304
    public = get(**{"if-none-match": mine["ETag"]})
    assert (public.status_code, public.json()["items"]) == (200, [])
    other = token_of(someone("secretariat", email="other@example.com"))
    assert get(other, **{"if-none-match": mine["ETag"]}).status_code == 200
    assert get(token, **{"if-none-match": public["ETag"]}).status_code == 200


def test_a_token_counts_before_a_session(restricted, client):
    from tests.people.support import signed_in

    signed_in(client, f"person:{someone('secretariat')}")
    assert len(get(client=client).json()["items"]) == 1
    plain = token_of(someone(email="plain@example.com"))
    assert get(plain, client=client).json()["items"] == []


def test_a_wrong_token_is_not_taken_for_the_public(restricted):
    problem(get("codeclerk_p-0001-1.x"), 401, "people.unknown_token")
    assert get(authorization="Basic YTpi").status_code == 200


def test_a_token_costs_three_queries_at_most(restricted):
    token = token_of(someone("secretariat"))
    get(token)  # notes the day of its use
    with CaptureQueriesContext(connection) as public:
        get()
    with CaptureQueriesContext(connection) as mine:
        get(token)
    # Whose it is and what their roles allow; and one more where there is something to tell, to name its documents.
    assert len(mine) - len(public) <= 3, "\n".join(query["sql"] for query in mine.captured_queries)


def test_a_token_opens_no_page(restricted):
    token = token_of(someone("secretariat"))
    assert Client().get("/account/", headers={"authorization": f"Bearer {token}"}).status_code == 302
