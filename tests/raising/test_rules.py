"""What is decided of a draft without a database."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codeclerk.raising.rules import content as rules
from codeclerk.raising.rules.content import LONGEST_KEPT, Content, typed
from codeclerk.raising.rules.solutions import hints
from codeclerk.raising.rules.states import End, Round, State, cleared, state_of

pytestmark = pytest.mark.any_database
FULL = Content(
    title="Alerts get lost",
    organisation="north",
    arrangements="Section H.",
    issue="They get lost.",
    categories=("dcc",),
    impact="Much.",
    do_nothing="More get lost.",
)
SENT, DUE, AFTER = date(2026, 5, 5), date(2026, 5, 12), date(2026, 5, 13)


def test_what_is_filled_and_missing():
    assert rules.problems(FULL) == ()
    assert len(rules.filled(FULL)) == 5
    empty = Content()
    assert rules.filled(empty) == ()
    assert [one.field for one in rules.problems(empty)] == [
        *("title", "arrangements", "issue", "categories", "impact", "do_nothing", "organisation")
    ]
    assert "impact" not in rules.filled(FULL.model_copy(update={"categories": ()}))
    assert [one.field for one in rules.problems(FULL.model_copy(update={"title": "x" * 201, "context": "  "}))] == [
        "title"
    ]


def test_there_is_no_place_for_a_solution():
    assert not [name for name in Content.model_fields if "solution" in name]


@given(st.text())
def test_typed_text_is_kept_without_what_cannot_be_stored(text):
    kept = typed(text)
    assert kept == typed(kept)
    assert "\x00" not in kept
    assert "\r" not in kept
    kept.encode()


def test_typed_text_has_an_end():
    assert len(typed("x" * (LONGEST_KEPT + 1))) == LONGEST_KEPT


def test_changes_are_told_in_the_order_of_the_form():
    assert rules.changed(FULL, FULL) == ()
    other = FULL.model_copy(update={"categories": (), "title": "Another", "organisation": ""})
    assert rules.changed(FULL, other) == ("title", "categories", "organisation")


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("title", "Introduce a new service request"),
        ("title", "Alerts should be changed"),
        ("issue", "We propose a new clause."),
        ("issue", "The Code needs to say more.\nThe alert must be amended."),
        ("impact", "Costs are saved by removing the alert."),
        ("do_nothing", "A new clause is needed."),
        ("arrangements", "Our solution is to drop it."),
        ("context", "This modification seeks to fix it."),
    ],
)
def test_a_text_that_proposes_is_hinted_at(question, text):
    found = hints(FULL.model_copy(update={question: text}))
    assert [one.question for one in found] == [question]
    assert found[0].words in " ".join(text.split())


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("title", "Added alerts get lost"),
        ("arrangements", "A key must be replaced within five days. The DCC should tell the Party."),
        ("issue", "Meters were replaced, and the alerts of the new ones are not sent. No solution is in sight."),
        ("impact", "Suppliers have to change their systems by hand each week."),
        ("do_nothing", "The number of lost alerts will double."),
        ("context", "It was discussed in May."),
    ],
)
def test_a_text_that_tells_a_problem_is_not(question, text):
    assert hints(FULL.model_copy(update={question: text})) == ()


def test_where_a_draft_stands():
    sent = Round(1, SENT, DUE)
    commented = Round(1, SENT, DUE, commented=DUE)
    assert state_of((), None, SENT) is State.WRITING
    assert state_of((sent,), None, DUE) is State.WAITING
    assert state_of((sent,), None, AFTER) is State.TIME_OVER
    assert state_of((commented,), None, AFTER) is State.COMMENTED
    assert state_of((commented, Round(2, AFTER, date(2026, 5, 20))), None, AFTER) is State.WAITING
    assert state_of((commented,), End.RAISED, AFTER) is State.RAISED
    assert [one for one in State if one.is_ended] == [State.RAISED, State.WITHDRAWN]


def test_the_critical_friend_has_a_say_or_the_time_is_over():
    sent, again = Round(1, SENT, DUE), Round(2, AFTER, date(2026, 5, 20))
    assert cleared((), AFTER) == ""
    assert cleared((sent,), DUE) == ""
    assert "12 May 2026; none came" in cleared((sent,), AFTER)
    assert "none came" in cleared((sent, again), AFTER)
    assert "commented on the draft on 12 May 2026" in cleared((Round(1, SENT, DUE, commented=DUE), again), AFTER)
