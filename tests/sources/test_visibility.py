"""Restricted documents: White, Green, Amber and Red hold on every surface, and nothing about them leaks."""

import io
import json

import openpyxl
import pytest
from django.urls import reverse

from codeclerk.kernel.errors import Refused
from codeclerk.kernel.lens import Classification
from codeclerk.sources import queries
from codeclerk.sources.receiving import receive
from codeclerk.sources.rules.claims import Question, Verdict
from tests.sources.support import ALL, CLERK, CONTACT, MEMBER, PUBLIC, lens, sha

WHITE, GREEN, AMBER, RED = Classification
SECRET = "Zugzwang"
TITLE = Question("proposal:MP107", "title")
SEEN_BY = {"": 1, CONTACT: 2, MEMBER: 3, CLERK: 4}
"""How many of the four documents each reader sees."""


@pytest.fixture
def four(clerk):
    """A document of each classification with one claim; each closer one says something of its own."""
    for number, mark in enumerate(Classification):
        content = f"{SECRET} {mark.value}\n".encode()
        got = receive(content, actor=CLERK)
        clerk.do(
            "register_document",
            sha256=got.sha256,
            title=f"{SECRET} {mark.value}",
            reference=f"REF-{mark.value}",
            kind="paper",
            classification=mark.value,
            held=True,
        )
        clerk.do(
            "record_claim",
            document=got.sha256,
            subject="proposal:MP107",
            property="title",
            value=f"{SECRET} {number}",
            locator="CSR:1",
        )
    return [
        one.sha256 for one in sorted(queries.documents(ALL), key=lambda d: list(Classification).index(d.classification))
    ]


@pytest.mark.parametrize("reader", SEEN_BY)
def test_every_page_and_download_shows_each_reader_only_what_is_open_to_them(four, signed_in, reader):
    client, seen = signed_in(reader), SEEN_BY[reader]
    lists = [
        reverse("sources:documents"),
        reverse("sources:claims"),
        reverse("sources:subject", args=["proposal:MP107"]),
    ]
    for path in lists:
        page = client.get(path)
        assert page.status_code == 200
        text = page.content.decode()
        shown = [mark.value for mark in Classification if f"REF-{mark.value}" in text]
        assert shown == [mark.value for mark in list(Classification)[:seen]], path
        hidden = [n for n in range(4) if f"{SECRET} {n}" in text]
        assert path == lists[0] or hidden == list(range(seen)), path
    for number, sha256 in enumerate(four):
        for name in ("document", "download"):
            page = client.get(reverse(f"sources:{name}", args=[sha256]))
            assert page.status_code == (200 if number < seen else 404)
            if number >= seen:
                assert SECRET.encode() not in page.content


@pytest.mark.parametrize("reader", SEEN_BY)
@pytest.mark.parametrize("name", ["documents", "claims"])
def test_every_export_has_only_what_is_open_to_its_reader(four, signed_in, reader, name):
    client, seen = signed_in(reader), SEEN_BY[reader]
    path = reverse(f"sources:{name}")
    rows = json.loads(client.get(f"{path}?format=json").content)["rows"]
    assert len(rows) == seen
    assert len(client.get(f"{path}?format=csv").content.decode().splitlines()) == seen + 1
    sheet = openpyxl.load_workbook(io.BytesIO(client.get(f"{path}?format=xlsx").content)).active
    assert sheet.max_row == seen + 1
    found = client.get(f"{path}?q={SECRET}+3&format=json" if name == "claims" else f"{path}?q=REF-Red&format=json")
    assert len(found.json()["rows"]) == (seen == 4)


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_counts_readings_and_disagreements_cover_only_what_is_open(four, count):
    seen = lens(*list(Classification)[:count])
    assert len(queries.documents(seen)) == len(queries.claims_about(seen, "proposal:MP107")) == count
    assert queries.subjects(seen) == [("proposal:MP107", count)]
    reading = queries.reading(seen, TITLE)
    assert reading.verdict is (Verdict.SINGLE if count == 1 else Verdict.DISPUTED)
    assert len(queries.disagreements(seen)) == (count > 1)
    assert len(reading.claims) == count
    assert all(f"{SECRET} {n}" not in reading.difference for n in range(count, 4))
    for sha256 in four[count:]:
        assert queries.claims_in(seen, sha256) == []
        for read in (queries.document, queries.download, queries.recorded_details):
            with pytest.raises(Refused) as refused:
                read(seen, sha256)
            assert refused.value.first.code == "sources.unknown_document"


def test_a_document_that_is_closed_and_one_that_does_not_exist_are_told_alike(four):
    said = []
    for sha256 in (four[3], sha("nothing")):
        with pytest.raises(Refused) as refused:
            queries.document(PUBLIC, sha256)
        said.append(str(refused.value).replace(sha256, "HASH"))
    assert said[0] == said[1]


def test_a_ruling_that_weighed_a_closed_claim_is_closed_with_it(four, clerk, signed_in):
    keys = {claim.source.classification: claim.key for claim in queries.claims_about(ALL, "proposal:MP107")}
    reason = "The red paper is newer than the others."
    clerk.rule(*keys.values(), follows=keys[RED], reason=reason)
    assert queries.reading(ALL, TITLE).value == f"{SECRET} 3"
    for count, verdict in ((1, Verdict.SINGLE), (2, Verdict.DISPUTED), (3, Verdict.DISPUTED)):
        seen = lens(*list(Classification)[:count])
        reading = queries.reading(seen, TITLE)
        assert (reading.verdict, reading.ruling, reading.is_overtaken) == (verdict, None, False)
        assert queries.rulings_on(seen, "proposal:MP107") == []
    for reader in ("", CONTACT, MEMBER):
        page = signed_in(reader).get(reverse("sources:subject", args=["proposal:MP107"]))
        assert reason not in page.content.decode()
    assert reason in signed_in(CLERK).get(reverse("sources:subject", args=["proposal:MP107"])).content.decode()


def test_a_withdrawn_claim_stays_as_closed_as_its_document(four, clerk, signed_in):
    key = next(c.key for c in queries.claims_about(ALL, "proposal:MP107") if c.source.classification is RED)
    clerk.do("withdraw_claim", key=key, reason="A slip in the red paper.")
    assert len(queries.withdrawn(ALL, subject="proposal:MP107")) == 1
    assert queries.withdrawn(lens(GREEN, AMBER), subject="proposal:MP107") == []
    for reader in ("", MEMBER):
        page = signed_in(reader).get(reverse("sources:subject", args=["proposal:MP107"]))
        assert "red paper" not in page.content.decode()


@pytest.mark.parametrize("reader", ["", CONTACT, MEMBER])
def test_forms_on_closed_things_are_closed(four, signed_in, reader):
    key = next(c.key for c in queries.claims_about(ALL, "proposal:MP107") if c.source.classification is RED)
    client = signed_in(reader)
    for name, argument in (
        ("hold_document", four[3]),
        ("correct_document", four[3]),
        ("classify_document", four[3]),
        ("record_claim", four[3]),
        ("withdraw_claim", key),
        ("correct_claim", key),
    ):
        page = client.get(reverse(f"sources:{name}", args=[argument]))
        assert page.status_code == 404, name
        assert SECRET not in page.content.decode()


def test_a_question_that_only_a_closed_document_speaks_of_is_not_there(clerk, signed_in):
    clerk.register("red", classification="Red")
    clerk.claim("red", SECRET, subject="meeting:WG5", property="title")
    question = Question("meeting:WG5", "title").key
    assert signed_in("").get(reverse("sources:rule_on_claims", args=[question])).status_code == 404
    assert signed_in(CLERK).get(reverse("sources:rule_on_claims", args=[question])).status_code == 200
    page = signed_in(MEMBER).get(reverse("sources:subject", args=["meeting:WG5"]))
    assert "No source says anything" in page.content.decode()


def test_acts_refuse_a_document_that_their_actor_may_not_see(four, clerk):
    """The importer and the clerk see all; the point is that an act looks with its actor's eyes."""
    from codeclerk.kernel import clock
    from codeclerk.sources.viewers import lens_now

    assert len(queries.documents(lens_now(MEMBER, clock.now()))) == 3
    assert len(queries.documents(lens_now("public", clock.now()))) == 1
    assert len(queries.documents(lens_now("system:import", clock.now()))) == 4
