"""The search: a reference goes straight there, words find what is called so, and nothing odd makes it fail."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import html

from tests.register.support import registered


@pytest.fixture
def client():
    return Client()


def results(client, words, **more):
    """Heading -> what is listed under it."""
    response = client.get("/search/", {"q": words, **more})
    assert response.status_code == 200, response.content[:300]
    shown = html.fromstring(response.content)
    lists = shown.xpath("//main//ul[@class='rows']")
    headings = [one.text.strip() for one in shown.xpath("//main//h2[following-sibling::ul[@class='rows']]")]
    return {
        heading: found.xpath("li/p[1]/a/text()") for heading, found in zip(headings, lists, strict=True)
    }, shown.text_content()


@pytest.mark.parametrize("typed", ["MP092", " dp092 ", "MP92", "0092", "SECMP0092"])
def test_a_reference_leads_straight_to_the_proposal(example, client, typed):
    answer = client.get("/search/", {"q": typed, "as_at": "2021-03-05"})
    assert (answer.status_code, answer["Location"]) == (302, "/proposals/MP092/?as_at=2021-03-05")


def test_a_malformed_reference_is_answered_with_the_nearest(example, client):
    _, said = results(client, "M092")
    assert "M092: no such proposal. Did you mean MP092?" in said


def test_words_find_titles_past_titles_and_summaries(example, client):
    found, _ = results(client, "hub")
    assert "DP155" in found["Proposals"]
    assert found["Proposals"].index("DP155") < found["Proposals"].index("DP154")  # its title, before a summary
    assert "MP106" in results(client, "chimsm unknown wan")[0]["Proposals"]
    assert "MP106" in results(client, "chism unknown wan")[0]["Proposals"]


@pytest.mark.parametrize(
    ("words", "heading", "text"),
    [
        ("change status report", "Documents", "SECP_90_1203_18"),
        ("SECP_90_1203_18", "Documents", "SECP_90_1203_18"),
        ("june 2021", "Releases", "June 2021 SEC Release"),
        ("change board", "Organisations and committees", "Change Board"),
        ("secas", "Organisations and committees", "SECAS"),
    ],
)
def test_other_things_are_found_by_what_they_are_called(example, client, words, heading, text):
    found, _ = results(client, words)
    assert any(text in one for one in found[heading]), found


def test_what_came_later_is_not_found(example, client):
    assert "Documents" in results(client, "SECP_90_1203_18", as_at="2021-03-05", known_at="2021-03-05")[0]
    found, said = results(client, "SECP_90_1203_18", as_at="2021-03-04", known_at="2021-03-04")
    assert "Documents" not in found
    assert "what came later is not found" in said


@pytest.mark.any_database
def test_every_hit_leads_to_a_page(example, client):
    shown = html.fromstring(client.get("/search/", {"q": "s"}).content)
    links = shown.xpath("//main//ul[@class='rows']//a/@href")
    assert len(links) > 20
    for link in links:
        assert client.get(link).status_code == 200, link


@pytest.mark.django_db
@pytest.mark.parametrize("words", ["", "   ", "zzz", "M0", "'\"<b>%_\\", "x" * 5000, "a\x00b", "\u202e"])
def test_odd_words_are_text_and_never_fail(client, words):
    answer = client.get("/search/", {"q": words})
    assert answer.status_code == 200
    assert "<b>%" not in answer.content.decode()


@pytest.mark.django_db
def test_a_search_without_words_says_what_can_be_found(client):
    assert "A number leads straight to its proposal" in client.get("/search/").content.decode()


@pytest.mark.django_db
def test_nothing_found_helps_on(client):
    said = client.get("/search/", {"q": "zzz"}).content.decode()
    assert "Nothing is called “zzz”" in said


@pytest.mark.any_database
@pytest.mark.django_db
def test_as_many_queries_for_thirty_hits_as_for_one(client):
    def counted():
        client.get("/search/", {"q": "gizmo"})
        with CaptureQueriesContext(connection) as seen:
            assert client.get("/search/", {"q": "gizmo"}).status_code == 200
        return len(seen)

    registered("MP001", "A gizmo")
    few = counted()
    for number in range(2, 32):
        registered(f"MP{number:03}", "A gizmo")
    assert counted() == few
    found, said = results(client, "gizmo")
    assert len(found["Proposals"]) == 30
    assert "31 things found" in said
    assert "1 more are not shown" in said
