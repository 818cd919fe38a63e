"""`codeclerk vote`."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from codeclerk.cli import main
from codeclerk.kernel import clock
from codeclerk.votes import queries
from codeclerk.votes.rules.archive import archive_json
from tests.register.support import do
from tests.support.records import loaded_once
from tests.votes.support import CLERK, KEY, board, cast, counted, later, lens_of, opened


def run(*arguments):
    return CliRunner().invoke(main, ["vote", *arguments])


loaded = loaded_once(board)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]


def test_lists_and_shows_what_is_open_to_the_actor(monkeypatch):
    assert run("list").stdout == "No votes.\n"
    opened()
    cast("large-1", "against")
    assert "Approval under Self-Governance: open, closes" in run("list").stdout
    assert "have voted" not in run("list").stdout
    assert "1 of 7 have voted." in run("list", "--actor", "person:small-1").stdout
    public = json.loads(run("show", KEY, "--format", "json").stdout)
    assert (public["positions_open"], [one["position"] for one in public["voters"]]) == (False, [None] * 7)
    assert "Large Supplier 1: not open to you" in run("show", KEY).stdout
    member = run("show", "MP303-change_board-1", "--actor", "person:small-1").stdout
    assert "Large Supplier 1: against" in member
    assert "Unverified: " in member
    early = run("count", KEY, "--actor", CLERK)
    assert (early.exit_code, "votes.standing" in early.stderr) == (2, True)
    later(monkeypatch)
    assert "The vote is not carried." in run("count", KEY, "--actor", CLERK).stdout
    assert run("show", "0303-change_board-9").exit_code == 2


def test_an_archive_is_counted_again_without_a_database(tmp_path, monkeypatch):
    do("publish_vote", CLERK, vote=counted(monkeypatch, large_1="in_favour", small_1="against"))
    value = archive_json(queries.archive(lens_of(), KEY))
    assert value["closed_at"] <= clock.now().isoformat()
    good, bad, none = tmp_path / "good.json", tmp_path / "bad.json", tmp_path / "none.json"
    good.write_text(json.dumps(value))
    value["positions"][0]["choice"] = "against"
    bad.write_text(json.dumps(value))
    none.write_text("{}")
    done = run("recount", str(good))
    assert (done.exit_code, "It is the count that was recorded." in done.stdout) == (0, True)
    changed = run("recount", str(bad), "--format", "json")
    assert (changed.exit_code, json.loads(changed.stdout)["agrees"]) == (1, False)
    unreadable = run("recount", str(none))
    assert (unreadable.exit_code, "votes.archive_unreadable" in unreadable.stderr) == (2, True)
