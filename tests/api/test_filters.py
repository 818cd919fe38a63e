"""What lists are narrowed to, on the loaded example; and how many queries an answer takes."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from codeclerk.register.rules.slugs import slug_of
from tests.api.test_endpoints import THEN, get


def stage(one):
    return one["stage"] and one["stage"]["id"]


NARROWED = (
    ("proposals?stage=Refine", lambda one: stage(one) == "refine"),
    ("proposals?stage=define&stage=opine", lambda one: stage(one) in ("define", "opine")),
    ("proposals?q=MP107", lambda one: one["number"] == "MP107"),
    ("proposals?pre_decision=true", lambda one: not one["closed"]),
    ("proposals?raised_from=1 January 2020&raised_to=2020-12-31", lambda one: one["raised"].startswith("2020")),
    ("assessments?type=IA", lambda one: one["type"] == "IA"),
    ("assessments?standing=returned", lambda one: one["standing"] == "returned"),
    ("assessments?proposal=MP107", lambda one: one["proposal"]["number"] == "MP107"),
    ("consultations?kind=refinement", lambda one: one["kind"]["id"] == "refinement"),
    ("consultations?standing=closed", lambda one: one["standing"] == "closed"),
    ("consultations?proposal=MP144", lambda one: one["proposal"]["number"] == "MP144"),
    ("decisions?body=change_board", lambda one: one["body"]["id"] == "change_board"),
    ("decisions?outcome=approved", lambda one: one["outcome"]["id"] == "approved"),
    ("decisions?first=2021-02-01&last=2021-02-28", lambda one: one["when"].startswith("2021-02")),
    ("decisions?proposal=MP077", lambda one: one["proposal"]["number"] == "MP077"),
    ("meetings?body=panel", lambda one: one["body"]["id"] == "panel"),
    ("meetings?state=held", lambda one: one["state"] == "held"),
    ("meetings?first=2021-03-01", lambda one: one["day"] >= "2021-03-01"),
    ("meetings?proposal=MP144", lambda one: "MP144" in [item["number"] for item in one["agenda"]]),
    ("releases?kind=scheduled", lambda one: one["kind"] == "scheduled"),
    ("claims?property=title", lambda one: one["property"] == "title"),
)


@pytest.mark.parametrize(("address", "keeps"), NARROWED, ids=[address for address, _ in NARROWED])
def test_a_list_has_exactly_what_it_is_narrowed_to(example, address, keeps):
    found = get(f"{address}&{THEN}&limit=200")["items"]
    every = get(f"{address.partition('?')[0]}?{THEN}&limit=200")["items"]
    assert found
    assert all(keeps(one) for one in found)
    if "pre_decision" not in address and "raised" not in address and "claims" not in address:
        assert found == [one for one in every if keeps(one)]


def test_the_register_runs_in_an_order(example):
    ages = [
        one["age"]["working_days"]
        for one in get(f"proposals?{THEN}&order=-age&pre_decision=true")["items"]
        if one["age"]
    ]
    assert ages == sorted(ages, reverse=True)
    assert len(set(ages)) == 3


def test_a_proposal_is_told_under_every_reference(example):
    whole = get(f"proposals/MP081?{THEN}")["item"]
    aliases = [alias["text"] for alias in whole["aliases"] if alias["kind"] != "misprint"]
    assert "SECMP0081" in aliases
    for reference in (*aliases, slug_of(whole["title"])):
        assert get(f"proposals/{reference}?{THEN}")["item"] == whole


def test_the_log_is_narrowed_by_stream_proposal_type_and_day(example):
    kinds = {one["stream"].partition(":")[0] for one in get("events?proposal=MP107&limit=200")["items"]}
    assert {"proposal", "assessment"} <= kinds <= {"proposal", "assessment", "consultation", "decision"}
    own = get("events?proposal=SECMP0007&limit=200")["items"]
    assert all("0007" in one["stream"] for one in own)
    streamed = get("events?stream=proposal:0007&limit=200")["items"]
    assert streamed == [one for one in own if one["stream"] == "proposal:0007"]
    assert [one["number"] for one in streamed] == list(range(1, len(streamed) + 1))
    typed = get("events?proposal=SECMP0007&type=register.status_set&limit=200")["items"]
    assert typed == [one for one in own if one["type"] == "register.status_set"]
    dated = get("events?proposal=SECMP0007&as_at=2020-12-31&limit=200")["items"]
    assert dated == [one for one in own if one["effective"] <= "2020-12-31"]
    known = get("events?proposal=SECMP0007&known_at=2020-12-31&limit=200")["items"]
    assert known == [one for one in own if one["known_from"] < "2020-12-31T24"]
    assert 0 < len(known) < len(own)


def test_the_two_dates_decide_what_is_told(example):
    def count(dates):
        return get(f"proposals?{dates}")["total"]

    assert count("as_at=2016-11-09") < count("as_at=2021-03-05")
    assert count("as_at=2021-03-05&known_at=2016-12-31") < count("as_at=2021-03-05")
    assert count("as-at=2021-03-05&known-at=2016-12-31") == count("as_at=2021-03-05&known_at=2016-12-31")


QUERIES = {
    "proposals": 8,
    "proposals?order=-age": 7,
    "assessments": 7,
    "consultations": 5,
    "decisions": 4,
    "meetings": 4,
    "releases": 7,
    "papers": 3,
    "claims": 5,
    "events": 4,
    "events?proposal=MP107": 6,
}
"""So many queries each answer takes at most, two of which tell how far the record has come."""


def test_an_answer_takes_as_many_queries_for_thirty_things_as_for_one(example):
    found = {}
    for address in QUERIES:
        counts = []
        for limit in (30, 1, 30):
            with CaptureQueriesContext(connection) as taken:
                asked = f"/api/v1/{address}{'&' if '?' in address else '?'}limit={limit}"
                assert Client().get(asked, headers={"if-none-match": ""}).status_code == 200
            counts.append(len(taken))
        found[address] = counts[1:]
    assert {address: counts for address, counts in found.items() if len(set(counts)) > 1} == {}
    assert {address: counts for address, counts in found.items() if max(counts) > QUERIES[address]} == {}
