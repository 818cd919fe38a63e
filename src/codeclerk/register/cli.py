"""`codeclerk proposal`: the register on the command line."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from codeclerk.kernel.console import Group, emit, format_option
from codeclerk.kernel.errors import Reason

BEFORE_REGISTER = Reason(
    "register.before_it_begins",
    rule="the register says nothing of days before its first proposal, as far as was known by then",
    problem="{object} is before the register begins",
    remedy="{hint}",
)


def looking(command: Callable[..., None]) -> Callable[..., None]:
    """The options of every command that looks at the record: the two dates, and the format."""
    for option in reversed(
        [
            click.option("--as-at", metavar="DATE", help="Look at this day; today unless given."),
            click.option("--known-at", metavar="DATE", help="Only what was known at the end of this day."),
            format_option,
        ]
    ):
        command = option(command)
    return command


def lens_at(as_at: str | None, known_at: str | None) -> Any:
    """The lens of a command; makes the application ready. Refuses a day before the register begins."""
    from codeclerk.kernel.start import check_database, start_django

    start_django()
    check_database()
    from codeclerk.kernel import clock
    from codeclerk.kernel.calendar.dates import end_of_london_day, format_date, parse_date
    from codeclerk.kernel.lens import PUBLIC, Lens
    from codeclerk.register import queries

    now = clock.now()
    known = min(now, end_of_london_day(parse_date(known_at))) if known_at else now
    lens = Lens(PUBLIC, parse_date(as_at) if as_at else clock.today(), known)
    first = queries.register_begins(lens)
    if first is None and known_at:
        raise BEFORE_REGISTER.refuse(f"Known at {known_at}", hint="Leave --known-at out, or choose a later day.")
    if first is not None and lens.valid_at < first:
        raise BEFORE_REGISTER.refuse(format_date(lens.valid_at), hint=f"Choose {format_date(first)} or a later day.")
    return lens


@click.group(cls=Group)
def proposal() -> None:
    """Proposals: the register as it stood on any day."""


@proposal.command("list")
@click.option("--stage", help="Only proposals in this stage, such as Refine.")
@looking
def list_command(stage: str | None, as_at: str | None, known_at: str | None, output_format: str) -> None:
    """List the proposals, with where each one stands."""
    lens = lens_at(as_at, known_at)
    from codeclerk.register import answers, queries, vocabulary

    filters = queries.Filters(stages=(vocabulary.stage(stage).id,) if stage else ())
    value = [answers.line_json(line) for line in queries.proposals(lens, filters)]
    emit(value, output_format, lambda rows: "\n".join(map(_line, rows)) or "No proposals.")


def _line(row: dict[str, Any]) -> str:
    stage = row["stage"]["name"] if row["stage"] else "not known"
    return f"{row['number']:<10} {stage:<8} {row['status'] or '':<28} {row['title']}".rstrip()


@proposal.command("show")
@click.argument("ref", metavar="REF")
@looking
def show_command(ref: str, as_at: str | None, known_at: str | None, output_format: str) -> None:
    """Show one proposal: what it is, where it stands, and what comes next. REF is any of its numbers or aliases."""
    from codeclerk.kernel.start import check_database, start_django

    start_django()
    check_database()
    from codeclerk.register import answers, queries

    # A wrong reference is said before a wrong day: it is the nearer mistake.
    queries.check_reference(ref)
    lens = lens_at(as_at, known_at)
    view = queries.proposal(lens, ref)
    emit(answers.proposal_json(view), output_format, lambda _: _shown(view))


def _shown(view: Any) -> str:
    line = view.line
    facts = {
        "number": line.number,
        "title": line.title,
        "stage": line.stage_name,
        "status": line.status_name,
        "path": line.path_name,
        "proposer": line.proposer_name,
        "raised": str(line.raised) if line.raised else "",
        "age": f"{line.age} WD (published)" if line.age is not None else "",
        "release": line.release,
        "documents": ", ".join(line.documents),
        "on hold": line.hold_reason if line.is_held else "",
        "next": view.lead_in,
    }
    said = [f"{name:<10} {value}" for name, value in facts.items() if value]
    rows = [f"  {row.printed:<28} {row.title} ({row.state.value})" for row in view.timetable]
    return "\n".join([*said, *(["timetable", *rows] if rows else [])])


@proposal.command("timetable")
@click.argument("ref", metavar="REF")
@looking
def timetable_command(ref: str, as_at: str | None, known_at: str | None, output_format: str) -> None:
    """Show the timetable of one proposal: how far each date moved since it was planned first, and why."""
    from codeclerk.kernel.start import check_database, start_django

    start_django()
    check_database()
    from codeclerk.register import answers, queries
    from codeclerk.register.rules.timetable_slip import slips, summary

    queries.check_reference(ref)
    lens = lens_at(as_at, known_at)
    line = queries.proposal(lens, ref).line
    found = slips(queries.timetable(lens, line.key))
    value = {"number": line.number, "summary": summary(found), "events": [answers.slip_json(one) for one in found]}
    emit(value, output_format, _timetable_shown)


def _timetable_shown(value: dict[str, Any]) -> str:
    lines = [f"{value['number']}: {value['summary']}"]
    for one in value["events"]:
        why = f" ({one['why']})" if one["why"] else ""
        lines.append(f"  {one['printed']:<28} {one['event']}: {one['words']}{why}")
        if one["original"] and one["words"] != "as first planned":
            lines.append(f"  {'':<28} first planned {one['first_planned']}")
    return "\n".join(lines)
