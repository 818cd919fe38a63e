"""Permanent ids are found again in texts that come without them."""

from codeclerk.legaltext.rules.comparing import What, compare
from codeclerk.legaltext.rules.labels import labels
from codeclerk.legaltext.rules.reading import Text, read
from codeclerk.legaltext.rules.recovery import recover

BASE = """# Services

H8 Maintenance

H8.1 The Operator shall run the Services with the care of a prudent person.

H8.2 The Operator shall not disturb Users more than it needs to for its work.

H8.3 Unless the Panel agrees to something else, the Operator shall:
(a) do planned work between eight in the evening and eight in the morning only;
(b) do no more than six hours of such work on the self-service interface each month; and
(c) limit such work on everything else to six hours each month.

H8.4 At least 20 Working Days before a month begins the Operator shall publish a schedule of Section H8.3 work.

H8.5 The Panel may ask the Operator to move work that stands in the schedule under Section H8.4.

| Model | From | To |
| 1.0 | 01/02/20 | 31/01/21 |
| 1.1 | 01/02/20 | 28/02/21 |
"""


def code(words):
    return read([Text("Section H", words)])


def changes(base, words):
    found = recover(base, code(words))
    comparison = compare(base, found.code)
    called = labels(found.code)
    old = labels(base)
    return found, {
        ((called if one.what is not What.DELETED else old)[one.pid].full, one.what.value) for one in comparison.changes
    }


def test_the_same_text_is_the_same_code():
    base = code(BASE)
    found, changed = changes(base, BASE)
    assert found.code.root == base.root
    assert changed == set()
    assert found.uncertain == ()


def test_a_clause_put_before_others_is_the_only_change():
    words = (
        BASE.replace("(a) do planned", "(a) sort planned work by its effect on Users;\n(b) do planned")
        .replace("(c) limit", "(d) limit")
        .replace("(b) do no more", "(c) do no more")
    )
    base = code(BASE)
    found, changed = changes(base, words)
    assert changed == {("H8.3(a)", "inserted")}
    follows = compare(base, found.code).consequential
    assert [(one.old, one.new) for one in follows] == [
        ("H8.3(a)", "H8.3(b)"),
        ("H8.3(b)", "H8.3(c)"),
        ("H8.3(c)", "H8.3(d)"),
    ]


def test_one_clause_moved_one_word_edited_in_it_and_the_rest_renumbered():
    lines = BASE.split("\n\n")
    first, moved = lines[2], lines[3]
    words = BASE.replace(f"{first}\n\n{moved}", f"{moved}\n\n{first}")
    words = words.replace("H8.2 The Operator shall not disturb", "H8.1 The Operator shall never disturb")
    words = words.replace("H8.1 The Operator shall run", "H8.2 The Operator shall run")
    base = code(BASE)
    found, changed = changes(base, words)
    comparison = compare(base, found.code)
    assert len(comparison.moves) == 1
    assert [len(one.runs) for one in comparison.changes if one.what is What.EDITED] == [1]
    assert comparison.marked_tokens == 2
    assert {what for _, what in changed} == {"moved", "edited"}
    assert {(one.old, one.new) for one in comparison.consequential} == {("H8.1", "H8.2"), ("H8.2", "H8.1")}


def test_a_changed_cell_is_that_cell():
    base = code(BASE)
    found, changed = changes(base, BASE.replace("31/01/21", "31/01/22"))
    assert {what for _, what in changed} == {"edited"}
    assert compare(base, found.code).marked_tokens == 2


def test_a_text_written_anew_is_listed_and_not_guessed():
    before = BASE.partition("\n| Model")[0]
    words = before.replace(
        "The Panel may ask the Operator to move work that stands in the schedule under Section H8.4.",
        "Where a day does not suit Users, the Panel may have the Operator put work of the schedule off by a month.",
    )
    found, changed = changes(code(before), words)
    assert changed == {("H8.5", "inserted"), ("H8.5", "deleted")}
    (one,) = found.uncertain
    assert 0.3 <= one.share < 0.5
    again = recover(code(before), code(words), {one.new: one.old})
    assert {change.what for change in compare(code(before), again.code).changes} == {What.EDITED}
