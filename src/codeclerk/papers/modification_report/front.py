"""The cover of the report: what it is about, where that stands, who runs it, and what a committee is asked. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from codeclerk.kernel.lens import Classification
from codeclerk.papers.build import paragraph
from codeclerk.papers.house import AUTHOR
from codeclerk.papers.model import Action, Front, Paragraph, Recommendation
from codeclerk.papers.modification_report.annexes import attachments
from codeclerk.papers.modification_report.contact import analyst
from codeclerk.papers.modification_report.record import KIND, Record
from codeclerk.papers.phrases import day, named
from codeclerk.papers.runs import Loose, runs


@dataclass(frozen=True)
class Cover:
    """What the cover needs besides the record. `documents` is the page of a document, with `{}` for its hash."""

    reference: str
    classification: Classification
    sharing: str
    row_pages: tuple[tuple[str, str], ...] = ()
    terms: Mapping[str, str] = field(default_factory=dict)
    documents: str = ""


def title_of(record: Record) -> str:
    """`MP092 ‘New Planned Maintenance methodology’ – Modification Report`."""
    title = f" ‘{record.line.title}’" if record.line.title else ""
    return f"{record.number}{title} – {record.kind_of_report}"


def front(record: Record, cover: Cover) -> Front:
    """The front matter. It is for the body to which the proposal is put next, if there is one."""
    put = record.next_put
    asked = tuple(_recommendation(words) for words in put.words) if put else ()
    return Front(
        kind=KIND,
        title=title_of(record),
        dated=record.as_at,
        as_at=record.as_at,
        known_at=record.known_at,
        reference=cover.reference,
        subject=f"proposal:{record.line.key}",
        committee=record.bodies.get(put.body, put.body) if put else "",
        meeting_date=put.meeting if put else None,
        author=AUTHOR,
        action=Action.DECISION if asked else Action.INFORMATION,
        classification=cover.classification,
        sharing=f"This document is classified as {cover.classification.value}. {cover.sharing}".strip(),
        purpose=_purpose(record),
        recommendations=asked or (Recommendation("NOTE", runs("the contents of this report.")),),
        attachments=attachments(record, cover.documents),
        running_title=f"{record.number} – {record.kind_of_report}",
        row_pages=cover.row_pages,
    )


def _recommendation(words: str) -> Recommendation:
    verb, _, rest = words.partition(" ")
    return Recommendation(verb, runs(f"{rest.rstrip('.')}."))


def _purpose(record: Record) -> tuple[Paragraph, ...]:
    line = record.line
    said: list[Loose] = [
        "This report gives what the record has of ",
        named(record.number, line.title),
        " on ",
        day(record.as_at),
        ": what it is about, where it stands, its timetable, what the DCC assessed, what was consulted on and what was "
        "decided.",
    ]
    if line.is_split:
        stands = f"It was split and goes on as {', '.join(record.view.parts)}."
    elif line.stage_name:
        status = f" with the status {line.status_name}" if line.status_name else ""
        stands = f"It is in the stage {line.stage_name}{status}."
    else:
        stands = "Where it stands is not known."
    put = record.next_put
    note = (paragraph(f"To note before the meeting: {put.note}"),) if put and put.note else ()
    return (
        paragraph(*said),
        paragraph(f"{stands} ", f"The lead analyst is {analyst(record.contact)}." if record.contact else NOBODY),
        *note,
    )


NOBODY = "No lead analyst is assigned to it."
