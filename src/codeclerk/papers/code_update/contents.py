"""What each coming release may hold: status, documents and systems of every proposal (DCUSA:950-1066). Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codeclerk.papers.build import bullets, paragraph, table
from codeclerk.papers.code_update.record import Record
from codeclerk.papers.model import Block, Column, Figure, Reference, Section
from codeclerk.papers.phrases import day, named
from codeclerk.papers.runs import Loose, Runs, runs

if TYPE_CHECKING:
    from codeclerk.releases.queries import Entry, Release


def section(record: Record) -> Section:
    """One part for each release to come."""
    parts = tuple(_release(record, one) for one in record.releases)
    lead = paragraph("What is targeted for a coming release, or approved for it:")
    return Section("Release Contents", (lead,) if parts else (), parts, key="releases", empty="No release is to come.")


def _release(record: Record, release: Release) -> Section:
    rows = (f"release:{release.key}",)
    when = day(release.day, rows=rows) if release.day else Figure(None, none="day not set yet")
    blocks: list[Block] = [paragraph(f"The {release.full_name} goes live on ", when, ".")]
    if release.closed_to_systems:
        blocks.append(paragraph("It takes no modification that changes a system of the DCC or a device."))
    if release.notes:
        blocks.append(paragraph(release.notes))
    made = table(
        f"Contents of the {release.full_name}",
        (
            Column("proposal", "Modification", width=3),
            Column("status", "Status", width=3),
            Column("documents", "Documents", width=4),
            Column("systems", "Systems", width=2),
        ),
        [_row(record, one) for one in release.entries],
        key=f"release-{release.key}",
        empty=f"No modification is targeted for the {release.full_name}.",
    )
    return Section(release.full_name, (*blocks, made), numbered=False)


def _row(record: Record, entry: Entry) -> tuple[Loose, ...]:
    status = (
        f"{entry.standing.value.capitalize()}: {entry.status}" if entry.status else entry.standing.value.capitalize()
    )
    condition = f", {entry.condition}" if entry.condition else ""
    return (
        named(entry.number),
        f"{status}{condition}",
        *(_affected(record, entry, name) for name in ("documents", "systems")),
    )


def _affected(record: Record, entry: Entry, name: str) -> Loose:
    """What it affects, `none` where that was recorded, and that nothing was where it was not."""
    listed = ", ".join(record.affected.get((name, one), one) for one in getattr(entry, name))
    if listed:
        return listed
    return "none" if name in entry.affected_known else Figure(None, none="not recorded")


def next_meeting(record: Record) -> Section:
    """When the Panel of this code meets next (DCUSA:369-371)."""
    meeting = record.next_panel
    said: tuple[Block, ...] = ()
    if meeting is not None:
        when = day(meeting.day, rows=(f"meeting:{meeting.key}",))
        said = (paragraph(f"The {record.panel.name} meets next on ", when, "."),)
    empty = f"No meeting of the {record.panel.name} is planned in the record."
    return Section("Next Meeting", said, empty=empty)


def contact(record: Record) -> Section:
    """Whom to ask (DCUSA:380-384)."""
    found = record.helpdesk
    empty = "No contact of the code administrator is published."
    if found is None:
        return Section("Contact", empty=empty)
    lines: list[Loose | Runs] = [found.name]
    if found.telephone:
        lines.append(f"Telephone: {found.telephone}")
    if found.email:
        lines.append(runs("Email: ", Reference(found.email, f"mailto:{found.email}")))
    return Section("Contact", (bullets(lines),), empty=empty)
