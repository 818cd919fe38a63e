"""The tables of the pages of assessments: on the page, and as CSV, Excel and JSON."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from codeclerk.assessments import queries
from codeclerk.assessments.queries import StepLine
from codeclerk.assessments.rules import Assessment, Standing, duration
from codeclerk.kernel.calendar import Calendar, london_day
from codeclerk.people.middleware import Request, with_dates
from codeclerk.register.tables import proposal_link
from codeclerk.ui.tables import Cell, Column, Empty, Kind, Link, Table
from codeclerk.ui.tags import Tag

STANDINGS = {
    Standing.REQUESTED: Tag("requested", "info", 0, "No clock runs until the DCC accepts."),
    Standing.QUERIED: Tag("queried", "warn", 1, "The DCC asked back and has not accepted: it is not counted as open."),
    Standing.OPEN: Tag("open", "good", 2),
    Standing.RETURNED: Tag("returned", "grey", 3),
    Standing.NOT_REQUIRED: Tag("not required", "outline", 4),
}
LATE = Tag("late", "outline-warn")
PUBLISHED_NOTE = (
    "As the status reports count: weekdays from acceptance to return, or to the day that this page looks at, both "
    "ends, bank holidays not removed. It is never compared with the target."
)
HOLIDAY_NOTE = "The same with the bank holidays of England and Wales removed."
INFERRED_NOTE = "Its acceptance is printed nowhere; it is worked out from a printed duration."
ON_PAGE = ("proposal", "type", "standing", "accepted", "due", "last", "published", "met")


def assessment_link(request: HttpRequest, one: Assessment) -> Link:
    """A link to an assessment's page, on the same dates."""
    return Link(one.kind, with_dates(request, reverse("assessments:assessment", args=[one.key])))


def calendar_of(request: Request) -> Calendar:
    """The calendar as it was known at the lens."""
    return Calendar(known_at=london_day(request.lens.known_at))


def assessments_table(request: Request, caption: str, found: Iterable[Assessment], empty: Empty) -> Table:
    """Assessments with their dates, both counts, and whether they came in time by their due date."""
    columns: tuple[Column, ...] = (
        Column("proposal", "Proposal", Kind.REFERENCE),
        Column("title", "Title", none="no title known"),
        Column("type", "Type"),
        Column("change_request", "DCC CR", Kind.REFERENCE, none="none"),
        Column("standing", "Standing", Kind.TAG),
        Column("requested", "Requested", Kind.DATE),
        Column("accepted", "Accepted", Kind.DATE, none="not accepted"),
        Column("target", "Target, WD", Kind.NUMBER, none="none then"),
        Column("due", "Due", Kind.DATE, none="no clock runs"),
        Column("last", "Returned or expected", Kind.DATE, none="no date given"),
        Column("slip", "Late by, WD", Kind.NUMBER, none="–"),
        Column("published", "Duration, WD", Kind.NUMBER, notes=(1,), none="–"),
        Column("working_days", "Without holidays, WD", Kind.NUMBER, notes=(2,), none="–"),
        Column("met", "In time", none="–"),
    )
    if not request.GET.get("format"):
        columns = tuple(column for column in columns if column.key in ON_PAGE)
    shown = {column.key for column in columns}
    calendar = calendar_of(request)
    rows = tuple(
        {key: value for key, value in _named_row(request, one, calendar).items() if key in shown} for one in found
    )
    notes = (PUBLISHED_NOTE, HOLIDAY_NOTE, INFERRED_NOTE)
    return Table(caption, columns, rows, footnotes=notes, empty=empty, stack=True)


def _named_row(request: Request, one: Assessment, calendar: Calendar) -> dict[str, Any]:
    """A row that names its proposal."""
    named = {"proposal": proposal_link(request, one.number), "title": one.title or None}
    return {**named, **_row(request, one, calendar)}


def _row(request: Request, one: Assessment, calendar: Calendar) -> dict[str, Any]:
    day = request.lens.valid_at
    length = duration(one, day, calendar)
    accepted: Any = one.accepted.day if one.accepted else None
    return {
        "type": assessment_link(request, one),
        "change_request": one.change_request or None,
        "standing": standing_value(one, day),
        "requested": one.requested,
        "accepted": Cell(accepted, (3,)) if one.accepted and one.accepted.is_inferred else accepted,
        "target": one.target,
        "due": one.deadline.due if one.deadline else None,
        "last": one.returned or one.not_required or (one.expected[-1] if one.expected else None),
        "slip": one.slip(),
        "published": length.published if length else None,
        "working_days": length.working_days if length else None,
        "met": in_time(one, day),
    }


def standing_value(one: Assessment, day: date) -> tuple[Tag, ...] | Tag:
    """Where it stands, with a mark when it is late."""
    tag = STANDINGS[one.standing(day)]
    return (tag, LATE) if one.is_late(day) else tag


def in_time(one: Assessment, day: date) -> str | None:
    """Whether it came by its due date: `met`, `missed`, by how much; None while that is open."""
    if one.is_met() is None:
        slip = one.slip()
        return f"expected {slip} WD late" if slip and one.standing(day) is Standing.OPEN else None
    inferred = " (inferred)" if one.accepted and one.accepted.is_inferred else ""
    return f"met{inferred}" if one.is_met() else f"missed by {one.slip()} WD{inferred}"


def steps_table(lines: Iterable[StepLine]) -> Table:
    """Everything that was said of one assessment, in order."""
    columns = (
        Column("step", "Step"),
        Column("day", "Day", Kind.DATE),
        Column("since", "Said on", Kind.DATE),
        Column("note", "Note", none="–"),
        Column("sure", "How sure", none="–"),
        Column("source", "Printed in", Kind.REFERENCE, none="no paper named"),
    )
    rows = tuple(
        {
            "step": line.step.in_words.capitalize(),
            "day": line.day,
            "since": line.since,
            "note": line.note or None,
            "sure": line.sure if line.sure in ("inferred", "unverified") else None,
            "source": line.source or None,
        }
        for line in lines
    )
    return Table("Steps", columns, rows, stack=True)


def panel(request: Request, proposal: str) -> Table | None:
    """What a proposal's page shows of its assessments; None where there is none. One query."""
    found = queries.of_proposal(request.lens, proposal)
    if not found:
        return None
    calendar = calendar_of(request)
    columns = (
        Column("type", "Type"),
        Column("standing", "Standing", Kind.TAG),
        Column("accepted", "Accepted", Kind.DATE, none="not accepted"),
        Column("due", "Due", Kind.DATE, none="no clock runs"),
        Column("last", "Returned or expected", Kind.DATE, none="no date given"),
        Column("published", "Duration, WD", Kind.NUMBER, notes=(1,), none="–"),
        Column("met", "In time", none="–"),
    )
    shown = {column.key for column in columns}
    rows = tuple({key: value for key, value in _row(request, one, calendar).items() if key in shown} for one in found)
    return Table("DCC assessments", columns, rows, footnotes=(PUBLISHED_NOTE, HOLIDAY_NOTE, INFERRED_NOTE), stack=True)
