"""The Change Status Report of March 2021 from the record to its files, and the demo from nothing to its first page.

The goals are 1 s for the PDF and 20 s for the demo. The first report of a process loads what later ones find loaded.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench._databases import ROOT, both, run_probe
from bench.commands import row

GOAL_MS, GOAL_DEMO_S = 1000, 20


def measure() -> list[dict[str, Any]]:
    """Rows for both databases, and one for the demo."""
    rows: list[dict[str, Any]] = []
    with both() as environments:
        for name, environment in environments.items():
            rows += _rows(name, run_probe("_report_probe", environment))
    took = demo()
    rows.append(
        row("codeclerk demo --once: load, render all papers, answer", took, "s", "goal 20 s", took / GOAL_DEMO_S)
    )
    return rows


def _rows(where: str, told: dict[str, float]) -> Iterator[dict[str, Any]]:
    goal = "goal 1,000 ms"
    yield row(f"{where}: record to PDF", told["whole"], "ms", goal, told["whole"] / GOAL_MS)
    yield row(f"{where}: record to PDF, first of a process", told["first"], "ms", goal, told["first"] / GOAL_MS)
    yield row(f"{where}: reading and composing alone", told["read"], "ms", "")
    if where == "SQLite":
        for form in ("pdf", "docx", "html", "json"):
            yield row(f"writing {form} alone", told[form], "ms", "")


def demo() -> float:
    """Seconds from an empty folder until the demo has answered and ended."""
    with tempfile.TemporaryDirectory(prefix="codeclerk-bench-") as folder, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
        probe.close()
        environment = {k: v for k, v in os.environ.items() if not k.startswith("CODECLERK_")}
        command = [Path(sys.executable).parent / "codeclerk", "demo", "--once", "--port", port, "--dir", folder]
        started = time.perf_counter()
        subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
        return time.perf_counter() - started
