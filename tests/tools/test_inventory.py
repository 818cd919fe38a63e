"""The record of claims: what a run writes, and when it writes nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.inventory import claims_of
from tests.support.nested import Run

pytestmark = pytest.mark.any_database

SOURCE = """
@pytest.mark.inventory("A01", "A02")
def test_passes(): pass

@pytest.mark.inventory("A03", partial="half of it")
def test_G001_part(): pass

@pytest.mark.inventory("A04")
@pytest.mark.parametrize("n", [1, 2])
def test_one_of_two_is_skipped(n):
    if n == 2: pytest.skip("no")

@pytest.mark.inventory("A05")
@pytest.mark.xfail(strict=False)
def test_expected_to_fail(): assert False

@pytest.mark.inventory("A05")
@pytest.mark.xfail(strict=False)
def test_passes_though_expected_to_fail(): pass

@pytest.fixture
def breaks_at_the_end():
    yield
    raise RuntimeError

@pytest.mark.inventory("A06")
def test_breaks_at_the_end(breaks_at_the_end): pass

@pytest.mark.inventory("A07")
@pytest.mark.postgres_only
def test_for_postgres(): pass

@pytest.mark.parametrize("golden", ["G002", "G999"])
def test_golden(golden): pass

def test_claims_nothing(): pass
"""


def written(root: Path, database: str = "sqlite") -> dict[str, Any] | None:
    path = root / "build" / f"inventory-{database}.json"
    return json.loads(path.read_text()) if path.exists() else None


@pytest.mark.parametrize("workers", [(), ("-p", "xdist", "-n", "2")], ids=["one process", "xdist"])
def test_a_complete_run_is_recorded(nested: Run, tmp_path: Path, workers: tuple[str, ...]):
    run = nested(SOURCE, *workers)
    assert run.returncode == 1, run.stdout
    record = written(tmp_path)
    assert record is not None
    outcomes = {name.partition("::")[2]: (test["outcome"], test["claims"]) for name, test in record["tests"].items()}
    assert outcomes == {
        "test_passes": ("passed", [["A01", None], ["A02", None]]),
        "test_G001_part": ("passed", [["A03", "half of it"]]),
        "test_one_of_two_is_skipped": ("skipped", [["A04", None]]),
        "test_expected_to_fail": ("skipped", [["A05", None]]),
        "test_passes_though_expected_to_fail": ("skipped", [["A05", None]]),
        "test_breaks_at_the_end": ("failed", [["A06", None]]),
        "test_golden": ("passed", []),
    }
    golden = sorted(each for test in record["tests"].values() for each in test["golden"])
    assert golden == ["G001", "G002"]


@pytest.mark.parametrize("selection", [("-k", "passes"), ("tests/test_it.py",)], ids=["keyword", "path"])
def test_a_selection_is_not_recorded(nested: Run, tmp_path: Path, selection: tuple[str, ...]):
    nested(SOURCE, *selection)
    assert written(tmp_path) is None


def test_a_run_without_its_browser_is_not_recorded(nested: Run, tmp_path: Path):
    run = nested("def test_a(): pass", CODECLERK_CHROMIUM="no-such-browser")
    assert run.returncode == 0
    assert written(tmp_path) is None


def test_an_unknown_id_is_an_error_of_collection(nested: Run, tmp_path: Path):
    run = nested('@pytest.mark.inventory("A01", "A29")\ndef test_it(): pass')
    assert run.returncode == 2, run.stdout
    assert "test_it: no such inventory item: A29." in run.stdout
    assert written(tmp_path) is None


@pytest.mark.parametrize(
    ("mark", "problem"),
    [
        (pytest.mark.inventory("a01"), "no such inventory item: a01"),
        (pytest.mark.inventory("A01", "A00", "S01"), "no such inventory item: A00, S01"),
        (pytest.mark.inventory(), "write inventory"),
        (pytest.mark.inventory("A01", partial=""), "write inventory"),
        (pytest.mark.inventory("A01", part="x"), "write inventory"),
    ],
)
def test_a_claim_that_says_nothing_is_refused(mark: pytest.MarkDecorator, problem: str):
    with pytest.raises(pytest.Collector.CollectError, match=problem):
        claims_of(mark.mark, "test_it")
