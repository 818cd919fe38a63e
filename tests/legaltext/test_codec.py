"""Operations as JSON: what is written reads as the same, and what is not one is refused with its field."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codeclerk.kernel.chain import canonical_json
from codeclerk.kernel.errors import Refused
from codeclerk.legaltext import codec
from codeclerk.legaltext.rules.deriving import derive
from codeclerk.legaltext.rules.redlines import Redline, Resolution
from tests.legaltext.support import Writer

pytestmark = pytest.mark.any_database


@given(st.integers(min_value=0, max_value=10**9))
@settings(max_examples=60, deadline=None)
def test_what_is_written_reads_as_the_same(seed):
    writer = Writer(seed)
    base = writer.code()
    operations = derive(base, writer.edited(base, 12), "MP1")
    value = json.loads(canonical_json(codec.operations_json(operations)))
    assert codec.operations_of(value) == operations
    redline = Redline("MP1", base.root, operations, "MP2")
    assert codec.redline_of(codec.redline_json(redline)) == redline
    resolution = Resolution("R1", frozenset({"C1:a:b"}), "Panel", "Why", frozenset({"a"}), operations)
    assert codec.resolution_of(codec.resolution_json(resolution)) == resolution
    for one in base.provisions.values():
        assert codec.provision_of(codec.provision_json(one)) == one


EDIT = {"op": "edit", "id": "MP1-1", "target": "p", "base": "b", "runs": [[0, 1, ["new"]]]}
INSERT = {
    "op": "insert",
    "id": "MP1-2",
    "target": "p",
    "provision": {"pid": "p", "kind": "clause", "content": ["words"]},
    "place": {"parent": "q"},
}


def test_notes_and_requirements_come_along():
    one = codec.operation_of({**EDIT, "note": "Why", "serves": ["S1"]})
    assert (one.note, one.serves) == ("Why", ("S1",))
    assert codec.operation_json(one)["serves"] == ["S1"]


@pytest.mark.parametrize(
    ("value", "who", "field"),
    [
        ("edit", "An operation", "value"),
        ({}, "An operation", "op"),
        ({**EDIT, "op": "rewrite"}, "Operation MP1-1", "op"),
        ({**EDIT, "id": ""}, "An operation", "id"),
        ({**EDIT, "id": 7}, "An operation", "id"),
        ({"op": "edit", "id": "MP1-1", "runs": []}, "Operation MP1-1", "target"),
        ({**EDIT, "base": 1}, "Operation MP1-1", "base"),
        ({**EDIT, "runs": []}, "Operation MP1-1", "runs"),
        ({**EDIT, "runs": [[0, True, []]]}, "Operation MP1-1", "runs"),
        ({**EDIT, "runs": [[0, 1, ["a", "b"]]]}, "Operation MP1-1", "runs"),
        ({**EDIT, "runs": [[0, 1, [{"ref": "p", "more": 1}]]]}, "Operation MP1-1", "runs"),
        ({**EDIT, "runs": [[0, 1, [3.5]]]}, "Operation MP1-1", "runs"),
        ({**EDIT, "extra": 1}, "Operation MP1-1", "extra"),
        ({**EDIT, "serves": [1]}, "Operation MP1-1", "serves"),
        ({**EDIT, "op": "replace"}, "Operation MP1-1", "content"),
        ({**EDIT, "op": "delete", "runs": None}, "Operation MP1-1", "runs"),
        ({"op": "delete", "id": "d", "target": "p", "leaves_number": 1}, "Operation d", "leaves_number"),
        ({"op": "move", "id": "m", "target": "p", "place": {"after": "q"}}, "Operation m", "place"),
        ({"op": "relabel", "id": "l", "target": "p", "rule": ["roam", False, ""]}, "Operation l", "rule"),
        ({"op": "set_param", "id": "s", "target": "p", "value": 2}, "Operation s", "value"),
        ({**INSERT, "target": "other"}, "Operation MP1-2", "provision"),
        ({**INSERT, "provision": {"pid": "p", "kind": "verse"}}, "Operation MP1-2, its provision", "kind"),
        ({**INSERT, "provision": {"pid": "p", "kind": "note", "size": 1}}, "Operation MP1-2, its provision", "size"),
    ],
)
def test_what_is_no_operation_is_refused_with_its_field(value, who, field):
    with pytest.raises(Refused) as caught:
        codec.operation_of(value)
    refusal = caught.value.first
    assert (refusal.code, refusal.object, refusal.facts["field"]) == ("legaltext.bad_operation", who, field)


def test_every_wrong_operation_of_a_list_is_told_with_its_number():
    with pytest.raises(Refused) as caught:
        codec.operations_of([EDIT, {}, {**EDIT, "target": "q"}])
    assert [(one.object, one.facts["field"]) for one in caught.value.refusals] == [
        ("Operation number 2", "op"),
        ("Operation MP1-1", "id"),
    ]


@pytest.mark.parametrize("value", [[], {"proposal": "MP1", "base": "x", "operations": []}, {"proposal": "MP1"}])
def test_what_is_no_redline_is_refused(value):
    with pytest.raises(Refused) as caught:
        codec.redline_of(value)
    assert caught.value.first.code == "legaltext.bad_operation"
