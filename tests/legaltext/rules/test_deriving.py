"""What a clean edited text says as amendments makes that text of the baseline, in any order."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codeclerk.kernel.errors import Refused
from codeclerk.legaltext.rules.applying import apply
from codeclerk.legaltext.rules.comparing import compare
from codeclerk.legaltext.rules.deriving import derive
from codeclerk.legaltext.rules.operations import SetParam
from codeclerk.legaltext.rules.provisions import Code
from tests.legaltext.support import Writer

SEEDS = st.integers(min_value=0, max_value=10**9)


@given(SEEDS)
@settings(max_examples=60, deadline=None)
def test_the_operations_make_the_result_of_the_baseline(seed):
    writer = Writer(seed)
    base = writer.code()
    result = writer.edited(base)
    operations = derive(base, result, "MP1")
    made = apply(base, operations)
    assert made.root == result.root
    assert made.children == result.children
    assert not compare(made, result).changes


@given(SEEDS)
@settings(max_examples=60, deadline=None)
def test_their_order_changes_nothing(seed):
    writer = Writer(seed)
    base = writer.code()
    operations = list(derive(base, writer.edited(base), "MP1"))
    expected = apply(base, operations).root
    for _ in range(3):
        writer.random.shuffle(operations)
        assert apply(base, operations).root == expected


@given(SEEDS)
@settings(max_examples=60, deadline=None)
def test_deriving_what_was_applied_says_the_same(seed):
    writer = Writer(seed)
    base = writer.code()
    operations = derive(base, writer.edited(base), "MP1")
    again = derive(base, apply(base, operations), "MP1")
    assert again == operations


@given(SEEDS)
@settings(max_examples=60, deadline=None)
def test_hashes_that_were_kept_are_those_worked_out_anew(seed):
    writer = Writer(seed)
    base = writer.code()
    assert base.root
    made = apply(base, derive(base, writer.edited(base), "MP1"))
    assert all(made.hash_of(pid) == hash for pid, hash in made.known_hashes.items())
    assert made.known_hashes.keys() <= made.provisions.keys()
    assert made.known_trees.keys() <= made.provisions.keys()
    anew = Code(made.provisions, made.children, made.documents, made.params)
    assert made.tree_hashes == anew.tree_hashes


@given(SEEDS)
@settings(max_examples=40, deadline=None)
def test_on_another_baseline_they_are_refused(seed):
    writer = Writer(seed)
    base = writer.code()
    operations = derive(base, writer.edited(base, 1), "MP1")
    other = Writer(seed + 1).code()
    for one in operations:
        if one.base and not isinstance(one, SetParam):
            with pytest.raises(Refused):
                apply(other, [one])
