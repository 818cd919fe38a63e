"""The headline report as a paper, from the record that was read for it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from codeclerk.kernel.calendar.dates import DateStyle, format_date
from codeclerk.kernel.lens import Classification
from codeclerk.papers.build import bullets, listing, paragraph, table
from codeclerk.papers.data import Data
from codeclerk.papers.headline_report.record import KIND, TITLE, Record
from codeclerk.papers.house import AUTHOR, glossary
from codeclerk.papers.model import Action, Block, Column, Front, Paper, Recommendation, Section
from codeclerk.papers.phrases import day
from codeclerk.papers.runs import Loose, Reference, runs
from codeclerk.papers.words import Noun
from codeclerk.ui.tables import Kind
from codeclerk.ui.words import plural

UNKNOWN = "–"
ITEM, ACTION = Noun("item"), Noun("action")


@dataclass(frozen=True)
class Cover:
    """What the cover needs besides the record."""

    reference: str
    classification: Classification
    sharing: str
    row_pages: tuple[tuple[str, str], ...] = ()
    terms: Mapping[str, str] = field(default_factory=dict)


def compose(record: Record, cover: Cover) -> Paper:
    """The whole paper."""
    return Paper(
        front(record, cover),
        sections=(
            decided(record),
            came(record),
            updates(record),
            actions(record),
            attendance(record),
            interests(record),
        ),
        glossary=glossary(cover.terms),
        numbered_levels=1,
        contents=0,
        data=_figures(record),
    )


def front(record: Record, cover: Cover) -> Front:
    """The front matter."""
    one = record.meeting
    held: list[Loose] = [f"The {one.body_name} met on ", day(one.day)]
    held.append(f" ({record.mode.lower()})." if record.mode else ".")
    if record.course.closed:
        closed = plural(record.course.closed, "item")
        held.append(f" {closed} of its agenda {'is' if record.course.closed == 1 else 'are'} not in this report.")
    return Front(
        kind=KIND,
        title=f"{one.name}, {format_date(one.day)} – {TITLE}",
        dated=record.as_at,
        as_at=record.as_at,
        known_at=record.known_at,
        reference=cover.reference,
        subject=record.key,
        committee=one.body_name,
        short_committee=one.abbreviation,
        meeting=record.reference,
        meeting_date=one.day,
        author=AUTHOR,
        action=Action.INFORMATION,
        classification=cover.classification,
        sharing=f"This document is classified as {cover.classification.value}. {cover.sharing}".strip(),
        purpose=(
            paragraph(*held),
            paragraph("It says what was decided, what was noted, and which actions were given."),
        ),
        recommendations=(Recommendation("NOTE", runs("the contents of this report.")),),
        running_title=f"{one.abbreviation} – {TITLE}",
        row_pages=cover.row_pages,
    )


def decided(record: Record) -> Section:
    """What the body decided that day, from its decisions."""
    items = [
        runs(Reference(one.number, key=f"proposal:{one.number}"), f": {one.outcome_name.lower()}")
        for one in record.decided
    ]
    said = f"The {record.meeting.body_name} made {{count}}"
    return Section("What was decided", listing(said, Noun("decision"), items), key="decided")


def came(record: Record) -> Section:
    """What came of each item, by outcome; items of which nothing is recorded are named."""
    blocks: list[Section] = [
        Section(heading, (bullets([f"{one.called}: {one.outcome}." for one in items]),), numbered=False)
        for heading, items in record.came()
    ]
    rest = record.without_outcome
    if rest:
        blocks.append(Section("Nothing recorded", (bullets([one.called for one in rest]),), numbered=False))
    return Section("What came of the items", sections=tuple(blocks), key="came", empty="Nothing is recorded.")


def updates(record: Record) -> Section:
    """What was reported by word of mouth."""
    said = [f"{one.called}: {one.verbal}" for one in record.course.items if one.verbal]
    return Section("Verbal updates", listing("{count} {was} reported on verbally", ITEM, said), key="verbal")


def actions(record: Record) -> Section:
    """The actions that the meeting gave, and those that were carried over to it."""
    columns = (
        Column("action", "Action", Kind.REFERENCE),
        Column("what", "What is to be done", width=4),
        Column("owner", "Owner"),
        Column("due", "Due by", Kind.DATE),
        Column("state", "Standing"),
    )
    rows: list[tuple[Loose, ...]] = [
        (
            one.name,
            one.what,
            one.owner_name,
            day(one.due, DateStyle.MEDIUM) if one.due else UNKNOWN,
            one.state.value,
        )
        for one in record.course.actions
    ]
    return Section(
        "Actions", (table("Actions", columns, rows, key="actions", empty="No action was given."),), key="actions-given"
    )


def attendance(record: Record) -> Section:
    """How each seat was filled, with the organisation; guests by organisation; the quorum."""
    columns = (Column("seat", "Seat"), Column("organisation", "Organisation"), Column("how", "Attendance"))
    rows = [
        (one.name, record.organisations.get(one.organisation, one.organisation) or UNKNOWN, one.how.label)
        for one in record.course.there
    ]
    empty = "Who was there is not recorded."
    blocks: list[Block] = [table("Attendance by seat", columns, rows, key="attendance", empty=empty)]
    if record.course.guests:
        guests = ", ".join(f"{one.organisation} ({one.number})" for one in record.course.guests)
        blocks.append(paragraph(f"Guests: {guests}."))
    quorum = record.course.quorum
    blocks.append(paragraph(f"Quorum: {quorum.answer.value}. {quorum.words}"))
    return Section("Attendance", tuple(blocks), key="attended")


def interests(record: Record) -> Section:
    """The interests that were declared."""
    said = [
        f"{one.who} in {line.called}: {one.words}{'' if one.took_part else ' (took no part)'}"
        for line, one in record.course.interests
    ]
    return Section("Declared interests", listing("{count} {was} declared", Noun("interest"), said), key="interests")


def _figures(record: Record) -> Data:
    """What the report says as plain data.

    meeting   {key, body, number, day, mode}
    outcomes  [{item, proposal, title, outcome, words}]
    actions   [{name, what, owner, due, state}]
    """
    one = record.meeting
    return Data.of(
        {
            "meeting": {
                "key": one.key,
                "body": one.body,
                "number": one.number,
                "day": one.day.isoformat(),
                "mode": one.mode or None,
            },
            "outcomes": [
                {
                    "item": line.number,
                    "proposal": line.proposal or None,
                    "title": line.title or None,
                    "outcome": line.came.outcome or None,
                    "words": line.outcome,
                }
                for line in record.course.items
                if line.came is not None
            ],
            "actions": [
                {
                    "name": action.name,
                    "what": action.what,
                    "owner": action.owner,
                    "due": action.due.isoformat() if action.due else None,
                    "state": action.state.value,
                }
                for action in record.course.actions
            ],
        }
    )
