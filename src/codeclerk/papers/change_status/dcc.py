"""Appendix A: the DCC's regulatory report on its assessments, in six sections (CSR:492-615, D41). Pure.

Its contents page lists six sections, three of which have no body in the published report. Here each one is made from
the record: who waits for a request, for a decision, for implementation.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from codeclerk.assessments.rules import IA, PA, Assessment, DateChange, DateKind, Performance, code_performance
from codeclerk.assessments.rules import Standing as Where
from codeclerk.kernel.calendar.dates import DateStyle, format_date
from codeclerk.papers.build import bullets, count_of, paragraph, sentence, table
from codeclerk.papers.change_status.record import CLOSED, REFINE, RELEASE, Named, Record
from codeclerk.papers.model import Appendix, Block, Column, Figure, Form, Noun, Runs, Section, Standing, Table
from codeclerk.papers.phrases import day, named
from codeclerk.papers.runs import Loose, runs
from codeclerk.ui.tables import Kind

TITLE = "DCC Preliminary Assessments and Impact Assessments Regulatory Report"
NOT_ACCEPTED = "not accepted yet"
NO_CR = "none"
NO_REASON = "No reason is recorded."
AUDIENCE = (
    "members of the SEC Panel",
    "Parties",
    "Ofgem, as the Authority",
    "the department of the Secretary of State",
    "SECAS, the Code Administrator",
)
SLIP = "Working Days after the due date"


def appendix(record: Record, dated: date, marking: str) -> Appendix:
    """The whole appendix. `dated` is the day to which the DCC's figures run, `marking` how the DCC marks it."""
    return Appendix(
        TITLE,
        (
            _introduction(),
            Section(
                "Open Assessments: in progress and delivery dates",
                (open_table(record), *_commentary(record), *_changes(record)),
                key="dcc-open",
            ),
            Section("Awaiting IA Requests", _awaiting_request(record)),
            Section("Awaiting Authority Decision/Pending Implementation", _awaiting_decision(record)),
            Section("Implemented in the previous six months", _implemented(record)),
            Section(f"Code Performance Measures: {record.periods.month}", _performance(record), key="dcc-performance"),
        ),
        kind="DCC monthly update on its assessments of SEC modifications",
        dated=dated,
        marking=marking,
        key="dcc",
    )


def _introduction() -> Section:
    return Section(
        "Introduction",
        (
            paragraph(
                "This report says how the Data Communications Company (DCC) progresses with Preliminary Assessments "
                "(PAs) and Impact Assessments (IAs), when it expects to deliver those that Working Groups asked for "
                "under SEC Section D6.9, and why any delivery date differs from that of the month before."
            ),
            paragraph("It is written for:"),
            bullets(AUDIENCE),
        ),
    )


# --- open assessments


def listed(record: Record) -> list[Assessment]:
    """Asked for and not returned on the data date: those not accepted first, then PAs before IAs, oldest first."""
    day, kinds = record.periods.data_date, (PA, IA)
    wanted = (Where.REQUESTED, Where.QUERIED, Where.OPEN)
    found = [one for one in record.assessments if one.was_requested_by(day) and one.standing(day) in wanted]
    return sorted(
        found, key=lambda one: (is_accepted(one, day), kinds.index(one.kind), _started(one, day), one.proposal)
    )


def is_accepted(one: Assessment, day: date) -> bool:
    """Whether its clock ran on a day."""
    return one.standing(day) is Where.OPEN


def _started(one: Assessment, day: date) -> date:
    return (one.accepted.day if one.accepted else one.requested) or day


def expected(record: Record, one: Assessment) -> date | None:
    """The latest expected completion date."""
    return one.expected[-1] if one.expected else None


def open_table(record: Record) -> Table:
    """Where each assessment stands, with its due date and the date now expected (CSR:561-578)."""
    return table(
        "Open assessments and delivery dates",
        (
            Column("modification", "Modification", Kind.REFERENCE, width=12),
            Column("cr", "CR", width=9),
            Column("description", "Description", width=20),
            Column("type", "PA/IA", width=7),
            Column("accepted", "Accepted", Kind.DATE, width=12),
            Column("target", "Target completion", Kind.DATE, width=12),
            Column("expected", "Expected completion", Kind.DATE, width=12),
            Column("late", "Late by", Kind.NUMBER, width=9),
        ),
        [_open_row(record, one) for one in listed(record)],
        key="dcc-open-table",
        empty="No assessment is in progress.",
    )


def _open_row(record: Record, one: Assessment) -> tuple[Loose, ...]:
    rows = (f"assessment:{one.key}",)
    first = (
        named(one.number),
        one.change_request or NO_CR,
        one.title,
        Figure(one.kind, rows=rows),
    )
    if not is_accepted(one, record.periods.data_date):
        return (*first, Figure(None, none=NOT_ACCEPTED), "", "", "")
    accepted = one.accepted.day if one.accepted else None
    due = one.deadline.due if one.deadline else None
    return (
        *first,
        Figure(accepted, style=DateStyle.SLASHED, rows=rows),
        Figure(due, style=DateStyle.SLASHED, rows=rows),
        Figure(expected(record, one), style=DateStyle.SLASHED, rows=rows, none="not given"),
        slip_figure(one),
    )


def slip_figure(one: Assessment) -> Figure:
    """By how many Working Days the expected date lies after the due date; beside it the count from a printed one."""
    slip = one.slip()
    if slip is None:
        return Figure(None, none="not known")
    said = SLIP
    if one.printed_due is not None and one.deadline is not None and one.printed_due != one.deadline.due:
        other = _slip_from(one, one.printed_due)
        said = f"{SLIP}; {other} after the printed one, {format_date(one.printed_due)}"
    return Figure(slip, "WD", rows=(f"assessment:{one.key}",), convention=said)


def _slip_from(one: Assessment, due: date) -> int:
    last = one.returned or (one.expected[-1] if one.expected else due)
    if one.deadline is None or last <= due:
        return 0
    return replace(one.deadline, due=due).late_by(last)


def _commentary(record: Record) -> tuple[Block, ...]:
    day = record.periods.data_date
    found = [one for one in listed(record) if one.is_late(day) or not is_accepted(one, day)]
    if not found:
        return ()
    return (
        paragraph("Delayed or not accepted, and why:"),
        bullets([_why(one) for one in found]),
    )


def _why(one: Assessment) -> Runs:
    return runs(named(one.number), f" {one.kind}: ", one.commentary or NO_REASON)


def _changes(record: Record) -> tuple[Block, ...]:
    """Dates that are others than in the report before, each with its reason (CSR:558-560)."""
    if not record.changes:
        return (paragraph("No delivery date has changed since the report before."),)
    count = count_of(tuple(f"assessment:{one.assessment}" for one in record.changes), Noun("delivery date"))
    said = sentence("Since the report before, {count} {has} changed:", count)
    return (paragraph(said), bullets([_change(one) for one in record.changes]))


def _change(one: DateChange) -> Runs:
    which = {DateKind.DUE: "target completion", DateKind.EXPECTED: "expected completion"}[one.what]
    rows = (f"assessment:{one.assessment}",)
    after = runs("to ", day(one.after, rows=rows)) if one.after is not None else runs("and none is given now")
    reason = one.reason if not one.lacks_reason else NO_REASON
    moved = f" {one.kind}: the {which} moved from {format_date(one.before)} "
    return runs(named(one.number), moved, after, f". {reason}")


# --- what waits


def awaiting_request(record: Record) -> tuple[tuple[Named, Assessment], ...]:
    """Proposals being refined whose PA is back and for which no IA was asked for or found unnecessary."""
    day = record.periods.data_date
    has_ia = {one.proposal for one in record.assessments if one.kind == IA and one.was_requested_by(day)}
    last: dict[str, Assessment] = {}
    for one in record.assessments:
        if one.kind == PA and one.standing(day) is Where.RETURNED:
            known = last.get(one.proposal)
            if known is None or (one.returned or day) >= (known.returned or day):
                last[one.proposal] = one
    waiting = {key: one for key, one in last.items() if key not in has_ia}
    return tuple((line, waiting[line.key]) for line in record.in_stage(REFINE) if line.key in waiting)


def _awaiting_request(record: Record) -> tuple[Block, ...]:
    return (
        table(
            "Preliminary Assessment returned, Impact Assessment not requested",
            (
                Column("modification", "Modification", Kind.REFERENCE),
                Column("title", "Title"),
                Column("returned", "PA returned", Kind.DATE),
            ),
            [
                (
                    named(line.number),
                    one.title or "title not recorded",
                    Figure(one.returned, style=DateStyle.SLASHED, rows=(f"assessment:{one.key}",)),
                )
                for line, one in awaiting_request(record)
            ],
            key="dcc-awaiting-requests",
            empty="No proposal waits for an Impact Assessment to be requested.",
        ),
    )


def _awaiting_decision(record: Record) -> tuple[Block, ...]:
    pending = {one.proposal for one in record.awaiting}
    rows: list[tuple[Loose, ...]] = [
        (named(one.number), one.title, "With the Authority for decision", _release_of(record, one.proposal))
        for one in record.awaiting
    ]
    rows += [
        (named(line.number), line.title, "Pending implementation", line.release or "not set")
        for line in record.in_stage(RELEASE)
        if line.key not in pending
    ]
    return (
        table(
            "With the Authority, or approved and not implemented",
            (
                Column("modification", "Modification", Kind.REFERENCE),
                Column("title", "Title"),
                Column("standing", "Where it stands"),
                Column("release", "Release"),
            ),
            rows,
            key="dcc-awaiting-decisions",
            empty="No proposal is with the Authority or waits for its release.",
        ),
    )


def _release_of(record: Record, key: str) -> str:
    line = record.by_key.get(key)
    return (line.release if line else "") or "not set"


def implemented(record: Record) -> tuple[Named, ...]:
    """The proposals implemented in the six months to the end of the data month, by day."""
    found = [
        line
        for line in record.in_stage(CLOSED)
        if line.status == "implemented"
        and line.status_since is not None
        and line.status_since in record.periods.half_year
    ]
    return tuple(sorted(found, key=lambda line: line.status_since or record.periods.as_at))


def _implemented(record: Record) -> tuple[Block, ...]:
    return (
        table(
            "Implemented in the previous six months",
            (
                Column("modification", "Modification", Kind.REFERENCE),
                Column("title", "Title"),
                Column("release", "Release"),
                Column("since", "Implemented", Kind.DATE),
            ),
            [
                (
                    named(line.number),
                    line.title,
                    line.release or "not recorded",
                    _since(line),
                )
                for line in implemented(record)
            ],
            key="dcc-implemented",
            empty="No proposal was implemented in the previous six months.",
        ),
    )


def _since(line: Named) -> Figure:
    """The day of its implementation; marked where no source prints it."""
    rows = (f"proposal:{line.number}",)
    if line.is_inferred:
        why = "no source prints the day of its implementation"
        return Figure(line.status_since, standing=Standing.INFERRED, style=DateStyle.SLASHED, rows=rows, why=why)
    return Figure(line.status_since, style=DateStyle.SLASHED, rows=rows)


# --- code performance


def performance(record: Record) -> Performance:
    """What was due in the data month."""
    return code_performance(record.assessments, record.periods.in_month)


def _performance(record: Record) -> tuple[Block, ...]:
    found = performance(record)
    rows = tuple(f"assessment:{one.key}" for one in found.due)
    lead = f"{{count}} {{was}} due in {record.periods.month}"
    count = count_of(rows, Noun("assessment"), Form.CAPITAL_WORDS)
    split = ", ".join(f"{sum(1 for one in found.due if one.kind == kind)} {kind}" for kind in (PA, IA))
    in_time = Figure(found.in_time, rows=rows)
    return (
        paragraph(sentence(lead, count), f" ({split}). Submitted within the SLA: ", in_time, "."),
        _performance_table(record, found.due),
    )


def _performance_table(record: Record, due: Iterable[Assessment]) -> Table:
    return table(
        f"Assessments due in {record.periods.month}",
        (
            Column("modification", "Modification", Kind.REFERENCE, width=12),
            Column("cr", "CR", width=9),
            Column("name", "Modification name", width=18),
            Column("type", "PA/IA", width=7),
            Column("requested", "Requested", Kind.DATE, width=11),
            Column("accepted", "Accepted", Kind.DATE, width=11),
            Column("due", "Submission due", Kind.DATE, width=11),
            Column("submitted", "Submitted", Kind.DATE, width=11),
        ),
        [
            (
                named(one.number),
                one.change_request or NO_CR,
                one.title,
                one.kind,
                _slashed(one.requested, one),
                _slashed(one.accepted.day if one.accepted else None, one),
                _slashed(one.deadline.due if one.deadline else None, one),
                submitted(record, one),
            )
            for one in due
        ],
        key="dcc-performance-table",
        empty=f"No assessment was due in {record.periods.month}.",
    )


def _slashed(value: date | None, one: Assessment) -> Figure:
    return Figure(value, style=DateStyle.SLASHED, rows=(f"assessment:{one.key}",))


def submitted(record: Record, one: Assessment) -> Figure:
    """The day of return, or that it is still in progress."""
    if one.returned is not None and one.returned <= record.periods.data_date:
        return _slashed(one.returned, one)
    return Figure(None, none="in progress", rows=(f"assessment:{one.key}",))
