"""What a code pack says of votes: a rule that does not hold together does not load."""

from __future__ import annotations

import pytest

from codeclerk.kernel.packs import load_files
from codeclerk.process.packs import ProcessRules
from tests.kernel.packs.helpers import faults, words
from tests.process.toy import toy

STEP = "from: [vote], to: done, by: [{body: board}]"
RULE = """votes:
  - id: of_board
    name: Vote of the board
    body: board
    voters: Each member has a vote.
    within: {more_than: 50, of: OF}
    abstentions: not_counted
    ties: not_carried
    sure: unverified
profiles:
"""


def files(of: str = "votes", *, rule: bool = True):
    made = toy((STEP, f"{STEP}, vote: carried"))
    if rule:
        text = made["process.yaml"].decode()
        made["process.yaml"] = text.replace("profiles:\n", RULE.replace("OF", of), 1).encode()
    return made


def test_a_vote_with_its_rule_loads():
    rules = load_files(files()).of(ProcessRules)
    (rule,) = rules.votes
    assert (rule.electorate, rule.ungrouped, rule.interests, rule.rationale) == (
        "seats", "not_counted", "shown", "optional"
    )  # fmt: skip
    assert [step.id for one in rules.profiles for step in one.steps if step.vote] == ["decide"]


def test_a_step_of_a_vote_without_a_rule_is_refused():
    made = files(rule=False)
    assert [code for code, *_ in faults(made)] == ["process.pack_no_vote_rule"]
    assert "a vote leads to the step 'decide', and no body that takes it has a rule in votes" in words(made)[0]


@pytest.mark.parametrize("of", ["groups", "groups_that_voted"])
def test_a_share_of_groups_within_a_group_is_refused(of):
    assert any("expected votes within a group, and groups across" in one for one in words(files(of)))
