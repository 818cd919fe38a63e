"""The cover of the update: for whom it is, what it covers, and what is told by word of mouth (DCUSA:1-9). Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from codeclerk.kernel.lens import Classification
from codeclerk.papers.build import paragraph
from codeclerk.papers.code_update.record import KIND, Record
from codeclerk.papers.house import AUTHOR
from codeclerk.papers.model import Action, Figure, Front, Paragraph, Recommendation, Standing
from codeclerk.papers.phrases import day
from codeclerk.papers.runs import Loose, runs


@dataclass(frozen=True)
class Cover:
    """What the cover needs besides the record."""

    reference: str
    classification: Classification
    sharing: str
    row_pages: tuple[tuple[str, str], ...] = ()
    terms: Mapping[str, str] = field(default_factory=dict)


def front(record: Record, cover: Cover) -> Front:
    """The front matter."""
    recipient = record.recipient
    title = f"{record.code} ({record.short}) Update"
    return Front(
        kind=KIND,
        title=title,
        dated=record.as_at,
        as_at=record.as_at,
        known_at=record.known_at,
        reference=cover.reference,
        committee=recipient.name,
        meeting_date=recipient.meeting,
        author=AUTHOR,
        action=Action.INFORMATION,
        classification=cover.classification,
        sharing=f"This document is classified as {cover.classification.value}. {cover.sharing}".strip(),
        purpose=_purpose(record),
        recommendations=(Recommendation("NOTE", runs("the contents of this update.")),),
        running_title=f"{record.short} Update – {recipient.name}",
        row_pages=cover.row_pages,
    )


def meeting_day(record: Record) -> Figure:
    """The day on which the recipient meets, with the place where it is printed."""
    recipient = record.recipient
    if recipient.meeting is None:
        return Figure(None, none="no day known")
    return Figure(recipient.meeting, standing=Standing.REPORTED, source=recipient.place)


def is_verbal(record: Record) -> bool:
    """Whether the Panel of this code meets after the update is written and before the other one does (DCUSA:7-9)."""
    meeting, other = record.next_panel, record.recipient.meeting
    return meeting is not None and other is not None and record.as_at < meeting.day <= other


def _purpose(record: Record) -> tuple[Paragraph, ...]:
    said: list[Loose] = [
        f"This update tells the {record.recipient.name} what happened under the {record.code} ({record.short}) from ",
        day(record.since),
        " to ",
        day(record.as_at),
        ", and where its proposals stand.",
    ]
    if record.recipient.meeting is None:
        said.append(f" No source gives the day of the next meeting of the {record.recipient.name}.")
    meeting = record.next_panel
    if meeting is None:
        return (paragraph(*said), paragraph(f"No meeting of the {record.panel.name} is planned in the record."))
    verbal: list[Loose] = [f"The {record.panel.name} meets on ", day(meeting.day)]
    if is_verbal(record):
        verbal += [
            f", after this update was written. What it discusses is reported verbally at the meeting of the "
            f"{record.recipient.name} on ",
            meeting_day(record),
            "; matters marked “verbal” below are among it.",
        ]
    else:
        verbal.append(".")
    return (paragraph(*said), paragraph(*verbal))
