"""A vote of Parties, in another code by data alone: by category, by weight, cast by party contacts."""

from __future__ import annotations

from datetime import timedelta

import pytest

from codeclerk.kernel import bus, clock
from codeclerk.kernel.publishing import installed_packs
from codeclerk.votes import find, queries
from codeclerk.votes.rules.values import Choice, Outcome
from tests.progression.support import state
from tests.progression.test_dcusa import raised, to_vote
from tests.register.support import do, organisation, refused
from tests.support.codes import running
from tests.votes.support import CLERK, later, lens_of, role

pytestmark = pytest.mark.django_db
KEY = "0001-parties-1"
PARTIES = {"dno-1": "dno", "dno-2": "dno", "north": "supplier", "south": "supplier", "wind": "dg"}


@pytest.fixture(autouse=True)
def a_vote(monkeypatch):
    for _ in running(installed_packs()["dcusa"], monkeypatch):
        role("clerk", "Pseudonym Clerk", "secretariat")
        for key, category in PARTIES.items():
            organisation(key, f"Party {key}", category=category)
        for key in ("dno-1", "dno-2", "north"):
            role(f"c-{key}", f"Pseudonym {key}", "party_contact", organisation=key)
        do("give_membership", _by="system:install", _from="2020-01-01", person="c-dno-1", role="party_contact",
           organisation="south")  # fmt: skip
        raised("Titles of tables")
        to_vote("DCP001", "Part 2 Matter")
        yield


def opened(**more) -> str:
    closes = clock.today() + timedelta(days=365)
    return do("open_vote", CLERK, proposal="DCP001", closes=closes, **more)["vote"]


def cast(who: str, choice: str, **more):
    return do("cast_position", f"person:{who}", vote=KEY, choice=choice, **more)


def test_every_party_of_the_categories_has_a_vote_by_its_weight(monkeypatch):
    assert opened(weights=("dno-1: 70", "dno-2: 30", "south: 2.5")) == KEY
    vote = find.vote(KEY, clock.now())
    assert {one.seat: str(one.weight.normalize()) for one in vote.voters} == {
        "dno-1": "7E+1", "dno-2": "3E+1", "north": "1", "south": "2.5", "wind": "1"
    }  # fmt: skip
    assert (vote.question.carried, vote.question.lost) == ("accept", "reject")
    cast("c-dno-1", "in_favour", seat="dno-1")
    cast("c-dno-1", "in_favour", seat="Party south")
    cast("c-dno-2", "against")
    cast("c-north", "abstain")
    later(monkeypatch, 400)
    do("count_vote", CLERK, vote=KEY)
    count = find.vote(KEY, clock.now()).recorded
    assert count.outcome is Outcome.CARRIED
    assert count.steps[0] == (
        "DNOs: 2 voters; 1 in favour, 1 against, 0 abstained, 0 did not vote. "
        "70 of 100 votes by weight in favour; it takes more than 65, which is 65% of 100: carried."
    )
    assert "it takes all 2: carried." in count.steps[-2]
    do("publish_vote", CLERK, vote=KEY)
    assert state("0001", clock.today().isoformat()).status_name == "Awaiting Implementation"


def test_a_contact_votes_for_their_own_parties_only(monkeypatch):
    opened()
    assert refused("cast_position", "person:c-dno-1", vote=KEY, choice="abstain").code == "votes.which_seat"
    assert (
        refused("cast_position", "person:c-north", vote=KEY, choice="abstain", seat="wind").code == "votes.which_seat"
    )
    cast("c-north", "against")
    vote = queries.vote(lens_of("c-dno-2"), KEY)
    assert (vote.is_shown, vote.own, vote.said) == (False, ("dno-2",), ())
    own = queries.vote(lens_of("c-north"), KEY)
    assert own.stands["north"].position.choice is Choice.AGAINST
    named = refused("appoint_alternate", "person:c-north", vote=KEY, person="clerk")
    assert (named.code, "it is a Party" in named.problem) == ("votes.no_alternate", True)


def test_weights_keep_their_places_in_the_archive_whatever_the_database():
    opened(weights=("dno-1: 70", "dno-2: 30.25"))
    voters = find.vote(KEY, clock.now()).voters
    assert {one.seat: str(one.weight) for one in voters} == {
        "dno-1": "70.0000", "dno-2": "30.2500", "north": "1.0000", "south": "1.0000", "wind": "1.0000"
    }  # fmt: skip


def test_a_person_whose_key_is_that_of_a_party_is_not_taken_for_it():
    role("dno-2", "Pseudonym Namesake", "party_contact", organisation="wind")
    opened()
    cast("c-dno-2", "against")
    own = find.vote_of(KEY, "dno-2", clock.now())
    assert ([one.seat for one in own.voters], own.said) == (["wind"], ())
    [mine] = queries.to_cast(lens_of("dno-2"))
    assert (mine.own, mine.said, mine.is_shown) == (("wind",), (), False)
    assert queries.to_cast(lens_of("clerk")) == ()


@pytest.mark.parametrize("weight", ["nobody: 2", "north: 0", "north: much", "north: 1.23456", "north: -1"])
def test_a_weight_that_cannot_be_is_refused(weight):
    closes = clock.today() + timedelta(days=365)
    assert refused("open_vote", CLERK, proposal="DCP001", closes=closes, weights=(weight,)).code == "votes.weight"


def test_without_weights_it_warns():
    closes = clock.today() + timedelta(days=365)
    plan = bus.preview("open_vote", {"proposal": "DCP001", "closes": closes}, actor=CLERK)
    assert "No weight is given: every vote weighs 1." in plan.warnings
