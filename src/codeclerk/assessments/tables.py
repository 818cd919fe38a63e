"""The tables of the pages of assessments: on the page, and as CSV, Excel and JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from codeclerk.assessments import queries
from codeclerk.assessments.queries import StepLine
from codeclerk.assessments.rules import Assessment, Beside, Duration, Standing, SummaryRow, duration
from codeclerk.kernel.calendar import Calendar, Convention
from codeclerk.kernel.calendars import calendar_at
from codeclerk.people.middleware import Request, with_dates
from codeclerk.register.queries import ProposalLine
from codeclerk.register.tables import proposal_link
from codeclerk.ui.tables import Cell, Column, Empty, Kind, Link, Table
from codeclerk.ui.tags import Tag, marker_tag
from codeclerk.ui.words import plural

STANDINGS = {
    Standing.NOT_REQUESTED: Tag("not requested", "outline", 0, "Its cost is approved; it is not asked for yet."),
    Standing.REQUESTED: Tag("requested", "info", 1, "No clock runs until the DCC accepts."),
    Standing.QUERIED: Tag("queried", "warn", 2, "The DCC asked back and has not accepted: it is not counted as open."),
    Standing.OPEN: Tag("open", "good", 3),
    Standing.RETURNED: Tag("returned", "grey", 4),
    Standing.NOT_REQUIRED: Tag("not required", "outline", 5),
}
LATE = Tag("late", "outline-warn")
PUBLISHED_NOTE = (
    "As the status reports count: weekdays from acceptance to return, or to the day that this page looks at, both "
    "ends, bank holidays not removed. It is never compared with the target."
)
HOLIDAY_NOTE = "The same in Working Days, with the bank holidays of England and Wales removed."
INFERRED_NOTE = "Its acceptance is printed nowhere; it is worked out from a printed duration."
COUNTED = {
    Convention.EXCLUSIVE: "Working Days, the first day not counted, the last one counted",
    Convention.INCLUSIVE: "Working Days, the first and the last day counted",
    Convention.CLEAR: "Working Days between the first and the last day",
    Convention.PUBLISHED: "weekdays, the first and the last day counted, bank holidays not removed",
}
NOTES = (PUBLISHED_NOTE, HOLIDAY_NOTE, INFERRED_NOTE)

Value = Callable[[Request, Assessment, Calendar], Any]
"""What stands in a cell, for an assessment."""


def assessment_link(request: HttpRequest, one: Assessment) -> Link:
    """A link to an assessment's page, on the same dates."""
    return Link(one.kind, with_dates(request, reverse("assessments:assessment", args=[one.key])))


def standing_value(one: Assessment, day: date) -> tuple[Tag, ...]:
    """Where it stands, with a mark when it is late."""
    tag = STANDINGS[one.standing(day)]
    return (tag, LATE) if one.is_late(day) else (tag,)


def in_time(one: Assessment, day: date) -> str | None:
    """Whether it came by its due date: `met`, `missed by 12 WD`; for an open one how late it is, and will be.

    Never by comparing a duration with a target. None where there is nothing to say.
    """
    if one.is_met() is not None:
        return "met" if one.is_met() else f"missed by {one.slip()} WD"
    said = []
    if overdue := one.overdue(day):
        said.append(f"{overdue} WD past due")
    if one.standing(day) is Standing.OPEN and (slip := one.slip()):
        said.append(f"expected {slip} WD late")
    return ", ".join(said) or None


def _length(request: Request, one: Assessment, calendar: Calendar) -> Duration | None:
    return duration(one, request.lens.valid_at, calendar)


def _accepted(request: Request, one: Assessment, calendar: Calendar) -> Any:
    day = one.accepted.day if one.accepted else None
    return Cell(day, (3,)) if one.is_inferred else day


def _published(request: Request, one: Assessment, calendar: Calendar) -> int | None:
    length = _length(request, one, calendar)
    return length.published if length else None


def _without_holidays(request: Request, one: Assessment, calendar: Calendar) -> int | None:
    length = _length(request, one, calendar)
    return length.working_days if length else None


def _expected(request: Request, one: Assessment, calendar: Calendar) -> date | None:
    return one.expected[-1] if one.expected and not one.standing(request.lens.valid_at).is_over else None


def _met(request: Request, one: Assessment, calendar: Calendar) -> Any:
    said = in_time(one, request.lens.valid_at)
    return Cell(said, (3,)) if said and one.is_inferred else said


def _days(*days: date) -> tuple[date, ...] | date | None:
    return days if len(days) > 1 else days[0] if days else None


_COLUMNS: dict[str, tuple[Column, Value]] = {
    column.key: (column, value)
    for column, value in (
        (Column("proposal", "Proposal", Kind.REFERENCE), lambda r, one, c: proposal_link(r, one.number)),
        (Column("title", "Title", none="no title known"), lambda r, one, c: one.title or None),
        (Column("type", "Type", Kind.REFERENCE), lambda r, one, c: assessment_link(r, one)),
        (Column("change_request", "DCC CR", Kind.REFERENCE, none="none"), lambda r, one, c: one.change_request or None),
        (Column("standing", "Standing", Kind.TAG), lambda r, one, c: standing_value(one, r.lens.valid_at)),
        (Column("cost_approved", "Cost approved", Kind.DATE, none="–"), lambda r, one, c: one.cost_approved),
        (Column("requested", "Requested", Kind.DATE), lambda r, one, c: one.requested),
        (Column("queried", "Queried", Kind.DATE, none="never"), lambda r, one, c: _days(*one.queried)),
        (Column("answered", "Answered", Kind.DATE, none="never"), lambda r, one, c: _days(*one.answered)),
        (Column("accepted", "Accepted", Kind.DATE, none="not accepted"), _accepted),
        (Column("target", "Target, WD", Kind.NUMBER, notes=(4,), none="none then"), lambda r, one, c: one.target),
        (Column("target_convention", "Target counted", none="none then"), lambda r, one, c: one.target_convention),
        (
            Column("due", "Due", Kind.DATE, none="no clock runs"),
            lambda r, one, c: one.deadline.due if one.deadline else None,
        ),
        (Column("expected", "Expected", Kind.DATE, none="no date given"), _expected),
        (
            Column("earlier", "Expected before", Kind.DATE, none="–"),
            lambda r, one, c: _days(*one.expected[:-1]),
        ),
        (Column("interim", "Interim versions", Kind.DATE, none="–"), lambda r, one, c: _days(*one.interim)),
        (Column("returned", "Returned", Kind.DATE, none="not returned"), lambda r, one, c: one.returned),
        (Column("not_required", "Not required since", Kind.DATE, none="–"), lambda r, one, c: one.not_required),
        (Column("slip", "Late by, WD", Kind.NUMBER, notes=(4,), none="–"), lambda r, one, c: one.slip()),
        (
            Column("slip_convention", "Lateness counted", none="–"),
            lambda r, one, c: one.slip_convention if one.slip() is not None else None,
        ),
        (Column("published", "Duration, WD", Kind.NUMBER, notes=(1,), none="–"), _published),
        (Column("working_days", "No holidays", Kind.NUMBER, notes=(2,), none="–"), _without_holidays),
        (Column("met", "In time", none="–"), _met),
        (Column("inferred", "Acceptance inferred"), lambda r, one, c: one.is_inferred),
        (Column("why", "What was said", none="–"), lambda r, one, c: one.reason or one.commentary or None),
    )
}

OPEN = ("proposal", "type", "accepted", "target", "due", "expected", "published", "working_days", "met")
WAITING = ("proposal", "title", "type", "standing", "requested", "queried", "answered", "why")
COMPLETED = ("proposal", "type", "accepted", "returned", "target", "due", "published", "working_days", "met")
EVERY = ("proposal", "title", "type", "standing", "requested", "accepted", "due", "returned")
FILE = tuple(_COLUMNS)


def counted(convention: Convention) -> str:
    """`by the convention “exclusive”: Working Days, the first day not counted, the last one counted`."""
    return f"by the convention “{convention.value}”: {COUNTED[convention]}"


def _target_note(found: Iterable[Assessment]) -> str:
    """How the targets and the days late in a table are counted."""
    conventions = dict.fromkeys(one.target_convention for one in found if one.target_convention is not None)
    said = "; or ".join(map(counted, conventions or (Convention.EXCLUSIVE,)))
    return f"From acceptance, as the due date is counted, {said}. Days late are counted from the due date, not with it."


def table_of(request: Request, caption: str, found: Iterable[Assessment], keys: Sequence[str], empty: Empty) -> Table:
    """Assessments with the columns of these keys, and the footnotes that go with them."""
    chosen, found = [_COLUMNS[key] for key in keys], tuple(found)
    calendar = calendar_at(request.lens)
    rows = tuple({column.key: value(request, one, calendar) for column, value in chosen} for one in found)
    notes: tuple[str, ...] = NOTES if {"published", "accepted"} & set(keys) else ()
    notes += (_target_note(found),) if "target" in keys else ()
    return Table(caption, tuple(column for column, _ in chosen), rows, footnotes=notes, empty=empty, stack=True)


def steps_table(lines: Iterable[StepLine]) -> Table:
    """Everything that was said of one assessment, in order."""
    columns = (
        Column("step", "Step"),
        Column("day", "Day", Kind.DATE),
        Column("since", "Said on", Kind.DATE),
        Column("note", "What was said", none="–"),
        Column("sure", "How sure", Kind.TAG, none="stated"),
        Column("source", "Printed in", Kind.REFERENCE, none="no paper named"),
    )
    rows = tuple(
        {
            "step": f"{line.step.label} {line.number}" if line.number > 1 else line.step.label,
            "day": line.day,
            "since": line.since,
            "note": line.note or None,
            "sure": marker_tag(line.sure) if line.sure in ("inferred", "unverified") else line.sure,
            "source": line.source or None,
        }
        for line in lines
    )
    return Table("Steps", columns, rows, stack=True)


AGREES = {True: Tag("agrees", "good", 1), False: Tag("differs", "bad", 0), None: Tag("not in the record", "outline", 2)}


def beside_table(request: Request, found: Iterable[Beside]) -> Table:
    """What sources print, value by value, beside what the record or the calendar has."""
    columns = (
        Column("what", "What"),
        Column("as_at", "As at", Kind.DATE, none="–"),
        Column("computed", "Here", none="not known"),
        Column("printed", "Printed"),
        Column("agrees", "Compared", Kind.TAG),
        Column("where", "Where"),
    )
    rows = tuple(
        {
            "what": one.label,
            "as_at": one.as_at,
            "computed": (one.computed, marker_tag("inferred")) if one.is_inferred and one.computed else one.computed,
            "printed": one.printed.shown,
            "agrees": AGREES[one.agrees],
            "where": tuple(
                Link(claim.place, with_dates(request, reverse("sources:document", args=[claim.source.document])))
                for claim in one.claims
            ),
        }
        for one in found
    )
    return Table("Printed beside computed", columns, rows, stack=True)


def panel(request: Request, line: ProposalLine) -> Table | None:
    """What a proposal's page shows of its assessments; None where there is none. One query."""
    found = queries.of_proposal(request.lens, line.key)
    if not found:
        return None
    keys = ("type", "standing", "requested", "accepted", "due", "expected", "returned", "published", "working_days")
    return table_of(request, "DCC assessments", found, (*keys, "met"), Empty("No assessment", "None is recorded."))


def average_words(row: SummaryRow) -> str:
    """`58 WD on average, 57 without bank holidays; 19 acceptances inferred`."""
    if row.average is None:
        return "nothing to average"
    said = f"{row.average} WD on average, {row.average_without_holidays} without bank holidays"
    return f"{said}; {plural(row.inferred, 'acceptance')} inferred" if row.inferred else said
