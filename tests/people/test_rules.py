"""Permission answers, sight and seats: pure."""

from datetime import date

import pytest

from codeclerk.kernel.errors import Refused
from codeclerk.kernel.lens import Classification
from codeclerk.people.rules import (
    Grant,
    Holding,
    OrganisationKind,
    Seat,
    check_seats,
    check_term,
    decide,
    decide_system,
    may_see,
)

FEB, MARCH, APRIL = date(2021, 2, 1), date(2021, 3, 1), date(2021, 4, 1)
NAMES = {"secretariat": "Secretariat", "operator": "Operator", "chair": "Chair"}
GRANT = Grant("people.manage", ("operator", "secretariat"), "packs/sec/capabilities.yaml line 5")


def test_answer_names_the_rule_and_since_when_the_role_is_held():
    answer = decide("person:x", GRANT, MARCH, [Holding("secretariat", "installation:roles", FEB)], NAMES)
    assert answer.allowed
    assert answer.rule == "packs/sec/capabilities.yaml line 5"
    assert answer.because == (
        "people.manage is held by Operator, Secretariat; person:x is Secretariat since 1 February 2021"
    )


def test_role_that_ended_yesterday_gives_nothing_today_and_the_answer_says_so():
    ended = Holding("secretariat", "installation:roles", FEB, end=MARCH)
    assert decide("person:x", GRANT, date(2021, 2, 28), [ended], NAMES).allowed
    answer = decide("person:x", GRANT, MARCH, [ended], NAMES)
    assert not answer.allowed
    assert answer.because.endswith("person:x was Secretariat until 28 February 2021")


def test_role_that_begins_tomorrow_gives_nothing_today():
    coming = Holding("secretariat", "installation:roles", MARCH)
    answer = decide("person:x", GRANT, date(2021, 2, 28), [coming], NAMES)
    assert (answer.allowed, answer.because.endswith("person:x holds no role on 28 February 2021")) == (False, True)


def test_other_role_is_named_in_the_refusal():
    answer = decide("person:x", GRANT, MARCH, [Holding("chair", "body:csc", FEB)], NAMES)
    assert (answer.allowed, answer.because.endswith("person:x is Chair since 1 February 2021")) == (False, True)


def test_capability_that_nobody_holds():
    answer = decide("person:x", Grant("no.such", (), "capabilities.yaml"), MARCH, [], NAMES)
    assert (answer.allowed, answer.because.startswith("no.such is held by nobody")) == (False, True)


@pytest.mark.parametrize(
    ("actor", "capability", "allowed"),
    [
        ("system:install", "people.manage", True),
        ("system:install", "people.erase", True),
        ("system:install", "kernel.publish_pack", True),
        ("system:install", "kernel.set_known_from", False),
        ("system:install", "sources.rule", False),
        ("system:import", "kernel.set_known_from", True),
        ("system:import", "sources.register_document", True),
        ("system:import", "sources.claim", True),
        ("system:import", "people.manage_memberships", True),
        ("system:import", "people.erase", False),
        ("system:import", "people.open_account", False),
        ("system:import", "sources.rule", False),
        ("system:tick", "people.manage", False),
        ("system:nobody", "people.manage", False),
        ("public", "people.manage", False),
        ("", "people.manage", False),
    ],
)
def test_actors_of_the_product(actor, capability, allowed):
    assert decide_system(actor, capability).allowed is allowed


def test_sight_goes_up_to_the_widest_role():
    assert may_see([]) == {Classification.WHITE}
    assert may_see(["operator"]) == {Classification.WHITE}
    assert may_see(["party_contact", "committee_member"]) == {
        Classification.WHITE,
        Classification.GREEN,
        Classification.AMBER,
    }
    assert may_see(["secretariat"]) == set(Classification)


def seat(membership, person, first_day=FEB, end=None, role="committee_member", **more):
    return Seat(membership, person, role, first_day, end, **more)


def code(new, *others):
    try:
        check_seats("Change Board", new, others)
    except Refused as refused:
        return refused.first.code
    return ""


def test_one_person_does_not_hold_two_seats_at_once():
    mine = seat("m-1", "person:a", seat="Networks 1")
    assert code(seat("", "person:a", MARCH, seat="Networks 2"), mine) == "people.two_seats"
    assert code(seat("", "person:a", MARCH), mine) == "people.two_seats"


def test_terms_that_follow_each_other_do_not_clash():
    mine = seat("m-1", "person:a", FEB, MARCH, seat="Networks 1")
    assert code(seat("", "person:a", MARCH, seat="Networks 2"), mine) == ""
    assert code(seat("", "person:b", MARCH, seat="Networks 1"), mine) == ""
    assert code(seat("", "person:a", date(2021, 1, 1), FEB, seat="Networks 1"), mine) == ""


def test_seat_has_one_holder_whatever_the_spelling():
    assert (
        code(seat("", "person:b", seat="networks 1"), seat("m-1", "person:a", seat="Networks 1")) == "people.seat_taken"
    )


def test_chair_may_also_sit():
    assert code(seat("", "person:a", role="chair"), seat("m-1", "person:a", seat="Networks 1")) == ""


def test_alternate_counts_as_what_it_stands_in_for():
    mine = seat("m-1", "person:a")
    assert code(seat("", "person:a", role="alternate", stands_in_as="committee_member"), mine) == "people.two_seats"
    assert code(seat("", "person:b", role="alternate", stands_in_as="committee_member"), mine) == ""


def test_term_may_last_one_day_and_not_less():
    check_term("Change Board", FEB, FEB)
    with pytest.raises(Refused, match="cannot end on 31 January 2021: it begins on 1 February 2021"):
        check_term("Change Board", FEB, date(2021, 1, 31))


def test_kinds_have_names_for_people():
    assert [kind.label for kind in OrganisationKind][:3] == ["Code administrator", "Central service", "Party"]
