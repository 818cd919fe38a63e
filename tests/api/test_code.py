"""The text of the code on the API: versions, documents, clauses at a date, comparisons, conflicts."""

from __future__ import annotations

import pytest
from django.test import Client

from codeclerk.api import shapes
from tests.legaltext.test_pages import load
from tests.register.support import lens
from tests.register.support import queries as counted
from tests.support.records import loaded_once

pytestmark = pytest.mark.django_db
loaded = loaded_once(load)
SHAPES = {
    "versions": shapes.CodeVersions,
    "documents": shapes.CodeDocuments,
    "documents/Section H": shapes.OneCodeDocument,
    "clauses/H8.2(a)": shapes.OneClause,
    "compare": shapes.OneComparison,
    "conflicts": shapes.CodeConflicts,
}
AT_MOST = {
    "versions": 1,
    "documents": 2,
    "documents/Section H": 2,
    "clauses/H8.2(a)": 5,
    "compare": 4,
    "conflicts": 5,
}
"""Queries of each, beside the two that tell how far the record has come."""


def get(address, status=200):
    response = Client().get(f"/api/v1/code/{address}")
    assert response.status_code == status, response.content[:600]
    return response.json()


@pytest.mark.parametrize("address", SHAPES)
def test_each_answers_as_described_and_with_no_work_per_row(loaded, address):
    with counted(2 + AT_MOST[address]):
        made = get(address)
    SHAPES[address].model_validate(made)


def test_versions_are_all_that_are_known(loaded):
    made = get("versions?as_at=2020-07-01")
    assert [(one["number"], one["parent"]) for one in made["items"]] == [("16.0", None), ("17.0", "16.0")]
    part = get("versions?limit=1")
    assert (part["total"], len(part["items"])) == (2, 1)
    assert [one["number"] for one in get(f"versions?limit=1&cursor={part['next']}")["items"]] == ["17.0"]


def test_documents_are_those_of_the_day_or_of_a_version(loaded):
    names = ["Section A", "Section H", "Appendix AL"]
    for address, number in (("", "17.0"), ("?as_at=2020-07-01", "16.0"), ("?version=16.0", "16.0")):
        made = get(f"documents{address}")["items"]
        assert {one["document"] for one in made} == set(names)
        assert {one["version"] for one in made} == {number}
    for address, count in (("as_at=2020-07-01", 0), ("version=17.0&as_at=2020-07-01", 1)):
        provisions = get(f"documents/Section H?{address}")["item"]["provisions"]
        assert sum(one["text"] == "to two windows." for one in provisions) == count
    assert get("documents/Section Z", 404)["code"] == "legaltext.no_document"
    assert get("documents?as_at=2019-01-01", 404)["code"] == "legaltext.nothing_in_force"


def test_a_clause_at_a_date_has_its_history(loaded):
    before = get("clauses/H8.2(a)?as_at=2020-07-01")["item"]
    after = get("clauses/H8.2(a)")["item"]
    assert before["on_the_day"]["text"] == "to six hours in a month; and"
    assert after["on_the_day"]["text"] == "to six hours in a month;"
    assert after["history"] == before["history"]
    assert [one["version"] for one in after["history"]] == ["16.0", "17.0"]
    assert after["history"][1]["causes"] == [{"operation": "MP092-1", "proposal": "MP092"}]
    assert get(f"clauses/{after['pid']}")["item"] == after
    # It was not there on that day: its history is told all the same.
    come = get("clauses/H8.2(c)?as_at=2020-07-01")["item"]
    assert (come["on_the_day"], len(come["history"])) == (None, 1)
    assert get("clauses/1.1")["item"]["on_the_day"]["label"] == "1.1"
    assert get("clauses/H9.9", 404)["code"] == "legaltext.no_clause"


def test_a_comparison_is_that_of_two_versions(loaded):
    made = get("compare?old=16.0&new=17.0")["item"]
    assert get("compare")["item"] == made
    assert made["marked_tokens"] > 0
    assert {one["what"] for one in made["changes"]} == {"edited", "inserted"}
    assert (made["moves"], made["params"]) == ([], {})
    nothing = get("compare?as_at=2020-07-01")["item"]
    assert (nothing["old"], nothing["new"], nothing["changes"]) == ("16.0", "16.0", [])
    assert get("compare?old=16.0&new=99.0", 404)["code"] == "legaltext.no_version"


def test_conflicts_are_told_with_what_settled_them(loaded):
    made = get("conflicts")["items"]
    assert [one["key"] for one in made] == ["C1:MP106-1:MP107-1"]
    assert (made[0]["is_blocking"], made[0]["resolution"]) == (True, None)
    assert get("conflicts?proposal=MP107")["items"] == made
    assert get("conflicts?proposal=MP092")["items"] == []


def test_an_answer_is_not_made_again_while_the_code_stands(loaded):
    client = Client()
    tag = client.get("/api/v1/code/compare")["ETag"]
    with counted(2):
        assert client.get("/api/v1/code/compare", headers={"if-none-match": tag}).status_code == 304
    assert lens().valid_at.isoformat() == client.get("/api/v1/code/versions").json()["as_at"]
