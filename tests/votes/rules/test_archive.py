"""The archive: counted again it gives the record, and a changed one says in what it differs."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings

from codeclerk.kernel.errors import Refused
from codeclerk.votes.rules.archive import Archive, read_archive, recount
from codeclerk.votes.rules.tally import tally
from codeclerk.votes.rules.values import Outcome
from tests.votes.rules.made import CLOSED, LARGE, OPENED, SMALL, rule, said, voters, votes


def archive(made, electorate, positions) -> Archive:
    return Archive(
        vote="0092-change_board-1",
        proposal="MP092",
        body="change_board",
        question="Approval under Self-Governance",
        opened_at=OPENED,
        closed_at=CLOSED,
        rule=made,
        electorate=tuple(electorate),
        positions=tuple(positions),
        count=tally(made, electorate, positions, closed_at=CLOSED),
    ).sealed()


@settings(max_examples=60)
@given(votes())
def test_a_recount_equals_the_record(vote):
    text = archive(*vote).model_dump_json()
    found = recount(read_archive(text, "vote.json"))
    assert found.agrees, found.differences
    assert found.count == found.archive.count


def example() -> dict:
    made = archive(rule(LARGE, SMALL), [*voters("large", 2), *voters("small", 2)], said(in_favour="large-1 small-1"))
    return json.loads(made.model_dump_json())


def test_a_changed_position_is_found():
    changed = example()
    changed["positions"][0]["choice"] = "against"
    found = recount(read_archive(json.dumps(changed), "vote.json"))
    assert found.count.outcome is Outcome.NOT_CARRIED
    assert found.differences[0] == "The hash is not that of the content."
    assert "The outcome was recorded as carried; counted again it is not carried." in found.differences
    assert any(one.startswith("Line 1: recorded “Large Suppliers: 2 voters; 1 in favour") for one in found.differences)


def test_a_changed_name_breaks_the_hash_alone():
    changed = example()
    changed["electorate"][0]["name"] = "Somebody else"
    assert recount(read_archive(json.dumps(changed), "x")).differences == ("The hash is not that of the content.",)


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (lambda one: one.pop("rule"), "rule: Field required"),
        (lambda one: one["positions"][0].update(seat="nobody"), "nobody has a position and no vote"),
        (lambda one: one["electorate"].append(one["electorate"][0]), "a seat has two votes"),
        (lambda one: one["positions"].append(one["positions"][0]), "two positions of a seat have the same number"),
    ],
)
def test_what_is_no_archive_is_refused(change, what):
    changed = example()
    change(changed)
    with pytest.raises(Refused) as caught:
        read_archive(json.dumps(changed), "vote.json")
    assert caught.value.first.code == "votes.archive_unreadable"
    assert what in caught.value.first.problem


def test_what_is_no_json_is_refused():
    with pytest.raises(Refused, match="is no archive of a vote"):
        read_archive("{", "vote.json")
