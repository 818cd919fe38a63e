"""The ways to implementation that a proposal's flags open, and where they lead."""

from __future__ import annotations

from datetime import date

import pytest

from codeclerk.kernel.packs import DatedValue
from codeclerk.releases import vocabulary
from codeclerk.releases.rules import ways
from codeclerk.releases.rules.contents import ReleaseKind
from tests.releases.rules.test_options import FEBRUARY, JUNE, d

NAMES = {"document_only": "Document-only"}


def test_a_document_only_change_may_go_one_working_day_after_the_decision():
    shorter, usual, longer = vocabulary.ways_open(["document_only"], d("2021-01-20"))
    assert (shorter.kind, shorter.working_days, shorter.sure) == (ReleaseKind.AD_HOC, 1, "inferred")
    assert shorter.why == (
        "It is flagged as Document-only, so it may go in an ad-hoc release 1 Working Day after the decision."
    )
    assert shorter.reference == "PMP:654-657, PMP:5317-5325"
    assert "MP092 does too and goes in a scheduled one" in shorter.note
    assert [(one.kind, one.working_days) for one in (usual, longer)] == [
        (ReleaseKind.SCHEDULED, 10),
        (ReleaseKind.SCHEDULED, 15),
    ]


@pytest.mark.parametrize("flags", [[], ["urgent"], ["review_pending"]])
def test_other_changes_have_the_lead_times_alone(flags):
    assert [one.id for one in vocabulary.ways_open(flags, d("2021-01-20"))] == ["usual", "longer"]


def test_where_each_way_leads_for_a_decision():
    found = vocabulary.options_open(d("2021-02-11"), ["document_only"], [FEBRUARY, JUNE])
    assert [(one.way.id, one.day, one.release) for one in found] == [
        ("document_only", d("2021-02-12"), None),
        ("usual", d("2021-02-25"), FEBRUARY),
        ("longer", d("2021-06-24"), JUNE),
    ]
    assert (found[0].ad_hoc.referral.due, found[1].deadline.due) == (d("2021-02-25"), d("2021-02-11"))
    (_, usual, _) = vocabulary.options_open(d("2021-06-11"), ["document_only"], [FEBRUARY, JUNE])
    assert (usual.day, usual.release, usual.deadline) == (None, None, None)


def test_the_shorter_way_is_open_on_the_days_that_the_pack_dates():
    rules = vocabulary.rules()
    (one,) = rules.shorter
    held = one.way.at(d("2021-01-20"))
    closed = DatedValue(value="none", sure=held.sure, reference="SITE")
    way = one.way.model_copy(update={"values": {**one.way.values, date(2022, 1, 1): closed}})
    changed = rules.model_copy(update={"shorter": (one.model_copy(update={"way": way}),)})
    for day, is_open in (("2021-12-31", True), ("2022-01-01", False)):
        found = ways.ways_open(["document_only"], changed, d(day), NAMES)
        assert (found[0].kind is ReleaseKind.AD_HOC) == is_open
        assert bool(ways.ad_hoc_doubt("MP139", ["document_only"], changed.shorter, d(day), NAMES)) != is_open


def test_nothing_is_doubted_where_the_pack_does_not_say_for_whom_ad_hoc_releases_are():
    day = d("2021-01-20")
    assert vocabulary.ad_hoc_doubt("MP139", ["document_only"], day) == ""
    assert vocabulary.ad_hoc_doubt("MP139", [], day) == (
        "MP139 is not flagged as Document-only, and no other change is known to be open to an ad-hoc release."
    )
    assert ways.ad_hoc_doubt("MP139", [], (), day, NAMES) == ""
