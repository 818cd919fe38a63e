"""The tables of the pages of meetings: on the page, and as CSV, Excel and JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from codeclerk.decisions.rules.days import Odd
from codeclerk.decisions.tables import doubt_tags
from codeclerk.kernel.calendar import DateStyle, format_date
from codeclerk.kernel.packs import Body
from codeclerk.meetings import queries, vocabulary
from codeclerk.meetings.rules.meetings import Meeting, Said, State, next_by_pattern, paper_day
from codeclerk.people.middleware import Request, with_dates
from codeclerk.register.queries import ProposalLine
from codeclerk.register.tables import proposal_link
from codeclerk.ui.tables import Column, Empty, Kind, Link, Table
from codeclerk.ui.tags import Tag, marker_tag

STATES = {
    State.PLANNED: Tag("planned", "info", 0),
    State.HELD: Tag("held", "good", 1),
    State.DROPPED: Tag("dropped", "outline", 2),
}
NOT_CONFIRMED = Tag(
    Odd.NOT_CONFIRMED.label, "outline-warn", 3, "Its day has passed, and no source says that it was held."
)
ON_PAGE = ("day", "weekday", "body", "number", "state", "paper_day", "agenda", "notes")
PAPER_NOTE = (
    "Working Days before the meeting, counted backwards from it without its own day; worked out from printed dates."
)
AGENDA_NOTE = "The day on which the provisional agenda of the next meeting is announced."


def meeting_link(request: HttpRequest, one: Meeting, text: str = "") -> Link:
    """A link to a meeting's page, on the same dates."""
    return Link(text or one.body_name, with_dates(request, reverse("meetings:meeting", args=[one.key])))


def state_tag(one: Meeting, on: date) -> Tag:
    """Where a meeting stands; one whose day has passed unconfirmed says so."""
    return NOT_CONFIRMED if one.state is State.PLANNED and one.day < on else STATES[one.state]


def weekday(day: date) -> str:
    """`Friday`."""
    return format_date(day, DateStyle.WEEKDAY).split(" ", 1)[0]


def meetings_table(request: Request, found: Iterable[Meeting], empty: Empty) -> Table:
    """Every meeting, the last one first, to sort, to filter and to download."""
    on_page = not request.GET.get("format")
    columns: tuple[Column, ...] = (
        Column("day", "Day", Kind.DATE),
        Column("weekday", "Weekday"),
        Column("body", "Body"),
        Column("number", "Meeting", Kind.NUMBER, none="–"),
        Column("state", "Standing", Kind.TAG),
        Column("mode", "How", none="not said"),
        Column("paper_day", "Paper Day", Kind.DATE, notes=(1,), none="no rule known"),
        Column("announced", "Agenda announced", Kind.DATE, none="not said"),
        Column("agenda", "Agenda", none="not known"),
        Column("source", "Source", Kind.REFERENCE, none="no paper named"),
        Column("notes", "Note", none="–"),
    )
    if on_page:
        columns = tuple(column for column in columns if column.key in ON_PAGE)
    shown = {column.key for column in columns}
    newest = sorted(found, key=lambda one: (-one.day.toordinal(), one.body))
    rows = tuple({key: value for key, value in _row(request, one, on_page).items() if key in shown} for one in newest)
    return Table("Meetings", columns, rows, footnotes=(PAPER_NOTE,), empty=empty, stack=True)


def _row(request: Request, one: Meeting, on_page: bool) -> dict[str, Any]:
    return {
        "day": one.day,
        "weekday": weekday(one.day),
        "body": meeting_link(request, one) if on_page else one.body_name,
        "number": one.number,
        "state": state_tag(one, request.lens.valid_at),
        "mode": vocabulary.mode_label(one.mode) or None,
        "paper_day": one.paper_day,
        "announced": one.agenda_announced,
        "agenda": tuple(proposal_link(request, item.number) for item in one.agenda) or None,
        "source": ", ".join(one.sources) or None,
        "notes": (_short(one) if on_page else notes_of(one)) or None,
    }


def _short(one: Meeting) -> tuple[Any, ...]:
    """As tags and notes; that a meeting is not confirmed is said by its standing."""
    doubts = [doubt for doubt in one.doubts if doubt.odd is not Odd.NOT_CONFIRMED]
    return (*doubt_tags(doubts), *one.notes)


def notes_of(one: Meeting) -> str:
    """What is odd about a meeting, and what was noted with it."""
    return " ".join((*one.warnings, *one.notes))


def committees_table(request: Request, every: Sequence[Meeting]) -> Table:
    """The last meeting and the next one of each committee of the process in force, with the Paper Day; what nobody
    planned, by its pattern."""
    columns = (
        Column("body", "Body"),
        Column("last", "Last held", none="none known"),
        Column("next", "Next"),
        Column("paper_day", "Paper Day", notes=(1,), none="no rule known"),
        Column("announced", "Agenda day", notes=(2,), none="no rule known"),
        Column("pattern", "Usually meets", none="no pattern known"),
    )
    by_body: dict[str, list[Meeting]] = {}
    for one in every:
        by_body.setdefault(one.body, []).append(one)
    on = request.lens.valid_at
    rows = tuple(
        _committee(request, body, by_body.get(body.id, []), on)
        for body in vocabulary.that_meet()
        if vocabulary.is_of(body, on) and (body.id in by_body or body.pattern_on(on))
    )
    return Table("By committee", columns, rows, footnotes=(PAPER_NOTE, AGENDA_NOTE), stack=True)


def _committee(request: Request, body: Body, own: Sequence[Meeting], on: date) -> Mapping[str, Any]:
    held = [one for one in own if one.state is State.HELD]
    coming = next((one for one in own if one.state is State.PLANNED and one.day >= on), None)
    pattern = body.pattern_on(on)
    usual = None if coming else next_by_pattern(body, on, [one.day for one in held])
    following: Any = "none planned"
    papers: list[date | None] = []
    if coming is not None:
        following, papers = (
            meeting_link(request, coming, format_date(coming.day, DateStyle.WEEKDAY)),
            [coming.paper_day],
        )
    elif usual is not None:
        following = (usual.words, Tag(f"by its pattern, {usual.sure.value}", "outline-warn"))
        papers = [paper_day(body, day) for day in usual.working or usual.days]
    return {
        "body": Link(body.name, with_dates(request, reverse("committees:committee", args=[body.id]))),
        "last": meeting_link(request, held[-1], format_date(held[-1].day, DateStyle.WEEKDAY)) if held else None,
        "next": following,
        "paper_day": " or ".join(format_date(day) for day in papers if day) or None,
        "announced": announced_value(coming) if coming else None,
        "pattern": pattern.words if pattern else None,
    }


def announced_value(one: Meeting) -> Any:
    """When its provisional agenda is announced: as a source says, or by the rule, which is inferred."""
    if one.agenda_announced is not None:
        return format_date(one.agenda_announced)
    return (format_date(one.agenda_due), marker_tag("inferred")) if one.agenda_due else None


def days_table(days: Iterable[Said]) -> Table:
    """Every day for which a meeting was planned, with when and why it was said."""
    columns = (
        Column("day", "Planned for", none="not held"),
        Column("since", "Said on", Kind.DATE),
        Column("reason", "Why", none="–"),
        Column("source", "Printed in", Kind.REFERENCE, none="no paper named"),
    )
    rows = tuple(
        {
            "day": format_date(said.day, DateStyle.WEEKDAY) if said.day else None,
            "since": said.since,
            "reason": said.reason or None,
            "source": said.source or None,
        }
        for said in days
    )
    return Table("Days over time", columns, rows, stack=True)


def panel(request: Request, line: ProposalLine) -> Table | None:
    """What a proposal's page shows of the meetings that have it on their agenda; None for none. One query."""
    found = queries.of_proposal(request.lens, line.key)
    if not found:
        return None
    columns = (
        Column("day", "Day", Kind.DATE),
        Column("body", "Meeting"),
        Column("state", "Standing", Kind.TAG),
        Column("outcome", "What came of it", none="not recorded"),
    )
    rows = tuple(
        {
            "day": one.day,
            "body": meeting_link(request, one, one.name),
            "state": state_tag(one, request.lens.valid_at),
            "outcome": "; ".join(item.outcome for item in one.agenda if item.proposal == line.key and item.outcome)
            or None,
        }
        for one in found
    )
    return Table("Meetings", columns, rows, stack=True)
