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


@meeting.command("calendar")
@click.argument("body")
@click.option("--first", required=True, help="The first day, such as 2021-04-01.")
@click.option("--last", required=True, help="The last day.")
@looking
def calendar_command(
    body: str, first: str, last: str, as_at: str | None, known_at: str | None, output_format: str
) -> None:
    """Propose the days of a BODY's meetings by its pattern, one in each month. The act
    `plan_calendar` plans them."""
    lens = lens_at(as_at, known_at)
    from codeclerk.kernel.calendar.dates import parse_date
    from codeclerk.kernel.calendars import calendar_at
    from codeclerk.meetings import answers
    from codeclerk.meetings.commands.meetings import meeting_body
    from codeclerk.meetings.rules.calendar import proposed

    calendar = calendar_at(lens)
    found = proposed(meeting_body(body), parse_date(first), parse_date(last), calendar)
    value = [answers.proposed_json(one) for one in found]
    emit(value, output_format, lambda _: "\n".join(map(_proposed_line, found)) or "No source says when it meets.")


@meeting.command("agenda")
@click.argument("key")
@looking
def agenda_command(key: str, as_at: str | None, known_at: str | None, output_format: str) -> None:
    """Show the agenda of the meeting KEY, such as panel-2021-03-12, with what came of each item."""
    lens = lens_at(as_at, known_at)
    from codeclerk.meetings import answers, queries
    from codeclerk.meetings.queries.running import course_of

    one = queries.meeting(lens, key)
    course = course_of(lens, one)
    value = answers.meeting_json(one) | answers.course_json(course)
    emit(value, output_format, lambda _: "\n".join(_agenda_lines(course)) or "Nothing is on its agenda.")


@meeting.command("actions")
@click.option("--body", help="Only actions of this body.")
@click.option("--open", "is_open", is_flag=True, help="Only those that are neither done nor dropped.")
@looking
def actions_command(
    body: str | None, is_open: bool, as_at: str | None, known_at: str | None, output_format: str
) -> None:
    """List the actions of meetings."""
    lens = lens_at(as_at, known_at)
    from codeclerk.meetings import answers
    from codeclerk.meetings.queries.actions import actions, open_actions
    from codeclerk.people.vocabulary import body as body_named

    wanted = body_named(body).id if body else ""
    found = open_actions(lens, wanted) if is_open else actions(lens, body=wanted)
    value = [answers.action_json(one) for one in found]
    emit(value, output_format, lambda _: "\n".join(map(_action_line, found)) or "No actions.")


@meeting.command("fill")
@click.argument("key")
@looking
def fill_command(key: str, as_at: str | None, known_at: str | None, output_format: str) -> None:
    """Show what is due at the meeting KEY and not on its agenda. The act `fill_agenda` puts it there."""
    lens = lens_at(as_at, known_at)
    from codeclerk.meetings import queries
    from codeclerk.meetings.queries.due import due_at
    from codeclerk.meetings.queries.running import course_of

    one = queries.meeting(lens, key)
    found = due_at(lens, one, [line.item for line in course_of(lens, one).items])
    value = [
        {"key": due.key, "number": due.number or None, "title": due.title or None, "why": due.why} for due in found
    ]
    emit(value, output_format, lambda _: "\n".join(f"{one.number or one.title}: {one.why}" for one in found) or NOTHING)


NOTHING = "Nothing is due that is not on its agenda."


def _proposed_line(one: Any) -> str:
    from codeclerk.kernel.calendar.dates import DateStyle, format_date

    papers = f"  Paper Day {format_date(one.paper_day)}" if one.paper_day else ""
    return f"{format_date(one.day, DateStyle.WEEKDAY):<28}{papers}{f'  {one.why}' if one.why else ''}".rstrip()


def _agenda_lines(course: Any) -> list[str]:
    lines = [
        f"{one.called}{f' [{one.action}]' if one.action else ''}{f': {one.outcome}' if one.outcome else ''}"
        for one in course.items
    ]
    closed = f"{course.closed} not open to you" if course.closed else ""
    return [*lines, *([closed] if closed else [])]


def _action_line(one: Any) -> str:
    due = f"  by {one.due.isoformat()}" if one.due else ""
    return f"{one.name}  {one.state.value}{due}  {one.owner_name}: {one.what}"


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
