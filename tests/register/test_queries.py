"""Reads of the register: counts, filters, orders, constant numbers of queries."""

from __future__ import annotations

from datetime import date

import pytest

from codeclerk.kernel.errors import Refused
from codeclerk.register import queries
from codeclerk.register.queries import Filters
from tests.register import example
from tests.register.support import do, lens, organisation, registered
from tests.register.support import queries as count
from tests.support.records import loaded_once

pytestmark = pytest.mark.django_db
loaded = loaded_once(example.load)


def numbers(filters=Filters(), day=None, order="number"):  # noqa: B008
    return [line.number for line in queries.proposals(lens(day), filters, order)]


def test_one_line_for_each_proposal_and_its_count(loaded):
    found = queries.proposals(lens("2020-12-05"))
    counts = queries.stage_counts(lens("2020-12-05"))
    assert len(found) == sum(counts.values()) == 11
    assert list(counts) == ["define", "refine", "opine", "release", "closed"]
    assert counts == {stage: sum(1 for line in found if line.stage == stage) for stage in counts}


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(stages=("define",)), ["MP122A", "DP144"]),
        (Filters(stages=("define", "release")), ["MP081", "MP122A", "DP144"]),
        (Filters(statuses=("draft_proposal",)), ["MP122A", "DP144"]),
        (Filters(paths=("self_governance",)), ["MP092"]),
        (Filters(documents=("Section H",)), ["MP092"]),
        (Filters(parties=("small_supplier", "dcc")), ["MP092"]),
        (Filters(releases=("February 2021",)), ["MP092"]),
        (Filters(proposers=("eua",)), ["DP144"]),
        (Filters(raised_from=date(2020, 8, 1)), ["MP139", "DP144"]),
        (Filters(raised_to=date(2019, 10, 22)), ["MP092"]),
        (Filters(words="dp144"), ["DP144"]),
        (Filters(words="SECMP0092"), ["MP092"]),
        (Filters(words="wan variant"), ["MP106"]),
        (Filters(words="DP122"), ["MP122A"]),
        (Filters(words="nothing such"), []),
        (Filters(with_split=True, words="operational"), ["DP122", "MP122A"]),
    ],
)
def test_filters(loaded, filters, expected):
    assert numbers(filters, "2020-12-05") == expected


def test_a_past_title_finds_the_proposal(loaded):
    assert numbers(Filters(words="mandated HAN")) == ["SECMP0007"]


def test_orders(loaded):
    day = "2020-12-05"
    assert numbers(day=day)[:3] == ["SECMP0002", "SECMP0003", "SECMP0007"]
    assert numbers(day=day, order="-number")[0] == "DP144"
    assert numbers(day=day, order="title")[0] == "SECMP0067"
    assert numbers(day=day, order="raised")[:2] == ["MP092", "MP106"]
    assert numbers(day=day, order="-age")[0] == "MP092"


def test_the_register_of_a_day_names_each_as_it_was_then(loaded):
    assert "DP092" in numbers(day="2019-10-22")
    assert numbers(day="2010-01-01") == []
    assert queries.register_begins(lens()) == date(2016, 11, 9)


@pytest.mark.any_database
@pytest.mark.parametrize("size", [1, 30])
def test_the_list_takes_as_many_queries_for_one_as_for_thirty(size):
    organisation("dcc", "DCC")
    for n in range(1, size + 1):
        registered(
            f"MP{n:03d}", f"Title {n}", status="Refinement Process", proposer_organisation="dcc", raised="2019-10-22"
        )
        do("set_impacts", proposal=f"MP{n}", documents=["DUIS"])
        do("set_flag", proposal=f"MP{n}", flag="urgent")
        do("plan_event", proposal=f"MP{n}", label="A step", when="2999-01-01")
    with count(3):
        assert len(queries.proposals(lens())) == size
    with count(5):
        assert len(queries.proposals(lens(), Filters(words="title"))) == size
    with count(7):
        assert queries.page_of(lens(), size=20).total == size
    with count(3):
        assert queries.page_of(lens(), Filters(stages=("refine",)), size=20).total == size
    with count(2):
        assert queries.stage_counts(lens())["refine"] == size


@pytest.mark.any_database
@pytest.mark.parametrize("size", [1, 30])
def test_a_page_takes_as_many_queries_however_much_it_has(size):
    registered("MP001", "One")
    for n in range(2, size + 2):
        registered(f"MP{n:03d}", f"Title {n}")
        do("link_proposals", proposal="MP001", kind="corrects", to=f"MP{n:03d}")
        do("plan_event", proposal="MP001", label=f"Step {n}", when="2999-01-01")
        do("retitle", _from=date(2020, 1, n % 28 + 1), proposal="MP001", title=f"Title {n}")
    with count(2):
        assert len(queries.proposal(lens(), "MP001").links) == size


def test_a_slug_of_two_proposals_names_both():
    registered("MP122A", "Operational Metrics")
    registered("MP122B", "Operational Metrics")
    assert queries.with_slug("operational-metrics") == ("0122A", "0122B")
    assert queries.key_of_address("operational-metrics") == ""
    assert queries.key_of_address("MP122A") == "0122A"
    assert queries.with_slug("Operational Metrics") == ()
    with pytest.raises(Refused):
        queries.resolve(lens(), "operational-metrics")


def test_history_is_in_words_with_its_source():
    from codeclerk.kernel import bus
    from codeclerk.kernel.acts import Source

    registered("MP092", "A title", "2019-10-22")
    bus.execute(
        "set_status",
        {"proposal": "MP092", "status": "Report Phase"},
        actor="system:import",
        effective=date(2020, 12, 11),
        source=Source("", "PMP:19-21"),
    )
    told = [(line.day.isoformat(), line.what, line.source_locator) for line in queries.history(lens(), "MP092")]
    assert told == [
        ("2019-10-22", "MP092 is in the register.", ""),
        ("2019-10-22", "The title is “A title”.", ""),
        ("2020-12-11", "The status is Report Phase (stage Opine).", "PMP:19-21"),
    ]
    assert len(queries.history(lens("2020-12-10"), "MP092")) == 2


def test_every_event_says_itself_in_words(loaded):
    for number in numbers():
        for line in queries.history(lens(), number):
            assert line.what.endswith("."), line.what
