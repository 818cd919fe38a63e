"""A restricted document, its claims, what rests on it, and a restricted paper are told to nobody who may not see
them, on any endpoint; private fields are told to nobody."""

from __future__ import annotations

import json
from datetime import date

import pytest

from codeclerk.api.schema import schema
from codeclerk.kernel import bus, clock, seal
from codeclerk.kernel.acts import Source
from codeclerk.kernel.lens import Classification
from codeclerk.kernel.models import Event
from tests.papers.test_issue import issue
from tests.register.support import do, registered
from tests.releases import example as releases
from tests.sources.support import CLERK, CONTACT, MEMBER, Clerk, sha

SECRET = "Zugzwang"
PAPER = "SECP_90_1203_99"
CLOSED = sha("closed")

pytestmark = pytest.mark.usefixtures("fresh_database", "sample_kind", "people")


@pytest.fixture
def record():
    """A White and an Amber document with a claim in each, a ruling on both, a title that was read in the closed one,
    and an Amber paper; the keys of the claims and the ruling's stream."""
    releases.load()
    registered("MP107", "A title", "2020-01-07")
    clerk = Clerk()
    clerk.register("open")
    clerk.register("closed", title=f"{SECRET} document", classification="Amber", reference=f"{SECRET}-1")
    open_claim = clerk.claim("open", "An open title")
    closed_claim = clerk.claim("closed", f"{SECRET} title")
    clerk.rule(open_claim, closed_claim, follows=open_claim, reason=f"{SECRET} is wrong.")
    bus.execute(
        "retitle",
        {"proposal": "MP107", "title": "Another title"},
        actor="system:import",
        effective=date(2021, 3, 5),
        source=Source(CLOSED, f"{SECRET}:12"),
    )
    issue(classification=Classification.AMBER, reference=PAPER)
    issue(reference="SECP_90_1203_18")
    seal.seal_pending(clock.now())
    return open_claim, closed_claim


def everything(client, *names):
    """The text of every endpoint: of every list, of each event by its position, of all else by each of the names."""
    told = {}
    for path, methods in schema()["paths"].items():
        if "/acts/" in path:
            continue
        where, _, reference = path.partition("{")
        slot, _, rest = reference.partition("}")
        fitting = [name for name in names if name.isdigit() == (slot == "position")]
        in_parts = any(one["name"] == "limit" for one in methods["get"]["parameters"])
        whole = f"{path}?limit=200" if in_parts else path
        addresses = [f"{where}{name}{rest}" for name in fitting] if reference else [whole]
        for address in addresses:
            response = client.get(address)
            assert response.status_code in (200, 404), address
            told[address] = response.content.decode()
    told["events again"] = client.get("/api/v1/events?limit=200&cursor=200").content.decode()
    return told


def names(record):
    positions = [str(number) for number in range(1, Event.objects.count() + 1)]
    return ["MP107", "2021-06", PAPER, "SECP_90_1203_18", *record, CLOSED, *positions]


@pytest.mark.parametrize("reader", ["", CONTACT])
def test_nothing_restricted_is_told_on_any_endpoint(record, signed_in, reader):
    told = everything(signed_in(reader), *names(record))
    for address, text in told.items():
        shown = json.loads(text)
        if shown.get("status") == 404:
            assert SECRET not in text
            continue
        for word in (SECRET, PAPER, CLOSED, record[1], "ruling:"):
            assert word not in text, (address, word)
    assert record[0] in told["/api/v1/claims?limit=200"]
    assert "SECP_90_1203_18" in told["/api/v1/papers?limit=200"]
    assert f"claims:{sha('open')}" in told["/api/v1/events?limit=200"]
    assert "paper:SECP_90_1203_18" in told["/api/v1/events?limit=200"]


def test_who_may_see_it_is_told(record, signed_in):
    told = everything(signed_in(MEMBER), PAPER, record[1])
    assert f"{SECRET} title" in told["/api/v1/claims?limit=200"]
    assert f"{SECRET} title" in told[f"/api/v1/claims/{record[1]}"]
    assert PAPER in told["/api/v1/papers?limit=200"]
    assert PAPER in told[f"/api/v1/papers/{PAPER}"]
    events = json.loads(told["/api/v1/events?limit=200"])["items"]
    streams = {one["stream"] for one in events}
    assert {f"paper:{PAPER}", f"claims:{CLOSED}", f"document:{CLOSED}"} <= streams
    assert {"document": CLOSED, "locator": f"{SECRET}:12"} in [one["source"] for one in events]
    assert not any(stream.startswith("ruling:") for stream in streams)


def test_a_document_that_is_opened_is_told_and_one_that_is_closed_is_not(record, signed_in):
    public = signed_in("")
    before = public.get("/api/v1/claims")
    Clerk().do("classify_document", sha256=CLOSED, classification="White", reason="It was published.")
    opened = public.get("/api/v1/claims", headers={"if-none-match": before["ETag"]})
    assert opened.json()["total"] == before.json()["total"] + 1
    Clerk().do("classify_document", sha256=CLOSED, classification="Red", reason="It was published in error.")
    closed = public.get("/api/v1/claims", headers={"if-none-match": opened["ETag"]})
    assert closed.json()["items"] == before.json()["items"]


def test_nobody_is_told_who_somebody_is(record, signed_in):
    do("register_person", _by="system:install", key="private", name=f"{SECRET} Quillfeather", email="zug@example.com")
    seal.seal_pending(clock.now())
    for reader in ("", CLERK):
        for text in everything(signed_in(reader), *names(record)).values():
            assert "Quillfeather" not in text
            assert "@example.com" not in text
            assert "_private" not in text
            assert '"stream": "person:' not in text
