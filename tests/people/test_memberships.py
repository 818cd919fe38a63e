"""Memberships: terms, seats, alternates, and the refusals around them."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from codeclerk.kernel import bus, clock
from codeclerk.kernel.ports import permission
from codeclerk.people import queries
from codeclerk.people.models import Membership
from tests.people.support import INSTALL, do, lens, member, organisation, person, refused
from tests.people.support import queries as count

pytestmark = pytest.mark.django_db
FEB = date(2021, 2, 1)


@pytest.fixture
def two():
    return person("Pseudonym A", "a@example.com"), person("Pseudonym B", "b@example.com")


def held(day, **place):
    return [(line.person, line.role) for line in queries.memberships_as_at(lens(day), **place)]


def test_term_is_held_from_its_first_to_its_last_day(two):
    member(two[0], "committee_member", FEB, body="CSC", last_day=date(2021, 4, 30))
    days = [date(2021, 1, 31), FEB, date(2021, 4, 30), date(2021, 5, 1)]
    assert [len(held(day, body="csc")) for day in days] == [0, 1, 1, 0]


def test_body_and_role_are_understood_by_other_names(two):
    key = member(two[0], "SEC Panel member", body="SEC Panel")
    assert key == "body-panel-1"
    assert Membership.objects.get().role == "committee_member"


def test_unknown_body_and_role_are_refused_with_the_nearest(two):
    refusal = refused("give_membership", person=two[0], role="comittee member", body="csc")
    assert (refusal.facts["field"], refusal.remedy) == ("role", "Did you mean 'Committee member'?")
    refusal = refused("give_membership", person=two[0], role="chair", body="Chang Board")
    assert (refusal.facts["field"], refusal.remedy) == ("body", "Did you mean 'Change Board'?")


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"role": "chair"}, "body"),
        ({"role": "chair", "body": "csc", "organisation": "north"}, "organisation"),
        ({"role": "party_contact"}, "organisation"),
        ({"role": "secretariat", "body": "csc"}, "body"),
        ({"role": "proposer"}, "role"),
        ({"role": "Other User"}, "role"),
    ],
)
@pytest.mark.inventory("G34", partial="the vocabulary names addressees and gives them no access; impacts come later")
def test_role_is_held_where_the_pack_says(two, data, field):
    organisation("north")
    refusal = refused("give_membership", person=two[0], **data)
    assert (refusal.code, refusal.facts["field"]) == ("people.role_elsewhere", field)


def test_two_seats_of_one_body_are_refused(two):
    member(two[0], "committee_member", body="change_board", seat="Small Supplier 1")
    refusal = refused("give_membership", person=two[0], role="committee_member", body="CB", seat="Small Supplier 2")
    assert refusal.code == "people.two_seats"
    assert "Change Board" in str(refusal)
    assert "body-change_board-1 from 1 February 2021" in str(refusal)
    member(two[0], "committee_member", body="csc")


def test_seat_that_somebody_holds_is_refused_until_it_is_free(two):
    member(two[0], "committee_member", FEB, body="csc", seat="1", last_day=date(2021, 3, 31))
    assert (
        refused(
            "give_membership", _from=date(2021, 3, 31), person=two[1], role="committee_member", body="csc", seat="1"
        ).code
        == "people.seat_taken"
    )
    member(two[1], "committee_member", date(2021, 4, 1), body="csc", seat="1")


def test_alternate_stands_in_for_a_member_of_the_same_body(two):
    csc = member(two[0], "committee_member", body="csc")
    refusal = refused("give_membership", _from=FEB, person=two[1], role="alternate", body="panel", alternate_for=csc)
    assert (refusal.code, refusal.facts["field"]) == ("people.alternate_elsewhere", "alternate_for")
    key = member(two[1], "alternate", body="csc", alternate_for=csc)
    line = next(line for line in queries.memberships_as_at(lens(FEB), body="csc") if line.key == key)
    assert (line.alternate_for, line.alternate_for_person) == (csc, two[0])
    third = person("Pseudonym C", "c@example.com")
    assert refused(
        "give_membership", _from=FEB, person=third, role="alternate", body="csc", alternate_for=key
    ).code == ("people.alternate_of_alternate")
    assert (
        refused(
            "give_membership", _from=date(2021, 1, 1), person=third, role="alternate", body="csc", alternate_for=csc
        ).code
        == "people.member_not_there"
    )
    assert refused("give_membership", person=third, role="alternate", body="csc", alternate_for="body-csc-9").code == (
        "people.unknown_membership"
    )


def test_alternate_ends_no_later_than_the_member(two):
    csc = member(two[0], "committee_member", body="csc", last_day=date(2021, 6, 30))
    data = {"person": two[1], "role": "alternate", "body": "csc", "alternate_for": csc}
    plan = bus.preview("give_membership", data, actor=INSTALL, effective=FEB)
    assert plan.warnings == ("The term ends on 30 June 2021, with body-csc-1.",)
    member(two[1], "alternate", body="csc", alternate_for=csc)
    assert held(date(2021, 7, 1), body="csc") == []


def test_ending_a_member_ends_the_alternates_too(two):
    csc = member(two[0], "committee_member", body="csc")
    member(two[1], "alternate", body="csc", alternate_for=csc)
    do("end_membership", membership=csc, last_day="2021-05-31")
    assert (len(held(date(2021, 5, 31), body="csc")), held(date(2021, 6, 1), body="csc")) == (2, [])


def test_term_ends_on_or_after_its_first_day(two):
    refusal = refused("give_membership", _from=FEB, person=two[0], role="chair", body="csc", last_day="2021-01-31")
    assert (refusal.code, refusal.facts["field"]) == ("people.term_backwards", "last_day")
    key = member(two[0], "chair", body="csc")
    assert refused("end_membership", membership=key, last_day="2021-01-31").code == "people.term_backwards"


def test_ended_membership_is_not_ended_later(two):
    key = member(two[0], "chair", body="csc", last_day=date(2021, 3, 31))
    refusal = refused("end_membership", membership=key, last_day="2021-04-30")
    assert (refusal.code, refusal.facts["last_day"]) == ("people.membership_ended", "31 March 2021")
    do("end_membership", membership=key, last_day="2021-03-15")
    assert held(date(2021, 3, 16), body="csc") == []
    assert refused("end_membership", membership=key, last_day="2021-03-15").code == "people.membership_ended"


def test_struck_membership_was_never_held(two):
    key = member(two[0], "chair", body="csc", last_day=date(2021, 3, 31))
    do("strike_membership", membership=key)
    assert held(date(2021, 3, 1), body="csc") == []
    assert refused("end_membership", membership=key, last_day="2021-03-15").code == "people.membership_never_held"


def test_membership_that_ended_yesterday_gives_no_rights_today(two):
    today = clock.today()
    key = member(two[0], "operator", today - timedelta(days=30))
    actor = f"person:{two[0]}"
    assert permission.ask(actor, "people.manage", clock.now()).allowed
    do("end_membership", membership=key, last_day=(today - timedelta(days=1)).isoformat())
    answer = permission.ask(actor, "people.manage", clock.now())
    assert not answer.allowed
    assert "was Operator until" in answer.because
    assert refused("register_person", _by=actor, name="Pseudonym").code == "kernel.not_allowed"


def test_rights_end_with_the_london_day(two):
    """In summer the day in London ends at 23:00 UTC."""
    with time_machine.travel("2031-06-01T12:00:00+00:00", tick=False):
        member(two[0], "operator", FEB, last_day=date(2031, 6, 30))
    actor = f"person:{two[0]}"
    assert permission.ask(actor, "people.manage", datetime(2031, 6, 30, 22, 59, tzinfo=UTC)).allowed
    assert not permission.ask(actor, "people.manage", datetime(2031, 6, 30, 23, 0, tzinfo=UTC)).allowed
    assert not permission.ask(actor, "people.manage", datetime(2030, 6, 30, tzinfo=UTC)).allowed, "not known then"


def test_as_known_before_it_was_recorded_nobody_was_a_member(two):
    before = clock.now()
    member(two[0], "chair", body="csc")
    assert queries.memberships_as_at(replace(lens(FEB), known_at=before), body="csc") == ()


@pytest.mark.parametrize("size", [1, 30])
def test_members_of_a_body_take_three_queries(size):
    organisation("north")
    for number in range(size):
        who = person(f"Pseudonym {number}", f"p{number}@example.com", on_behalf_of="north")
        member(who, "committee_member", body="csc", seat=str(number))
    with count(3):
        assert len(queries.memberships_as_at(lens(), body="csc")) == size
