"""For benchmarks: both databases, fresh, for a probe that runs in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.support.postgres import Server
from tests.support.stores import PostgresStore

ROOT = Path(__file__).resolve().parent.parent


@contextmanager
def both() -> Iterator[dict[str, dict[str, str]]]:
    """Name of each database -> the environment in which Codeclerk uses a new, empty one."""
    with tempfile.TemporaryDirectory(prefix="codeclerk-bench-") as folder:
        server = Server()
        try:
            store = PostgresStore(server.url("postgres"), "bench")
            store.create("main")
            environment = {k: v for k, v in os.environ.items() if not k.startswith("CODECLERK_")}
            environment["DJANGO_SETTINGS_MODULE"] = "codeclerk.settings"
            data = {"CODECLERK_DATA_DIR": folder}
            yield {
                "SQLite": environment | data | {"CODECLERK_DATABASE_URL": f"sqlite:///{folder}/bench.sqlite3"},
                "PostgreSQL": environment | data | {"CODECLERK_DATABASE_URL": store.url("main")},
            }
        finally:
            server.stop()


def run_probe(module: str, environment: dict[str, str]) -> dict[str, Any]:
    """Run `python -m bench.<module>` there and read the JSON it prints."""
    done = subprocess.run(
        [sys.executable, "-m", f"bench.{module}"], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    if done.returncode:
        raise RuntimeError(f"bench.{module} failed:\n{done.stderr}")
    result: dict[str, Any] = json.loads(done.stdout)
    return result
