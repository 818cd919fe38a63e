"""`docs/coverage.csv`: the state of every inventory item, from what the last complete runs of the suite showed.

`works`: a test that claims the item in full passed on both databases, and no test that claims it failed on either.
`partial`: only tests that claim a part did. `none`: anything else. A test that was skipped, expected to fail or left
out shows nothing.
"""

from __future__ import annotations

import argparse
import csv
import difflib
import io
import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[0] = str(ROOT)  # instead of this folder, whose names would hide others

from tests.support.inventory import fingerprint  # noqa: E402
from tests.support.inventory_ids import GOLDEN, IDS  # noqa: E402

DATABASES = ("sqlite", "postgres")
HEADER = ("id", "state", "tests")
REMEDY = "Run `make test` to its end, then `make coverage`, and commit docs/coverage.csv."

Run = dict[str, dict[str, Any]]


@dataclass(frozen=True)
class Row:
    """One line of the file."""

    id: str
    state: str
    tests: tuple[str, ...] = ()


class Inconclusive(Exception):
    """There are no two complete runs of this tree to compute from; the text says why."""


def rows(runs: dict[str, Run]) -> list[Row]:
    """The state of every item. `runs` holds, for each database, what each test claims and how it ended."""
    return [_row(item, runs) for item in IDS]


def golden(runs: dict[str, Run]) -> list[str]:
    """The golden results that a test names and that hold on both databases."""
    return [each for each in GOLDEN if _shown(runs, {name for run in runs.values() for name in _naming(run, each)})]


def as_csv(lines: list[Row]) -> str:
    """The content of the file."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEADER)
    writer.writerows((line.id, line.state, ";".join(line.tests)) for line in lines)
    return out.getvalue()


def load(root: Path) -> dict[str, Run]:
    """The two results, if both are complete runs of the tree as it is now."""
    tree, runs = fingerprint(root), {}
    for database in DATABASES:
        path = root / "build" / f"inventory-{database}.json"
        if not path.exists():
            raise Inconclusive(f"there is no complete run on {database}")
        content = json.loads(path.read_text(encoding="utf-8"))
        if content["tree"] != tree:
            raise Inconclusive(f"files have changed since the last complete run on {database}")
        runs[database] = content["tests"]
    return runs


def summary(root: Path) -> str:
    """One line with the counts."""
    runs = load(root)
    states = [line.state for line in rows(runs)]
    counts = ", ".join(f"{states.count(state)} {state}" for state in ("works", "partial", "none"))
    return f"{len(IDS)} items: {counts}; {len(golden(runs))} of {len(GOLDEN)} golden results"


def check(root: Path) -> int:
    """0 when the committed file says what was measured; 1 with the difference when not."""
    try:
        measured = as_csv(rows(load(root)))
    except Inconclusive as why:
        print(f"docs/coverage.csv is not compared: {why}. {REMEDY}")
        return 1 if os.environ.get("CI", "").lower() in {"1", "true"} else 0
    path = root / "docs" / "coverage.csv"
    committed = path.read_text(encoding="utf-8") if path.exists() else ""
    if committed == measured:
        print(summary(root))
        return 0
    sys.stdout.writelines(
        difflib.unified_diff(
            committed.splitlines(keepends=True), measured.splitlines(keepends=True), "committed", "measured", n=0
        )
    )
    print(f"docs/coverage.csv differs from what the tests show. {REMEDY}")
    return 1


def write(root: Path) -> int:
    """Write the file; 1 when there is nothing to compute it from."""
    try:
        measured = as_csv(rows(load(root)))
    except Inconclusive as why:
        print(f"docs/coverage.csv is not written: {why}. {REMEDY}", file=sys.stderr)
        return 1
    (root / "docs" / "coverage.csv").write_text(measured, encoding="utf-8")
    print(f"docs/coverage.csv: {summary(root)}.")
    return 0


def _row(item: str, runs: dict[str, Run]) -> Row:
    full = {name for run in runs.values() for name in _claiming(run, item, in_full=True)}
    all_claims = {name for run in runs.values() for name in _claiming(run, item, in_full=False)}
    if any(run[name]["outcome"] == "failed" for run in runs.values() for name in all_claims & run.keys()):
        return Row(item, "none")
    if shown := _shown(runs, full):
        return Row(item, "works", tuple(sorted(shown | _shown(runs, all_claims))))
    if shown := _shown(runs, all_claims):
        return Row(item, "partial", tuple(sorted(shown)))
    return Row(item, "none")


def _claiming(run: Run, item: str, in_full: bool) -> set[str]:
    return {
        name
        for name, test in run.items()
        if any(claimed == item and not (in_full and partial) for claimed, partial in test["claims"])
    }


def _naming(run: Run, golden_id: str) -> set[str]:
    return {name for name, test in run.items() if golden_id in test["golden"]}


def _shown(runs: dict[str, Run], names: set[str]) -> set[str]:
    """Those of the tests that passed wherever they are to run, if together they cover both databases."""
    covered: set[str] = set()
    shown = set()
    for name in names:
        seen = [database for database, run in runs.items() if name in run]
        wanted = {only} if (only := runs[seen[0]][name]["only"]) else set(runs)
        if all(name in runs[each] and runs[each][name]["outcome"] == "passed" for each in wanted):
            shown.add(name)
            covered |= wanted
    return shown if covered == set(runs) else set()


def main() -> int:
    """Write the file, or check it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="compare with the committed file instead of writing it")
    return check(ROOT) if parser.parse_args().check else write(ROOT)


if __name__ == "__main__":
    sys.exit(main())
