"""The timetable as the report prints it: event, date, how it stands, and where dates moved what was first. Pure."""

from __future__ import annotations

from codeclerk.papers.build import paragraph, table
from codeclerk.papers.model import Column, Section
from codeclerk.papers.modification_report.record import Record
from codeclerk.register.rules.times import printed
from codeclerk.register.rules.timetable import Row


def section(record: Record) -> Section:
    """Every event of the timetable on the as-at day."""
    every = record.view.timetable
    moved = any(row.is_revised for row in every)
    if not every:
        return Section("Timetable", (), empty=f"No event of {record.number} is recorded on this day.")
    columns = (
        Column("event", "Event/Action", width=4),
        Column("when", "Date", width=3),
        Column("standing", "Standing", width=2),
        Column("original", "First planned", width=3),
    )

    def cells(row: Row) -> tuple[str, ...]:
        first = printed(row.original) if row.is_revised else "the same"
        return (row.title, row.printed, row.standing(record.as_at).value, first)

    found = table(
        f"Timetable of {record.number}",
        columns if moved else columns[:-1],
        [cells(row) if moved else cells(row)[:-1] for row in every],
        key="timetable",
    )
    lead = paragraph(
        "Whether an event happened is what sources say of it: a date that has passed alone confirms nothing. ",
        "" if moved else "No date in it was moved since it was planned first.",
    )
    return Section("Timetable", (lead, found))
