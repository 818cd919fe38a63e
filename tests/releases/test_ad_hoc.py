"""The act that makes the ad-hoc release of a decision."""

from __future__ import annotations

from datetime import date

import pytest

from codeclerk.kernel import bus
from codeclerk.kernel.errors import Kind
from codeclerk.releases import queries
from codeclerk.releases.rules.contents import ReleaseKind, findings
from tests.register.support import do, lens, refused, registered
from tests.releases.decisions import VOTE, decided, mp139

pytestmark = pytest.mark.django_db
AD_HOC = {"proposal": "MP139"}


def preview(on=VOTE, **data):
    return bus.preview(
        "register_ad_hoc_release", AD_HOC | data, actor="system:import", effective=date.fromisoformat(on)
    )


@pytest.mark.inventory("H07")
def test_G044_the_ad_hoc_release_goes_live_one_working_day_after_the_decision():
    mp139("document_only")
    decided()
    plan = preview()
    assert plan.events[0].body.in_words() == ("There is a release January 2021 ad-hoc (ad-hoc), on 21 January 2021.")
    assert [event.stream for event in plan.events] == ["release:2021-01-ad-hoc", "proposal:0139"]
    assert [one.due for one in plan.deadlines] == [date(2021, 1, 21), date(2021, 2, 3)]
    assert plan.warnings == (
        "MP139 can be referred to the Authority until 3 February 2021, and goes live on 21 January 2021: if the "
        "decision is overturned, the change is backed out.",
    )
    assert queries.releases(lens(VOTE)) == ()
    done = do("register_ad_hoc_release", _from=VOTE, **AD_HOC)
    assert (done["release"], done["day"], done["number"]) == ("2021-01-ad-hoc", "2021-01-21", "MP139")
    found = queries.release(lens(VOTE), "2021-01-ad-hoc")
    assert (found.full_name, found.kind, found.day, found.sure) == (
        "January 2021 ad-hoc SEC Release",
        ReleaseKind.AD_HOC,
        date(2021, 1, 21),
        "inferred",
    )
    assert found.history[0].note == "For MP139, 1 Working Day after the decision of 20 January 2021."
    assert [entry.number for entry in found.entries] == ["MP139"]
    assert findings(found, date(2021, 1, 20)) == ()
    assert queries.releases(lens("2021-01-19")) == ()


@pytest.mark.parametrize(
    ("vote", "day", "key"),
    [("2021-01-29", date(2021, 2, 1), "2021-02-ad-hoc"), ("2021-04-01", date(2021, 4, 6), "2021-04-ad-hoc")],
)
def test_weekends_and_bank_holidays_are_no_working_days(vote, day, key):
    mp139("document_only")
    decided(when=vote)
    done = do("register_ad_hoc_release", _from=vote, **AD_HOC)
    assert (done["release"], done["day"]) == (key, day.isoformat())


def test_what_is_odd_is_a_warning_and_never_refused():
    mp139()
    do("set_target_release", _from="2020-12-11", proposal="MP139", release="February 2021")
    decided()
    doubt = "MP139 is not flagged as Document-only, and no other change is known to be open to an ad-hoc release."
    meant = "MP139 was meant for February 2021 until now."
    assert preview().warnings[1:] == (doubt, meant)
    assert preview("2021-02-04").warnings == (
        doubt,
        "21 January 2021 has passed: the release is recorded as one that went live.",
        meant,
    )
    do("register_ad_hoc_release", _from=VOTE, **AD_HOC)
    assert findings(queries.release(lens(VOTE), "2021-01-ad-hoc"), date(2021, 1, 20)) == (doubt,)


def test_a_decision_of_the_authority_is_not_referred():
    mp139("document_only")
    decided(body="authority")
    plan = preview()
    assert (plan.warnings, len(plan.deadlines)) == ((), 1)


def no(on=VOTE, **data):
    found = refused("register_ad_hoc_release", _from=on, **(AD_HOC | data))
    return found.code, found.facts.get("field"), found.problem


def test_without_an_approval_there_is_no_release():
    mp139("document_only")
    assert no() == ("releases.no_decision", "proposal", "no approval of MP139 is in the record on 20 January 2021")
    decided(outcome="recommended_approval")
    assert no()[0] == "releases.no_decision"
    decided(body="authority", outcome="rejected", when="2021-01-21")
    assert no("2021-01-21") == (
        "releases.not_approved",
        "proposal",
        "the last decision on MP139 is: Rejected, on 21 January 2021",
    )
    assert no("2021-01-19")[0] == "releases.no_decision"


def test_a_decision_without_a_day_is_no_start():
    mp139("document_only")
    decided("2021-01-31", when="January 2021")
    assert no("2021-01-31") == (
        "releases.decision_without_day",
        "proposal",
        "of the decision on MP139 no day is known; it was made in January 2021",
    )


def test_a_release_on_that_day_is_there_already():
    mp139("document_only")
    decided()
    do("register_ad_hoc_release", _from=VOTE, **AD_HOC)
    found = refused("register_ad_hoc_release", _from=VOTE, **AD_HOC)
    assert (found.code, found.kind) == ("releases.there_already", Kind.CONFLICT)
    assert found.remedy == "Set it as the target release of MP139 instead."


def test_another_ad_hoc_release_of_the_month_needs_a_key_and_a_name():
    mp139("document_only")
    decided()
    do("register_release", _from="2021-01-04", key="2021-01-ad-hoc", kind="ad_hoc", day="2021-01-12")
    assert no()[:2] == ("releases.taken", "key")
    assert no(key="2021-02-mp139")[:2] == ("releases.day_in_other_month", "key")
    assert no(key="2021-01-mp139")[:2] == ("releases.taken", "name")
    done = do("register_ad_hoc_release", _from=VOTE, key="2021-01-mp139", name="MP139", **AD_HOC)
    assert done["release"] == "2021-01-mp139"
    assert queries.target_of(lens(VOTE), "0139").release.day == date(2021, 1, 21)


def test_a_proposal_that_is_over_or_split_has_none():
    mp139("document_only")
    decided()
    do("set_status", _from="2021-01-22", proposal="MP139", status="implemented")
    assert no("2021-01-22") == (
        "releases.proposal_is_over",
        "proposal",
        "on 22 January 2021, MP139 has the status Implemented",
    )
    registered("DP122", "Operational Metrics", "2020-01-01")
    do("split_proposal", _from="2020-12-11", proposal="DP122", parts=["A: Operational Metrics"])
    assert no(proposal="DP122")[0] == "register.split"
    assert no(proposal="MP9")[0] == "register.unknown_proposal"


def test_only_those_who_keep_releases_may():
    mp139("document_only")
    decided()
    found = refused("register_ad_hoc_release", _by="person:nobody", **AD_HOC)
    assert (found.code, found.facts["capability"]) == ("kernel.not_allowed", "releases.manage")
