"""Where the proposal stands: facts, what comes next, what it affects. Pure."""

from __future__ import annotations

from codeclerk.kernel.calendar.dates import format_date
from codeclerk.papers.build import bullets, paragraph, table
from codeclerk.papers.model import Block, Column, Figure, Item, Section, Standing
from codeclerk.papers.modification_report import parts
from codeclerk.papers.modification_report.record import WHY, Record
from codeclerk.papers.phrases import joined, named
from codeclerk.papers.runs import Loose, Runs, runs
from codeclerk.register.rules.ages import CONVENTION_WORDS
from codeclerk.register.rules.timetable import not_confirmed

KINDS = (("documents", "Documents"), ("systems", "Systems"), ("party_categories", "Party categories"))


def value(record: Record, name: str, text: str, none: str = "not known") -> Figure:
    """A fact as the record has it, marked where no source states it; `none` is what an unknown one reads as.

    An unknown one is a figure too: a mark on a table's other cells is not taken for one on this.
    """
    if not text:
        return Figure(None, none=none)
    sure = record.line.sure.get(name, "")
    if sure in WHY:
        return Figure(text, standing=Standing.INFERRED, rows=record.rows, why=WHY[sure])
    return Figure(text, rows=record.rows)


def age(record: Record) -> Figure:
    """How old it is in Working Days, with how they were counted."""
    return Figure(record.line.age, "WD", rows=record.rows, convention=CONVENTION_WORDS)


def where(record: Record) -> Section:
    """Stage, status, path, Proposer, age, release, hold, and what comes next."""
    line, view = record.line, record.view
    blocks: list[Block] = []
    if line.is_split:
        parts = joined([named(part) for part in view.parts])
        blocks.append(paragraph(f"{record.number} was split and goes on as ", parts, ". It counts in no stage itself."))
    if view.whole:
        shared = ", with which it shares the history until the split."
        blocks.append(paragraph(f"{record.number} is a part of ", named(view.whole), shared))
    if line.is_held:
        until = f" until {format_date(line.held_until)}" if line.held_until else ""
        reason = f" {line.hold_reason}" if line.hold_reason else ""
        held = f"It is on hold{until}.{reason} It stays in its stage and counts as open until then."
        blocks.append(paragraph(held))
    if not line.is_split:
        blocks.append(paragraph(view.lead_in))
        passed = not_confirmed(view.timetable, record.as_at)
        if passed and not line.is_closed:
            events = [f"{row.title}, {row.printed}" for row in passed]
            blocks.append(paragraph("The dates of these have passed, and no source says that they happened:"))
            blocks.append(bullets(events))
    if record.running:
        blocks.append(paragraph("These deadlines run:"))
        blocks.append(bullets([f"{one.name}: {one.explanation}" for one in record.running]))
    blocks.append(_facts(record))
    return Section("Where it stands", tuple(blocks), key="standing")


def _facts(record: Record) -> Block:
    line = record.line
    since = f", since {format_date(line.status_since)}" if line.status_name and line.status_since else ""
    rows: list[tuple[str, Loose]] = []
    if not line.is_split:
        status = f"{line.status_name}{since}" if line.status_name else ""
        rows += [("Stage", value(record, "status", line.stage_name)), ("Status", value(record, "status", status))]
    rows += [
        ("Path", value(record, "path", line.path_name, "not decided yet")),
        ("Proposer", value(record, "proposer", _proposer(record))),
        ("Raised", value(record, "raised", str(line.raised) if line.raised else "")),
    ]
    if line.age is not None:
        rows.append(("Age", age(record)))
    coming = line.next_event
    rows += [
        ("Target release", value(record, "release", line.release, "none")),
        ("Next step", value(record, "next", f"{coming.title}, {coming.printed}" if coming else "", "none planned")),
    ]
    if record.flags:
        rows.append(("Flags", value(record, "flags", ", ".join(record.flags))))
    for one in record.view.change_requests:
        about = f", {one.about}" if one.about else ""
        rows.append((f"DCC Change Request{about}", value(record, "change_request", one.number)))
    return table(
        f"{record.number} in short",
        (Column("fact", "What", width=1), Column("value", "As the record has it", width=3)),
        rows,
        key="facts",
    )


def _proposer(record: Record) -> str:
    return ", ".join(part for part in (record.proposer, record.line.proposer_name) if part)


def affects(record: Record) -> Section:
    """The documents, systems and party categories that it affects, and what its legal text changes beside that."""
    rows: list[tuple[Loose | Runs, ...]] = []
    for kind, label in KINDS:
        listed = (", ".join(record.affected[kind]) or "none") if kind in record.affected else ""
        rows.append((label, value(record, f"affected {kind}", listed, "not recorded")))
        if kind == "documents" and record.changed is not None:
            rows.append(("Changed by the legal text", Figure(record.changed.words, rows=record.rows)))
    affected = table(
        f"What {record.number} affects",
        (Column("kind", "What", width=1), Column("affected", "Affected", width=3)),
        rows,
        key="affected",
    )
    differs = [paragraph(f"It does not agree. {one}") for one in record.not_agreed]
    return Section("What it affects", (affected, *differs, *parts.impacts(record)))


def objectives(record: Record) -> Section:
    """The objectives of the code that each view rests on, with their texts."""
    items = [
        Item(
            runs(f"{one.view_words}:"),
            tuple(Item(runs(f"({letter}) {text}" if text else f"({letter})")) for letter, text in one.texts),
        )
        for one in record.view.objectives
    ]
    blocks = (bullets(items),) if items else ()
    empty = f"No view on the objectives that {record.number} serves is recorded."
    return Section("SEC Objectives", blocks, empty=empty)


def links(record: Record) -> Section:
    """How it stands to other proposals, and to work outside the code."""
    rows = [
        (
            one.words,
            named(one.name, one.title) if one.key else one.name,
            "yes" if one.moves_release else "no",
            Figure(one.since),
        )
        for one in record.view.links
    ]
    found = table(
        f"Links of {record.number}",
        (
            Column("how", "How"),
            Column("to", "To", width=2),
            Column("release", "Can move its release"),
            Column("since", "Since"),
        ),
        rows,
        key="links",
    )
    return Section("Links", (found,) if rows else (), empty=f"No link of {record.number} is recorded.")
