"""How the API answers: tags, 304, HEAD, caches, other sites' scripts, lists that are read while the record changes."""

from __future__ import annotations

from contextvars import Context

import pytest
from django.test import Client

from codeclerk.api import answering
from codeclerk.kernel import clock, seal
from codeclerk.people.middleware import BAD_DATE
from tests.register.support import do, person, registered

pytestmark = pytest.mark.django_db
PROPOSALS = "/api/v1/proposals"


@pytest.fixture
def three():
    for number in ("MP101", "MP102", "MP103"):
        registered(number, f"Title of {number}", "2020-01-07")
    seal.seal_pending(clock.now())


def test_what_is_recorded_while_an_answer_begins_is_not_hidden_by_its_tag(three, client, monkeypatch):
    identify, recorded = answering.identify, []

    def meanwhile(request):
        identify(request)
        if not recorded:  # as another process does, in a context that knows nothing of this request
            recorded.append(Context().run(lambda: registered("MP104", "Title of MP104", "2020-01-07")))

    monkeypatch.setattr(answering, "identify", meanwhile)
    first = client.get(PROPOSALS)
    assert first.json()["total"] == 3
    again = client.get(PROPOSALS, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.json()["total"]) == (200, 4)


def test_an_answer_is_not_made_again_while_nothing_changed(three, client):
    first = client.get(PROPOSALS)
    tag = first["ETag"]
    assert first["Cache-Control"] == "public, no-cache"
    assert "Cookie" in first["Vary"]
    again = client.get(PROPOSALS, headers={"if-none-match": f'"other", {tag}'})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", tag)
    assert client.get(PROPOSALS, headers={"if-none-match": tag.removeprefix("W/")}).status_code == 304
    assert client.get(PROPOSALS, headers={"if-none-match": "*"}).status_code == 200
    # Recorded and not sealed yet: told all the same, so the tag is another one.
    registered("MP104", "Title of MP104", "2020-01-07")
    changed = client.get(PROPOSALS, headers={"if-none-match": tag})
    assert changed.status_code == 200
    assert changed.json()["total"] == 4
    seal.seal_pending(clock.now())
    assert client.get(PROPOSALS)["ETag"] != changed["ETag"]


def test_another_question_has_another_tag(three, client):
    tags = {
        client.get(address)["ETag"]
        for address in (
            PROPOSALS,
            f"{PROPOSALS}?limit=1",
            f"{PROPOSALS}?as_at=2021-03-05",
            f"{PROPOSALS}?as_at=2021-03-05&known_at=2026-01-01",
            "/api/v1/decisions",
            f"{PROPOSALS}/MP101",
        )
    }
    assert len(tags) == 6


def test_what_a_signed_in_reader_gets_is_kept_by_nobody_else(three, client):
    from codeclerk.people.models import Account

    public = client.get(PROPOSALS)
    person("clerk", "Pseudonym Clerk", email="clerk@example.com")
    do("open_account", _by="system:install", person="clerk")
    client.force_login(Account.objects.get(person__key="clerk"))
    mine = client.get(PROPOSALS)
    assert mine["Cache-Control"] == "private, no-cache"
    assert mine["ETag"] != public["ETag"]
    assert mine["ETag"] != Client().get(PROPOSALS)["ETag"]


def test_head_tells_what_get_would(three, client):
    told, asked = client.get(PROPOSALS), client.head(PROPOSALS)
    assert (asked.status_code, asked.content) == (200, b"")
    assert asked["ETag"] == told["ETag"]
    assert asked["Content-Length"] == told["Content-Length"]
    assert client.head(PROPOSALS, headers={"if-none-match": told["ETag"]}).status_code == 304
    assert client.head("/api/v1/proposals/MP999").status_code == 404


def test_scripts_of_other_sites_read_what_the_public_reads(three, client):
    for address in (PROPOSALS, "/api/v1/nothing", "/api/v1/openapi.json"):
        response = client.get(address, headers={"origin": "https://elsewhere.example"})
        assert response["Access-Control-Allow-Origin"] == "*"
        assert "Access-Control-Allow-Credentials" not in response


def test_a_list_in_parts_is_one_list_whatever_is_recorded_meanwhile(three, client):
    first = client.get(f"{PROPOSALS}?limit=2&order=-number")
    assert [one["number"] for one in first.json()["items"]] == ["MP103", "MP102"]
    registered("MP104", "Title of MP104", "2020-01-07")
    cursor = first.json()["next"]
    assert first["Link"] == f'<{PROPOSALS}?limit=2&order=-number&cursor={cursor}>; rel="next"'
    second = client.get(f"{PROPOSALS}?limit=2&order=-number&cursor={cursor}").json()
    assert [one["number"] for one in second["items"]] == ["MP101"]
    assert (second["next"], second["total"], second["known_at"]) == (None, 3, first.json()["known_at"])
    other = client.get(f"{PROPOSALS}?limit=2&order=number&cursor={cursor}")
    assert (other.status_code, other.json()["code"]) == (422, "api.bad_cursor")


def test_only_sealed_events_are_told(three, client):
    before = client.get("/api/v1/events").json()
    registered("MP104", "Title of MP104", "2020-01-07")
    assert client.get("/api/v1/events").json()["items"] == before["items"]
    after = client.get(f"/api/v1/events?cursor={before['through']}").json()
    assert (after["items"], after["through"]) == ([], before["through"])
    problem(client.get(f"/api/v1/events?cursor={before['through'] + 1}"), 422, "api.bad_cursor")
    seal.seal_pending(clock.now())
    found = client.get(f"/api/v1/events?cursor={before['through']}").json()["items"]
    assert {one["stream"] for one in found} == {"proposal:0104"}
    assert found[0]["position"] == before["through"] + 1


def problem(response, status, code):
    assert response["Content-Type"] == "application/problem+json"
    body = response.json()
    assert (response.status_code, body["status"], body["code"]) == (status, status, code), body
    assert body["type"] == f"urn:codeclerk:refusal:{code}"
    for name in ("title", "detail", "rule", "object", "remedy"):
        assert body[name], name
    return body


REFUSED = (
    ("nothing", 404, "api.no_endpoint"),
    ("proposals/", 404, "api.no_endpoint"),
    ("", 404, "api.no_endpoint"),
    ("proposals/MP999", 404, "register.unknown_proposal"),
    ("proposals/MP101?as_at=2019-01-01", 404, "register.not_in_register_then"),
    ("assessments/none", 404, "assessments.unknown"),
    ("consultations/none", 404, "consultations.unknown"),
    ("decisions/none", 404, "decisions.unknown"),
    ("meetings/none", 404, "meetings.unknown"),
    ("releases/none", 404, "releases.unknown"),
    ("votes/none", 404, "votes.unknown"),
    ("engagement/none", 404, "engagement.unknown"),
    ("proposals/MP999/timetable", 404, "register.unknown_proposal"),
    ("code/documents", 404, "legaltext.nothing_in_force"),
    ("code/documents?version=9.9", 404, "legaltext.no_version"),
    ("code/documents/none", 404, "legaltext.nothing_in_force"),
    ("code/clauses/none", 404, "legaltext.no_clause"),
    ("code/compare", 404, "legaltext.nothing_in_force"),
    ("code/compare?old=1.0&new=2.0", 404, "legaltext.no_version"),
    ("papers/none", 404, "papers.not_open"),
    ("claims/none", 404, "api.unknown_claim"),
    ("events/0", 404, "api.not_sealed"),
    ("events/x", 404, "api.not_sealed"),
    ("proposals?stages=refine", 422, "api.unknown_parameter"),
    ("proposals/MP101?limit=1", 422, "api.unknown_parameter"),
    ("openapi.json?a=1", 422, "api.unknown_parameter"),
    ("proposals?limit=1&limit=2", 422, "api.repeated_parameter"),
    ("proposals?as_at=2021-03-05&as-at=2021-03-04", 422, "api.twice_named_parameter"),
    ("proposals?limit=0", 422, "api.wrong_value"),
    ("proposals?limit=201", 422, "api.wrong_value"),
    ("proposals?limit=some", 422, "api.wrong_value"),
    ("proposals?held=perhaps", 422, "api.wrong_value"),
    ("proposals?q=a%00b", 422, "api.unreadable_parameter"),
    ("proposals/a%00b", 422, "api.unreadable_parameter"),
    ("proposals?cursor=x", 422, "api.bad_cursor"),
    ("events?cursor=x", 422, "api.bad_cursor"),
    ("proposals?stage=nowhere", 422, "register.unknown_word"),
    ("proposals?status=nowhere", 422, "api.unknown_value"),
    ("proposals?order=colour", 422, "api.unknown_value"),
    ("events?type=none", 422, "api.unknown_value"),
    ("decisions?proposal=MP999", 404, "register.unknown_proposal"),
    ("meetings?body=none", 422, "api.unknown_value"),
    ("votes?standing=none", 422, "api.unknown_value"),
    ("committees/interest?body=none", 422, "api.unknown_value"),
    ("engagement?standing=none", 422, "api.unknown_value"),
    ("code/conflicts?proposal=MP999", 404, "register.unknown_proposal"),
    ("code/versions?version=1.0", 422, "api.unknown_parameter"),
    ("proposals?as_at=soon", 422, "people.lens_date"),
    ("proposals?known_at=2099-01-01", 422, "people.lens_future"),
)


@pytest.mark.parametrize(("address", "status", "code"), REFUSED, ids=[one[0] for one in REFUSED])
def test_what_is_refused_is_said_as_a_problem(three, client, address, status, code):
    problem(client.get(f"/api/v1/{address}"), status, code)


def test_a_wrong_date_is_refused_in_the_sentence_of_the_pages(three, client):
    said = BAD_DATE.refuse("soon", name="As at").first
    body = problem(client.get(f"{PROPOSALS}?as_at=soon"), 422, "people.lens_date")
    assert (body["problem"], body["remedy"]) == (said.problem, said.remedy)
    assert said.problem.encode() in client.get("/proposals/?as_at=soon").content


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options", "trace"])
def test_nothing_is_changed_but_by_acts(three, client, method):
    for address in (PROPOSALS, "/api/v1/events/1", "/api/v1/nothing"):
        response = getattr(client, method)(address)
        assert response["Allow"] == "GET, HEAD"
        problem(response, 405, "api.wrong_method")


def test_too_many_parameters_are_a_bad_request(three, client):
    asked = "&".join(f"stage=s{number}" for number in range(1100))
    for address in (PROPOSALS, "/api/v1/openapi.json"):
        problem(client.get(f"{address}?{asked}"), 400, "api.wrong_value")
