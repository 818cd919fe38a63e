"""The cover of the report: purpose, recommendation, meeting, dates, classification (CSR:28-64, K02). Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from codeclerk.kernel.calendar.dates import DateStyle
from codeclerk.kernel.lens import Classification
from codeclerk.papers.build import paragraph
from codeclerk.papers.change_status.record import Record
from codeclerk.papers.house import AUTHOR
from codeclerk.papers.model import Action, CrossReference, Front, Paragraph, Recommendation
from codeclerk.papers.phrases import day
from codeclerk.papers.runs import Loose, runs

KIND, TITLE = "change-status", "Change Status Report"


@dataclass(frozen=True)
class PanelMeeting:
    """The meeting that the report is for. `label` is how its papers are called: `SECP_90_1203`."""

    number: int | None
    day: date
    label: str


@dataclass(frozen=True)
class Cover:
    """What the cover needs besides the record. `marking` is that of the DCC for what everybody may see."""

    title: str
    reference: str
    classification: Classification
    sharing: str
    meeting: PanelMeeting | None
    row_pages: tuple[tuple[str, str], ...]
    terms: Mapping[str, str]
    marking: str = ""


def front(record: Record, cover: Cover) -> Front:
    """The front matter."""
    meeting = cover.meeting
    running = f"{meeting.label} – {cover.title}" if meeting and meeting.label else cover.title
    return Front(
        kind=KIND,
        title=cover.title,
        dated=record.periods.as_at,
        as_at=record.periods.as_at,
        known_at=record.known_at,
        reference=cover.reference,
        committee=record.panel.name,
        short_committee=record.panel.abbreviation,
        meeting=meeting.label if meeting else "",
        meeting_date=meeting.day if meeting else None,
        data_date=record.periods.data_date,
        author=AUTHOR,
        action=Action.INFORMATION,
        classification=cover.classification,
        sharing=f"This document is classified as {cover.classification.value}. {cover.sharing}",
        purpose=_purpose(record, meeting),
        recommendations=(Recommendation("NOTE", runs("the contents of this report.")),),
        running_title=running,
        row_pages=cover.row_pages,
    )


def _purpose(record: Record, meeting: PanelMeeting | None) -> tuple[Paragraph, ...]:
    body = record.panel.name
    said: list[Loose] = [
        "This report tells where every change to the Smart Energy Code (SEC) and every release of it stands on ",
        day(record.periods.as_at),
        f", and what happened in {record.periods.month}. ",
    ]
    if meeting is None:
        said.append(f"No meeting of the {body} after that day is recorded yet.")
    else:
        number = f"meeting {meeting.number} of the {body}" if meeting.number else f"the meeting of the {body}"
        said += [f"It is presented to {number} on ", day(meeting.day, DateStyle.WEEKDAY), "."]
    return (
        paragraph(*said),
        paragraph(
            "The report of the Data Communications Company (DCC) on its Preliminary and Impact Assessments is ",
            CrossReference("dcc"),
            ". ",
            CrossReference("notes"),
            " names every figure for which a source prints something else than the record gives. Figures over time run "
            "to ",
            day(record.periods.data_date),
            ".",
        ),
    )
