"""`codeclerk assessment`: assessments on the command line."""

from __future__ import annotations

from typing import Any

import click

from codeclerk.kernel.console import Group, emit
from codeclerk.register.cli import _lens as lens_at
from codeclerk.register.cli import _looking as looking

STANDINGS = ["requested", "queried", "open", "returned", "not_required"]


@click.group(cls=Group)
def assessment() -> None:
    """Assessments by the DCC: what is open, what is late, and what came in."""


@assessment.command("list")
@click.option("--standing", type=click.Choice(STANDINGS), help="Only those that stand so.")
@looking
def list_command(standing: str | None, as_at: str | None, known_at: str | None, output_format: str) -> None:
    """List the assessments, with where each one stands and when it is due."""
    lens = lens_at(as_at, known_at)
    from codeclerk.assessments import answers, queries
    from codeclerk.kernel.calendar import Calendar, london_day

    calendar = Calendar(known_at=london_day(lens.known_at))
    found = [one for one in queries.assessments(lens) if not standing or one.standing(lens.valid_at).value == standing]
    value = [answers.assessment_json(one, lens.valid_at, calendar) for one in found]
    emit(value, output_format, lambda rows: "\n".join(map(_line, rows)) or "No assessments.")


def _line(row: dict[str, Any]) -> str:
    due = f"due {row['due']['due']}" if row["due"] else "no clock runs"
    late = f", {row['slip']['working_days']} WD late" if row["slip"] and row["slip"]["working_days"] else ""
    return f"{row['proposal']['number']:<10} {row['type']:<3} {row['standing']:<13} {due}{late}"


@assessment.command("show")
@click.argument("key", metavar="KEY")
@looking
def show_command(key: str, as_at: str | None, known_at: str | None, output_format: str) -> None:
    """Show one assessment by its key, such as 0107-IA-1."""
    lens = lens_at(as_at, known_at)
    from codeclerk.assessments import answers, queries
    from codeclerk.kernel.calendar import Calendar, london_day

    one = queries.assessment(lens, key)
    value = answers.assessment_json(one, lens.valid_at, Calendar(known_at=london_day(lens.known_at)))
    emit(value, output_format, _shown)


def _shown(row: dict[str, Any]) -> str:
    facts = {
        "key": row["key"],
        "proposal": f"{row['proposal']['number']} {row['proposal']['title'] or ''}".strip(),
        "standing": row["standing"],
        "requested": row["requested"],
        "accepted": row["accepted"],
        "due": row["due"] and f"{row['due']['due']}: {row['due']['explanation']}",
        "expected": ", ".join(row["expected"]),
        "returned": row["returned"],
        "reason": row["reason"],
    }
    return "\n".join(f"{name:<10} {value}" for name, value in facts.items() if value)
