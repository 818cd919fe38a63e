"""A paper as JSON and back."""

import json
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from codeclerk.kernel.errors import Refused
from codeclerk.papers.codec import from_json, to_json, to_value
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
    assert value["schema"] == SCHEMA == 1
    assert value["paper"]["front"]["title"] == "Sample Status Report – March 2021"
    assert "attachments" not in value["paper"]["front"]
    assert json.loads(to_json(sample.paper())) == value


def test_one_paper_has_one_text():
    content = to_json(sample.paper())
    assert content.endswith(b"}\n")
    shuffled = json.dumps(json.loads(content), indent=3, sort_keys=False)
    assert to_json(from_json(shuffled)) == content


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (lambda v: v | {"schema": 2}, "schema version 2; this product knows 1"),
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
