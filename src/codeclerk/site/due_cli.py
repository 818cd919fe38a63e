"""`codeclerk due`: reminders for a script: what is late, and what is due."""

from __future__ import annotations

import sys
from datetime import date
from typing import Any

import click

from codeclerk.kernel.console import FINDINGS, Command, emit
from codeclerk.register.cli import lens_at, looking


@click.command(cls=Command)
@click.option("--weeks", type=click.IntRange(0, 104), default=12, show_default=True, help="How far to look ahead.")
@click.option("--late", "only_late", is_flag=True, help="Only what is late.")
@looking
def due(weeks: int, only_late: bool, as_at: str | None, known_at: str | None, output_format: str) -> None:
    """List what is late and what is due, by day. Exit code 1 when something is late."""
    lens = lens_at(as_at, known_at)
    from codeclerk.site.queries import everything_due

    found = [one for one in everything_due(lens, weeks) if one.day < lens.valid_at or not only_late]
    value = [_json(one, lens.valid_at) for one in found]
    emit(value, output_format, lambda rows: "\n".join(map(_line, rows)) or "Nothing is due.")
    if any(one.day < lens.valid_at for one in found):
        sys.exit(FINDINGS)


def _json(one: Any, on: date) -> dict[str, Any]:
    return {
        "day": one.day.isoformat(),
        "is_month": one.is_month,
        "standing": one.urgency(on).value,
        "proposal": one.number or None,
        "what": one.what,
        "why": one.why,
    }


def _line(row: dict[str, Any]) -> str:
    number = row["proposal"] or ""
    return f"{row['day']}  {row['standing']:<5}  {number:<10} {row['what']}"
