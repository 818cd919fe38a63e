"""docs/coverage.csv: what counts as shown, and that a difference is found."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.inventory import fingerprint
from tests.support.inventory_ids import GOLDEN, GROUPS, IDS
from tools import coverage

pytestmark = pytest.mark.any_database


def seen(outcome: str = "passed", item: str = "A01", partial: str | None = None, **more: Any) -> dict[str, Any]:
    return {"claims": [(item, partial)], "golden": [], "only": None, "outcome": outcome, **more}


def state(sqlite: dict[str, Any], postgres: dict[str, Any] | None = None) -> tuple[str, tuple[str, ...]]:
    """State and tests of A01; with one argument both databases saw the same."""
    row = coverage.rows({"sqlite": sqlite, "postgres": sqlite if postgres is None else postgres})[0]
    assert row.id == "A01"
    return row.state, row.tests


def test_there_are_462_items():
    assert len(GROUPS) == 18
    assert len(IDS) == len(set(IDS)) == 462
    assert (IDS[0], IDS[-1]) == ("A01", "R10")
    assert len(GOLDEN) == 82


def test_nothing_claimed_is_none():
    assert state({}) == ("none", ())


def test_passed_on_both_databases_works():
    assert state({"t": seen()}) == ("works", ("t",))


@pytest.mark.parametrize("outcome", ["skipped", "failed"])
def test_passed_on_one_database_is_none(outcome: str):
    assert state({"t": seen()}, {"t": seen(outcome)}) == ("none", ())
    assert state({"t": seen(outcome)}, {"t": seen()}) == ("none", ())
    assert state({"t": seen()}, {}) == ("none", ())


def test_a_skipped_test_counts_for_nothing():
    assert state({"t": seen("skipped")}) == ("none", ())
    assert state({"t": seen(), "u": seen("skipped")}) == ("works", ("t",))


def test_any_failure_takes_the_state_away():
    assert state({"t": seen(), "u": seen("failed")}) == ("none", ())
    assert state({"t": seen(), "u": seen("failed", partial="a part")}) == ("none", ())


def test_a_part_is_partial_until_a_test_shows_all():
    assert state({"t": seen(partial="a part")}) == ("partial", ("t",))
    assert state({"t": seen(partial="a part"), "u": seen()}) == ("works", ("t", "u"))


def test_a_test_for_one_database_needs_a_partner_on_the_other():
    only = {"t": seen(only="postgres")}
    assert state({}, only) == ("none", ())
    assert state({"u": seen(only="sqlite")}, only) == ("works", ("t", "u"))
    assert state({"u": seen()}, {**only, "u": seen()}) == ("works", ("t", "u"))


def test_golden_results_must_hold_on_both_databases():
    runs = {"sqlite": {"t": seen(golden=["G001", "G002"])}, "postgres": {"t": seen(golden=["G001", "G002"])}}
    assert coverage.golden(runs) == ["G001", "G002"]
    runs["postgres"]["t"]["outcome"] = "skipped"
    assert coverage.golden(runs) == []


def test_the_file_has_a_line_for_every_item():
    lines = coverage.as_csv(coverage.rows({"sqlite": {}, "postgres": {}})).splitlines()
    assert lines[0] == "id,state,tests"
    assert len(lines) == 463
    assert lines[1] == "A01,none,"


class TestCheck:
    @pytest.fixture
    def root(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        monkeypatch.delenv("CI", raising=False)
        for folder in ("build", "docs", "src"):
            (tmp_path / folder).mkdir()
        (tmp_path / "src" / "a.py").write_text("1")
        self.record(tmp_path, {"t": seen()})
        return tmp_path

    @staticmethod
    def record(root: Path, tests: dict[str, Any]) -> None:
        for database in coverage.DATABASES:
            content = {"tree": fingerprint(root), "exit": 0, "tests": tests}
            (root / "build" / f"inventory-{database}.json").write_text(json.dumps(content))

    def test_what_was_written_is_found_equal(self, root: Path, capsys: pytest.CaptureFixture[str]):
        assert coverage.write(root) == 0
        assert coverage.check(root) == 0
        assert "462 items: 1 works, 0 partial, 461 none; 0 of 82 golden results" in capsys.readouterr().out

    def test_a_difference_is_shown_and_fails(self, root: Path, capsys: pytest.CaptureFixture[str]):
        coverage.write(root)
        self.record(root, {"t": seen(item="B02")})
        assert coverage.check(root) == 1
        said = capsys.readouterr().out
        assert "-A01,works,t" in said
        assert "+B02,works,t" in said
        assert "make coverage" in said

    def test_a_missing_file_fails(self, root: Path):
        assert coverage.check(root) == 1

    def test_a_changed_tree_is_not_compared(
        self, root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ):
        (root / "src" / "a.py").write_text("2")
        assert coverage.check(root) == 0
        assert "not compared: files have changed since the last complete run on sqlite" in capsys.readouterr().out
        monkeypatch.setenv("CI", "true")
        assert coverage.check(root) == 1
        assert coverage.write(root) == 1

    def test_a_missing_run_is_not_compared(self, root: Path, capsys: pytest.CaptureFixture[str]):
        (root / "build" / "inventory-postgres.json").unlink()
        assert coverage.check(root) == 0
        assert "there is no complete run on postgres" in capsys.readouterr().out
