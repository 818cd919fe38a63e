"""Which release a decision leads to, and the branches that reports write."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codeclerk.kernel.errors import Refused
from codeclerk.releases import vocabulary
from codeclerk.releases.rules.options import (
    Branch,
    branch_faults,
    branches_of,
    check_branches,
    choose_release,
    read_branch,
)


@dataclass(frozen=True)
class Some:
    key: str
    day: date | None


def d(text):
    return date.fromisoformat(text)


FEBRUARY, JUNE = Some("2021-02", d("2021-02-25")), Some("2021-06", d("2021-06-24"))
NOVEMBER = Some("2021-11", d("2021-11-04"))


@pytest.mark.inventory("H04", "H06")
@pytest.mark.parametrize(
    ("decided", "leads_to"),
    [
        ("2021-02-11", FEBRUARY),
        ("2021-02-12", JUNE),
        ("2021-06-10", JUNE),
        ("2021-06-11", None),
    ],
)
def test_G041_the_release_that_a_decision_on_mp092_leads_to(decided, leads_to):
    for releases in ((FEBRUARY, JUNE), (JUNE, Some("2021-09", None), FEBRUARY)):
        assert choose_release(d(decided), releases, vocabulary.lead_time()) is leads_to


def test_a_longer_lead_time_falls_back_earlier():
    long = vocabulary.lead_time("longer")
    assert choose_release(d("2021-06-03"), [JUNE, NOVEMBER], long) is JUNE
    assert choose_release(d("2021-06-04"), [JUNE, NOVEMBER], long) is NOVEMBER


def test_the_branches_of_mp092_are_as_its_report_words_them():
    # Printed in PMP:646-652.
    branches = branches_of([JUNE, FEBRUARY], vocabulary.lead_time())
    assert [(one.release, one.words) for one in branches] == [
        ("2021-02", "on or before 11 February 2021"),
        ("2021-06", "after 11 February 2021 but on or before 10 June 2021"),
    ]
    assert branches == (
        read_branch("2021-02", "if a decision to approve is received on or before 11 February 2021"),
        read_branch("2021-06", "after 11 February 2021 but on or before 10 June 2021."),
    )
    check_branches("MP092", branches)


@pytest.mark.inventory("Q07")
@pytest.mark.inventory("H05", partial="no act takes the options of a report yet")
def test_the_wording_of_mp106_leaves_a_day_in_no_branch():
    # Printed in PMP:3873-3879.
    branches = [
        read_branch("2021-06", "before 3 June 2021"),
        read_branch("2021-11", "after 3 June 2021 but on or before 21 October 2021"),
    ]
    (fault,) = branch_faults(branches)
    assert (fault.first, fault.last, fault.is_gap) == (d("2021-06-03"), d("2021-06-03"), True)
    with pytest.raises(Refused) as caught:
        check_branches("MP106", branches)
    assert caught.value.first.code == "releases.decision_day_not_in_one_branch"
    assert caught.value.first.problem == "MP106: a decision on 3 June 2021 falls in no branch"


def test_a_day_in_two_branches_is_a_fault_too():
    branches = [Branch("2021-02", None, d("2021-02-12")), Branch("2021-06", d("2021-02-11"), None)]
    assert [fault.words for fault in branch_faults(branches)] == [
        "a decision from 11 February 2021 to 12 February 2021 falls in 2 branches (2021-02, 2021-06)"
    ]
    assert [fault.words for fault in branch_faults([Branch("a", None, None), Branch("b", d("2021-06-04"), None)])] == [
        "a decision from 4 June 2021 on falls in 2 branches (a, b)"
    ]
    assert branch_faults([]) == ()


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("on or before 10 June 2021", None, "2021-06-10"),
        ("Before 10 June 2021", None, "2021-06-09"),
        ("by 10 Jun 2021", None, "2021-06-10"),
        ("after 10 June 2021", "2021-06-11", None),
        ("from 2021-06-10 until 2021-06-20", "2021-06-10", "2021-06-20"),
        ("on or after 10 June 2021 and before 11 June 2021", "2021-06-10", "2021-06-10"),
        ("on 10 June 2021", "2021-06-10", "2021-06-10"),
    ],
)
def test_words_of_a_branch(text, first, last):
    assert read_branch("x", text) == Branch("x", first and d(first), last and d(last))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("10 June 2021", "releases.branch_unreadable"),
        ("", "releases.branch_unreadable"),
        ("some time after 10 June 2021", "releases.branch_unreadable"),
        ("before soon", "calendar.date_unreadable"),
        ("after 10 June 2021 but before 11 June 2021", "releases.branch_empty"),
    ],
)
def test_what_is_no_branch_is_refused(text, code):
    with pytest.raises(Refused) as caught:
        read_branch("x", text)
    assert caught.value.first.code == code


DAYS = st.dates(d("2014-03-01"), d("2034-01-01"))
RELEASES = st.lists(DAYS, min_size=1, max_size=8).map(lambda days: [Some(f"r{n}", day) for n, day in enumerate(days)])


@given(RELEASES, DAYS, st.sampled_from(["usual", "longer"]))
def test_every_decision_day_is_in_exactly_one_branch_of_a_generated_option_set(releases, decided, lead):
    time = vocabulary.lead_time(lead)
    branches = branches_of(releases, time)
    assert branch_faults(branches) == ()
    holding = [branch.release for branch in branches if decided in branch]
    chosen = choose_release(decided, releases, time)
    last = max(branch.last for branch in branches)
    assert len(holding) == (decided <= last)
    assert (chosen is None) == (decided > last)
    if chosen is not None:
        # Two releases with one cut-off share a branch: that of the earlier one.
        assert next(one for one in releases if one.key == holding[0]).day <= chosen.day
        assert all(one.day >= chosen.day for one in releases if decided <= vocabulary.cut_off(one.day, lead).due)


@given(st.lists(st.tuples(DAYS, st.integers(0, 400)), min_size=1, max_size=6), DAYS)
def test_a_fault_is_a_day_that_is_not_in_one_branch(spans, day):
    branches = [Branch(str(n), first, first + timedelta(days)) for n, (first, days) in enumerate(spans)]
    holding = sum(day in branch for branch in branches)
    inside = min(one.first for one in branches) <= day <= max(one.last for one in branches)
    found = [fault for fault in branch_faults(branches) if fault.first <= day <= fault.last]
    assert len(found) == (inside and holding != 1)
    if found:
        assert len(found[0].releases) == holding
