"""The timetable as the report prints it: event, date, how it stands, and the date that was planned first. Pure."""

from __future__ import annotations

from codeclerk.papers.build import paragraph, table
from codeclerk.papers.model import Column, Section
from codeclerk.papers.modification_report.record import Record
from codeclerk.register.rules.times import printed


def section(record: Record) -> Section:
    """Every event of the timetable on the as-at day."""
    rows = [
        (
            row.title,
            row.printed,
            row.standing(record.as_at).value,
            printed(row.original) if row.is_revised else "the same",
        )
        for row in record.view.timetable
    ]
    if not rows:
        return Section("Timetable", (), empty=f"No event of {record.number} is recorded on this day.")
    found = table(
        f"Timetable of {record.number}",
        (
            Column("event", "Event/Action", width=4),
            Column("when", "Date", width=3),
            Column("standing", "Standing", width=2),
            Column("original", "First planned", width=3),
        ),
        rows,
        key="timetable",
    )
    lead = paragraph(
        "Whether an event happened is what sources say of it: a date that has passed alone confirms nothing."
    )
    return Section("Timetable", (lead, found))
