"""The rules of seats hold when two changes come at the same moment."""

from datetime import date

from codeclerk.kernel import bus
from codeclerk.kernel.errors import Refused
from codeclerk.people import queries
from tests.people.support import INSTALL, lens, person
from tests.support.records import at_once

FIRST = date(2021, 2, 1)


def give(**data):
    return lambda: bus.execute("give_membership", data, actor=INSTALL, effective=FIRST)


def outcomes(*calls):
    results = at_once(*calls)
    refused = [result.first.code for result in results if isinstance(result, Refused)]
    assert all(isinstance(result, bus.Outcome | Refused) for result in results), results
    return len(results) - len(refused), refused


def test_two_seats_given_to_one_person_at_once_are_one(fresh_database):
    who = person()
    role = {"person": who, "role": "committee_member", "body": "csc"}
    done, refused = outcomes(give(**role, seat="1"), give(**role, seat="2"))
    assert done == 1
    assert refused[0] in ("people.two_seats", "kernel.race")
    assert len(queries.memberships_as_at(lens(), body="csc")) == 1


def test_one_seat_given_to_two_persons_at_once_has_one_holder(fresh_database):
    both = [person("Pseudonym A", "a@example.com"), person("Pseudonym B", "b@example.com")]
    done, refused = outcomes(*(give(person=who, role="committee_member", body="csc", seat="1") for who in both))
    assert done == 1
    assert refused[0] in ("people.seat_taken", "kernel.race")


def test_two_persons_registered_at_once_have_two_keys(fresh_database):
    names = ("Pseudonym A", "Pseudonym B")
    done, refused = outcomes(
        *(lambda name=name: bus.execute("register_person", {"name": name}, actor=INSTALL) for name in names)
    )
    assert done + len(refused) == 2
    assert set(refused) <= {"kernel.race"}
