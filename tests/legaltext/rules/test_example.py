"""The example Code, and what three modifications make of it."""

import pytest

from codeclerk.legaltext.rules.comparing import What, compare
from codeclerk.legaltext.rules.consolidating import consolidate, flaws
from codeclerk.legaltext.rules.deriving import derive
from codeclerk.legaltext.rules.labels import labels, shown
from codeclerk.legaltext.rules.provisions import Kind
from codeclerk.legaltext.rules.redlines import Redline
from codeclerk.legaltext.rules.spans import render
from tests.legaltext.example import amended


def labelled(code, document):
    return {
        one.full: pid
        for pid, one in labels(code).items()
        if one.own and code.provisions[code.document_of(pid)].name == document
    }


def test_it_is_sound(base):
    assert list(flaws(base)) == []


def test_under_MP092_the_hours_rule_is_H8_3_a_before_and_H8_3_b_after(base):
    after = amended(base, "MP092").code
    before_label, after_label = labelled(base, "Section H"), labelled(after, "Section H")
    assert before_label["H8.3(a)"] == after_label["H8.3(b)"]
    pid = before_label["H8.3(a)"]
    hours = "carries out Planned Maintenance only between 20:00 and 08:00;"
    assert render(base.provisions[pid].content, shown(base)) == hours
    assert render(after.provisions[pid].content, shown(after)) == hours


def test_MP092_brings_the_limits_that_it_is_to_bring(base):
    found = compare(base, amended(base, "MP092").code)
    assert {id: new for id, (old, new) in found.params.items() if new} == {
        "high_windows_a_month": "two",
        "high_hours_a_month": "six",
        "low_windows_a_month": "six",
        "low_hours_a_window": "six",
        "additional_low_notice": "10",
        "additional_high_notice": "20",
    }
    assert {id for id, (old, new) in found.params.items() if not new} == {"ssi_hours_a_month", "hours_a_month"}
    assert [(one.old, one.new) for one in found.consequential] == [
        ("H8.3(a)", "H8.3(b)"),
        ("H8.3(b)", "H8.3(c)"),
        ("H8.3(c)", "H8.3(d)"),
    ]
    assert "H8.4A" in labelled(found.new, "Section H")


@pytest.mark.inventory("F28")
def test_a_clause_that_is_added_takes_a_letter_and_the_others_keep_their_numbers(base):
    after = labelled(amended(base, "MP092").code, "Section H")
    before = labelled(base, "Section H")
    assert after["H8.5"] == before["H8.5"]
    assert {"H8.4A", "H8.4A(a)", "H8.4A(b)"} <= after.keys() - before.keys()


def test_G081_the_five_cells_of_MP139_differ_exactly(base):
    found = compare(base, amended(base, "MP139").code)
    assert {one.what for one in found.changes} == {What.EDITED}
    assert {found.old.provisions[one.pid].kind for one in found.changes} == {Kind.CELL}
    assert sorted(cell(found, one.pid) for one in found.changes) == [
        ("1.0", "1.1", "Installed until", "31/01/21", "31/01/22"),
        ("1.0", "1.1", "Maintained until", "28/02/21", "28/02/22"),
        ("1.1", "2.0", "Applies until", "28/02/21", "28/02/22"),
        ("1.1", "2.1", "Installed until", "30/04/21", "30/04/22"),
        ("1.1", "2.1", "Maintained until", "31/05/21", "31/05/22"),
    ]
    assert (found.marked_tokens, found.moves) == (10, ())


def cell(found, pid):
    """A changed cell: version, GBCS version, column, before and after."""
    old = found.old
    row = old.under(old.parents[pid])
    head = old.under(old.under(old.parents[old.parents[pid]])[0])
    words = {words_of(old, column): words_of(old, own) for column, own in zip(head, row, strict=True)}
    column = words_of(old, head[row.index(pid)])
    return words["Version"], words["GBCS"], column, words_of(old, pid), words_of(found.new, pid)


def words_of(code, pid):
    return render(code.provisions[pid].content, shown(code))


def test_the_three_are_consolidated_together_with_a_certificate(base):
    lines = [
        Redline(number, base.root, derive(base, amended(base, number).code, number))
        for number in ("MP092", "MP106", "MP139")
    ]
    made = consolidate(base, lines)
    assert made.certificate.proposals == (("MP092", 21), ("MP106", 1), ("MP139", 5))
    assert "2.3" in labelled(made.result, "Appendix I")
