"""Refusals: one shape, stored as an id with facts, worded at the edge."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codeclerk.kernel.errors import HTTP_STATUS, Kind, Reason, Refusal, Refused, reason

SAMPLE = Reason(
    "test.no_such_thing",
    rule="things have names",
    problem="{object}: no such thing",
    remedy="Did you mean {near}?",
    kind=Kind.NOT_FOUND,
)


def test_the_sentence_names_code_rule_object_and_remedy():
    refused = SAMPLE.refuse("M092", near="MP092")
    assert str(refused) == "M092: no such thing. Did you mean MP092? (test.no_such_thing: things have names)"


def test_the_envelope_has_exactly_its_fields():
    assert SAMPLE.refuse("M092", near="MP092").first.envelope() == {
        "code": "test.no_such_thing",
        "rule": "things have names",
        "object": "M092",
        "problem": "M092: no such thing",
        "remedy": "Did you mean MP092?",
    }


def test_a_refusal_can_be_stored_and_worded_later():
    first = SAMPLE.refuse("M092", near="MP092").first
    stored = json.loads(json.dumps([first.code, first.object, first.facts]))
    assert Refusal(*stored) == first
    assert Refusal(*stored).remedy == "Did you mean MP092?"


@given(st.text())
def test_what_the_sender_typed_is_never_a_template(text):
    assert SAMPLE.refuse(text, near="x").first.problem == f"{text}: no such thing"


def test_a_code_belongs_to_one_reason():
    with pytest.raises(ValueError, match=r"test\.no_such_thing"):
        Reason("test.no_such_thing", rule="another", problem="x", remedy="y")
    assert reason("test.no_such_thing") is SAMPLE


def test_every_kind_has_a_status():
    assert set(HTTP_STATUS) == set(Kind)


def test_a_refusal_needs_a_reason():
    with pytest.raises(ValueError):
        Refused()
