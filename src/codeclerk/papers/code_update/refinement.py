"""The proposals in refinement by Working Group, with the day on which each group met last (DCUSA:176-345). Pure."""

from __future__ import annotations

from codeclerk.papers.build import count_of, paragraph, sentence, table
from codeclerk.papers.code_update.record import Record
from codeclerk.papers.model import Column, Figure, Section, Table
from codeclerk.papers.phrases import MODIFICATION_PROPOSAL, day, keys_of, named
from codeclerk.papers.runs import Loose, Runs, runs
from codeclerk.ui.tables import Kind

NONE = "No Working Group"


def section(record: Record) -> Section:
    """How many each group has, and every proposal with what is new of it."""
    found = record.in_refinement
    count = count_of(keys_of(line.number for line in found), MODIFICATION_PROPOSAL)
    lead = sentence("There {is} {count} in the Refinement Process", count)
    if not found:
        return Section("Refinement Process", (paragraph(lead, "."),), key="refinement")
    only = record.working_groups[0].name if len(record.working_groups) == 1 else ""
    said = f". The process has one {only}, which looks at each of them." if only else "."
    return Section("Refinement Process", (paragraph(lead, said), _groups(record), _proposals(record)), key="refinement")


def _groups(record: Record) -> Table:
    rows = []
    load = record.load()
    for body in record.working_groups:
        keys = keys_of(line.number for line in record.in_refinement if record.groups.get(line.key) == body.abbreviation)
        rows.append(
            (
                body.abbreviation,
                body.function.rstrip("."),
                Figure(load.get(body.abbreviation, 0), rows=keys),
                met(record, body.id),
            )
        )
    if load.get(""):
        rows.append((NONE, "", Figure(load[""]), Figure(None, none="–")))
    return table(
        "Working Groups",
        (
            Column("group", "Working Group", width=2),
            Column("function", "What it looks after", width=4),
            Column("proposals", "Proposals", Kind.NUMBER, width=1),
            Column("met", "Met last", width=2),
        ),
        rows,
        key="groups",
        total=("All", "", Figure(len(record.in_refinement)), ""),
    )


def met(record: Record, body: str) -> Figure:
    """The day of a group's last meeting."""
    meeting = record.last_met.get(body)
    if meeting is None:
        return Figure(None, none="no meeting recorded")
    return day(meeting.day, rows=(f"meeting:{meeting.key}",))


def _proposals(record: Record) -> Table:
    rows: list[tuple[Loose | Runs, ...]] = []
    ordered = [(body.abbreviation, body.name, body.id) for body in record.working_groups]
    for short, name, id in [*ordered, ("", "", "")]:
        for line in record.in_refinement:
            if record.groups.get(line.key, "") != short:
                continue
            update = runs(f"{name} met on ", met(record, id), ".") if id in record.last_met else runs(line.status_name)
            if line.is_held:
                until = runs(" until ", day(line.held_until)) if line.held_until else runs("")
                update = runs("On hold", until, ".")
            rows.append((short or NONE, named(line.number), record.title(line) or "no title known", update))
    return table(
        "Modification Proposals in refinement",
        (
            Column("group", "Working Group", width=2),
            Column("proposal", "Proposal", Kind.REFERENCE, width=2),
            Column("title", "Title", width=5),
            Column("update", "Update", width=4),
        ),
        rows,
        key="refinement-proposals",
    )
