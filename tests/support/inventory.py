"""Plugin: which inventory items the tests show to work.

`@pytest.mark.inventory("C07", "C08")` claims items; `@pytest.mark.inventory("D02", partial="only the request is
recorded")` claims one in part and says what is missing. A complete run writes what it saw to
`build/inventory-<database>.json`; `tools/coverage.py` makes `docs/coverage.csv` of the two.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.inventory_ids import GOLDEN, IDS

# The worst of a test's phases and parameters decides; what was skipped or expected to fail shows nothing.
OUTCOMES = ("passed", "skipped", "failed")
DECIDING = ("src", "tests", "tools", "packs", "requirements", "pyproject.toml")
GOLDEN_IN_NAME = re.compile(r"(?<![A-Za-z0-9])G\d{3}(?!\d)")
CLAIMS, ONLY = "inventory", "inventory-only"
# Options that leave tests out, and the values with which they do not.
SELECTING = {"keyword": "", "markexpr": "", "deselect": None, "ignore": None, "ignore_glob": None, "lf": False}


class Recorder:
    """Collects the reports of one run in its first process, also when workers ran the tests."""

    def __init__(self, config: pytest.Config) -> None:
        self.config = config
        self.tests: dict[str, dict[str, Any]] = {}
        self.passed: set[str] = set()
        self.broken = False

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        properties = dict(report.user_properties)
        claims = properties.get(CLAIMS, [])
        golden = golden_ids(report.nodeid)
        if not (claims or golden) or (outcome := outcome_of(report)) is None:
            return
        name = report.nodeid.partition("[")[0]
        test = self.tests.setdefault(
            name, {"claims": [], "golden": [], "only": properties.get(ONLY), "outcome": outcome}
        )
        test["claims"] = sorted({tuple(claim) for claim in [*test["claims"], *claims]}, key=str)
        test["golden"] = sorted({*test["golden"], *golden})
        test["outcome"] = max(test["outcome"], outcome, key=OUTCOMES.index)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        self.broken = self.broken or report.failed

    def pytest_sessionfinish(self, exitstatus: int) -> None:
        complete = is_complete(self.config) and not self.broken
        if not complete or exitstatus not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED):
            return
        build = self.config.rootpath / "build"
        build.mkdir(exist_ok=True)
        content = {"tree": fingerprint(self.config.rootpath), "exit": int(exitstatus), "tests": self.tests}
        path = build / f"inventory-{self.config.getoption('database')}.json"
        path.write_text(json.dumps(content, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers",
        "inventory(*ids, partial=None): the inventory items this test shows to work; `partial` says what is missing",
    )
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(Recorder(config), "inventory-recorder")


@pytest.hookimpl(wrapper=True)
def pytest_pycollect_makeitem(collector: pytest.Collector) -> Iterator[Any]:
    """Note each test's claims on its reports; an id that does not exist is an error of its file."""
    made = yield
    for item in made if isinstance(made, list) else [made]:
        if isinstance(item, pytest.Item):
            claims = [claim for mark in item.iter_markers("inventory") for claim in claims_of(mark, item.name)]
            if claims:
                item.user_properties.append((CLAIMS, claims))
                item.user_properties.append((ONLY, only(item)))
    return made


def claims_of(mark: pytest.Mark, test: str) -> list[tuple[str, str | None]]:
    """The (id, what is missing) pairs of one mark."""
    partial = mark.kwargs.get("partial")
    if set(mark.kwargs) - {"partial"} or not mark.args or partial == "":
        raise pytest.Collector.CollectError(f"{test}: write inventory('C07', ...) or inventory('C07', partial='why').")
    unknown = [str(each) for each in mark.args if each not in IDS]
    if unknown:
        raise pytest.Collector.CollectError(f"{test}: no such inventory item: {', '.join(unknown)}.")
    return [(each, partial) for each in mark.args]


def only(item: pytest.Item) -> str | None:
    """The one database that this test is for, if it is for one."""
    return next((each for each in ("sqlite", "postgres") if item.get_closest_marker(f"{each}_only")), None)


def golden_ids(nodeid: str) -> list[str]:
    """The golden results that a test's name or parameters name: `test_G001_...`, `test_duration[G002]`."""
    return [found for found in GOLDEN_IN_NAME.findall(nodeid.replace("_", " ")) if found in GOLDEN]


def outcome_of(report: pytest.TestReport) -> str | None:
    """What this phase shows: None for a set-up or tear-down that merely went well."""
    if report.failed:
        return "failed"
    if report.skipped or hasattr(report, "wasxfail"):
        return "skipped"
    return "passed" if report.when == "call" else None


def is_complete(config: pytest.Config) -> bool:
    """Whether this run was to run every test: no paths, no selection, no early stop."""
    from tests.support.browser import will_be_left_out

    whole = config.args_source in (config.ArgsSource.TESTPATHS, config.ArgsSource.INVOCATION_DIR)
    selected = any(config.getoption(name, none) not in (none, [], ()) for name, none in SELECTING.items())
    return whole and not selected and not config.getoption("maxfail", 0) and not will_be_left_out(config)


def fingerprint(root: Path) -> str:
    """A hash of everything that decides what the tests see, to tell whether two runs saw the same."""
    digest = hashlib.sha256()
    for part in DECIDING:
        path = root / part
        files = [path] if path.is_file() else sorted(each for each in path.rglob("*") if each.is_file())
        for file in files:
            if "__pycache__" not in file.parts:
                digest.update(str(file.relative_to(root)).encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()
