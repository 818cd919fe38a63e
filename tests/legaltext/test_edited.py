"""From an edited text to what it means: only the documents that were edited are read."""

from __future__ import annotations

import pytest

from codeclerk.kernel.errors import Refused
from codeclerk.legaltext.edited import edited, recovered
from codeclerk.legaltext.rules.comparing import What, compare
from codeclerk.legaltext.rules.deriving import derive
from codeclerk.legaltext.rules.operations import Delete
from codeclerk.legaltext.rules.provisions import Kind
from codeclerk.legaltext.rules.reading import Text, read
from codeclerk.legaltext.rules.spans import Param, Ref, Term
from codeclerk.legaltext.rules.writing import write
from tests.legaltext import example
from tests.legaltext.small_code import APPENDIX_AL, DOCUMENTS, H_WITH_LIMIT, SECTION_A, SECTION_H


@pytest.fixture(scope="module")
def base():
    return read([Text(name, words) for name, words in DOCUMENTS.items()])


def changes(base, **texts):
    """What the texts change: what was done, and to which label or term."""
    made = edited(base, {name: texts[name.split()[1]] for name in DOCUMENTS if name.split()[1] in texts}, "0092").code
    return compare(base, made)


def test_the_same_text_changes_nothing(base):
    assert compare(base, edited(base, DOCUMENTS, "0092").code).changes == ()
    for name, words in DOCUMENTS.items():
        found = compare(base, edited(base, {name: words}, "0092").code)
        assert (found.changes, dict(found.params), found.new.root) == ((), {}, base.root), name


def test_terms_and_references_lead_to_documents_that_were_not_edited(base):
    found = changes(base, H=SECTION_H.replace("H8.1 The DCC", "H8.1 For Planned Maintenance the DCC"))
    (one,) = found.changes
    spans = found.new.provisions[one.pid].content
    term = next(span for span in spans if isinstance(span, Term))
    assert base.provisions[term.pid].name == "Planned Maintenance"
    found = changes(base, AL=APPENDIX_AL.replace("each month", "as Section H8.2(a) says"))
    spans = found.new.provisions[found.changes[0].pid].content
    assert [base.provisions[span.pid].kind for span in spans if isinstance(span, Ref)] == [Kind.SUB]


def test_a_reference_of_another_document_follows_the_clause_that_is_renumbered(base):
    text = SECTION_H.replace("\nH8.1 The DCC runs the Services by good practice.\n", "")
    for number in (2, 3, 4):
        text = text.replace(f"H8.{number} ", f"H8.{number - 1} ")
    found = changes(base, H=text.replace("H8.2(a)", "H8.1(a)"))
    assert [one.what for one in found.changes] == [What.DELETED]
    assert "H8.1" in write(found.new)["Appendix AL"]


@pytest.mark.parametrize(("words", "line"), [("As Section H9.9 says.", 13), ("As clause 7.7 of Appendix AL says.", 13)])
def test_a_reference_to_nothing_is_refused_at_its_line(base, words, line):
    with pytest.raises(Refused) as caught:
        changes(base, H=SECTION_H.replace("The Panel answers within two weeks.", words))
    assert [(one.code, one.object) for one in caught.value.refusals] == [
        ("legaltext.dangling", f"Section H, line {line}")
    ]


def test_a_figure_of_another_document_is_named_without_its_value(base):
    found = changes(base, AL=APPENDIX_AL.replace("each month", "each {{hours}} hours"))
    assert found.params == {}
    assert Param("hours") in found.new.provisions[found.changes[0].pid].content
    assert changes(base, H=SECTION_H.replace("{{hours: six}}", "{{hours: seven}}")).params == {
        "hours": ("six", "seven")
    }
    assert changes(base, H=SECTION_H.replace("{{hours: six}}", "six")).params == {"hours": ("six", "")}


def test_a_new_document_and_a_new_term_are_known_to_the_others(base):
    made = edited(
        base,
        {"Section A": SECTION_A.replace("A2 Int", '"Window" means some hours.\n\nA2 Int'),
         "Section H": SECTION_H.replace("The Panel answers", "For each Window the Panel answers as Section K1.1 says"),
         "Section K": "# Charging\n\nK1 First\n\nK1.1 Nobody pays.\n"},
        "0092",
    ).code  # fmt: skip
    (clause,) = [one for one in made.provisions.values() if "For each " in one.content]
    assert [type(span) for span in clause.content if not isinstance(span, str)] == [Term, Ref]
    assert [made.provisions[pid].name for pid in made.documents][-1] == "Section K"


def test_a_new_provision_has_one_id_whichever_documents_are_edited_with_it(base):
    alone = edited(base, {"Section H": H_WITH_LIMIT}, "0092").code.provisions.keys() - base.provisions.keys()
    texts = {"Section H": H_WITH_LIMIT, "Appendix AL": APPENDIX_AL.replace("each month", "each week")}
    both = edited(base, texts, "0092").code.provisions.keys() - base.provisions.keys()
    assert alone == both
    assert len(alone) == 1
    assert alone != edited(base, texts, "0106").code.provisions.keys() - base.provisions.keys()


@pytest.mark.parametrize("number", ["MP092", "MP106", "MP139"])
def test_it_means_what_reading_everything_means(number):
    whole = read(example.texts("1.0"))
    texts = {one.name: one.words for one in example.texts("1.0", number)}
    before = {one.name: one.words for one in example.texts("1.0")}
    changed = {name: words for name, words in texts.items() if words != before[name]}
    full = recovered(whole, read([Text(name, words) for name, words in texts.items()]), "0092")
    some = edited(whole, changed, "0092")
    assert derive(whole, some.code, number) == derive(whole, full.code, number)
    assert some.code.root == full.code.root
    assert some.doubts == full.doubts


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("H8.4 The Panel answers within two weeks.", "H8.4 Not used"),
        ("(b) to the night.", "(b) Not used"),
        ("H8.3 Whoever needs more asks the Panel under Section H8.2(a).", "H8.3 Not used"),
    ],
)
def test_what_is_not_used_any_more_keeps_its_number(base, before, after):
    made = edited(base, {"Section H": SECTION_H.replace(before, after)}, "0092").code
    (one,) = derive(base, made, "MP092")
    assert isinstance(one, Delete)
    assert one.leaves_number


def test_what_only_moved_is_not_taken_for_deleted(base):
    text = SECTION_H.replace("H8.4 The Panel answers", "H8.4 Not used\n\nH8.5 The Panel answers")
    found = compare(base, edited(base, {"Section H": text}, "0092").code)
    assert [one.what for one in found.changes] == [What.INSERTED]
