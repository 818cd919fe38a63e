"""Consolidation refuses what cannot be in force, and proves what it makes."""

from dataclasses import replace

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from codeclerk.kernel.errors import Refused
from codeclerk.legaltext.rules.comparing import compare
from codeclerk.legaltext.rules.conflicts import conflicts
from codeclerk.legaltext.rules.consolidating import consolidate, flaws
from codeclerk.legaltext.rules.deriving import derive
from codeclerk.legaltext.rules.operations import Delete, Edit
from codeclerk.legaltext.rules.provisions import Code
from codeclerk.legaltext.rules.reading import Text, read
from codeclerk.legaltext.rules.redlines import Redline, Resolution
from tests.legaltext.support import Writer

SEEDS = st.integers(min_value=0, max_value=10**9)
HOURS = """# Services

H1 Maintenance

H1.1 Work is done at night.
(a) between 20:00 and 08:00; and
(b) in two windows.

H1.2 Whoever needs more asks under Section H1.1(b).

H1.3 The Panel may ask for another day.
"""


def code(words=HOURS):
    return read([Text("Section H", words)])


def redline(proposal, base, words):
    return Redline(proposal, base.root, derive(base, code(words), proposal))


def codes(refused):
    return [one.code for one in refused.value.refusals]


@given(SEEDS)
@settings(max_examples=60, deadline=None)
def test_whatever_is_consolidated_is_proved_whatever_the_order(seed):
    writer = Writer(seed)
    base = writer.code()
    lines = []
    for number in range(3):
        result = writer.edited(base, 2, stem=f"n{number}x")
        lines.append(Redline(f"MP{number}", base.root, derive(base, result, f"MP{number}")))
    try:
        made = consolidate(base, lines)
    except Refused as error:
        refused = {one.code for one in error.refusals}
        event("refused")
    else:
        refused = set()
    assert refused <= {"legaltext.open_conflict", "legaltext.unsound"}
    if refused:
        return
    again = consolidate(base, lines[::-1])
    assert again.result.root == made.result.root == made.certificate.result
    assert again.certificate == made.certificate
    comparison = compare(base, made.result)
    assert {one.pid for one in comparison.changes} <= made.causes.keys()
    assert made.certificate.changed == len({one.pid for one in comparison.changes}) + len(comparison.params)


def test_two_proposals_that_do_not_meet_are_consolidated():
    base = code()
    first = redline("MP1", base, HOURS.replace("20:00", "21:00"))
    second = redline("MP2", base, HOURS.replace("another day", "another month"))
    made = consolidate(base, [first, second])
    assert made.result.root == code(HOURS.replace("20:00", "21:00").replace("another day", "another month")).root
    assert made.certificate.as_json()["proposals"] == [
        {"proposal": "MP1", "operations": 1},
        {"proposal": "MP2", "operations": 1},
    ]
    assert made.certificate.as_json()["checks"][0] == "2 provisions differ, explained by an operation each"


def test_an_open_conflict_is_refused_with_both_and_the_place():
    base = code()
    lines = [redline("MP1", base, HOURS.replace("two", "three")), redline("MP2", base, HOURS.replace("two", "six"))]
    with pytest.raises(Refused) as refused:
        consolidate(base, lines)
    assert codes(refused) == ["legaltext.open_conflict"]
    assert refused.value.first.problem.startswith("MP1 and MP2 conflict at ")


def test_a_resolution_settles_it_and_is_named_in_the_certificate():
    base = code()
    lines = [redline("MP1", base, HOURS.replace("two", "three")), redline("MP2", base, HOURS.replace("two", "six"))]
    (found,) = conflicts(base, lines)
    (chosen,) = derive(base, code(HOURS.replace("two", "four")), "R1")
    settled = Resolution(
        "R1", frozenset({found.key}), "Panel", "A figure between the two", frozenset(found.operations), (chosen,)
    )
    made = consolidate(base, lines, [settled])
    assert made.result.root == code(HOURS.replace("two", "four")).root
    assert made.certificate.resolutions == ("R1",)


def test_a_reference_to_what_is_deleted_is_refused_with_its_place():
    base = code()
    gone = next(pid for pid, one in base.provisions.items() if one.content == ("in two windows.",))
    line = Redline("MP1", base.root, (Delete(id="MP1-1", target=gone, base=base.tree_hashes[gone]),))
    with pytest.raises(Refused) as refused:
        consolidate(base, [line])
    assert codes(refused) == ["legaltext.unsound"]
    assert refused.value.first.problem == "Section H H1.2: it refers to a provision that is not there"


def test_an_operation_that_changes_nothing_is_refused():
    base = code()
    pid = next(pid for pid, one in base.provisions.items() if one.content == ("in two windows.",))
    line = Redline("MP1", base.root, (Edit(id="MP1-1", target=pid, base=base.hash_of(pid), runs=()),))
    with pytest.raises(Refused) as refused:
        consolidate(base, [line])
    assert codes(refused) == ["legaltext.changes_nothing"]


def test_a_stale_baseline_is_refused_as_a_conflict():
    base = code()
    line = redline("MP1", base, HOURS.replace("two", "three"))
    present = code(HOURS.replace("two", "five"))
    with pytest.raises(Refused) as refused:
        consolidate(present, [line])
    assert codes(refused) == ["legaltext.open_conflict"]
    assert "C10" in refused.value.first.problem


def test_a_sound_code_has_no_flaws():
    assert list(flaws(code())) == []


def test_an_insertion_whose_place_is_gone_is_stale():
    base = code()
    line = redline("MP1", base, HOURS.replace("(b) in two windows.", "(b) in two windows; and\n(c) in peace."))
    present = code(HOURS.replace("(b) in two windows.\n", "").replace("Section H1.1(b)", "Section H1.1(a)"))
    stale = [one for one in conflicts(present, [line]) if one.sort.value == "C10"]
    assert {one.operations for one in stale} >= {("MP1-2",)}


def test_two_documents_of_one_name_are_a_flaw():
    base = code()
    (document,) = base.documents
    other = replace(base.provisions[document], pid="OTHER")
    double = Code({**base.provisions, "OTHER": other}, base.children, (document, "OTHER"), base.params)
    assert [(one.pid, one.what) for one in flaws(double)] == [("OTHER", "another document has its name")]
