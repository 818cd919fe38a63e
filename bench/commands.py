"""Commands through the bus (checked, chained, receipted, one transaction each) beside a plain ORM save.

A command does far more than a save; the ratio says what that costs. Both commit one by one. SQLite waits for the disk,
PostgreSQL is the server that the tests start, without fsync: its figures show work and not the disk.
"""

from __future__ import annotations

from typing import Any

from bench._databases import both, run_probe


def measure() -> list[dict[str, Any]]:
    """Rows for both databases."""
    rows = []
    with both() as environments:
        for name, environment in environments.items():
            probe = run_probe("_commands_probe", environment)
            save = f"{probe['saves']:.0f} plain saves/s"
            rows += [
                row(f"{name}: commands", probe["commands"], "/s", save, probe["commands"] / probe["saves"]),
                row(f"{name}: one command, median", probe["command_ms"], "ms", f"{probe['save_ms']:.2f} ms for a save"),
                row(f"{name}: previews", probe["previews"], "/s", save, probe["previews"] / probe["saves"]),
                row(f"{name}: events sealed and verified", probe["verified"], "/s", ""),
            ]
    return rows


def row(name: str, value: float, unit: str, beside: str, ratio: float | None = None) -> dict[str, Any]:
    return {"name": name, "value": round(value, 2), "unit": unit, "beside": beside, "ratio": ratio and round(ratio, 2)}
