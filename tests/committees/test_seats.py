"""Seats: what a body is made up of on a day, and who holds each seat."""

from __future__ import annotations

from datetime import date

import pytest

from codeclerk.committees import queries
from codeclerk.committees.rules.seats import Basis, Constitution, Held, Holder, make_up
from codeclerk.kernel.packs import SeatGroup, Sure
from tests.kernel.packs.helpers import files, words
from tests.people.support import lens, member, organisation, person
from tests.people.support import queries as counted

BASIS = Basis(date(2018, 11, 1), Sure.STATED, "SITE", "")
GROUPS = tuple(
    SeatGroup.model_validate(group)
    for group in (
        {"id": "large", "name": "Large Supplier", "category": "large_supplier", "one_for_each": "group"},
        {"id": "small", "name": "Small Supplier", "category": "small_supplier", "number": "2"},
        {"id": "consumer", "name": "Consumer body", "number": "1"},
    )
)


def held(membership: str, seat: str = "", role: str = "committee_member", alternate_for: str = "") -> Held:
    return Held(Holder(membership, f"p-{membership}", f"o-{membership}", ""), role, seat, alternate_for)


def made(*members: Held, basis: Basis | None = BASIS) -> Constitution:
    return make_up("board", GROUPS if basis else (), members, basis)


def told(found: Constitution) -> list[tuple[str, str, str, str]]:
    return [(seat.key, seat.name, seat.category, seat.membership) for seat in found.seats]


def test_a_seat_that_nobody_holds_is_vacant() -> None:
    found = made(held("m1", "small  SUPPLIER 2"), held("m2", "Consumer Body"))
    assert told(found) == [
        ("small-1", "Small Supplier 1", "small_supplier", ""),
        ("small-2", "Small Supplier 2", "small_supplier", "m1"),
        ("consumer-1", "Consumer body", "", "m2"),
    ]
    assert [seat.name for seat in found.vacant] == ["Small Supplier 1"]
    assert [group.id for group in found.open_ended] == ["large"]
    assert not found.doubts


def test_seats_without_a_fixed_number_are_those_that_somebody_holds() -> None:
    found = made(held("m1", "Large Supplier 10"), held("m2", "Large Supplier 9"), held("m3", "Large Supplier Alpha"))
    assert told(found)[:3] == [
        ("large-9", "Large Supplier 9", "large_supplier", "m2"),
        ("large-10", "Large Supplier 10", "large_supplier", "m1"),
        ("large-alpha", "Large Supplier Alpha", "large_supplier", "m3"),
    ]


def test_who_sits_where_no_seat_is_stated_is_a_doubt() -> None:
    found = made(held("m1", "Small Supplier 3"), held("m2"), held("m3", role="chair"), held("m4", role="alternate"))
    assert [(doubt.held.holder.membership, doubt.why) for doubt in found.doubts] == [
        ("m1", "The stated seats have none called Small Supplier 3."),
        ("m2", "It is not said which seat this member holds."),
    ]
    assert all(seat.is_vacant for seat in found.seats)


def test_alternates_stand_beside_the_seat() -> None:
    found = made(held("m1", "Small Supplier 1"), held("m2", role="alternate", alternate_for="m1"))
    assert [one.membership for one in found.seats[0].alternates] == ["m2"]
    assert not found.doubts


def test_a_body_of_which_no_source_says_how_it_is_made_up_has_the_seats_of_its_members() -> None:
    found = made(held("m1", "Networks"), held("m2"), held("m3", role="chair"), basis=None)
    assert told(found) == [("networks", "Networks", "", "m1"), ("m2", "", "", "m2")]
    assert found.basis is None
    assert not found.doubts


def _body(group: str) -> dict[str, bytes]:
    text = (
        "bodies:\n"
        "  - id: board\n    name: Board\n    abbreviation: B\n    kind: committee\n    function: Votes.\n"
        "    sure: unverified\n"
        "    seats:\n      meaning: How it is made up\n      values:\n"
        f"        2020-01-01: {{value: {group}, sure: unverified}}\n"
    )
    return files(bodies=text, party_categories="categories: [{id: small, name: Small, sure: unverified}]\n")


@pytest.mark.parametrize(
    ("group", "problem"),
    [
        ("[{id: a, name: A, category: tall, number: 1}]", "'tall' is not defined"),
        ("[{id: a, name: A, category: small}]", "expected either 'number' or 'one_for_each'"),
        ("[{id: a, name: A, number: 1, one_for_each: x}]", "expected either 'number' or 'one_for_each'"),
        ("[{id: a, name: A, number: 1}, {id: b, name: a, number: 1}]", "seats with ids and names of their own"),
        ("[{id: a, name: A, number: 0}]", "number"),
    ],
)
def test_a_pack_with_seats_that_do_not_hold_together_is_refused(group: str, problem: str) -> None:
    assert problem in " ".join(words(_body(group)))


@pytest.mark.django_db
@pytest.mark.any_database
def test_the_change_board_on_a_day() -> None:
    organisation("alpha", "Alpha Energy", category="small_supplier")
    one, two = person(on_behalf_of="alpha", _from=date(2021, 1, 4)), person("Pseudonym Two", "two@example.com")
    seat = member(one, "committee_member", body="change_board", seat="Small Supplier 2")
    member(two, "alternate", body="change_board", alternate_for=seat)
    day = lens(date(2021, 3, 1))
    with counted(exactly=4):
        found = {held.key: held for held in queries.seats(day, "Change Board")}
    assert list(found) == [
        *(f"small_supplier-{nth}" for nth in (1, 2, 3)),
        *(f"network-{nth}" for nth in (1, 2, 3)),
        *(f"other_sec_party-{nth}" for nth in (1, 2, 3)),
        "consumer_body-1",
    ]
    mine = found["small_supplier-2"]
    assert (mine.membership, mine.person, mine.organisation, mine.organisation_name) == (
        seat, one, "alpha", "Alpha Energy")  # fmt: skip
    assert [stand_in.person for stand_in in mine.alternates] == [two]
    before = queries.constitution(lens(date(2016, 1, 1)), "change_board")
    assert before.basis is None
    assert not before.seats
    assert refused_body() == "people.unknown_word"


def refused_body() -> str:
    from codeclerk.kernel.errors import Refused

    with pytest.raises(Refused) as caught:
        queries.seats(lens(), "nobody")
    return caught.value.first.code
