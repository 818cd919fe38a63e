"""Number words, agreement, and sentences that count otherwise than their list."""

import pytest

from codeclerk.checks.rules.counting import check_count
from codeclerk.papers.build import listing, sentence
from codeclerk.papers.model import Bullets, Figure, Form, Noun
from codeclerk.papers.runs import plain
from codeclerk.papers.words import agree, counted, number_word

MODIFICATION = Noun("modification")


@pytest.mark.parametrize(
    ("count", "word"),
    [(0, "zero"), (1, "one"), (2, "two"), (20, "twenty"), (21, "21"), (1234, "1,234"), (-1, "-1")],
)
def test_number_words_go_up_to_twenty(count, word):
    assert number_word(count) == word


@pytest.mark.parametrize(
    ("count", "words"),
    [(0, "no modifications"), (1, "one modification"), (2, "two modifications"), (25, "25 modifications")],
)
def test_a_counted_noun_agrees(count, words):
    assert counted(count, MODIFICATION) == words
    assert Figure(count, noun=MODIFICATION, form=Form.WORDS).shown == words


def test_verbs_agree_and_keep_their_capital():
    assert [agree("is", 0), agree("is", 1), agree("Was", 2), agree("has", 2)] == ["are", "is", "Were", "have"]
    with pytest.raises(KeyError):
        agree("votes", 2)


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, "There are currently no Modification Proposals out for consultation."),
        (1, "There is currently one Modification Proposal out for consultation:"),
        (2, "There are currently two Modification Proposals out for consultation:"),
    ],
)
def test_a_listing_counts_its_items_and_says_when_there_are_none(count, said):
    items = [f"MP{n}" for n in range(count)]
    made = listing("There {is} currently {count} out for consultation", Noun("Modification Proposal"), items)
    assert plain(made[0].runs) == said
    assert [type(block) for block in made[1:]] == ([Bullets] if count else [])


def test_a_sentence_may_begin_with_its_count():
    count = Figure(2, noun=MODIFICATION, form=Form.CAPITAL_WORDS)
    assert plain(sentence("{count} {was} implemented. {It} {has} gone.", count)) == (
        "Two modifications were implemented. They have gone."
    )


@pytest.mark.parametrize(
    ("said", "found", "problem"),
    [
        ("There are two modifications being presented this month:", 2, None),
        ("There are two modifications being presented this month:", 3, "says 2, and there are 3"),
        ("The Change Board voted on three modifications on 23 February 2021:", 2, "says 3, and there are 2"),
        ("There are one modification ready", 1, None),
        ("There are 1 modifications ready", 1, "does not agree in number with 1"),
        ("There were no modifications", 1, "says 0, and there are 1"),
        ("Nothing is counted here", 1, None),
        ("There are 1,234 modifications", 1234, None),
        ("There are four dates", 2, None),
    ],
)
def test_a_count_that_contradicts_its_list_is_found(said, found, problem):
    wrong = check_count(said, found, MODIFICATION)
    assert (wrong is None) if problem is None else problem in str(wrong)


def test_words_of_the_record_in_a_sentence_are_words_and_no_marks():
    said = sentence("The {release} holds {count}.", Figure(2, noun=Noun("thing")), release="{count} {is} June")
    assert plain(said) == "The {count} {is} June holds 2 things."
    [block] = listing("The {body} has {count}", Noun("vote"), [], body="{was}")
    assert plain(block.runs) == "The {was} has no votes."
