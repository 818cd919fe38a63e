"""The permission port: one answer for page, API and command line."""

from datetime import timedelta

import pytest

from codeclerk.kernel import bus, clock
from codeclerk.kernel.errors import Refused
from codeclerk.kernel.ports import permission
from codeclerk.people import vocabulary
from codeclerk.people.middleware import viewer_for
from tests.people.support import INSTALL, member, operator, person
from tests.people.support import queries as count

pytestmark = pytest.mark.django_db
NEEDED = {
    "people.manage",
    "people.manage_memberships",
    "people.open_account",
    "people.erase",
    "kernel.publish_pack",
    "kernel.set_known_from",
    "sources.register_document",
    "sources.claim",
    "sources.rule",
}


def test_pack_names_every_capability_that_the_acts_ask_for():
    assert set(vocabulary.capabilities()) >= NEEDED


def test_answer_for_a_person_takes_one_query_and_names_place_and_role():
    who = operator()
    with count(1):
        answer = permission.ask(who, "people.manage", clock.now())
    assert answer.allowed
    assert answer.rule.startswith("packs/sec/capabilities.yaml line ")
    assert answer.because == (
        f"people.manage is held by Operator, Secretariat; {who} is Operator since 1 February 2021"
    )


def test_answer_for_somebody_without_roles_takes_two_queries():
    key = person()
    with count(2):
        answer = permission.ask(f"person:{key}", "people.manage", clock.now())
    assert (answer.allowed, "holds no role on" in answer.because) == (False, True)


@pytest.mark.parametrize("actor", ["person:nobody", "person:", "nobody", "public", "", "system:unknown"])
def test_unknown_actor_is_refused_with_a_reason(actor):
    answer = permission.ask(actor, "people.manage", clock.now())
    assert (answer.allowed, answer.rule) == (False, "people.actors")


def test_answer_for_the_product_itself_takes_no_query():
    with count(0):
        assert permission.ask("system:import", "kernel.set_known_from", clock.now()).allowed


def test_importer_may_say_when_a_source_was_published_and_a_person_may_not():
    yesterday = clock.now() - timedelta(days=1)
    data = {"key": "north", "name": "North", "kind": "party"}
    bus.execute("add_organisation", data, actor="system:import", known_from=yesterday)
    with pytest.raises(Refused) as caught:
        bus.execute("add_organisation", data | {"key": "n"}, actor=operator(), known_from=yesterday)
    assert caught.value.first.code == "kernel.known_from"


def test_lead_analyst_is_a_role_of_the_vocabulary():
    assert vocabulary.role("SECAS Lead Analyst").id == "lead_analyst"


def test_viewer_holds_what_the_roles_of_today_give():
    who = operator()
    viewer = viewer_for(who, clock.now())
    assert viewer.holds == {
        "people.manage",
        "people.manage_memberships",
        "people.open_account",
        "people.erase",
        "kernel.publish_pack",
    }
    assert [one.value for one in viewer.may_see] == ["White"]
    key = person()
    member(key, "committee_member", body="csc")
    assert sorted(one.value for one in viewer_for(f"person:{key}", clock.now()).may_see) == ["Amber", "Green", "White"]


def test_installation_founds_itself_from_nothing():
    first = bus.execute("register_person", {"name": "Pseudonym First"}, actor=INSTALL).answer["person"]
    member(first, "operator", clock.today())
    assert permission.ask(f"person:{first}", "people.erase", clock.now()).allowed
