"""The tables and the drawing of derogations: on the page, and as CSV, Excel and JSON."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from codeclerk.derogations import queries
from codeclerk.derogations.rules.clauses import clauses
from codeclerk.derogations.rules.terms import Condition, InTime, Met, Standing, Stretch
from codeclerk.derogations.rules.values import Derogation, decided_words, term_words
from codeclerk.kernel.calendar import Month, format_date
from codeclerk.people.middleware import Request, with_dates
from codeclerk.register.gantt import gantt
from codeclerk.register.rules.times import day_of, range_of
from codeclerk.register.rules.timetable import Row, State
from codeclerk.register.tables import dated, proposal_link
from codeclerk.ui.tables import Column, Empty, Kind, Link, Table
from codeclerk.ui.tags import Tag
from codeclerk.ui.words import plural

STANDINGS = {
    Standing.IN_FORCE: Tag("in force", "plum", 0, "The rule need not be met today."),
    Standing.UNCLEAR: Tag("unclear", "warn", 1, "It begins or ends in this month, on a day that no source gives."),
    Standing.TO_COME: Tag("to come", "info", 2),
    Standing.ENDED: Tag("ended", "grey", 3),
    Standing.WITHDRAWN: Tag("withdrawn", "outline", 4, "It was recorded wrongly."),
}
MET = {
    Met.MET: Tag("met", "good", 0),
    Met.BREACHED: Tag("breached", "bad", 1),
    Met.NOT_ASSESSED: Tag("not assessed", "outline", 2),
}
IN_TIME = {
    None: None,
    InTime.IN_TIME: Tag("before the end", "good", 0),
    InTime.LATE: Tag("after the end", "bad", 1, "In between the rule had to be met."),
    InTime.UNCLEAR: Tag("not known", "warn", 2, "Of the end only the month is known."),
}
ON_PAGE = ("derogation", "party", "standing", "from", "ends", "left", "extensions", "findings")


def derogation_link(request: HttpRequest, one: Derogation) -> Link:
    """A link to a derogation's page, on the same dates."""
    return Link(clauses(one.rules), with_dates(request, reverse("derogations:derogation", args=[one.key])))


def derogations_table(request: Request, found: Iterable[Derogation], empty: Empty) -> Table:
    """Every derogation, to sort, to filter and to download."""
    on_page = not request.GET.get("format")
    columns: tuple[Column, ...] = (
        Column("derogation", "Derogation from", Kind.REFERENCE),
        Column("key", "Key", Kind.REFERENCE),
        Column("party", "Granted to"),
        Column("body", "Granted by"),
        Column("standing", "Standing", Kind.TAG),
        Column("what", "What is permitted"),
        Column("decided", "Decided", Kind.DATE),
        Column("from", "From", Kind.DATE),
        Column("last", "Last day", Kind.DATE, none="not known"),
        Column("ends", "Ends", none="not known"),
        Column("proposal", "Ends with", Kind.REFERENCE, none="–"),
        Column("left", "Days left", Kind.NUMBER, none="–"),
        Column("extensions", "Extended", Kind.NUMBER),
        Column("conditions", "Conditions", Kind.NUMBER),
        Column("breached", "Breached", Kind.NUMBER),
        Column("findings", "To note", none="–"),
        Column("source", "Source", Kind.REFERENCE, none="no paper named"),
    )
    if on_page:
        columns = tuple(column for column in columns if column.key in ON_PAGE)
    shown = {column.key for column in columns}
    rows = tuple({key: value for key, value in _row(request, one).items() if key in shown} for one in found)
    return Table("Derogations", columns, rows, empty=empty, stack=True)


def _row(request: Request, one: Derogation) -> dict[str, Any]:
    return {
        "derogation": derogation_link(request, one),
        "key": one.key,
        "party": one.party_name,
        "body": one.body_name,
        "standing": STANDINGS[one.standing],
        "what": one.what,
        "decided": dated(one.granted.decided),
        "from": dated(one.starts),
        "last": last_value(one.last_day, one.is_month),
        "ends": one.end_words or None,
        "proposal": proposal_link(request, one.ending.number) if one.ending else None,
        "left": one.days_left(request.lens.valid_at),
        "extensions": len(one.extensions),
        "conditions": len(one.conditions),
        "breached": sum(1 for condition in one.conditions if condition.met is Met.BREACHED),
        "findings": " ".join(one.findings) or None,
        "source": ", ".join(one.sources) or None,
    }


def last_value(last: date | None, is_month: bool) -> date | str | None:
    """A last day; in the words of its month where no more is known."""
    return str(Month(last.year, last.month)) if last is not None and is_month else last


def stretches_table(one: Derogation) -> Table:
    """What was granted and how it was extended, with whether each extension came in time."""
    columns = (
        Column("what", "What"),
        Column("decided", "Decided", Kind.DATE),
        Column("first", "From", Kind.DATE),
        Column("last", "Last day", Kind.DATE, none="not known"),
        Column("ends", "As it was decided"),
        Column("in_time", "Extended", Kind.TAG, none="–"),
        Column("reason", "Why", none="–"),
        Column("source", "Printed in", Kind.REFERENCE, none="no paper named"),
    )
    rows = tuple(
        {
            "what": stretch_name(place),
            "decided": dated(stretch.said.decided),
            "first": stretch.first,
            "last": last_value(stretch.last, stretch.is_month),
            "ends": term_words(stretch.said, one.ending),
            "in_time": IN_TIME[stretch.in_time],
            "reason": stretch.said.reason or None,
            "source": stretch.said.source or None,
        }
        for place, stretch in enumerate(one.stretches)
    )
    return Table("Grant and extensions", columns, rows, stack=True)


def stretch_name(place: int) -> str:
    """`Granted`, `Extension 1`."""
    return f"Extension {place}" if place else "Granted"


def conditions_table(conditions: Iterable[Condition]) -> Table:
    """The conditions, how each one is shown to be met, and whether it is."""
    columns = (
        Column("number", "Number", Kind.NUMBER),
        Column("text", "Condition"),
        Column("shown_by", "Shown by", none="not said"),
        Column("met", "Is it met?", Kind.TAG),
        Column("on", "Since", Kind.DATE),
        Column("evidence", "What shows it", none="–"),
        Column("source", "Printed in", Kind.REFERENCE, none="no paper named"),
    )
    rows = tuple(
        {
            "number": one.number,
            "text": one.text,
            "shown_by": one.shown_by or None,
            "met": MET[one.met],
            "on": one.on,
            "evidence": one.evidence or None,
            "source": one.source or None,
        }
        for one in conditions
    )
    return Table("Conditions", columns, rows, stack=True)


def drawing(found: Iterable[Derogation], on: date, title: str, *, named: bool) -> tuple[str, str]:
    """The time line of derogations as a drawing, and what it shows in a sentence. Empty for none with a known day.

    Args:
        named: each bar says whose derogation it is; on the page of one it need not.
    """
    bars = [
        _bar(f"{one.party_name}, {clauses(one.rules)}: " if named else "", place, stretch, on)
        for one in found
        for place, stretch in enumerate(one.stretches)
        if stretch.first is not None
    ]
    if not bars:
        return "", ""
    first, last = min(bar.when.first for bar in bars), max(bar.when.last for bar in bars)
    words = f"{plural(len(bars), 'stretch', 'stretches')} of time from {format_date(first)} to {format_date(last)}."
    return gantt(bars, on, title), words


def _bar(whose: str, place: int, stretch: Stretch, on: date) -> Row:
    first = stretch.first or on
    last = stretch.last or max(on, first + timedelta(days=1))
    when = range_of(first, last) if last > first else day_of(first)
    state = State.HAPPENED if stretch.last is not None and stretch.last < on else State.PLANNED
    what = stretch_name(place)
    label = f"{whose}{what[:1].lower() + what[1:] if whose else what}, {decided_words(stretch.said)}"
    return Row(f"{whose}{place}", "", label, when, state)


def ending_table(request: Request, proposal: str) -> Table | None:
    """The derogations that a proposal's implementation ends, by its key; None where there is none. One query."""
    found = queries.ended_by(request.lens, proposal)
    if not found:
        return None
    columns = (
        Column("derogation", "Derogation from", Kind.REFERENCE),
        Column("party", "Granted to"),
        Column("standing", "Standing", Kind.TAG),
        Column("from", "From", Kind.DATE),
        Column("what", "What is permitted"),
    )
    rows = tuple({column.key: _row(request, one)[column.key] for column in columns} for one in found)
    return Table("Derogations that it ends", columns, rows, stack=True)
