"""Documents that are attached to proposals: acts, days, forms, and silence to those who may not see them."""

from __future__ import annotations

import json
import re
from datetime import timedelta

import pytest

from codeclerk.kernel import clock, seal
from codeclerk.kernel.lens import Classification, Viewer
from codeclerk.register import answers, queries
from codeclerk.register.rules.documents import Role
from tests.register.support import do, lens, refused
from tests.register.test_forms import clerk, send  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db
OPEN, CLOSED = "a" * 64, "c" * 64
SECRET = "Zanzibar trial of key ceremonies"
MANAGER = Viewer("person:manager", frozenset(Classification))


@pytest.fixture
def world():
    do("register_proposal", _from="2019-10-22", _known="2019-10-22", number="MP092", title="Maintenance")
    for sha256, title, mark in ((OPEN, "Panel paper", "White"), (CLOSED, SECRET, "Red")):
        do("register_document", _from="2020-12-04", _known="2020-12-04", sha256=sha256, title=title, kind="paper",
           published="2020-12-04", classification=mark)  # fmt: skip


def attach(sha256=OPEN, role="annex", label="Annex B: trial results"):
    given = {"proposal": "MP092", "document": sha256, "role": role, "label": label}
    return do("attach_document", _from="2020-12-04", _known="2020-12-04", **given)


def attached(day=None, viewer=None, known=None, ref="MP092"):
    found = lens(day, known, viewer) if viewer else lens(day, known)
    return [(one.role, one.label, one.name) for one in queries.proposal(found, ref).documents]


def test_a_document_is_attached_from_a_day_on(world):
    attach()
    assert attached("2020-12-03") == []
    assert attached("2020-12-04") == [(Role.ANNEX, "Annex B: trial results", "Panel paper")]
    do("detach_document", _from="2021-01-20", proposal="MP092", document=OPEN, role="annex",
       label="Annex B: trial results")  # fmt: skip
    assert attached("2021-01-19") == [(Role.ANNEX, "Annex B: trial results", "Panel paper")]
    assert attached("2021-01-20") == []
    assert attached("2020-12-04", known="2020-12-03") == []


def test_one_document_holds_several_things_and_reports_stand_first(world):
    attach()
    attach(role="Legal text", label="Annex A: legal text")
    attach(role="report", label="Draft report")
    attach(role="other", label="")
    assert [role for role, _, _ in attached()] == [Role.REPORT, Role.OTHER, Role.LEGAL_TEXT, Role.ANNEX]
    [bare] = [one for one in queries.proposal(lens(), "MP092").documents if not one.label]
    assert (bare.title, bare.published.isoformat()) == ("Panel paper", "2020-12-04")


def test_a_part_has_what_is_attached_to_its_whole(world):
    attach()
    do("split_proposal", _from="2021-01-04", proposal="MP092", parts=[{"letter": "A"}])
    do("attach_document", _from="2021-01-05", proposal="MP092A", document=OPEN, role="report", label="Its own")
    assert [label for _, label, _ in attached(ref="MP092A")] == ["Its own", "Annex B: trial results"]
    assert [label for _, label, _ in attached()] == ["Annex B: trial results"]
    do("detach_document", _from="2021-02-01", proposal="MP092A", document=OPEN, role="report", label="Its own")
    assert [label for _, label, _ in attached(ref="MP092A")] == ["Annex B: trial results"]


def test_a_mistaken_attachment_is_taken_back(world):
    attach()
    which = [OPEN, "annex", "Annex B: trial results"]
    do("withdraw_change", _from="2020-12-04", proposal="MP092", fact="document", which=which, reason="Another one.")
    assert attached() == []
    told = [one.what for one in queries.history(lens(), "MP092")]
    assert told[-2:] == [
        "“Annex B: trial results” is attached as an annex.",
        "The change of document on 4 December 2020 is taken back: Another one.",
    ]
    assert refused("withdraw_change", proposal="MP092", fact="document", reason="x").code == "register.which_fact"


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"document": "d" * 64}, "register.no_document"),
        ({"document": "nonsense"}, "kernel.bad_field"),
        ({"role": "appendix"}, "kernel.bad_field"),
        ({"proposal": "MP093"}, "register.unknown_proposal"),
        ({"label": "x" * 201}, "kernel.bad_field"),
    ],
)
def test_what_cannot_be_attached_is_refused(world, given, code):
    asked = {"proposal": "MP092", "document": OPEN, "role": "annex", **given}
    found = refused("attach_document", **asked)
    assert found.code == code
    assert found.remedy


def test_what_is_not_attached_cannot_be_detached(world):
    attach()
    for given in ({"label": ""}, {"role": "report"}, {"_from": "2020-12-03"}):
        asked = {"proposal": "MP092", "document": OPEN, "role": "annex", "label": "Annex B: trial results"} | given
        assert refused("detach_document", **asked).code == "register.not_attached"


def test_who_may_not_see_a_document_cannot_attach_it(world, clerk, monkeypatch):  # noqa: F811 - the fixture
    from codeclerk.register.commands import documents

    asked = {"proposal": "MP092", "document": CLOSED, "role": "annex"}
    monkeypatch.setattr(documents, "lens_now", lambda actor, now: lens())
    found = refused("attach_document", _by="person:clerk", **asked)
    assert (found.code, SECRET in str(found.facts)) == ("register.no_document", False)
    monkeypatch.undo()
    do("attach_document", _by="person:clerk", **asked)


def test_the_page_lists_what_is_attached(world, client):
    page = client.get("/proposals/MP092/").content.decode()
    assert "No document that is open to you is attached to MP092" in page
    attach()
    page = client.get("/proposals/MP092/").content.decode()
    assert re.search(rf'<a [^>]*href="/sources/[^"]*{OPEN}/"[^>]*>Annex B: trial results</a>', page), page
    assert "is attached as an annex" in page


def test_the_answer_of_the_api_has_them(world, client):
    attach()
    [one] = client.get("/api/v1/proposals/MP092").json()["item"]["documents_attached"]
    assert one == {
        "sha256": OPEN, "role": "annex", "label": "Annex B: trial results", "name": "Panel paper",
        "published": "2020-12-04", "since": "2020-12-04",
    }  # fmt: skip


def everything(client):
    """Every answer in which something of a proposal is told."""
    addresses = (
        "/", "/proposals/", "/proposals/MP092/", "/proposals/MP092/history/", "/proposals/MP092/history/?format=csv",
        "/api/v1/proposals/MP092", "/api/v1/proposals", "/api/v1/events?limit=200",
        "/api/v1/proposals/MP092/events?limit=200", "/api/v1/proposals/MP092/history",
        "/papers/modification-report/2021-01/?proposal=MP092",
        "/papers/modification-report/2021-01/?proposal=MP092&format=json",
        "/papers/modification-report/2021-01/?proposal=MP092&format=html",
    )  # fmt: skip
    return {address: client.get(address).content.decode() for address in addresses}


@pytest.mark.any_database
def test_a_restricted_document_leaks_nowhere(world, client):
    attach()
    attach(CLOSED, "legal_text", SECRET)
    attach(CLOSED, "report", f"{SECRET}, first")
    do("detach_document", _from="2020-12-08", _known="2020-12-08", proposal="MP092", document=CLOSED, role="report",
       label=f"{SECRET}, first")  # fmt: skip
    do("withdraw_change", _from="2020-12-04", _known="2020-12-09", proposal="MP092", fact="document",
       which=[CLOSED, "report", f"{SECRET}, first"], reason="A slip.")  # fmt: skip
    seal.seal_pending(clock.now() + timedelta(seconds=5))
    told_of = everything(client)
    for address in ("/proposals/MP092/", "/api/v1/proposals/MP092", "/api/v1/events?limit=200"):
        assert "Annex B: trial results" in told_of[address], address
    for address, content in told_of.items():
        assert CLOSED not in content, address
        assert "Zanzibar" not in content, address
        assert "legal text" not in content.casefold() or "attached as legal text" not in content, address
    told = [one.what for one in queries.history(lens(viewer=MANAGER), "MP092")]
    assert f"“{SECRET}” is attached as legal text." in told
    seen = queries.proposal(lens(viewer=MANAGER), "MP092")
    assert [one.label for one in seen.documents] == ["Annex B: trial results", SECRET]
    assert [one.label for one in queries.proposal(lens(), "MP092").documents] == ["Annex B: trial results"]
    assert SECRET not in json.dumps(answers.proposal_json(queries.proposal(lens(), "MP092")))


def test_a_document_that_is_marked_later_disappears(world, client):
    attach()
    assert "trial results" in client.get("/proposals/MP092/").content.decode()
    do("classify_document", sha256=OPEN, classification="Red", reason="It names customers.")
    for address, content in everything(client).items():
        assert "trial results" not in content, address


def test_documents_are_attached_and_detached_by_form(world, clerk):  # noqa: F811 - the fixture
    page = clerk.get("/proposals/MP092/").content.decode()
    assert "/change/attach_document/" in page
    assert "/change/detach_document/" not in page
    here = "/proposals/MP092/change/attach_document/"
    form = clerk.get(here).content.decode()
    assert "Panel paper" in form
    typed = {"document": OPEN, "role": "annex", "label": "Annex B", "effective": "4 December 2020"}
    assert send(clerk, here, **typed).status_code == 303
    assert attached() == [(Role.ANNEX, "Annex B", "Panel paper")]
    away = "/proposals/MP092/change/detach_document/"
    assert send(clerk, away, **typed | {"effective": "5 December 2020"}).status_code == 303
    assert attached() == []


def test_markup_in_a_label_is_text(world, client):
    attach(label="<img src=x onerror=alert(1)>{{ 7*7 }}")
    for address in ("/proposals/MP092/", "/papers/modification-report/2021-01/?proposal=MP092"):
        page = client.get(address).content.decode()
        assert "<img src=x" not in page
        assert "&lt;img src=x onerror=alert(1)&gt;{{ 7*7 }}" in page
