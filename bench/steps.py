"""A checked state change (`take_step`), in process, beside `set_status` and a plain save of the status.

A step is checked against the process and what the record tells, and everything that follows from it is recorded with
it: `report_to_panel` moves a proposal on, `convert` gives it a number too and records three decisions of the Panel.
"""

from __future__ import annotations

from typing import Any

from bench._databases import both, run_probe

GOAL_MS = 10
NAMES = {
    "set_status": "set_status, median",
    "report_to_panel": "take_step: a step that moves a proposal on, median",
    "convert": "take_step: the conversion, with its number and three decisions, median",
}


def measure() -> list[dict[str, Any]]:
    """Rows for both databases."""
    rows = []
    with both() as environments:
        for database, environment in environments.items():
            probe = run_probe("_steps_probe", environment)
            plain = probe.pop("save")["p50"]
            rows += [row(f"{database}: {NAMES[name]}", one, plain, name) for name, one in probe.items()]
    return rows


def row(name: str, found: dict[str, float], plain: float, act: str) -> dict[str, Any]:
    goal = f"goal {GOAL_MS} ms; " if act != "set_status" else ""
    beside = f"{goal}a plain save: {plain:.2f} ms"
    told = f"{name} ({found['queries']:.0f} queries, p90 {found['p90']:.1f} ms)"
    return {"name": told, "value": round(found["p50"], 2), "unit": "ms", "beside": beside, "ratio": None}
