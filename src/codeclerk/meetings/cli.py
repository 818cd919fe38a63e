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


@meeting.command("papers")
@looking
def papers_command(as_at: str | None, known_at: str | None, output_format: str) -> None:
    """List the papers that meetings to come need, by their Paper Day."""
    lens = lens_at(as_at, known_at)
    from codeclerk.decisions.queries import presented
    from codeclerk.meetings import answers, queries
    from codeclerk.meetings.rules import ahead

    every = queries.meetings(lens, first=lens.valid_at)
    found = ahead.papers_due(every, presented(lens, body=""), lens.valid_at)
    value = [answers.paper_due_json(one) for one in found]
    emit(value, output_format, lambda _: "\n".join(map(_paper_line, found)) or "No paper is due.")


@meeting.command("agendas")
@looking
def agendas_command(as_at: str | None, known_at: str | None, output_format: str) -> None:
    """List the provisional agendas of meetings to come, by the day on which each is announced."""
    lens = lens_at(as_at, known_at)
    from codeclerk.meetings import answers, queries
    from codeclerk.meetings.rules import ahead

    found = ahead.provisional_agendas(queries.meetings(lens, first=lens.valid_at), lens.valid_at)
    value = [answers.agenda_json(one) for one in found]
    emit(value, output_format, lambda _: "\n".join(map(_agenda_line, found)) or "No provisional agenda.")


def _paper_line(one: Any) -> str:
    asks = f"  {'; '.join(one.asks)}" if one.asks else ""
    return f"{one.day.isoformat()}  {one.meeting.name} on {one.meeting.day.isoformat()}  {one.number}{asks}"


def _agenda_line(one: Any) -> str:
    items = ", ".join(item.number for item in one.items) or "nothing recorded yet"
    sure = " (inferred)" if one.is_inferred else ""
    return f"{one.announced.isoformat()}{sure}  {one.meeting.name} on {one.meeting.day.isoformat()}  {items}"


def _line(one: Any) -> str:
    from codeclerk.kernel.calendar.dates import DateStyle, format_date

    day = format_date(one.day, DateStyle.WEEKDAY)
    papers = f"  Paper Day {format_date(one.paper_day)}" if one.paper_day else ""
    agenda = f"  {', '.join(item.number for item in one.agenda)}" if one.agenda else ""
    return f"{day:<28} {one.name:<28} {one.state.value:<8}{papers}{agenda}"
