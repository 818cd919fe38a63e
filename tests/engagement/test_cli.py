"""`codeclerk engagement`."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from codeclerk.cli import main
from tests.engagement import example
from tests.register.support import do, registered
from tests.support.records import loaded_once

pytestmark = pytest.mark.django_db
KEY = "2016-11-25-a-day"


def load():
    registered("SECMP0001", "One", "2014-01-01")
    example.load()
    do("plan_engagement", _from="2016-11-09", title="A day", first="2016-11-25", place="Hall", topics=["One", "Two"])


loaded = loaded_once(load)


def run(*arguments):
    return CliRunner().invoke(main, ["engagement", *arguments])


def test_days_are_listed(loaded):
    assert run("list", "--as-at", "2016-11-10").stdout.strip() == f"2016-11-25  coming     {KEY}: A day"
    (one,) = json.loads(run("list", "--coming", "--format", "json").stdout)
    assert (one["booked"], one["waiting"], one["title"]) == (2, 3, example.TITLE)


def test_a_day_is_shown_with_its_topics(loaded):
    shown = run("show", KEY).stdout
    assert shown.splitlines() == [
        "A day",
        "When: Friday 25 November 2016 (over)",
        "Where: Hall",
        "For: Everybody",
        "Places: no limit",
        "Topic 1: One",
        "Topic 2: Two",
    ]


def test_a_day_that_does_not_exist_is_refused_with_the_nearest(loaded):
    ran = run("show", "2016-11-25-a-dax")
    assert ran.exit_code == 2
    assert f"Did you mean {KEY}?" in ran.stderr
