"""Structured text: what is read, what is refused, and that writing it gives the same code."""

import pytest

from codeclerk.kernel.errors import Refused
from codeclerk.legaltext.rules.labels import labels, letters, roman, shown, suffixed
from codeclerk.legaltext.rules.provisions import Kind
from codeclerk.legaltext.rules.reading import Text, read
from codeclerk.legaltext.rules.spans import Param, Ref, Term, render
from codeclerk.legaltext.rules.writing import write

DEFINITIONS = """# Definitions

"Planned Maintenance" means work under Section H8.3.

"Services" means:
(a) what Section H says; and
(b) what the Panel adds.

"Panel" means those who govern.
"""
SERVICES = """# Running the Services

H8 Maintenance

## Planned work

H8.1 The Operator runs the Services with care, as Section H8.3 says.

H8.2 The Operator plans its work:
(a) as far as it can; or
(b) where it cannot:
  (i) at night; and
  (ii) with the consent of the Panel.

H8.3 Planned Maintenance is done:
(a) from {{from: 20:00}}; and
(b) in {{windows: two}} windows, as paragraph 2.1(a) of Appendix X says.

H8.3A Whoever needs more asks (see Section H8.2(b)(ii)).

H8.4 Not used

H8.5 Words\nthat go on.
"""
APPENDIX = """# Tables

1 First

1.1 A clause.

2 Second

2.1 Under clause 1.1:
(a) the Services; and
(b) *nothing else*.

| Model | From |
| 1.0 | 31/01/21 |

=7 Last

7.1 {{windows}} are meant.
"""


def code(**texts):
    said = {"Section A": DEFINITIONS, "Section H": SERVICES, "Appendix X": APPENDIX, **texts}
    return read([Text(name, words, f"{name.lower().replace(' ', '-')}.txt") for name, words in said.items()])


def by_label(found, label, document="Section H"):
    called = labels(found)
    (pid,) = [pid for pid, one in called.items() if one.full == label and one.own and in_document(found, pid, document)]
    return found.provisions[pid]


def in_document(found, pid, name):
    return found.provisions[found.document_of(pid)].name == name


def refusals(name, words):
    with pytest.raises(Refused) as refused:
        code(**{name: words})
    return [(one.code, one.object) for one in refused.value.refusals]


def test_labels_are_worked_out():
    found = code()
    called = [one.full for pid, one in labels(found).items() if one.own and in_document(found, pid, "Section H")]
    assert called == [
        "Section H",
        "H8",
        "H8.1",
        "H8.2",
        "H8.3",
        "H8.3A",
        "H8.4",
        "H8.5",
        "H8.3(a)",
        "H8.3(b)",
        "H8.2(a)",
        "H8.2(b)",
        "H8.2(b)(i)",
        "H8.2(b)(ii)",
    ]


def test_references_terms_and_parameters_point_to_what_they_name():
    found = code()
    clause = by_label(found, "H8.3(b)")
    assert [type(span) for span in clause.content if not isinstance(span, str)] == [Param, Ref]
    assert render(clause.content, shown(found)) == "in two windows, as paragraph 2.1(a) of Appendix X says."
    assert [span for span in by_label(found, "H8.1").content if isinstance(span, Term)]
    assert found.params == {"from": "20:00", "windows": "two"}


def test_a_clause_that_is_not_used_keeps_its_number():
    one = by_label(code(), "H8.4")
    assert (one.is_unused, one.content) == (True, ())


def test_lines_go_on_with_the_one_before():
    assert by_label(code(), "H8.5").content == ("Words that go on.",)


def test_a_table_has_rows_and_cells():
    found = code()
    kinds = [one.kind for pid, one in found.provisions.items() if in_document(found, pid, "Appendix X")]
    assert (kinds.count(Kind.TABLE), kinds.count(Kind.ROW), kinds.count(Kind.CELL)) == (1, 2, 4)


def test_writing_it_and_reading_that_gives_the_same_code():
    found = code()
    again = read([Text(name, words) for name, words in write(found).items()])
    assert again.root == found.root


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("No title", ("legaltext.no_title", "section-h.txt")),
        ("# T\n\nH1 A\n\nH1.1 One.\n\nH1.3 Three.", ("legaltext.not_the_numbering", "section-h.txt, line 7")),
        ("# T\n\nH1 A\n\nH2.1 One.", ("legaltext.not_under", "section-h.txt, line 5")),
        ("# T\n\nH1 A\n\nH1.1 One:\n(b) two.", ("legaltext.not_the_numbering", "section-h.txt, line 6")),
        ("# T\n\nH1 A\n\nH1.1 One:\n(a) a;\n(c) c.", ("legaltext.not_the_numbering", "section-h.txt, line 7")),
        ("# T\n\nH1 A\n\nH1.1 See Section H1.9.", ("legaltext.dangling", "section-h.txt, line 5")),
        ("# T\n\nH1 A\n\nH1.1 By {{no_value}}.", ("legaltext.param_without_value", "section-h.txt, line 5")),
        ("# T\n\nH1 A\n\nH1.1 By {{from: 19:00}}.", ("legaltext.param_twice", "section-h.txt, line 5")),
        ("# T\n\nH1 A\n\n| a | b |\n| c |", ("legaltext.row_width", "section-h.txt, line 6")),
        ('# T\n\n"X" means y.\n\n"X" means z.', ("legaltext.term_twice", "section-h.txt, line 5")),
        ("# T\n\nH1 A\n\n=H1.4 Four.\n\n=H1.4 Four.", ("legaltext.label_twice", "section-h.txt, line 7")),
    ],
)
def test_what_does_not_fit_is_refused_with_its_place(words, expected):
    with pytest.raises(Refused) as refused:
        read([Text("Section A", '# D\n\n"F" means {{from: 20:00}}.'), Text("Section H", words, "section-h.txt")])
    assert expected in [(one.code, one.object) for one in refused.value.refusals]
    assert all("{" not in str(one) or "{{" in str(one) for one in refused.value.refusals)


def test_an_i_after_an_h_is_the_next_letter_and_a_list_of_its_own_where_it_is_set_in():
    letters_up_to_h = "".join(f"({chr(97 + place)}) x;\n" for place in range(8))
    flat = read([Text("Section H", f"# T\n\nH1 A\n\nH1.1 One:\n{letters_up_to_h}(i) ninth.")])
    assert "H1.1(i)" in [one.full for one in labels(flat).values()]
    deep = read([Text("Section H", f"# T\n\nH1 A\n\nH1.1 One:\n{letters_up_to_h}  (i) first.\n  (ii) second.")])
    assert "H1.1(h)(ii)" in [one.full for one in labels(deep).values()]


def test_a_clause_of_another_law_stays_words():
    found = read([Text("Appendix X", "# T\n\n1 A\n\n1.1 As clause 77.3 of that Act says.")])
    assert [span for one in found.provisions.values() for span in one.content if isinstance(span, Ref)] == []


@pytest.mark.parametrize(
    ("number", "as_letters", "as_roman", "as_suffix"),
    [
        (1, "a", "i", "A"),
        (4, "d", "iv", "D"),
        (26, "z", "xxvi", "Z"),
        (27, "aa", "xxvii", "AA"),
        (49, "ww", "xlix", "AW"),
    ],
)
def test_how_numbers_are_written(number, as_letters, as_roman, as_suffix):
    assert (letters(number), roman(number), suffixed(number)) == (as_letters, as_roman, as_suffix)
