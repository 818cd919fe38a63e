"""`codeclerk meeting`: meetings on the command line."""

from __future__ import annotations

from typing import Any

import click

from codeclerk.kernel.console import Group, emit
from codeclerk.register.cli import lens_at, looking


@click.group(cls=Group)
def meeting() -> None:
    """Meetings: when committees met and meet, with their agendas and Paper Days."""


@meeting.command("list")
@click.option("--body", help="Only meetings of this body, such as Panel or “Working Group”.")
@click.option("--state", type=click.Choice(["planned", "held", "dropped"]), help="Only those that stand so.")
@looking
def list_command(
    body: str | None, state: str | None, as_at: str | None, known_at: str | None, output_format: str
) -> None:
    """List the meetings by day; those that were dropped only when they are asked for."""
    lens = lens_at(as_at, known_at)
    from codeclerk.meetings import answers, queries
    from codeclerk.people.vocabulary import body as body_named

    every = queries.meetings(lens, body=body_named(body).id if body else None, with_dropped=state == "dropped")
    found = [one for one in every if not state or one.state.value == state]
    value = [answers.meeting_json(one) for one in found]
    emit(value, output_format, lambda _: "\n".join(map(_line, found)) or "No meetings.")


def _line(one: Any) -> str:
    from codeclerk.kernel.calendar.dates import DateStyle, format_date

    day = format_date(one.day, DateStyle.WEEKDAY)
    papers = f"  Paper Day {format_date(one.paper_day)}" if one.paper_day else ""
    agenda = f"  {', '.join(item.number for item in one.agenda)}" if one.agenda else ""
    return f"{day:<28} {one.name:<28} {one.state.value:<8}{papers}{agenda}"
