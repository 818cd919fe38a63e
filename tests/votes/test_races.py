"""Positions that are given at the same moment, and a close between them."""

from __future__ import annotations

from codeclerk.kernel import bus, clock
from codeclerk.kernel.errors import Refused
from codeclerk.votes import find
from codeclerk.votes.models import PositionRow
from tests.register.support import do
from tests.support.records import at_once
from tests.votes.support import BECAUSE, CLERK, KEY, board, opened


def sends(act, who, **data):
    return lambda: bus.execute(act, {"vote": KEY, **data}, actor=who)


def test_a_member_and_an_alternate_at_once_both_stand_in_the_record_and_the_last_one_counts(fresh_database):
    board()
    opened()
    do("appoint_alternate", "person:large-1", vote=KEY, person="friend")
    casts = [
        sends("cast_position", "person:large-1", choice="in_favour", rationale=BECAUSE),
        sends("cast_position", "person:friend", choice="abstain"),
        sends("cast_position", "person:small-1", choice="abstain"),
    ]
    results = at_once(*casts)
    assert all(isinstance(one, bus.Outcome) for one in results), results
    own = PositionRow.objects.filter(seat="large_supplier-1").order_by("number")
    assert list(own.values_list("number", flat=True)) == [1, 2]
    stands = find.vote(KEY, clock.now()).stands
    assert stands["large_supplier-1"].position.number == 2
    assert len(stands) == 2


def test_a_vote_that_is_closed_and_counted_meanwhile_counts_what_was_given_before(fresh_database):
    board()
    opened()
    closing, casting = at_once(
        sends("close_vote", CLERK, reason="Everybody has voted."),
        sends("cast_position", "person:large-1", choice="abstain"),
    )
    assert isinstance(closing, bus.Outcome), closing
    do("count_vote", CLERK, vote=KEY)
    vote = find.vote(KEY, clock.now())
    assert vote.recorded == vote.tally()
    counted = "large_supplier-1" in vote.stands
    assert counted == (not isinstance(casting, Refused)), casting


def test_one_person_is_not_named_for_two_seats_at_once(fresh_database):
    board()
    opened()
    results = at_once(
        sends("appoint_alternate", "person:large-1", person="friend"),
        sends("appoint_alternate", "person:small-1", person="friend"),
    )
    refused = [one.first.code for one in results if isinstance(one, Refused)]
    assert refused == ["votes.two_seats"], results
