"""The tables of the pages of consultations: on the page, and as CSV, Excel and JSON."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from codeclerk.consultations import queries
from codeclerk.consultations.rules import Consultation, Standing, closing_words, days_left, issue_words, monday_of
from codeclerk.people.middleware import Request, with_dates
from codeclerk.register.queries import ProposalLine
from codeclerk.register.rules.times import When
from codeclerk.register.tables import proposal_link
from codeclerk.ui.tables import Column, Empty, Kind, Link, Table
from codeclerk.ui.tags import Tag

STANDINGS = {
    Standing.OPEN: Tag("open", "good", 0, "It takes answers until 17:00 on its last day."),
    Standing.EXPECTED: Tag("to be issued", "info", 1),
    Standing.CLOSED: Tag("closed", "grey", 2),
    Standing.DROPPED: Tag("dropped", "outline", 3),
}
ON_PAGE = ("proposal", "title", "kind", "standing", "issued", "closes", "length")
LENGTH_NOTE = "In Working Days from issue to the last day, both counted, bank holidays removed."


def kind_link(request: HttpRequest, one: Consultation) -> Link:
    """A link to a consultation's page, on the same dates."""
    return Link(one.kind_name, with_dates(request, reverse("consultations:consultation", args=[one.key])))


def issued_value(one: Consultation) -> date | str | None:
    """When it was issued or is expected to be: a day as a date, which sorts; a month or a week in words."""
    when = one.first
    if when is None:
        return "not known" if one.is_issued else None
    return when.first if when.is_day else issue_words(when)


def expected_table(request: Request, found: Iterable[Consultation]) -> Table:
    """What is to be issued, by week (CSR:374-378)."""
    rows = tuple(
        {
            "proposal": proposal_link(request, one.number),
            "title": one.title or None,
            "kind": kind_link(request, one),
            "week": _week(one.expected_issue),
            "expected": issue_words(one.expected_issue) if one.expected_issue else None,
            "closes": closing_words(one.closes) if one.closes else None,
            "notes": " ".join(one.warnings) or None,
        }
        for one in found
    )
    columns = (
        Column("proposal", "Proposal", Kind.REFERENCE),
        Column("title", "Title", none="no title known"),
        Column("kind", "Consultation"),
        Column("week", "Week commencing", Kind.DATE, none="not known to the week"),
        Column("expected", "Issue expected"),
        Column("closes", "Closes on", none="not known"),
        Column("notes", "Note", none="–"),
    )
    return Table("To be issued", columns, rows, stack=True)


def _week(when: When | None) -> date | None:
    return monday_of(when) if when else None


def consultations_table(request: Request, found: Iterable[Consultation], empty: Empty) -> Table:
    """Every consultation, to sort, to filter and to download. A download has the weekday and what is odd too."""
    columns: tuple[Column, ...] = (
        Column("proposal", "Proposal", Kind.REFERENCE),
        Column("title", "Title", none="no title known"),
        Column("kind", "Consultation"),
        Column("standing", "Standing", Kind.TAG),
        Column("issued", "Issued or expected", Kind.DATE),
        Column("closes", "Closes on", Kind.DATE, none="not known"),
        Column("weekday", "Weekday", none="–"),
        Column("length", "Length, WD", Kind.NUMBER, notes=(1,), none="–"),
        Column("notes", "Note", none="–"),
    )
    if not request.GET.get("format"):
        columns = tuple(column for column in columns if column.key in ON_PAGE)
    shown = {column.key for column in columns}
    rows = tuple({key: value for key, value in _row(request, one).items() if key in shown} for one in found)
    return Table("Consultations", columns, rows, footnotes=(LENGTH_NOTE,), empty=empty, stack=True)


def _row(request: Request, one: Consultation) -> dict[str, Any]:
    return {
        "proposal": proposal_link(request, one.number),
        "title": one.title or None,
        "kind": kind_link(request, one),
        "standing": STANDINGS[one.standing],
        "issued": issued_value(one),
        "closes": one.last_day,
        "weekday": closing_words(one.last_day).split(" ", 1)[0] if one.last_day else None,
        "length": one.length,
        "notes": " ".join(one.warnings) or None,
    }


def closing_days_table(one: Consultation) -> Table:
    """Every closing day that a consultation ever had, with when and why it was said."""
    rows = tuple(
        {
            "day": closing_words(said.day) if said.day else None,
            "since": said.since,
            "reason": said.reason or None,
            "source": said.source or None,
        }
        for said in one.closing_days
    )
    columns = (
        Column("day", "Closing day", none="none any more"),
        Column("since", "Said on", Kind.DATE),
        Column("reason", "Why", none="–"),
        Column("source", "Printed in", Kind.REFERENCE, none="no paper named"),
    )
    return Table("Closing days", columns, rows, stack=True)


def panel(request: Request, line: ProposalLine) -> Table | None:
    """What a proposal's page shows of its consultations; None where there is none. One query."""
    found = queries.of_proposal(request.lens, line.key)
    if not found:
        return None
    day = request.lens.valid_at
    columns = (
        Column("kind", "Consultation"),
        Column("standing", "Standing", Kind.TAG),
        Column("issued", "Issued or expected", Kind.DATE),
        Column("closes", "Closes on", none="not known"),
        Column("length", "Length, WD", Kind.NUMBER, notes=(1,), none="–"),
        Column("notes", "Note", none="–"),
    )
    rows = tuple(
        {
            "kind": kind_link(request, one),
            "standing": STANDINGS[one.standing],
            "issued": issued_value(one),
            "closes": closes_value(one, day),
            "length": one.length,
            "notes": " ".join(one.warnings) or None,
        }
        for one in found
    )
    return Table("Consultations", columns, rows, footnotes=(LENGTH_NOTE,), stack=True)


def closes_value(one: Consultation, day: date) -> str | None:
    """The last day with its weekday, and how many Working Days are left while it is open."""
    if one.last_day is None:
        return None
    left = f", {left_words(one.last_day, day)}" if one.standing is Standing.OPEN else ""
    return f"{closing_words(one.last_day)}{left}"


def left_words(last: date, day: date) -> str:
    """`today`, `1 Working Day left`, `13 Working Days left`."""
    if last == day:
        return "today"
    left = days_left(last, day)
    return f"{left} Working Day{'' if left == 1 else 's'} left"
