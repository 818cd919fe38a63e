"""The timescales of the DCC's assessments: summary, open, completed in twelve months (CSR:265-364). Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from codeclerk.assessments.rules import (
    Assessment,
    Duration,
    SummaryRow,
    duration,
    open_on,
    returned_in,
    summary,
)
from codeclerk.assessments.rules import Standing as Where
from codeclerk.kernel.calendar.dates import DateStyle
from codeclerk.papers.build import paragraph, table
from codeclerk.papers.change_status.printed import span
from codeclerk.papers.change_status.record import Record
from codeclerk.papers.model import Column, CrossReference, Figure, Section, Standing, Table
from codeclerk.papers.phrases import HOLIDAYS, day, named
from codeclerk.papers.runs import Loose
from codeclerk.ui.tables import Kind

DURATION = "assessment.duration_wd"
WITHOUT = "both ends counted, bank holidays of England and Wales removed"
IMPLIED = "its acceptance is worked out from the printed duration"
NOT_ACCEPTED = "not recorded"


def section(record: Record) -> Section:
    """Three tables with the sentence that says what they cover."""
    return Section(
        "DCC Assessment timescales",
        (
            paragraph(
                "The tables cover the 12 months up to ",
                day(record.periods.data_date),
                ". Durations are counted as these reports have always counted them: weekdays, both ends, bank holidays "
                "not removed. Beside them stands the count with bank holidays removed. Neither is compared with a "
                "target: an assessment is in time when it is returned by its due date. What was printed otherwise is "
                "in ",
                CrossReference("notes"),
                ".",
            ),
            summary_table(record),
            open_table(record),
            completed_table(record),
        ),
        numbered=False,
        key="timescales",
    )


# --- summary


def rows_of_summary(record: Record) -> list[SummaryRow]:
    """The four lines: how many, and the mean of their durations."""
    periods = record.periods
    return summary(record.assessments, periods.year, periods.data_date, record.calendar)


def summary_label(record: Record, row: SummaryRow) -> str:
    """`Preliminary Assessments open`, `Impact Assessments completed in the last 12 months`."""
    plural = record.types.get(row.kind, (row.kind, row.kind))[1]
    return f"{plural} open" if row.standing is Where.OPEN else f"{plural} completed in the last 12 months"


def mean_without_holidays(record: Record, row: SummaryRow) -> Decimal | None:
    """The mean of a line's durations with bank holidays removed."""
    members = [one for one in record.assessments if one.key in row.members]
    lengths = [length.working_days for one in members if (length := length_of(record, one)) is not None]
    return Decimal(sum(lengths)) / len(lengths) if lengths else None


def whole(mean: Decimal | None) -> int | None:
    """A mean as it is printed: to the nearest whole Working Day."""
    return None if mean is None else int(mean.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def summary_table(record: Record) -> Table:
    """Total and average of each type, open and completed (CSR:269-279)."""
    rows = []
    for row in rows_of_summary(record):
        keys = tuple(f"assessment:{key}" for key in row.members)
        rows.append(
            (
                summary_label(record, row),
                Figure(row.total, rows=keys),
                _wd(row.average, keys, f"mean of the durations listed below; {HOLIDAYS}", "none"),
                _wd(whole(mean_without_holidays(record, row)), keys, WITHOUT, "none"),
            )
        )
    return table(
        "Assessments: summary",
        (
            Column("assessment", "Assessment"),
            Column("total", "Total", Kind.NUMBER),
            Column("average", "Average duration", Kind.NUMBER),
            Column("average_without_holidays", "Bank holidays removed", Kind.NUMBER),
        ),
        rows,
        key="assessments-summary",
    )


def _wd(value: int | None, rows: tuple[str, ...], convention: str, none: str) -> Figure:
    if value is None:
        return Figure(None, none=none)
    return Figure(value, "WD", rows=rows, convention=convention)


# --- open and completed


def open_rows(record: Record) -> list[Assessment]:
    """Accepted and not returned on the data date."""
    return open_on(record.assessments, record.periods.data_date)


def completed_rows(record: Record) -> list[Assessment]:
    """Returned in the twelve months, in the order of return."""
    return returned_in(record.assessments, record.periods.year)


def length_of(record: Record, one: Assessment) -> Duration | None:
    """Its duration to the return, or to the data date."""
    return duration(one, record.periods.data_date, record.calendar)


def open_table(record: Record) -> Table:
    """Those that were open on the data date (CSR:289-297)."""
    return table(
        "Open assessments",
        (
            *_first(),
            Column("accepted", "Accepted", Kind.DATE),
            *_durations("Current duration"),
        ),
        [
            (
                *_who(one),
                _accepted(one),
                target_figure(one),
                *length_figures(record, one),
            )
            for one in open_rows(record)
        ],
        key="assessments-open",
        empty="No assessment was open at the data date.",
    )


def completed_table(record: Record) -> Table:
    """Those that were returned in the twelve months (CSR:301-364)."""
    rows = completed_rows(record)
    source = span(claim for one in rows for claim in record.claims_of(one.key, DURATION))
    return table(
        "Assessments completed in the last 12 months",
        (
            *_first(),
            Column("returned", "Returned", Kind.DATE),
            *_durations("Actual duration"),
        ),
        [
            (
                *_who(one),
                _day(one.returned, one.key),
                target_figure(one),
                *length_figures(record, one, source),
            )
            for one in rows
        ],
        key="assessments-completed",
        empty="No assessment was completed in the last 12 months.",
    )


def target_figure(one: Assessment) -> Figure:
    """The Working Days that its type has; none before there was a clock."""
    return Figure(one.target, "WD") if one.target is not None else Figure(None, none="none")


def _first() -> tuple[Column, ...]:
    return (Column("modification", "Modification", Kind.REFERENCE), Column("type", "Type"))


def _durations(label: str) -> tuple[Column, ...]:
    return (
        Column("target", "Target duration", Kind.NUMBER),
        Column("duration", label, Kind.NUMBER),
        Column("without_holidays", "Bank holidays removed", Kind.NUMBER),
    )


def _who(one: Assessment) -> tuple[Loose, ...]:
    return (named(one.number), Figure(one.kind, rows=(f"assessment:{one.key}",)))


def _accepted(one: Assessment) -> Figure:
    rows = (f"assessment:{one.key}",)
    if one.accepted is None:
        return Figure(None, none=NOT_ACCEPTED)
    if one.accepted.is_inferred:
        return Figure(
            one.accepted.day,
            style=DateStyle.SHORT,
            standing=Standing.INFERRED,
            why="worked out, not printed",
            rows=rows,
        )
    return Figure(one.accepted.day, style=DateStyle.SHORT, rows=rows)


def _day(value: date | None, key: str) -> Figure:
    return Figure(value, style=DateStyle.SHORT, rows=(f"assessment:{key}",))


def length_figures(record: Record, one: Assessment, source: str = "") -> tuple[Figure, Figure]:
    """The duration as these reports count it, and with bank holidays removed. `source` is where its table is printed.

    Where the acceptance was worked out from a printed duration, that duration is what a source says, not what the
    record computes: it is shown as reported, and the other count as inferred.
    """
    rows = (f"assessment:{one.key}",)
    length = length_of(record, one)
    claims = record.claims_of(one.key, DURATION)
    if (length is None or length.is_inferred) and claims and one.printed_duration is not None:
        shown = Figure(
            one.printed_duration,
            "WD",
            Standing.REPORTED,
            rows=(*rows, *(f"claim:{claim.key}" for claim in claims)),
            source=source or span(claims),
            convention=HOLIDAYS,
        )
    elif length is None:
        shown = Figure(None)
    elif length.is_inferred:
        shown = Figure(
            length.published, "WD", Standing.INFERRED, rows, why="its acceptance is worked out", convention=HOLIDAYS
        )
    else:
        shown = Figure(length.published, "WD", rows=rows, convention=HOLIDAYS)
    return shown, _without(length, rows)


def _without(length: Duration | None, rows: tuple[str, ...]) -> Figure:
    if length is None:
        return Figure(None)
    if length.is_inferred:
        return Figure(length.working_days, "WD", Standing.INFERRED, rows, why=IMPLIED, convention=WITHOUT)
    return Figure(length.working_days, "WD", rows=rows, convention=WITHOUT)


def with_holidays(record: Record, found: Iterable[Assessment]) -> list[tuple[Assessment, Duration]]:
    """Those whose duration counts a bank holiday."""
    lengths = [(one, length) for one in found if (length := length_of(record, one)) is not None]
    return [(one, length) for one, length in lengths if length.holidays > 0]
