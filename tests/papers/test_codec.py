"""A paper as JSON and back."""

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings

from codeclerk.kernel.errors import Refused
from codeclerk.papers.codec import from_json, from_value, to_json, to_value
from codeclerk.papers.data import Data
from codeclerk.papers.model import SCHEMA
from tests.papers import sample
from tests.papers.strategies import papers

SLOW = settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@SLOW
@given(papers)
def test_every_paper_comes_back_from_its_json(paper):
    content = to_json(paper)
    assert from_json(content) == paper
    assert to_json(from_json(content)) == content


def test_the_json_names_its_schema_and_leaves_defaults_out():
    value = to_value(sample.paper())
    assert value["schema"] == SCHEMA == 3
    assert set(value) == {"schema", "paper"}
    assert value["paper"]["front"]["title"] == "Sample Status Report – March 2021"
    assert "attachments" not in value["paper"]["front"]
    assert json.loads(to_json(sample.paper())) == value


@pytest.mark.parametrize("schema", [1, 2])
def test_a_paper_that_was_issued_before_is_still_read(schema):
    value = to_value(sample.paper())
    assert "subject" not in value["paper"]["front"]
    found = from_json(json.dumps(value | {"schema": schema}))
    assert (found, found.front.subject) == (sample.paper(), "")


def test_one_paper_has_one_text():
    content = to_json(sample.paper())
    assert content.endswith(b"}\n")
    shuffled = json.dumps(json.loads(content), indent=3, sort_keys=False)
    assert to_json(from_json(shuffled)) == content


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (lambda v: v | {"schema": 4}, "schema version 4; this product knows 3"),
        (lambda v: v | {"schema": True}, "schema version True"),
        (lambda v: v | {"schema": 1, "stages": []}, "schema version 1 has no data"),
        (lambda v: v | {"mean": 101.8}, "give a decimal as text"),
        (lambda v: v | {"paper": v["paper"] | {"data": {}}}, "Data"),
        (lambda v: {"paper": v["paper"]}, "no schema version"),
        (lambda v: v | {"paper": v["paper"] | {"colour": "red"}}, "a paper has no colour"),
        (lambda v: v | {"paper": v["paper"] | {"sections": [{"type": "figure", "value": 1}]}}, "is no section"),
        (lambda v: v | {"paper": v["paper"] | {"contents": True}}, "is no int"),
        (lambda v: v | {"paper": v["paper"] | {"contents": "2"}}, "is no int"),
        (lambda v: v | {"paper": v["paper"] | {"contents": {"date": "2021-02-30"}}}, "day is out of range"),
        (lambda v: v | {"paper": {"type": "paper"}}, "front"),
        (lambda v: [v], "no schema version"),
    ],
)
def test_what_is_no_paper_is_refused(change, what):
    with pytest.raises(Refused) as caught:
        from_json(json.dumps(change(to_value(sample.paper()))))
    assert what in caught.value.first.problem


@pytest.mark.parametrize("content", [b"", b"{", b"[" * 100_000, b"\xff"])
def test_what_is_no_json_is_refused(content):
    with pytest.raises(Refused) as caught:
        from_json(content)
    assert caught.value.first.code == "papers.unreadable_value"


def test_half_a_surrogate_pair_comes_back():
    odd = replace(sample.paper(), front=replace(sample.FRONT, author="\ud800"), sections=(), appendices=())
    odd = replace(odd, front=replace(odd.front, purpose=()))
    assert from_json(to_json(odd)) == odd


def test_the_data_of_a_paper_stand_beside_it_and_come_back():
    made = replace(sample.paper(), data=Data.of({"stages": [{"name": "Define", "count": 7}], "mean": "101.8"}))
    value = to_value(made)
    assert (value["stages"], value["mean"]) == ([{"name": "Define", "count": 7}], "101.8")
    assert "data" not in value["paper"]
    assert from_json(to_json(made)) == made
    assert hash(made) == hash(from_json(to_json(made)))


def test_a_paper_of_the_first_schema_version_can_still_be_read():
    assert from_value(to_value(sample.paper()) | {"schema": 1}) == sample.paper()


@pytest.mark.parametrize("value", [{"paper": 1}, {"schema": 2}, {"a": 1.5}, {"a": {"b": (2.0,)}}])
def test_data_that_would_hide_the_paper_or_hold_a_float_are_refused(value):
    with pytest.raises(ValueError):
        Data.of(value)


@pytest.mark.parametrize("value", [{"a": date(2021, 3, 5)}, {1: "a"}])
def test_data_are_plain(value):
    with pytest.raises(TypeError):
        Data.of(value)
