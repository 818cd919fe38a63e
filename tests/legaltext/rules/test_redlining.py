"""A redline says both texts: accepting makes the new one, rejecting the old one."""

from hypothesis import given, settings
from hypothesis import strategies as st

from codeclerk.legaltext.rules.comparing import compare
from codeclerk.legaltext.rules.labels import shown
from codeclerk.legaltext.rules.redlining import accepted, lines, rejected
from codeclerk.legaltext.rules.spans import GONE, render
from tests.legaltext.support import Writer


def said(code, pid, view):
    one = code.provisions[pid]
    return "Not used" if one.is_unused else render(one.content, view)


@given(st.integers(min_value=0, max_value=10**9))
@settings(max_examples=60, deadline=None)
def test_accepting_is_the_new_text_and_rejecting_the_old_one(seed):
    writer = Writer(seed)
    old = writer.code()
    new = writer.edited(old)
    before, after = shown(old), shown(new)
    found = list(lines(compare(old, new)))
    assert [one.pid for one in found if one.pid in new.provisions] == list(new.everything())
    assert sorted(one.pid for one in found) == sorted(old.provisions.keys() | new.provisions.keys())
    for one in found:
        if one.pid in new.provisions:
            assert accepted(one) == said(new, one.pid, after)
        if one.pid in old.provisions and GONE not in said(old, one.pid, before) and same_values(before, after):
            assert rejected(one) == said(old, one.pid, before)
        assert one.is_changed == any(change.pid == one.pid for change in compare(old, new).changes)


def same_values(before, after):
    """Whether terms and parameters render alike: a redline shows the value of today where words stay."""
    return before.terms == after.terms and before.params == after.params
