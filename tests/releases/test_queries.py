"""Reads of releases: contents by standing, moves, two times, constant numbers of queries."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from codeclerk.kernel.errors import Refused
from codeclerk.register import queries as register
from codeclerk.releases import queries
from codeclerk.releases.rules.contents import Standing, findings
from tests.register.support import do, lens, registered
from tests.register.support import queries as count
from tests.releases import example
from tests.support.records import loaded_once

pytestmark = pytest.mark.django_db
NOW = "2021-03-05"
loaded = loaded_once(example.load)


def contents(key, day=NOW):
    found = queries.release(lens(day), key)
    return [(entry.number, entry.standing.value) for entry in found.entries]


@pytest.mark.inventory("H02")
def test_G046_the_november_2021_release_in_march(loaded):
    found = queries.release(lens(NOW), "November 2021 SEC Release")
    assert [(entry.number, entry.standing, entry.condition) for entry in found.entries] == [
        ("SECMP0007", Standing.APPROVED, ""),
        ("MP077", Standing.APPROVED, "subject to a review of the implementation date by the Panel"),
        ("MP090", Standing.APPROVED, ""),
    ]
    assert (found.key, found.name, found.full_name) == ("2021-11", "November 2021", "November 2021 SEC Release")
    assert (found.day, found.cut_off.due) == (date(2021, 11, 4), date(2021, 10, 21))


def test_G047_what_the_february_2021_release_implemented(loaded):
    found = queries.release(lens(NOW), "2021-02")
    assert [entry.number for entry in found.of(Standing.IMPLEMENTED)] == ["MP092", "MP122A"]
    assert found.entries == found.of(Standing.IMPLEMENTED)
    assert (found.day, found.is_past(date(2021, 3, 5))) == (date(2021, 2, 25), True)


def test_every_way_to_write_a_release_is_one_release(loaded):
    assert contents("2021-06") == [("MP106", "approved"), ("MP146", "approved"), ("MP144", "targeted")]
    assert [one.key for one in queries.releases(lens(NOW))] == [
        "2017-06", "2017-11", "2018-02", "2018-06", "2020-11", "2021-01-ad-hoc", "2021-02", "2021-06", "2021-11",
    ]  # fmt: skip
    assert queries.release_calendar(lens(NOW)).unmatched == ()


def test_only_the_releases_from_a_day_on_with_the_same_contents(loaded):
    every = {one.key: one for one in queries.releases(lens(NOW))}
    found = queries.releases(lens(NOW), since=date(2021, 2, 25))
    assert found == tuple(every[key] for key in ("2021-02", "2021-06", "2021-11"))


def test_a_release_contained_what_its_proposals_named_then(loaded):
    assert contents("2018-06", "2016-11-09") == [("SECMP0007", "targeted")]
    assert contents("2018-06") == []


def test_the_calendar_of_a_day_has_what_was_said_by_then(loaded):
    assert [one.key for one in queries.releases(lens("2016-11-09"))] == ["2017-06", "2017-11", "2018-02", "2018-06"]
    assert queries.releases(lens("2016-11-08")) == ()
    with pytest.raises(Refused, match="June 2021: no such release"):
        queries.release(lens("2016-11-09"), "June 2021")


def test_a_day_that_nobody_printed_is_that_of_the_pattern_and_marked(loaded):
    found = queries.release(lens(NOW), "2020-11")
    assert (found.day, found.pattern_day, found.is_day_inferred) == (None, date(2020, 11, 5), True)
    assert found.day_note == "No day is known; the pattern gives 5 November 2020."
    assert found.cut_off.due == date(2020, 10, 22)


def test_an_ad_hoc_release_has_no_cut_off(loaded):
    found = queries.release(lens(NOW), "January 2021 ad-hoc SEC Release")
    assert (found.day, found.cut_off, found.pattern_day) == (date(2021, 1, 21), None, None)


@pytest.mark.inventory("H08")
def test_a_release_closed_to_changes_of_systems_says_when_one_is_in_it(loaded):
    registered("SECMP0020", "A change of systems", "2016-11-09")
    do("set_target_release", _from="2016-11-09", proposal="SECMP0020", release="June 2017")
    do("set_impacts", _from="2016-11-09", proposal="SECMP0020", systems=["dcc"])
    found = queries.release(lens("2016-11-09"), "2017-06")
    assert found.closed_to_systems
    assert "SECMP0020 affects systems, and the release is closed to changes of systems." in findings(
        found, date(2016, 11, 9)
    )


@pytest.mark.inventory("H11", partial="the Panel's review itself is recorded with decisions")
def test_after_a_review_a_proposal_moves_between_releases(loaded):
    do("register_release", _from="2021-03-12", key="2022-06", day="2022-06-30")
    do("set_target_release", _from="2021-03-12", proposal="MP077", release="June 2022")
    do("set_flag", _from="2021-03-12", proposal="MP077", flag="review_pending", on=False)
    assert contents("2021-11", "2021-03-11")[1] == ("MP077", "approved")
    assert ("MP077", "approved") not in contents("2021-11", "2021-03-12")
    found = queries.release(lens("2021-03-12"), "2022-06").entries
    assert [(entry.number, entry.condition) for entry in found] == [("MP077", "")]


@pytest.mark.inventory("H28", partial="it is said; moving the proposal stays an act of a person")
def test_a_targeted_proposal_without_a_decision_at_the_cut_off_is_a_finding(loaded):
    found = queries.release(lens("2021-06-10"), "2021-06")
    assert findings(found, date(2021, 6, 10)) == ()
    assert findings(found, date(2021, 6, 11)) == (
        "MP144 is not decided, and the cut-off passed on 10 June 2021: choose another release, or none.",
    )
    assert findings(found, date(2021, 6, 24))[1] == (
        "MP106 and MP146 are not recorded as implemented, and the release has gone live."
    )


def test_a_rejected_proposal_is_not_in_its_release_and_is_said(loaded):
    do("set_status", _from="2021-04-30", proposal="MP144", status="rejected")
    found = queries.release(lens("2021-04-30"), "2021-06")
    assert [entry.number for entry in found.entries] == ["MP106", "MP146"]
    assert found.dropped_out == ("MP144",)
    assert findings(found, date(2021, 4, 30)) == ("MP144 is closed, and this is still the target release.",)


def test_a_text_that_names_no_release_is_a_finding(loaded):
    registered("MP200", "A title", "2021-01-01")
    do("set_target_release", _from="2021-03-01", proposal="MP200", release="Jume 2021")
    calendar = queries.release_calendar(lens(NOW))
    (one,) = calendar.unmatched
    assert (one.number, one.text, one.near) == ("MP200", "Jume 2021", "June 2021")
    assert one.words == "MP200 is meant for “Jume 2021”, which is no registered release. Did you mean June 2021?"
    assert "MP200" not in [number for number, _ in contents("2021-06")]


def moves(day, known=None):
    found = queries.release(lens(day, known), "2021-06")
    return [(line.since.isoformat(), line.day and line.day.isoformat(), line.reason) for line in found.history]


FIRST = ("2020-12-04", "2021-06-24", "")
MOVE = {"release": "June 2021", "day": "2021-07-01", "reason": "Testing takes longer"}
BACK = {"release": "2021-06", "day": "2021-06-24", "reason": "Testing ended early"}


def test_a_move_keeps_the_days_before_with_the_reason(loaded):
    do("move_release", _from="2021-04-01", **MOVE)
    do("move_release", _from="2021-05-01", **BACK)
    assert moves("2021-03-31") == [FIRST]
    moved = ("2021-04-01", "2021-07-01", "Testing takes longer")
    assert moves("2021-04-30") == [FIRST, moved]
    assert moves("2021-06-01") == [FIRST, moved, ("2021-05-01", "2021-06-24", "Testing ended early")]
    found = queries.release(lens("2021-04-30"), "2021-06")
    assert (found.day, found.cut_off.due) == (date(2021, 7, 1), date(2021, 6, 17))
    assert found.day_note == "Moved from 24 June 2021: Testing takes longer. The pattern gives 24 June 2021."


def test_what_was_not_known_yet_is_not_shown():
    do("register_release", _from="2020-12-04", _known="2020-12-04", key="2021-06", day="2021-06-24")
    do("move_release", _from="2021-04-01", _known="2021-04-10", **MOVE)
    assert [day for _, day, _ in moves("2021-04-30", "2021-04-09")] == ["2021-06-24"]
    assert [day for _, day, _ in moves("2021-04-30", "2021-04-10")] == ["2021-06-24", "2021-07-01"]
    assert queries.releases(lens("2021-04-30", "2020-12-03")) == ()


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 0, 2)])
def test_the_order_of_loading_does_not_matter(order):
    do("register_release", _from="2020-12-04", _known="2020-12-04", key="2021-06", day="2021-06-24")
    acts = (
        lambda: do("move_release", _from="2021-04-01", _known="2021-04-01", **MOVE),
        lambda: do("move_release", _from="2021-05-01", _known="2021-05-01", **BACK),
        lambda: do("note_release", _from="2021-02-01", _known="2021-02-01", release="2021-06", text="First"),
    )
    for n in order:
        acts[n]()
    assert [day for _, day, _ in moves("2021-06-01")] == ["2021-06-24", "2021-07-01", "2021-06-24"]
    assert [day for _, day, _ in moves("2021-06-01", "2021-04-02")] == ["2021-06-24", "2021-07-01"]
    assert queries.release(lens("2021-06-01"), "2021-06").notes == "First"


@pytest.mark.parametrize("size", [1, 30])
def test_the_calendar_takes_as_many_queries_for_one_as_for_thirty(size):
    for n in range(size):
        year = 2021 + n % 10
        month = (2, 6, 11)[n // 10]
        do("register_release", _from="2020-12-04", key=f"{year}-{month:02d}")
        registered(f"MP{n + 1:03d}", f"Title {n}", "2020-12-04")
        do("set_target_release", _from="2020-12-04", proposal=f"MP{n + 1:03d}", release=f"{year}-{month:02d}")
    with CaptureQueriesContext(connection) as own:
        register.proposals(lens("2021-03-05"), register.Filters(releases=("2021-02",)))
    with count(len(own) + 3):
        assert len(queries.releases(lens("2021-03-05"))) == size
    with count(len(own) + 3):
        assert len(queries.release(lens("2021-03-05"), "2021-02").entries) == 1
    with count(1):
        days = queries.release_days(lens("2021-03-05"))
    assert (len(days), days[0].pattern_day, days[0].entries) == (size, date(2021, 2, 25), ())
    with count(1):
        target = queries.target_of(lens("2021-03-05"), "0001")
    assert (target.release.key, target.release.day) == ("2021-02", None)


def test_the_target_release_of_one_proposal(loaded):
    target = queries.target_of(lens(NOW), "0146")
    assert (target.text, target.release.full_name, target.release.cut_off.due) == (
        "2021-06",
        "June 2021 SEC Release",
        date(2021, 6, 10),
    )
    assert queries.target_of(lens("2020-12-05"), "0146") is None
    do("set_target_release", _from="2021-03-06", proposal="MP146", release="")
    assert queries.target_of(lens("2021-03-06"), "0146") is None
    do("set_target_release", _from="2021-03-07", proposal="MP146", release="Jume 2021")
    target = queries.target_of(lens("2021-03-07"), "0146")
    assert (target.release, target.near) == (None, "June 2021")


def test_a_part_has_the_target_release_of_the_whole():
    do("register_release", _from="2020-12-04", key="2021-02", day="2021-02-25")
    registered("DP122", "Operational Metrics", "2020-01-01")
    do("set_target_release", _from="2020-12-04", proposal="DP122", release="February 2021")
    do("split_proposal", _from="2020-12-11", proposal="DP122", parts=["A: Operational Metrics"])
    assert queries.target_of(lens("2021-01-01"), "0122A").release.key == "2021-02"
    assert [entry.proposal for entry in queries.release(lens("2021-01-01"), "2021-02").entries] == ["0122A"]


def test_without_releases_nothing_is_looked_for():
    with count(3):
        assert queries.releases(lens()) == ()
    assert queries.target_of(lens(), "0092") is None
