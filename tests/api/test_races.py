"""Two people act at once through the API."""

from __future__ import annotations

import uuid

from codeclerk.kernel import bus
from codeclerk.kernel.models import Event
from tests.api.support import send, someone, token_of
from tests.register.support import registered
from tests.support.records import at_once


def test_of_two_who_saw_the_same_one_is_done_and_the_other_told_what_changed(fresh_database):
    registered("MP101", "A title", "2021-01-01")
    seen = bus.versions(["proposal:0101"])
    tokens = [token_of(someone("secretariat", email=f"{n}@example.com")) for n in range(2)]

    def retitle(token, title):
        body = {"data": {"proposal": "MP101", "title": title}, "expected": seen}
        return lambda: send("retitle/", body, token)

    results = at_once(retitle(tokens[0], "The first title"), retitle(tokens[1], "The second title"))
    won, lost = sorted(results, key=lambda one: one.status_code)
    assert (won.status_code, lost.status_code) == (201, 409), (won.content, lost.content)
    told = lost.json()
    assert told["code"] in ("kernel.stale", "kernel.race")
    assert told["versions"] == won.json()["heads"]
    event = Event.objects.get(stream="proposal:0101", seq=seen["proposal:0101"] + 1)
    assert [(one["number"], one["actor"], one["body"]["formal"]) for one in told["since"]] == [
        (event.seq, event.actor, event.body_json()["formal"])
    ]


def test_one_command_sent_at_once_by_a_program_that_tries_again_is_done_once(fresh_database):
    token, key = token_of(someone("secretariat")), str(uuid.uuid4())
    body = {"data": {"key": "north", "name": "North Networks", "kind": "party"}}
    results = at_once(*(lambda: send("add_organisation/", body, token, key=key) for _ in range(4)))
    assert [one.status_code for one in results] == [201] * 4, [one.content for one in results]
    assert sorted(one.json()["repeated"] for one in results) == [False, True, True, True]
    assert len({str(one.json()["answer"]) for one in results}) == 1
