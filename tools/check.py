"""What `make test` runs once `.venv` is there: every check in order, timed, with one table at the end.

A broken style stops at once. Everything else runs to its end, so that one run shows all that is wrong.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
# Both suites and the checks of types and contracts share the machine, so that none waits for the last slow test of
# another. The cores are busy throughout: more workers make it longer.
WORKERS = max(2, min(os.cpu_count() or 2, 8))


@dataclass
class Step:
    """One check. `fatal`: nothing after it makes sense when it fails. `after_success`: it needs the steps before;
    every other one runs beside its neighbours of this kind."""

    title: str
    command: list[str | Path]
    fatal: bool = False
    after_success: bool = False
    code: int | None = None
    seconds: float = 0.0


def steps() -> list[Step]:
    """Every check, in order."""
    python = sys.executable
    return [
        Step("style", [BIN / "ruff", "check", "."], fatal=True),
        Step("format", [BIN / "ruff", "format", "--check", "."], fatal=True),
        Step("types", [python, "-m", "mypy"]),
        Step("import contracts", [BIN / "lint-imports", "--no-cache"]),
        Step("migrations", [python, "-m", "django", "makemigrations", "--check", "--dry-run"]),
        *(
            Step(f"suite on {name}", [python, "-m", "pytest", "--database", name, "-n", str(WORKERS)])
            for name in ("sqlite", "postgres")
        ),
        Step("coverage of the inventory", [python, ROOT / "tools" / "coverage.py", "--check"], after_success=True),
    ]


def main() -> int:
    """Run the checks; 0 when all of them hold."""
    planned, started = steps(), time.monotonic()
    with tempfile.TemporaryDirectory(prefix="codeclerk-check-") as folder:
        environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "codeclerk.settings", "CODECLERK_DATA_DIR": folder}
        environment.pop("CODECLERK_DATABASE_URL", None)
        environment.pop("PYTHONDONTWRITEBYTECODE", None)  # else each of hundreds of processes compiles Django again
        _run_all(planned, environment)
    _print_table(planned, time.monotonic() - started)
    return 0 if all(step.code == 0 for step in planned) else 1


def _run_all(planned: list[Step], environment: dict[str, str]) -> None:
    for step in (step for step in planned if step.fatal):
        _run_together([step], environment)
        if step.code:
            return
    _run_together([step for step in planned if not (step.fatal or step.after_success)], environment)
    if not any(step.code for step in planned):
        for step in (step for step in planned if step.after_success):
            _run_together([step], environment)


def _run_together(together: list[Step], environment: dict[str, str]) -> None:
    """Run the steps at the same time: the last is seen as it goes on, the others when they have ended."""
    started = time.monotonic()
    running = []
    for step in together:
        output = None if step is together[-1] else tempfile.TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115
        options = {"cwd": ROOT, "env": environment, "stdin": subprocess.DEVNULL, "stdout": output, "stderr": output}
        if output is None:
            _heading(step)
        running.append((step, output, subprocess.Popen(step.command, **options)))
    while any(step.code is None for step in together):
        for step, _, process in running:
            if step.code is None and process.poll() is not None:
                step.code, step.seconds = process.returncode, time.monotonic() - started
        time.sleep(0.2)
    for step, output, _ in running:
        if output is not None:
            _heading(step)
            output.seek(0)
            print(output.read(), end="", flush=True)
            output.close()


def _heading(step: Step) -> None:
    print(f"\n=== {step.title}: {' '.join(_short(part) for part in step.command)}", flush=True)


def _short(part: str | Path) -> str:
    path = Path(part)
    if path.is_relative_to(BIN):
        return path.name
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else str(part)


def _print_table(planned: list[Step], seconds: float) -> None:
    print("\n=== summary")
    for step in planned:
        result = "not run" if step.code is None else "ok" if step.code == 0 else f"FAILED ({step.code})"
        print(f"{step.title:<28}{step.seconds:>7.1f} s  {result}")
    print(f"{'all':<28}{seconds:>7.1f} s", flush=True)


if __name__ == "__main__":
    sys.exit(main())
