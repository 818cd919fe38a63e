"""What a committee answers in a step of the process is among what committees say, and is taken back with the step."""

from __future__ import annotations

import pytest

from codeclerk.committees import queries
from tests.progression.support import take
from tests.register.support import do, lens, registered

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_draft():
    registered("DP301", "A title", "2021-01-04", status="draft_proposal")


def said(day):
    return [(one.body, one.answer and one.answer.verdict.value, one.answer and one.answer.text)
            for one in queries.inputs_of(lens(day), "0301")]  # fmt: skip


def test_an_answer_in_a_step_answers_what_was_asked():
    do("ask_committee", _from="2021-02-01", proposal="DP301", body="ssc", kind="interest", due="2021-02-19")
    take("DP301", "sub_committee_input", "2021-02-10", by="ssc", answer="Interest", reason="It wants updates.")
    take("DP301", "sub_committee_input", "2021-02-11", by="tabasc", answer="not_interested")
    assert said("2021-02-09") == [("ssc", None, None)]
    assert said("2021-02-11") == [("ssc", "interested", "It wants updates."), ("tabasc", "not_interested", "")]
    do("undo_step", _from="2021-02-12", proposal="DP301", reason="The wrong one")
    assert said("2021-02-12") == [("ssc", "interested", "It wants updates.")]
    do("undo_step", _from="2021-02-12", proposal="DP301", reason="The wrong one")
    assert said("2021-02-12") == [("ssc", None, None)]
