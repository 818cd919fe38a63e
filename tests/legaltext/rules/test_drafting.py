"""What a drafter is told of a draft."""

import pytest

from codeclerk.legaltext.rules.deriving import derive
from codeclerk.legaltext.rules.drafting import Finding, Scope, notes
from codeclerk.legaltext.rules.reading import Text, read
from codeclerk.legaltext.rules.recovery import recover
from tests.legaltext.example import amended, texts


def found(base, result, scope=None):
    operations = derive(base, result, "MP1")
    return {(one.finding, one.label) for one in notes(base, result, operations, scope)}


def changed(base, document, *pairs):
    said = []
    for text in texts("1.0"):
        words = text.words
        for old, new in pairs if text.name == document else ():
            assert old in words
            words = words.replace(old, new)
        said.append(Text(text.name, words, text.file))
    return recover(base, read(said)).code


@pytest.mark.inventory("F31")
def test_a_clause_that_the_solution_names_and_nobody_touched_is_told(base):
    scope = Scope(
        {"BR1": "Two kinds of work"}, (("Section H", "H8.3(b)"), ("Section H", "H9.1"), ("Section J", "J1.2(b)"))
    )
    result = amended(base, "MP092").code
    assert found(base, result, scope) == {
        (Finding.NOT_SERVED, ""),
        (Finding.NOT_TOUCHED, "H9.1"),
        (Finding.NOT_THERE, "J1.2(b)"),
    }


@pytest.mark.inventory("F29")
def test_a_definition_that_stands_in_two_documents_and_is_amended_in_one_is_told(base):
    result = changed(base, "Section A", ("that was planned before the month began and", "that was planned and"))
    assert found(base, result) == {(Finding.DEFINED_TWICE, "3.1(c)")}
    assert (Finding.DEFINED_TWICE, "3.1(c)") not in found(base, amended(base, "MP092").code)


def test_words_like_a_term_that_nobody_defined_are_told(base):
    result = changed(base, "Section H", ("The DCC keeps a service desk", "The DCC keeps a Central Service Desk"))
    assert found(base, result) == {(Finding.UNDEFINED, "H7.1")}


def test_a_definition_that_nothing_uses_any_more_is_told(base):
    result = changed(
        base,
        "Section H",
        ("asks for one of the Services by a Service Request", "asks for one of the Services by a message"),
        ("refuses a Service Request that", "refuses a message that"),
    )
    assert found(base, result) == {(Finding.UNUSED, "“Service Request”")}


def test_a_number_in_words_that_is_not_how_many_follow_is_told(base):
    result = changed(
        base, "Section K", ("an explicit charge for:", "an explicit charge for each of the four following:")
    )
    assert found(base, result) == {(Finding.NUMBER, "K3.1")}


def test_two_definitions_of_one_term_of_which_one_is_amended_are_told(base):
    twice = [
        Text(one.name, one.words + ('\n"Services" means what is sold.\n' if one.name == "Section K" else ""), one.file)
        for one in texts("1.0")
    ]
    before = read(twice)
    after = recover(
        before, read([Text(one.name, one.words.replace("what is sold", "what is given"), one.file) for one in twice])
    ).code
    told = notes(before, after, derive(before, after, "MP1"))
    assert [(one.finding, one.label) for one in told] == [(Finding.DEFINED_TWICE, "“Services”")]
    assert told[0].words == "“Services” is defined in Section A too, and only the other definition is amended"
