"""The events that the home page tells: which, in which order, and how they are found."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection

from codeclerk.kernel.models import Event
from codeclerk.site.changes import DECISIONS, DETAILS, KINDS, ROUTINE, STANDING, changes
from codeclerk.site.links import page_of
from codeclerk.site.rules import Rank
from tests.legaltext import small_code
from tests.register.support import do, lens, organisation, queries, registered

pytestmark = pytest.mark.django_db


def test_only_what_anybody_may_read_is_told():
    organisation("dcc", "Data Communications Company")
    do("register_person", key="somebody", name="Pseudonym Quillfeather")
    registered("DP153", "Returns", "2021-02-16", status="Draft Proposal")
    with queries(1):
        told = changes(lens("2021-03-05"))
    assert {one.subject for one in told} == {"proposal:0153"}
    assert "DP153 is in the register." in [one.words for one in told]


def test_what_is_told_happened_by_the_day_and_was_known():
    registered("DP153", "Returns", "2021-02-16", status="Draft Proposal")
    do("set_status", _from="2021-03-12", _known="2021-03-13", proposal="DP153", status="Withdrawn")
    words = [one.words for one in changes(lens("2021-03-11"))]
    assert not any("Withdrawn" in one for one in words)
    assert not any("Withdrawn" in one.words for one in changes(lens("2021-03-12", known="2021-03-12")))
    newest = changes(lens("2021-03-12"))[0]
    assert "Withdrawn" in newest.words


def test_upkeep_is_no_news_and_details_are_marked():
    registered("DP153", "Returns", "2021-02-16", status="Draft Proposal")
    do("set_summary", _from="2021-02-17", proposal="DP153", summary="It is about returns.")
    told = changes(lens("2021-03-05"))
    types = set(Event.objects.filter(pk__in=[one.position for one in told]).values_list("type", flat=True))
    assert "register.summary_set" not in types
    assert {one.words: one.rank for one in told} == {
        "DP153 is in the register.": Rank.NEWS,
        "The title is “Returns”.": Rank.DETAIL,
        "The status is Draft Proposal (stage Define).": Rank.STANDING,
    }


def test_what_happens_around_a_proposal_is_told_of_the_proposal():
    registered("DP153", "Returns", "2021-02-16", status="Draft Proposal")
    do("record_consultation", _from="2021-03-01", proposal="DP153", kind="refinement", issued="1 March 2021",
       closes="2021-03-24")  # fmt: skip
    do("register_release", _from="2021-03-01", key="2021-06", name="June 2021", kind="scheduled", day="2021-06-24")
    told = [one for one in changes(lens("2021-03-05")) if one.day == date(2021, 3, 1)]
    assert {one.subject for one in told} == {"proposal:0153", "release:2021-06"}
    assert any("closes" in one.words for one in told)


def test_a_version_of_the_code_is_news_and_a_draft_of_it_a_detail():
    small_code.imported(_from="2021-03-01")
    registered("DP153", "Returns", "2021-02-16", status="Draft Proposal")
    text = small_code.SECTION_H.replace("two weeks", "ten days")
    do("draft_redline", _from="2021-03-02", proposal="DP153", documents=[{"name": "Section H", "text": text}])
    told = {one.words: one for one in changes(lens("2021-03-05"))}
    version = told["Version 16.0 of the code holds from 25 June 2020 (imported)."]
    assert (version.subject, version.rank) == ("code", Rank.NEWS)
    assert page_of(version.subject) == "/code/"
    draft = told["Draft legal text 0.1 on version 16.0: 1 amendment."]
    assert (draft.subject, draft.rank) == ("proposal:0153", Rank.DETAIL)


def test_the_types_that_are_named_are_types_that_there_are():
    from codeclerk.kernel.events import event_types

    named = (*ROUTINE, *DECISIONS, *STANDING, *DETAILS)
    assert not set(named) - set(event_types())
    assert len(set(named)) == len(named)
    assert len(set(KINDS)) == len(KINDS)


def test_the_log_is_indexed_by_day():
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, Event._meta.db_table)
    assert found["kernel_event_effective"]["columns"] == ["effective"]
