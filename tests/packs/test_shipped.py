"""What every shipped pack has, whatever its code: the words that the product knows, and a process that is used."""

from __future__ import annotations

import re

import pytest

from codeclerk.kernel.acts import acts
from codeclerk.kernel.packs import Bodies, Capabilities, Classifications, Pack, Roles, Stages, load
from codeclerk.kernel.publishing import installed_packs
from codeclerk.process.packs import ProcessRules
from codeclerk.progression.rules import LEADS_BODY, SPEAKS_FOR_PARTY
from codeclerk.register.packs import Numbering, Paths, Timetable
from tests.support.acts import own_acts

pytestmark = pytest.mark.any_database


@pytest.fixture(params=sorted(installed_packs()))
def pack(request) -> Pack:
    return load(installed_packs()[request.param])


def ids(entries) -> set[str]:
    return {one.id for one in entries}


def test_it_has_the_words_that_the_product_knows(pack):
    assert {"define", "refine", "opine", "release", "closed"} == ids(pack.of(Stages).stages)
    assert all("implemented" in ids(profile.statuses) for profile in pack.of(Stages).profiles)
    known = {"proposer", "party", "secretariat", "lead_analyst", "authority", SPEAKS_FOR_PARTY, *LEADS_BODY}
    assert known <= ids(pack.of(Roles).roles)
    assert "authority" in ids(pack.of(Bodies).bodies)
    assert "urgent" in ids(pack.of(Paths).flags)
    assert "raised" in ids(pack.of(Timetable).kinds)
    assert [one.id for one in pack.of(Classifications).classifications] == ["white", "green", "amber", "red"]


def test_every_act_is_open_to_somebody_or_says_to_nobody(pack):
    # What is one's own, as `people.own_token`, is open to oneself and to nobody by a role.
    asked = {act.capability for act in own_acts().values() if not re.search(r"\.own(_|$)", act.capability)}
    assert ids(pack.of(Capabilities).capabilities) == asked | {"kernel.set_known_from", "votes.tick"}


def test_what_is_raised_gets_a_number_and_the_status_that_the_process_begins_with(pack):
    for profile in pack.of(ProcessRules).profiles:
        raising = [
            one for one in pack.of(Numbering).series if (one.issued, one.profile) == ("raising", profile.profile)
        ]
        beginning = [one for one in profile.steps if not one.from_]
        assert [(one.id, one.first_status) for one in raising] == [(one.renumbers, one.to) for one in beginning]


def test_its_steps_name_acts_and_use_everything_that_is_listed(pack):
    rules = pack.of(ProcessRules)
    steps = [one for profile in rules.profiles for one in profile.steps]
    assert {one.act for one in steps if one.act} <= set(acts())
    assert ids(rules.conditions) == {id for one in steps for id in one.conditions}
    assert ids(rules.clocks) == {id for one in steps for id in (*one.clocks, *one.starts)}
    timetable = pack.of(Timetable)
    drawn = {kind for bar in timetable.bars for kind in bar.kinds}
    taken = {kind for one in steps for kind in one.events}
    assert taken <= ids(timetable.kinds) <= taken | drawn


def test_who_may_raise_a_change_and_how_it_is_voted_on_is_said(pack):
    rules = pack.of(ProcessRules)
    assert "party" in ids(rules.entitled)
    assert {one.body for one in rules.votes} <= ids(pack.of(Bodies).bodies)
    assert rules.votes
