"""The pages of timetables: the grid of many proposals, and how far the dates of one moved."""

from __future__ import annotations

import csv
import json
from io import StringIO

import pytest
from click.testing import CliRunner
from django.test import Client

from codeclerk.cli import main
from codeclerk.register import queries
from codeclerk.register.queries import Filters
from codeclerk.register.queries.grid import grid_of
from codeclerk.register.queries.timetables import timetable, timetables
from codeclerk.register.rules.timetable_grid import window
from tests.register.support import do, registered
from tests.register.support import lens as lens_of
from tests.register.support import queries as counted

DAY = "2016-11-09"
OPEN = Filters(is_pre_decision=True)


def get(address):
    return Client().get(address)


def rows(address):
    text = get(address).content.decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text)))


# --- the grid of November 2016


def test_every_open_proposal_of_2016_is_in_the_grid_with_its_group(example):
    found = rows(f"/timetables/?as_at={DAY}&format=csv")
    assert len(found) == 21
    groups = {row["Number"]: row["Working Group"] for row in found}
    assert (groups["SECMP0002"], groups["SECMP0016"], groups["SECMP0020"]) == ("WG1", "WG5", "")
    by_number = {row["Number"]: row for row in found}
    assert by_number["SECMP0016"]["Nov 2016"] == "DMR"
    assert by_number["SECMP0020"]["Jan 2017"] == "CB; CB first deadline"


def test_what_the_paper_prints_without_a_month_is_told_and_not_guessed(example):
    found = {row["Number"]: row["Month not known"] for row in rows(f"/timetables/?as_at={DAY}&format=csv")}
    assert (
        found["SECMP0004"] == "Panel approved Refinement, Solution × 2, PA × 2, IA × 5, Consultation, DMR, CB, Decision"
    )
    assert found["SECMP0015"].startswith("Panel approved Refinement / WG1.3, Solution × 4, PA × 2")
    assert found["SECMP0019"].endswith("DMR, CB / Decision")
    assert found["SECMP0022"] == "Panel approved consultation, Consultation, DMR / CB"
    assert found["SECMP0023"] == ""
    assert sum(1 for one in found.values() if one) == 19


def test_the_page_draws_and_lists_the_same(example):
    page = get(f"/timetables/?as_at={DAY}").content.decode()
    assert "21 proposals from March 2016 to June 2017" in page
    assert page.count("SECMP0016 · WG5") == 1
    assert '<a href="/proposals/SECMP0020/timetable/?as_at=2016-11-09">SECMP0020</a>: CB, first deadline, Jan' in page
    assert "Month not known" in page


def test_the_grid_narrows_by_group_stage_status_and_window(example):
    def numbers(query):
        return [row["Number"] for row in rows(f"/timetables/?as_at={DAY}&format=csv&{query}")]

    assert numbers("group=WG2") == ["SECMP0004", "SECMP0008", "SECMP0011"]
    assert numbers("group=WG2&sort=number&dir=desc") == ["SECMP0011", "SECMP0008", "SECMP0004"]
    assert numbers("status=modification_report") == ["SECMP0020", "SECMP0022"]
    assert numbers("stage=define") == ["SECMP0023", "SECMP0024"]
    assert numbers("group=WG9") == []
    (first, *_) = rows(f"/timetables/?as_at={DAY}&format=csv&from=2016-10&months=2")
    assert [name for name in first if name[-4:].isdigit()] == ["Oct 2016", "Nov 2016"]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("months=0", "Write a whole number from 1 to 36."),
        ("months=x", "Write a whole number from 1 to 36."),
        ("from=soon", 'aria-describedby="from-wrong"'),
    ],
)
def test_what_is_no_window_is_said_beside_its_field(example, query, words):
    done = get(f"/timetables/?as_at={DAY}&{query}")
    assert done.status_code == 200
    assert words in done.content.decode()


def test_later_groups_are_not_carried_into_a_process_without_them(example):
    assert {row["Working Group"] for row in rows("/timetables/?as_at=2021-03-05&format=csv")} == {""}


@pytest.mark.django_db
def test_the_grid_takes_as_many_queries_for_one_as_for_many():
    for digits in range(1, 13):
        registered(f"SECMP{digits:04}", "A title", "2016-01-01", status="Refinement")
        do("plan_event", _from="2016-02-12", proposal=f"SECMP{digits:04}", kind="authority_decision", when="2016-11-30")
    lens = lens_of("2016-06-01")
    every = queries.proposals(lens, OPEN)
    months = window(lens.valid_at)
    for lines in (every[:1], every):
        with counted(exactly=5):
            assert len(grid_of(lens, lines, months).rows) == len(lines)


@pytest.mark.django_db
def test_several_timetables_are_each_as_alone():
    registered("DP122", "", "2020-03-26", raised="2020-03-01")
    do("split_proposal", _from="2020-05-28", proposal="DP122", parts=["A"])
    do("record_event", _from="2020-05-28", proposal="MP122A", kind="pa_returned", when="2020-05-28")
    registered("SECMP0010", "", "2016-01-01")
    lens = lens_of("2020-06-01")
    keys = [line.key for line in queries.proposals(lens, Filters(with_split=True))]
    assert timetables(lens, keys) == {key: timetable(lens, key) for key in keys}


# --- one proposal


@pytest.fixture
def moved(db):
    registered("SECMP0010", "A title", "2016-01-01")
    do("plan_event", _from="2016-02-12", proposal="SECMP0010", kind="authority_decision", when="2016-11-30")
    do(
        "revise_event",
        _from="2016-09-09",
        proposal="SECMP0010",
        key="authority_decision",
        when="2017-02-28",
        note="The DCC needs longer.",
    )


@pytest.mark.inventory("C15")
def test_the_page_of_a_timetable_says_how_far_and_why(moved):
    (row,) = rows("/proposals/SECMP0010/timetable/?as_at=2016-10-01&format=csv")
    assert [row[name] for name in ("First planned", "Revised to", "Happened", "Moved by", "WD", "Why it moved")] == [
        "30 Nov 2016",
        "28 Feb 2017",
        "",
        "61 WD later",
        "61",
        "The DCC needs longer.",
    ]
    page = get("/proposals/SECMP0010/timetable/?as_at=2016-10-01").content.decode()
    assert "The farthest is “Authority decision”: first planned 30 Nov 2016, 61 WD later." in page
    assert "convention “exclusive”" in page
    assert get("/proposals/secmp10/timetable/").status_code == 301
    assert get("/proposals/SECMP0099/timetable/").status_code == 404


@pytest.mark.inventory("C15")
def test_the_command_line_says_the_same(moved):
    def run(*more):
        return CliRunner().invoke(main, ["proposal", "timetable", "secmp0010", "--as-at", "2016-10-01", *more])

    shown = json.loads(run("--format", "json").stdout)
    (event,) = shown["events"]
    assert (event["original"], event["revised"], event["actual"]) == ("2016-11-30", "2017-02-28", None)
    assert event["slip"] == {"working_days": 61, "months": None, "convention": "exclusive"}
    assert event["reason"] == "The DCC needs longer."
    text = run().stdout
    assert all(words in text for words in ("30 Nov 2016", "61 WD later", "The DCC needs longer."))
    wrong = CliRunner().invoke(main, ["proposal", "timetable", "SECMP0099"])
    assert (wrong.exit_code, wrong.stdout) == (2, "")
