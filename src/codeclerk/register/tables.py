"""The tables of the register's pages: on the page, and as CSV, Excel and JSON."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from codeclerk.people.middleware import Request, with_dates
from codeclerk.register import wording
from codeclerk.register.queries import AttachedLine, HistoryLine, LinkLine, ProposalLine
from codeclerk.register.rules.ages import CONVENTION, CONVENTION_WORDS
from codeclerk.register.rules.times import When, printed
from codeclerk.register.rules.timetable import Row, Standing
from codeclerk.ui.tables import Column, Empty, Kind, Link, Table
from codeclerk.ui.tags import Tag, stage_tag

STANDINGS = {
    Standing.HAPPENED: Tag("happened", "good", 0),
    Standing.RUNNING: Tag("running", "warn", 1),
    Standing.PLANNED: Tag("planned", "info", 2),
    Standing.PASSED: Tag("not confirmed", "outline-warn", 3),
}
AGE_NOTE = f"In Working Days by the convention “{CONVENTION.value}”: {CONVENTION_WORDS}. For proposals not decided yet."
ORDERED_BY = ("number", "title", "stage", "status", "proposer", "release", "raised", "age")
"""The columns by which the list can be ordered: the orders of `queries.ORDERS`."""
ON_PAGE = ("number", "title", "stage", "status", "proposer", "release", "age", "next")


def proposal_link(request: HttpRequest, number: str, text: str = "") -> Link:
    """A link to a proposal's page, on the same dates."""
    return Link(text or number, with_dates(request, reverse("register:proposal", args=[number])))


def dated(when: When | None) -> date | str | None:
    """A day as a date, which sorts; a month or a range in the words of the papers."""
    return None if when is None else when.first if when.is_day else printed(when)


def proposals_table(request: Request, lines: Iterable[ProposalLine]) -> Table:
    """The register. The page shows what a reader looks for first, a download everything."""
    columns: tuple[Column, ...] = (
        Column("number", "Number", Kind.REFERENCE),
        Column("title", "Title", none="no title known"),
        Column("stage", "Stage", Kind.TAG),
        Column("status", "Status"),
        Column("path", "Path", none="not decided"),
        Column("flags", "Flags", none="none"),
        Column("proposer", "Proposer"),
        Column("lead_analyst", "Lead analyst", none="nobody"),
        Column("release", "Target release", none="none"),
        Column("raised", "Raised", Kind.DATE),
        Column("age", "Age, WD", Kind.NUMBER, notes=(1,), none="–"),
        Column("documents", "Documents", none="not recorded"),
        Column("systems", "Systems", none="not recorded"),
        Column("parties", "Party categories", none="not recorded"),
        Column("next", "Next step", none="none planned"),
        Column("next_date", "Date of next step", none="none planned"),
    )
    if not request.GET.get("format"):
        columns = tuple(column for column in columns if column.key in ON_PAGE)
    shown = {column.key for column in columns}
    rows = tuple({key: value for key, value in _row(request, line).items() if key in shown} for line in lines)
    return Table("Proposals", columns, rows, footnotes=(AGE_NOTE,), stack=True)


def _row(request: Request, line: ProposalLine) -> dict[str, Any]:
    coming = line.next_event
    on_page = not request.GET.get("format")
    return {
        "number": proposal_link(request, line.number),
        "title": line.title or None,
        "stage": _stage(line),
        "status": _status(line) if on_page else line.status_name or None,
        "path": line.path_name or None,
        "flags": _flags(line) or None,
        "proposer": line.proposer_name or None,
        "lead_analyst": line.lead_analyst or None,
        "release": line.release or None,
        "raised": dated(line.raised),
        "age": line.age,
        "documents": affected_words(line, "documents"),
        "systems": affected_words(line, "systems"),
        "parties": affected_words(line, "party_categories"),
        "next": (f"{coming.title}, {coming.printed}" if on_page else coming.title) if coming else None,
        "next_date": coming.printed if coming else None,
    }


def affected_words(line: ProposalLine, kind: str) -> str | None:
    """What a proposal affects of one kind; None where nothing was recorded, `none` where that was."""
    named = ", ".join(wording.affected(kind, one) for one in getattr(line, kind))
    return named or ("none" if kind in line.affected_known else None)


def _stage(line: ProposalLine) -> Tag | None:
    if line.is_split:
        return Tag("Split", "outline", 6, f"It goes on as {', '.join(line.parts)}.")
    return stage_tag(line.stage_name) if line.stage_name else None


def _status(line: ProposalLine) -> tuple[Any, ...] | str | None:
    tags = (*([Tag("on hold", "warn")] if line.is_held else []), *(_flag_tag(flag) for flag in line.flags))
    return (line.status_name, *tags) if line.status_name and tags else tags or line.status_name or None


def _flags(line: ProposalLine) -> tuple[str, ...]:
    return (*(wording.flag(flag) for flag in line.flags), *(["On hold"] if line.is_held else []))


def _flag_tag(flag: str) -> Tag:
    return Tag(wording.flag(flag), "outline-warn")


def timetable_table(rows: Sequence[Row], day: date, caption: str) -> Table:
    """The two columns of a printed timetable, then whether it happened, what was planned first, and since when."""
    revised = any(row.is_revised for row in rows)
    columns = [
        Column("event", "Event/Action"),
        Column("when", "Date"),
        Column("state", "State", Kind.TAG),
        *([Column("original", "First planned"), Column("revisions", "Revised", none="never")] if revised else []),
        Column("since", "Said on", Kind.DATE),
        Column("source", "Printed in", Kind.REFERENCE, none="no paper named"),
    ]
    kept = {column.key for column in columns}
    made = []
    for row in rows:
        values: dict[str, Any] = {
            "event": row.title,
            "when": row.printed,
            "state": STANDINGS[row.standing(day)],
            "original": printed(row.original),
            "revisions": _revisions(row) or None,
            "since": row.since,
            "source": row.source or None,
        }
        made.append({key: value for key, value in values.items() if key in kept})
    empty = Empty("No timetable yet", "No event of this proposal is recorded on the day that this page looks at.")
    return Table(caption, tuple(columns), tuple(made), empty=empty, stack=True)


def _revisions(row: Row) -> tuple[str, ...]:
    """Every date after the first, each with the day on which it was said."""
    return tuple(f"{printed(one.when)} (said {printed(When(one.since, one.since))})" for one in row.revisions[1:])


def documents_table(request: Request, documents: Iterable[AttachedLine]) -> Table:
    """The documents that are attached to it, each leading to its page."""
    rows = tuple(
        {
            "role": one.role.label,
            "label": Link(one.title, with_dates(request, reverse("sources:document", args=[one.document]))),
            "document": one.name,
            "published": one.published,
            "since": one.since,
            "source": one.source or None,
        }
        for one in documents
    )
    return Table(
        "Attached documents",
        (
            Column("role", "What it is"),
            Column("label", "Document"),
            Column("document", "In", Kind.REFERENCE),
            Column("published", "Published", Kind.DATE, none="not known"),
            Column("since", "Attached since", Kind.DATE),
            Column("source", "Printed in", Kind.REFERENCE, none="no paper named"),
        ),
        rows,
        stack=True,
    )


def links_table(request: Request, links: Iterable[LinkLine]) -> Table:
    """How it stands to others, read from this end."""
    rows = tuple(
        {
            "words": link.words,
            "to": proposal_link(request, link.name) if link.key else link.name,
            "title": link.title or None,
            "release": "yes" if link.moves_release else "no",
            "since": link.since,
        }
        for link in links
    )
    return Table(
        "Links",
        (
            Column("words", "How"),
            Column("to", "To"),
            Column("title", "Title", none="–"),
            Column("release", "Can move the target release"),
            Column("since", "Since", Kind.DATE),
        ),
        rows,
        stack=True,
    )


def history_table(lines: Iterable[HistoryLine]) -> Table:
    """The events of a proposal."""
    rows = tuple(
        {
            "day": line.day,
            "what": f"{line.of}: {line.what}" if line.of else line.what,
            "actor": line.actor,
            "recorded": line.recorded_at,
            "source": line.source_locator or None,
        }
        for line in lines
    )
    return Table(
        "What was recorded",
        (
            Column("day", "Day", Kind.DATE),
            Column("what", "What"),
            Column("source", "Printed in", Kind.REFERENCE, none="no paper named"),
            Column("actor", "Recorded by", Kind.REFERENCE),
            Column("recorded", "Recorded on", Kind.DATE),
        ),
        rows,
        stack=True,
    )
