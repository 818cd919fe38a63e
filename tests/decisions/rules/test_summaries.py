"""Decisions in sentences that count their own lists."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codeclerk.checks.rules.counting import Noun, check_count
from codeclerk.decisions.rules.summaries import sentences
from tests.decisions.rules.test_lists import made

DID = {"approved": "approved {what}", "recommended_approval": "recommended that the Authority approves {what}"}
PATHS = {"self_governance": "Self-Governance"}
AUTHORITY = [("authority", "Authority")]


def words(found):
    return [one.words for one in sentences(found, DID, PATHS, AUTHORITY)]


@pytest.mark.inventory("G11")
def test_number_words_match_the_length_of_the_list():
    own = [replace(made(f"MP{n}", "approved"), path="self_governance") for n in range(2)]
    one = made("MP9", "recommended_approval")
    assert words([*own, one]) == [
        "The Change Board approved two proposals under Self-Governance.",
        "The Change Board recommended that the Authority approves one proposal.",
        "The Authority made no decisions.",
    ]
    assert words([made("MP1", "approved", body="authority")]) == ["The Authority approved one proposal."]
    assert words([made("MP1", "rejected")])[0] == "The Change Board reached the outcome “Rejected” on one proposal."


@pytest.mark.any_database
@given(st.lists(st.sampled_from(["approved", "recommended_approval", "other"]), max_size=40))
def test_no_sentence_counts_otherwise_than_its_list(outcomes):
    found = [made(f"MP{n}", outcome) for n, outcome in enumerate(outcomes)]
    told = sentences(found, DID, PATHS, AUTHORITY)
    assert sum(len(one.decisions) for one in told) == len(found)
    for one in told:
        noun = Noun("proposal") if one.decisions else Noun("decision")
        assert check_count(one.words, len(one.decisions), noun) is None
