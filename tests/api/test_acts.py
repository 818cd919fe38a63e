"""Every act by the API: what it takes, who may send it, what comes back, and what never does."""

from __future__ import annotations

import json
import logging
import uuid

import pytest
from django.core.cache import cache
from django.test import Client

from codeclerk.api import limits
from codeclerk.api.act_schema import example
from codeclerk.kernel import bus
from codeclerk.kernel.acts import Act, acts
from codeclerk.kernel.events import event_types
from codeclerk.kernel.models import Event, OutboxMessage, Receipt
from tests.api.support import SECRET, send, someone, token_of
from tests.api.test_answers import problem
from tests.people.support import do, person, signed_in
from tests.register.support import registered

pytestmark = pytest.mark.django_db
ORGANISATION = {"key": "north", "name": "North Networks", "kind": "party"}


@pytest.fixture(autouse=True)
def nothing_counted():
    cache.clear()


@pytest.fixture
def clerk():
    """The token of somebody who keeps the register and manages people."""
    return token_of(someone("secretariat"))


def test_every_act_is_told_refuses_what_is_missing_and_who_may_not(client, monkeypatch):
    monkeypatch.setattr(limits, "ACTS", limits.Limit("acts", 10_000, 60))
    person("Pseudonym Example", key="p-0001")
    nobody = someone()
    mine = signed_in(client, f"person:{nobody}")
    listed = client.get("/api/v1/acts/").json()
    assert [one["name"] for one in listed["items"]] == list(acts())
    for one in listed["items"]:
        act = acts()[one["name"]]
        assert one["title"]
        assert one["meaning"]
        told = client.get(one["schema_at"]).json()
        assert told["schema"] == act.Input.model_json_schema()
        assert told["private"] == list(act.Input.PRIVATE)
        needed = set(told["schema"].get("required", ()))
        assert set(told["example"]["data"]) == needed, one["name"]
        assert send(f"{act.name}/", {}).status_code == 401
        assert send(f"{act.name}/preview/", {}).status_code == 401
        for body in ({}, ""):
            refused = send(f"{act.name}/", body, client=mine)
            assert {each.get("field") for each in refused.json()["refusals"]} >= needed, refused.json()
            assert refused.status_code == 422 or not needed
        try:
            act.Input.model_validate(example(act)["data"])
        except ValueError:
            continue  # that it could be carried out is more than an example promises
        refused = send(f"{act.name}/", example(act), client=mine)
        if act.may is not Act.may and refused.status_code in (404, 422):
            continue  # the right depends on what it names, and there is none; or anybody has it
        assert refused.status_code == 403, (act.name, refused.json())
        first = refused.json()["refusals"][0]
        assert first["rule"]
        assert first.get("decided_by") or first["code"] != "kernel.not_allowed", first
    assert not Receipt.objects.filter(actor=f"person:{nobody}").exists()


def test_an_act_is_carried_out_once_whatever_is_sent_twice(clerk):
    key = str(uuid.uuid4())
    first = send("add_organisation/", {"data": ORGANISATION, "effective": "2021-03-05"}, clerk, key=key)
    assert first.status_code == 201, first.content
    made = first.json()
    assert made == {
        "command_id": key,
        "act": "add_organisation",
        "repeated": False,
        "answer": {"organisation": "north"},
        "heads": {"organisation:north": 1},
        "warnings": [],
    }
    assert first["Cache-Control"] == "no-store"
    again = send("add_organisation/", {"data": ORGANISATION, "effective": "2021-03-05"}, clerk, key=f'"{key}"')
    assert (again.status_code, again.json()) == (201, made | {"repeated": True})
    other = send("add_organisation/", {"data": ORGANISATION | {"name": "Other"}}, clerk, key=key)
    problem(other, 409, "kernel.command_id_clash")
    event = Event.objects.get(stream="organisation:north")
    assert (event.effective.isoformat(), str(event.receipt_id)) == ("2021-03-05", key)
    assert event.actor.startswith("person:")


def test_warnings_are_told(clerk):
    send("add_organisation/", {"data": ORGANISATION}, clerk)
    made = send("add_organisation/", {"data": ORGANISATION | {"key": "north-2"}}, clerk).json()
    assert made["warnings"] == ["North Networks is also the name of north."]


def test_a_preview_is_the_plan_and_writes_nothing(clerk):
    registered("MP101", "Before", "2021-01-01")
    counted = [model.objects.count() for model in (Event, Receipt, OutboxMessage)]
    body = {"data": {"proposal": "MP101", "title": "After"}}
    told = send("retitle/preview/", body, clerk)
    assert told.status_code == 200, told.content
    plan = told.json()
    assert [one["stream"] for one in plan["events"]] == ["proposal:0101"]
    assert "After" in plan["events"][0]["words"]
    assert [model.objects.count() for model in (Event, Receipt, OutboxMessage)] == counted
    done = send("retitle/", body | {"expected": plan["expected"]}, clerk)
    assert done.status_code == 201, done.content
    assert done.json()["heads"] == {"proposal:0101": plan["expected"]["proposal:0101"] + len(plan["events"])}


def test_a_preview_tells_deadlines_and_notices(clerk):
    registered("MP101", "A title", "2021-01-01", status="refinement_process")
    agreed = {"data": {"proposal": "MP101", "step": "agree_requirements"}, "effective": "2021-02-02"}
    assert send("take_step/", agreed, clerk).status_code == 201
    body = {"data": {"proposal": "MP101", "kind": "PA"}, "effective": "2021-02-03"}
    made = send("request_assessment/", body, clerk).json()
    asked = made["answer"]["assessment"]
    accepted = {"data": {"assessment": asked}, "effective": "2021-02-04"}
    plan = send("accept_assessment/preview/", accepted, clerk).json()
    assert plan["deadlines"][0]["due"] == "2021-02-25"
    assert "25 Feb" in plan["deadlines"][0]["explanation"]
    who = person("Pseudonym Newcomer", "newcomer@example.com")
    told = send(
        "open_account/preview/", {"data": {"person": who}}, token_of(someone("operator", email="o@example.com"))
    )
    notice = told.json()["notices"][0]
    assert (notice["to"], notice["subject"]) == (f"person:{who}", "Your account in Codeclerk")
    assert "Set your password" in notice["body"]


PRIVATE = {"name": "Pseudonym Quillfeather", "email": "quillfeather@example.com", "telephone": "020 7946 0123"}


def test_private_fields_are_in_no_answer_preview_or_log(clerk, caplog):
    with caplog.at_level(logging.DEBUG):
        said = [
            send("register_person/preview/", {"data": PRIVATE}, clerk),
            send("register_person/", {"data": PRIVATE}, clerk),
            send("register_person/", {"data": PRIVATE | {"colour": "red"}}, clerk),
            send("register_person/", {"data": PRIVATE | {"email": "quillfeather@"}}, clerk),
            send("register_person/", {"data": PRIVATE | {"telephone": PRIVATE["name"]}}, clerk),
            send("register_person/", {"data": PRIVATE | {"key": "Quillfeather!"}}, clerk),
        ]
    assert [one.status_code for one in said] == [200, 201, 422, 422, 422, 422]
    text = " ".join(one.content.decode() for one in said) + caplog.text
    text += json.dumps([list(model.objects.values()) for model in (Event, Receipt)], default=str)
    assert [value for value in (*PRIVATE.values(), "Quillfeather", "quillfeather", SECRET) if value in text] == []


def test_every_event_can_be_told_without_its_private_fields():
    for body in event_types().values():
        assert [name for name in body.PRIVATE if body.model_fields[name].is_required()] == [], body.TYPE
    for act in acts().values():
        assert set(act.Input.PRIVATE) <= set(act.Input.model_fields), act.name


def test_who_looked_before_somebody_else_acted_is_told_what_changed(clerk):
    registered("MP101", "A title", "2021-01-01")
    seen = bus.versions(["proposal:0101"])
    do("retitle", _by="system:import", proposal="MP101", title="Changed meanwhile")
    body = {"data": {"proposal": "MP101", "title": "Mine"}, "expected": seen}
    for address in ("retitle/", "retitle/preview/"):
        told = problem(send(address, body, clerk), 409, "kernel.stale")
        assert told["versions"] == {"proposal:0101": seen["proposal:0101"] + 1}
        assert ["Changed meanwhile" in one["words"] for one in told["since"]] == [True]
        assert told["since"][0]["actor"] == "system:import"
    assert send("retitle/", body | {"expected": told["versions"]}, clerk).status_code == 201


def test_what_changed_is_told_as_far_as_the_sender_may_see_it(clerk):
    who = person("Pseudonym Other", "other@example.com")
    seen = bus.versions([f"person:{who}"])
    do("change_contact", person=who, name="Pseudonym Renamed")
    body = {"data": {"person": who, "name": "Pseudonym Mine"}, "expected": seen}
    told = problem(send("change_contact/", body, clerk), 409, "kernel.stale")
    assert told["since"] == []
    assert "Renamed" not in json.dumps(told)


def test_of_a_stream_that_is_nobodys_business_no_version_is_told(clerk):
    who = person("Pseudonym Other", "other@example.com")
    for seen in (0, 1, 2):
        body = {"data": ORGANISATION, "expected": {f"person:{who}": seen, "vote-seat:0303-panel-1/a": 0}}
        for address in ("add_organisation/preview/", "add_organisation/"):
            told = problem(send(address, body, clerk), 422, "api.expected_stream")
            assert "version" not in json.dumps(told["refusals"][0]["problem"])
            assert "versions" not in told
    body = {"data": {"person": who, "name": "Pseudonym Mine"}, "expected": {f"person:{who}": 1}}
    assert send("change_contact/", body, clerk).status_code == 201


def test_a_source_is_a_document_that_the_sender_may_see(clerk):
    body = {"data": ORGANISATION, "source": {"document": "ab" * 32, "locator": "lines 3 to 5"}}
    refused = problem(send("add_organisation/", body, clerk), 404, "sources.unknown_document")
    assert refused["refusals"][0]["field"] == "source.document"
    do("register_document", _by="system:import", sha256="ab" * 32, title="A paper", kind="paper")
    assert send("add_organisation/", body, clerk).status_code == 201
    event = Event.objects.get(stream="organisation:north")
    assert (event.source_document, event.source_locator) == ("ab" * 32, "lines 3 to 5")
    restricted = {"sha256": "cd" * 32, "title": "Closed", "kind": "paper", "classification": "Red"}
    do("register_document", _by="system:import", **restricted)
    own = token_of(someone(email="reader@example.com"))
    body = {"data": {"person": "p-0002", "name": "Pseudonym"}, "source": {"document": "cd" * 32}}
    problem(send("change_contact/", body, own), 404, "sources.unknown_document")


@pytest.mark.parametrize(
    ("body", "status", "code", "field"),
    [
        ("{", 400, "api.bad_body", None),
        ("[]", 400, "api.bad_body", None),
        (b'{"data": "\xff"}', 400, "api.bad_body", None),
        ('{"data": {"key": "a", "key": "b"}}', 400, "api.bad_body", None),
        ('{"data": {"key": NaN}}', 400, "api.bad_body", None),
        ('{"data": {"key": "a\\u0000b"}}', 400, "api.bad_body", None),
        ('{"data": {"key": "\\ud800"}}', 400, "api.bad_body", None),
        ('{"data": ' + "[" * 30 + "]" * 30 + "}", 400, "api.bad_body", None),
        ('{"data": ' + '{"a":' * 100_000 + "1" + "}" * 100_001, 400, "api.bad_body", None),
        ("[" * 1_000_000, 400, "api.bad_body", None),
        ('{"data": {"size": ' + "9" * 5000 + "}}", 400, "api.bad_body", None),
        ({"date": {}}, 422, "kernel.bad_field", "date"),
        ({"data": {"colour": "red", **ORGANISATION}}, 422, "kernel.bad_field", "colour"),
        ({"data": [1]}, 422, "kernel.bad_field", "data"),
        ({"effective": "soon"}, 422, "kernel.bad_field", "effective"),
        ({"effective": 1}, 422, "kernel.bad_field", "effective"),
        ({"effective": "9999-12-31"}, 422, "kernel.bad_field", "effective"),
        ({"known_from": "2021-03-05T10:00:00"}, 422, "kernel.bad_field", "known_from"),
        ({"expected": {"organisation:north": -1}}, 422, "kernel.bad_field", "expected.organisation:north"),
        ({"expected": {f"s:{n}": 1 for n in range(51)}}, 422, "kernel.bad_field", "expected"),
        ({"source": {"document": "x"}}, 422, "kernel.bad_field", "source.document"),
        ({"source": {"page": "x"}}, 422, "kernel.bad_field", "source.page"),
        ({"data": ORGANISATION, "known_from": "2020-03-05T10:00:00Z"}, 403, "kernel.known_from", None),
        ({"data": ORGANISATION | {"category": "none such"}}, 422, "people.unknown_word", "category"),
    ],
)
def test_what_cannot_be_read_or_is_wrong_is_refused(clerk, body, status, code, field):
    told = problem(send("add_organisation/", body, clerk), status, code)
    assert field in {each.get("field") for each in told["refusals"]}, told["refusals"]
    assert not Event.objects.filter(stream__startswith="organisation").exists()


def test_what_no_record_can_hold_is_refused(clerk):
    registered("MP101", "A title", "2021-01-01")
    for data in ({"sha256": "ab" * 32, "title": "T", "kind": "paper", "size": 2**53, "pages": 10**30},):
        assert send("register_document/", {"data": data}, clerk).status_code == 422
    who = someone("committee_member@csc", email="member@example.com")
    assert who
    body = {"data": {"membership": "body-csc-1", "last_day": "9999-12-31"}}
    problem(send("end_membership/", body, clerk), 422, "api.out_of_range")


def test_only_json_of_a_sane_size_is_read(clerk):
    body = json.dumps({"data": ORGANISATION})
    for kind in ("application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/plain"):
        problem(send("add_organisation/", body, clerk, content_type=kind), 415, "api.not_json")
    problem(send("add_organisation/", body, clerk, headers={"content-encoding": "gzip"}), 415, "api.not_json")
    problem(send("add_organisation/", " " * (2 * 1024 * 1024 + 1), clerk), 413, "api.too_large")
    for wrong in ("x", "0" * 36, f"{{{uuid.uuid4()}}}"):
        problem(send("add_organisation/", body, clerk, key=wrong), 400, "api.bad_idempotency_key")
    assert send("add_organisation/", body, clerk, content_type="application/json; charset=utf-8").status_code == 201


def test_addresses_have_their_methods(client, clerk):
    for address, allowed in (("", "GET, HEAD"), ("retitle/", "GET, HEAD, POST"), ("retitle/preview/", "POST")):
        for method in ("put", "delete", "patch", "options"):
            response = getattr(client, method)(f"/api/v1/acts/{address}")
            assert response["Allow"] == allowed
            problem(response, 405, "api.wrong_method")
    problem(client.get("/api/v1/acts/retitle/preview/"), 405, "api.wrong_method")
    problem(client.get("/api/v1/acts/retitel/"), 404, "kernel.unknown_act")
    problem(send("retitel/", {}, clerk), 404, "kernel.unknown_act")
    assert client.get("/api/v1/acts/?limit=1").status_code == 422
    assert send("retitle", {}, clerk).status_code == 422
    assert client.head("/api/v1/acts/retitle/")["Content-Length"]


def test_the_public_is_told_how_to_be_somebody(client):
    response = send("retitle/", {})
    told = problem(response, 401, "api.sign_in")
    assert "Bearer" in told["remedy"]
    assert response["WWW-Authenticate"].startswith("Bearer")
    problem(send("retitle/", {}, headers={"authorization": "Basic YTpi"}), 401, "api.sign_in")


def test_a_wrong_token_is_nobody_and_is_slowed_down(client, clerk, monkeypatch):
    monkeypatch.setattr(limits, "WRONG_TOKENS", limits.Limit("wrong tokens", 3, 600))
    for wrong in (clerk[:-1] + "!", clerk + "x", "x"):
        problem(send("retitle/", {}, wrong), 401, "people.unknown_token")
    response = client.get("/api/v1/proposals", headers={"authorization": "Bearer x"})
    problem(response, 429, "api.too_many")
    assert int(response["Retry-After"]) <= 600
    assert send("retitle/", {}, clerk).status_code == 422
    assert client.get("/api/v1/proposals").status_code == 200


def test_acts_of_one_person_are_limited_in_number(clerk, monkeypatch):
    monkeypatch.setattr(limits, "ACTS", limits.Limit("acts", 2, 60))
    other = token_of(someone("secretariat", email="other@example.com"))
    for _ in range(2):
        assert send("retitle/preview/", {}, clerk).status_code == 422
    response = send("add_organisation/", {"data": ORGANISATION}, clerk)
    told = problem(response, 429, "api.too_many")
    assert response["Retry-After"] in told["remedy"]
    assert send("add_organisation/", {"data": ORGANISATION}, other).status_code == 201


def test_a_token_that_reads_does_not_act(clerk):
    reading = token_of(someone("secretariat", email="other@example.com"), "read")
    problem(send("retitle/", {}, reading), 403, "api.reading_token")
    problem(send("retitle/preview/", {}, reading), 403, "api.reading_token")


def test_a_token_makes_no_token_and_may_end_itself(clerk):
    key = clerk.partition("_")[2].partition(".")[0]
    who = key.rpartition("-")[0]
    data = {"person": who, "label": "x", "scope": "act", "last_day": "2021-03-05", "secret": SECRET}
    problem(send("issue_token/", {"data": data}, clerk), 403, "api.token_by_token")
    assert send("revoke_token/", {"data": {"person": who, "token": key}}, clerk).status_code == 201
    problem(send("revoke_token/", {"data": {"person": who, "token": key}}, clerk), 401, "people.ended_token")


def test_a_session_acts_with_the_mark_of_a_page_only():
    browser = Client(enforce_csrf_checks=True)
    signed_in(browser, f"person:{someone('secretariat')}")
    body = {"data": ORGANISATION}
    problem(send("add_organisation/", body, client=browser), 403, "api.no_csrf")
    browser.get("/account/sign-out/")
    mark = browser.cookies["csrftoken"].value
    problem(send("add_organisation/", body, client=browser, headers={"x-csrftoken": "x" * 64}), 403, "api.no_csrf")
    assert send("add_organisation/", body, client=browser, headers={"x-csrftoken": mark}).status_code == 201


def test_no_answer_to_a_change_is_open_to_scripts_of_other_sites(clerk):
    response = send("retitle/", {}, clerk, headers={"origin": "https://elsewhere.example"})
    assert "Access-Control-Allow-Origin" not in response
    assert Client().get("/api/v1/acts/")["Access-Control-Allow-Origin"] == "*"
