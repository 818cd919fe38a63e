"""Starting: `migrate` from empty on both databases, and how long imports take.

The goal for `migrate` from empty is 5 seconds. The times include starting Python.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from typing import Any

from bench._databases import ROOT, both
from bench.commands import row

MIGRATE = "from codeclerk.cli import main; main(['migrate'])"
ROUNDS = 5


def measure() -> list[dict[str, Any]]:
    """Rows for `migrate` and for imports."""
    python = seconds("pass")
    seconds("import codeclerk.wsgi")  # compiles what is not compiled yet
    rows = []
    with both() as environments:
        for name, environment in environments.items():
            took = seconds(MIGRATE, environment)
            rows.append(row(f"{name}: migrate from empty", took, "s", "goal 5 s", took / 5))
            again = seconds(MIGRATE, environment)
            rows.append(row(f"{name}: migrate with nothing to do", again, "s", ""))
    for module in ("codeclerk.kernel", "codeclerk.kernel.calendar", "codeclerk.kernel.facts", "django"):
        took = min(seconds(f"import {module}") for _ in range(ROUNDS)) - python
        rows.append(row(f"import {module}", max(took, 0) * 1000, "ms", f"{python * 1000:.0f} ms for Python alone"))
    return rows


def seconds(code: str, environment: dict[str, str] | None = None) -> float:
    """How long a new Python takes to run `code`."""
    started = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment or dict(os.environ), check=True, stdout=-3)
    return time.perf_counter() - started
