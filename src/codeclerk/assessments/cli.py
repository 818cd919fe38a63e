"""`codeclerk assessment`: assessments on the command line."""

from __future__ import annotations

from typing import Any

import click

from codeclerk.kernel.console import Group, emit
from codeclerk.register.cli import lens_at, looking

STANDINGS = ["not_requested", "requested", "queried", "open", "returned", "not_required"]


@click.group(cls=Group)
def assessment() -> None:
    """Assessments by the DCC: what is open, what is late, and what came in."""


@assessment.command("list")
@click.option("--type", "kind", metavar="TYPE", help="Only this type: PA or IA; PIA and FIA are understood.")
@click.option("--standing", type=click.Choice(STANDINGS), help="Only those that stand so.")
@click.option("--late", is_flag=True, help="Only open ones past their due date, or expected after it.")
@looking
def list_command(
    kind: str | None, standing: str | None, late: bool, as_at: str | None, known_at: str | None, output_format: str
) -> None:
    """List the assessments, with where each one stands and when it is due."""
    lens = lens_at(as_at, known_at)
    from codeclerk.assessments import answers, find, queries
    from codeclerk.kernel.calendars import calendar_at

    day, calendar = lens.valid_at, calendar_at(lens)
    wanted = find.type_named(kind).id if kind else ""
    found = [
        one
        for one in queries.assessments(lens)
        if (not wanted or one.kind == wanted)
        and (not standing or one.standing(day).value == standing)
        and (not late or one.is_late(day))
    ]
    value = [answers.assessment_json(one, day, calendar) for one in found]
    emit(value, output_format, lambda rows: "\n".join(map(_line, rows)) or "No assessments.")


def _line(row: dict[str, Any]) -> str:
    due = f"due {row['due']['due']}" if row["due"] else "no clock runs"
    slip = row["slip"] and row["slip"]["working_days"]
    mark = ", expected" if row["is_late"] and row["expected"] else ", returned" if row["returned"] else ","
    late = f"{mark} {slip} WD late" if slip else ", late" if row["is_late"] else ""
    inferred = " (acceptance inferred)" if row["accepted_is_inferred"] else ""
    return (
        f"{row['key']:<12} {row['proposal']['number']:<10} {row['type']:<3} {row['standing']:<13} {due}{late}{inferred}"
    )


@assessment.command("show")
@click.argument("ref", metavar="REF")
@looking
def show_command(ref: str, as_at: str | None, known_at: str | None, output_format: str) -> None:
    """Show one assessment. REF is its key, such as 0107-IA-1, or proposal and type: MP107-IA-1, "MP107 IA"."""
    from codeclerk.kernel.start import check_database, start_django

    start_django()
    check_database()
    from codeclerk.assessments import answers, find, queries
    from codeclerk.kernel.calendars import calendar_at

    # A wrong reference is said before a wrong day: it is the nearer mistake.
    key = find.assessment(ref).key
    lens = lens_at(as_at, known_at)
    one = queries.assessment(lens, key)
    value = answers.assessment_json(one, lens.valid_at, calendar_at(lens))
    steps = [
        f"  {line.day.isoformat()}  {line.step.label}{f' ({line.sure})' if line.sure == 'inferred' else ''}"
        f"{f': {line.note}' if line.note else ''}"
        for line in queries.step_lines(lens, key)
    ]
    emit(value, output_format, lambda row: "\n".join([_shown(row), "steps", *steps]))


def _shown(row: dict[str, Any]) -> str:
    length = row["duration"]
    facts = {
        "key": row["key"],
        "proposal": f"{row['proposal']['number']} {row['proposal']['title'] or ''}".strip(),
        "standing": row["standing"],
        "requested": row["requested"],
        "accepted": row["accepted"] and f"{row['accepted']}{' (inferred)' if row['accepted_is_inferred'] else ''}",
        "due": row["due"] and f"{row['due']['due']}: {row['due']['explanation']}",
        "expected": ", ".join(row["expected"]),
        "returned": row["returned"],
        "duration": length and f"{length['published']} WD (published), {length['inclusive']} WD without bank holidays",
        "reason": row["reason"],
    }
    return "\n".join(f"{name:<10} {value}" for name, value in facts.items() if value)
