"""How one proposal can be implemented: what its flags open, and where each way leads."""

from __future__ import annotations

from datetime import date

import pytest

from codeclerk.register import queries as register
from codeclerk.releases import queries
from codeclerk.releases.answers import implementation_json
from codeclerk.releases.implementing import DecidedOn, implementation
from tests.register.support import do, lens
from tests.register.support import queries as count
from tests.releases import example
from tests.releases.decisions import VOTE, decided, mp139
from tests.support.records import loaded_once

pytestmark = pytest.mark.django_db
loaded = loaded_once(example.load)


def how(ref, day="2021-01-19", decision=None):
    looking = lens(day)
    return implementation(looking, register.proposal(looking, ref).line, decision)


@pytest.mark.inventory("B28")
def test_a_document_only_change_has_the_shorter_lead_time_and_others_have_not(loaded):
    mp139()
    before = how("MP139", decision=date(2021, 1, 20))
    assert [(one.way.id, one.day) for one in before.options] == [
        ("usual", date(2021, 2, 25)),
        ("longer", date(2021, 2, 25)),
    ]
    do("set_flag", _from="2021-01-19", proposal="MP139", flag="document_only")
    found = how("MP139", decision=date(2021, 1, 20))
    assert (found.flags, found.decided_on) == (("Document-only",), DecidedOn.ASKED)
    assert [(one.way.id, one.way.working_days, one.day) for one in found.options] == [
        ("document_only", 1, date(2021, 1, 21)),
        ("usual", 10, date(2021, 2, 25)),
        ("longer", 15, date(2021, 2, 25)),
    ]
    assert found.shorter[0].release.key == "2021-01-ad-hoc"
    told = implementation_json(found)["options"][0]
    assert (told["kind"], told["sure"], told["day"], told["referral_until"]) == (
        "ad_hoc",
        "inferred",
        "2021-01-21",
        "2021-02-03",
    )
    # MP092 is document-only too and goes in scheduled releases (PMP:646-652): the flag asks for nothing.
    do("set_status", _from="2021-01-19", proposal="MP092", status="Modification Report Consultation")
    do("set_flag", _from="2021-01-19", proposal="MP092", flag="document_only")
    for day, release in (("2021-02-11", "2021-02"), ("2021-02-12", "2021-06")):
        usual = how("MP092", decision=date.fromisoformat(day)).options[1]
        assert (usual.way.id, usual.release.key) == ("usual", release)
    assert how("MP092").warnings == ()


def test_the_day_of_the_decision_is_the_recorded_one_if_there_is_one():
    mp139("document_only")
    assert (how("MP139").decided, how("MP139").decided_on) == (date(2021, 1, 19), DecidedOn.LOOKED_AT)
    decided()
    found = how("MP139", VOTE)
    assert (found.decided, found.decided_on) == (date(2021, 1, 20), DecidedOn.RECORDED)
    assert [(one.day, one.release) for one in found.options] == [
        (date(2021, 1, 21), None),
        (None, None),
        (None, None),
    ]


def test_another_change_that_is_meant_for_an_ad_hoc_release_is_a_warning(loaded):
    do("set_target_release", _from="2021-03-05", proposal="MP146", release="January 2021 ad-hoc")
    assert how("MP146", "2021-03-05").warnings == (
        "MP146 is not flagged as Document-only, and no other change is known to be open to an ad-hoc release.",
    )


def test_it_takes_two_queries_and_one_with_the_releases_that_were_read(loaded):
    looking = lens("2021-03-05")
    line = register.proposal(looking, "MP146").line
    with count(2):
        implementation(looking, line)
    known = queries.release_days(looking)
    with count(1):
        implementation(looking, line, known=known)
