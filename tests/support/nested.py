"""Run pytest inside a test, on a project of a few lines, to see what the harness itself does."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
PLUGINS = "-p tests.support.databases -p tests.support.browser -p tests.support.inventory"

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def nested(tmp_path: Path) -> Run:
    """`nested(source, *arguments, **environment)` runs the tests in `source`; the result has `stdout` and `returncode`.

    The project is in `tmp_path`. There is no Django in it, and its browser is one that is never started unless
    CODECLERK_CHROMIUM says otherwise.
    """

    def run(source: str, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        ini = f"[pytest]\naddopts = -ra --strict-markers {PLUGINS}\ntestpaths = tests\npythonpath = {ROOT}\n"
        (tmp_path / "pytest.ini").write_text(ini, encoding="utf-8")
        (tmp_path / "tests").mkdir(exist_ok=True)
        (tmp_path / "tests" / "test_it.py").write_text(f"import pytest\n\n{source}", encoding="utf-8")
        inherited = {k: v for k, v in os.environ.items() if not k.startswith(("PYTEST_", "CODECLERK_", "CI", "TEST_"))}
        added = {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTHONPATH": str(ROOT), "CODECLERK_CHROMIUM": sys.executable}
        return subprocess.run(
            [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *arguments],
            cwd=tmp_path,
            env={**inherited, **added, **environment},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=120,
        )

    return run
